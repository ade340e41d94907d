"""What is thrown at the entrances can be thrown again, and what goes wrong there is told."""

from __future__ import annotations

from collections import Counter
from itertools import islice

import pytest

from bench.entrances import ENTRANCES, Case, ImproperResultError
from bench.fuzz import breed, judge
from bench.fuzzseeds import made_seeds
from bench.mutation import LARGEST
from bench.roundserver import fault_of

SEEDS = made_seeds()


def cases(seed: int, count: int) -> list[Case]:
    return list(islice(breed(seed, SEEDS, list(ENTRANCES)), count))


def test_the_same_seed_breeds_the_same_inputs_and_another_seed_others() -> None:
    assert cases(1, 40) == cases(1, 40)
    assert cases(1, 40) != cases(2, 40)


def test_inputs_are_many_and_bounded() -> None:
    bred = cases(3, 300)
    assert {case.entrance for case in bred} == set(ENTRANCES)
    assert len({case.body for case in bred}) > 250
    assert max(len(case.body) for case in bred) <= 2 * LARGEST  # packing may add a little


@pytest.mark.parametrize("entrance", sorted(set(ENTRANCES) - {"address"}))
def test_every_entrance_takes_some_sound_seed(entrance: str) -> None:
    label = "eml" if entrance == "saved" else ""
    assert not all(judge(Case(entrance, seed, seed, label)).refused for seed in SEEDS)


def test_the_first_inputs_bring_no_finding() -> None:
    assert [verdict.fault for verdict in map(judge, cases(4, 80)) if verdict.fault] == []


def test_a_refusal_is_no_finding_and_any_other_error_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert judge(Case("article", b"")).refused

    def trip(case: Case) -> None:
        raise {b"a": KeyError("lost"), b"b": ImproperResultError("two ids: 7")}[case.body]

    monkeypatch.setitem(ENTRANCES, "trap", trip)
    lost, improper = judge(Case("trap", b"a")), judge(Case("trap", b"b"))
    assert (lost.kind, lost.refused) == ("KeyError", False)
    assert (improper.kind, improper.fault) == ("two ids", "ImproperResultError: two ids: 7")


def test_one_feed_of_the_round_in_a_hundred_fails_in_each_way_alike() -> None:
    faults = Counter(map(fault_of, range(10_000)))
    assert faults == {"": 9_900, "broken": 25, "hung up": 25, "not there": 25, "silent": 25}
