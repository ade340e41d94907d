"""Which sources are due, and what to ask of each."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from pipeline.model.page import PageRequest
from pipeline.model.source import Source, SourceKind, SourceState
from pipeline.sources.queries import pause_between
from pipeline.sources.rhythm import Rhythm

# Some servers answer by it; the last part is for those that refuse what they cannot name.
_ACCEPT_FEED = (
    "application/rss+xml, application/atom+xml, application/rdf+xml, application/feed+json, "
    "application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
)
_ACCEPT = {
    SourceKind.SITEMAP: "application/xml, text/xml, */*;q=0.5",
    SourceKind.LIST: "text/html, application/xhtml+xml;q=0.9, */*;q=0.5",
}
# No pause is longer than a week, so a plan beyond that was made while the clock was wrong.
_FARTHEST_PLAN = timedelta(days=9)
# Some servers say "not modified" for ever. Once a day costs an honest one little.
_WHOLE_EVERY = timedelta(days=1)


def due(
    sources: Sequence[Source],
    states: Mapping[str, SourceState],
    now: datetime,
    *,
    force: bool = False,
    only: Collection[str] = (),
    before_digest: Rhythm | None = None,
) -> tuple[Source, ...]:
    """Sources to poll now, the longest overdue first; ``only`` (ids, empty for all) and ``force`` choose by hand.

    With ``before_digest``, the bounds of the rhythm, a digest is about to be built: sources in no trouble are asked
    too if their shortest interval is over, for what they brought since should be in it.
    """
    chosen = [source for source in sources if not only or source.id in only]
    known = {source.id: current_state(source, states.get(source.id)) for source in chosen}
    if not force:
        chosen = [
            source
            for source in chosen
            if _has_come(known[source.id].next_poll_at, now) or _is_stale(source, known[source.id], now, before_digest)
        ]
    return tuple(sorted(chosen, key=lambda source: _urgency(known[source.id].next_poll_at)))


def request_for(source: Source, state: SourceState | None, now: datetime) -> PageRequest:
    """The request for a source's document, at its new address if it moved for good.

    It asks for the whole document unless that is known already, and now and then all the same: of a server whose word
    was false before, at every poll.
    """
    known = current_state(source, state)
    whole = known.distrusted or known.last_full_at is None or now - known.last_full_at >= _WHOLE_EVERY
    return PageRequest(
        key=source.id,
        url=known.moved_to or source.url,
        etag="" if whole else known.etag,
        last_modified="" if whole else known.last_modified,
        accept=_ACCEPT.get(source.kind, _ACCEPT_FEED),
        apart_s=pause_between(source.engine),
        # A feed is made to be asked by programs; a list page is made for people.
        by_robots=source.robots and source.kind is SourceKind.LIST,
    )


def current_state(source: Source, state: SourceState | None) -> SourceState:
    """The state, or a fresh one when the catalogue's address is another than the state was made with."""
    if state is None or state.polled_url != source.url:
        return SourceState(source_id=source.id, polled_url=source.url)
    return state


def _has_come(plan: datetime | None, now: datetime) -> bool:
    return plan is None or plan <= now or plan > now + _FARTHEST_PLAN


def _is_stale(source: Source, known: SourceState, now: datetime, rhythm: Rhythm | None) -> bool:
    if rhythm is None or known.health.in_trouble or known.last_poll_at is None:
        return False
    return now - known.last_poll_at >= timedelta(seconds=rhythm.of(source)[0])


def _urgency(plan: datetime | None) -> float:
    """Smaller is sooner; never asked before is soonest."""
    return plan.timestamp() if plan else 0.0
