"""Runs of the past: what each did, and which judgements are its own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from pipeline.errors import RunError
from pipeline.model.codec import from_plain
from pipeline.model.report import RunReport, WatchOutcome
from pipeline.model.storing import StoredRun
from pipeline.run.ports import RunStore

_LOOKED_THROUGH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class PastRun:
    """A run with what it told at its end."""

    id: int
    trigger: str
    started_at: datetime  # all that it judged carries this very time
    finished_at: datetime | None
    new_articles: int = 0
    watches: tuple[WatchOutcome, ...] = ()

    def outcome(self, watch: str) -> WatchOutcome | None:
        return next((outcome for outcome in self.watches if outcome.watch == watch), None)


def past_runs(runs: RunStore, limit: int) -> tuple[PastRun, ...]:
    """The last runs, newest first. One with nothing to do is kept only until the next begins."""
    return tuple(_as_past(stored) for stored in runs.runs(limit))


def find_run(runs: RunStore, number: int) -> PastRun:
    """Raises ``RunError`` when there is no such run, or it is too long ago."""
    newest = next(iter(runs.runs(1)), None)
    behind = newest.id - number if newest else -1
    if 0 <= behind < _LOOKED_THROUGH:
        for stored in runs.runs(behind + 1):
            if stored.id == number:
                return _as_past(stored)
    raise RunError(str(number), f"no such run among the last {_LOOKED_THROUGH}", remedy="`seedwatch status` lists some")


def _as_past(stored: StoredRun) -> PastRun:
    report = from_plain(RunReport, json.loads(stored.summary)) if stored.summary else None
    return PastRun(
        id=stored.id,
        trigger=stored.trigger,
        started_at=stored.started_at,
        finished_at=stored.finished_at,
        new_articles=report.new_articles if report else 0,
        watches=report.watches if report else (),
    )
