"""The catalogue as polled, and what is remembered of each source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

import sqlalchemy as sa

from pipeline.model.source import Health, Source, SourceState
from pipeline.model.storing import EntryToStore, PollSaved
from pipeline.store.database import Database
from pipeline.store.entries import store_entries
from pipeline.store.sql import upsert
from pipeline.store.tables import SOURCE, SOURCE_STATE


class SqlSources:
    """The port ``SourceStore``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def states(self) -> dict[str, SourceState]:
        with self._database.reading() as connection:
            rows = connection.execute(sa.select(SOURCE_STATE)).mappings().all()
        states = (SourceState(**{**row, "health": Health(row["health"])}) for row in rows)
        return {state.source_id: state for state in states}

    def save_poll(
        self, source: Source, state: SourceState, entries: Sequence[EntryToStore], now: datetime
    ) -> PollSaved:
        """Store one poll, all or nothing; the same poll again changes nothing."""
        line = asdict(source) | {"kind": source.kind.value}
        with self._database.writing() as connection:
            upsert(connection, SOURCE, [line], ("id",))
            upsert(connection, SOURCE_STATE, [asdict(state)], ("source_id",))
            return store_entries(connection, source, entries, now)
