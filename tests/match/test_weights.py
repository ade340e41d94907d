"""The table of weights, and a watch's own values in it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.match.weights import WEIGHTS, weights_of
from pipeline.model.profile import Grade, Weight
from pipeline.model.weights import INSTEAD_OF_BOTH, RANGES
from tests.match.watches import profile_of


def test_the_usual_values_lie_in_their_ranges_and_make_a_score_of_one() -> None:
    assert all(each.least <= each.usual <= each.most for each in RANGES.values())
    assert pytest.approx(1) == WEIGHTS.most
    for name, times in INSTEAD_OF_BOTH.items():
        assert getattr(WEIGHTS, name) * times < WEIGHTS.both_sides


def test_a_watch_without_weights_has_the_table() -> None:
    assert weights_of(profile_of()) == WEIGHTS


def test_a_watch_sets_some_of_them() -> None:
    own = (
        Weight(name="named_often", value=3.0),
        Weight(name="term.core", value=1.2),
        Weight(name="one_side", value=0.0),
    )
    weights = weights_of(replace(profile_of(), weights=own))
    assert (weights.named_often, weights.one_side) == (3, 0.0)
    assert isinstance(weights.named_often, int)
    assert weights.term == {**WEIGHTS.term, Grade.CORE: 1.2}
    assert weights.entity == WEIGHTS.entity
    assert weights.both_sides == WEIGHTS.both_sides


def test_a_weight_of_another_version_of_the_program_changes_nothing() -> None:
    assert weights_of(replace(profile_of(), weights=(Weight(name="moon", value=9),))) == WEIGHTS
