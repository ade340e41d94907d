"""What a page says of itself: meta and link tags, the window's title, headings, JSON-LD."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from pipeline.extract.pages.elements import line_of
from pipeline.extract.pages.linked_data import LinkedData

_MAX_EACH = 40


@dataclass(slots=True)
class PageFacts:
    """Raw facts, in the order of the page. ``metas`` maps lower-case names and properties to their contents."""

    metas: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    linked: LinkedData = field(default_factory=lambda: LinkedData([]))
    title: str = ""
    headings: list[str] = field(default_factory=list)  # of the first level
    marked_heading: str = ""  # the one that schema.org's microdata calls the headline
    canonical: str = ""
    language: str = ""

    def meta(self, *names: str) -> str:
        """The first content that any of these names has."""
        return next((self.metas[name][0] for name in names if self.metas.get(name)), "")

    def calls_itself_article(self) -> bool:
        """Whether OpenGraph or JSON-LD say that this is one article."""
        return "article" in self.meta("og:type").lower() or bool(self.linked.article())


def gather_facts(tree: HtmlElement) -> PageFacts:
    """Walk the tree once, over these few tags alone."""
    facts = PageFacts(language=tree.get("lang") or tree.get("xml:lang") or "")
    scripts: list[str] = []
    for element in tree.iter("meta", "script", "link", "title", "h1"):
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
                facts.title = facts.title or line_of(element)
            case _:
                _add_heading(facts, element)
    facts.linked = LinkedData(scripts)
    return facts


def _add_meta(facts: PageFacts, element: HtmlElement) -> None:
    content = (element.get("content") or "").strip()
    for attribute in ("property", "name", "itemprop"):
        name = (element.get(attribute) or "").lower().strip()
        if name and content and len(facts.metas[name]) < _MAX_EACH:
            facts.metas[name].append(content)


def _add_heading(facts: PageFacts, element: HtmlElement) -> None:
    if len(facts.headings) < _MAX_EACH:
        facts.headings.append(line_of(element))
        if "headline" in (element.get("itemprop") or "").split():
            facts.marked_heading = facts.marked_heading or facts.headings[-1]
