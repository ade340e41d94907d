"""What a poll teaches about a source: its health, when to ask again, and with which validators."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from pipeline.errors import ExtractError, FetchError, Lasting
from pipeline.model.article import Feed
from pipeline.model.page import Page
from pipeline.model.source import Health, Source, SourceState
from pipeline.sources.asking import current_state

_HOUR_S = 3_600.0
_LONGEST_PAUSE_S = 24 * _HOUR_S  # a source is never given up
_LONGEST_WISH_S = 7 * 24 * _HOUR_S  # of a server that asks for a pause itself
# Some servers let caches keep a feed for a year; news cannot wait for that.
_LONGEST_FRESHNESS_S = 6 * _HOUR_S
_SPREAD = 0.1  # of a pause, so that sources polled together drift apart
_MOST_DOUBLINGS = 20

_BLOCKED = frozenset({401, 402, 403, 407, 451})
_GONE = frozenset({404, 410})


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedRead:
    """A page came and was understood."""

    page: Page
    feed: Feed


@dataclass(frozen=True, slots=True, kw_only=True)
class NotChanged:
    """The server said 304, or sent the bytes we parsed last time (``is_same_body``)."""

    page: Page


@dataclass(frozen=True, slots=True, kw_only=True)
class PollFailed:
    """No page came, or one that is no feed."""

    error: FetchError | ExtractError


PollOutcome = FeedRead | NotChanged | PollFailed


def after_poll(
    source: Source, state: SourceState | None, outcome: PollOutcome, now: datetime, every_s: float, jitter: float
) -> SourceState:
    """The source's next state.

    ``every_s`` is the installation's interval in seconds, used where the source has none; ``jitter`` in [0, 1)
    lengthens the pause by up to a tenth.
    """
    known = replace(current_state(source, state), last_poll_at=now)
    every_s = every_s if source.every_s is None else source.every_s
    match outcome:
        case FeedRead(page=page, feed=feed):
            after, pause_s = _after_feed(known, page, feed, now), _fresh_s(page, every_s)
        case NotChanged(page=page):
            after, pause_s = _after_no_change(known, page, now), _fresh_s(page, every_s)
        case PollFailed(error=error):
            after = _after_failure(known, error, now)
            pause_s = _pause_s(error, after.failures, every_s)
    return replace(after, next_poll_at=now + timedelta(seconds=pause_s * (1 + _SPREAD * jitter)))


def is_same_body(state: SourceState | None, page: Page) -> bool:
    """Whether these bytes were the last ones parsed to the end, so that parsing them again brings nothing."""
    return state is not None and bool(state.body_hash) and state.body_hash == hash_of_body(page)


def hash_of_body(page: Page) -> str:
    return hashlib.sha256(page.body).hexdigest()


def _after_feed(known: SourceState, page: Page, feed: Feed, now: datetime) -> SourceState:
    reached = _reached(known, page, now)
    after = replace(reached, etag=page.etag, last_modified=page.last_modified, body_hash=hash_of_body(page))
    return _with_health(after, Health.HEALTHY if feed.entries else Health.EMPTY, "", now)


def _after_no_change(known: SourceState, page: Page, now: datetime) -> SourceState:
    """An unchanged page is as good as the last one was.

    A 304 to a state without validators confirms nothing: the last body was no feed, and it is the same still.
    """
    if page.not_modified and not (known.etag or known.last_modified):
        return replace(known, failures=known.failures + 1) if known.failures else known
    after = _reached(known, page, now)
    after = replace(after, etag=page.etag, last_modified=page.last_modified)
    stays_empty = known.health is Health.EMPTY
    return _with_health(after, Health.EMPTY if stays_empty else Health.UNCHANGED, "", now)


def _reached(known: SourceState, page: Page, now: datetime) -> SourceState:
    return replace(known, failures=0, last_ok_at=now, moved_to=page.moved_to or known.moved_to)


def _after_failure(known: SourceState, error: FetchError | ExtractError, now: datetime) -> SourceState:
    after = _with_health(replace(known, failures=known.failures + 1), _health_of(error), error.reason, now)
    if isinstance(error, ExtractError):
        # Were its validators kept, the same broken body would look fine as "not modified".
        return replace(after, etag="", last_modified="")
    if error.lasting is Lasting.PERMANENT and known.moved_to:
        # The move was a mistake or has ended: start again from the catalogue's address.
        return replace(after, moved_to="", etag="", last_modified="")
    return after


def _with_health(state: SourceState, health: Health, reason: str, now: datetime) -> SourceState:
    """The state with a health, which begins now unless it lasts already."""
    since = state.since if state.health is health and state.since else now
    return replace(state, health=health, since=since, reason=reason)


def _health_of(error: FetchError | ExtractError) -> Health:
    if isinstance(error, FetchError):
        if error.status in _BLOCKED:
            return Health.BLOCKED
        if error.status in _GONE:
            return Health.GONE
    return Health.THROTTLED if error.lasting is Lasting.THROTTLED else Health.FAILING


def _fresh_s(page: Page, every_s: float) -> float:
    """Not before the interval is over, nor before the server expects anything new."""
    return max(every_s, min(page.max_age_s or 0.0, _LONGEST_FRESHNESS_S))


def _pause_s(error: FetchError | ExtractError, failures: int, every_s: float) -> float:
    """The interval, doubled with each failure in a row up to a day; twice as long for what hardly mends by waiting.

    A server's own wish counts if it is longer.
    """
    patient = isinstance(error, FetchError) and error.lasting is Lasting.PERMANENT
    doublings = min(failures - 1 + patient, _MOST_DOUBLINGS)
    pause_s = max(every_s, min(every_s * 2.0**doublings, _LONGEST_PAUSE_S))
    wish_s = error.retry_after_s if isinstance(error, FetchError) else None
    return max(pause_s, min(wish_s or 0.0, _LONGEST_WISH_S))
