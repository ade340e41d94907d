"""Dates as lists of articles write them: without year, without day, or as the time gone by."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, tzinfo

from pipeline.extract.dates import believable, parse_date

_MAX_LENGTH = 60  # of a text that is a date with a label; a longer one is a sentence that names one
_AHEAD = timedelta(days=2)  # a day without year that lies further ahead is last year's
_SECONDS = {
    name: seconds
    for seconds, names in (
        (1, "second seconds sec secs s segundo segundos seg 초"),
        (60, "minute minutes min mins minuto minutos m 분"),
        (3_600, "hour hours hr hrs h hora horas 시간"),
        (86_400, "day days d día días dia dias 일"),
        (604_800, "week weeks w semana semanas 주 주일"),
        (2_592_000, "month months mes meses 개월 달"),
        (31_536_000, "year years año años 년"),
    )
    for name in names.split()
}
_UNIT = "|".join(sorted(_SECONDS, key=len, reverse=True))
_ONE = frozenset({"a", "an", "un", "una", "one"})
_GONE_BY = (
    re.compile(rf"(?<!\w)(?P<n>\d{{1,3}}|an?|one)\s?(?P<unit>{_UNIT})\s+ago\b"),
    re.compile(rf"\bhace\s+(?P<n>\d{{1,3}}|una?)\s?(?P<unit>{_UNIT})\b"),
    re.compile(rf"(?<!\d)(?P<n>\d{{1,3}})\s?(?P<unit>{_UNIT})\s?전(?!\w)"),
)
_JUST_NOW = re.compile(r"\bjust now\b|\bahora mismo\b|\bhace (?:un momento|instantes)\b|방금(?: 전)?")
_DAYS = (
    (0, re.compile(r"^(?:today|hoy|오늘)\b")),
    (1, re.compile(r"^(?:yesterday|ayer|어제)\b")),
    (2, re.compile(r"^(?:anteayer|antier|그제|그저께)\b")),
)
_MONTH = "(?:0?[1-9]|1[0-2])"
# A day without year is believed only where it is all that a text says, up to a weekday or place before it and a clock
# behind it: "11.20" may be a share price. Each stands with how the day reads once the year is added.
_WITHOUT_YEAR = tuple(
    (re.compile(rf"^{before}(?P<day>{day})(?:[\s,|·(-]+(?P<clock>[\d:.apm시분초오전후 )]{{0,20}}))?$"), dated)
    for before, day, dated in (
        (r"(?:[^\W\d]{2,12}[,:]?\s)?", rf"{_MONTH}\s?월\s?\d{{1,2}}\s?일", "{year}년 {day}"),
        (r"(?:[^\W\d]{2,12}[,:]?\s)?", r"\d{1,2}(?:\sde)?\s[a-z]{3,10}\.?", "{day} {year}"),
        (r"(?:[^\W\d]{2,12}[,:]?\s)?", r"[a-z]{3,10}\.?\s\d{1,2}(?:st|nd|rd|th)?", "{day}, {year}"),
        ("", rf"{_MONTH}[.-]\d{{2}}", "{year}.{day}"),
        (r"['’‘]?", rf"2\d[.-]\s?{_MONTH}[.-]\s?\d{{2}}", "20{day}"),
    )
)


def read_loose_date(written: str, now: datetime, zone: tzinfo) -> datetime | None:
    """The time that a short text names, in UTC; None for a text that names none, or says much more than that.

    Full dates in the forms of ``parse_date``, days without year ("20 de noviembre", "11월 20일", "11.20"), the time
    gone by since ("hace 2 horas", "2시간 전", "3 hours ago", "ayer"). A clock alone is none: films are as long as that.
    What has no zone is in ``zone``; ``now`` is what all is reckoned from.
    """
    text = " ".join(written.split()).lower()
    if not text or len(text) > _MAX_LENGTH:
        return None
    return parse_date(text, zone) or _read_gone_by(text, now, zone) or _read_without_year(text, now, zone)


def _read_gone_by(text: str, now: datetime, zone: tzinfo) -> datetime | None:
    if _JUST_NOW.search(text):
        return now
    for pattern in _GONE_BY:
        match = pattern.search(text)
        if match:
            count = 1 if match["n"] in _ONE else int(match["n"])
            return believable(now - timedelta(seconds=count * _SECONDS[match["unit"]]))
    for days, pattern in _DAYS:
        match = pattern.search(text)
        if match:
            return _on(now.astimezone(zone) - timedelta(days=days), text[match.end() :])
    return None


def _read_without_year(text: str, now: datetime, zone: tzinfo) -> datetime | None:
    year = now.astimezone(zone).year
    for pattern, dated in _WITHOUT_YEAR:
        match = pattern.match(text)
        if match:
            clock = f" {match['clock'] or ''}"
            found = parse_date(dated.format(year=year, day=match["day"]) + clock, zone)
            if found and found > now + _AHEAD:
                return parse_date(dated.format(year=year - 1, day=match["day"]) + clock, zone)
            if found:
                return found
    return None


def _on(day: datetime, clock: str) -> datetime | None:
    """A day with the clock that stands beside it, read by the one reader of clocks there is."""
    return parse_date(f"{day:%Y-%m-%d} {clock}", day.tzinfo or UTC)
