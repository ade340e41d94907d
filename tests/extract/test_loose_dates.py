"""Dates as lists write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.loose_dates import read_loose_date

KOREA = timezone(timedelta(hours=9))
NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026.11.20", "2026-11-20T00:00+09:00"),
        ("등록 2026.11.20 14:22", "2026-11-20T14:22+09:00"),
        ("11월 20일", "2026-11-20T00:00+09:00"),
        ("11.20", "2026-11-20T00:00+09:00"),
        ("11-19 14:30", "2026-11-19T14:30+09:00"),
        ("'26.11.18", "2026-11-18T00:00+09:00"),
        ("2시간 전", "2026-11-20T10:00+09:00"),
        ("12일 전", "2026-11-08T12:00+09:00"),
        ("방금 전", "2026-11-20T12:00+09:00"),
        ("어제 14:30", "2026-11-19T14:30+09:00"),
        ("20 de noviembre de 2026", "2026-11-20T00:00+09:00"),
        ("Viernes, 20 de noviembre", "2026-11-20T00:00+09:00"),
        ("hace 2 horas", "2026-11-20T10:00+09:00"),
        ("Hace una hora", "2026-11-20T11:00+09:00"),
        ("ayer", "2026-11-19T00:00+09:00"),
        ("3 hours ago", "2026-11-20T09:00+09:00"),
        ("Updated an hour ago", "2026-11-20T11:00+09:00"),
        ("5m ago", "2026-11-20T11:55+09:00"),
        ("Nov 18", "2026-11-18T00:00+09:00"),
        ("Yesterday 8:15 pm", "2026-11-19T20:15+09:00"),
    ],
)
def test_days_and_times_gone_by_are_reckoned_from_now(written: str, expected: str) -> None:
    assert read_loose_date(written, NOW, KOREA) == datetime.fromisoformat(expected)


@pytest.mark.parametrize("written", ["25 dic", "12월 25일", "12.25", "Dec 25"])
def test_a_day_that_lies_ahead_is_last_year_s(written: str) -> None:
    assert read_loose_date(written, NOW, UTC) == datetime(2025, 12, 25, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "3 days",
        "코스피 11.20 상승",
        "1.50",
        "99.99",
        "13월 2일",
        "29 feb",
        "14:30",
        "hace mucho",
        "Lima 2026",
        "x" * 99,
    ],
)
def test_what_names_no_day_is_none(written: str) -> None:
    assert read_loose_date(written, NOW, UTC) is None


@given(st.text(max_size=80))
def test_any_text_is_read_in_utc_or_not_at_all(written: str) -> None:
    found = read_loose_date(written, NOW, KOREA)
    assert found is None or found.utcoffset() == timedelta(0)
