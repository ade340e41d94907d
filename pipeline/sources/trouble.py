"""What a reader must know about a source, so that its silence is not taken for news."""

from __future__ import annotations

from datetime import datetime, timedelta

from pipeline.model.digest import SourceTrouble
from pipeline.model.source import Health, Source, SourceState
from pipeline.sources.asking import current_state

# Two days without a question mean that the service stood still, whatever the source's health was before.
_FORGOTTEN_AFTER = timedelta(days=2)
# Feeds of days without news are empty for a weekend; for longer, the address may show nothing any more.
_EMPTY_AFTER = timedelta(days=3)


def trouble(state: SourceState | None, source: Source, now: datetime) -> SourceTrouble | None:
    """The trouble with a source and since when, None when there is none (or it was never asked)."""
    known = current_state(source, state)
    if known.health.in_trouble or known.health is Health.SLOW:
        return SourceTrouble(source_id=source.id, name=source.name, reason=known.reason, since=known.since)
    if known.health is Health.EMPTY and known.since and known.since < now - _EMPTY_AFTER:
        reason = "its feed has been empty"
        return SourceTrouble(source_id=source.id, name=source.name, reason=reason, since=known.since)
    overdue = known.next_poll_at is not None and known.next_poll_at < now - _FORGOTTEN_AFTER
    if overdue:
        reason = "it was not asked for some time"
        return SourceTrouble(source_id=source.id, name=source.name, reason=reason, since=known.last_poll_at)
    return None
