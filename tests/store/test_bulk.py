"""Rows written in bulk are the rows that SQLAlchemy itself would have written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from pipeline.store.bulk import write_rows
from pipeline.store.database import Database, parse_url
from pipeline.store.tables import SOURCE, SOURCE_STATE
from tests.databases import postgresql_url, sqlite_url

NAMES = tuple(column.name for column in SOURCE_STATE.c)

texts = st.text(st.characters(codec=None, exclude_categories=()), max_size=6)
times = st.none() | st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  # hypothesis adds the zone
numbers = st.integers(0, 9)
rows = st.tuples(
    *(st.just("s"), st.sampled_from(["new", "slow", "gone"]), times, texts, times, times, times, numbers),
    *(texts, texts, texts, texts, texts, st.none() | st.floats(0, 99), times, times),
    *(st.none() | st.floats(0, 99), st.booleans(), st.booleans()),
)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    made = sqlite_url(tmp_path_factory.mktemp("bulk")) if request.param == "sqlite" else postgresql_url()
    with made as url, closing(Database(parse_url(url))) as opened:
        line: dict[str, Any] = {"id": "s", "every_s": None, "pages": True, "topics": []}
        line |= dict.fromkeys(("name", "url", "kind", "language", "country"), "")
        with opened.writing() as connection:
            connection.execute(SOURCE.insert(), line)
        yield opened


def stored(connection: sa.Connection, columns: str = "*") -> Any:
    return connection.exec_driver_sql(f"SELECT {columns} FROM source_state").one()


@given(rows)
def test_rows_are_written_as_by_sqlalchemy(database: Database, row: tuple[Any, ...]) -> None:
    with database.writing() as connection:
        connection.execute(SOURCE_STATE.delete())
        connection.execute(SOURCE_STATE.insert(), dict(zip(NAMES, row, strict=True)))
        expected = stored(connection)
        connection.execute(SOURCE_STATE.delete())
        write_rows(connection, SOURCE_STATE, NAMES, [row])
        assert stored(connection) == expected


@given(rows, rows)
def test_a_row_whose_key_is_there_is_replaced(database: Database, one: tuple[Any, ...], other: tuple[Any, ...]) -> None:
    with database.writing() as connection:
        connection.execute(SOURCE_STATE.delete())
        write_rows(connection, SOURCE_STATE, NAMES, [other])
        expected = stored(connection)
        for row in (one, other):
            write_rows(connection, SOURCE_STATE, NAMES, [row], keys=("source_id",))
        assert stored(connection) == expected


def test_no_rows_are_no_statement(database: Database) -> None:
    with database.reading() as connection:
        write_rows(connection, SOURCE_STATE, NAMES, [])
