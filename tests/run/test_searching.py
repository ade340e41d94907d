"""The index is kept up by runs and searches, in steps that can be stopped anywhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipeline.errors import RunError
from pipeline.model.search import Among
from pipeline.run.ports import Store
from pipeline.run.searching import keep_index, read_query, search
from tests.contracts.storing import entry, page, poll, save_page, stored
from tests.fakes.store import memory_store
from tests.run.scenario import Scenario, Unwatched, hit, source


class Watched(Unwatched):
    """Notes what it is told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def stage(self, name: str, total: int | None) -> None:
        self.told.append(f"{name}: {total}")

    def step(self, text: str = "") -> None:
        self.told.append(text)


def find(store: Store, query: str) -> list[int]:
    found = search(query, Among(), store, Unwatched(), limit=9).found
    return [each.article_id for each in found]


def test_a_run_leaves_nothing_for_a_search_to_bring_in() -> None:
    world = Scenario(sources=(source("herald", pages=True),))
    world.feed("herald", [hit(1, "a bridge"), hit(2, "a tunnel")])
    world.run()
    assert world.store.archive.behind() == ()
    assert find(world.store, "tunnel") == [2]


def test_a_run_that_is_asked_to_stop_leaves_the_index_for_later() -> None:
    world = Scenario()
    world.feed("herald", [hit(1, "a bridge")])
    world.stopping = lambda: bool(world.store.judgements.seen_between(None, None, 0, 1))
    world.run()
    assert len(world.store.archive.behind()) == 1
    assert find(world.store, "bridge") == [1]


def test_a_search_finds_what_was_stored_since() -> None:
    store = memory_store()
    assert find(store, "title") == []
    [article] = stored(store, "a")
    assert find(store, "title") == [article.id]
    save_page(store, article, page("Renamed"))
    assert (find(store, "title"), find(store, "renamed")) == ([], [article.id])


def test_many_articles_are_brought_in_part_by_part() -> None:
    store, progress = memory_store(), Watched()
    poll(store, *(entry(str(number)) for number in range(11)))
    stops: Iterator[bool] = iter([False, False, True])
    assert keep_index(store, progress, lambda: next(stops), at_once=5) == 10
    assert progress.told == ["index for search: 3", "5 of 11 articles", "10 of 11 articles"]
    assert keep_index(store, progress) == 1
    assert keep_index(store, progress) == 0
    assert store.archive.spread([read_query("title").lookup()]) == (11, (11,))


def test_candidates_that_do_not_answer_are_passed_over_however_many_they_are() -> None:
    store, progress = memory_store(), Watched()
    poll(store, entry("first", body="a joint venture"), *(entry(str(n), body="venture, joint") for n in range(300)))
    result = search('"joint venture"', Among(), store, progress, limit=5)
    assert [each.article_id for each in result.found] == [1]
    assert not result.more
    assert "read articles: None" in progress.told


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("", "no word to look for"),
        (' "" -', "no word to look for"),
        ("-peru", "only what is not wanted"),
        ("a " * 10_000, "the query has 20,000 characters, more than 1,000"),
    ],
)
def test_a_query_that_looks_for_nothing_is_refused_in_one_line(query: str, reason: str) -> None:
    with pytest.raises(RunError, match=reason) as refused:
        read_query(query)
    assert "\n" not in str(refused.value)
    assert refused.value.remedy
