"""What the database knows of the entries of some polls, asked in a few questions for all of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import sqlalchemy as sa

from pipeline.model.source import Source
from pipeline.model.storing import EntryToStore, Recognised
from pipeline.store.addresses import articles_at
from pipeline.store.columns import hash_of
from pipeline.store.sql import are_among, select_in
from pipeline.store.tables import ARTICLE, SIGHTING, TEXT, TextOrigin

SightingKey = tuple[str, str]  # (source id, hash of the entry's id)
Titles = dict[tuple[int, str], dict[str, int]]  # (article, source) -> hash of a title -> its sightings


class Sighted(NamedTuple):
    """A stored sighting."""

    article_id: int
    title_hash: str
    fingerprint: str


class Incoming(NamedTuple):
    """An entry on its way in, with the hashes it is looked up by, and its sighting where it was there before."""

    item: EntryToStore
    entry_hash: str
    title_hash: str
    url_hash: str
    sighted: Sighted | None
    renamed: bool  # its source has shown it before, under this title but other names


@dataclass(slots=True)
class Standing:
    """An article as it stands, and its newest text."""

    url: str
    link: str
    source_id: str
    version: int
    origin: TextOrigin
    content_hash: str


def find_sightings(connection: sa.Connection, keys: Collection[SightingKey]) -> dict[SightingKey, Sighted]:
    """The stored ones of these sightings."""
    if not keys:
        return {}
    columns = (SIGHTING.c.article_id, SIGHTING.c.title_hash, SIGHTING.c.fingerprint)
    place = (SIGHTING.c.source_id, SIGHTING.c.entry_hash)
    rows = connection.execute(sa.select(*place, *columns).where(are_among(connection, place, keys)))
    return {(row[0], row[1]): Sighted(row[2], row[3], row[4]) for row in rows}


def titles_of(connection: sa.Connection, article_ids: Collection[int]) -> Titles:
    """The titles under which sources have shown these articles."""
    columns = (SIGHTING.c.article_id, SIGHTING.c.source_id, SIGHTING.c.title_hash)
    query = sa.select(*columns, sa.func.count().label("sightings")).group_by(*columns)
    titles: Titles = {}
    for row in select_in(connection, query, SIGHTING.c.article_id, article_ids):
        titles.setdefault((row.article_id, row.source_id), {})[row.title_hash] = row.sightings
    return titles


def last_titled(connection: sa.Connection, keys: Collection[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """The article that a source showed last under a title, for each (source id, hash of the title)."""
    if not keys:
        return {}
    place = (SIGHTING.c.source_id, SIGHTING.c.title_hash)
    query = sa.select(*place, SIGHTING.c.article_id).where(are_among(connection, place, keys))
    # By article first: to group in the order of the key, SQLite would go through all that the source has shown.
    by_time = query.group_by(SIGHTING.c.article_id, *place).order_by(
        sa.func.max(SIGHTING.c.seen_at), SIGHTING.c.article_id
    )
    return {(row[0], row[1]): row[2] for row in connection.execute(by_time)}


def articles_standing(connection: sa.Connection, article_ids: Collection[int]) -> dict[int, Standing]:
    """These articles as they stand."""
    columns = (ARTICLE.c.url, ARTICLE.c.link, ARTICLE.c.source_id, TEXT.c.version, TEXT.c.origin, TEXT.c.content_hash)
    newest = (TEXT.c.article_id == ARTICLE.c.id) & (TEXT.c.version == ARTICLE.c.text_version)
    query = sa.select(ARTICLE.c.id, *columns).join(TEXT, newest)
    return {row[0]: Standing(*tuple(row)[1:]) for row in select_in(connection, query, ARTICLE.c.id, article_ids)}


def recognise(connection: sa.Connection, source: Source, entries: Sequence[EntryToStore]) -> Recognised:
    """Tell entries that the source has shown before: by their id or address, else by their title (if they have one)."""
    coming = [incoming(item, hash_of(item.entry.entry_id)) for item in entries]
    homes = articles_at(connection, {entry.url_hash for entry in coming})
    looked_up: dict[sa.Column[Any], set[Any]] = {
        SIGHTING.c.entry_hash: {entry.entry_hash for entry in coming},
        SIGHTING.c.url_hash: {entry.url_hash for entry in coming},
        SIGHTING.c.article_id: set(homes.values()),
        SIGHTING.c.title_hash: {entry.title_hash for entry in coming if entry.item.entry.title},
    }
    of_source = SIGHTING.c.source_id == source.id
    ids, addresses, articles, titles = (
        {value for (value,) in select_in(connection, sa.select(column).where(of_source).distinct(), column, values)}
        for column, values in looked_up.items()
    )
    same = frozenset(
        place
        for place, entry in enumerate(coming)
        if entry.entry_hash in ids or entry.url_hash in addresses or homes.get(entry.url_hash) in articles
    )
    alike = frozenset(place for place, entry in enumerate(coming) if entry.title_hash in titles)
    return Recognised(same=same, alike=alike - same)


def incoming(item: EntryToStore, entry_hash: str, sighted: Sighted | None = None, *, renamed: bool = False) -> Incoming:
    """An entry with its hashes; that of its id is mostly known already."""
    return Incoming(item, entry_hash, hash_of(item.entry.title), hash_of(item.address), sighted, renamed)
