"""The rows that entries leave behind, gathered one by one and written all at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from pipeline.model.article import PageState
from pipeline.model.source import Source
from pipeline.model.storing import EntryToStore
from pipeline.store.bulk import keep_counting, write_rows
from pipeline.store.known import Incoming, Standing
from pipeline.store.tables import ARTICLE, SIGHTING, TEXT, TextOrigin
from pipeline.store.texts import content_hash_of

SPLIT = "#entry="  # parts articles that share one address, such as the notices of a ministry's list page

Row = tuple[Any, ...]

# As plain strings: those of an enum are slow to look up.
_WANTED, _NOT_WANTED, _FEED = PageState.WANTED.value, PageState.NOT_WANTED.value, TextOrigin.FEED.value

_ARTICLE = (
    *("id", "url", "url_hash", "link", "source_id", "outlet", "language", "published_at", "date_origin"),
    *("first_seen_at", "page", "page_attempts", "page_reason", "text_version", "text_at"),
)
_TEXT = (
    *("article_id", "version", "origin", "content_hash", "feed_version"),
    *("title", "summary", "body", "authors", "at"),
)
_SIGHTING = (
    *("source_id", "entry_hash", "entry_id", "url", "url_hash", "title_hash", "fingerprint"),
    *("article_id", "seen_at"),
)
_WANT_AGAIN = (
    ARTICLE.update()
    .where(ARTICLE.c.id == sa.bindparam("of"))
    .values(page=PageState.WANTED, page_attempts=0, page_next_at=None, page_reason="", link=sa.bindparam("link"))
)
_NEWEST = (
    ARTICLE.update()
    .where(ARTICLE.c.id == sa.bindparam("of"))
    .values(text_version=sa.bindparam("version"), text_at=sa.bindparam("at"))
)


@dataclass(slots=True)
class Arrivals:
    """What is to be written, all seen at one time."""

    now: datetime
    articles: list[Row] = field(default_factory=list)
    texts: list[Row] = field(default_factory=list)
    sightings: list[Row] = field(default_factory=list)
    edited: list[Row] = field(default_factory=list)
    wanted: dict[int, str] = field(default_factory=dict)  # article -> address of the page that is wanted again
    newest: dict[int, int] = field(default_factory=dict)  # article -> version of its text

    def add_article(self, article_id: int, source: Source, entry: Incoming, split: str, url_hash: str) -> None:
        """Add an article with the words of its feed."""
        item, now = entry.item, self.now
        said = item.entry
        url = item.canonical_url + split
        page = _WANTED if has_page(source, url, item) else _NOT_WANTED
        self.articles.append(
            (article_id, url, url_hash, said.url, source.id, said.outlet or source.name, item.language,
             item.published_at, item.date_origin, now, page, 0, "", 1, now)
        )  # fmt: skip
        self._add_text(article_id, 1, content_hash_of(said.title, said.summary, said.content), item)

    def change_text(self, article_id: int, article: Standing, item: EntryToStore) -> None:
        """Add the feed's words as the newest version, unless they are what stands there."""
        said = item.entry
        content_hash = content_hash_of(said.title, said.summary, said.content)
        if content_hash != article.content_hash:
            article.version, article.origin, article.content_hash = article.version + 1, TextOrigin.FEED, content_hash
            self._add_text(article_id, article.version, content_hash, item)
            self.newest[article_id] = article.version

    def _add_text(self, article_id: int, version: int, content_hash: str, item: EntryToStore) -> None:
        said = item.entry
        self.texts.append(
            (article_id, version, _FEED, content_hash, version, said.title, said.summary, said.content,
             said.authors, self.now)
        )  # fmt: skip

    def add_sighting(self, source: Source, entry: Incoming, article_id: int) -> None:
        said = entry.item.entry
        rows = self.edited if entry.sighted else self.sightings
        rows.append(
            (source.id, entry.entry_hash, said.entry_id, said.url, entry.url_hash, entry.title_hash, said.fingerprint,
             article_id, self.now)
        )  # fmt: skip

    def write(self, connection: sa.Connection) -> None:
        if self.articles:
            write_rows(connection, ARTICLE, _ARTICLE, self.articles)
            keep_counting(connection, ARTICLE, last_id=self.articles[-1][0])
        write_rows(connection, TEXT, _TEXT, self.texts)
        write_rows(connection, SIGHTING, _SIGHTING, self.sightings)
        write_rows(connection, SIGHTING, _SIGHTING, self.edited, keys=_SIGHTING[:2])
        if self.wanted:
            connection.execute(_WANT_AGAIN, [{"of": one, "link": link} for one, link in self.wanted.items()])
        if self.newest:
            versions = [{"of": one, "version": version, "at": self.now} for one, version in self.newest.items()]
            connection.execute(_NEWEST, versions)


def has_page(source: Source, url: str, item: EntryToStore) -> bool:
    """Whether there is a page of this article's own: one that several articles share would make them all the same."""
    return source.pages and bool(item.entry.url) and SPLIT not in url
