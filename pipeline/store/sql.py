"""Statements that several tables need."""

from __future__ import annotations

import json
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
) -> Sequence[sa.Row[Any]]:
    """Rows of ``query`` whose ``column`` is among ``values``, in no order; without values the database is not asked."""
    return connection.execute(query.where(is_among(connection, column, values))).all() if values else ()


def is_among(
    connection: sa.Connection, column: sa.ColumnElement[Any], values: Collection[Any]
) -> sa.ColumnElement[bool]:
    """The column is one of the values. They travel as one parameter, so their number is not bounded."""
    if connection.dialect.name == "sqlite":
        return column.in_(sa.select(_each(values).c.value))
    return column == sa.any_(sa.literal(list(values), postgresql.ARRAY(column.type)))


def are_among(
    connection: sa.Connection, columns: Sequence[sa.Column[Any]], pairs: Collection[tuple[str, str]]
) -> sa.ColumnElement[bool]:
    """The two columns together are one of the pairs, as ``is_among`` says it of one."""
    if connection.dialect.name == "sqlite":
        value = _each(pairs).c.value
        # Not as rows of VALUES: for those SQLite goes through the whole table.
        each = sa.select(sa.func.json_extract(value, "$[0]"), sa.func.json_extract(value, "$[1]"))
    else:
        sides = zip(columns, zip(*pairs, strict=True), strict=True)
        arrays = (sa.literal(list(side), postgresql.ARRAY(column.type)) for column, side in sides)
        each = sa.select(*map(sa.func.unnest, arrays))
    return sa.tuple_(*columns).in_(each)


def _each(values: Collection[Any]) -> sa.TableValuedAlias:
    return sa.func.json_each(json.dumps(list(values))).table_valued("value")


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
