"""A source is asked as often as it brings something, and its silence is told of."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.article import Entry, Feed
from pipeline.model.page import Page
from pipeline.model.source import Health, Source, SourceKind, SourceState
from pipeline.sources import FeedRead, NotChanged, Rhythm, after_poll, due, request_for

START = datetime(2026, 3, 2, tzinfo=UTC)
SOURCE = Source(id="daily", name="Daily", url="https://daily.example/rss")
RHYTHM = Rhythm(every_s=1800, slowest_s=6 * 3600)
PAGE = Page(url=SOURCE.url, status=200, body=b"<rss/>", etag='"1"')


def entries(*hours_ago: float, now: datetime = START) -> tuple[Entry, ...]:
    return tuple(
        Entry(entry_id=str(ago), url="", title="t", published_at=now - timedelta(hours=ago)) for ago in hours_ago
    )


def poll(state: SourceState | None, now: datetime, fresh: int, **wishes: object) -> SourceState:
    feed = Feed(entries=entries(*range(fresh), now=now), dialect="rss20", seen=5)
    outcome = FeedRead(page=PAGE, feed=feed, fresh=fresh)
    return after_poll(SOURCE, state, replace(outcome, **wishes), now, RHYTHM, 0.0)  # type: ignore[arg-type]


def live(days: float, every_hours: float, fresh: int) -> SourceState:
    """A source that brings ``fresh`` entries at each poll."""
    state, now = None, START
    while now <= START + timedelta(days=days):
        state = poll(state, now, fresh)
        now += timedelta(hours=every_hours)
    assert state is not None
    return state


def pause_h(state: SourceState) -> float:
    assert state.next_poll_at is not None
    assert state.last_poll_at is not None
    return (state.next_poll_at - state.last_poll_at).total_seconds() / 3600


@pytest.mark.parametrize(
    ("ages_in_hours", "pace"),
    [
        ((), None),
        (range(0, 168, 24), 1.0),  # a week of days, all that the feed shows
        (range(0, 24 * 30, 24), 1.0),
        ([index / 10 for index in range(30)], 120.0),  # three hours, all that a wire's feed shows
        ((24 * 400, 24 * 500), 0.0),
    ],
)
def test_a_new_source_is_judged_by_its_dates(ages_in_hours: range, pace: float | None) -> None:
    state = after_poll(
        SOURCE,
        None,
        FeedRead(page=PAGE, feed=Feed(entries=entries(*ages_in_hours), dialect="rss20"), fresh=len(ages_in_hours)),
        START,
        RHYTHM,
        0.0,
    )
    assert state.pace == (None if pace is None else pytest.approx(pace, rel=0.2))


@pytest.mark.parametrize(("fresh", "hours"), [(20, 0.5), (2, 2.0), (0, 6.0)])
def test_the_pause_follows_the_pace_between_floor_and_ceiling(fresh: int, hours: float) -> None:
    state = live(40, 4, fresh) if fresh else replace(live(40, 4, 1), pace=0.0)
    after = poll(state, START + timedelta(days=41), fresh)
    assert pause_h(after) == pytest.approx(hours, rel=0.25)


def test_a_source_with_an_interval_of_its_own_keeps_to_it() -> None:
    own = replace(SOURCE, every_s=7200.0)
    state = after_poll(own, live(20, 4, 50), NotChanged(page=PAGE), START, RHYTHM, 0.0)
    assert pause_h(state) == 2.0


def test_a_feed_that_ran_over_is_asked_sooner_than_the_floor() -> None:
    state = live(1, 1, 3)
    assert state.last_poll_at is not None
    after = poll(state, state.last_poll_at + timedelta(minutes=40), 30, missed=True)
    assert pause_h(after) == pytest.approx(1 / 3)
    after = poll(after, START + timedelta(days=1, minutes=42), 30, missed=True)
    assert pause_h(after) == pytest.approx(5 / 60)


def test_an_interval_of_its_own_is_kept_to_though_the_feed_ran_over() -> None:
    own = replace(SOURCE, every_s=7200.0)
    feed = Feed(entries=entries(1, 2), dialect="rss20")
    outcome = FeedRead(page=PAGE, feed=feed, fresh=2, missed=True)
    assert pause_h(after_poll(own, live(1, 1, 3), outcome, START + timedelta(days=2), RHYTHM, 0.0)) == 2


def test_a_folder_that_nobody_fills_is_not_slow() -> None:
    folder = replace(SOURCE, kind=SourceKind.FOLDER)
    old = Feed(entries=entries(24 * 900), dialect="saved")
    state = after_poll(folder, None, FeedRead(page=PAGE, feed=old, fresh=1), START, RHYTHM, 0.0)
    assert (state.health, state.reason) == (Health.HEALTHY, "")


def test_the_feeds_own_wish_is_heeded_within_reason() -> None:
    feed = Feed(entries=(), dialect="rss20", seen=3, ttl_s=4 * 3600)
    outcome = FeedRead(page=PAGE, feed=feed)
    assert pause_h(after_poll(SOURCE, live(3, 1, 50), outcome, START, RHYTHM, 0.0)) == 4
    year = FeedRead(page=PAGE, feed=replace(feed, ttl_s=365 * 86400))
    assert pause_h(after_poll(SOURCE, live(3, 1, 50), year, START, RHYTHM, 0.0)) == 6


@pytest.mark.parametrize(
    ("fresh", "every_hours", "silent_days", "told"),
    [
        (4, 12, 2.5, ""),
        (4, 12, 5, "nothing new for 5 days; it used to bring about 8 entries a day"),
        (1, 24, 6, ""),
        (1, 24, 12, "nothing new for 12 days; it used to bring about 7 entries a week"),
        (1, 24 * 7, 40, ""),
        (1, 24 * 7, 61, "nothing new since 2026-05-04"),
    ],
)
def test_silence_is_told_of_when_it_is_unlike_the_source(
    fresh: int, every_hours: float, silent_days: float, told: str
) -> None:
    state = live(63, every_hours, fresh)
    assert state.last_new_at is not None
    now = state.last_new_at + timedelta(days=silent_days)
    while state.last_poll_at is not None and state.last_poll_at + timedelta(hours=20) < now:
        state = after_poll(SOURCE, state, NotChanged(page=PAGE), state.last_poll_at + timedelta(hours=20), RHYTHM, 0.0)
    state = after_poll(SOURCE, state, NotChanged(page=PAGE), now, RHYTHM, 0.0)
    assert (state.health, state.reason) == (Health.SLOW if told else Health.UNCHANGED, told)
    assert poll(state, now + timedelta(hours=1), 1).health is Health.HEALTHY


def test_a_feed_that_was_dead_when_it_was_met_is_told_of() -> None:
    old = Feed(entries=entries(24 * 300), dialect="rss20")
    state = after_poll(SOURCE, None, FeedRead(page=PAGE, feed=old, fresh=1), START, RHYTHM, 0.0)
    assert (state.health, state.reason) == (Health.SLOW, "nothing new since 2025-05-06")


def test_the_whole_document_is_asked_for_once_a_day() -> None:
    state = poll(None, START, 3)
    assert request_for(SOURCE, state, START + timedelta(hours=23)).etag == '"1"'
    assert request_for(SOURCE, state, START + timedelta(hours=25)).etag == ""
    unchanged = after_poll(
        SOURCE, state, NotChanged(page=replace(PAGE, status=304, not_modified=True)), START, RHYTHM, 0.0
    )
    assert request_for(SOURCE, unchanged, START + timedelta(hours=25)).etag == ""
    whole = after_poll(SOURCE, unchanged, NotChanged(page=PAGE), START + timedelta(hours=25), RHYTHM, 0.0)
    assert request_for(SOURCE, whole, START + timedelta(hours=26)).etag == '"1"'


def test_a_server_whose_validators_stay_while_its_feed_changes_is_not_believed_again() -> None:
    state = poll(poll(None, START, 3), START + timedelta(days=1), 2)
    assert state.distrusted
    assert request_for(SOURCE, state, START + timedelta(days=1, minutes=1)).etag == ""
    honest = poll(poll(None, START, 3), START + timedelta(days=1), 2, page=replace(PAGE, etag='"2"'))
    assert not honest.distrusted


@given(st.lists(st.tuples(st.floats(0.001, 1000), st.integers(0, 500)), max_size=30))
def test_paces_and_pauses_stay_within_bounds(polls: list[tuple[float, int]]) -> None:
    state, now = poll(None, START, 3), START
    for hours, fresh in polls:
        now += timedelta(hours=hours)
        state = poll(state, now, fresh)
        assert state.pace is not None
        assert state.pace >= 0
        assert 0.5 <= pause_h(state) <= 6


def test_before_a_digest_every_source_in_no_trouble_is_asked_once_more() -> None:
    slow = replace(live(40, 4, 1), next_poll_at=START + timedelta(days=42))
    assert slow.last_poll_at is not None
    soon, later = slow.last_poll_at + timedelta(minutes=29), slow.last_poll_at + timedelta(minutes=31)
    assert due([SOURCE], {SOURCE.id: slow}, later) == ()
    assert due([SOURCE], {SOURCE.id: slow}, later, before_digest=RHYTHM) == (SOURCE,)
    assert due([SOURCE], {SOURCE.id: slow}, soon, before_digest=RHYTHM) == ()
    blocked = replace(slow, health=Health.THROTTLED)
    assert due([SOURCE], {SOURCE.id: blocked}, later, before_digest=RHYTHM) == ()
