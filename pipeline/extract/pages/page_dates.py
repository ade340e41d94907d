"""When a page says it was published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from lxml.html import HtmlElement

from pipeline.extract.dates import parse_date, zone_of_language
from pipeline.extract.pages.linked_data import text_of
from pipeline.extract.pages.page_facts import PageFacts
from pipeline.extract.pages.page_marks import find_times

# In order of trust: OpenGraph's own, then those of the systems and tag managers met in the wild. Times of change come
# last, for a page that tells nothing else.
_METAS = (
    *("article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "og:published_time"),
    *("dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date", "date.available", "date"),
    *("publish-date", "publish_date", "publication_date", "pubdate", "published", "published_at", "published_time"),
    *("sailthru.date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "content:publishdate"),
    *("article_date_original", "article.published", "originalpublicationdate", "date.created", "datecreated"),
)
_LATE_METAS = ("og:updated_time", "article:modified_time", "datemodified")
_IN_URL = re.compile(r"/(20\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?!\d)")


def find_date(facts: PageFacts, tree: HtmlElement, url: str, language: str) -> datetime | None:
    """The most trusted time of publication that can be read, None when there is none."""
    zone = zone_of_language(language)
    for written in _claims(facts, tree, url):
        found = parse_date(written, zone)
        if found:
            return found
    return None


def _claims(facts: PageFacts, tree: HtmlElement, url: str) -> Iterator[str]:
    article, page = facts.linked.article(), facts.linked.page()
    yield text_of(article, "datePublished")
    for name in _METAS:
        yield facts.meta(name)
    yield text_of(article, "dateCreated")
    yield text_of(page, "datePublished")
    yield from find_times(tree)
    for address in (url, facts.canonical, facts.meta("og:url")):
        match = _IN_URL.search(address)
        if match:
            yield "-".join(match.groups())
    for name in _LATE_METAS:
        yield facts.meta(name)
    yield text_of(article, "dateModified")
