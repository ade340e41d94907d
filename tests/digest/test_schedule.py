from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.digest import DigestSchedule, Slot, last_slot, next_slot

ZONES = (
    "America/Lima",
    "Asia/Seoul",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Africa/Cairo",
    "America/Sao_Paulo",
    "America/Havana",
    "Asia/Kathmandu",
)
FOREVER = 400 * 24 * 3600.0

zones = st.sampled_from(ZONES)
minutes = st.times().map(lambda at: at.replace(second=0, microsecond=0))
# From 2009, so that Apia's missing 30 December 2011 and Cairo's and Brazil's last changes are inside.
instants = st.integers(1_230_768_000, 1_893_456_000).map(lambda second: datetime.fromtimestamp(second, UTC))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def slots_between(schedule: DigestSchedule, start: datetime, end: datetime) -> list[Slot]:
    """Follow the plan from slot to slot, as a scheduler does."""
    slots = [next_slot(schedule, start)]
    while slots[-1].due_at < end:
        slots.append(next_slot(schedule, slots[-1].due_at))
    return slots[:-1]


@settings(max_examples=25)  # each walks through a year
@given(zones, minutes, st.integers(2009, 2029))
def test_every_local_day_of_a_year_has_exactly_one_slot(zone: str, at: time, year: int) -> None:
    schedule = DigestSchedule(at=(at,), timezone=zone)
    start = datetime(year, 1, 1, 12, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    end = datetime(year, 12, 31, 12, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    days, day = set(), start
    while day <= end:
        days.add(day.astimezone(ZoneInfo(zone)).date())
        day += timedelta(hours=12)
    keys = [slot.key for slot in slots_between(schedule, start - timedelta(days=2), end + timedelta(days=2))]
    assert len(keys) == len(set(keys))
    assert {f"daily:{one}" for one in days} <= set(keys)
    assert all(date.fromisoformat(key.removeprefix("daily:")) in days for key in keys[3:-3])


@given(zones, st.sets(minutes, min_size=1, max_size=3), st.sets(st.integers(0, 6), min_size=1), instants)
def test_the_last_slot_is_never_after_now_and_the_next_never_before(
    zone: str, at: set[time], days: set[int], now: datetime
) -> None:
    schedule = DigestSchedule(at=tuple(at), days=frozenset(days), timezone=zone, catch_up_s=FOREVER)
    last, following = last_slot(schedule, now), next_slot(schedule, now)
    assert last is not None
    assert last.due_at <= now < following.due_at
    assert last_slot(schedule, following.due_at).key >= following.key  # type: ignore[union-attr]  # FOREVER finds one
    assert not [slot for slot in slots_between(schedule, last.due_at, following.due_at) if slot.due_at <= now]


@given(st.floats(0.5, 100_000), instants)
def test_intervals_are_aligned_and_adjoin(every_s: float, now: datetime) -> None:
    schedule = DigestSchedule(every_s=every_s, catch_up_s=FOREVER)
    last, following = last_slot(schedule, now), next_slot(schedule, now)
    assert last is not None
    assert following.due_at - last.due_at == timedelta(seconds=every_s)
    assert last.due_at <= now < following.due_at
    assert last.key != following.key


@pytest.mark.parametrize(
    ("zone", "now", "key", "due_at"),
    [
        ("America/Lima", "2026-11-21T13:00Z", "daily:2026-11-21", "2026-11-21T07:30Z"),
        ("Europe/Berlin", "2026-03-29T12:00Z", "daily:2026-03-29", "2026-03-29T01:30Z"),  # 02:30 is missing: 03:30
        ("Europe/Berlin", "2026-10-25T12:00Z", "daily:2026-10-25", "2026-10-25T00:30Z"),  # 02:30 comes twice
        ("Europe/Berlin", "2026-10-25T00:00Z", "daily:2026-10-24", "2026-10-24T00:30Z"),
        ("Pacific/Apia", "2011-12-30T18:00Z", "daily:2011-12-31", "2011-12-30T12:30Z"),  # no 30th there
    ],
)
def test_half_past_two_on_days_when_the_clocks_change(zone: str, now: str, key: str, due_at: str) -> None:
    schedule = DigestSchedule(at=(time(2, 30),), timezone=zone)
    assert last_slot(schedule, utc(now)) == Slot(key=key, due_at=utc(due_at))


def test_several_times_a_day_have_the_time_in_their_key() -> None:
    schedule = DigestSchedule(at=(time(18), time(7)), timezone="Asia/Seoul")
    last = last_slot(schedule, utc("2026-11-21T09:00Z"))
    assert last is not None
    assert last.key == "daily:2026-11-21T18:00"
    assert next_slot(schedule, utc("2026-11-21T09:00Z")).key == "daily:2026-11-22T07:00"


def test_weekdays_only() -> None:
    schedule = DigestSchedule(days=frozenset({0, 4}), timezone="UTC", catch_up_s=FOREVER)
    sunday = utc("2026-11-22T12:00Z")
    last = last_slot(schedule, sunday)
    assert last is not None
    assert (last.key, next_slot(schedule, sunday).key) == ("daily:2026-11-20", "daily:2026-11-23")


@pytest.mark.parametrize(("hours", "made_up"), [(36, True), (36.01, False)])
def test_a_slot_missed_for_too_long_is_let_go(hours: float, made_up: bool) -> None:
    schedule = DigestSchedule(days=frozenset({0}), timezone="UTC")
    now = utc("2026-11-16T07:00Z") + timedelta(hours=hours)
    assert (last_slot(schedule, now) is not None) is made_up


def test_an_interval_key_names_its_instant() -> None:
    slot = last_slot(DigestSchedule(every_s=3600), utc("2026-11-21T18:20Z"))
    assert slot == Slot(key="every:2026-11-21T18:00:00Z", due_at=utc("2026-11-21T18:00Z"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"at": ()},
        {"days": frozenset()},
        {"days": frozenset({7})},
        {"every_s": 0.0},
        {"at": (time(7), time(7))},
        {"at": (time(7, 0, 1),)},
        {"timezone": "Mars/Olympus"},
        {"timezone": "../etc/passwd"},
    ],
)
def test_a_plan_that_makes_no_sense_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        DigestSchedule(**wrong)
