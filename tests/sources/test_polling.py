"""A source's life, told as scenarios."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ExtractError, FetchError, Lasting
from pipeline.model.article import Entry, Feed
from pipeline.model.page import Page
from pipeline.model.source import Health, Source, SourceState
from pipeline.sources import (
    FeedRead,
    NotChanged,
    PollFailed,
    PollOutcome,
    Rhythm,
    after_poll,
    due,
    is_same_body,
    request_for,
    trouble,
)

NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)
SOURCE = Source(id="daily", name="The Daily", url="https://news.example/rss")
HOUR = 3600.0
HOURLY = Rhythm(every_s=HOUR, slowest_s=HOUR)
PAGE = Page(url=SOURCE.url, status=200, body=b"<rss/>", etag='"v1"', last_modified="Mon")
FULL = Feed(dialect="rss20", entries=(Entry(entry_id="1", url="", title="T"),))


def read(feed: Feed = FULL, **page: object) -> FeedRead:
    return FeedRead(page=replace(PAGE, **page), feed=feed)  # type: ignore[arg-type]  # any of its fields


def not_modified() -> NotChanged:
    return NotChanged(page=replace(PAGE, status=304, body=b"", not_modified=True))


def failed(lasting: Lasting = Lasting.TEMPORARY, status: int | None = None, wait_s: float | None = None) -> PollFailed:
    return PollFailed(error=FetchError(SOURCE.url, "it failed", lasting=lasting, status=status, retry_after_s=wait_s))


def no_feed() -> PollFailed:
    return PollFailed(error=ExtractError(SOURCE.url, "this is a web page, not a feed"))


def live(*outcomes: PollOutcome, source: Source = SOURCE, jitter: float = 0.0) -> SourceState:
    """Poll once an hour with these outcomes; the last poll is at ``NOW``."""
    state = None
    for hours_ago, outcome in zip(range(len(outcomes) - 1, -1, -1), outcomes, strict=True):
        state = after_poll(source, state, outcome, NOW - timedelta(hours=hours_ago), HOURLY, jitter)
    assert state is not None
    return state


def pause_s(state: SourceState) -> float:
    assert state.next_poll_at is not None
    return (state.next_poll_at - NOW).total_seconds()


@pytest.mark.parametrize(
    ("outcomes", "health", "hours_lasting", "reason"),
    [
        ([read()], Health.HEALTHY, 0, ""),
        ([read(), read(), read()], Health.HEALTHY, 2, ""),
        ([read(), not_modified()], Health.UNCHANGED, 0, ""),
        ([read(), NotChanged(page=PAGE), not_modified()], Health.UNCHANGED, 1, ""),
        ([read(replace(FULL, entries=()))], Health.EMPTY, 0, ""),
        ([read(replace(FULL, entries=())), not_modified()], Health.EMPTY, 1, ""),
        ([read(), failed()], Health.FAILING, 0, "it failed"),
        ([read(), failed(), failed()], Health.FAILING, 1, "it failed"),
        ([read(), failed(), not_modified()], Health.UNCHANGED, 0, ""),
        ([read(), failed(), read()], Health.HEALTHY, 0, ""),
        ([failed(Lasting.THROTTLED, 429)], Health.THROTTLED, 0, "it failed"),
        ([failed(Lasting.PERMANENT, 403)], Health.BLOCKED, 0, "it failed"),
        ([failed(Lasting.PERMANENT, 451)], Health.BLOCKED, 0, "it failed"),
        ([failed(Lasting.PERMANENT, 404)], Health.GONE, 0, "it failed"),
        ([failed(Lasting.PERMANENT, 410), read()], Health.HEALTHY, 0, ""),
        ([failed(Lasting.PERMANENT)], Health.FAILING, 0, "it failed"),
        ([read(), no_feed()], Health.FAILING, 0, "this is a web page, not a feed"),
        ([read(), no_feed(), not_modified()], Health.FAILING, 1, "this is a web page, not a feed"),
        ([read(), no_feed(), NotChanged(page=PAGE)], Health.UNCHANGED, 0, ""),
        ([read(replace(FULL, entries=())), failed(), not_modified()], Health.EMPTY, 0, ""),
        ([read(replace(FULL, entries=(), seen=3))], Health.HEALTHY, 0, ""),
    ],
)
def test_health_and_since_when(outcomes: list[PollOutcome], health: Health, hours_lasting: int, reason: str) -> None:
    state = live(*outcomes)
    assert (state.health, state.reason) == (health, reason)
    assert state.since == NOW - timedelta(hours=hours_lasting)


def test_the_last_good_poll_is_remembered() -> None:
    state = live(read(), failed(), failed())
    assert state.last_ok_at == NOW - timedelta(hours=2)
    assert state.last_poll_at == NOW
    assert live(read()).last_ok_at == NOW


@pytest.mark.parametrize(
    ("outcomes", "hours"),
    [
        ([read()], 1),
        ([read(max_age_s=2 * HOUR)], 2),
        ([read(max_age_s=60.0)], 1),
        ([read(max_age_s=365 * 24 * HOUR)], 6),
        ([failed()], 1),
        ([failed()] * 3, 4),
        ([failed()] * 50, 24),
        ([failed(Lasting.PERMANENT, 404)], 2),
        ([failed(Lasting.PERMANENT, 404)] * 50, 24),
        ([failed(Lasting.PERMANENT, 410)], 7 * 24),
        ([no_feed()] * 2, 2),
        ([failed(Lasting.THROTTLED, 429, 5 * HOUR)], 5),
        ([failed(Lasting.THROTTLED, 429, 60.0)], 1),
        ([failed(Lasting.THROTTLED, 429, 9_999 * HOUR)], 7 * 24),
        ([failed(), failed(), read()], 1),
        ([read(replace(FULL, ttl_s=3 * HOUR))], 3),
        ([read(replace(FULL, ttl_s=3 * HOUR)), not_modified()], 3),
    ],
)
def test_pauses_grow_with_failures_and_end(outcomes: list[PollOutcome], hours: float) -> None:
    assert pause_s(live(*outcomes)) == hours * HOUR


def test_a_sources_own_interval_counts_even_if_longer_than_a_day() -> None:
    slow = replace(SOURCE, every_s=48 * HOUR)
    assert pause_s(live(read(), source=slow)) == 48 * HOUR
    assert pause_s(live(failed(), failed(), source=slow)) == 48 * HOUR


@given(st.floats(0, 1, exclude_max=True), st.integers(1, 100))
def test_chance_lengthens_a_pause_by_a_tenth_at_most(jitter: float, failures: int) -> None:
    certain = after_poll(SOURCE, SourceState(source_id="daily", failures=failures), failed(), NOW, HOURLY, 0.0)
    chance = after_poll(SOURCE, SourceState(source_id="daily", failures=failures), failed(), NOW, HOURLY, jitter)
    assert pause_s(certain) <= pause_s(chance) <= pause_s(certain) * 1.1 + 1


def test_validators_are_sent_again_unless_the_content_was_bad() -> None:
    request = request_for(SOURCE, live(read()), NOW)
    assert (request.etag, request.last_modified) == ('"v1"', "Mon")
    assert request_for(SOURCE, live(read(), failed()), NOW).etag == '"v1"'
    assert request_for(SOURCE, live(read(), no_feed()), NOW).etag == ""
    assert request_for(SOURCE, None, NOW).etag == ""


def test_the_same_bytes_are_known() -> None:
    state = live(read())
    assert is_same_body(state, PAGE)
    assert not is_same_body(state, replace(PAGE, body=b"<rss>new</rss>"))
    assert not is_same_body(None, PAGE)
    assert not is_same_body(live(no_feed()), PAGE)


def test_a_move_for_good_is_followed_until_the_new_place_is_gone() -> None:
    moved = live(read(moved_to="https://new.example/rss"))
    assert request_for(SOURCE, moved, NOW).url == "https://new.example/rss"
    assert (
        request_for(SOURCE, live(read(moved_to="https://new.example/rss"), read()), NOW).url
        == "https://new.example/rss"
    )
    back = live(read(moved_to="https://new.example/rss"), failed(Lasting.PERMANENT, 404))
    assert (request_for(SOURCE, back, NOW).url, request_for(SOURCE, back, NOW).etag) == (SOURCE.url, "")


@pytest.mark.parametrize("outcomes", [[no_feed()], [failed()] * 4])
def test_a_source_that_moved_astray_is_looked_for_where_it_was(outcomes: list[PollOutcome]) -> None:
    state = live(read(moved_to="https://new.example/rss"), *outcomes)
    assert request_for(SOURCE, state, NOW).url == SOURCE.url


def test_a_source_that_moved_is_not_given_up_for_one_bad_day() -> None:
    state = live(read(moved_to="https://new.example/rss"), failed(), failed())
    assert request_for(SOURCE, state, NOW).url == "https://new.example/rss"


def test_another_address_in_the_catalogue_starts_afresh() -> None:
    state = live(read(moved_to="https://new.example/rss"), failed())
    elsewhere = replace(SOURCE, url="https://other.example/rss")
    assert request_for(elsewhere, state, NOW).url == elsewhere.url
    assert request_for(elsewhere, state, NOW).etag == ""
    assert due([elsewhere], {"daily": state}, NOW) == (elsewhere,)
    assert trouble(state, elsewhere, NOW) is None


def test_what_is_due_comes_longest_overdue_first() -> None:
    names = ("later", "overdue", "now", "new", "clock-was-wrong")
    sources = [replace(SOURCE, id=name) for name in names]
    plans = {"later": 1, "overdue": -5, "now": 0, "clock-was-wrong": 24 * 365}
    states = {
        name: SourceState(source_id=name, polled_url=SOURCE.url, next_poll_at=NOW + timedelta(hours=hours))
        for name, hours in plans.items()
    }
    assert [source.id for source in due(sources, states, NOW)] == ["new", "overdue", "now", "clock-was-wrong"]
    assert len(due(sources, states, NOW, force=True)) == len(sources)
    assert [source.id for source in due(sources, states, NOW, force=True, only=("later",))] == ["later"]
    assert due(sources, states, NOW, only=("later",)) == ()


@pytest.mark.parametrize(
    ("outcomes", "troubled"),
    [
        ([read()], False),
        ([not_modified()], False),
        ([read(replace(FULL, entries=()))], False),
        ([failed()], True),
        ([failed(Lasting.THROTTLED, 429)], True),
        ([failed(Lasting.PERMANENT, 403)], True),
        ([failed(Lasting.PERMANENT, 404)], True),
        ([no_feed()], True),
    ],
)
def test_readers_are_told_of_trouble(outcomes: list[PollOutcome], troubled: bool) -> None:
    state = live(*outcomes)
    told = trouble(state, SOURCE, NOW)
    assert (told is not None) is troubled
    if told:
        assert (told.source_id, told.name, told.reason, told.since) == ("daily", "The Daily", state.reason, NOW)


def test_a_source_forgotten_for_days_is_trouble_and_a_new_one_is_not() -> None:
    told = trouble(live(read()), SOURCE, NOW + timedelta(days=4))
    assert told is not None
    assert told.since == NOW
    assert trouble(live(read()), SOURCE, NOW + timedelta(days=1)) is None
    assert trouble(None, SOURCE, NOW) is None
