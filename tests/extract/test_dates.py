from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.dates import parse_date, settle_date, zone_of_language
from pipeline.model.article import DateOrigin

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-02T12:00:00Z",
        "2026-11-02T12:00:00.123456789Z",
        "2026-11-02 21:00:00 +09:00",
        "2026-11-02T07:00-0500",
        "20261102T120000Z",
        "1793620800",
        "1793620800000",
        "Mon, 02 Nov 2026 12:00:00 GMT",
        "Mon, 02 Nov 2026 21:00:00 KST",
        "Mon, 02 Nov 2026 07:00:00 PET",
        "Mon, 2 Nov 26 07:00 EST",
        "Mon Nov 02 13:00:00 CET 2026",
        "Nov 2, 2026 7:00 AM PET",
        "November 2nd, 2026, 12:00",
        "2 de noviembre de 2026, 12:00 h",
        "lunes 2 noviembre del 2026 - 12:00 p. m.",
        "02/11/2026 12:00",
        "2026.11.02 12:00",
        "lun, 02 nov 2026 07:00:00 -0500",
        "2 de noviembre de 2026 12:00",
        "2 de nov. de 2026 a las 12:00 p. m.",
        "02-11-2026 12h00",
        "Mon, 02 Nov 2026 07:00:00 GMT-5",
        "Mon, 02 Nov 2026 09:00:00 ART",
        "Mon, 02 Nov 2026 08:00:00 CLT",
        "Mon, 02 Nov 2026 17:30:00 IST",
        "Mon Nov 02 2026 21:00:00 GMT+0900 (한국 표준시)",
        "2026-11-02T21:00:00+09:00[Asia/Seoul]",
        "2026-11-02 21:00 (KST)",
    ],
)
def test_one_instant_in_many_spellings(written: str) -> None:
    assert parse_date(written) == NOON


@pytest.mark.parametrize(
    "written",
    [
        "2026년11월2일21시00분",
        "2026년 11월 2일(월) 오후 9시 00분",
        "기사입력 2026.11.02. 오후 9:00",
        "2026년 11월 2일 오후 9시",
        "입력 2026. 11. 2. 오후 9:00",
        "2026-11-02 (월) 21:00",
        "2026/11/02 21시 00분",
    ],
)
def test_korean_times_without_zone_are_korean(written: str) -> None:
    assert parse_date(written, zone_of_language("ko-KR")) == NOON


@pytest.mark.parametrize(
    "written",
    [
        "",
        "soon",
        "1970-01-01",
        "0001-01-01T00:00:00Z",
        "Mon, 01 Jan 0001 00:00:00 +0000",
        "9999-12-31",
        "2026-13-41",
        "31 de febrero de 2026",
        "12:30",
    ],
)
def test_no_date_and_absurd_dates_are_none(written: str) -> None:
    assert parse_date(written) is None


def test_the_day_ends_at_24_hours() -> None:
    assert parse_date("Mon, 02 Nov 2026 24:00:00 GMT") == datetime(2026, 11, 3, tzinfo=UTC)


@given(
    st.datetimes(min_value=datetime(1996, 1, 1), max_value=datetime(2099, 1, 1)),  # noqa: DTZ001 - bounds are naive by contract
    st.sampled_from(["+0000", "GMT", "-0500", "+0900", "+0530"]),
)
def test_dates_of_mails_read_the_same_with_a_remark_behind(time: datetime, zone: str) -> None:
    """The remark keeps the short way from being taken: both ways must agree."""
    written = f"{time:%a, %d %b %Y %H:%M:%S} {zone}"
    assert parse_date(written) == parse_date(f"{written} (x)") is not None


def test_half_past_midnight_is_morning() -> None:
    assert parse_date("2026년 11월 2일 오전 12:30") == datetime(2026, 11, 2, 0, 30, tzinfo=UTC)


@given(st.text(max_size=200))
def test_no_string_breaks_the_reading(written: str) -> None:
    found = parse_date(written)
    assert found is None or 1995 <= found.year <= 2100


@given(st.datetimes(min_value=datetime(1996, 1, 1), max_value=datetime(2099, 1, 1)))  # noqa: DTZ001 - bounds are naive by contract
def test_iso_times_come_back(time: datetime) -> None:
    whole = time.replace(microsecond=0, tzinfo=UTC)
    assert parse_date(whole.isoformat()) == whole


EARLY = datetime(1990, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("published", "updated", "settled"),
    [
        (NOON, None, (NOON, DateOrigin.FEED)),
        (None, NOON, (NOON, DateOrigin.FEED)),
        (NOON + timedelta(hours=20), None, (NOON + timedelta(hours=20), DateOrigin.FEED)),
        (NOON + timedelta(days=2), None, (NOON, DateOrigin.SEEN)),
        (EARLY, NOON - timedelta(days=3), (NOON - timedelta(days=3), DateOrigin.FEED)),
        (EARLY, None, (NOON, DateOrigin.SEEN)),
        (None, None, (NOON, DateOrigin.SEEN)),
    ],
)
def test_the_first_believable_time_counts(
    published: datetime | None, updated: datetime | None, settled: tuple[datetime, DateOrigin]
) -> None:
    assert settle_date(published, updated, NOON) == settled


def test_a_page_can_be_the_origin() -> None:
    assert settle_date(NOON, None, NOON, origin=DateOrigin.PAGE) == (NOON, DateOrigin.PAGE)
