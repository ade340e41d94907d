"""The catalogue as polled, and what is remembered of each source."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any

import sqlalchemy as sa

from pipeline.model.source import FeedMemory, Health, Source, SourceState
from pipeline.model.storing import EntryToStore, PollSaved, PollToStore, Recognised
from pipeline.store.bulk import write_rows
from pipeline.store.database import Database
from pipeline.store.entries import store_entries
from pipeline.store.known import recognise
from pipeline.store.sql import select_in, upsert
from pipeline.store.tables import FEED_MEMORY, SOURCE, SOURCE_STATE

_MEMORY_OF = sa.select(FEED_MEMORY.c.content).where(FEED_MEMORY.c.source_id == sa.bindparam("source_id"))
_LINE = tuple(column.name for column in SOURCE.c)
_STATE = tuple(column.name for column in SOURCE_STATE.c)
_values_of: Callable[[SourceState], tuple[Any, ...]] = attrgetter(*_STATE)


class SqlSources:
    """The port ``SourceStore``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def states(self) -> dict[str, SourceState]:
        with self._database.reading() as connection:
            rows = connection.execute(sa.select(SOURCE_STATE)).mappings().all()
        states = (SourceState(**{**row, "health": Health(row["health"])}) for row in rows)
        return {state.source_id: state for state in states}

    def memory(self, source_id: str) -> FeedMemory:
        with self._database.reading() as connection:
            content = connection.execute(_MEMORY_OF, {"source_id": source_id}).scalar()
        return _read_memory(json.loads(content)) if content else FeedMemory()

    def recognise(self, source: Source, entries: Sequence[EntryToStore]) -> Recognised:
        with self._database.reading() as connection:
            return recognise(connection, source, entries)

    def save_polls(self, polls: Sequence[PollToStore], now: datetime) -> tuple[PollSaved, ...]:
        """Store polls of different sources, all or nothing; the same polls again change nothing."""
        if not polls:
            return ()
        with self._database.writing() as connection:
            _save_lines(connection, {poll.source.id: poll.source for poll in polls})
            states = [_values_of(poll.state) for poll in polls]
            write_rows(connection, SOURCE_STATE, _STATE, states, keys=("source_id",))
            _save_memories(connection, {poll.source.id: poll.memory for poll in polls if poll.memory is not None})
            return store_entries(connection, polls, now)


def _save_lines(connection: sa.Connection, sources: dict[str, Source]) -> None:
    """Write the lines of the catalogue that differ from what is stored."""
    stored = {row.id: tuple(row) for row in select_in(connection, sa.select(SOURCE), SOURCE.c.id, sources)}
    changed = [line for line in map(_line, sources.values()) if line != stored.get(line[0])]
    upsert(connection, SOURCE, [dict(zip(_LINE, line, strict=True)) for line in changed], ("id",))


def _line(source: Source) -> tuple[Any, ...]:
    return (
        source.id, source.name, source.url, source.kind.value, source.language, source.country, list(source.topics),
        source.every_s, source.pages,
    )  # fmt: skip


def _read_memory(content: dict[str, Any]) -> FeedMemory:
    # Not by the general reader of records: a poll of a changed feed spends a tenth of its time here.
    items = tuple((mark, entry) for mark, entry in content["items"])
    return FeedMemory(head=content["head"], items=items, held=tuple(content["held"]))


def _save_memories(connection: sa.Connection, memories: dict[str, FeedMemory]) -> None:
    contents = ({"head": memory.head, "items": memory.items, "held": memory.held} for memory in memories.values())
    rows = list(zip(memories, map(json.dumps, contents), strict=True))
    write_rows(connection, FEED_MEMORY, ("source_id", "content"), rows, keys=("source_id",))
