"""Dates said outright in English, Spanish and Korean text. ``yesterday``, ``last year``, ``지난달`` are none of them.

A date is given as ISO 8601, as exact as it is said: ``2024``, ``2024-05``, ``2024-05-31``; without its year as
``--05-31`` (the truncated form of ISO 8601:2000, also in RFC 6350); days from one to another as
``2024-06-04/2024-06-12``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.text.numerals import BLANK

_ENGLISH = "january february march april may june july august september october november december".split()
_SPANISH = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
_MONTHS = {name: number for names in (_ENGLISH, _SPANISH) for number, name in enumerate(names, 1)}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items() if name != "may"}
_MONTHS |= {"sept": 9, "setiembre": 9, "set": 9, "may": 5}

_DASH = "[-–—~∼～]"
_B = BLANK
_YEAR = r"(?P<year>(?:1[5-9]|20|21)[0-9]{2})"
_DAY = r"(?P<day>[0-3]?[0-9])"
_DAYS_EN = rf"{_DAY}(?:st|nd|rd|th)?(?:{_B}?(?:{_DASH}|to|and){_B}?(?P<until>[0-3]?[0-9])(?:st|nd|rd|th)?)?"
_DAYS_ES = (
    rf"(?:{_DAY}|primero)(?:\.?[º°]|ro)?"
    rf"(?:{_B}(?:al|a|y){_B}(?:el{_B})?(?P<until>[0-3]?[0-9])|{_DASH}(?P<dashed>[0-3]?[0-9]))?"
)
_CLOSED = r"(?![0-9]|[.,:/][0-9])"
_OPEN = r"(?<![0-9A-Za-z/])(?<![0-9][.,:-])"


def _month(names: list[str], short: str) -> str:
    """Months in capitals or not; English ones only with a capital: "may" and "march" are also verbs."""
    return rf"(?P<month>(?:{'|'.join(names)})|(?:{short})\.?)(?![^\W_])"


_EN_MONTH = _month([name.title() for name in _ENGLISH], "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec")
_ES_MONTH = _month([*_SPANISH, "setiembre"], "ene|feb|mar|abr|jun|jul|ago|sept|set|oct|nov|dic")

_ISO = re.compile(rf"{_OPEN}{_YEAR}(?P<mark>[-./])(?P<month>[01]?[0-9])(?P=mark)(?P<day>[0-3]?[0-9])(?![0-9])")
_DAY_FIRST = re.compile(rf"{_OPEN}(?P<day>[0-3]?[0-9])(?P<mark>[./-])(?P<month>[01]?[0-9])(?P=mark){_YEAR}{_CLOSED}")
_ENGLISH_DATES = (
    re.compile(rf"\b{_EN_MONTH}{_B}{_DAYS_EN}(?:,?{_B}{_YEAR}{_CLOSED}|{_CLOSED}(?!{_B}(?:million|billion)))"),
    re.compile(rf"{_OPEN}{_DAYS_EN}{_B}(?:of{_B})?{_EN_MONTH}(?:,?{_B}{_YEAR}{_CLOSED})?"),
    re.compile(rf"\b{_EN_MONTH},?{_B}(?:of{_B})?{_YEAR}{_CLOSED}"),
)
_SPANISH_DATES = (
    re.compile(
        rf"{_OPEN}{_DAYS_ES}{_B}(?:de{_B})?{_ES_MONTH}(?:,?{_B}(?:del?{_B}(?:año{_B})?)?{_YEAR}{_CLOSED})?",
        re.IGNORECASE,
    ),
    re.compile(rf"\b{_ES_MONTH}{_B}(?:del?{_B}(?:año{_B})?)?{_YEAR}{_CLOSED}", re.IGNORECASE),
)
_KOREAN_DATES = (
    re.compile(
        rf"{_OPEN}(?:{_YEAR}년{_B}?)?(?P<month>[01]?[0-9])월{_B}?{_DAY}(?:일?{_B}?{_DASH}{_B}?(?P<until>[0-3]?[0-9]))?일"
    ),
    re.compile(rf"{_OPEN}{_YEAR}년(?:{_B}?(?P<month>[01]?[0-9])월)?(?!{_B}?[0-9가-힣]{{0,3}}(?:월|간|째))"),
)
# A bare number is a year only after such words.
_YEAR_AFTER = {
    "en": r"in|by|since|until|till|from|to|of|for|during|through|between|and|early|late|mid|year|fiscal|before|after|"
    r"around|than|elections?|spring|summer|autumn|winter",
    "es": r"en|de|del|desde|hasta|para|a|al|año|entre|y|durante|hacia|finales de|inicios de",
}
_BARE = {
    language: re.compile(
        rf"(?<![^\W_])(?:{words})(?:{_B}|-)(?P<one>(?:19|20)[0-9]{{2}})(?:{_B}?[-–—/]{_B}?(?P<two>(?:19|20)[0-9]{{2}}))?"
        rf"(?![0-9%]|[.,:/][0-9]|-[^\W\d]|{_B}(?:km|million|billion|mil\b|millones))",
        re.IGNORECASE,
    )
    for language, words in _YEAR_AFTER.items()
}
_RULES = {"en": _ENGLISH_DATES, "es": _SPANISH_DATES, "ko": (*_KOREAN_DATES, *_ENGLISH_DATES)}


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date at ``[start, end)``; ``when`` is ISO 8601, see above."""

    start: int
    end: int
    when: str


def find_dates(text: str, language: str) -> tuple[FoundDate, ...]:
    """Dates of ``text`` in order; no two overlap. ``language`` is ISO 639-1; others are read as English."""
    known = language if language in _RULES else "en"
    found: list[FoundDate] = []
    taken: set[int] = set()
    for item in _candidates(text, known):
        if taken.isdisjoint(range(item.start, item.end)):
            taken.update(range(item.start, item.end))
            found.append(item)
    return tuple(sorted(found, key=lambda item: item.start))


def _candidates(text: str, language: str) -> Iterator[FoundDate]:
    rules = (_ISO, *((_DAY_FIRST,) if language == "es" else ()), *_RULES[language])
    for rule in rules:
        for match in rule.finditer(text):
            when = _iso(match.groupdict())
            if when:
                yield FoundDate(match.start(), match.end(), when)
    if language in _BARE:
        for match in _BARE[language].finditer(text):
            yield from (FoundDate(*match.span(name), match[name]) for name in ("one", "two") if match[name])


def _iso(parts: dict[str, str | None]) -> str:
    """ISO 8601 of what a rule found; "" when there is no such day."""
    year = parts.get("year") or ""
    month = _number(parts.get("month"))
    day = _number(parts.get("day") or ("1" if "until" in parts and "dashed" in parts else None))
    until = _number(parts.get("until") or parts.get("dashed"))
    if month and not day:
        return f"{year}-{month:02}" if year and month <= 12 else ""
    if not month:
        return year
    days = [number for number in (day, until) if number]
    if not all(_exists(year, month, number) for number in days) or sorted(set(days)) != days:
        return ""
    return "/".join(f"{year or '-'}-{month:02}-{number:02}" for number in days)


def _number(text: str | None) -> int:
    word = (text or "").rstrip(".").lower()
    return int(word) if word.isdigit() else _MONTHS.get(word, 0)


def _exists(year: str, month: int, day: int) -> bool:
    try:
        date(int(year or 2000), month, day)  # 2000 had a 29th of February
    except ValueError:
        return False
    return True
