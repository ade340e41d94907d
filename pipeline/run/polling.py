"""Poll the sources that are due: fetch, parse, store, one transaction a source."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator, Mapping
from datetime import datetime

from pipeline.errors import ExtractError, FetchError
from pipeline.extract import normalise_url, parse_feed, settle_date
from pipeline.model.article import Entry, Feed
from pipeline.model.page import Page
from pipeline.model.report import SourceOutcome
from pipeline.model.source import Source, SourceState
from pipeline.model.storing import EntryToStore, PollSaved
from pipeline.run.plan import Plan
from pipeline.run.ports import Moment, Ports
from pipeline.sources import FeedRead, NotChanged, PollFailed, PollOutcome, after_poll, due, is_same_body, request_for
from pipeline.text.language import detect_language

log = logging.getLogger("seedwatch.poll")

Answer = Page | FetchError


def poll_sources(
    plan: Plan, ports: Ports, moment: Moment, *, force: bool, only: tuple[str, ...]
) -> Iterator[SourceOutcome]:
    """Poll what is due, and say of each source what came of it. One that fails never disturbs another."""
    states = ports.store.sources.states()
    chosen = {source.id: source for source in due(plan.sources, states, moment.now, force=force, only=only)}
    ports.progress.stage("sources", len(chosen))
    requests = [request_for(source, states.get(source.id)) for source in chosen.values()]
    for request, answer in ports.fetcher.fetch(requests):
        source = chosen[request.key]
        outcome = store_answer(source, states, answer, plan, ports, moment)
        ports.progress.step(source.name)
        yield outcome
        if ports.stopping():
            return


def store_answer(
    source: Source, states: Mapping[str, SourceState], answer: Answer, plan: Plan, ports: Ports, moment: Moment
) -> SourceOutcome:
    before = states.get(source.id)
    outcome, entries = read_answer(source, before, answer, moment.now)
    after = after_poll(source, before, outcome, moment.now, plan.every_s, ports.dice())
    saved = ports.store.sources.save_poll(source, after, entries, moment.stamp)
    return report_poll(source, after, saved, len(entries), answer)


def read_answer(
    source: Source, before: SourceState | None, answer: Answer, now: datetime
) -> tuple[PollOutcome, tuple[EntryToStore, ...]]:
    """Turn what came over the network into what it means; parse only bytes that are new."""
    if isinstance(answer, FetchError):
        return PollFailed(error=answer), ()
    if answer.not_modified or is_same_body(before, answer):
        return NotChanged(page=answer), ()
    try:
        feed = parse_feed(answer)
        return FeedRead(page=answer, feed=feed), settle_entries(source, feed, now)
    except ExtractError as error:
        return PollFailed(error=error), ()
    except Exception as error:  # a feed that trips a bug of ours must not end the run of all others
        log.exception("the feed of %s tripped a fault of this program", source.id)
        reason = f"a fault of this program ({type(error).__name__}); see the log"
        return PollFailed(error=ExtractError(source.url, reason)), ()


def settle_entries(source: Source, feed: Feed, now: datetime) -> tuple[EntryToStore, ...]:
    return tuple(settle_entry(source, entry, now) for entry in feed.entries)


def settle_entry(source: Source, entry: Entry, now: datetime) -> EntryToStore:
    """Decide what the feed leaves open: the address by which the entry is known, its language, its date."""
    published_at, origin = settle_date(entry.published_at, entry.updated_at, now)
    sample = f"{entry.title}\n{entry.summary or entry.content[:1000]}"
    return EntryToStore(
        entry=entry,
        canonical_url=normalise_url(entry.url) if entry.url else address_without_link(source, entry),
        language=detect_language(sample, source.language),
        published_at=published_at,
        date_origin=origin,
    )


def address_without_link(source: Source, entry: Entry) -> str:
    return f"seedwatch:{source.id}/{hashlib.sha256(entry.entry_id.encode()).hexdigest()[:16]}"


def report_poll(source: Source, state: SourceState, saved: PollSaved, entries: int, answer: Answer) -> SourceOutcome:
    seconds = answer.elapsed_s if isinstance(answer, Page) else 0.0
    log.info(
        "polled source=%s health=%s entries=%d new=%d changed=%d%s",
        source.id,
        state.health,
        entries,
        saved.new,
        saved.changed,
        f" reason={state.reason}" if state.reason else "",
    )
    return SourceOutcome(
        source_id=source.id,
        name=source.name,
        health=state.health,
        reason=state.reason,
        entries=entries,
        new=saved.new,
        changed=saved.changed,
        seconds=round(seconds, 3),
    )
