"""A program that dies while it stores: ``python -m tests.store.killing URL``.

Each step is tried by children that kill themselves, without any chance to clean up, before their first statement, their
second, and so on up to the commit, until one gets through. After each death the database must be sound and hold all of
the step or nothing of it. ``test_killing.py`` runs this in a process of its own, since it forks.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from contextlib import closing
from itertools import count
from typing import cast

import sqlalchemy as sa
from sqlmodel import SQLModel

from pipeline.app import NoProgress
from pipeline.model.search import Among, IndexWord, Lookup
from pipeline.run.ports import Store
from pipeline.run.searching import keep_index
from pipeline.store import SqlStore, open_store
from tests.contracts.storing import NOW, article_at, digest, entry, judged, page, poll, save

Step = Callable[[Store], object]
Rows = dict[str, list[str]]


def store_poll(store: Store) -> None:
    notices = [entry(name, f"Notice {name}", url="https://andes.example/list") for name in "xyz"]
    poll(store, entry("a", "Corrected"), *(entry(str(number)) for number in range(5)), *notices)


def store_page(store: Store) -> None:
    second = 2  # by its address it could not be found again: that leads to the first when they are one
    store.articles.save_page(second, page(), "https://andes.example/a", "andes.example/a", NOW)


def store_judgements(store: Store) -> None:
    articles = store.judgements.seen_between(None, None, 0, 99)
    store.judgements.save_judgements("w", [judged(article, score=0.25) for article in articles], NOW)


def store_digest(store: Store) -> None:
    save(store, digest(article_at(store, "https://andes.example/a"), slot="second"))


def store_words(store: Store) -> None:
    keep_index(store, NoProgress())


def prepare(store: Store) -> None:
    poll(store, entry("a"), entry("b"))
    store.judgements.save_judgements("w", [judged(article_at(store, "https://andes.example/a"))], NOW)
    save(store, digest(slot="first"))


def main(url: str) -> None:
    with closing(open_store(url)) as store:
        prepare(cast(Store, store))
    for step in (store_poll, store_page, store_judgements, store_digest, store_words):
        deaths = die_at_every_statement(url, step)
        assert deaths > 5, f"{step.__name__} was killed {deaths} times only"
        sys.stdout.write(f"{step.__name__} {deaths}\n")


def die_at_every_statement(url: str, step: Step) -> int:
    before = contents(url)
    for number in count(1):
        died = attempt(url, step, number)
        after = contents(url)
        if not died:
            break
        assert after == before, f"{step.__name__}, killed at statement {number}, left a part of its work"
    assert after != before
    assert not attempt(url, step, 0)
    assert without_ids(contents(url)) == without_ids(after), f"{step.__name__} did its work twice"
    return number - 1


def attempt(url: str, step: Step, number: int) -> bool:
    """Run the step in a child that kills itself at this statement (0: never); tell whether it died."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            with closing(open_store(url)) as store:
                arm(store, number)
                step(cast(Store, store))
            status = 0
        finally:
            os._exit(status)
    _, status = os.waitpid(child, 0)
    died = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    assert died or status == 0, "the step itself failed"
    return died


def arm(store: SqlStore, number: int) -> None:
    statements = count(1)

    def maybe_die(*_: object) -> None:
        if next(statements) == number:
            os.kill(os.getpid(), signal.SIGKILL)

    sa.event.listen(store.database.engine, "before_cursor_execute", maybe_die)
    sa.event.listen(store.database.engine, "commit", maybe_die)


def contents(url: str) -> Rows:
    """All rows of all tables, after asking SQLite whether they are sound."""
    with closing(open_store(url)) as store, store.database.reading() as connection:
        if store.database.is_sqlite:
            assert connection.exec_driver_sql("PRAGMA integrity_check").all() == [("ok",)]
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        tables = SQLModel.metadata.sorted_tables
        rows = {table.name: sorted(map(repr, connection.execute(sa.select(table)))) for table in tables}
    lookup = Lookup(every=(((IndexWord("title"),),),))
    found = store.archive.find(lookup, Among(), before=None, limit=99)
    return rows | {"archive": list(map(repr, (*found, store.archive.spread([lookup]))))}


def without_ids(rows: Rows) -> dict[str, int]:
    """How many rows: judgements that are stored again get other ids."""
    return {table: len(lines) for table, lines in rows.items()}


if __name__ == "__main__":
    main(sys.argv[1])
