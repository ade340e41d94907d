"""Figures in running text: sums of money, counts, shares, measures, ranks and dates, in English, Spanish and Korean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import floor, log10

from pipeline.model.profile import FigureKind, Hedge
from pipeline.text.counted import counted_behind
from pipeline.text.dates import find_dates
from pipeline.text.hedges import hedge_around
from pipeline.text.measures import POINT, SHARE, TIMES, unit_behind
from pipeline.text.money import currency_behind, scale_behind, sign_before
from pipeline.text.numerals import BLANK, Numeral, find_numerals
from pipeline.text.ranks import find_ranks

_LONGEST = 1_000_000  # characters that are read


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFigure:
    """A figure at ``[start, end)`` of a text, with its hedge and what it counts."""

    start: int
    end: int
    kind: FigureKind
    value: float = 0  # in single units, the lower end of a range; 0 for a date
    most: float = 0  # the upper end of a range, 0 when it is none
    unit: str = ""  # ISO 4217 code; the thing counted, in the singular, or "rank"; "%"; "km", "year"
    when: str = ""  # of a date, see ``pipeline.text.dates``
    hedge: Hedge = Hedge.NONE


def find_figures(text: str, language: str) -> tuple[FoundFigure, ...]:
    """Figures of ``text`` in order; no two overlap. Reads at most a million characters and 5,000 numbers.

    ``language`` is ISO 639-1; it decides on decimal marks, scales and words, and any other than es and ko is read as
    English. Numbers of which nothing tells what they are (list numbers, ``Line 3``, telephone numbers) are left out.
    """
    text = text[:_LONGEST]
    dates = [
        FoundFigure(start=item.start, end=item.end, kind=FigureKind.DATE, when=item.when)
        for item in find_dates(text, language)
    ]
    taken = bytearray(len(text))
    for item in dates:
        taken[item.start : item.end] = b"\1" * (item.end - item.start)
    figures: list[FoundFigure] = dates
    for found in (*_ranks(text, language), *_numbers(text, language)):
        if not any(taken[found.start : found.end]):
            taken[found.start : found.end] = b"\1" * (found.end - found.start)
            figures.append(found)
    return tuple(sorted(figures, key=lambda item: item.start))


def _ranks(text: str, language: str) -> Iterator[FoundFigure]:
    for start, end, place in find_ranks(text, language):
        yield FoundFigure(start=start, end=end, kind=FigureKind.COUNT, value=float(place), unit="rank")


def _numbers(text: str, language: str) -> Iterator[FoundFigure]:
    numerals = list(find_numerals(text, language))
    lower: Numeral | None = None
    for place, numeral in enumerate(numerals):
        if lower is None and place + 1 < len(numerals) and _is_range(text, numeral, numerals[place + 1]):
            lower = numeral
            continue
        figure = _figure(text, numeral, language, lower or numeral)
        if figure:
            yield _hedged(text, _ranged(figure, lower, numeral) if lower else figure)
        lower = None


def _figure(text: str, numeral: Numeral, language: str, first: Numeral) -> FoundFigure | None:
    """What the number is one of; ``first`` is the lower end of its range, before which a sign may stand."""
    measured = unit_behind(text, numeral.end)
    return _amount(text, numeral, language, first) or (
        _measure(text, numeral, measured) if measured else _count(text, numeral, language)
    )


def _hedged(text: str, figure: FoundFigure) -> FoundFigure:
    start, end, hedge = hedge_around(text, figure.start, figure.end)
    return replace(figure, start=start, end=end, hedge=hedge)


def _amount(text: str, numeral: Numeral, language: str, first: Numeral) -> FoundFigure | None:
    sign = sign_before(text, numeral.start) or sign_before(text, first.start)
    end, value = numeral.end, numeral.value
    if sign and not numeral.scaled and (short := scale_behind(text, end)):
        end, value = short[0], float(value * 10 ** short[1])
    named = currency_behind(text, end)
    if named and sign and sign[1] not in {"USD", named[1]}:
        named = None  # "€5 million (6 million dollars)"
    if not (named or sign) or _is_no_money(text, numeral, sign, named, language):
        return None
    begin = min(found[0] for found in (sign, sign_before(text, first.start), (first.start, "")) if found)
    stop, unit = named or (end, sign[1] if sign else "")
    return FoundFigure(start=begin, end=stop, kind=FigureKind.AMOUNT, value=value, unit=unit)


def _is_no_money(
    text: str, numeral: Numeral, sign: tuple[int, str] | None, named: tuple[int, str] | None, language: str
) -> bool:
    if named and not sign:  # "the 12 won their case"
        return (
            language == "en" and named[1] == "KRW" and numeral.value < 1000 and text[named[0] - 3 : named[0]] == "won"
        )
    # "COP 28" is a conference, "PEN 50" too little to tell
    return bool(sign and not named and text[sign[0] : sign[0] + 3].isalpha() and numeral.value < 100)


# Said from the day of the article: "two years ago", "hace tres años", "in the next five years", "2년 전".
_RELATIVE_BEHIND = re.compile(
    rf"{BLANK}?(?:ago|later|earlier|before|after|old|atrás|después|antes|más tarde)\b"
    rf"|-old|{BLANK}?(?:전(?!투|차|기)|후|뒤|이?내)",
    re.IGNORECASE,
)
_RELATIVE_BEFORE = re.compile(
    r"(?:hace|hacía|dentro de|tras|within|past|last|next|coming|últim[oa]s|próxim[oa]s|지난|향후|최근|앞으로)"
    rf"(?:{BLANK}(?:de|más de|casi|unos))?{BLANK}?$",
    re.IGNORECASE,
)


def _measure(text: str, numeral: Numeral, measured: tuple[int, str]) -> FoundFigure | None:
    end, unit = measured
    relative = _RELATIVE_BEHIND.match(text, end) or _RELATIVE_BEFORE.search(
        text[max(0, numeral.start - 32) : numeral.start]
    )
    clock = unit == "hour" and re.search("[.:][0-9]{2}$", text[numeral.start : numeral.end])  # "a las 22.30 horas"
    if clock or (unit in TIMES and relative):
        return None
    kind = FigureKind.SHARE if unit in {SHARE, POINT} else FigureKind.MEASURE
    return FoundFigure(start=numeral.start, end=end, kind=kind, value=numeral.value, unit=unit)


def _count(text: str, numeral: Numeral, language: str) -> FoundFigure | None:
    found = counted_behind(text, numeral.start, numeral.end, language)
    if found is None:
        return None
    return FoundFigure(start=found.start, end=found.end, kind=FigureKind.COUNT, value=numeral.value, unit=found.thing)


_RANGE = re.compile(rf"{BLANK}?[-–—~∼～]{BLANK}?|{BLANK}(?:to|a|o|or|and|y){BLANK}|에서{BLANK}")
_BOTH = re.compile(rf"(?:between|entre|from){BLANK}[^\w]?(?:US\$|S/\.?)?{BLANK}?$", re.IGNORECASE)
_SIGN_AT_END = re.compile(r"(?:US\$|S/\.?|[$€£₩¥])$")


def _is_range(text: str, lower: Numeral, upper: Numeral) -> bool:
    """Whether two numbers are the ends of one figure: ``5-7 billion``, ``between $5 and $7 billion``."""
    gap = _SIGN_AT_END.sub("", text[lower.end : upper.start])
    if not gap or not _RANGE.fullmatch(gap) or lower.value >= upper.value:
        return False
    return gap.strip() not in {"and", "y"} or bool(_BOTH.search(text[max(0, lower.start - 16) : lower.start]))


def _ranged(figure: FoundFigure, lower: Numeral, upper: Numeral) -> FoundFigure:
    """Give a figure its lower end, which shares the scale of the upper one when it has none: ``5-7 billion``."""
    least = lower.value
    if not lower.scaled and least < upper.digits:
        least *= 10 ** floor(log10(figure.value / upper.digits) + 1e-9)
    return replace(figure, start=min(lower.start, figure.start), value=float(least), most=figure.value)
