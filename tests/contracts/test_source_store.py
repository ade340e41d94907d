"""``SourceStore``: what a poll leaves behind."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model.article import DateOrigin
from pipeline.model.source import Health, SourceState
from pipeline.model.storing import PollSaved
from pipeline.run.ports import Store
from tests.contracts.storing import HOUR, NO_PAGES, NOW, OTHER, SOURCE, article_at, entry, page, poll, stored


def test_a_state_comes_back_as_it_was_saved(store: Store) -> None:
    state = SourceState(
        source_id=SOURCE.id, health=Health.FAILING, since=NOW, reason="HTTP 503", next_poll_at=NOW + HOUR, failures=3,
        last_poll_at=NOW, etag='"x"', last_modified="Sat", body_hash="abc", polled_url=SOURCE.url,
    )  # fmt: skip
    store.sources.save_poll(SOURCE, replace(state, failures=1), (), NOW)
    assert store.sources.save_poll(SOURCE, state, (), NOW) == PollSaved()
    assert store.sources.states() == {SOURCE.id: state}


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
    store.articles.save_page(article.id, page(), "", NOW)
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
