"""Statements that several tables need."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

Item = TypeVar("Item")

_AT_ONCE = 500  # values in one IN (...): databases bound how many they take


def upsert(
    connection: sa.Connection,
    table: sa.Table,
    rows: Sequence[dict[str, Any]],
    keys: tuple[str, ...],
    *,
    keep: bool = False,
) -> None:
    """Insert the rows; one whose ``keys`` are there already replaces the old row, or with ``keep`` leaves it alone."""
    if not rows:
        return
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    insert = dialect.insert(table)
    if keep:
        connection.execute(insert.on_conflict_do_nothing(index_elements=keys), rows)
    else:
        columns = {name: insert.excluded[name] for name in rows[0] if name not in keys}
        connection.execute(insert.on_conflict_do_update(index_elements=keys, set_=columns), rows)


def select_in(
    connection: sa.Connection, query: sa.Select[Any], column: sa.ColumnElement[Any], values: Collection[Any]
) -> Iterator[sa.Row[Any]]:
    """Rows of ``query`` whose ``column`` is among ``values``, in no order."""
    for part in parts_of(list(values)):
        yield from connection.execute(query.where(column.in_(part)))


def parts_of(items: Sequence[Item], size: int = _AT_ONCE) -> Iterator[Sequence[Item]]:
    """The items in runs of at most ``size``."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def within(column: sa.Column[Any], since: datetime | None, until: datetime | None) -> sa.ColumnElement[bool]:
    """The time is in [since, until); None leaves that side open."""
    bounds: list[sa.ColumnElement[bool]] = [sa.true()]
    if since is not None:
        bounds.append(column >= since)
    if until is not None:
        bounds.append(column < until)
    return sa.and_(*bounds)
