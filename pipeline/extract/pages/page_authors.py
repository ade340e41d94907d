"""Who a page says wrote it."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement

from pipeline.extract.authors import clean_authors
from pipeline.extract.pages.elements import letters_of
from pipeline.extract.pages.page_facts import PageFacts
from pipeline.extract.pages.page_marks import find_bylines, find_marked_authors
from pipeline.extract.pages.titles import site_names

_METAS = (
    *("article:author", "article:author_name", "author", "og:author", "parsely-author", "sailthru.author"),
    *("dc.creator", "cxenseparse:author", "dcsext.author", "byl"),
)


def find_authors(facts: PageFacts, tree: HtmlElement, url: str) -> tuple[str, ...]:
    """The first that names somebody: JSON-LD, meta tags, marked elements, a byline.

    Where a claim names the site itself, a person who is marked as the author elsewhere is a better answer; what merely
    looks like a byline is not.
    """
    sites = {letters_of(name) for name in site_names(facts, url)}
    of_site: tuple[str, ...] = ()
    for authors in filter(None, map(clean_authors, _claims(facts, tree))):
        if any(letters_of(author) not in sites for author in authors):
            return authors
        of_site = of_site or authors
    return of_site or next(filter(None, (clean_authors([byline]) for byline in find_bylines(tree))), ())


def _claims(facts: PageFacts, tree: HtmlElement) -> Iterator[list[str]]:
    article = facts.linked.article()
    yield facts.linked.names(article.get("author"))
    yield facts.linked.names(article.get("creator"))
    for name in _METAS:
        yield facts.metas.get(name, [])
    yield from ([author] for author in find_marked_authors(tree))
