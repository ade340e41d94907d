"""Poll the sources that are due: ask, read what is new, store many polls at a time."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence

from pipeline.errors import ExtractError, FetchError, StoreError
from pipeline.model.article import SitemapIndex
from pipeline.model.page import Page
from pipeline.model.report import SourceOutcome
from pipeline.model.source import Source, SourceKind, SourceState
from pipeline.model.storing import PollSaved
from pipeline.run.folders import poll_folder
from pipeline.run.parts import Index, index_of, read_parts
from pipeline.run.plan import Plan
from pipeline.run.ports import Moment, Ports
from pipeline.run.reading import Document, Reading, read_document
from pipeline.run.settling import Polled, Round, settle, settle_reading
from pipeline.sources import NotChanged, PollFailed, PollOutcome, current_state, due, is_same_body, request_for

log = logging.getLogger("seedwatch.poll")

MOST_POLLS = 500  # stored in one transaction
MOST_ENTRIES = 1_000
MANY = 50  # documents to be read for the first time

Answer = Page | FetchError


def poll_sources(
    plan: Plan, ports: Ports, moment: Moment, *, force: bool, only: tuple[str, ...], before_digest: bool = False
) -> Iterator[SourceOutcome]:
    """Poll what is due, and say of each source what came of it. One that fails never disturbs another."""
    states = ports.store.sources.states()
    rhythm = plan.rhythm if before_digest else None
    chosen = due(plan.sources, states, moment.now, force=force, only=only, before_digest=rhythm)
    ports.progress.stage("sources", len(chosen))
    this = Round(plan=plan, ports=ports, moment=moment, states=states)
    for batch in batches(poll_all(chosen, this)):
        yield from store_batch(batch, this)


def batches(polls: Iterator[Polled]) -> Iterator[list[Polled]]:
    """Polls by the transaction: a statement for a thousand rows costs little more than one for a single row."""
    batch: list[Polled] = []
    entries = 0
    for polled in polls:
        batch.append(polled)
        entries += len(polled.poll.entries)
        if len(batch) >= MOST_POLLS or entries >= MOST_ENTRIES:
            yield batch
            batch, entries = [], 0
    if batch:
        yield batch


def store_batch(batch: list[Polled], this: Round) -> Iterator[SourceOutcome]:
    """Store polls together; if the database refuses them, one by one, so that an odd row costs its source alone.

    Raises ``StoreError`` when even a poll without entries is refused: then it is the database that fails.
    """
    store, stamp = this.ports.store.sources, this.moment.stamp
    try:
        saved = store.save_polls([polled.poll for polled in batch], stamp)
    except StoreError as error:
        if len(batch) > 1:
            for polled in batch:
                yield from store_batch([polled], this)
            return
        source = batch[0].poll.source
        log.exception("the database refuses what %s brought", source.id)
        refused = PollFailed(error=ExtractError(source.url, f"the database refuses what it brought: {error.reason}"))
        batch = [settle(source, refused, this)]
        saved = store.save_polls([batch[0].poll], stamp)
    yield from map(report_poll, batch, saved)


def poll_all(chosen: Sequence[Source], this: Round) -> Iterator[Polled]:
    """Ask every source and read what is new; stop between two sources when asked to."""
    for source in chosen:
        if source.kind is SourceKind.FOLDER and not this.ports.stopping():
            yield poll_folder(source, this)
    chosen = [source for source in chosen if source.kind is not SourceKind.FOLDER]
    at_once: list[Polled] = []  # polls that need no reading
    indexes: list[Index] = []
    documents = new_documents(chosen, this, at_once)
    never_read = sum(state_of(source, this).last_full_at is None for source in chosen)
    for document, reading in this.ports.crew.spread(read_document, documents, many=never_read >= MANY):
        yield from drain(at_once)
        if isinstance(reading, Reading) and isinstance(reading.feed, SitemapIndex):
            indexes.append(index_of(document, reading.feed))
            continue
        yield settle_reading(document, reading, this)
    yield from drain(at_once)
    for document, merged in read_parts(indexes, this):
        yield settle_reading(document, merged, this)


def state_of(source: Source, this: Round) -> SourceState:
    return current_state(source, this.states.get(source.id))


def drain(polls: list[Polled]) -> Iterator[Polled]:
    ready = polls.copy()
    polls.clear()
    yield from ready


def new_documents(chosen: Sequence[Source], this: Round, at_once: list[Polled]) -> Iterator[Document]:
    """The documents that have to be read, as they come; what needs no reading goes into ``at_once``."""
    ports, now = this.ports, this.moment.now
    by_id = {source.id: source for source in chosen}
    requests = [request_for(source, this.states.get(source.id), now) for source in chosen]
    for request, answer in ports.fetcher.fetch(requests):
        source = by_id[request.key]
        outcome = outcome_without_reading(state_of(source, this), answer)
        ports.progress.step(source.name)
        if outcome is None and isinstance(answer, Page):
            yield this.document(source, answer)
        elif outcome is not None:
            seconds = answer.elapsed_s if isinstance(answer, Page) else 0.0
            at_once.append(settle(source, outcome, this, seconds=seconds))
        if ports.stopping():
            return


def outcome_without_reading(before: SourceState, answer: Answer) -> PollOutcome | None:
    """What an answer means, if that can be told without reading it."""
    if isinstance(answer, FetchError):
        return PollFailed(error=answer)
    if answer.not_modified or is_same_body(before, answer):
        return NotChanged(page=answer)
    return None


def report_poll(polled: Polled, saved: PollSaved) -> SourceOutcome:
    source, state = polled.poll.source, polled.poll.state
    log.info(
        "polled source=%s health=%s entries=%d new=%d changed=%d%s",
        source.id,
        state.health,
        polled.entries,
        saved.new,
        saved.changed,
        f" reason={state.reason}" if state.reason else "",
    )
    return SourceOutcome(
        source_id=source.id,
        name=source.name,
        health=state.health,
        reason=state.reason or faults_of(polled),
        entries=polled.entries,
        new=saved.new,
        changed=saved.changed,
        seconds=round(polled.seconds, 3),
    )


def faults_of(polled: Polled) -> str:
    """What of a source could not be read, though the rest was: nobody else tells."""
    first, *more = polled.faults or ("",)
    return f"{first}, and {len(more)} more like it" if more else first
