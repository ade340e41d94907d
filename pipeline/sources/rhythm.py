"""How often a source brings something new, and how often it is worth asking.

A source's pace is its number of new entries a day, over two weeks or so: at each poll the old pace fades by
exp(-days / 14) and every new entry adds a fourteenth. It needs no history, and irregular polls do not disturb it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from pipeline.model.article import Entry
from pipeline.model.source import Source, SourceState

_MEMORY_DAYS = 14.0
_DAY_S = 86_400.0
_FIRST_LOOK = timedelta(days=7)  # of a new source's dated entries, for a first guess
_LEAST_SAMPLE = 3
_LEAST_SPAN_DAYS = 0.25  # feeds that show the last hour only would else look ten times as busy as they are
# Silence that is told of: three days, so that no weekend and few holidays are, and eight times the usual pause.
_LEAST_SILENCE_DAYS = 3.0
_SILENT_GAPS = 8.0
_DORMANT_DAYS = 60.0  # nothing for so long is told of, whatever the pace was


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """Between which bounds, in seconds, the time to a source's next poll adapts to its pace."""

    every_s: float
    slowest_s: float

    def of(self, source: Source) -> tuple[float, float]:
        """A source with an interval of its own keeps to that."""
        if source.every_s is not None:
            return source.every_s, source.every_s
        return self.every_s, max(self.every_s, self.slowest_s)


def next_pace(state: SourceState, fresh: int, entries: Sequence[Entry], now: datetime) -> float | None:
    """The pace after a poll that brought ``fresh`` new entries; None while it cannot be told.

    A source met for the first time is judged by the dates of its ``entries``.
    """
    if state.last_ok_at is None:
        return _first_pace(entries, now)
    days = max(0.0, (now - state.last_ok_at).total_seconds() / _DAY_S)
    if state.pace is None and not fresh:
        return None
    return (state.pace or 0.0) * math.exp(-days / _MEMORY_DAYS) + fresh / _MEMORY_DAYS


def newest_of(entries: Sequence[Entry], now: datetime) -> datetime:
    """When a source met for the first time brought its newest entry, as far as it says so; else now."""
    dates = [when for entry in entries if (when := entry.published_at or entry.updated_at)]
    return min(max(dates), now) if dates else now


def interval_s(pace: float | None, every_s: float, slowest_s: float) -> float:
    """Seconds to the next poll: the usual time between two entries, from ``every_s`` to ``slowest_s``."""
    if pace is None:
        return every_s
    return max(every_s, min(slowest_s, _DAY_S / pace if pace > 0 else slowest_s))


def expected_by(state: SourceState, now: datetime) -> float:
    """How many entries the source may have brought since it last brought one."""
    since = state.last_new_at or state.last_ok_at
    days = (now - since).total_seconds() / _DAY_S if since else 0.0
    return (state.pace or 0.0) * max(0.0, days)


def silence(pace: float | None, last_new_at: datetime | None, now: datetime) -> str:
    """What is odd about the time since the last new entry, in a sentence; "" when nothing is."""
    if last_new_at is None or pace is None:
        return ""
    days = (now - last_new_at).total_seconds() / _DAY_S
    if days > _DORMANT_DAYS:
        return f"nothing new since {last_new_at:%Y-%m-%d}"
    # The pace has faded since; what it was when the silence began is what "usual" means.
    usual = pace * math.exp(max(0.0, days) / _MEMORY_DAYS)
    if days <= _LEAST_SILENCE_DAYS or days * usual <= _SILENT_GAPS:
        return ""
    return f"nothing new for {days:.0f} days; it used to bring {_often(usual)}"


def _often(pace: float) -> str:
    return f"about {pace:.0f} entries a day" if pace >= 1.5 else f"about {max(1.0, pace * 7):.0f} entries a week"


def _first_pace(entries: Sequence[Entry], now: datetime) -> float | None:
    dates = [when for entry in entries if (when := entry.published_at or entry.updated_at)]
    if not dates:
        return None
    recent = [when for when in dates if now - _FIRST_LOOK < when <= now]
    # A feed that is too short for the look is judged by the time it reaches back, if it shows enough for that.
    short = len(recent) == len(dates) >= _LEAST_SAMPLE
    span_days = (now - min(recent)).total_seconds() / _DAY_S if short else _FIRST_LOOK.days
    return len(recent) / max(_LEAST_SPAN_DAYS, span_days)
