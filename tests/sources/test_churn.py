"""A whole feed that is new at once is not believed at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from pipeline.model.article import Entry
from pipeline.model.source import SourceState
from pipeline.sources import is_all_new, judge_rush

NOW = datetime(2026, 3, 9, 12, tzinfo=UTC)
KNOWN = SourceState(
    source_id="daily",
    last_ok_at=NOW - timedelta(hours=1),
    last_new_at=NOW - timedelta(hours=5),
    pace=8.0,
)


def feed(count: int, published_at: datetime | None = None) -> tuple[Entry, ...]:
    return tuple(
        Entry(entry_id=f"{number}", url="", title=f"Title {number}", published_at=published_at)
        for number in range(count)
    )


@pytest.mark.parametrize(("entries", "fresh", "expected"), [(20, 20, True), (20, 19, False), (4, 4, False)])
def test_only_a_feed_that_is_new_from_end_to_end_is_looked_at(entries: int, fresh: int, expected: bool) -> None:
    assert is_all_new(KNOWN, entries, fresh) is expected


def test_a_source_met_for_the_first_time_is_believed() -> None:
    assert not is_all_new(SourceState(source_id="new"), 20, 20)


def test_old_entries_under_new_names_are_known_by_their_titles() -> None:
    rush = judge_rush(KNOWN, feed(10), frozenset(range(8)), held=False, now=NOW)
    assert (rush.repeated, rush.hold) == (tuple(range(8)), False)


def test_entries_dated_after_the_last_poll_are_believed_whatever_their_titles() -> None:
    fresh = feed(40, NOW - timedelta(minutes=10))
    assert judge_rush(KNOWN, fresh, frozenset(range(40)), held=False, now=NOW) == judge_rush(
        KNOWN, fresh, frozenset(), held=False, now=NOW
    )
    assert not judge_rush(KNOWN, fresh, frozenset(), held=False, now=NOW).hold


@pytest.mark.parametrize("published_at", [None, NOW - timedelta(days=3)])
def test_a_crowd_of_undated_strangers_waits_once(published_at: datetime | None) -> None:
    crowd = feed(40, published_at)
    assert judge_rush(KNOWN, crowd, frozenset(), held=False, now=NOW).hold
    assert not judge_rush(KNOWN, crowd, frozenset(), held=True, now=NOW).hold


def test_as_many_as_the_pace_lets_expect_are_believed() -> None:
    assert not judge_rush(KNOWN, feed(6), frozenset(), held=False, now=NOW).hold
    after_a_week = replace(KNOWN, last_new_at=NOW - timedelta(days=7))
    assert not judge_rush(after_a_week, feed(40), frozenset(), held=False, now=NOW).hold
