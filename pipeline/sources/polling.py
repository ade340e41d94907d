"""What a poll teaches about a source: its health, when to ask again, and with which validators."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from pipeline.errors import ExtractError, FetchError, Lasting
from pipeline.model.article import Feed
from pipeline.model.page import Page
from pipeline.model.source import Health, Source, SourceKind, SourceState
from pipeline.sources.asking import current_state
from pipeline.sources.rhythm import Rhythm, interval_s, newest_of, next_pace, silence

_HOUR_S = 3_600.0
_DAY_S = 24 * _HOUR_S
_SHORTEST_PAUSE_S = 300.0  # however fast a source overflows
_LONGEST_PAUSE_S = _DAY_S  # after failures: a source is never given up
_LONGEST_WISH_S = 7 * _DAY_S  # of a server that asks for a pause itself
_GONE_PAUSE_S = 7 * _DAY_S  # a server that says 410 means it; asking once a week costs nobody anything
# Some servers let caches keep a feed for a year; news cannot wait for that.
_LONGEST_FRESHNESS_S = 6 * _HOUR_S
_UNTIL_CONFIRMED_S = 600.0  # held entries are looked for again soon
_SPREAD = 0.1  # of a pause, so that sources polled together drift apart
_MOST_DOUBLINGS = 20
_LOST_AFTER = 3  # failures at the place where a source moved to

_BLOCKED = frozenset({401, 402, 403, 407, 451})
_GONE = frozenset({404, 410})


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedRead:
    """A page came and was understood. ``fresh`` of its entries were never seen before."""

    page: Page
    feed: Feed
    fresh: int = 0
    missed: bool = False  # nothing of the last document is in this one: some entries may have come and gone between
    partial: bool = False  # some of its parts could not be had


@dataclass(frozen=True, slots=True, kw_only=True)
class NotChanged:
    """The server said 304, or sent the bytes we parsed last time (``is_same_body``)."""

    page: Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A page came whose entries are all new at once, beyond belief: they wait for the next poll."""

    page: Page
    entries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PollFailed:
    """No page came, or one that is not what the source is to be."""

    error: FetchError | ExtractError


PollOutcome = FeedRead | NotChanged | Held | PollFailed


def after_poll(
    source: Source, state: SourceState | None, outcome: PollOutcome, now: datetime, rhythm: Rhythm, jitter: float
) -> SourceState:
    """The source's next state. ``jitter`` in [0, 1) lengthens the pause by up to a tenth."""
    known = current_state(source, state)
    every_s, slowest_s = rhythm.of(source)
    match outcome:
        case FeedRead(page=page):
            news = _after_feed(known, outcome, now)
            pause_s = _fresh_s(page, news["ttl_s"], interval_s(news["pace"], every_s, slowest_s))
            if outcome.missed and source.every_s is None:
                pause_s = _sooner_s(known, pause_s, now)
        case NotChanged(page=page):
            news = _after_no_change(known, page, now)
            pause_s = _fresh_s(page, known.ttl_s, interval_s(news["pace"], every_s, slowest_s))
        case Held(page=page, entries=entries):
            news = _after_holding(known, page, entries, now)
            pause_s = min(every_s, _UNTIL_CONFIRMED_S)
        case PollFailed(error=error):
            news = _after_failure(known, error, now)
            pause_s = _pause_s(error, known.failures + 1, every_s)
    if source.kind is not SourceKind.FOLDER and news.get("health") in {Health.HEALTHY, Health.UNCHANGED}:
        news |= _health_by_silence(known, news, now)
    pause = timedelta(seconds=pause_s * (1 + _SPREAD * jitter))
    return replace(known, last_poll_at=now, next_poll_at=now + pause, **news)


def is_same_body(state: SourceState | None, page: Page) -> bool:
    """Whether these bytes were the last ones parsed to the end, so that parsing them again brings nothing."""
    return state is not None and bool(state.body_hash) and state.body_hash == hash_of_body(page)


def hash_of_body(page: Page) -> str:
    """ "" for a page without a body: nothing is known by that."""
    return hashlib.sha256(page.body).hexdigest() if page.body else ""


def _after_feed(known: SourceState, read: FeedRead, now: datetime) -> dict[str, Any]:
    page = read.page
    news = _reached(known, page, now) | {
        "etag": page.etag,
        "last_modified": page.last_modified,
        "body_hash": hash_of_body(page),
        "last_full_at": known.last_full_at if read.partial else now,
        "ttl_s": read.feed.ttl_s,
        "empty": not (read.feed.entries or read.feed.seen),
        "pace": next_pace(known, read.fresh, read.feed.entries, now),
        "distrusted": known.distrusted or (read.fresh > 0 and _kept_its_validators(known, page)),
    }
    if known.last_ok_at is None and read.feed.entries:
        news["last_new_at"] = newest_of(read.feed.entries, now)
    elif read.fresh:
        news["last_new_at"] = now
    return news | _health(known, Health.EMPTY if news["empty"] else Health.HEALTHY, "", now)


def _kept_its_validators(known: SourceState, page: Page) -> bool:
    """Whether the same validators came with new entries: by them we would have been told "not modified"."""
    if page.etag or known.etag:
        return page.etag == known.etag
    return bool(page.last_modified) and page.last_modified == known.last_modified


def _after_no_change(known: SourceState, page: Page, now: datetime) -> dict[str, Any]:
    """An unchanged page is as good as the last one was.

    A 304 to a state without validators confirms nothing: the last body was no feed, and it is the same still.
    """
    if page.not_modified and not (known.etag or known.last_modified):
        return {"failures": known.failures + bool(known.failures), "pace": known.pace}
    news = _reached(known, page, now) | {
        "etag": page.etag,
        "last_modified": page.last_modified,
        "pace": next_pace(known, 0, (), now),
        "empty": known.empty,
    }
    if not page.not_modified:
        news["last_full_at"] = now
    return news | _health(known, Health.EMPTY if known.empty else Health.UNCHANGED, "", now)


def _after_holding(known: SourceState, page: Page, entries: int, now: datetime) -> dict[str, Any]:
    """The next poll must bring the whole document again, changed or not."""
    reason = f"all its {entries} entries are new at once; they are held until the next poll shows them again"
    unread = {"etag": "", "last_modified": "", "body_hash": ""}
    return _reached(known, page, now) | unread | _health(known, Health.HEALTHY, reason, now)


def _reached(known: SourceState, page: Page, now: datetime) -> dict[str, Any]:
    return {"failures": 0, "last_ok_at": now, "moved_to": page.moved_to or known.moved_to}


def _after_failure(known: SourceState, error: FetchError | ExtractError, now: datetime) -> dict[str, Any]:
    reason = f"{error.reason}. {error.remedy}" if error.remedy else error.reason
    news = {"failures": known.failures + 1} | _health(known, _health_of(error), reason, now)
    astray = error.lasting is Lasting.PERMANENT or known.failures >= _LOST_AFTER
    if known.moved_to and astray:
        # The move was a mistake or has ended: start again from the catalogue's address.
        return news | {"moved_to": "", "etag": "", "last_modified": ""}
    if isinstance(error, ExtractError):
        # Were its validators kept, the same broken body would look fine as "not modified".
        return news | {"etag": "", "last_modified": ""}
    return news


def _health_by_silence(known: SourceState, news: dict[str, Any], now: datetime) -> dict[str, Any]:
    """Slower than usual, if it is."""
    told = silence(news.get("pace"), news.get("last_new_at", known.last_new_at), now)
    return _health(known, Health.SLOW, told, now) if told else {}


def _health(known: SourceState, health: Health, reason: str, now: datetime) -> dict[str, Any]:
    """A health, which begins now unless it lasts already."""
    since = known.since if known.health is health and known.since else now
    return {"health": health, "since": since, "reason": reason}


def _health_of(error: FetchError | ExtractError) -> Health:
    if isinstance(error, FetchError):
        if error.unwelcome or error.status in _BLOCKED:
            return Health.BLOCKED
        if error.status in _GONE:
            return Health.GONE
    return Health.THROTTLED if error.lasting is Lasting.THROTTLED else Health.FAILING


def _sooner_s(known: SourceState, pause_s: float, now: datetime) -> float:
    """Half the time since the last poll, for a source that brought more than its document holds."""
    waited_s = (now - known.last_poll_at).total_seconds() if known.last_poll_at else pause_s
    return max(_SHORTEST_PAUSE_S, min(pause_s, waited_s / 2))


def _fresh_s(page: Page, ttl_s: float | None, pause_s: float) -> float:
    """Not before the interval is over, nor before server or feed expect anything new."""
    return max(pause_s, min(max(page.max_age_s or 0.0, ttl_s or 0.0), _LONGEST_FRESHNESS_S))


def _pause_s(error: FetchError | ExtractError, failures: int, every_s: float) -> float:
    """The interval, doubled with each failure in a row up to a day; twice as long for what hardly mends by waiting.

    A server's own wish counts if it is longer, and "gone" (410) means a week.
    """
    patient = isinstance(error, FetchError) and error.lasting is Lasting.PERMANENT
    doublings = min(failures - 1 + patient, _MOST_DOUBLINGS)
    pause_s = max(every_s, min(every_s * 2.0**doublings, _LONGEST_PAUSE_S))
    if not isinstance(error, FetchError):
        return pause_s
    wish_s = _GONE_PAUSE_S if error.status == 410 else min(error.retry_after_s or 0.0, _LONGEST_WISH_S)
    return max(pause_s, wish_s)
