"""What the database libraries raise, in words a reader can act on."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from pipeline.errors import Lasting, StoreError

# What SQLite or PostgreSQL says, what it means, what to do, and whether waiting helps.
_SIGNS = (
    ("database is locked", "another program is writing to it", "Try again when that is done.", Lasting.TEMPORARY),
    ("lock timeout", "another program is writing to it", "Try again when that is done.", Lasting.TEMPORARY),
    ("not a database", "the file is not an SQLite database", "Name another file, or move this one away.", None),
    ("malformed", "the database is damaged", "Restore it from a copy.", None),
    ("readonly", "writing there is not allowed", "Check the owner and the rights of the file and its folder.", None),
    (
        "unable to open",
        "the file cannot be opened",
        "Check that it is a file and that its folder may be written.",
        None,
    ),
    ("disk is full", "the disk is full", "Make room on it.", Lasting.TEMPORARY),
    ("disk i/o error", "the disk failed", "Check the disk; network file systems cannot hold the database.", None),
)


def explain(name: str, file: Path | None, error: Exception) -> StoreError:
    """Say what went wrong with the database ``name``, and what can be done."""
    cause = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
    for sign, reason, remedy, lasting in _SIGNS:
        if sign in cause.lower():
            return StoreError(str(file or name), reason, remedy=remedy, lasting=lasting or Lasting.PERMANENT)
    if isinstance(error, (OperationalError, PoolTimeout)) and file is None:
        remedy = "Check that the server runs, and the address, name and password."
        return StoreError(name, cause, remedy=remedy, lasting=Lasting.TEMPORARY)
    if isinstance(error, IntegrityError):
        return StoreError(name, f"the database refused rows that do not fit together: {cause}")
    return StoreError(name, cause)


def name_of(url: sa.URL) -> str:
    """The address for people, without passwords: neither that before the host nor any in the query."""
    secret = [key for key in url.query if "password" in key.lower()]
    return url.difference_update_query(secret).render_as_string(hide_password=True)


def lacks_psycopg(url: sa.URL) -> StoreError:
    """PostgreSQL is wanted, its driver is not there."""
    remedy = "Install it with: pip install 'seedwatch[postgres]'"
    return StoreError(name_of(url), "the driver for PostgreSQL (psycopg) is not installed", remedy=remedy)
