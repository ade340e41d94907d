"""The archive's index: in databases that are older than it, without FTS5, and how SQLite goes about it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import cast

import pytest
import sqlalchemy as sa

from pipeline.app import NoProgress
from pipeline.model.search import Among, IndexWord, Lookup
from pipeline.run.ports import Store
from pipeline.run.searching import keep_index, search
from pipeline.store import SqlStore, archive, open_store
from pipeline.store.database import Database, parse_url
from pipeline.store.upgrade import migrate
from tests.contracts.storing import HOUR, NOW, OTHER, entry, page, poll, save_page, stored
from tests.databases import sqlite_url
from tests.store.test_earlier_schemas import fill
from tests.store.test_plans import plan_of

TITLE = Lookup(every=(((IndexWord("titl", begins=True),),),))


def found(store: SqlStore, query: str = "title", among: Among | None = None, limit: int = 99) -> list[int]:
    result = search(query, among or Among(), cast(Store, store), NoProgress(), limit=limit)
    return [each.article_id for each in result.found]


def test_articles_of_a_database_that_is_older_than_the_index_are_found(bare_url: str) -> None:
    with closing(Database(parse_url(bare_url))) as database, database.migrating() as connection:
        migrate(connection, "0001")
        fill(connection)
    with closing(open_store(bare_url)) as store:
        assert sorted(found(store)) == [1, 3, 4, 5, 8, 9, 11, 13, 14]


def test_the_index_is_no_part_of_the_schema(url: str) -> None:
    with closing(open_store(url)) as store:
        stored(cast(Store, store), "a")
        with store.database.reading() as connection:
            before = set(sa.inspect(connection).get_table_names())
        keep_index(cast(Store, store), NoProgress())
    with closing(open_store(url)) as store:
        assert found(store) == [1]
        with store.database.reading() as connection:
            added = set(sa.inspect(connection).get_table_names()) - before
    assert added
    assert all(name.startswith("archive_words") for name in added)


def test_two_who_bring_the_same_articles_in_hold_each_once(url: str) -> None:
    with closing(open_store(url)) as one, closing(open_store(url)) as other:
        stored(cast(Store, one), *"abc")
        behind = other.archive.behind()
        assert keep_index(cast(Store, one), NoProgress()) == len(behind) == 3
        assert keep_index(cast(Store, other), NoProgress()) == 0
        assert one.archive.spread([TITLE]) == other.archive.spread([TITLE]) == (3, (3,))


@pytest.fixture
def without_fts5(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlStore]:
    """A store whose SQLite has no FTS5, with the articles a to d, of which b copies a and c was changed later."""
    monkeypatch.setattr(archive, "has_fts5", lambda: False)
    with sqlite_url(tmp_path_factory.mktemp("plain")) as url, closing(open_store(url)) as opened:
        store = cast(Store, opened)
        a, b, c = stored(store, "a", "b", "c")
        poll(store, entry("d"), source=OTHER, now=NOW + HOUR)
        save_page(store, b, page(), a.url)
        save_page(store, c, page(title="Title of c, changed"), now=NOW + 2 * HOUR)
        yield opened


def test_without_fts5_every_article_is_read(without_fts5: SqlStore) -> None:
    store = without_fts5
    assert (store.archive.behind(), store.archive.spread([TITLE])) == ((), (0, (0,)))
    assert found(store) == [3, 4, 1]
    assert found(store, limit=1) == [3]
    assert found(store, "changed") == [3]
    assert found(store, "title -changed") == [4, 1]
    assert found(store, "nothing") == []
    assert found(store, among=Among(source_id=OTHER.id)) == [4]
    best = search("title changed", Among(), cast(Store, store), NoProgress(), limit=9, best=True)
    assert [each.article_id for each in best.found] == [3]
    with store.database.reading() as connection:
        assert not [name for name in sa.inspect(connection).get_table_names() if "archive" in name]


def test_without_fts5_articles_are_given_in_portions(without_fts5: SqlStore) -> None:
    [first] = without_fts5.archive.find(TITLE, Among(), before=None, limit=1)
    rest = without_fts5.archive.find(TITLE, Among(), before=first.number, limit=9)
    assert [each.article_id for each in (first, *rest)] == [3, 4, 1]


def test_with_fts5_again_the_index_is_made(without_fts5: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    with closing(open_store(f"sqlite:///{without_fts5.database.file}")) as store:
        assert keep_index(cast(Store, store), NoProgress()) == 3
        assert found(store) == [3, 4, 1]
        with store.database.writing() as connection:
            connection.exec_driver_sql("INSERT INTO archive_words (archive_words) VALUES ('integrity-check')")


@pytest.mark.parametrize("analysed", [False, True])
def test_sqlite_goes_from_the_words_to_their_articles(tmp_path_factory: pytest.TempPathFactory, analysed: bool) -> None:
    with sqlite_url(tmp_path_factory.mktemp("plans")) as url, closing(open_store(url)) as store:
        poll(cast(Store, store), *(entry(str(number)) for number in range(300)))
        keep_index(cast(Store, store), NoProgress())
        if analysed:
            with store.database.writing() as connection:
                connection.exec_driver_sql("ANALYZE")
        assert store.archive.find(TITLE, Among(), before=None, limit=1)
        for among in (Among(), Among(since=NOW, language="und", source_id="andes", hits_of=("w", "p1"))):
            plan = plan_of(store, lambda port, among=among: port.archive.find(TITLE, among, before=9, limit=9))  # type: ignore[misc]
            assert "archive_words VIRTUAL TABLE" in plan[0], plan
            assert "ix_article_words_id" in plan[1], plan
            assert not [line for line in plan if "TEMP B-TREE" in line]
        assert "ix_article_searched" in plan_of(store, lambda port: port.archive.behind())[0]
