"""Why a figure is hard to believe, in one readable sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.model.profile import FigureKind
from pipeline.model.seed import ParagraphKind, SeedText
from pipeline.profile.figures.comparing import is_slip
from pipeline.profile.figures.statements import Statement

# Units for a dollar of the United States: lowest and highest yearly average of 2000 to 2024 (World Bank, indicator
# PA.NUS.FCRF), widened by a fifth, so that only a slip of scale falls outside.
_RATES = {
    "KRW": (740, 1640), "JPY": (64, 182), "CNY": (5, 10), "EUR": (0.56, 1.35), "GBP": (0.4, 0.98), "PEN": (2.1, 4.7),
    "CLP": (370, 1140), "BRL": (1.3, 6.6), "MXN": (7.5, 26), "COP": (1400, 5300), "CAD": (0.79, 1.9),
    "AUD": (0.77, 2.4), "INR": (32, 101), "TWD": (23, 42), "PLN": (1.9, 5.3),
}  # fmt: skip
_WORLD_OUTPUT = 1.2e14  # dollars a year (World Bank, GDP at current prices, 2024: 111 trillion)
_WORLD_PEOPLE = 8.3e9  # United Nations, World Population Prospects 2024
_BILLION = 1e9
_YEARS = (1900, 2100)
_VAGUE = re.compile(
    r"(?:several|multi|many|a few)[ -]million(?:[ -]dollars?)?|varios millones de \w+|(?:수백만|수천만) (?:달러|원)",
    re.IGNORECASE,
)
_ESTIMATED = re.compile(
    r"\b(?:estimat|could|would|may|reported|rumou?r|speculat|media|podría|sería|trascendi|versiones)|추정|추산|알려",
    re.IGNORECASE,
)
_WITHHELD = re.compile(
    r"(?:not|n't|n’t|without|declin\w* to) (?:\w+ )?(?:disclos|specif|reveal|publish|announc)|undisclosed|"
    r"no (?:se )?(?:ha )?(?:revel|precis|especific|detall|divulg|public)|공개하지 않|밝히지 않|비공개",
    re.IGNORECASE,
)
_CONVERTS = re.compile(
    r"[\s(（=,~]{0,3}(?:(?:or|about|approximately|equivalent|equal|roughly|to|unos|equivalentes?|alrededor|"
    r"aproximadamente|cerca|de|a|o|es|decir|약|한화|우리|돈)[\s,]{1,2}|약){0,5}[(（=]?\s?",
    re.IGNORECASE,
)


def doubt_of(statement: Statement, others: Sequence[Statement], seed: SeedText) -> str:
    """The first reason to doubt a statement, or "". ``others`` are the sums and counts it is compared with."""
    reasons = (
        _beyond_measure(statement),
        _wrong_rate(statement, others),
        _slipped(statement, others),
        _vague_headline(statement, seed),
        _undisclosed(statement),
    )
    return next((reason for reason in reasons if reason), "")


def _beyond_measure(statement: Statement) -> str:
    found = statement.found
    if found.kind is FigureKind.DATE:
        year = found.when[:4]
        far = year.isdigit() and not _YEARS[0] <= int(year) <= _YEARS[1]
        return f"the year {year} is far from any news" if far else ""
    if found.kind is FigureKind.AMOUNT and _dollars(found.value, found.unit) > _WORLD_OUTPUT:
        return "more than the whole world produces in a year"
    if found.kind is FigureKind.COUNT and statement.counted == "person" and found.value > _WORLD_PEOPLE:
        return "more than all people on earth"
    owned = found.kind is FigureKind.SHARE and found.unit == "%" and "stake" in statement.words
    return "nobody owns more than 100 %" if owned and found.value > 100 else ""


def _dollars(value: float, unit: str) -> float:
    """At least so many dollars of the United States; 0 when the currency is not in the table."""
    if unit == "USD":
        return value
    return value / _RATES[unit][1] if unit in _RATES else 0


def _wrong_rate(statement: Statement, others: Iterable[Statement]) -> str:
    """``2 billion won ($1.4 billion)``: one of two sums that stand for each other has lost its scale."""
    for other in others:
        pair = sorted((statement, other), key=lambda item: item.found.start)
        if other.place != statement.place or other.seed != statement.seed or not _are_converted(*pair):
            continue
        dollar, foreign = sorted(pair, key=lambda item: item.found.unit != "USD")
        low, high = _RATES[foreign.found.unit]
        rate = foreign.found.value / dollar.found.value
        if not low <= rate <= high:
            return f"{foreign.text} for {dollar.text} would be {rate:.4g} {foreign.found.unit} a dollar"
    return ""


def _are_converted(first: Statement, second: Statement) -> bool:
    units = {first.found.unit, second.found.unit}
    if "USD" not in units or not units - {"USD"} <= _RATES.keys() or len(units) != 2:
        return False
    if first.found.kind is not FigureKind.AMOUNT or second.found.kind is not FigureKind.AMOUNT:
        return False
    between = first.sentence[first.found.end : second.found.start]
    return len(between) <= 60 and bool(_CONVERTS.fullmatch(between)) and any(char in between for char in "(（=e≈o약")


def _slipped(statement: Statement, others: Iterable[Statement]) -> str:
    for other in others:
        if is_slip(statement, other):
            ratio = statement.found.value / other.found.value
            times = f"{ratio:,.0f} times" if ratio > 1 else f"one {1 / ratio:,.0f}th of"
            return f"{times} what seed {other.seed} says: {other.text}"
    return ""


def _vague_headline(statement: Statement, seed: SeedText) -> str:
    """A headline of millions over a sum of billions."""
    found = statement.found
    if found.kind is not FigureKind.AMOUNT or _dollars(found.value, found.unit) < _BILLION:
        return ""
    headings = [seed.title, *(p.text for p in seed.paragraphs if p.kind is ParagraphKind.HEADING)]
    vague = next((match for heading in headings if (match := _VAGUE.search(heading))), None)
    return f"the headline says only “{vague.group()}”" if vague else ""


def _undisclosed(statement: Statement) -> str:
    sentence = statement.sentence
    withheld = statement.found.kind is FigureKind.AMOUNT and _WITHHELD.search(sentence)
    return "an estimate: the sum was not disclosed" if withheld and _ESTIMATED.search(sentence) else ""
