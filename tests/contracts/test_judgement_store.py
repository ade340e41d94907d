"""``JudgementStore``: what a watch says of the articles, and what it has still to say."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model.article import Article
from pipeline.model.hit import Tier
from pipeline.model.profile import Entity, EntityType, Grade, Profile
from pipeline.run.ports import Store
from tests.contracts.storing import HOUR, NOW, article_at, entry, judged, page, poll, save_page, stored


def profile(version: str) -> Profile:
    fame = Entity(id="fame", name="FAME", type=EntityType.COMPANY, grade=Grade.CORE)
    return Profile(version=version, seeds=(), entities=(fame,), topics=(), pairs=())


def test_a_profile_version_may_be_saved_again(store: Store) -> None:
    store.judgements.save_profile("w", profile("p1"), NOW)
    store.judgements.save_profile("w", profile("p1"), NOW + HOUR)


def test_profile_versions_come_back_whole_the_last_in_front(store: Store) -> None:
    assert store.judgements.profile_versions("w") == ()
    for number, version in enumerate(("p2", "p1", "p2")):
        store.judgements.save_profile("w", profile(version), NOW + number * HOUR)
    store.judgements.save_profile("other", profile("p3"), NOW)
    assert store.judgements.profile_versions("w") == ("p1", "p2")
    assert store.judgements.profile("w", "p2") == profile("p2")
    assert store.judgements.profile("w", "p3") is None


def test_a_third_profile_version_makes_room_but_hits_stay(store: Store) -> None:
    hit, related, near, far = stored(store, "a", "b", "c", "d")
    tiers = {hit: Tier.DIRECT, related: Tier.RELATED, near: Tier.MENTION, far: Tier.NONE}
    for number, version in enumerate(("p1", "p2", "p3")):
        store.judgements.save_profile("w", profile(version), NOW + number * HOUR)
        said = [judged(article, tier, version=version) for article, tier in tiers.items()]
        store.judgements.save_judgements("w", said, NOW)
        store.judgements.save_judgements("other", said, NOW)

    def kept(watch: str, version: str) -> list[Article]:
        return [article for article in tiers if store.judgements.judgement(watch, article.id, version)]

    assert kept("w", "p1") == [hit, related]
    assert store.judgements.judgement("w", hit.id, "p1") == judged(hit)
    assert kept("w", "p2") == kept("w", "p3") == kept("other", "p1") == list(tiers)


def test_a_profile_version_saved_again_makes_no_room(store: Store) -> None:
    [article] = stored(store, "a")
    for number, version in enumerate(("p1", "p2")):
        store.judgements.save_profile("w", profile(version), NOW + number * HOUR)
    store.judgements.save_judgements("w", [judged(article, Tier.NONE)], NOW)
    for version in ("p1", "p2", "p1"):
        store.judgements.save_profile("w", profile(version), NOW + 5 * HOUR)
    assert store.judgements.judgement("w", article.id, "p1") is not None


def test_an_article_is_unjudged_until_this_profile_has_judged_its_newest_text(store: Store) -> None:
    [article] = stored(store, "a")
    assert store.judgements.unjudged("w", "p1", None, None, 9) == (article,)
    store.judgements.save_judgements("w", [judged(article, Tier.NONE)], NOW)
    assert store.judgements.unjudged("w", "p1", None, None, 9) == ()
    assert store.judgements.unjudged("w", "p2", None, None, 9) == (article,)
    assert store.judgements.unjudged("other", "p1", None, None, 9) == (article,)
    save_page(store, article, page())
    assert [one.text_version for one in store.judgements.unjudged("w", "p1", None, None, 9)] == [2]


def test_unjudged_articles_come_in_the_order_of_their_texts_up_to_the_limit(store: Store) -> None:
    first, second, third, fourth = stored(store, "a", "b", "c", "d")
    store.judgements.save_judgements("w", [judged(third)], NOW)
    save_page(store, first, page(), "", NOW + HOUR)
    assert store.judgements.unjudged("w", "p1", None, None, 2) == (second, fourth)
    assert [one.id for one in store.judgements.unjudged("w", "p1", None, None, 9)] == [second.id, fourth.id, first.id]


def test_the_time_of_the_newest_text_decides_the_window(store: Store) -> None:
    [article] = stored(store, "a")
    poll(store, entry("b"), now=NOW + HOUR)
    save_page(store, article, page(), "", NOW + 2 * HOUR)

    def in_window(since: int, until: int) -> list[int]:
        window = NOW + since * HOUR, NOW + until * HOUR
        unjudged = store.judgements.unjudged("w", "p1", *window, 9)
        seen = store.judgements.seen_between(*window, 0, 9)
        assert set(unjudged) == set(seen)
        return [one.id for one in seen]

    other = article_at(store, "https://andes.example/b")
    assert in_window(0, 1) == []
    assert in_window(1, 2) == [other.id]
    assert in_window(1, 3) == [article.id, other.id]


def test_seen_between_walks_by_id(store: Store) -> None:
    articles = stored(store, "a", "b", "c")
    assert store.judgements.seen_between(None, None, articles[0].id, 1) == (articles[1],)
    assert store.judgements.seen_between(None, None, articles[2].id, 1) == ()
    assert store.judgements.seen_between(NOW, NOW + HOUR, articles[0].id, 1) == (articles[1],)
    assert store.judgements.seen_between(NOW, None, articles[2].id, 1) == ()


def test_a_judgement_comes_back_whole(store: Store) -> None:
    [article] = stored(store, "a")
    said = judged(article)
    store.judgements.save_judgements("w", [said], NOW)
    assert store.judgements.judgement("w", article.id, "p1") == said
    assert store.judgements.judgement("w", article.id, "p2") is None
    assert store.judgements.judgement("other", article.id, "p1") is None
    assert store.judgements.judgement("w", 999, "p1") is None


def test_a_judgement_of_the_same_text_is_replaced(store: Store) -> None:
    [article] = stored(store, "a")
    later = replace(judged(article, Tier.MENTION), mentions=(), lacking="no subject")
    store.judgements.save_judgements("w", [judged(article)], NOW)
    store.judgements.save_judgements("w", [judged(article), later], NOW)
    assert store.judgements.judgement("w", article.id, "p1") == later
    assert store.judgements.hits("w", "p1", None, None) == ()


def test_an_old_judgement_says_nothing_of_a_newer_text(store: Store) -> None:
    [article] = stored(store, "a")
    store.judgements.save_judgements("w", [judged(article)], NOW)
    save_page(store, article, page())
    assert store.judgements.judgement("w", article.id, "p1") is None
    assert store.judgements.hits("w", "p1", None, None) == ()


def test_direct_hits_come_first_then_the_best_then_by_id(store: Store) -> None:
    one, two, three, four, near = stored(store, "a", "b", "c", "d", "e")
    said = [
        judged(one, Tier.RELATED, 0.8),
        judged(two, Tier.DIRECT, 0.3),
        judged(three, Tier.DIRECT, 0.9),
        judged(four, Tier.DIRECT, 0.3),
    ]
    store.judgements.save_judgements("w", [*said, judged(near, Tier.MENTION, 0.95)], NOW)
    hits = store.judgements.hits("w", "p1", None, None)
    assert [hit.judgement for hit in hits] == [said[2], said[1], said[3], said[0]]
    assert [hit.article for hit in hits] == [three, two, four, one]
    assert [hit.article for hit in store.judgements.hits("w", "p1", None, None, near=True)] == [near]


def test_hits_of_a_window(store: Store) -> None:
    [article] = stored(store, "a")
    store.judgements.save_judgements("w", [judged(article)], NOW + 5 * HOUR)
    assert len(store.judgements.hits("w", "p1", NOW, NOW + HOUR)) == 1
    assert store.judgements.hits("w", "p1", NOW + HOUR, None) == ()
    assert store.judgements.hits("w", "p1", None, NOW) == ()


def test_hits_of_one_run_by_the_time_it_judged_at(store: Store) -> None:
    first, second, near = stored(store, "a", "b", "c")
    store.judgements.save_judgements("w", [judged(first), judged(near, Tier.MENTION)], NOW)
    store.judgements.save_judgements("w", [judged(second)], NOW + HOUR)
    found = store.judgements.hits("w", "p1", None, None, judged_at=NOW)
    assert [hit.article for hit in found] == [first]
    assert [hit.article for hit in store.judgements.hits("w", "p1", None, None, near=True, judged_at=NOW)] == [near]
    store.judgements.save_judgements("w", [judged(first)], NOW + HOUR)
    assert store.judgements.hits("w", "p1", None, None, judged_at=NOW) == ()
    assert len(store.judgements.hits("w", "p1", None, None, judged_at=NOW + HOUR)) == 2


def test_hits_up_to_a_limit(store: Store) -> None:
    low, high = stored(store, "a", "b")
    store.judgements.save_judgements("w", [judged(low, score=0.2), judged(high, score=0.8)], NOW)
    assert [hit.article for hit in store.judgements.hits("w", "p1", None, None, limit=1)] == [high]


def test_hundreds_of_judgements_are_saved_at_once(store: Store) -> None:
    articles = stored(store, *(str(number) for number in range(250)))
    store.judgements.save_judgements("w", [judged(article) for article in articles], NOW)
    assert [hit.article.id for hit in store.judgements.hits("w", "p1", None, None)] == [one.id for one in articles]


def test_no_judgements_are_no_trouble(store: Store) -> None:
    store.judgements.save_judgements("w", [], NOW)
    assert store.judgements.hits("w", "p1", None, None) == ()
