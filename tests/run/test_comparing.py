"""What a changed profile gains, loses and moves among the stored articles."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.hit import Tier
from pipeline.model.profile import Alias, Grade, Profile, Status
from pipeline.run.comparing import Effect, compare_profiles, weigh_edit, weigh_over_archive
from tests.contracts.storing import HOUR, NOW, entry, poll
from tests.fakes.store import memory_store
from tests.match.watches import article
from tests.run.scenario import PROFILE, Unwatched

ARTICLES = (
    entry("1", "Norland and Sudavia sign", body="Norland and Sudavia want a railway by Railco of Sudavia."),
    entry("2", "Railco opens an office", body="The office of Railco is small."),
    entry("3", "A greater harvest", body="No name at all: a great harvest, railway and all."),
    entry("4", "An agreement", body="Norland and Sudavia want a railway. Norland will pay, and Sudavia will build."),
    entry("5", "Nothing", body="Nothing."),
)
NO_RAIL = replace(PROFILE, version="p2", topics=())


def weigh(before: Profile, after: Profile, shown: int = 10) -> Effect:
    store = memory_store()
    poll(store, *ARTICLES)
    return weigh_over_archive(before, after, store, Unwatched(), None, None, shown=shown)


def test_what_is_gained_one_way_is_lost_the_other_way() -> None:
    gained, lost = weigh(NO_RAIL, PROFILE), weigh(PROFILE, NO_RAIL)
    assert [moved.title for moved in gained.gained.best] == ["An agreement"]
    assert [moved.article_id for moved in lost.lost.best] == [moved.article_id for moved in gained.gained.best]
    assert (gained.looked_at, gained.hits_after - gained.hits_before) == (5, 1)
    assert (gained.lost.count, lost.gained.count) == (0, 0)
    (moved,) = gained.gained.best
    assert (moved.before, moved.after) == (Tier.MENTION, Tier.DIRECT)
    assert "Railways" in moved.why
    assert lost.lost.best[0].why.startswith("No subject")


def test_the_names_and_terms_behind_a_change_are_told() -> None:
    assert weigh(NO_RAIL, PROFILE).gained.best[0].causes == ("+Railways (railway)",)
    assert weigh(PROFILE, NO_RAIL).causes == (("-Railways (railway)", 1),)
    renamed = replace(PROFILE.entities[1], aliases=(Alias(form="Sudavian"),))
    effect = weigh(PROFILE, replace(PROFILE, entities=(PROFILE.entities[0], renamed, PROFILE.entities[2])))
    assert "-Sudavia (Sudavia)" in effect.lost.best[0].causes


def test_an_item_that_only_weighs_otherwise_is_told_as_well() -> None:
    text = entry("6", "Railco wins", body="Railco wins the railway. " * 30)
    quiet = replace(PROFILE.entities[2], grade=Grade.BACKGROUND)
    store = memory_store()
    poll(store, text)
    after = replace(PROFILE, entities=(*PROFILE.entities[:2], quiet), topics=PROFILE.topics)
    effect = weigh_over_archive(PROFILE, after, store, Unwatched(), None, None, shown=1)
    assert effect.lost.best[0].causes == ("~Railco",)


def test_the_same_profile_changes_nothing() -> None:
    effect = weigh(PROFILE, replace(PROFILE, version="other"))
    assert (effect.gained.count, effect.lost.count, effect.moved.count, effect.tiers) == (0, 0, 0, {})
    assert effect.hits_before == effect.hits_after > 0


def test_counts_are_of_all_whatever_is_shown() -> None:
    nobody = replace(PROFILE, entities=tuple(replace(one, status=Status.REJECTED) for one in PROFILE.entities[2:]))
    nobody = replace(nobody, pairs=())
    effect = weigh(PROFILE, nobody, shown=1)
    assert effect.lost.count == effect.hits_before == 3
    assert len(effect.lost.best) == 1
    assert sum(effect.tiers.values()) >= 2
    assert weigh(PROFILE, nobody, shown=0).lost.best == ()


def test_only_the_window_is_looked_at() -> None:
    store = memory_store()
    poll(store, *ARTICLES[:2])
    poll(store, *ARTICLES[2:], now=NOW + 5 * HOUR)
    late = weigh_over_archive(NO_RAIL, PROFILE, store, Unwatched(), NOW + HOUR, None, shown=9)
    early = weigh_over_archive(NO_RAIL, PROFILE, store, Unwatched(), None, NOW + HOUR, shown=9)
    assert (late.looked_at, early.looked_at) == (3, 2)


def test_a_quick_look_takes_the_articles_stored_last() -> None:
    store = memory_store()
    poll(store, *ARTICLES)
    assert weigh_edit(NO_RAIL, PROFILE, store, Unwatched()).gained.count == 1
    assert weigh_edit(NO_RAIL, PROFILE, store, Unwatched(), limit=1).looked_at == 1


@given(st.lists(st.integers(0, 3), max_size=30), st.integers(0, 5))
def test_the_best_are_shown_best_first(numbers: list[int], shown: int) -> None:
    articles = [
        article("Norland and Sudavia", body="A railway. " + "A locomotive. " * times, article_id=number)
        for number, times in enumerate(numbers, start=1)
    ]
    effect = compare_profiles(NO_RAIL, PROFILE, articles, Unwatched(), shown=shown)
    best = [*effect.gained.best]
    assert len(best) == min(shown, effect.gained.count)
    assert best == sorted(best, key=lambda moved: (-moved.score, moved.article_id))
