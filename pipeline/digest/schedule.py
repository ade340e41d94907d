"""When a digest is due: slots in local time, each just once whatever the clocks of its zone do.

A slot is a name for one digest, not an instant: "daily:2026-11-21" stays the same slot when the hour of sending is
changed or the clocks go back, so neither can send twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pipeline.model.times import check_times

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EVERY_DAY = frozenset(range(7))

# A weekly plan looks back at most 7 days; one more for a day that its zone left out, one for the zone's own offset.
_REACH_DAYS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestSchedule:
    """At which local times of which weekdays a digest is due, or every how many seconds.

    Raises ``ValueError`` for a plan that never comes due, for times given to the second, or for an unknown zone.
    """

    at: tuple[time, ...] = (time(7),)  # local, to the minute
    days: frozenset[int] = _EVERY_DAY  # 0 is Monday
    every_s: float | None = None  # seconds; instead of ``at`` and ``days``, aligned to 1970-01-01 UTC
    timezone: str = "UTC"  # IANA name
    catch_up_s: float = 36 * 3600  # how late a slot may still be made up for, seconds

    def __post_init__(self) -> None:
        if self.every_s is not None:
            if timedelta(seconds=self.every_s) <= timedelta(0):
                raise ValueError("every_s must be above zero")
        elif not self.at or not self.days <= _EVERY_DAY or not self.days:
            raise ValueError("a schedule needs a time of day and a weekday from 0 (Monday) to 6")
        if len(set(self.at)) < len(self.at) or any(at.second or at.microsecond or at.tzinfo for at in self.at):
            raise ValueError("times of day must be local, whole minutes and different from each other")
        try:
            ZoneInfo(self.timezone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError(f"no such time zone: {self.timezone!r}") from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One digest that is to be made. ``key`` is unique for the watch: daily:2026-11-21, daily:2026-11-21T18:00.

    What stands before the colon is its kind. daily and every are due by a schedule; manual and rerun are asked for by
    hand, and by "rerun:" ``render_digest`` knows a past window digested again, which is never the latest news.
    """

    key: str
    due_at: datetime

    def __post_init__(self) -> None:
        check_times(self)


def last_slot(schedule: DigestSchedule, now: datetime) -> Slot | None:
    """Give the newest slot due at or before ``now`` (aware), or None when it is older than ``catch_up_s``."""
    if schedule.every_s is not None:
        slot = _interval_slot(schedule.every_s, now, 0)
    else:
        slot = max((slot for slot in _slots_near(schedule, now) if slot.due_at <= now), key=_order)
    late = now - slot.due_at
    return slot if late <= timedelta(seconds=schedule.catch_up_s) else None


def next_slot(schedule: DigestSchedule, now: datetime) -> Slot:
    """Give the first slot due after ``now`` (aware)."""
    if schedule.every_s is not None:
        return _interval_slot(schedule.every_s, now, 1)
    return min((slot for slot in _slots_near(schedule, now) if slot.due_at > now), key=_order)


def _order(slot: Slot) -> tuple[datetime, str]:
    return slot.due_at, slot.key


def _interval_slot(every_s: float, now: datetime, steps: int) -> Slot:
    step = timedelta(seconds=every_s)
    due_at = _EPOCH + ((now - _EPOCH) // step + steps) * step
    return Slot(key=f"every:{due_at.replace(tzinfo=None).isoformat()}Z", due_at=due_at)


def _slots_near(schedule: DigestSchedule, now: datetime) -> Iterator[Slot]:
    zone = ZoneInfo(schedule.timezone)
    today = now.astimezone(zone).date()
    for offset in range(-_REACH_DAYS, _REACH_DAYS + 1):
        day = today + timedelta(days=offset)
        if day.weekday() in schedule.days and _exists(day, zone):
            yield from (_daily_slot(schedule, day, at, zone) for at in schedule.at)


def _daily_slot(schedule: DigestSchedule, day: date, at: time, zone: ZoneInfo) -> Slot:
    key = f"daily:{day.isoformat()}"
    if len(schedule.at) > 1:
        key += f"T{at.isoformat(timespec='minutes')}"
    return Slot(key=key, due_at=_instant(day, at, zone))


def _instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    # fold=0 takes the first of a repeated 02:30, and moves a missing 02:30 behind the gap, to 03:30 (PEP 495).
    return datetime.combine(day, at.replace(fold=0), tzinfo=zone).astimezone(UTC)


def _exists(day: date, zone: ZoneInfo) -> bool:
    """Tell whether the zone has this day at all: Apia went from 29 to 31 December 2011."""
    return _instant(day, time(12), zone).astimezone(zone).date() == day
