"""The journal of runs, and the right to be the only one."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime

import sqlalchemy as sa

from pipeline.model.storing import StoredRun
from pipeline.store.database import Database
from pipeline.store.locks import HeldNames, advisory_lock, file_lock
from pipeline.store.tables import RUN

# The empty text is written into the statement, as the partial index of the idle runs asks.
_IDLE = (RUN.c.summary == sa.literal_column("''")) & RUN.c.finished_at.is_not(None)


class SqlRuns:
    """The port ``RunStore``."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._held = HeldNames()

    def exclusive(self, name: str) -> AbstractContextManager[bool]:
        """True for the one holder of the name, among all processes and all handles of this database."""
        if not self._database.is_sqlite:
            return advisory_lock(self._database, name)
        if self._database.file is None:
            return self._held.lock(name)
        return file_lock(self._database.file, name)

    def start_run(self, trigger: str, code_version: str, settings_hash: str, inputs: str, now: datetime) -> int:
        row = {
            "trigger": trigger,
            "started_at": now,
            "finished_at": None,
            "code_version": code_version,
            "settings_hash": settings_hash,
            "inputs": inputs,
            "summary": "",
        }
        with self._database.writing() as connection:
            # Insert first: a number that was freed before would be given again.
            run_id: int = connection.execute(RUN.insert().returning(RUN.c.id), row).scalar_one()
            connection.execute(RUN.delete().where(_IDLE))
        return run_id

    def finish_run(self, run_id: int, summary: str, now: datetime) -> None:
        with self._database.writing() as connection:
            connection.execute(RUN.update().where(RUN.c.id == run_id).values(summary=summary, finished_at=now))

    def runs(self, limit: int) -> tuple[StoredRun, ...]:
        columns = [column for column in RUN.c if column.name != "inputs"]
        query = sa.select(*columns).order_by(RUN.c.id.desc()).limit(limit)
        with self._database.reading() as connection:
            return tuple(StoredRun(**row) for row in connection.execute(query).mappings())
