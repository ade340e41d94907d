from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.fetch.answers import max_age_s, retry_after_s, validator

NOW = datetime(2026, 11, 2, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"cache-control": "public, max-age=600"}, 600.0),
        ({"cache-control": 'max-age="600"'}, 600.0),
        ({"cache-control": "no-cache, max-age=600"}, None),
        ({"cache-control": "no-store"}, None),
        ({"cache-control": "max-age=soon"}, None),
        ({"expires": "Mon, 02 Nov 2026 10:01:00 GMT"}, 60.0),
        ({"expires": "Mon, 02 Nov 2026 10:01:00 GMT", "date": "Mon, 02 Nov 2026 10:00:30 GMT"}, 30.0),
        ({"expires": "0"}, None),
        ({"expires": "Thu, 01 Jan 1970 00:00:00 GMT"}, 0.0),
    ],
)
def test_freshness_in_seconds(headers: dict[str, str], seconds: float | None) -> None:
    assert max_age_s(headers, NOW) == seconds


@pytest.mark.parametrize(("value", "seconds"), [("", None), ("120", 120.0), ("-5", None), ("later", None), ("٣", None)])
def test_a_wished_pause_in_seconds(value: str, seconds: float | None) -> None:
    assert retry_after_s({"retry-after": value}, NOW) == seconds


@pytest.mark.parametrize(
    "value", ["999999999", "9" * 900, "Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 01 Nov 2027 10:00:00 -1200"]
)
def test_nobody_is_waited_for_longer_than_a_week(value: str) -> None:
    assert retry_after_s({"retry-after": value}, NOW) == 7 * 86_400


@pytest.mark.parametrize("name", ["retry-after", "expires", "date"])
def test_a_date_beyond_the_calendar_is_none(name: str) -> None:
    headers = {name: "Fri, 31 Dec 9999 23:59:59 -1200"}
    assert retry_after_s(headers, NOW) is None
    assert max_age_s(headers, NOW) is None


@given(st.text(max_size=60))
def test_no_header_breaks_the_reading(value: str) -> None:
    headers = {"retry-after": value, "cache-control": value, "expires": value, "date": value, "etag": value}
    assert (retry_after_s(headers, NOW) or 0.0) >= 0.0
    assert (max_age_s(headers, NOW) or 0.0) >= 0.0
    assert validator(headers, "etag").isprintable()


def test_a_validator_too_long_to_send_back_is_dropped() -> None:
    assert validator({"etag": "x" * 5_000}, "etag") == ""
