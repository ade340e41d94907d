"""What a page says of itself: meta and link tags, headings, times and bylines, gathered in one walk over its tree."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from pipeline.extract.linked_data import LinkedData

# Parts of class names and ids by which systems of the watch's languages mark bylines and dates.
_BYLINE = re.compile("author|byline|autor|redactor|reporter|journalist|writer|firma", re.IGNORECASE)
_DATE = re.compile("publish|date|fecha|time|posted", re.IGNORECASE)
_MAX_EACH = 40


@dataclass(slots=True)
class PageFacts:
    """Raw facts, in the order of the page. ``metas`` maps lower-case names and properties to their contents."""

    metas: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    linked: LinkedData = field(default_factory=lambda: LinkedData([]))
    title: str = ""
    headings: list[str] = field(default_factory=list)  # of the first level
    canonical: str = ""
    language: str = ""
    times: list[str] = field(default_factory=list)  # machine-readable ones first
    bylines: list[str] = field(default_factory=list)  # most telling first

    def meta(self, *names: str) -> str:
        """The first content that any of these names has."""
        return next((self.metas[name][0] for name in names if self.metas.get(name)), "")


def gather_facts(tree: HtmlElement) -> PageFacts:
    """Walk the tree once."""
    facts = PageFacts(language=tree.get("lang") or tree.get("xml:lang") or "")
    scripts: list[str] = []
    weak_bylines: list[str] = []
    dates: list[str] = []
    for element in tree.iter():
        match element.tag:
            case "meta":
                _add_meta(facts, element)
            case "script":
                if "ld+json" in (element.get("type") or "").lower():
                    scripts.append(element.text or "")
            case "link":
                if (element.get("rel") or "").lower() == "canonical":
                    facts.canonical = facts.canonical or element.get("href") or ""
            case "title":
                facts.title = facts.title or _text(element)
            case "h1":
                facts.headings.append(_text(element))
            case str():
                _add_marked(facts, element, weak_bylines, dates)
    facts.linked = LinkedData(scripts)
    facts.bylines = [*facts.bylines, *weak_bylines][:_MAX_EACH]
    facts.times = [*facts.times, *dates][:_MAX_EACH]
    return facts


def _add_meta(facts: PageFacts, element: HtmlElement) -> None:
    content = (element.get("content") or "").strip()
    for attribute in ("property", "name", "itemprop"):
        name = (element.get(attribute) or "").lower().strip()
        if name and content and len(facts.metas[name]) < _MAX_EACH:
            facts.metas[name].append(content)


def _add_marked(facts: PageFacts, element: HtmlElement, weak_bylines: list[str], dates: list[str]) -> None:
    """Note elements that say they are a time or a byline, by markup or by a telling class."""
    if element.tag == "time":
        facts.times.append(element.get("datetime") or _text(element))
        return
    marks = element.attrib
    if not marks:
        return
    itemprop, named = marks.get("itemprop"), f"{marks.get('class', '')} {marks.get('id', '')}"
    if itemprop == "datePublished":
        facts.times.insert(0, marks.get("content") or marks.get("datetime") or _text(element))
        del facts.times[_MAX_EACH:]
    elif itemprop == "author" or marks.get("rel") == "author":
        facts.bylines.append(_name_within(element))
    elif len(weak_bylines) < _MAX_EACH and _BYLINE.search(named):
        weak_bylines.append(_text(element))
    elif len(dates) < _MAX_EACH and _DATE.search(named):
        dates.append(_text(element))


def _name_within(author: HtmlElement) -> str:
    """The name part of an author's markup, which may hold a portrait and a biography too."""
    for inner in author.iter():
        if inner is not author and inner.get("itemprop") == "name":
            return _text(inner)
    return _text(author)


def _text(element: HtmlElement) -> str:
    return " ".join(" ".join(part for part in element.itertext() if isinstance(part, str))[:1_000].split())
