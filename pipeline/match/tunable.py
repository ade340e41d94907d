"""The weights that verdicts may move: each with the values it may take, and what it means in words.

Only what says how much a watch asks for. The others stay fixed:

* ``subject_entity``, ``subject_person``, ``subject_term`` and ``subject_title`` are the yardstick of the subject. To
  move them is to move ``subject_least``, and the threshold is the plainer of the two.
* ``entity.*``, ``term.*`` and ``firm_confidence`` weigh single names and terms: an analyst who doubts one regrades or
  rejects that one, which says more and harms less.
* ``brief_text``, ``long_text``, ``summary_characters`` and ``named_at_home`` describe reports, feeds and outlets.
* ``one_side``, ``one_side_passing``, ``side_in_passing``, ``not_in_front`` and ``aside_loss`` order near misses among
  themselves, or articles of different tiers, which the tier orders already.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import permutations
from typing import Any

from pipeline.match.weights import Weights
from pipeline.model.weights import INSTEAD_OF_BOTH

Setting = tuple[tuple[str, float], ...]  # (name, value) of the weights that differ from the present, by name

_SHARE = 0.05  # of the score that goes from one part to another in a step ...
_STEPS = (1, 2)  # ... of which a move may take so many
_EXACT = 4  # decimals: sums of shares must not drift


@dataclass(frozen=True, slots=True, kw_only=True)
class Tunable:
    """A weight that verdicts may move to one of these values, in rising order."""

    name: str
    values: tuple[float, ...]
    says: str  # "{}" stands for the value
    unit: str = ""  # counted: "time", "point"; "" for the bare number


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A part of the score. What one part gains another loses, so the maxima go on summing up to 1."""

    name: str
    least: float
    most: float
    says: str
    times: int = 1  # how often the weight counts in the score


TUNABLE = (
    Tunable(
        name="named_often",
        values=(1, 2, 3, 4),
        says="a side of the watch that is neither in the title nor in the lead must be named {}",
        unit="time",
    ),
    Tunable(
        name="named_often_long",
        values=(1, 2, 3, 4, 5, 6),
        says="in a long text, a side that is neither in the title nor in the lead must be named {}",
        unit="time",
    ),
    Tunable(
        name="subject_least",
        values=(1, 2, 3, 4, 5),
        says="an article needs {} of its subject: 1 for a term or a person, 2 for a company or product, 1 more in the "
        "title",
        unit="point",
    ),
    Tunable(
        name="subject_least_long", values=(1, 2, 3, 4, 5, 6), says="a long text needs {} of its subject", unit="point"
    ),
    Tunable(name="subject_least_brief", values=(1, 2, 3, 4), says="a brief text needs {} of its subject", unit="point"),
    Tunable(
        name="strong_topic",
        values=(2, 3, 4, 5, 6),
        says="an article with one side only needs {} of one core topic",
        unit="term",
    ),
    Tunable(
        name="aside_title",
        values=(0, 1, 2, 3, 4),
        says="a title about sport, stage or kitchen takes {} of a subject to outweigh it",
        unit="point",
    ),
    Tunable(
        name="lead_characters",
        values=(200, 300, 400, 500, 600, 700, 800),
        says="the lead is the first {} characters of the body",
    ),
    Tunable(
        name="topic_terms_full",
        values=(2, 3, 4, 5, 6, 7, 8),
        says="{} of the topics give all the points that topics can give",
        unit="term",
    ),
)
SHARES = (
    Share(name="both_sides", least=0.25, most=0.5, says="both sides together are worth at most {} of the score"),
    Share(name="topics_most", least=0.1, most=0.4, says="topics are worth at most {} of the score"),
    Share(name="entities_most", least=0.1, most=0.4, says="names are worth at most {} of the score"),
    Share(name="title_side", least=0.0, most=0.1, says="each side in the title is worth {} of the score", times=2),
    Share(name="title_subject", least=0.0, most=0.15, says="a subject in the title is worth {} of the score"),
)
# A longer text never asks for less than a shorter one: who moves one takes the others along.
_LADDERS = (("named_often", "named_often_long"), ("subject_least_brief", "subject_least", "subject_least_long"))

_BY_NAME: dict[str, Tunable | Share] = {each.name: each for each in (*TUNABLE, *SHARES)}


def meaning_of(name: str, value: float) -> str:
    """What a weight with this value asks for, in words."""
    weight = _BY_NAME[name]
    if isinstance(weight, Share):
        return weight.says.format(f"{value:.0%}" if round(value * 100, 2).is_integer() else f"{value:.1%}")
    return weight.says.format(_counted(round(value), weight.unit))


def _counted(number: int, unit: str) -> str:
    if unit == "time" and number in (1, 2):
        return ("once", "twice")[number - 1]
    return f"{number} {unit}{'' if number == 1 else 's'}" if unit else str(number)


def with_setting(present: Weights, setting: Setting) -> Weights:
    changes: dict[str, Any] = dict(setting)
    return replace(present, **changes)


def moves_from(present: Weights, setting: Setting) -> Iterator[Setting]:
    """The settings that one move leads to: a weight with another value, or a share of the score elsewhere."""
    weights = with_setting(present, setting)
    for weight in TUNABLE:
        for value in weight.values:
            if value != getattr(weights, weight.name):
                yield _setting(present, setting, _along_the_ladder(weights, weight.name, value))
    for giver, taker in permutations(SHARES, 2):
        for steps in _STEPS:
            if given := _given(weights, giver, taker, steps * _SHARE):
                yield _setting(present, setting, given)


def _along_the_ladder(weights: Weights, name: str, value: float) -> dict[str, float]:
    changes = {name: value}
    for ladder in _LADDERS:
        if name in ladder:
            place = ladder.index(name)
            changes |= {lower: min(value, getattr(weights, lower)) for lower in ladder[:place]}
            changes |= {higher: max(value, getattr(weights, higher)) for higher in ladder[place + 1 :]}
    return changes


def _given(weights: Weights, giver: Share, taker: Share, share: float) -> dict[str, float]:
    """A share of the score that goes from one part to another; nothing when that leaves the range of either."""
    less = round(getattr(weights, giver.name) - share / giver.times, _EXACT)
    more = round(getattr(weights, taker.name) + share / taker.times, _EXACT)
    least = max(giver.least, _instead(weights)) if giver.name == "both_sides" else giver.least
    return {giver.name: less, taker.name: more} if less >= least and more <= taker.most else {}


def _instead(weights: Weights) -> float:
    """The most that stands in the place of both sides: they must not be worth less."""
    return max(float(getattr(weights, name)) * times for name, times in INSTEAD_OF_BOTH.items())


def _setting(present: Weights, setting: Setting, changes: dict[str, float]) -> Setting:
    merged = dict(setting) | changes
    return tuple(sorted((name, value) for name, value in merged.items() if value != getattr(present, name)))


def takes_back(present: Weights, setting: Setting) -> Iterator[Setting]:
    """The same setting with one weight, or one share that was given, as it is at present."""
    names = [name for name, _ in setting if isinstance(_BY_NAME[name], Tunable)]
    for name in names:
        back = tuple(pair for pair in setting if pair[0] != name)
        if _keeps_ladders(with_setting(present, back)):
            yield back
    if len(names) < len(setting):
        yield tuple(pair for pair in setting if pair[0] in names)


def _keeps_ladders(weights: Weights) -> bool:
    rungs = ([getattr(weights, name) for name in ladder] for ladder in _LADDERS)
    return all(values == sorted(values) for values in rungs)


def way_of(present: Weights, setting: Setting) -> float:
    """How far a setting is from the present, in steps of the table."""
    return sum(_steps(_BY_NAME[name], getattr(present, name), value) for name, value in setting)


def _steps(weight: Tunable | Share, before: float, after: float) -> float:
    if isinstance(weight, Share):
        return abs(after - before) * weight.times / _SHARE / 2  # what one part gives another takes: one step
    low, high = sorted((before, after))
    return sum(low < value <= high for value in weight.values) or 1
