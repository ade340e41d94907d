"""What people say of articles: kept with what was judged then, and held against what is now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from pipeline.errors import RunError
from pipeline.match import compile_profile
from pipeline.model.hit import Tier
from pipeline.run.plan import WatchPlan
from pipeline.run.ports import Store
from pipeline.run.verdicts import (
    clear_verdict,
    find_stored,
    give_verdict,
    list_verdicts,
    verdict_on,
    verdicts_by_article,
)
from tests.contracts.storing import HOUR, NOW, article_at, entry, page, poll, save_page
from tests.fakes.store import memory_store
from tests.run.scenario import PROFILE, Scenario, sqlite_store

HIT = entry("hit", "Norland and Sudavia sign", body="Norland and Sudavia want a railway and a locomotive.")
NEAR = entry("near", "Norland votes", body="Norland has a new council.")


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """A store with a hit and a near miss, which nobody has judged."""
    if request.param == "memory":
        kept = memory_store()
        poll(kept, HIT, NEAR)
        yield kept
    else:
        with sqlite_store() as real:
            poll(real, HIT, NEAR)
            yield real


@pytest.fixture
def watch() -> WatchPlan:
    return Scenario().plan.watches[0]


def judge_all(store: Store, watch: WatchPlan) -> None:
    matcher = compile_profile(watch.profile)
    articles = store.judgements.seen_between(None, None, 0, 10)
    store.judgements.save_profile(watch.name, watch.profile, NOW)
    store.judgements.save_judgements(watch.name, [matcher.judge(each) for each in articles], NOW)


def test_a_verdict_keeps_what_it_was_said_of(store: Store, watch: WatchPlan) -> None:
    judge_all(store, watch)
    given = give_verdict("1", False, "  a press\trelease\n", watch, store, NOW)
    kept = given.verdict
    assert (kept.article_id, kept.good, kept.why, kept.at) == (1, False, "a press release", NOW)
    assert (kept.text_version, kept.profile_version, kept.tier) == (1, "p1", Tier.DIRECT)
    assert kept.score > 0.5
    assert (given.judged_now, given.agrees, given.earlier) == (False, False, None)
    assert verdict_on(store, "desk", 1) == kept
    assert verdict_on(store, "other", 1) is None


def test_a_verdict_moves_no_tier(store: Store, watch: WatchPlan) -> None:
    judge_all(store, watch)
    before = store.judgements.hits("desk", "p1", None, None)
    give_verdict("1", False, "", watch, store, NOW)
    assert store.judgements.hits("desk", "p1", None, None) == before


def test_what_was_never_judged_is_judged_at_once_and_not_stored(store: Store, watch: WatchPlan) -> None:
    given = give_verdict("2", True, "", watch, store, NOW)
    assert given.judged_now
    assert given.verdict.tier is Tier.MENTION
    assert not given.agrees
    assert store.judgements.judgement("desk", 2, "p1") is None


def test_an_article_is_known_by_its_address_as_well(store: Store) -> None:
    assert find_stored("andes.example/hit", store).id == 1
    for nobody in ("77", "https://andes.example/none", "", "99999999999999999999", "²", "http://[x"):
        with pytest.raises(RunError, match="no such article is stored"):
            find_stored(nobody, store)


def test_a_second_thought_takes_the_place_of_the_first(store: Store, watch: WatchPlan) -> None:
    first = give_verdict("1", False, "too thin", watch, store, NOW).verdict
    second = give_verdict("1", True, "", watch, store, NOW + HOUR)
    assert second.earlier == first
    assert second.agrees
    assert verdicts_by_article(store, "desk") == {1: second.verdict}


def test_a_verdict_can_be_forgotten_once(store: Store, watch: WatchPlan) -> None:
    kept = give_verdict("1", True, "", watch, store, NOW).verdict
    article, gone = clear_verdict("1", "desk", store)
    assert (article.id, gone) == (1, kept)
    with pytest.raises(RunError, match="there is no verdict on it"):
        clear_verdict("1", "desk", store)


def test_the_list_tells_the_latest_first_and_what_has_changed_since(store: Store, watch: WatchPlan) -> None:
    give_verdict("1", True, "", watch, store, NOW)
    give_verdict("2", False, "", watch, store, NOW + HOUR)
    assert [each.article.id for each in list_verdicts(watch, store)] == [2, 1]
    assert not [each for each in list_verdicts(watch, store) if each.text_changed or each.profile_changed or each.now]
    save_page(
        store, article_at(store, "https://andes.example/hit"), page("Another title", "Another text.")
    )  # shorter than the feed's
    edited = replace(watch, profile=replace(PROFILE, version="p2"))
    judge_all(store, edited)
    near, hit = list_verdicts(edited, store)
    assert (hit.text_changed, near.text_changed) == (True, False)
    assert hit.profile_changed
    assert near.profile_changed
    assert hit.now
    assert (hit.verdict.tier, hit.now.tier) == (Tier.DIRECT, Tier.MENTION)
