"""Which parts of a sitemap index are worth fetching."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import unquote, urlsplit

from pipeline.errors import ExtractError
from pipeline.extract.urls import normalise_url, site_of
from pipeline.model.article import SitemapIndex

_MAX_PARTS = 10
# How systems name the parts that hold articles of the last days, in the languages of the watch.
_NEWS = re.compile(
    r"news(?!letter|room|paper)|noticia|actualidad|articles?_?latest|latest|recent|뉴스|최신", re.IGNORECASE
)
# And those that hold no article at all: sections, people, pictures.
_NO_ARTICLES = re.compile(
    r"categor|(?<![a-z])(?:post_|news_)?tags?(?![a-z])|author|autor(?:es)?(?![a-z])|image|video|photo|galer|product"
    r"|static|taxonom|etiqueta|section|seccion|(?<![a-z])(?:pages?|users?)[-_.]sitemap|sitemap[-_](?:pages?|users?)(?![a-z])"
    r"|posts-page|taxonomies",
    re.IGNORECASE,
)
_DIGITS = re.compile("[0-9]+")
_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


def choose_parts(listed: Iterable[tuple[str, datetime | None]], index_url: str, since: datetime | None) -> SitemapIndex:
    """The ten most promising parts: named after news, then lately changed, then with the greatest numbers.

    Left out are parts that have not changed after ``since``, those of another site, which a hostile index might aim
    us at, and those that are named after anything but articles, unless there are no others. Raises ``ExtractError``
    when all lead to other sites.
    """
    itself, site = normalise_url(index_url), site_of(index_url)
    parts = {url: time for url, time in listed if url and normalise_url(url) != itself}
    own = {url: time for url, time in parts.items() if site_of(url) == site}
    if parts and not own:
        raise ExtractError(
            index_url,
            f"this sitemap index leads to another site only: {next(iter(parts))}",
            remedy="Name the sitemap you want in its place",
        )
    with_articles = {url: time for url, time in own.items() if not names_no_articles(url)} or own
    fresh = [(url, time) for url, time in with_articles.items() if not (since and time and time < since)]
    chosen = sorted(fresh, key=_promise, reverse=True)
    return SitemapIndex(
        parts=tuple(chosen[:_MAX_PARTS]),
        old=len(with_articles) - len(fresh),
        left_out=len(chosen[_MAX_PARTS:]),
    )


def names_news(url: str) -> bool:
    """Whether a sitemap's address says that it holds the latest news."""
    return bool(_NEWS.search(_name(url)))


def names_no_articles(url: str) -> bool:
    """Whether a sitemap's address says that it holds something else than articles."""
    return bool(_NO_ARTICLES.search(_name(url))) and not names_news(url)


def _promise(part: tuple[str, datetime | None]) -> tuple[bool, datetime, tuple[int, ...]]:
    url, time = part
    # Numbers are months or grow with time: "sitemap-2026-11.xml", "wp-sitemap-posts-post-12.xml".
    return names_news(url), time or _LONG_AGO, tuple(int(run[:9]) for run in _DIGITS.findall(_name(url)))


def _name(url: str) -> str:
    """Path and query: a host may be named after news and hold anything."""
    parts = urlsplit(url)
    return unquote(f"{parts.path}?{parts.query}")
