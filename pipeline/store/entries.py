"""The entries of one poll: which stand for new articles, which for known ones, and which have changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from pipeline.model.article import PageState
from pipeline.model.source import Source
from pipeline.model.storing import EntryToStore, PollSaved
from pipeline.store.columns import hash_of, storable
from pipeline.store.sql import select_in, upsert
from pipeline.store.tables import ARTICLE, SIGHTING, TEXT, TextOrigin
from pipeline.store.texts import add_version, content_hash_of

_SPLIT = "#entry="  # parts articles that share one address, such as the notices of a ministry's list page


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """An entry on its way in, with the hashes it is looked up by."""

    item: EntryToStore
    entry_hash: str
    title_hash: str
    url: str  # of its article
    url_hash: str


def store_entries(
    connection: sa.Connection, source: Source, entries: Sequence[EntryToStore], now: datetime
) -> PollSaved:
    """Store entries and what follows from them; of several with one id the first counts."""
    incoming = {hash_of(item.entry.entry_id): item for item in reversed(entries)}
    known = _sightings(connection, source, incoming)
    changed = [key for key, row in known.items() if row.fingerprint != storable(incoming[key].entry.fingerprint)]
    unknown = [_incoming(key, incoming[key]) for key in reversed(incoming) if key not in known]
    placed = _place(connection, source, unknown)
    new = _add_articles(connection, source, placed, now)
    homes = _articles_at(connection, {entry.url_hash for entry in placed})
    arrivals = [_sighting_row(source, entry, homes[entry.url_hash], now) for entry in placed]
    edits = [_sighting_row(source, _incoming(key, incoming[key]), known[key].article_id, now) for key in changed]
    upsert(connection, SIGHTING, arrivals + edits, ("source_id", "entry_hash"))
    _note_changes(connection, source, {known[key].article_id: incoming[key] for key in changed}, now)
    return PollSaved(new=new, changed=len(changed), seen=len(entries) - new - len(changed))


def _sightings(connection: sa.Connection, source: Source, entry_hashes: Collection[str]) -> dict[str, sa.Row[Any]]:
    columns = sa.select(SIGHTING.c.entry_hash, SIGHTING.c.fingerprint, SIGHTING.c.article_id)
    of_source = columns.where(SIGHTING.c.source_id == source.id)
    return {row.entry_hash: row for row in select_in(connection, of_source, SIGHTING.c.entry_hash, entry_hashes)}


def _incoming(entry_hash: str, item: EntryToStore) -> Incoming:
    return Incoming(
        item=item,
        entry_hash=entry_hash,
        title_hash=hash_of(item.entry.title),
        url=item.canonical_url,
        url_hash=hash_of(item.canonical_url),
    )


def _place(connection: sa.Connection, source: Source, unknown: Sequence[Incoming]) -> list[Incoming]:
    """Give each its article's address: its own, or a split one where its source uses that for another title.

    The split address is made from the title, not from the entry's id: feeds that give new ids on every poll would
    else bring the same articles again and again.
    """
    homes = _articles_at(connection, {entry.url_hash for entry in unknown})
    titles = _titles_at(connection, source, homes)
    placed = []
    for entry in unknown:
        taken = titles.setdefault(entry.url_hash, set())
        if taken and entry.title_hash not in taken:
            placed.append(_split(source, entry))
        else:
            taken.add(entry.title_hash)
            placed.append(entry)
    return placed


def _split(source: Source, entry: Incoming) -> Incoming:
    url = f"{entry.url}{_SPLIT}{hash_of(source.id, entry.title_hash)}"
    return Incoming(
        item=entry.item,
        entry_hash=entry.entry_hash,
        title_hash=entry.title_hash,
        url=url,
        url_hash=hash_of(url),
    )


def _articles_at(connection: sa.Connection, url_hashes: Collection[str]) -> dict[str, int]:
    """The article at each address; for a duplicate the article it copies."""
    main = sa.func.coalesce(ARTICLE.c.duplicate_of, ARTICLE.c.id).label("main")
    query = sa.select(ARTICLE.c.url_hash, main)
    return {row.url_hash: row.main for row in select_in(connection, query, ARTICLE.c.url_hash, url_hashes)}


def _titles_at(connection: sa.Connection, source: Source, homes: dict[str, int]) -> dict[str, set[str]]:
    """The titles under which this source has shown the articles at these addresses."""
    columns = sa.select(SIGHTING.c.article_id, SIGHTING.c.title_hash)
    of_source = columns.where(SIGHTING.c.source_id == source.id)
    titles: dict[int, set[str]] = {}
    for row in select_in(connection, of_source, SIGHTING.c.article_id, set(homes.values())):
        titles.setdefault(row.article_id, set()).add(row.title_hash)
    return {url_hash: titles.get(article_id, set()) for url_hash, article_id in homes.items()}


def _add_articles(connection: sa.Connection, source: Source, placed: Sequence[Incoming], now: datetime) -> int:
    """Add the articles that are not there yet, with their feed text; tell how many."""
    there = _articles_at(connection, {entry.url_hash for entry in placed})
    fresh = {entry.url_hash: entry for entry in reversed(placed) if entry.url_hash not in there}
    rows = [_article_row(source, entry, now) for entry in reversed(fresh.values())]
    if rows:
        connection.execute(ARTICLE.insert(), rows)
        ids = _articles_at(connection, fresh)
        texts = [_text_row(ids[url_hash], 1, entry.item, now) for url_hash, entry in fresh.items()]
        connection.execute(TEXT.insert(), texts)
    return len(rows)


def _article_row(source: Source, entry: Incoming, now: datetime) -> dict[str, Any]:
    item = entry.item
    return {
        "url": entry.url,
        "url_hash": entry.url_hash,
        "link": item.entry.url,
        "source_id": source.id,
        "outlet": source.name,
        "language": item.language,
        "published_at": item.published_at,
        "date_origin": item.date_origin,
        "first_seen_at": now,
        "page": PageState.WANTED if _has_page(source, entry.url, item) else PageState.NOT_WANTED,
        "page_attempts": 0,
        "page_next_at": None,
        "page_reason": "",
        "duplicate_of": None,
        "text_version": 1,
        "text_at": now,
    }


def _has_page(source: Source, url: str, item: EntryToStore) -> bool:
    """Whether there is a page of this article's own: one that several articles share would make them all the same."""
    return source.pages and bool(item.entry.url) and _SPLIT not in url


def _text_row(article_id: int, version: int, item: EntryToStore, now: datetime) -> dict[str, Any]:
    entry = item.entry
    return {
        "article_id": article_id,
        "version": version,
        "origin": TextOrigin.FEED,
        "content_hash": content_hash_of(entry.title, entry.summary, entry.content),
        "feed_version": version,
        "title": entry.title,
        "summary": entry.summary,
        "body": entry.content,
        "authors": entry.authors,
        "at": now,
    }


def _sighting_row(source: Source, entry: Incoming, article_id: int, now: datetime) -> dict[str, Any]:
    said = entry.item.entry
    return {
        "source_id": source.id,
        "entry_hash": entry.entry_hash,
        "entry_id": said.entry_id,
        "url": said.url,
        "url_hash": hash_of(said.url),
        "title_hash": entry.title_hash,
        "fingerprint": said.fingerprint,
        "article_id": article_id,
        "seen_at": now,
    }


def _note_changes(connection: sa.Connection, source: Source, changed: dict[int, EntryToStore], now: datetime) -> None:
    """Want the pages of changed entries again; where the feed's words are what stands, take its new ones.

    Only the source of first sight speaks for the text: an aggregator's headline is no edit of the outlet's.
    """
    query = sa.select(ARTICLE.c.id, ARTICLE.c.url, ARTICLE.c.source_id, ARTICLE.c.text_version)
    newest = (TEXT.c.article_id == ARTICLE.c.id) & (TEXT.c.version == ARTICLE.c.text_version)
    query = query.add_columns(TEXT.c.origin, TEXT.c.content_hash).join(TEXT, newest)
    rows = list(select_in(connection, query, ARTICLE.c.id, changed))
    _want_pages(connection, source, ((row, changed[row.id]) for row in rows))
    for row in rows:
        feed_stands = row.origin == TextOrigin.FEED or not source.pages
        if row.source_id == source.id and feed_stands:
            text = _text_row(row.id, row.text_version + 1, changed[row.id], now)
            add_version(connection, text, than=row.content_hash)


def _want_pages(connection: sa.Connection, source: Source, changed: Iterable[tuple[sa.Row[Any], EntryToStore]]) -> None:
    for row, item in changed:
        if _has_page(source, row.url, item):
            again = {"page": PageState.WANTED, "page_attempts": 0, "page_next_at": None, "page_reason": ""}
            link = {"link": item.entry.url} if row.source_id == source.id else {}
            connection.execute(ARTICLE.update().where(ARTICLE.c.id == row.id).values(**again, **link))
