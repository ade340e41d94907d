"""The index of words: of SQLite's FTS5, or of PostgreSQL's text search. The archive's rows lead to it by numbers.

Both hold of each text which words it has, not where: so an index takes a third of the room, and both give the same
texts. The words come from outside; neither database shall fold, stem or split them again.

It is derived from the texts, so it is no part of the schema and no migration makes it: the first who adds to it does.
Rows are added only. Words of an older text stay behind, where no article points to them any more: to take them out,
SQLite before 3.43 (https://sqlite.org/releaselog/3_43_0.html) would ask for the very words that were put in.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from functools import cache
from typing import Protocol

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from pipeline.model.search import IndexWord, Lookup

NAME = "archive_words"


class WordTable(Protocol):
    """The index, as statements need it."""

    table: sa.TableClause
    number: sa.ColumnElement[int]

    def create(self, connection: sa.Connection) -> None:
        """Make the index, unless it is there."""

    def add(self, connection: sa.Connection, rows: Sequence[tuple[int, Sequence[str]]]) -> None:
        """Add words under numbers that are higher than all before, in their order."""

    def has(self, lookup: Lookup) -> sa.ColumnElement[bool]:
        """The row has the words that are looked for."""


class SqliteWords:
    """FTS5 without content, sizes and places of words; its tokenizer parts them at blanks and lets them be."""

    def __init__(self) -> None:
        self.table = sa.table(NAME, sa.column("rowid", sa.Integer), sa.column("words", sa.Text))
        self.number: sa.ColumnElement[int] = self.table.c.rowid

    def create(self, connection: sa.Connection) -> None:
        options = """content='', columnsize=0, detail=none, tokenize="ascii tokenchars '^'" """
        connection.exec_driver_sql(f"CREATE VIRTUAL TABLE IF NOT EXISTS {NAME} USING fts5(words, {options})")

    def add(self, connection: sa.Connection, rows: Sequence[tuple[int, Sequence[str]]]) -> None:
        lines = [{"rowid": number, "words": " ".join(words)} for number, words in rows]
        connection.execute(self.table.insert(), lines)

    def has(self, lookup: Lookup) -> sa.ColumnElement[bool]:
        asked = _write(lookup, _fts5_word, "AND", "OR", "NOT")
        return sa.literal_column(NAME).op("MATCH", is_comparison=True)(asked)


class PostgresWords:
    """A table of text vectors without places, and their GIN index."""

    def __init__(self) -> None:
        self.table = sa.table(NAME, sa.column("number", sa.Integer), sa.column("words", postgresql.TSVECTOR))
        self.number: sa.ColumnElement[int] = self.table.c.number

    def create(self, connection: sa.Connection) -> None:
        if not is_there(connection):  # "IF NOT EXISTS" would have the server say so at every run
            connection.exec_driver_sql(f"CREATE TABLE {NAME} (number INTEGER PRIMARY KEY, words TSVECTOR NOT NULL)")
            connection.exec_driver_sql(
                f"CREATE INDEX ix_{NAME}_words ON {NAME} USING gin (words) WITH (fastupdate = off)"
            )

    def add(self, connection: sa.Connection, rows: Sequence[tuple[int, Sequence[str]]]) -> None:
        given = sa.cast(sa.bindparam("given"), postgresql.ARRAY(sa.Text))
        add = self.table.insert().values(number=sa.bindparam("number"), words=sa.func.array_to_tsvector(given))
        connection.execute(add, [{"number": number, "given": list(words)} for number, words in rows])

    def has(self, lookup: Lookup) -> sa.ColumnElement[bool]:
        asked = sa.cast(_write(lookup, _tsquery_word, "&", "|", "& !"), postgresql.TSQUERY)
        return self.table.c.words.bool_op("@@")(asked)


def is_there(connection: sa.Connection) -> bool:
    """Whether anything was ever added to the index."""
    return sa.inspect(connection).has_table(NAME)


@cache
def has_fts5() -> bool:
    """Whether this Python's SQLite has the index: some are built without, those of uv were for a while in 2025."""
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE probe USING fts5(words)")
        except sqlite3.OperationalError:
            return False
    return True


def _write(lookup: Lookup, write: Callable[[IndexWord], str], every: str, either: str, without: str) -> str:
    """The lookup in the language of a database. Words are letters and digits, so nothing in them needs escaping."""

    def combine(parts: Iterable[str], sign: str) -> str:
        return f"({f' {sign} '.join(parts)})"

    clauses = (combine((combine(map(write, words), every) for words in ways), either) for ways in lookup.every)
    unwanted = f" {without} {combine(map(write, lookup.none), either)}" if lookup.none else ""
    return combine(clauses, every) + unwanted


def _fts5_word(word: IndexWord) -> str:
    return f'"{word.text}"{"*" * word.begins}'


def _tsquery_word(word: IndexWord) -> str:
    return f"'{word.text}'{':*' * word.begins}"
