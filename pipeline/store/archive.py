"""The archive's index: bringing texts into it, and asking it.

An article says itself which version of its text the index holds, so what is lacking is found at once, and in databases
that are older than the index as well. Words and that mark are stored together: whatever dies, they fit.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from pipeline.model.hit import Tier
from pipeline.model.search import Among, Candidate, IndexedText, Lookup
from pipeline.store.database import Database
from pipeline.store.sql import select_in, within
from pipeline.store.tables import ARTICLE, JUDGEMENT, UNSEARCHED
from pipeline.store.words import PostgresWords, SqliteWords, WordTable, has_fts5, is_there

_BY_TIME = (ARTICLE.c.text_at, ARTICLE.c.published_at, ARTICLE.c.id)
_UNSEARCHED = sa.text(UNSEARCHED)
_NOTE = (
    ARTICLE.update()
    .where(ARTICLE.c.id == sa.bindparam("of"))
    .values(searched_version=sa.bindparam("version"), words_id=sa.bindparam("number"))
)


class SqlArchive:
    """The port ``ArchiveIndex``."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._words: WordTable | None = None
        self._is_there = False  # once it is, it stays
        if not database.is_sqlite:
            self._words = PostgresWords()
        elif has_fts5():
            self._words = SqliteWords()

    def behind(self) -> tuple[int, ...]:
        if self._words is None:
            return ()
        query = sa.select(*_BY_TIME).where(_UNSEARCHED)
        with self._database.reading() as connection:
            # Sorted here: mostly there are none, but to have them in order SQLite would go through all articles.
            return tuple(row.id for row in sorted(connection.execute(query), key=tuple))

    def hold(self, texts: Sequence[IndexedText]) -> None:
        if self._words is None or not texts:
            return
        with self._database.writing() as connection:
            self._words.create(connection)
            numbered = list(enumerate(_lacking(connection, texts), _highest(connection) + 1))
            if numbered:
                self._words.add(connection, [(number, text.words) for number, text in numbered])
                notes = [
                    {"of": text.article_id, "version": text.text_version, "number": number} for number, text in numbered
                ]
                connection.execute(_NOTE, notes)

    def find(self, lookup: Lookup, among: Among, *, before: int | None, limit: int) -> tuple[Candidate, ...]:
        with self._database.reading() as connection:
            if self._words is None:
                query = _select_all(among, before)
            elif lookup.every and self._was_made(connection):
                query = _select(self._words, lookup, among, before)
            else:
                return ()
            return tuple(Candidate(row.number, row.id) for row in connection.execute(query.limit(limit)))

    def _was_made(self, connection: sa.Connection) -> bool:
        self._is_there = self._is_there or is_there(connection)
        return self._is_there

    def spread(self, lookups: Sequence[Lookup]) -> tuple[int, tuple[int, ...]]:
        words = self._words
        with self._database.reading() as connection:
            held = _highest(connection)
            if words is None or not held:
                return held, (held,) * len(lookups)
            counts = (
                connection.execute(sa.select(sa.func.count()).select_from(words.table).where(words.has(lookup)))
                for lookup in lookups
            )
            return held, tuple(count.scalar_one() for count in counts)


def _lacking(connection: sa.Connection, texts: Sequence[IndexedText]) -> list[IndexedText]:
    """Those that are the newest of their article, and not held."""
    query = sa.select(ARTICLE.c.id, ARTICLE.c.text_version).where(_UNSEARCHED)
    rows = select_in(connection, query, ARTICLE.c.id, [text.article_id for text in texts])
    versions = {row.id: row.text_version for row in rows}
    return [text for text in texts if versions.pop(text.article_id, None) == text.text_version]


def _highest(connection: sa.Connection) -> int:
    """The number given last: an article always keeps it, or a higher one takes its place."""
    highest: int | None = connection.execute(sa.select(sa.func.max(ARTICLE.c.words_id))).scalar()
    return highest or 0


def _select(words: WordTable, lookup: Lookup, among: Among, before: int | None) -> sa.Select[Any]:
    # The sum keeps planners from going through the articles and looking each up in the index, which takes for ever.
    joined = words.table.join(ARTICLE, ARTICLE.c.words_id == words.number + 0)
    columns = (words.number.label("number"), ARTICLE.c.id)
    query = sa.select(*columns).select_from(joined).where(words.has(lookup), _is_among(among))
    if before is not None:
        query = query.where(words.number < before)
    return query.order_by(words.number.desc())


def _select_all(among: Among, before: int | None) -> sa.Select[Any]:
    """Every article, in the order in which an index would hold them."""
    number = sa.func.row_number().over(order_by=_BY_TIME).label("number")
    ranked = sa.select(ARTICLE.c.id, number).where(_is_among(among)).subquery()
    query = sa.select(ranked.c.number, ranked.c.id).order_by(ranked.c.number.desc())
    return query if before is None else query.where(ranked.c.number < before)


def _is_among(among: Among) -> sa.ColumnElement[bool]:
    wanted = [ARTICLE.c.duplicate_of.is_(None), within(ARTICLE.c.text_at, among.since, among.until)]
    if among.language:
        wanted.append(ARTICLE.c.language == among.language)
    if among.source_id:
        wanted.append(ARTICLE.c.source_id == among.source_id)
    if among.hits_of:
        wanted.append(_is_hit(*among.hits_of))
    return sa.and_(*wanted)


def _is_hit(watch: str, profile_version: str) -> sa.ColumnElement[bool]:
    return sa.exists().where(
        JUDGEMENT.c.article_id == ARTICLE.c.id,
        JUDGEMENT.c.text_version == ARTICLE.c.text_version,
        JUDGEMENT.c.profile_version == profile_version,
        JUDGEMENT.c.watch == watch,
        JUDGEMENT.c.tier.in_((Tier.DIRECT, Tier.RELATED)),
    )
