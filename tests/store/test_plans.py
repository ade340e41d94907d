"""What SQLite goes through for the questions that are asked every minute, as itself explains it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any, cast

import pytest
import sqlalchemy as sa

from pipeline.run.ports import Store
from pipeline.store import SqlStore, open_store
from tests.contracts.storing import (
    HOUR,
    NOW,
    SOURCE,
    article_at,
    deliver,
    digest,
    entry,
    judged,
    page,
    poll,
    save,
    save_page,
)
from tests.databases import sqlite_url

ASK: dict[str, tuple[Callable[[Store], object], str]] = {
    "pages_wanted": (lambda store: store.articles.pages_wanted(NOW, 9), "ix_article_page "),
    "unjudged": (lambda store: store.judgements.unjudged("w", "p1", NOW, None, 9), "ix_article_text_at "),
    "unjudged, at first": (lambda store: store.judgements.unjudged("w", "p1", None, None, 9), "ix_article_text_at"),
    "seen_between": (lambda store: store.judgements.seen_between(NOW, None, 3, 9), "ix_article_text_at "),
    "seen_between, to": (lambda store: store.judgements.seen_between(None, NOW, 3, 9), "ix_article_text_at "),
    "newest": (lambda store: store.articles.newest(9), "ix_article_text_at"),
    "seen_between, all": (lambda store: store.judgements.seen_between(None, None, 3, 9), "PRIMARY KEY (rowid>?)"),
    "window_counts": (lambda store: store.digests.window_counts("w", "p1", NOW, NOW), "ix_article_first_seen_at "),
}


@pytest.fixture(scope="module", params=[False, True], ids=["never analysed", "analysed"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlStore]:
    """Two hundred articles of twenty sources, of which some are duplicates, most judged and a few shown."""
    with sqlite_url(tmp_path_factory.mktemp("plans")) as url, closing(open_store(url)) as opened:
        fill(cast(Store, opened))
        if request.param:
            with opened.database.writing() as connection:
                connection.exec_driver_sql("ANALYZE")
        yield opened


def fill(store: Store) -> None:
    for hour in range(20):
        entries = [entry(f"{hour}-{number}") for number in range(10)]
        poll(store, *entries, source=replace(SOURCE, id=f"source-{hour}"), now=NOW + (hour - 19) * HOUR)
    articles = store.judgements.seen_between(None, None, 0, 999)
    for article in articles[:150]:
        again = articles[0].url if article.id % 40 == 0 else ""
        save_page(store, article, page(), again, article.first_seen_at)
    newest = store.judgements.seen_between(None, None, 0, 999)
    store.judgements.save_judgements("w", [judged(article) for article in newest[:180]], NOW)
    deliver(store, save(store, digest(article_at(store, articles[0].url))))


def plan_of(store: SqlStore, ask: Callable[[Store], object]) -> list[str]:
    """How SQLite answers each statement, one line for each table that it goes through."""
    lines: list[str] = []

    def explain(*told: Any) -> None:
        connection, _, statement, parameters, *_ = told
        if statement.startswith("SELECT"):
            raw = connection.connection.dbapi_connection
            lines.extend(line for *_, line in raw.execute(f"EXPLAIN QUERY PLAN {statement}", parameters))

    sa.event.listen(store.database.engine, "before_cursor_execute", explain)
    ask(cast(Store, store))
    sa.event.remove(store.database.engine, "before_cursor_execute", explain)
    return lines


@pytest.mark.parametrize("question", ASK)
def test_a_question_of_every_minute_goes_by_its_index(store: SqlStore, question: str) -> None:
    ask, index = ASK[question]
    plan = plan_of(store, ask)
    chosen = [line for line in plan if " article " in line and "(rowid=?)" not in line]
    assert len(chosen) == 1, plan
    assert index in chosen[0]
    assert not [line for line in plan if line.startswith("SCAN") and index not in line]


def test_what_was_shown_is_found_from_its_digests(store: SqlStore) -> None:
    plan = plan_of(store, lambda port: port.digests.shown("w", NOW))
    assert "digest" in plan[0]
    judgements = [line for line in plan if " judgement " in line]
    assert len(judgements) == 1
    assert "(article_id=?" in judgements[0]


def test_judgements_are_replaced_by_the_articles_they_are_of(store: SqlStore) -> None:
    [article] = store.judgements.seen_between(None, None, 0, 1)
    plan = plan_of(store, lambda port: port.judgements.save_judgements("w", [judged(article)], NOW))
    assert [line for line in plan if "judgement" in line and "(article_id=?" in line]


def test_entries_are_looked_up_by_their_indexes(store: SqlStore) -> None:
    coming = [entry("0-0"), entry("0-0", "Other title"), entry("new")]

    def ask(port: Store) -> object:
        poll(port, *coming, source=replace(SOURCE, id="source-0"), renamed={2})
        return port.sources.recognise(SOURCE, coming)

    plan = plan_of(store, ask)
    assert not [line for line in plan if line.startswith(("SCAN article", "SCAN sighting"))]
    assert not [line for line in plan if line.endswith("(source_id=?)")]
    for index in ("source_id=? AND entry_hash=?", "source_id=? AND title_hash=?", "url_hash=?", "ix_article_page_hash"):
        assert [line for line in plan if index in line], plan
