"""Two statements in; whether they speak of one thing, and whether they agree."""

from __future__ import annotations

from pipeline.model.profile import FigureKind, Hedge
from pipeline.profile.figures.statements import Statement
from pipeline.text.figures import FoundFigure

_ROUNDED = 0.02  # 2.94 and 2.9 trillion are one sum, told with more or less care
_ABOUT = 0.06
_OPEN = 1.5  # "more than 2 trillion" may be 2.9 trillion, not 4
_SMALL_COUNT = 1000  # counts below are exact
_LIKE = 2.5  # a tenth of a sum is a part of it or another sum, no contradiction
_SLIPS = (1e3, 1e6)
_SLIP_NEAR = 0.1


def is_same_fact(one: Statement, other: Statement) -> bool:
    """Whether two statements say the same of the same: then they are told once."""
    a, b = one.found, other.found
    if (a.kind, a.value, a.most, a.when) != (b.kind, b.value, b.most, b.when):
        return False
    related = one.subject == other.subject or one.seed == other.seed or bool(one.names & other.names)
    if a.kind is FigureKind.COUNT:
        # 195 units, 195 vehicles: so exact a number is no chance, when both sentences name the same.
        return _is_same_count(one, other, related)
    if a.kind is FigureKind.DATE:
        return one.act == other.act and (related or bool(one.places & other.places))
    return a.unit == b.unit and (related or (a.kind is FigureKind.AMOUNT and bool(one.words & other.words)))


def _is_same_count(one: Statement, other: Statement, related: bool) -> bool:
    telling = _is_telling(one.found.value) and "rank" not in {one.counted, other.counted}
    if one.counted == other.counted:
        return related or (telling and bool(one.words & other.words))
    return related and telling


def _is_telling(value: float) -> bool:
    """Three digits that mean something: 195, 33.7 million; not 200 or 10 million."""
    return len(f"{value:.6g}".split("e")[0].replace(".", "").strip("0")) >= 3


def contradicts(one: Statement, other: Statement) -> bool:
    """Whether two statements give different figures for one thing.

    Figures within a sentence are parts, steps or alternatives of each other, never contradictions.
    """
    a, b = one.found, other.found
    if a.kind is not b.kind or one.counted != other.counted or (one.seed, one.place) == (other.seed, other.place):
        return False
    if one.places and other.places and not (one.places & other.places or (one.names & other.names) - {one.subject}):
        return False  # the tanks of Poland are not those of Peru
    if a.kind is FigureKind.DATE:
        event = one.act == other.act and one.subject == other.subject not in one.places
        return event and not _same_day(a.when, b.when) and _same_thing(one, other)
    alike = 0 < a.value <= b.value * _LIKE and 0 < b.value <= a.value * _LIKE
    return alike and not _same_value(a, b) and _same_thing(one, other)


def _same_thing(one: Statement, other: Statement) -> bool:
    """By a product counted, or by a name in both sentences and enough of what else they share: words, further names.

    A country is the subject of too much, and one text seldom contradicts itself: these need more.
    """
    if one.found.kind is FigureKind.COUNT and one.counted == one.subject == other.subject:
        return True
    names = (one.names | {one.subject}) & (other.names | {other.subject})
    needed = 3 + 2 * (names <= one.places) + 2 * (one.seed == other.seed)
    if not names & {one.subject, other.subject}:
        return False
    return len(one.words & other.words) + 2 * (len(names) - 1) >= needed


def _same_value(a: FoundFigure, b: FoundFigure) -> bool:
    low_a, high_a = _bounds(a)
    low_b, high_b = _bounds(b)
    return low_a <= high_b and low_b <= high_a


def _bounds(figure: FoundFigure) -> tuple[float, float]:
    slack = _ABOUT if figure.hedge is Hedge.ABOUT else _ROUNDED
    if figure.kind is FigureKind.COUNT and figure.value < _SMALL_COUNT and figure.hedge is Hedge.NONE:
        slack = 0
    low, high = figure.value * (1 - slack), (figure.most or figure.value) * (1 + slack)
    if figure.hedge is Hedge.OVER:
        high *= _OPEN
    if figure.hedge is Hedge.UNDER:
        low /= _OPEN
    return low, high


def _same_day(a: str, b: str) -> bool:
    """Whether one date may be the other, or its first or last day; see ``_may_be``."""
    return any(_may_be(one, other) for one in a.split("/") for other in b.split("/"))


def _may_be(a: str, b: str) -> bool:
    """Whether one day may be the other, said less exactly: 2024 and 2024-05, --05-31 and 2024-05-31."""
    if a.startswith("--") is not b.startswith("--"):
        day, full = sorted((a, b), key=lambda when: not when.startswith("--"))
        return full.endswith(day[1:]) or len(full) < len("2024-05-31")
    return a.startswith(b) or b.startswith(a)


def is_slip(one: Statement, other: Statement) -> bool:
    """Whether two sums of one thing differ by a thousand or a million: a scale lost in translation."""
    a, b = one.found, other.found
    if a.kind is not FigureKind.AMOUNT or b.kind is not FigureKind.AMOUNT or a.unit != b.unit:
        return False
    ratio = max(a.value, b.value) / min(a.value, b.value)
    if not any(abs(ratio / slip - 1) <= _SLIP_NEAR for slip in _SLIPS):
        return False
    names = (one.names | {one.subject}) & (other.names | {other.subject})
    needed = 1 if names - one.places else 2
    return bool(names or one.places & other.places) and len(one.words & other.words) >= needed
