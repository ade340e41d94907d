"""Written dates to times: ISO, RFC 822 and the ways English, Spanish and Korean pages write them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from pipeline.model.article import DateOrigin

_EARLIEST_YEAR = 1995  # no newspaper was on the web before; 1970 and 0001 are what broken systems write
_LATEST_YEAR = 2100
_FUTURE = timedelta(days=1)  # clocks and zones of feeds are off by hours
_MAX_LENGTH = 100
_KOREA = timezone(timedelta(hours=9))

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january ene enero",
            "feb february febrero",
            "mar march marzo",
            "apr april abr abril",
            "may mayo",
            "jun june junio",
            "jul july julio",
            "aug august ago agosto",
            "sep sept september septiembre setiembre set",
            "oct october octubre",
            "nov november noviembre",
            "dec december dic diciembre",
        ),
        start=1,
    )
    for name in names.split()
}
# Hours east of Greenwich. Abbreviations are ambiguous; each stands for its most frequent use in news feeds of the
# Americas, Europe and East Asia (CST is North American). Zone data: IANA.
_ZONES = {
    name: timezone(timedelta(hours=hours))
    for hours, names in (
        (0, "utc gmt ut z wet"),
        (1, "west bst cet mez wat"),
        (2, "cest mesz eet cat sast"),
        (3, "eest msk eat"),
        (4, "gst"),
        (5, "pkt"),
        (5.5, "ist"),
        (7, "ict wib"),
        (8, "sgt hkt pht awst"),
        (9, "kst jst"),
        (9.5, "acst"),
        (10, "aest"),
        (11, "aedt"),
        (12, "nzst"),
        (13, "nzdt"),
        (-3, "clst art brt uyt pyt"),
        (-4, "bot vet clt edt ast"),
        (-5, "pet cot ect est cdt"),
        (-6, "cst mdt"),
        (-7, "mst pdt"),
        (-8, "pst"),
    )
    for name in names.split()
}

# Nearly all dates of feeds have one of two forms, which the loose reading takes four times as long for: ISO 8601, and
# RFC 822's of mails.
_PLAIN_CLOCK = r"(?P<h>\d\d):(?P<min>\d\d):(?P<s>\d\d)"
_PLAIN_ZONE = r"(?:z|gmt|(?P<sign>[+-])(?P<zh>\d\d):?(?P<zm>\d\d))"
_PLAIN_ISO = re.compile(
    rf"(?P<y>\d{{4}})-(?P<m>\d\d)-(?P<d>\d\d)t{_PLAIN_CLOCK}(?:\.\d{{1,9}})?{_PLAIN_ZONE}", re.ASCII
)
_PLAIN_MAIL = re.compile(
    rf"(?:[a-z]{{3}}, )?(?P<d>\d{{1,2}}) (?P<m>[a-z]{{3}}) (?P<y>\d{{4}}) {_PLAIN_CLOCK} {_PLAIN_ZONE}", re.ASCII
)

_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY_PATTERNS = (
    re.compile(r"(?<!\d)(?P<y>\d{4})\s?[-./]\s?(?P<m>\d{1,2})\s?[-./]\s?(?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>\d{4})\s?년\s?(?P<m>\d{1,2})\s?월\s?(?P<d>\d{1,2})\s?일"),
    re.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th|º|\.)?[\s-]+(?:de\s+)?(?P<b>{_MONTH})\b\.?,?[\s-]+(?:del?\s+)?"
        r"(?P<y>\d{4}|\d{2})(?![\d:])"
    ),
    re.compile(rf"\b(?P<b>{_MONTH})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})(?!\d)"),
    re.compile(rf"\b(?P<b>{_MONTH})\s+(?P<d>\d{{1,2}})\s[\d:]+\s(?:[a-z]{{1,5}}\s)?(?P<y>\d{{4}})\b"),  # ctime, java
    re.compile(r"(?<!\d)(?P<d>\d{1,2})[./-](?P<m>\d{1,2})[./-](?P<y>\d{4})(?!\d)"),
    re.compile(r"^(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)(?=t|$|\d{6}$)"),
)
_CLOCKS = (
    re.compile(
        r"(?P<half>오전|오후)?\s?(?<![\d:])(?P<h>\d{1,2}):(?P<min>\d\d)(?::(?P<s>\d\d)(?:[.,]\d+)?)?"
        r"\s?(?P<ampm>a\.?\s?m\b|p\.?\s?m\b)?"
    ),
    re.compile(r"(?P<half>오전|오후)?\s?(?P<h>\d{1,2})시(?:\s?(?P<min>\d{1,2})분)?(?:\s?(?P<s>\d{1,2})초)?(?P<ampm>)"),
    re.compile(r"(?P<half>)(?<!\d)(?P<h>\d{1,2})\s?h\s?(?P<min>\d\d)(?P<s>)(?P<ampm>)(?!\d)"),
    re.compile(r"^\d{8}t?(?P<h>\d\d)(?P<min>\d\d)(?P<s>\d\d)(?P<half>)(?P<ampm>)"),
)
# At the end, or before a remark in brackets: "GMT+0900 (Korean time)", "+09:00[Asia/Seoul]".
_OFFSET = re.compile(
    r"(?:\d|gmt|utc|\s)(?P<sign>[+-])(?P<h>\d{1,2}):?(?P<min>\d\d)?(?:\)|\s?[(\[][^()\[\]]{0,50}[)\]])?$"
)
_ZONE_NAME = re.compile(r"(?<![a-z])(" + "|".join(sorted(_ZONES, key=len, reverse=True)) + r")(?![a-z])")


def parse_date(written: str, default_zone: tzinfo = UTC) -> datetime | None:
    """The time a string names, in UTC; None when it names none, or an absurd one (before 1995, after 2100).

    ``default_zone`` is where a time without zone is taken to be.
    """
    text = " ".join(written.split()).lower()[:_MAX_LENGTH]
    plain = _PLAIN_ISO.fullmatch(text) or _PLAIN_MAIL.fullmatch(text)
    time = _read_plain(plain) if plain else None
    return believable(time) if time else _read_loosely(text, default_zone)


def _read_plain(match: re.Match[str]) -> datetime | None:
    year, month, day, *clock = match.group("y", "m", "d", "h", "min", "s")
    sign, hours, minutes = match.group("sign", "zh", "zm")
    try:
        offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
        zone = timezone(-offset if sign == "-" else offset)
        hour, minute, second = map(int, clock)
        date = int(year), _MONTHS.get(month) or int(month), int(day)
        return datetime(*date, hour, minute, second, tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError):  # leap seconds, and worse
        return None


def _read_loosely(text: str, default_zone: tzinfo) -> datetime | None:
    if text.isascii() and text.isdigit() and len(text) in (10, 13):
        return believable(datetime.fromtimestamp(int(text[:10]), UTC))
    day = _find_day(text)
    if day is None:
        return None
    try:
        hour, minute, second = _find_clock(text)
        midnight = hour == 24  # at the end of the day
        local = datetime(*day, 0 if midnight else hour, minute, second, tzinfo=_find_zone(text) or default_zone)
        return believable(local.astimezone(UTC) + timedelta(days=midnight))
    except (ValueError, OverflowError):
        return None


def zone_of_language(language: str) -> tzinfo:
    """Where times without zone are taken to be: Korean is written in one zone, all else is read as UTC."""
    return _KOREA if language.lower().startswith(("ko", "kr")) else UTC  # some write the country's code


def settle_date(
    published: datetime | None, updated: datetime | None, now: datetime, *, origin: DateOrigin = DateOrigin.FEED
) -> tuple[datetime, DateOrigin]:
    """The first believable of two times with its ``origin``, else ``now`` as the time it was first seen.

    Believable is from 1995 until a day ahead of ``now``.
    """
    for claimed in (published, updated):
        if claimed is not None and claimed.year >= _EARLIEST_YEAR and claimed <= now + _FUTURE:
            return claimed, origin
    return now, DateOrigin.SEEN


def _find_day(text: str) -> tuple[int, int, int] | None:
    for pattern in _DAY_PATTERNS:
        match = pattern.search(text)
        if match:
            named = match.groupdict()
            year, day = int(named["y"]), int(named["d"])
            month = _MONTHS[named["b"]] if named.get("b") else int(named["m"])
            if month > 12 >= day:  # 05/28/2026
                month, day = day, month
            return (year + 2000 if len(named["y"]) == 2 else year), month, day
    return None


def _find_clock(text: str) -> tuple[int, int, int]:
    for pattern in _CLOCKS:
        match = pattern.search(text)
        if match:
            hour, minute, second = (int(match[name] or 0) for name in ("h", "min", "s"))
            afternoon = match["half"] == "오후" or (match["ampm"] or "").startswith("p")
            morning = match["half"] == "오전" or (match["ampm"] or "").startswith("a")
            if (afternoon and hour < 12) or (morning and hour == 12):
                hour = (hour + 12) % 24
            return hour, minute, min(second, 59)  # leap seconds
    return 0, 0, 0


def _find_zone(text: str) -> tzinfo | None:
    match = _OFFSET.search(text) if ":" in text or "t" in text else None
    if match:
        offset = timedelta(hours=int(match["h"]), minutes=int(match["min"] or 0))
        return timezone(-offset if match["sign"] == "-" else offset) if offset < timedelta(hours=24) else None
    if re.search(r"\dz$", text):
        return UTC
    name = _ZONE_NAME.search(text)
    return _ZONES[name[1]] if name else None


def believable(time: datetime) -> datetime | None:
    return time if _EARLIEST_YEAR <= time.year <= _LATEST_YEAR else None
