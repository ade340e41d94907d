"""The weights that a watch sets otherwise than the program's table, as its file has them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from pipeline.model.profile import Weight
from pipeline.model.weights import INSTEAD_OF_BOTH, MAXIMA, RANGES, WeightRange, Weights, weights_with
from pipeline.profile.file.faults import Faults, nearest

_EXACT = 1e-4  # the scores are rounded so


def read_weights(data: Any, faults: Faults) -> tuple[Weight, ...]:
    """The weights of a file; what is wrong with them, and between them, is told."""
    if not isinstance(data, dict):
        faults.add(("weights",), "weights must be a mapping; write a line each, as named_often: 3")
        return ()
    before = len(faults)
    weights = tuple(weight for name, value in data.items() if (weight := _weight(str(name), value, faults)))
    if len(faults) == before:
        _check_score(weights, faults)
    return weights


def plain_weights(weights: Sequence[Weight]) -> dict[str, float]:
    """The weights as the file has them: whole numbers without a point."""
    return {each.name: int(each.value) if each.value.is_integer() else each.value for each in weights}


def _weight(name: str, value: Any, faults: Faults) -> Weight | None:
    known = RANGES.get(name)
    if known is None:
        hint = nearest(name, RANGES) or f"; known are {', '.join(RANGES)}"
        faults.add(("weights", name), f"there is no weight {name!r}{hint}")
    elif not _fits(value, known):
        faults.add(("weights", name), f"{name} is {value!r}; it must be {_range_of(known)}")
    else:
        return Weight(name=name, value=float(value))
    return None


def _fits(value: Any, known: WeightRange) -> bool:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return known.least <= value <= known.most and (not known.is_whole or float(value).is_integer())


def _range_of(known: WeightRange) -> str:
    kind = "a whole number" if known.is_whole else "a number"
    return f"{kind} from {known.least:.15g} to {known.most:.15g}, usually {known.usual:.15g}"


def _check_score(weights: Sequence[Weight], faults: Faults) -> None:
    """An article that has everything scores 1, and none scores more for less."""
    table = weights_with({weight.name: weight.value for weight in weights})
    if abs(table.most - 1) > _EXACT:
        faults.add(("weights", _first(weights, MAXIMA)), _sum_fault(table.most))
    for what in _order_faults(table):
        faults.add(("weights", _first(weights, (*INSTEAD_OF_BOTH, "both_sides"))), what)
    for what in _affairs_fault(table):
        faults.add(("weights", _first(weights, ("affairs", "topics_most"))), what)


def _sum_fault(most: float) -> str:
    parts = " + ".join(f"{times} × {name}" if times > 1 else name for name, times in MAXIMA.items())
    way = f"take {most - 1:g} away from" if most > 1 else f"give {1 - most:g} more to"
    return f"{parts} are {most:g} together, and must be 1; {way} one of them"


def _order_faults(table: Weights) -> Iterator[str]:
    for name, times in INSTEAD_OF_BOTH.items():
        most = table.both_sides / times
        if getattr(table, name) > most + _EXACT:
            told = f"{'twice ' if times > 1 else ''}{name} is more than both_sides, {table.both_sides:g}"
            yield f"{told}, so less would score more; make {name} {most:g} or less, or both_sides more"


def _affairs_fault(table: Weights) -> Iterator[str]:
    if table.affairs > table.topics_most + _EXACT:
        most = f"{table.topics_most:g}"
        yield f"affairs stands in the place of topics, and is more than topics_most, {most}; make it {most} or less"


def _first(weights: Sequence[Weight], names: Collection[str]) -> str:
    """The first weight of these that the file sets: a fault between several stands there."""
    return next(weight.name for weight in weights if weight.name in names)
