"""What a poll comes to: which entries are believed, and how the source stands afterwards."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipeline.errors import ExtractError, FetchError
from pipeline.extract import hash_16
from pipeline.model.article import Feed
from pipeline.model.codec import from_plain, to_plain
from pipeline.model.page import Page
from pipeline.model.source import FeedMemory, Source, SourceState
from pipeline.model.storing import EntryToStore, PollToStore, Recognised
from pipeline.run.plan import Plan
from pipeline.run.ports import Moment, Ports
from pipeline.run.reading import Document, Reading
from pipeline.sources import (
    FeedRead,
    Held,
    PollFailed,
    PollOutcome,
    Rush,
    after_poll,
    current_state,
    is_all_new,
    judge_rush,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """A poll on its way to the store."""

    poll: PollToStore
    outcome: PollOutcome
    entries: int = 0  # in the document
    faults: tuple[str, ...] = ()  # what of it could not be read
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
        return Document(source=source, page=page, memory=memory, since=state.last_full_at, now=self.moment.now)


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
    all_new, rush = is_all_new(state, entries, fresh), Rush()
    if all_new:
        known = known or this.ports.store.sources.recognise(source, reading.entries)
        rush = judge_rush(state, feed.entries, known.alike, held=bool(memory.held), now=this.moment.now)
        if rush.hold:
            held = replace(memory, held=tuple(pack_entry(item) for item in reading.entries))
            return settle(source, Held(page=page, entries=entries), this, memory=held, entries=entries)
        reading = replace(reading, entries=with_held(reading.entries, memory))
    fresh -= len(rush.repeated)
    partial, missed = bool(reading.faults), all_new and fresh > 0 and bool(memory.items)
    return settle(
        source,
        FeedRead(page=page, feed=feed, fresh=fresh, missed=missed, partial=partial),
        this,
        reading=reading,
        memory=keep_longer(feed.memory, memory),
        # Those that only a sighting knows by its address are sightings still.
        renamed=frozenset(rush.repeated) | (known.same if known else frozenset()),
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


def pack_entry(item: EntryToStore) -> str:
    return json.dumps(to_plain(item), ensure_ascii=False)


def with_held(entries: tuple[EntryToStore, ...], memory: FeedMemory) -> tuple[EntryToStore, ...]:
    """The entries, and behind them those held before that have left the document since: nothing is lost by waiting."""
    held = [from_plain(EntryToStore, json.loads(packed)) for packed in memory.held]
    there = {item.entry.entry_id for item in entries} | {item.address for item in entries}
    return entries + tuple(item for item in held if not {item.entry.entry_id, item.address} & there)


def keep_longer(newer: FeedMemory | None, older: FeedMemory) -> FeedMemory:
    """What is remembered, with as many items of the document before: some servers show two documents in turn."""
    if newer is None or newer.head != older.head:
        return newer or FeedMemory()
    marks = {mark for mark, _ in newer.items}
    left = [item for item in older.items if item[0] not in marks]
    return replace(newer, items=newer.items + tuple(left[: len(newer.items)]))


def settle(
    source: Source,
    outcome: PollOutcome,
    this: Round,
    *,
    reading: Reading | None = None,
    memory: FeedMemory | None = None,
    renamed: frozenset[int] = frozenset(),
    entries: int = 0,
    seconds: float = 0.0,
) -> Polled:
    """The poll with the source's next state."""
    before = this.states.get(source.id)
    state = after_poll(source, before, outcome, this.moment.now, this.plan.rhythm, this.ports.dice())
    found, faults = (reading.entries, reading.faults) if reading else ((), ())
    poll = PollToStore(source=source, state=state, entries=found, memory=memory, renamed=renamed)
    return Polled(poll=poll, outcome=outcome, entries=entries, faults=faults, seconds=seconds)
