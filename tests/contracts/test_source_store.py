"""``SourceStore``: what a poll leaves behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from pipeline.model.article import DateOrigin
from pipeline.model.source import FeedMemory, Health, Selectors, SourceKind, SourceState
from pipeline.model.storing import PollSaved, PollToStore, Recognised
from pipeline.run.ports import Store
from tests.contracts.storing import HOUR, NO_PAGES, NOW, OTHER, SOURCE, article_at, entry, page, poll, save_page, stored


def test_a_state_comes_back_as_it_was_saved(store: Store) -> None:
    state = SourceState(
        source_id=SOURCE.id, health=Health.FAILING, since=NOW, reason="HTTP 503", next_poll_at=NOW + HOUR, failures=3,
        last_poll_at=NOW, etag='"x"', last_modified="Sat", body_hash="abc", polled_url=SOURCE.url, pace=2.5,
        last_new_at=NOW - HOUR, last_full_at=NOW + timedelta(microseconds=1), ttl_s=900.5, empty=True,
        distrusted=True,
    )  # fmt: skip
    store.sources.save_polls([PollToStore(source=SOURCE, state=replace(state, failures=1, pace=None, ttl_s=None))], NOW)
    assert store.sources.save_polls([PollToStore(source=SOURCE, state=state)], NOW) == (PollSaved(),)
    assert store.sources.states() == {SOURCE.id: state}


@pytest.mark.parametrize("health", Health)
def test_a_source_may_do_in_every_way_there_is(store: Store, health: Health) -> None:
    state = SourceState(source_id=SOURCE.id, health=health)
    store.sources.save_polls([PollToStore(source=SOURCE, state=state)], NOW)
    assert store.sources.states() == {SOURCE.id: state}


@pytest.mark.parametrize("kind", SourceKind)
def test_a_source_of_every_kind_is_stored_as_it_now_is(store: Store, kind: SourceKind) -> None:
    poll(store, entry("a"))
    selectors = Selectors(item="li.story", date="time")
    now = replace(SOURCE, kind=kind, country="PE", engine="bing", selectors=selectors, robots=False, every_s=60.0)
    assert poll(store, entry("a"), source=now) == PollSaved(seen=1)
    [article] = store.judgements.unjudged("w", "p1", None, None, 9)
    assert article.source_id == SOURCE.id


def test_no_polls_store_nothing(store: Store) -> None:
    assert store.sources.save_polls([], NOW) == ()
    assert store.sources.states() == {}


def test_what_is_remembered_of_a_document_stays_until_something_else_is(store: Store) -> None:
    assert store.sources.memory(SOURCE.id) == FeedMemory()
    poll(store)
    assert store.sources.memory(SOURCE.id) == FeedMemory()
    held = '{"entry": {"title": "Las \\"dos\\" orillas 한강"}}'
    for memory in (FeedMemory(head="ab" * 8, items=(("01" * 8, "02" * 8), ("03" * 8, "04" * 8)), held=(held,)),
                   FeedMemory(held=("x" * 100_000, held)), FeedMemory()):  # fmt: skip
        state = SourceState(source_id=SOURCE.id)
        store.sources.save_polls([PollToStore(source=SOURCE, state=state, memory=memory)], NOW)
        assert store.sources.memory(SOURCE.id) == memory
        poll(store, entry("a"))
        poll(store, source=OTHER)
        assert store.sources.memory(SOURCE.id) == memory


def test_the_outlet_is_the_one_that_the_entry_names_or_else_the_source(store: Store) -> None:
    collected = entry("a")
    collected = replace(collected, entry=replace(collected.entry, outlet="The Coast Herald"))
    poll(store, collected, entry("b"))
    assert article_at(store, "https://andes.example/a").outlet == "The Coast Herald"
    assert article_at(store, "https://andes.example/b").outlet == SOURCE.name


def test_an_entry_at_the_mobile_copy_of_a_known_address_is_the_same_article(store: Store) -> None:
    [article] = stored(store, "a")
    assert poll(store, entry("b", url="https://m.andes.example/a?x"), source=OTHER) == PollSaved(seen=1)
    assert article_at(store, "https://m.andes.example/a") == article


def test_notices_at_copies_of_one_address_are_told_apart_in_one_way(store: Store) -> None:
    one, other = "https://andes.example/notices", "https://m.andes.example/notices"
    poll(store, entry("a", "Tender 1", url=one), entry("b", "Tender 2", url=one))
    assert poll(store, entry("c", "Tender 2", url=other), entry("d", "Tender 3", url=other)) == PollSaved(new=1, seen=1)
    urls = [article.url.partition("#")[0] for article in store.judgements.seen_between(None, None, 0, 9)]
    assert urls == [one, one, other]


def test_entries_are_recognised_by_id_by_address_and_by_title(store: Store) -> None:
    poll(store, *(entry(name) for name in "abc"))
    poll(store, entry("d", "Told by another source"), source=OTHER)
    coming = [
        entry("a", "New title", url="https://andes.example/new"),
        entry("x", "New title", url="https://andes.example/b"),
        entry("y", "Title of c"),
        entry("z"),
        entry("d"),
        entry("c"),
        entry("v", "Told by another source"),
    ]
    assert store.sources.recognise(SOURCE, coming) == Recognised(same=frozenset({0, 1, 5}), alike=frozenset({2}))
    assert store.sources.recognise(SOURCE, ()) == Recognised(same=frozenset(), alike=frozenset())


def test_entries_are_recognised_by_the_address_that_a_page_claimed_or_an_edit_brought(store: Store) -> None:
    moved, claiming = stored(store, "a", "b")
    poll(store, entry("a", "Edited", url="https://andes.example/moved"))
    save_page(store, claiming, page(), "https://andes.example/claimed")
    coming = [entry("x", url="https://andes.example/moved"), entry("y", url="https://andes.example/claimed")]
    assert store.sources.recognise(SOURCE, coming).same == {0, 1}
    assert store.sources.recognise(OTHER, coming).same == frozenset()
    assert article_at(store, "https://andes.example/moved").id == moved.id


def test_entries_without_title_are_not_alike(store: Store) -> None:
    untitled = [replace(item, entry=replace(item.entry, title="")) for item in (entry("a"), entry("b"))]
    poll(store, untitled[0])
    assert store.sources.recognise(SOURCE, untitled) == Recognised(same=frozenset({0}), alike=frozenset())


def test_new_entries_become_articles_with_the_words_of_the_feed(store: Store) -> None:
    assert poll(store, entry("a", body="Long words."), entry("b")) == PollSaved(new=2)
    article = article_at(store, "https://andes.example/a")
    assert (article.title, article.body) == ("Title of a", "Long words.")
    assert (article.outlet, article.source_id, article.authors) == (SOURCE.name, SOURCE.id, ("A. Writer",))
    assert (article.published_at, article.date_origin) == (NOW, DateOrigin.FEED)
    assert (article.first_seen_at, article.text_version) == (NOW, 1)


def test_ids_follow_the_order_of_the_feed(store: Store) -> None:
    poll(store, *(entry(name) for name in "cab"))
    assert [article.title[-1] for article in store.judgements.seen_between(None, None, 0, 9)] == ["c", "a", "b"]


def test_the_same_poll_again_changes_nothing(store: Store) -> None:
    poll(store, entry("a"), entry("b"))
    assert poll(store, entry("a"), entry("b"), now=NOW + HOUR) == PollSaved(seen=2)
    assert len(store.judgements.seen_between(None, None, 0, 9)) == 2


def test_of_two_entries_with_one_id_in_one_poll_the_first_counts(store: Store) -> None:
    assert poll(store, entry("a", "First"), entry("a", "Second")) == PollSaved(new=1, seen=1)
    assert article_at(store, "https://andes.example/a").title == "First"
    assert poll(store, entry("a", "First"), entry("a", "Second")) == PollSaved(seen=2)


def test_two_sources_with_one_address_share_an_article(store: Store) -> None:
    [article] = stored(store, "a")
    assert poll(store, entry("b", url=article.url), source=OTHER) == PollSaved(seen=1)
    assert article_at(store, article.url) == article


def test_an_entry_keeps_its_article_when_its_address_changes(store: Store) -> None:
    [article] = stored(store, "a")
    assert poll(store, entry("a", url="https://andes.example/moved")) == PollSaved(seen=1)
    assert poll(store, entry("a", "New title", url="https://andes.example/moved")) == PollSaved(changed=1)
    assert article_at(store, "https://andes.example/moved").id == article.id


def test_entries_of_one_source_with_one_address_but_other_titles_are_articles_of_their_own(store: Store) -> None:
    url = "https://andes.example/notices"
    notices = (entry("a", "Tender 1", url=url), entry("b", "Tender 2", url=url), entry("c", "Tender 3", url=url))
    assert poll(store, *notices) == PollSaved(new=3)
    assert poll(store, *notices) == PollSaved(seen=3)
    articles = store.judgements.seen_between(None, None, 0, 9)
    assert [article.title for article in articles] == ["Tender 1", "Tender 2", "Tender 3"]
    assert articles[0].url == url
    assert articles[1].url.startswith(f"{url}#entry=")


def test_such_articles_have_no_page_of_their_own_to_fetch(store: Store) -> None:
    url = "https://andes.example/notices"
    poll(store, entry("a", "Tender 1", url=url), entry("b", "Tender 2", url=url))
    assert [wanted.article_id for wanted in store.articles.pages_wanted(NOW, 9)] == [article_at(store, url).id]


def test_new_ids_on_every_poll_bring_no_article_twice(store: Store) -> None:
    url = "https://andes.example/notices"
    poll(store, entry("a", "Tender 1", url=url), entry("b", "Tender 2", url=url))
    assert poll(store, entry("c", "Tender 2", url=url), entry("d", "Tender 1", url=url)) == PollSaved(seen=2)


def test_another_source_may_give_an_address_another_title(store: Store) -> None:
    [article] = stored(store, "a")
    poll(store, entry("b", "Aggregated title", url=article.url), source=OTHER)
    assert len(store.judgements.seen_between(None, None, 0, 9)) == 1


def test_a_changed_entry_wants_its_page_again(store: Store) -> None:
    [article] = stored(store, "a")
    save_page(store, article, page())
    assert store.articles.pages_wanted(NOW, 9) == ()
    assert poll(store, entry("a", "Corrected"), now=NOW + HOUR) == PollSaved(changed=1)
    assert [wanted.attempts for wanted in store.articles.pages_wanted(NOW, 9)] == [0]
    assert article_at(store, article.url).title == "Page title"
    assert poll(store, entry("a", "Corrected"), now=NOW + HOUR) == PollSaved(seen=1)


def test_a_changed_entry_wants_a_page_again_that_was_given_up(store: Store) -> None:
    [article] = stored(store, "a")
    store.articles.save_page_failure(article.id, "HTTP 500", None)
    poll(store, entry("a", "Corrected"))
    assert [wanted.attempts for wanted in store.articles.pages_wanted(NOW, 9)] == [0]
    assert article_at(store, article.url).title == "Corrected"


def test_a_changed_entry_becomes_a_new_text_where_pages_are_not_wanted(store: Store) -> None:
    poll(store, entry("a"), source=NO_PAGES)
    poll(store, entry("a", "Corrected"), source=NO_PAGES, now=NOW + HOUR)
    article = article_at(store, "https://andes.example/a")
    assert (article.title, article.text_version) == ("Corrected", 2)
    assert store.articles.pages_wanted(NOW, 9) == ()


def test_another_source_never_changes_an_articles_words(store: Store) -> None:
    poll(store, entry("a"), source=NO_PAGES)
    other = replace(OTHER, pages=False)
    url = "https://andes.example/a"
    poll(store, entry("b", "Teaser", url=url), source=other)
    assert poll(store, entry("b", "Louder teaser", url=url), source=other) == PollSaved(changed=1)
    assert article_at(store, url).title == "Title of a"


def test_an_entry_without_address_has_no_page(store: Store) -> None:
    poll(store, entry("a", url=""))
    assert store.articles.pages_wanted(NOW, 9) == ()
    assert article_at(store, "seedwatch:andes/a").title == "Title of a"


def test_a_renamed_entry_is_a_sighting_of_the_article_under_its_title(store: Store) -> None:
    article, _ = stored(store, "a", "b")
    save_page(store, article, page())
    moved = entry("x", "Title of a", url="https://andes.example/moved", body="Other words.")
    assert poll(store, moved, entry("c"), now=NOW + HOUR, renamed={0}) == PollSaved(new=1, seen=1)
    assert [one.title for one in store.judgements.seen_between(None, None, 1, 9)] == ["Title of b", "Title of c"]
    assert article_at(store, "https://andes.example/moved") == article_at(store, article.url)
    assert article_at(store, article.url).text_version == 2
    assert article.id not in {wanted.article_id for wanted in store.articles.pages_wanted(NOW + HOUR, 9)}


def test_a_renamed_entry_is_known_from_then_on_by_its_new_names(store: Store) -> None:
    [article] = stored(store, "a")
    moved = entry("x", "Title of a", url="https://andes.example/moved")
    poll(store, moved, renamed={0})
    assert poll(store, moved, now=NOW + HOUR) == PollSaved(seen=1)
    assert store.sources.recognise(SOURCE, [entry("y", url="https://andes.example/moved")]).same == {0}
    assert poll(store, entry("x", "Corrected", url="https://andes.example/moved")) == PollSaved(changed=1)
    [wanted] = store.articles.pages_wanted(NOW, 9)
    assert (wanted.article_id, wanted.url) == (article.id, "https://andes.example/moved")


def test_a_renamed_entry_whose_title_its_source_has_not_shown_is_a_new_article(store: Store) -> None:
    poll(store, entry("a"), source=OTHER)
    assert poll(store, entry("x", "Title of a"), entry("y"), renamed={0, 1}) == PollSaved(new=2)


def test_a_renamed_entry_that_is_known_is_as_any_other(store: Store) -> None:
    first, second = stored(store, "a", "b")
    assert poll(store, entry("a", "Title of b"), renamed={0}) == PollSaved(changed=1)
    assert article_at(store, first.url).title == "Title of b"
    assert poll(store, entry("x", "Title of b", url=second.url), renamed={0}) == PollSaved(seen=1)
    assert poll(store, entry("y", "Title of b", url=first.url), renamed={0}) == PollSaved(seen=1)


def test_an_entry_is_renamed_only_if_told_so(store: Store) -> None:
    stored(store, "a")
    moved = [entry(name, "Title of a") for name in "xyz"]
    assert poll(store, *moved, renamed={1}) == PollSaved(new=2, seen=1)
    assert article_at(store, "https://andes.example/y") == article_at(store, "https://andes.example/a")


def test_a_renamed_entry_at_an_address_that_its_source_gave_another_title_is_told_apart(store: Store) -> None:
    _, second = stored(store, "a", "b")
    assert poll(store, entry("x", "Title of a", url=second.url), renamed={0}) == PollSaved(new=1)


def test_of_several_articles_under_one_title_the_one_shown_last_is_meant(store: Store) -> None:
    for hour, place in enumerate(("a", "b", "a")):
        poll(store, entry(f"{hour}", "Live", url=f"https://andes.example/{place}"), now=NOW + hour * HOUR)
    poll(store, entry("x", "Live"), now=NOW + 3 * HOUR, renamed={0})
    assert article_at(store, "https://andes.example/x").id == article_at(store, "https://andes.example/a").id
    poll(store, entry("1", "Live", url="https://andes.example/b", body="Last words"), now=NOW + 4 * HOUR)
    poll(store, entry("y", "Live"), now=NOW + 5 * HOUR, renamed={0})
    assert article_at(store, "https://andes.example/y").id == article_at(store, "https://andes.example/b").id


def test_the_titles_that_renamed_entries_are_known_by_are_those_before_the_poll(store: Store) -> None:
    [article] = stored(store, "a")
    again = [entry("a", "Edited"), entry("x", "Title of a"), entry("y", "Title of a"), entry("z", "Edited")]
    assert poll(store, *again, renamed={1, 2, 3}) == PollSaved(new=1, changed=1, seen=2)
    assert article_at(store, "https://andes.example/y").id == article.id
    assert article_at(store, "https://andes.example/z").id != article.id


@pytest.mark.parametrize("strange", ["nul \x00 inside", "lone \ud83d surrogate", "한국어 ñ 🚀"])
def test_strange_characters_are_stored_without_harm(store: Store, strange: str) -> None:
    odd = entry("a", strange, body=strange)
    assert poll(store, odd) == PollSaved(new=1)
    assert poll(store, odd) == PollSaved(seen=1)
    assert article_at(store, "https://andes.example/a").title[-6:] == strange[-6:]


def test_addresses_and_ids_of_any_length_are_stored(store: Store) -> None:
    name = "long-" + "x9" * 5000
    assert poll(store, entry(name)) == PollSaved(new=1)
    assert poll(store, entry(name)) == PollSaved(seen=1)


def test_a_thousand_entries_in_one_poll(store: Store) -> None:
    entries = [entry(str(number)) for number in range(1100)]
    assert poll(store, *entries).new == 1100
    assert poll(store, *entries).seen == 1100
