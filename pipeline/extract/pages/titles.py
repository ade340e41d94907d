"""The best of the titles a page gives."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice

from pipeline.extract.pages.elements import letters_of
from pipeline.extract.pages.linked_data import text_of
from pipeline.extract.pages.page_facts import PageFacts
from pipeline.extract.plain_text import line_of_markup
from pipeline.extract.urls import site_of
from pipeline.text.fold import fold_key

_SEPARATOR = re.compile(r"\s+[-–—|·•:»*]+\s+|\s*[|｜：]\s*|\s+[-–—]{2,}\s*")
_KICKER = re.compile(r"^[^:|–—-]{3,80}?(?:\s*[:|]|\s+[-–—])\s+(?=\S)")
_SIGNS = re.compile(r"[^\w\s]+")
_MAX_SUFFIXES = 3  # "Headline | World News | Outlet"
_MAX_LENGTH = 500
_MAX_NAMES = 40
_LEAST_SHARED = 20  # characters of a headline that two copies share below different kickers

Cutter = Callable[[str], str]


def choose_title(facts: PageFacts, url: str) -> str:
    """The headline without the site's name, "" when the page has none.

    The page's editors write it up to five times: for readers (h1), for sharing (OpenGraph), for machines (JSON-LD, of
    the article and of the page) and for the window. They differ on every third page. Where the copies for sharing and
    for machines tell the same, or one is all there is, that is it; else ``_settle`` finds who is confirmed by others.
    """
    heading = line_of_markup(facts.headings[0]) if facts.headings else ""
    clean = _site_cutter(facts, url, heading)
    shared = clean(facts.meta("og:title"))
    stated = clean(text_of(facts.linked.article(), "headline"))
    if not stated:
        return _below_kickers(shared, heading) or shared or heading or _lesser_titles(facts, clean)
    if not shared or _words(shared) == _words(stated):
        return shared or stated
    return _settle(facts, clean, heading=heading, shared=shared, stated=stated)


def _settle(facts: PageFacts, clean: Cutter, *, heading: str, shared: str, stated: str) -> str:
    """Choose between the title for sharing and the one stated in JSON-LD (order found on pages of 86 publishers).

    Where one holds the other, readers decide. Else the page's own name does, and a heading that is marked as the
    headline. Else what the window repeats was written for search engines; and where readers see what machines are
    told, both follow later touches, while sharing keeps the first wording.
    """
    wide, narrow = f" {_words(shared)} ", f" {_words(stated)} "
    read_as_stated = _words(heading) == _words(stated)
    if wide in narrow or narrow in wide:
        return stated if read_as_stated else shared
    named = _named_by_page(facts, clean, shared, stated)
    if named:
        return named
    if facts.marked_heading and _words(line_of_markup(facts.marked_heading)) == _words(shared):
        return shared
    if read_as_stated and _words(clean(facts.title)) != _words(shared):
        return shared
    return stated


def _lesser_titles(facts: PageFacts, clean: Cutter) -> str:
    return clean(facts.meta("twitter:title")) or clean(facts.title)


def _below_kickers(shared: str, heading: str) -> str:
    """What two copies share when only what stands before their first colon or dash differs; "" else."""
    kickers = _KICKER.match(shared), _KICKER.match(heading)
    if kickers[0] is None or kickers[1] is None:
        return ""
    below, below_heading = shared[kickers[0].end() :], heading[kickers[1].end() :]
    same = _words(below) == _words(below_heading) and _words(shared) != _words(heading)
    return below if same and len(below) >= _LEAST_SHARED else ""


def _named_by_page(facts: PageFacts, clean: Cutter, shared: str, stated: str) -> str:
    """The one of two titles that JSON-LD names the page by, if neither it nor its breadcrumbs name the other."""
    pages, crumbs = (
        {_words(clean(text_of(node, "name"))) for node in islice(facts.linked.of_type(kind), _MAX_NAMES)}
        for kind in ("WebPage", "ListItem")
    )
    for title, other in ((shared, stated), (stated, shared)):
        if _words(title) in pages and _words(other) not in pages | crumbs:
            return title
    return ""


def _site_cutter(facts: PageFacts, url: str, heading: str) -> Cutter:
    """A function that cuts the site's name and sections off a title."""
    known = {letters_of(name) for name in site_names(facts, url)} - {""}

    def cut(title: str) -> str:
        title = line_of_markup(title[: _MAX_LENGTH * 2])[:_MAX_LENGTH]
        for separator in _SEPARATOR.finditer(title):
            if heading and letters_of(title[: separator.start()]) == letters_of(heading):
                return title[: separator.start()]
        for _ in range(_MAX_SUFFIXES):
            last = _last_separator(title)
            if last is None or not _names_site(title[last.end() :], known):
                break
            title = title[: last.start()]
        return title

    return cut


def site_names(facts: PageFacts, url: str) -> list[str]:
    """What the site is called: by itself, by JSON-LD, by its address."""
    names = [
        facts.meta("og:site_name", "application-name"),
        *facts.linked.names(facts.linked.article().get("publisher")),
    ]
    site = site_of(url) or site_of(facts.canonical) or site_of(facts.meta("og:url"))
    return [name for name in (*names, site, site.rpartition(".")[0]) if name]


def _last_separator(title: str) -> re.Match[str] | None:
    found = None
    for found in _SEPARATOR.finditer(title):  # noqa: B007 - the last one is wanted
        pass
    return found if found and found.start() else None


def _names_site(part: str, known: set[str]) -> bool:
    bare = letters_of(part)
    return bool(bare) and (bare in known or any(len(name) > 3 and bare.startswith(name) for name in known))


def _words(title: str) -> str:
    """A title to compare: folded words without signs."""
    return " ".join(_SIGNS.sub(" ", fold_key(title)).split())
