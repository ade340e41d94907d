"""The search for weights: it finds what verdicts clearly say, and nothing in what they do not."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from pipeline.match import compile_profile
from pipeline.match.tuning import Fit, Label, Labelled, Tuned, most_moves, tune
from pipeline.match.weights import WEIGHTS, Weights
from pipeline.model.article import Article
from pipeline.model.hit import Tier
from pipeline.model.profile import EntityType, Grade, Pair
from tests.match.watches import article, entity, profile_of, topic

_FILLER = "The quarter brought little news, and what it brought was weighed by those who had to. " * 7
_SIDES = [entity(name.casefold(), name, EntityType.PLACE, name) for name in ("Norland", "Sudavia")]
_TERMS = "railway, tunnel, locomotive, signal box, sleeper, viaduct"
_WATCH = compile_profile(
    profile_of(
        *_SIDES,
        topics=(topic("rail", "Rail", Grade.CORE, _TERMS, "", ""),),
        pairs=(Pair(left="norland", right="sudavia"),),
    )
)


def wanted(number: int) -> Article:
    """About both sides, and says so in its title."""
    return article(f"Norland and Sudavia plan railway {number}", "", _FILLER, article_id=number)


def roundup(number: int) -> Article:
    """Comes back to one side twice, deep in the text."""
    body = f"Norland wants a tunnel and a viaduct. {_FILLER} Sudavia waits. In Sudavia nothing moves in week {number}."
    return article(f"Week {number}", "", body, article_id=number)


def passing(number: int) -> Article:
    """A near miss: one side is named once, deep in the text, beside two terms."""
    body = f"Norland wants a tunnel and a viaduct. {_FILLER} Sudavia pays, says report {number}."
    return article(f"Week {number}", "", body, article_id=number)


def labelled(good: list[Article], bad: list[Article], seeds: tuple[Article, ...] = ()) -> list[Labelled]:
    return [
        *(Labelled(each, Label.GOOD) for each in good),
        *(Labelled(each, Label.BAD) for each in bad),
        *(Labelled(each, Label.SEED) for each in seeds),
    ]


def tuned(rows: list[Labelled], weights: Weights = WEIGHTS) -> Tuned:
    return tune(_WATCH.with_weights(weights), weights, rows)


def changes(found: Tuned) -> dict[str, float]:
    return {change.name: change.after for change in found.changes}


ROUNDUPS = labelled([wanted(number) for number in range(5)], [roundup(number) for number in range(10, 15)])


def test_roundups_called_bad_ask_for_a_third_mention() -> None:
    found = tuned(ROUNDUPS)
    assert found.stands
    assert changes(found) == {"named_often": 3}
    assert (found.present.let_in, found.tuned.let_in, found.tuned.missed) == (5, 0, 0)
    assert found.weights == replace(WEIGHTS, named_often=3)
    assert "must be named 3 times" in found.changes[0].meaning
    assert [said.tier for said in found.after[5:]] == [Tier.MENTION] * 5


def test_near_misses_called_good_let_a_single_mention_count() -> None:
    good = [passing(number) for number in range(5)]
    bad = [article(f"Norland votes {number}", "", "Rain.", article_id=number) for number in range(10, 15)]
    found = tuned(labelled(good, bad))
    assert found.stands
    assert changes(found) == {"named_often": 1}
    assert (found.present.missed, found.tuned.missed, found.tuned.let_in) == (5, 0, 0)


def test_a_seed_that_is_direct_stays_so_even_where_verdicts_would_have_it_otherwise() -> None:
    found = tuned([*ROUNDUPS, Labelled(roundup(0), Label.SEED)])
    assert found.after[-1].tier is Tier.DIRECT
    assert "named_often" not in changes(found)


def test_a_seed_that_is_no_hit_now_stops_nothing() -> None:
    found = tuned([*ROUNDUPS, Labelled(article("Nothing", "", "Rain."), Label.SEED)])
    assert changes(found) == {"named_often": 3}


def test_verdicts_that_the_weights_obey_already_change_nothing() -> None:
    found = tuned(ROUNDUPS, replace(WEIGHTS, named_often=3))
    assert (found.changes, found.stands, found.present.errors) == ((), False, 0)
    assert found.weights == replace(WEIGHTS, named_often=3)


def test_what_no_weight_tells_apart_changes_nothing() -> None:
    same = [wanted(number) for number in range(20)]
    found = tuned(labelled(same[:10], same[10:]))
    assert (found.changes, found.stands) == ((), False)


def test_the_order_of_the_verdicts_makes_no_difference() -> None:
    rows = ROUNDUPS.copy()
    for seed in range(5):
        random.Random(seed).shuffle(rows)
        found = tuned(rows)
        assert (changes(found), found.tuned, found.unseen) == (
            {"named_often": 3},
            Fit(missed=0, let_in=0, disorder=0),
            found.tuned,
        )


def test_one_odd_verdict_is_not_fitted() -> None:
    """Only two bad hits could be put right: without either of them nothing would ask for the change."""
    bad = [roundup(10), roundup(11), *(wanted(number) for number in range(12, 17))]
    found = tuned(labelled([wanted(number) for number in range(5)], bad))
    assert changes(found) == {"named_often": 3}
    assert not found.stands
    assert found.unseen.let_in == 7


def test_scores_alone_are_put_in_order_when_every_tier_is_right() -> None:
    """Good articles are full of terms, bad ones have but both names in the title; all are hits."""
    good = [
        article("Week", "", f"Norland and Sudavia open a railway, a tunnel, a viaduct and a locomotive {number}.")
        for number in range(6)
    ]
    bad = [article(f"Norland and Sudavia, tunnel {number}", "", "Talk.") for number in range(6)]
    weights = replace(WEIGHTS, topics_most=0.15, both_sides=0.45)
    found = tuned(labelled(good, bad), weights)
    assert found.stands
    assert (found.present.disorder, found.tuned.disorder) == (1, 0)
    assert found.weights.most == pytest.approx(1)
    assert [said.tier for said in found.before] == [said.tier for said in found.after]


def test_a_setting_is_tried_once_and_told() -> None:
    told: list[str] = []
    tune(_WATCH, WEIGHTS, ROUNDUPS, told.append)
    assert len(told) == len(set(told)) > 30
    assert "named_often 3" in told


@pytest.mark.parametrize(
    ("good", "bad", "moves"), [(0, 0, 0), (4, 50, 0), (50, 4, 0), (5, 5, 1), (9, 30, 1), (10, 10, 2), (99, 99, 3)]
)
def test_each_move_needs_five_verdicts_of_the_rarer_kind(good: int, bad: int, moves: int) -> None:
    assert most_moves(good, bad) == moves


def test_too_few_verdicts_change_nothing() -> None:
    found = tuned(ROUNDUPS[1:])
    assert (found.changes, found.stands, found.unseen) == ((), False, found.present)


def test_a_missed_good_article_counts_twice() -> None:
    assert Fit(missed=2, let_in=3, disorder=0.0).errors == 7


@pytest.mark.parametrize(
    ("other", "is_worth"),
    [
        (Fit(missed=0, let_in=3, disorder=0.5), True),
        (Fit(missed=0, let_in=4, disorder=0.0), True),
        (Fit(missed=0, let_in=4, disorder=0.45), False),
        (Fit(missed=0, let_in=5, disorder=0.39), True),
        (Fit(missed=1, let_in=3, disorder=0.5), False),
        (Fit(missed=0, let_in=6, disorder=0.0), False),
    ],
)
def test_a_move_must_gain_two_errors_or_a_tenth_of_the_order(other: Fit, is_worth: bool) -> None:
    assert Fit(missed=0, let_in=5, disorder=0.5).is_worth_leaving(other) is is_worth
