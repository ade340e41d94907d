"""``ArticleStore``: pages, versions of texts, and articles that turn out to be one."""

from __future__ import annotations

import pytest

from pipeline.errors import StoreError
from pipeline.model.article import DateOrigin
from pipeline.model.storing import PageWanted, PollSaved
from pipeline.run.ports import Store
from tests.contracts.storing import HOUR, NO_PAGES, NOW, OTHER, article_at, entry, judged, page, poll, save_page, stored


def test_pages_are_wanted_oldest_first_up_to_the_limit(store: Store) -> None:
    articles = stored(store, "c", "a", "b")
    wanted = store.articles.pages_wanted(NOW, 2)
    assert wanted == tuple(
        PageWanted(article_id=article.id, url=article.url, source_id="andes", attempts=0) for article in articles[:2]
    )


def test_a_failed_page_is_wanted_again_when_its_time_has_come(store: Store) -> None:
    [article] = stored(store, "a")
    store.articles.save_page_failure(article.id, "HTTP 503", NOW + HOUR)
    assert store.articles.pages_wanted(NOW, 9) == ()
    assert [wanted.attempts for wanted in store.articles.pages_wanted(NOW + HOUR, 9)] == [1]


def test_a_page_that_is_given_up_leaves_the_words_of_the_feed(store: Store) -> None:
    [article] = stored(store, "a")
    store.articles.save_page_failure(article.id, "HTTP 404", None)
    assert store.articles.pages_wanted(NOW + 1000 * HOUR, 9) == ()
    assert article_at(store, article.url) == article


def test_a_failed_page_of_an_unknown_article_is_ignored(store: Store) -> None:
    store.articles.save_page_failure(77, "HTTP 404", None)
    assert store.articles.pages_wanted(NOW, 9) == ()


def test_pages_put_off_are_wanted_later_with_no_attempt_counted(store: Store) -> None:
    first, second, third = stored(store, "a", "b", "c")
    store.articles.put_off_pages([first.id, third.id, 77], NOW + HOUR)
    assert [wanted.article_id for wanted in store.articles.pages_wanted(NOW, 9)] == [second.id]
    later = store.articles.pages_wanted(NOW + HOUR, 9)
    assert [(wanted.article_id, wanted.attempts) for wanted in later] == [(first.id, 0), (second.id, 0), (third.id, 0)]


def test_putting_off_keeps_the_attempts_made_before(store: Store) -> None:
    [article] = stored(store, "a")
    store.articles.save_page_failure(article.id, "HTTP 503", NOW + HOUR)
    store.articles.put_off_pages([article.id], NOW + 2 * HOUR)
    assert store.articles.pages_wanted(NOW + HOUR, 9) == ()
    assert [wanted.attempts for wanted in store.articles.pages_wanted(NOW + 2 * HOUR, 9)] == [1]


def test_putting_off_wants_no_page_that_is_done_with(store: Store) -> None:
    fetched, given_up = stored(store, "a", "b")
    save_page(store, fetched, page())
    store.articles.save_page_failure(given_up.id, "HTTP 404", None)
    store.articles.put_off_pages([fetched.id, given_up.id], NOW)
    store.articles.put_off_pages([], NOW)
    assert store.articles.pages_wanted(NOW + HOUR, 9) == ()


def test_hundreds_of_pages_are_put_off_at_once(store: Store) -> None:
    poll(store, *(entry(str(number)) for number in range(600)))
    store.articles.put_off_pages([wanted.article_id for wanted in store.articles.pages_wanted(NOW, 600)], NOW + HOUR)
    assert store.articles.pages_wanted(NOW, 9) == ()


def test_the_text_of_the_page_is_the_newest(store: Store) -> None:
    [article] = stored(store, "a")
    save_page(store, article, page(authors=("P. Author",)), "", NOW + HOUR)
    after = article_at(store, article.url)
    assert (after.title, after.summary, after.body) == ("Page title", "Page summary", "Body of the page.")
    assert (after.authors, after.text_version) == (("P. Author",), 2)


def test_an_equal_text_makes_no_new_version(store: Store) -> None:
    [article] = stored(store, "a")
    save_page(store, article, page())
    save_page(store, article, page(), "", NOW + HOUR)
    assert article_at(store, article.url).text_version == 2
    save_page(store, article, page(body="Edited."), "", NOW + HOUR)
    assert article_at(store, article.url).text_version == 3


def test_what_the_page_lacks_the_feed_fills_in(store: Store) -> None:
    [article] = stored(store, "a")
    save_page(store, article, page(title="", summary=""))
    after = article_at(store, article.url)
    assert (after.title, after.summary, after.body) == (article.title, article.summary, "Body of the page.")
    assert after.authors == ("A. Writer",)


@pytest.mark.parametrize(
    ("feed", "page_body", "shown"),
    [
        ("Short.", "Body of the page.", "Body of the page."),
        ("The feed says it all.", "Teaser.", "The feed says it all."),
        ("Body of the page (c).", "Body of the page.", "Body of the page (c)."),
        ("Body of the page (c)", "Body of the page.", "Body of the page."),
        ("The feed alone.", "", "The feed alone."),
    ],
)
def test_the_body_of_the_feed_is_shown_when_it_is_clearly_longer(
    store: Store, feed: str, page_body: str, shown: str
) -> None:
    poll(store, entry("a", body=feed))
    article = article_at(store, "https://andes.example/a")
    save_page(store, article, page(body=page_body))
    after = article_at(store, article.url)
    assert (after.title, after.body) == ("Page title", shown)


def test_a_teaser_that_is_fetched_again_makes_no_version_beside_the_longer_words_of_the_feed(store: Store) -> None:
    poll(store, entry("a", body="The feed says it all."))
    article = article_at(store, "https://andes.example/a")
    for _ in range(3):
        save_page(store, article, page(body="Teaser."))
    assert article_at(store, article.url).text_version == 2


def test_a_page_whose_text_shrinks_or_grows_gets_a_version(store: Store) -> None:
    [article] = stored(store, "a")
    for words, version in (("A long text.", 2), ("A long text. And more.", 3), ("A long", 4)):
        save_page(store, article, page(body=words))
        after = article_at(store, article.url)
        assert (after.body, after.text_version) == (words, version)


def test_a_page_tells_the_date_and_language_that_nobody_knew(store: Store) -> None:
    poll(store, entry("a", origin="seen"), entry("b"))
    for article in store.judgements.seen_between(None, None, 0, 9):
        save_page(store, article, page(published_at=NOW - HOUR))
    unknown, known = store.judgements.seen_between(None, None, 0, 9)
    assert (unknown.published_at, unknown.date_origin, unknown.language) == (NOW - HOUR, DateOrigin.PAGE, "es")
    assert (known.published_at, known.date_origin) == (NOW, DateOrigin.FEED)


def test_a_page_of_an_unknown_article_is_an_error(store: Store) -> None:
    with pytest.raises(StoreError, match="no article 77"):
        store.articles.save_page(77, page(), "", "", NOW)


def test_the_newer_of_two_articles_with_one_canonical_address_is_a_duplicate(store: Store) -> None:
    first, second = stored(store, "a", "b")
    save_page(store, second, page(), first.url)
    assert [article.id for article in store.judgements.seen_between(None, None, 0, 9)] == [first.id]
    assert [article.id for article in store.judgements.unjudged("w", "p", None, None, 9)] == [first.id]
    assert [wanted.article_id for wanted in store.articles.pages_wanted(NOW, 9)] == [first.id]
    assert article_at(store, second.url).id == first.id


def test_the_older_article_stays_though_it_claims_the_newer_ones_address(store: Store) -> None:
    first, second = stored(store, "a", "b")
    save_page(store, first, page(), second.url)
    save_page(store, second, page(), first.url)
    assert [article.id for article in store.judgements.seen_between(None, None, 0, 9)] == [first.id]
    assert article_at(store, second.url).id == first.id


def test_chains_of_duplicates_end_at_the_oldest(store: Store) -> None:
    first, second, third = stored(store, "a", "b", "c")
    save_page(store, third, page(), second.url)
    save_page(store, second, page(), first.url)
    save_page(store, first, page(), third.url)
    assert [article.id for article in store.judgements.seen_between(None, None, 0, 9)] == [first.id]
    assert {article_at(store, article.url).id for article in (first, second, third)} == {first.id}


def test_sightings_move_to_the_article_that_stays(store: Store) -> None:
    [first] = stored(store, "a")
    poll(store, entry("b", url="https://han.example/b"), source=OTHER)
    second = article_at(store, "https://han.example/b")
    save_page(store, second, page(), first.url)
    save_page(store, first, page())
    poll(store, entry("b", "Edited", url="https://han.example/b"), source=OTHER)
    assert [wanted.article_id for wanted in store.articles.pages_wanted(NOW, 9)] == [first.id]


def test_a_duplicate_is_no_hit_though_it_was_judged(store: Store) -> None:
    first, second = stored(store, "a", "b")
    store.judgements.save_judgements("w", [judged(first), judged(second)], NOW)
    save_page(store, second, page(title=second.title, summary=second.summary, body=""), first.url)
    assert [found.article.id for found in store.judgements.hits("w", "p1", None, None)] == [first.id]


def test_an_article_is_known_by_the_address_that_its_page_claims(store: Store) -> None:
    [article] = stored(store, "a")
    claimed = "https://andes.example/the-long-address"
    save_page(store, article, page(), claimed)
    assert article_at(store, claimed).id == article.id
    assert poll(store, entry("b", url=claimed), source=OTHER) == PollSaved(seen=1)
    assert [wanted.article_id for wanted in store.articles.pages_wanted(NOW, 9)] == []
    assert article_at(store, claimed).url == article.url


def test_two_articles_whose_pages_claim_one_address_are_one(store: Store) -> None:
    first, second = stored(store, "a", "b")
    save_page(store, second, page(), "https://andes.example/long")
    save_page(store, first, page(), "https://andes.example/long")
    assert [article.id for article in store.judgements.seen_between(None, None, 0, 9)] == [first.id]
    assert {article_at(store, f"https://andes.example/{name}").id for name in ("a", "b", "long")} == {first.id}


def test_of_the_addresses_that_a_page_claims_one_after_another_the_last_counts(store: Store) -> None:
    [article] = stored(store, "a")
    save_page(store, article, page(), "https://andes.example/first")
    save_page(store, article, page(), "https://andes.example/second")
    assert article_at(store, "https://andes.example/second").id == article.id
    assert poll(store, entry("b", url="https://andes.example/first"), source=OTHER) == PollSaved(new=1)


def test_a_claim_on_a_duplicates_address_leads_to_the_article_it_copies(store: Store) -> None:
    first, second, third = stored(store, "a", "b", "c")
    save_page(store, second, page(), first.url)
    save_page(store, second, page(), "https://andes.example/late")
    save_page(store, third, page(), "https://andes.example/late")
    assert [article.id for article in store.judgements.seen_between(None, None, 0, 9)] == [first.id]


@pytest.mark.parametrize("canonical", ["", "https://andes.example/a", "https://elsewhere.example/"])
def test_a_canonical_address_that_nobody_else_has_changes_nothing(store: Store, canonical: str) -> None:
    [article] = stored(store, "a")
    save_page(store, article, page(), canonical)
    assert len(store.judgements.seen_between(None, None, 0, 9)) == 1


def test_an_article_is_found_by_id_by_its_address_and_by_the_one_its_feed_gave(store: Store) -> None:
    [article] = stored(store, "a")
    poll(store, entry("a", "Moved", url="https://andes.example/moved"))
    [article] = store.articles.articles([article.id])
    assert store.articles.article(str(article.id)) == article
    assert store.articles.article("andes.example/a") == article
    assert store.articles.article("andes.example/moved") == article
    assert store.articles.article("https://andes.example/a") is None


@pytest.mark.parametrize("key", ["", "999", "0", "9" * 40, "²", "https://nowhere.example/", "\x00"])
def test_what_is_not_there_is_none(store: Store, key: str) -> None:
    stored(store, "a")
    assert store.articles.article(key) is None


def test_articles_come_in_the_order_asked(store: Store) -> None:
    first, second = stored(store, "a", "b")
    assert store.articles.articles([second.id, first.id, 999]) == (second, first)


def test_the_newest_articles_are_those_whose_text_came_last(store: Store) -> None:
    first, second, third = stored(store, "a", "b", "c")
    save_page(store, first, page(), "", NOW + HOUR)
    save_page(store, third, page(), second.url, NOW + 2 * HOUR)
    assert [article.id for article in store.articles.newest(9)] == [first.id, second.id]
    assert [article.text_version for article in store.articles.newest(1)] == [2]
    assert store.articles.newest(0) == ()


def test_a_feed_without_pages_keeps_its_texts_apart(store: Store) -> None:
    poll(store, entry("a", body="One."), source=NO_PAGES)
    poll(store, entry("a", body="Two."), source=NO_PAGES)
    assert article_at(store, "https://andes.example/a").body == "Two."
