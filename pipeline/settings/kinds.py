"""Kinds of values in configuration files: durations, times of day, weekdays, time zones, names, mail addresses."""

from __future__ import annotations

import re
from datetime import time
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, Field

UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SLUG = r"[a-z0-9][a-z0-9-]{0,63}"  # of watches and sources: a folder's name, a part of file names and addresses
# RFC 5322's atoms before the @ and a plain domain behind it; anything else would need SMTPUTF8 or quoting.
ADDRESS = r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*@[A-Za-z0-9][A-Za-z0-9-]*(?:\.[A-Za-z0-9-]+)*"
NAME_BEFORE_ADDRESS = r'(?:"[^"\\]+" *|\w[^"\\()<>\[\]:;@,]*|)'


def parse_duration(value: Any) -> float:
    """Read "90", 90, "30s", "15m", "2h" or "1d" as seconds; raise ``ValueError`` for anything else or below zero."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        seconds = float(value)
    elif match := re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*([smhd]?)\s*", str(value)):
        seconds = float(match[1]) * UNITS[match[2] or "s"]
    else:
        raise ValueError(f"{value!r} is no duration; write 30s, 15m, 2h or 1d")
    if not 0 <= seconds < 1e10:
        raise ValueError(f"{value!r} is no length of time that can be waited for")
    return seconds


def parse_time_of_day(value: Any) -> time:
    """Read "07:00" as a local time. YAML 1.1 readers turn an unquoted 07:00 into 420, so minutes are taken as well."""
    if isinstance(value, time):
        return value
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 24 * 60:
        return time(value // 60, value % 60)
    match = re.fullmatch(r"(\d{1,2}):(\d{2})", str(value).strip())
    if not match:
        raise ValueError(f'{value!r} is no time of day; write "07:00"')
    try:
        return time(int(match[1]), int(match[2]))
    except ValueError:
        raise ValueError(f"{value!r} is no time of day; hours go to 23, minutes to 59") from None


def parse_weekday(value: Any) -> int:
    """Read "mon" ... "sun" as 0 ... 6."""
    name = str(value).strip().lower()[:3]
    if name not in WEEKDAYS:
        raise ValueError(f"{value!r} is no weekday; write {', '.join(WEEKDAYS)}")
    return WEEKDAYS.index(name)


def is_slug(name: str) -> bool:
    return re.fullmatch(SLUG, name) is not None


def is_address(value: str) -> bool:
    local, _, domain = value.partition("@")
    return re.fullmatch(ADDRESS, value, re.ASCII) is not None and len(local) <= 64 and len(domain) <= 253


def check_address(value: str) -> str:
    """Accept a bare mail address, and nothing that ``pipeline.deliver`` would refuse later."""
    if not is_address(value):
        raise ValueError(f"{value!r} is no plain e-mail address such as desk@example.org")
    return value


def check_sender(value: str) -> str:
    """Accept an address with or without a name before it, under the same promise."""
    named = re.fullmatch(rf"{NAME_BEFORE_ADDRESS}<([^<>]+)>", value)
    if not value.isprintable() or not is_address(named[1] if named else value):
        raise ValueError(f"{value!r} is no sender; write watch@example.org or News watch <watch@example.org>")
    return value


def check_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"{value!r} is no time zone; write one such as America/Lima or Asia/Seoul") from None
    return value


def as_list(value: Any) -> Any:
    """Let a single value stand for a list of one: ``at: "07:00"``."""
    return value if isinstance(value, (list, tuple)) else [value]


def distinct(values: tuple[Any, ...]) -> tuple[Any, ...]:
    if len(set(values)) != len(values):
        raise ValueError("a value is written twice")
    return values


Duration = Annotated[float, BeforeValidator(parse_duration)]
Pause = Annotated[float, BeforeValidator(parse_duration), Field(ge=1)]
TimeOfDay = Annotated[time, BeforeValidator(parse_time_of_day)]
Weekday = Annotated[int, BeforeValidator(parse_weekday)]
Zone = Annotated[str, AfterValidator(check_zone)]
Slug = Annotated[str, Field(pattern=rf"^{SLUG}$")]
MailAddress = Annotated[str, AfterValidator(check_address)]
Sender = Annotated[str, AfterValidator(check_sender)]
TimesOfDay = Annotated[tuple[TimeOfDay, ...], BeforeValidator(as_list), AfterValidator(distinct), Field(min_length=1)]
Weekdays = Annotated[tuple[Weekday, ...], BeforeValidator(as_list), AfterValidator(distinct), Field(min_length=1)]
