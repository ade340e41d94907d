"""Which sources are due, and what to ask of each."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from pipeline.model.page import PageRequest
from pipeline.model.source import Source, SourceState

# Some servers answer by it; the last part is for those that refuse what they cannot name.
_ACCEPT = (
    "application/rss+xml, application/atom+xml, application/rdf+xml, application/feed+json, "
    "application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
)
# No pause is longer than a week, so a plan beyond that was made while the clock was wrong.
_FARTHEST_PLAN = timedelta(days=8)


def due(
    sources: Sequence[Source],
    states: Mapping[str, SourceState],
    now: datetime,
    *,
    force: bool = False,
    only: Collection[str] = (),
) -> tuple[Source, ...]:
    """Sources to poll now, the longest overdue first; ``only`` (ids, empty for all) and ``force`` choose by hand."""
    chosen = [source for source in sources if not only or source.id in only]
    plans = {source.id: current_state(source, states.get(source.id)).next_poll_at for source in chosen}
    if not force:
        chosen = [source for source in chosen if _has_come(plans[source.id], now)]
    return tuple(sorted(chosen, key=lambda source: _urgency(plans[source.id])))


def request_for(source: Source, state: SourceState | None) -> PageRequest:
    """The request for a source's feed: at its new address if it moved for good, whole unless it is known already."""
    known = current_state(source, state)
    return PageRequest(
        key=source.id,
        url=known.moved_to or source.url,
        etag=known.etag,
        last_modified=known.last_modified,
        accept=_ACCEPT,
    )


def current_state(source: Source, state: SourceState | None) -> SourceState:
    """The state, or a fresh one when the catalogue's address is another than the state was made with."""
    if state is None or state.polled_url != source.url:
        return SourceState(source_id=source.id, polled_url=source.url)
    return state


def _has_come(plan: datetime | None, now: datetime) -> bool:
    return plan is None or plan <= now or plan > now + _FARTHEST_PLAN


def _urgency(plan: datetime | None) -> float:
    """Smaller is sooner; never asked before is soonest."""
    return plan.timestamp() if plan else 0.0
