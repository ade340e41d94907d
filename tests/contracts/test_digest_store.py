"""``DigestStore``: digests are stored once, and only what has arrived counts as shown."""

from __future__ import annotations

import pytest

from pipeline.model.digest import DeliveryState
from pipeline.model.hit import Tier
from pipeline.run.ports import Store
from tests.contracts.storing import (
    HOUR,
    NO_PAGES,
    NOW,
    article_at,
    deliver,
    digest,
    entry,
    judged,
    page,
    poll,
    save,
    save_page,
    stored,
)


def test_a_digest_comes_back_whole(store: Store) -> None:
    one, two = stored(store, "a", "b")
    made = digest(one, copies=(two,))
    kept = save(store, made)
    assert (kept.digest, kept.kind, kept.profile_version, kept.built_at) == (made, "regular", "p1", NOW)
    assert store.digests.digest("w", "d1") == kept
    assert store.digests.digest("other", "d1") is None
    assert store.digests.digest_numbered("w", kept.id) == kept
    assert store.digests.digest_numbered("w", kept.id + 1) is None
    assert store.digests.digest_numbered("other", kept.id) is None


def test_a_slot_is_stored_once(store: Store) -> None:
    [article] = stored(store, "a")
    kept = save(store, digest(article))
    assert save(store, digest(), now=NOW + HOUR) == kept
    assert len(store.deliveries.deliveries(kept.id)) == 2
    assert store.digests.digests("w", 9) == (kept,)


def test_a_slot_already_stored_gets_the_deliveries_it_lacks(store: Store) -> None:
    [article] = stored(store, "a")
    kept = store.digests.save_digest(digest(article), "p1", "regular", [("files", "out", "<d1@files>")], NOW)
    deliver(store, kept)
    assert save(store, digest(), now=NOW + HOUR) == kept
    files, email = store.deliveries.deliveries(kept.id)
    assert (files.state, files.changed_at) == (DeliveryState.SENT, NOW)
    assert (email.channel, email.target, email.message_id) == ("email", "mail.example", "<d1@mail>")
    assert (email.state, email.attempts, email.changed_at) == (DeliveryState.PENDING, 0, NOW + HOUR)


def test_a_superseded_slot_gets_no_deliveries_any_more(store: Store) -> None:
    old = store.digests.save_digest(digest(slot="d1"), "p1", "regular", [], NOW)
    save(store, digest(slot="d2"))
    assert save(store, digest(slot="d1")) == old
    assert store.deliveries.deliveries(old.id) == ()


def test_digests_come_newest_first(store: Store) -> None:
    kept = [save(store, digest(slot=slot)) for slot in ("d1", "d2", "d3")]
    assert store.digests.digests("w", 2) == (kept[2], kept[1])


@pytest.mark.parametrize("state", [DeliveryState.SENT, DeliveryState.SENDING, DeliveryState.UNCERTAIN])
def test_what_has_arrived_or_may_have_counts_as_shown(store: Store, state: DeliveryState) -> None:
    one, two, three = stored(store, "a", "b", "c")
    store.judgements.save_judgements("w", [judged(one), judged(two)], NOW)
    deliver(store, save(store, digest(one, two, copies=(three,))), state)
    assert store.digests.last_delivered_end("w") == NOW
    assert store.digests.shown_ids("w", NOW) == {one.id, two.id, three.id}
    assert [(found.article, found.judgement) for found in store.digests.shown("w", NOW)] == [
        (one, judged(one)),
        (two, judged(two)),
    ]


@pytest.mark.parametrize("state", [DeliveryState.PENDING, DeliveryState.FAILED])
def test_what_has_not_arrived_is_not_shown(store: Store, state: DeliveryState) -> None:
    [article] = stored(store, "a")
    store.judgements.save_judgements("w", [judged(article)], NOW)
    deliver(store, save(store, digest(article)), state)
    assert store.digests.last_delivered_end("w") is None
    assert store.digests.shown_ids("w", NOW) == frozenset()
    assert store.digests.shown("w", NOW) == ()
    assert len(store.judgements.hits("w", "p1", None, None)) == 1


def test_hits_leave_out_nothing_that_was_shown(store: Store) -> None:
    [article] = stored(store, "a")
    store.judgements.save_judgements("w", [judged(article)], NOW)
    deliver(store, save(store, digest(article)))
    assert len(store.judgements.hits("w", "p1", None, None)) == 1


def test_a_rerun_is_never_shown_and_moves_no_window(store: Store) -> None:
    [article] = stored(store, "a")
    regular = save(store, digest(slot="d1"))
    deliver(store, save(store, digest(article, slot="r1"), kind="rerun"))
    assert store.digests.last_delivered_end("w") is None
    assert store.digests.shown_ids("w", NOW) == frozenset()
    assert [one.state for one in store.deliveries.deliveries(regular.id)] == [DeliveryState.PENDING] * 2


def test_what_was_shown_before_is_left_out(store: Store) -> None:
    [article] = stored(store, "a")
    deliver(store, save(store, digest(article)))
    assert store.digests.shown_ids("w", NOW + HOUR) == frozenset()
    assert store.digests.shown_ids("other", NOW) == frozenset()


def test_the_window_moves_to_the_latest_end(store: Store) -> None:
    deliver(store, save(store, digest(slot="d1", end=NOW)))
    deliver(store, save(store, digest(slot="d2", end=NOW + HOUR)))
    save(store, digest(slot="d3", end=NOW + 2 * HOUR))
    assert store.digests.last_delivered_end("w") == NOW + HOUR


def test_a_new_digest_supersedes_those_that_nobody_got(store: Store) -> None:
    [article] = stored(store, "a")
    unsent, sent = save(store, digest(article, slot="d1")), None
    sent = save(store, digest(slot="d2"))
    assert {one.state for one in store.deliveries.deliveries(unsent.id)} == {DeliveryState.SUPERSEDED}
    deliver(store, sent)
    save(store, digest(slot="d3"))
    assert [one.state for one in store.deliveries.deliveries(sent.id)] == [DeliveryState.SENT, DeliveryState.PENDING]


def test_a_superseded_digest_is_never_shown(store: Store) -> None:
    [article] = stored(store, "a")
    unsent = save(store, digest(article, slot="d1"))
    save(store, digest(slot="d2"))
    deliver(store, unsent)
    assert store.digests.shown_ids("w", NOW) == frozenset()


def test_an_article_that_copies_a_shown_one_counts_as_shown(store: Store) -> None:
    older, newer = stored(store, "a", "b")
    deliver(store, save(store, digest(newer)))
    save_page(store, newer, page(), older.url)
    assert store.digests.shown_ids("w", NOW) == {older.id, newer.id}


def test_an_article_shown_twice_comes_as_it_was_judged_last(store: Store) -> None:
    [before] = stored(store, "a")
    save_page(store, before, page())
    after = article_at(store, before.url)
    said = [judged(before, Tier.RELATED), judged(after), judged(after, Tier.RELATED, version="p2")]
    store.judgements.save_judgements("w", said, NOW)
    store.judgements.save_judgements("other", [judged(after, Tier.RELATED)], NOW)
    for shown in (before, after):
        deliver(store, save(store, digest(shown, slot=f"d{shown.text_version}")))
    assert [found.judgement for found in store.digests.shown("w", NOW)] == [said[1]]


def test_shown_articles_come_with_their_newest_text_and_the_judgement_of_then(store: Store) -> None:
    [article] = stored(store, "a")
    store.judgements.save_judgements("w", [judged(article)], NOW)
    deliver(store, save(store, digest(article)))
    save_page(store, article, page())
    [found] = store.digests.shown("w", NOW)
    assert (found.article.title, found.judgement.text_version) == ("Page title", 1)


def test_an_edit_of_a_shown_text_is_told_once(store: Store) -> None:
    poll(store, entry("a"), source=NO_PAGES)
    before = article_at(store, "https://andes.example/a")
    deliver(store, save(store, digest(before, slot="d1")))
    assert store.digests.changes_of_shown("w", NOW) == ()
    poll(store, entry("a", "Corrected"), source=NO_PAGES, now=NOW + HOUR)
    after = article_at(store, before.url)
    [change] = store.digests.changes_of_shown("w", NOW)
    assert (change.article, change.title_before, change.changed_at) == (after, before.title, NOW + HOUR)
    deliver(store, save(store, digest(slot="d2", updates=(after,))))
    assert store.digests.changes_of_shown("w", NOW) == ()


def test_an_edit_told_in_a_digest_that_nobody_got_is_told_again(store: Store) -> None:
    poll(store, entry("a"), source=NO_PAGES)
    deliver(store, save(store, digest(article_at(store, "https://andes.example/a"), slot="d1")))
    poll(store, entry("a", "Corrected"), source=NO_PAGES)
    save(store, digest(slot="d2", updates=(article_at(store, "https://andes.example/a"),)))
    assert len(store.digests.changes_of_shown("w", NOW)) == 1


def test_a_page_is_no_edit_of_its_feed(store: Store) -> None:
    [article] = stored(store, "a")
    deliver(store, save(store, digest(article)))
    save_page(store, article, page())
    assert store.digests.changes_of_shown("w", NOW) == ()
    save_page(store, article, page("Corrected"))
    assert store.digests.changes_of_shown("w", NOW) == ()


def test_an_edit_of_a_shown_page_tells_its_words_of_then(store: Store) -> None:
    [article] = stored(store, "a")
    save_page(store, article, page(title=""))
    deliver(store, save(store, digest(article_at(store, article.url))))
    save_page(store, article, page("Corrected", "Other body."))
    [change] = store.digests.changes_of_shown("w", NOW)
    assert (change.title_before, change.body_before) == (article.title, "Body of the page.")


def test_an_edit_that_no_reader_sees_is_none(store: Store) -> None:
    poll(store, entry("a", body="The feed has every word of it."))
    article = article_at(store, "https://andes.example/a")
    save_page(store, article, page(body="Teaser."))
    deliver(store, save(store, digest(article_at(store, article.url))))
    save_page(store, article, page(body="Another."))
    assert store.digests.changes_of_shown("w", NOW) == ()


def test_the_window_counts_articles_and_near_misses(store: Store) -> None:
    one, two, three = stored(store, "a", "b", "c")
    poll(store, entry("d"), now=NOW + HOUR)
    said = [judged(one, Tier.MENTION), judged(two, Tier.DIRECT), judged(three, Tier.NONE)]
    store.judgements.save_judgements("w", said, NOW)
    assert store.digests.window_counts("w", "p1", NOW, NOW + HOUR) == (3, 1)
    assert store.digests.window_counts("w", "p1", None, NOW + 2 * HOUR) == (4, 1)
    assert store.digests.window_counts("w", "p2", NOW, NOW + HOUR) == (3, 0)
    save_page(store, two, page(), one.url)
    assert store.digests.window_counts("w", "p1", NOW, NOW + HOUR) == (2, 1)
