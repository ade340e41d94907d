"""The moves of the weights: within their ranges, whole where whole numbers are meant, and never against each other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.match.tunable import SHARES, TUNABLE, Setting, meaning_of, moves_from, takes_back, way_of, with_setting
from pipeline.match.weights import WEIGHTS, Weights
from pipeline.model.weights import INSTEAD_OF_BOTH, RANGES


def settings_two_moves_away(present: Weights) -> set[Setting]:
    return {second for first in moves_from(present, ()) for second in moves_from(present, first)}


def test_every_setting_is_one_that_a_profile_may_have() -> None:
    for setting in settings_two_moves_away(WEIGHTS):
        weights = with_setting(WEIGHTS, setting)
        assert weights.most == pytest.approx(1)
        assert all(weights.both_sides >= getattr(weights, name) * times for name, times in INSTEAD_OF_BOTH.items())
        for name, value in setting:
            assert RANGES[name].least <= value <= RANGES[name].most
            assert not RANGES[name].is_whole or value == int(value)


def test_a_longer_text_never_asks_for_less() -> None:
    for setting in settings_two_moves_away(WEIGHTS):
        weights = with_setting(WEIGHTS, setting)
        assert weights.named_often <= weights.named_often_long
        assert weights.subject_least_brief <= weights.subject_least <= weights.subject_least_long


def test_both_sides_stay_above_what_a_watch_gives_for_less() -> None:
    own = replace(WEIGHTS, one_side_passing=0.33)
    assert not [setting for setting in moves_from(own, ()) if dict(setting).get("both_sides", 1) < 0.33]


def test_a_setting_names_only_what_differs_from_the_present() -> None:
    there = (("named_often", 3),)
    assert () in set(moves_from(WEIGHTS, there))
    assert all(value != getattr(WEIGHTS, name) for setting in moves_from(WEIGHTS, there) for name, value in setting)


@pytest.mark.parametrize(
    ("setting", "steps"),
    [
        ((), 0),
        ((("named_often", 3),), 1),
        ((("named_often", 1),), 1),
        ((("lead_characters", 800),), 4),
        ((("both_sides", 0.3), ("topics_most", 0.3)), 1),
        ((("title_side", 0.025), ("topics_most", 0.3)), 1),
        ((("named_often", 4), ("named_often_long", 4)), 3),
    ],
)
def test_the_way_of_a_setting_is_counted_in_steps(setting: Setting, steps: int) -> None:
    assert way_of(WEIGHTS, setting) == pytest.approx(steps)


def test_a_value_between_those_of_the_table_is_a_step_away_at_least() -> None:
    own = replace(WEIGHTS, lead_characters=450)
    assert way_of(own, (("lead_characters", 500),)) == 1
    assert way_of(replace(WEIGHTS, lead_characters=5000), (("lead_characters", 800),)) == 1


def test_each_change_can_be_taken_back_and_a_share_only_whole() -> None:
    setting = (("both_sides", 0.3), ("named_often", 3), ("topics_most", 0.3))
    assert set(takes_back(WEIGHTS, setting)) == {
        (("both_sides", 0.3), ("topics_most", 0.3)),
        (("named_often", 3),),
    }
    ladder = (("named_often", 4), ("named_often_long", 4))
    assert set(takes_back(WEIGHTS, ladder)) == {(("named_often_long", 4),)}


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("named_often", 1, "must be named once"),
        ("named_often", 2, "must be named twice"),
        ("named_often", 3, "must be named 3 times"),
        ("strong_topic", 4, "needs 4 terms of"),
        ("subject_least_brief", 1, "needs 1 point of"),
        ("lead_characters", 600, "first 600 characters"),
        ("both_sides", 0.3, "at most 30% of"),
        ("title_side", 0.025, "worth 2.5% of"),
    ],
)
def test_a_weight_says_what_it_asks_for(name: str, value: float, words: str) -> None:
    assert words in meaning_of(name, value)


def test_the_table_holds_weights_that_there_are_each_with_its_usual_value() -> None:
    for weight in TUNABLE:
        assert getattr(WEIGHTS, weight.name) in weight.values
        assert list(weight.values) == sorted(set(weight.values))
    assert sum(getattr(WEIGHTS, share.name) * share.times for share in SHARES) == pytest.approx(1)
