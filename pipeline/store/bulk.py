"""Many rows at once, each column turned into what the database takes as a whole.

SQLAlchemy's own way looks at each value of each row anew, which costs as much as storing them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import lru_cache, partial
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel.sql.sqltypes import UTCDateTime

from pipeline.store.columns import CleanText, all_storable


def write_rows(
    connection: sa.Connection,
    table: sa.Table,
    names: tuple[str, ...],
    rows: Sequence[tuple[Any, ...]],
    *,
    keys: tuple[str, ...] = (),
) -> None:
    """Insert rows, their values in the order of ``names``; with ``keys``, one whose keys are there replaces it."""
    if not rows:
        return
    writer = _writer(connection.dialect, table, names, keys)
    columns = [
        values if convert is None else convert(values)
        for convert, values in zip(writer.converters, zip(*rows, strict=True), strict=True)
    ]
    ready = zip(*columns, strict=True)
    parameters = list(ready) if writer.positional else [dict(zip(names, row, strict=True)) for row in ready]
    connection.exec_driver_sql(writer.statement, parameters)


Convert = Callable[[Sequence[Any]], Iterable[Any]]


class _Writer(NamedTuple):
    statement: str
    positional: bool
    converters: tuple[Convert | None, ...]


@lru_cache(maxsize=64)
def _writer(dialect: sa.Dialect, table: sa.Table, names: tuple[str, ...], keys: tuple[str, ...]) -> _Writer:
    insert: Any = (sqlite if dialect.name == "sqlite" else postgresql).insert(table)
    if keys:
        others = {name: insert.excluded[name] for name in names if name not in keys}
        insert = insert.on_conflict_do_update(index_elements=keys, set_=others)
    # In the order of the table's columns, whatever that of the names is.
    compiled = insert.compile(dialect=dialect, column_keys=list(names))
    assert compiled.positiontup in (None, list(names)), "names must stand in the order of the table's columns"
    converters = tuple(_converter(table.c[name].type, dialect) for name in names)
    return _Writer(statement=str(compiled), positional=bool(compiled.positional), converters=converters)


def _converter(kind: sa.types.TypeEngine[Any], dialect: sa.Dialect) -> Convert | None:
    if isinstance(kind, CleanText):
        return all_storable
    process: Callable[[Any], Any] | None = kind.dialect_impl(dialect).bind_processor(dialect)
    if process is None:
        return None
    if isinstance(kind, UTCDateTime) and dialect.name == "sqlite":
        process = _time_for_sqlite
    return partial(_convert_each, process)


def _convert_each(process: Callable[[Any], Any], values: Sequence[Any]) -> Iterable[Any]:
    """Convert values of which many are the same, such as times and states: each but once."""
    return map({value: process(value) for value in set(values)}.__getitem__, values)


def _time_for_sqlite(time: datetime | None) -> str | None:
    """As SQLAlchemy writes it, which takes that six times as long: in UTC, as all times of records are."""
    return time.isoformat(" ", "microseconds")[:26] if time else None


def next_id(connection: sa.Connection, table: sa.Table) -> int:
    """The number for the next row. Whoever writes is alone, so those after it are free as well."""
    highest: int | None = connection.execute(sa.select(sa.func.max(table.c.id))).scalar()
    return (highest or 0) + 1


def keep_counting(connection: sa.Connection, table: sa.Table, last_id: int) -> None:
    """Tell PostgreSQL which numbers were given; SQLite goes by the highest that is there."""
    if connection.dialect.name != "sqlite":
        sequence = sa.func.pg_get_serial_sequence(table.name, "id")
        connection.execute(sa.select(sa.func.setval(sequence, last_id)))
