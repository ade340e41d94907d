"""Reading and writing from many threads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import cast

import pytest
import sqlalchemy as sa

from pipeline.errors import StoreError
from pipeline.run.ports import Store
from pipeline.store import SqlStore, open_store
from pipeline.store.tables import ARTICLE
from tests.contracts.storing import NOW, entry, judged, page, poll


@pytest.fixture
def store(url: str) -> Iterator[SqlStore]:
    with closing(open_store(url)) as opened:
        yield opened


def in_threads(*tasks: Callable[[], object]) -> None:
    """Run all at once; raise what the first failing one raised."""
    with ThreadPoolExecutor(len(tasks)) as pool:
        for running in [pool.submit(task) for task in tasks]:
            running.result()


def everything(store: Store) -> None:
    """Poll the same entries, fetch their pages, judge them."""
    for start in range(0, 40, 10):
        poll(store, *(entry(str(number)) for number in range(start, start + 10)))
        for wanted in store.articles.pages_wanted(NOW, 5):
            store.articles.save_page(wanted.article_id, page(), "", "", NOW)
        found = store.judgements.unjudged("w", "p1", None, None, 20)
        store.judgements.save_judgements("w", [judged(article) for article in found], NOW)


def test_threads_that_do_the_same_work_do_it_once(store: SqlStore) -> None:
    port = cast(Store, store)
    in_threads(*[lambda: everything(port)] * 6)
    articles = port.judgements.seen_between(None, None, 0, 999)
    assert len(articles) == 40
    assert {article.text_version for article in articles} <= {1, 2}
    everything(port)
    assert port.judgements.unjudged("w", "p1", None, None, 9) == ()


def test_threads_share_a_database_in_memory() -> None:
    with closing(open_store("sqlite://")) as store:
        port = cast(Store, store)
        in_threads(*[lambda: everything(port)] * 4)
        assert len(port.judgements.seen_between(None, None, 0, 999)) == 40


def test_a_reader_sees_one_state_while_others_write(store: SqlStore) -> None:
    counts = sa.select(sa.func.count()).select_from(ARTICLE)
    with store.database.reading() as connection:
        assert connection.execute(counts).scalar() == 0
        in_threads(lambda: poll(cast(Store, store), entry("a")))
        assert connection.execute(counts).scalar() == 0
    with store.database.reading() as connection:
        assert connection.execute(counts).scalar() == 1


def test_a_failing_write_leaves_nothing(store: SqlStore) -> None:
    def fail_half_way() -> None:
        with store.database.writing() as connection:
            connection.exec_driver_sql("UPDATE seedwatch_schema SET version_num = 'x'")
            raise KeyError

    with pytest.raises(KeyError):
        fail_half_way()
    with store.database.reading() as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM seedwatch_schema").scalar() != "x"


def test_the_database_itself_refuses_what_no_record_could_hold(store: SqlStore) -> None:
    poll(cast(Store, store), entry("a"))
    with pytest.raises(StoreError), store.database.writing() as connection:
        connection.execute(ARTICLE.update().values(text_version=None))
    with pytest.raises(StoreError), store.database.writing() as connection:
        connection.exec_driver_sql("UPDATE article_text SET origin = 'rumour'")


def test_a_bug_of_ours_is_not_blamed_on_the_database(store: SqlStore) -> None:
    with pytest.raises(sa.exc.StatementError), store.database.writing() as connection:
        connection.execute(ARTICLE.update().values(page="nonsense"))
