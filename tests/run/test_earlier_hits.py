"""What earlier versions of a profile found is told as long as the present one has not judged it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from pipeline.model.hit import Tier
from pipeline.run.earlier_hits import EarlierHits, earlier_hits
from pipeline.run.ports import Store
from tests.contracts.storing import HOUR, NOW, judged, stored
from tests.fakes.store import memory_store
from tests.run.scenario import PROFILE, Scenario, sqlite_store


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """A store that three versions of the profile were kept in."""
    if request.param == "memory":
        yield with_versions(memory_store())
    else:
        with sqlite_store() as real:
            yield with_versions(real)


def with_versions(store: Store) -> Store:
    for number, version in enumerate(("p1", "p2", "p3")):
        store.judgements.save_profile("desk", replace(PROFILE, version=version), NOW + number * HOUR)
    return store


def told(store: Store, version: str = "p3", *, near: bool = False) -> EarlierHits | None:
    watch = Scenario(profile=replace(PROFILE, version=version)).plan.watches[0]
    return earlier_hits(store, watch, NOW, None, near=near)


def test_only_what_the_present_version_has_not_judged_counts_by_the_last_that_found_some(store: Store) -> None:
    one, two, three, four = stored(store, "a", "b", "c", "d")
    assert told(store) is None
    first = [judged(each, version="p1") for each in (one, two, three, four)]
    second = [
        judged(one, version="p2"),
        judged(two, Tier.RELATED, version="p2"),
        judged(three, Tier.MENTION, version="p2"),
    ]
    store.judgements.save_judgements("desk", [*first, *second], NOW)
    assert told(store) == EarlierHits(version="p2", number=2)
    assert told(store, near=True) == EarlierHits(version="p2", number=1)
    store.judgements.save_judgements("desk", [judged(one, Tier.NONE, version="p3")], NOW)
    assert told(store) == EarlierHits(version="p2", number=1)
    store.judgements.save_judgements("desk", [judged(two, Tier.NONE, version="p3")], NOW)
    assert told(store) == EarlierHits(version="p1", number=2)
    store.judgements.save_judgements("desk", [judged(each, Tier.NONE, version="p3") for each in (three, four)], NOW)
    assert told(store) is None


def test_a_version_that_nobody_kept_yet_is_told_of_those_before(store: Store) -> None:
    [article] = stored(store, "a")
    store.judgements.save_judgements("desk", [judged(article, version="p3")], NOW)
    assert told(store, "p4") == EarlierHits(version="p3", number=1)
    assert told(store, "p3") is None
