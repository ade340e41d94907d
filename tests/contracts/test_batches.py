"""``SourceStore.save_polls``: many polls at once do what they would do one after another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import SQLModel

from pipeline.model.source import FeedMemory, Source, SourceState
from pipeline.model.storing import EntryToStore, PollSaved, PollToStore
from pipeline.run.ports import Store
from pipeline.store import SqlStore, open_store
from tests.contracts.storing import HOUR, NOW, SOURCE, entry, key, page
from tests.databases import postgresql_url, sqlite_url
from tests.fakes.store import memory_store

SOURCES = [replace(SOURCE, id=name, name=name.title(), pages=name != "plain") for name in ("andes", "han", "plain")]
ADDRESSES = [f"https://andes.example/{name}" for name in "ab"] + ["https://m.andes.example/a", ""]
CLAIMS = ["", *ADDRESSES[:3], "https://andes.example/long"]

entries = st.builds(
    lambda name, title, url, body: entry(name, title, url=url, body=body),
    *(st.sampled_from("pqrs"), st.sampled_from(["One", "Two", "Three"])),
    *(st.sampled_from([*ADDRESSES, CLAIMS[-1]]), st.sampled_from(["", "Body."])),
)
told = st.tuples(st.sampled_from(SOURCES), st.lists(entries, max_size=5), st.frozensets(st.integers(0, 4)))
rounds = st.lists(told, unique_by=lambda poll: poll[0].id)
pages = st.lists(
    st.tuples(st.integers(1, 6), st.sampled_from(CLAIMS), st.sampled_from(["Short.", "Longer."])), max_size=3
)
histories = st.lists(st.tuples(rounds, pages), max_size=4)

Told = tuple[Source, Sequence[EntryToStore], frozenset[int]]  # the numbers are the places of renamed entries
Round = tuple[Sequence[Told], Sequence[tuple[int, str, str]]]


@pytest.fixture(scope="module", params=["memory", "sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlStore | None]:
    """A database that examples may share, or None for the store in memory."""
    if request.param == "memory":
        yield None
        return
    made = sqlite_url(tmp_path_factory.mktemp("batches")) if request.param == "sqlite" else postgresql_url()
    with made as url, closing(open_store(url)) as store:
        yield store


def emptied(store: SqlStore | None) -> Store:
    if store is None:
        return memory_store()
    with store.database.writing() as connection:
        for table in reversed(SQLModel.metadata.sorted_tables):
            connection.execute(table.delete())
    return cast(Store, store)


def live(store: Store, history: Sequence[Round], *, at_once: bool) -> list[Any]:
    """Store polls and pages, and tell all that can be seen of it from outside."""
    seen: list[Any] = []
    for number, (told, fetched) in enumerate(history):
        now = NOW + number * HOUR
        polls = [poll_of(source, items, number, renamed) for source, items, renamed in told]
        parts = [polls] if at_once else [[poll] for poll in polls]
        seen += [saved for part in parts for saved in store.sources.save_polls(part, now)]
        known = {article.id for article in store.articles.articles(range(1, 7))}
        for article_id, claim, body in fetched:
            if article_id in known:
                store.articles.save_page(article_id, page(body=body), claim, key(claim), now)
        seen.append(store.articles.pages_wanted(now, 99))
        seen.append([masked(article) for article in store.judgements.seen_between(None, None, 0, 99)])
    seen += [store.sources.states(), *(store.sources.memory(source.id) for source in SOURCES)]
    seen += [found.id if (found := store.articles.article(key(url))) else None for url in CLAIMS[1:]]
    return [*seen, *(store.sources.recognise(source, items) for told, _ in history for source, items, _ in told)]


def poll_of(
    source: Source, items: Sequence[EntryToStore], number: int, renamed: frozenset[int] = frozenset()
) -> PollToStore:
    state = SourceState(source_id=source.id, failures=number)
    memory = FeedMemory(head=f"{number}") if items else None
    return PollToStore(source=source, state=state, entries=tuple(items), memory=memory, renamed=renamed)


def masked(article: Any) -> Any:
    """Without what parts a shared address: each store makes that in its own way."""
    return replace(article, url=article.url.partition("#entry=")[0])


@settings(max_examples=25)
@given(histories)
def test_polls_at_once_are_as_polls_one_after_another(place: SqlStore | None, history: Sequence[Round]) -> None:
    expected = live(memory_store(), history, at_once=False)
    assert live(emptied(place), history, at_once=True) == expected
    assert live(emptied(place), history, at_once=False) == expected


def test_the_first_of_two_sources_with_one_address_is_the_one_of_first_sight(place: SqlStore | None) -> None:
    store = emptied(place)
    url = ADDRESSES[0]
    polls = [poll_of(source, [entry(source.id, f"By {source.id}", url=url)], 1) for source in SOURCES[:2]]
    assert store.sources.save_polls(polls, NOW) == (PollSaved(new=1), PollSaved(seen=1))
    [article] = store.judgements.seen_between(None, None, 0, 9)
    assert (article.source_id, article.title) == ("andes", "By andes")


def test_thousands_of_entries_of_many_sources_are_stored_in_one_batch(place: SqlStore | None) -> None:
    store = emptied(place)
    sources = [replace(SOURCE, id=f"source-{number}") for number in range(60)]
    polls = [poll_of(one, [entry(f"{one.id}-{number}") for number in range(50)], 1) for one in sources]
    assert store.sources.save_polls(polls, NOW) == (PollSaved(new=50),) * 60
    assert store.sources.save_polls(polls, NOW) == (PollSaved(seen=50),) * 60
    assert [one.id for one in store.judgements.seen_between(None, None, 2998, 9)] == [2999, 3000]


def test_a_store_counts_on_where_it_was_though_numbers_are_given_by_hand(place: SqlStore | None) -> None:
    store = emptied(place)
    for number in range(3):
        store.sources.save_polls([poll_of(SOURCE, [entry(f"{number}-{name}") for name in "ab"], 1)], NOW)
    assert [article.id for article in store.judgements.seen_between(None, None, 0, 9)] == [1, 2, 3, 4, 5, 6]


def test_an_edit_counts_at_once_for_the_entries_after_it(place: SqlStore | None) -> None:
    store = emptied(place)
    url = ADDRESSES[0]
    store.sources.save_polls([poll_of(SOURCE, [entry("p", "One", url=url)], 1)], NOW)
    edited_and_new = [entry("p", "Two", url=url), entry("q", "One", url=url)]
    assert store.sources.save_polls([poll_of(SOURCE, edited_and_new, 2)], NOW) == (PollSaved(new=1, changed=1),)


def test_an_article_that_another_source_has_just_brought_is_known_by_its_address(place: SqlStore | None) -> None:
    store = emptied(place)
    store.sources.save_polls([poll_of(SOURCE, [entry("a")], 1)], NOW)
    brought = poll_of(SOURCES[1], [entry("b", "Other title")], 2)
    renamed = poll_of(SOURCE, [entry("b", "Title of a"), entry("c", "Title of a")], 2, frozenset({0, 1}))
    assert store.sources.save_polls([brought, renamed], NOW) == (PollSaved(new=1), PollSaved(seen=2))
    store.sources.save_polls([poll_of(SOURCE, [entry("b", "Edited")], 3)], NOW)
    assert {one.article_id for one in store.articles.pages_wanted(NOW, 9) if one.url.endswith("b")} == {2}
    store.sources.save_polls([poll_of(SOURCE, [entry("c", "Edited")], 3)], NOW)
    assert {one.article_id for one in store.articles.pages_wanted(NOW, 9) if one.url.endswith("c")} == {1}
