"""What a poll comes to: which entries are believed, and how the source stands afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipeline.errors import ExtractError, FetchError
from pipeline.extract import hash_16
from pipeline.model.article import Feed
from pipeline.model.page import Page
from pipeline.model.source import FeedMemory, Source, SourceState
from pipeline.model.storing import PollToStore, Recognised
from pipeline.run.plan import Plan
from pipeline.run.ports import Moment, Ports
from pipeline.run.reading import Document, Reading, without
from pipeline.sources import (
    FeedRead,
    Held,
    PollFailed,
    PollOutcome,
    after_poll,
    current_state,
    is_all_new,
    is_confirmed,
    judge_rush,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """A poll on its way to the store."""

    poll: PollToStore
    outcome: PollOutcome
    entries: int = 0  # in the document
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What all polls of a round share."""

    plan: Plan
    ports: Ports
    moment: Moment
    states: Mapping[str, SourceState]

    def document(self, source: Source, page: Page) -> Document:
        state = current_state(source, self.states.get(source.id))
        known = state.last_ok_at is not None
        memory = self.ports.store.sources.memory(source.id) if known else FeedMemory()
        return Document(source=source, page=page, memory=memory, since=state.last_ok_at, now=self.moment.now)


def settle_reading(document: Document, reading: Reading | FetchError | ExtractError, this: Round) -> Polled:
    """Decide what a document that was read brings: its entries, or none that can be believed yet."""
    source, page = document.source, document.page
    if isinstance(reading, FetchError | ExtractError):
        return settle(source, PollFailed(error=reading), this, seconds=page.elapsed_s)
    assert isinstance(reading.feed, Feed)
    feed, memory = reading.feed, document.memory
    entries = len(feed.entries) + feed.seen
    state = current_state(source, this.states.get(source.id))
    fresh, known = count_fresh(state, document, reading, feed.seen, this)
    all_new = is_all_new(state, entries, fresh)
    if all_new:
        known = known or this.ports.store.sources.recognise(source, reading.entries)
        titles = tuple(hash_16(entry.title) for entry in feed.entries)
        rush = judge_rush(state, feed.entries, known.alike, is_confirmed(memory.held, titles), this.moment.now)
        if rush.hold:
            outcome = Held(page=page, entries=entries)
            return settle(source, outcome, this, memory=replace(memory, held=titles), entries=entries)
        reading = without(reading, rush.repeated)
        fresh -= len(rush.repeated)
    return settle(
        source,
        FeedRead(page=page, feed=feed, fresh=fresh, missed=all_new and bool(memory.items)),
        this,
        reading=reading,
        memory=feed.memory or FeedMemory(),
        entries=entries,
        seconds=page.elapsed_s,
    )


def count_fresh(
    state: SourceState, document: Document, reading: Reading, seen: int, this: Round
) -> tuple[int, Recognised | None]:
    """How many of the entries are new to the source; if the store had to be asked, what it knows.

    Entries that left the document and came back are no news, so when all look new, the store is asked.
    """
    if state.last_ok_at is None:
        return len(reading.entries), None
    if document.memory.items:
        ids = {entry_hash for _, entry_hash in document.memory.items}
        fresh = sum(hash_16(item.entry.entry_id) not in ids for item in reading.entries)
        if seen or fresh < len(reading.entries):
            return fresh, None
    known = this.ports.store.sources.recognise(document.source, reading.entries)
    return len(reading.entries) - len(known.same), known


def settle(
    source: Source,
    outcome: PollOutcome,
    this: Round,
    *,
    reading: Reading | None = None,
    memory: FeedMemory | None = None,
    entries: int = 0,
    seconds: float = 0.0,
) -> Polled:
    """The poll with the source's next state."""
    before = this.states.get(source.id)
    state = after_poll(source, before, outcome, this.moment.now, this.plan.rhythm, this.ports.dice())
    poll = PollToStore(source=source, state=state, entries=reading.entries if reading else (), memory=memory)
    return Polled(poll=poll, outcome=outcome, entries=entries, seconds=seconds)
