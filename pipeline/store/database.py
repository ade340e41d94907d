"""One database, SQLite or PostgreSQL: how to connect, to read and to write.

One process writes at a time on both: SQLite by ``BEGIN IMMEDIATE`` (a deferred transaction that turns from reading to
writing fails at once, whatever the time-out), PostgreSQL by an advisory lock that the transaction holds. So a step may
look first and write then, and no other writer comes between.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import QueuePool

from pipeline.errors import StoreError
from pipeline.store.faults import explain, lacks_psycopg, name_of

BUSY_MS = 20_000  # how long a writer waits for another
CACHE_KB = 16_000  # at most, for each connection that is at work
LOG_PAGES = 4_000  # of 4 kB, gathered in the log before they are moved into the file
ANALYSED = 400  # rows looked at in each index, as SQLite's manual advises for large databases
WRITER_LOCK = 0x5EED_0001  # any number, as long as all writers name the same


class Database:
    """An open database. Safe to use from many threads."""

    def __init__(self, url: sa.URL) -> None:
        self.name = name_of(url)
        self.file = file_of(url)
        self.is_sqlite = url.get_backend_name() == "sqlite"
        with self.faults():
            self.engine = _sqlite_engine(url, self.file) if self.is_sqlite else _postgresql_engine(url)
        # Several queries of one reader must see one state. (SQLite's readers always do.)
        level = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        self._reader = self.engine.execution_options(**level)
        self._writer = self.engine.execution_options(begin="BEGIN IMMEDIATE")
        self._has_written = False

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A transaction that only reads."""
        with self.faults(), self._reader.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction that writes, alone; keep it short. Committed at the end, undone by any exception."""
        self._has_written = True
        with self.faults(), self._writer.begin() as connection:
            self._keep_others_out(connection)
            yield connection

    def log_ahead(self) -> None:
        """Let SQLite's readers and its writer work at the same time; the file remembers it."""
        with self.faults(), self._reader.connect() as connection:
            self._tell_sqlite(connection, "PRAGMA journal_mode = WAL")

    @contextmanager
    def migrating(self) -> Iterator[sa.Connection]:
        """Like ``writing``, with SQLite's foreign keys off.

        SQLite changes a table by copying it and dropping the old one, which would take all rows along that refer to it.
        """
        self._has_written = True
        with self.faults(), self._writer.connect() as connection:
            self._tell_sqlite(connection, "PRAGMA foreign_keys = OFF")
            try:
                with connection.begin():
                    self._keep_others_out(connection)
                    yield connection
            finally:
                self._tell_sqlite(connection, "PRAGMA foreign_keys = ON")

    def _keep_others_out(self, connection: sa.Connection) -> None:
        if not self.is_sqlite:
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(WRITER_LOCK)))

    def _tell_sqlite(self, connection: sa.Connection, statement: str) -> None:
        if self.is_sqlite:
            raw: Any = connection.connection.dbapi_connection
            raw.execute(statement).close()  # past SQLAlchemy, which would open a transaction first

    @contextmanager
    def faults(self) -> Iterator[None]:
        """Turn what the database says into ``StoreError``; what SQLAlchemy itself raises is a bug of ours."""
        try:
            yield
        except (DBAPIError, PoolTimeout, sqlite3.Error) as error:
            raise explain(self.name, self.file, error) from error

    def close(self) -> None:
        """Let go of the database; whoever wrote to an SQLite file leaves it in order.

        That is: with counts for its planner, and all in the one file. Others at work there may hold either up; then
        the next one to close does it. Who only looked does not wait for them.
        """
        if self.file is not None and self._has_written:
            with self.faults(), self._reader.connect() as connection:
                self._tell_sqlite(connection, f"PRAGMA analysis_limit = {ANALYSED}")
                with suppress(sqlite3.OperationalError):
                    self._tell_sqlite(connection, "PRAGMA optimize")
                self._tell_sqlite(connection, "PRAGMA wal_checkpoint(TRUNCATE)")
        self.engine.dispose()


def parse_url(url: str) -> sa.URL:
    """Read a database address; raise ``StoreError`` unless it is one of SQLite or PostgreSQL."""
    try:
        parsed = sa.make_url(url)
    except ArgumentError as error:
        raise StoreError("database", "the address cannot be read", remedy=_FORMS) from error
    if parsed.drivername in {"postgres", "postgresql", "postgresql+psycopg"}:
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername in {"sqlite", "sqlite+pysqlite"}:
        return parsed.set(drivername="sqlite")
    reason = f"databases of the kind {parsed.drivername!r} are not supported"
    raise StoreError(name_of(parsed), reason, remedy=_FORMS)


_FORMS = "Write sqlite:///path/to/file.db or postgresql+psycopg://user:password@host/database."


def file_of(url: sa.URL) -> Path | None:
    in_memory = url.get_backend_name() != "sqlite" or url.database in {None, "", ":memory:"}
    return None if in_memory else Path(str(url.database))


def _sqlite_engine(url: sa.URL, file: Path | None) -> sa.Engine:
    # A database in memory lives in its connection: there is one, and threads take turns.
    pool: dict[str, Any] = {"poolclass": QueuePool, "pool_timeout": 60}
    pool |= {"pool_size": 8, "max_overflow": 56} if file else {"pool_size": 1, "max_overflow": 0}
    arguments = {"check_same_thread": False, "timeout": BUSY_MS / 1000}
    engine = sa.create_engine(url, connect_args=arguments, json_serializer=_dumps, **pool)
    sa.event.listen(engine, "connect", _prepare_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # the driver would begin late and deferred; we begin ourselves
    connection.execute("PRAGMA synchronous = NORMAL")
    # The indexes of hashes are written all over. With SQLite's own 2 MB and 4 MB their pages go to the disk again and
    # again, which doubles the time of a first run.
    connection.execute(f"PRAGMA cache_size = -{CACHE_KB}")
    connection.execute(f"PRAGMA wal_autocheckpoint = {LOG_PAGES}")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin_sqlite(connection: sa.Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))


def _postgresql_engine(url: sa.URL) -> sa.Engine:
    # ``lock_timeout`` bounds the wait for the other writer, as the busy time-out does on SQLite.
    arguments = {"connect_timeout": 10, "options": f"-c lock_timeout={BUSY_MS} -c timezone=UTC"}
    try:
        return sa.create_engine(url, pool_pre_ping=True, connect_args=arguments, json_serializer=_dumps)
    except ModuleNotFoundError as error:
        raise lacks_psycopg(url) from error


_dumps = json.JSONEncoder(ensure_ascii=False).encode  # made once: ``json.dumps`` makes an encoder for each value
