"""Names that one holder at a time may have, freed when the holder's process dies, however it dies."""

from __future__ import annotations

import hashlib
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO
from urllib.parse import quote

import sqlalchemy as sa

from pipeline.errors import StoreError
from pipeline.store.database import Database

if sys.platform == "win32":
    import msvcrt

    def _try_lock(file: IO[bytes]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _try_lock(file: IO[bytes]) -> None:
        # flock, not lockf: it belongs to the open file, so that two handles in one process exclude each other too.
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def file_lock(database: Path, name: str) -> Iterator[bool]:
    """Hold a lock on a file beside the database. The file stays: removing it could part two holders."""
    path = database.with_name(f"{database.name}.{quote(name, safe='')}.lock")
    try:
        file = path.open("ab")
    except OSError as error:
        raise StoreError(str(path), f"the lock file cannot be opened: {error.strerror}") from error
    with file:  # closing it frees the lock
        try:
            _try_lock(file)
        except OSError:
            held = False
        else:
            held = True
        yield held


@contextmanager
def advisory_lock(database: Database, name: str) -> Iterator[bool]:
    """Hold a session lock of PostgreSQL on a connection of its own."""
    digest = hashlib.sha256(f"seedwatch:{name}".encode()).digest()
    key = int.from_bytes(digest[:8], "big", signed=True)
    with database.faults():
        connection = database.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    try:
        with database.faults():
            connection.detach()  # so that it is closed in the end, not handed on with the lock
            held = connection.execute(sa.select(sa.func.pg_try_advisory_lock(key))).scalar_one()
        try:
            yield bool(held)
        finally:
            if held:
                _release(connection, key)
    finally:
        connection.close()


def _release(connection: sa.Connection, key: int) -> None:
    """At once: a server notices a moment later that a connection is gone. One that is lost has no lock any more."""
    with suppress(sa.exc.SQLAlchemyError):
        connection.execute(sa.select(sa.func.pg_advisory_unlock(key)))


class HeldNames:
    """Names held in a database in memory, which no other process can see."""

    def __init__(self) -> None:
        self._names: set[str] = set()
        self._lock = threading.Lock()

    @contextmanager
    def lock(self, name: str) -> Iterator[bool]:
        with self._lock:
            mine = name not in self._names
            self._names.add(name)
        try:
            yield mine
        finally:
            if mine:
                self._names.discard(name)
