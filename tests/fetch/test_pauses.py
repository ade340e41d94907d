from __future__ import annotations

import pytest

from pipeline.errors import FetchError, Lasting
from pipeline.fetch.addresses import parse_web_url
from pipeline.fetch.pauses import Pauses

ADDRESS = parse_web_url("https://news.example/a")


def wish(wait_s: float | None, lasting: Lasting = Lasting.THROTTLED) -> FetchError:
    return FetchError("u", "the server asks for a pause", lasting=lasting, status=429, retry_after_s=wait_s)


def told(pauses: Pauses, now: float, url: str = "https://news.example/b") -> FetchError | None:
    try:
        pauses.check(parse_web_url(url), now)
    except FetchError as error:
        return error
    return None


def test_a_pause_is_told_with_what_is_left_of_it() -> None:
    pauses = Pauses()
    assert pauses.heed(ADDRESS.origin, wish(120.0), 1_000.0)
    error = told(pauses, 1_030.5)
    assert error is not None
    assert (error.subject, error.reason) == ("https://news.example/b", "the server asks for a pause")
    assert (error.lasting, error.status, error.retry_after_s) == (Lasting.THROTTLED, 429, 90.0)
    assert told(pauses, 1_120.0) is None


def test_a_pause_is_the_wish_of_one_server_alone() -> None:
    pauses = Pauses()
    pauses.heed(ADDRESS.origin, wish(120.0), 0.0)
    for other in ("https://www.news.example/b", "https://news.example:8443/b"):
        assert told(pauses, 1.0, other) is None


@pytest.mark.parametrize(
    ("wait_s", "lasts_s", "left_s"), [(None, 60.0, None), (0.0, 60.0, 0.0), (86_400.0, 3_600.0, 1.0)]
)
def test_a_pause_is_remembered_for_a_minute_at_least_and_an_hour_at_most(
    wait_s: float | None, lasts_s: float, left_s: float | None
) -> None:
    pauses = Pauses()
    pauses.heed(ADDRESS.origin, wish(wait_s), 0.0)
    error = told(pauses, lasts_s - 1)
    assert error is not None
    assert error.retry_after_s == left_s
    assert told(pauses, lasts_s) is None


def test_other_errors_ask_for_no_pause() -> None:
    pauses = Pauses()
    assert not pauses.heed(ADDRESS.origin, wish(120.0, Lasting.TEMPORARY), 0.0)
    assert told(pauses, 0.0) is None


def test_only_what_is_over_is_forgotten() -> None:
    pauses = Pauses()
    pauses.heed(ADDRESS.origin, wish(120.0), 0.0)
    pauses.forget(119.0)
    assert told(pauses, 119.0)
    pauses.forget(120.0)
    assert told(pauses, 119.0) is None
