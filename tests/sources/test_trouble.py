"""What a digest's foot says of a source: silence must not be taken for news."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pipeline.model.source import Health, Source, SourceState
from pipeline.sources import trouble

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
SOURCE = Source(id="herald", name="Herald", url="https://herald.example/feed")


def state(health: Health, days: float, *, next_in_days: float = 0.01) -> SourceState:
    return SourceState(
        source_id="herald",
        polled_url=SOURCE.url,
        health=health,
        since=NOW - timedelta(days=days),
        last_poll_at=NOW - timedelta(hours=1),
        next_poll_at=NOW + timedelta(days=next_in_days),
        reason="no answer",
    )


@pytest.mark.parametrize("health", [health for health in Health if health.in_trouble])
def test_trouble_is_told_with_its_reason_and_since_when(health: Health) -> None:
    told = trouble(state(health, 1), SOURCE, NOW)
    assert told is not None
    assert (told.reason, told.since) == ("no answer", NOW - timedelta(days=1))


@pytest.mark.parametrize(("days", "expected"), [(2, None), (4, "its feed has been empty")])
def test_an_empty_feed_is_told_of_after_some_days(days: float, expected: str | None) -> None:
    told = trouble(state(Health.EMPTY, days), SOURCE, NOW)
    assert (told.reason if told else None) == expected


def test_a_source_nobody_asked_for_days_is_told_of() -> None:
    told = trouble(state(Health.HEALTHY, 9, next_in_days=-3), SOURCE, NOW)
    assert told is not None
    assert "not asked" in told.reason


def test_a_healthy_source_is_no_trouble_and_neither_is_one_with_a_new_address() -> None:
    assert trouble(state(Health.HEALTHY, 30), SOURCE, NOW) is None
    moved = Source(id="herald", name="Herald", url="https://herald.example/new")
    assert trouble(state(Health.GONE, 30), moved, NOW) is None
