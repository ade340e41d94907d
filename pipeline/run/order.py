"""One run, many entrances.

sources.due(now)
| fetch feeds            in parallel, polite per host
| extract entries
| keep unseen            store, many polls a transaction
| fetch + extract pages  of new and edited articles
| match                  against the profile of each watch
| stories, digest        when its slot has come
| deliver                each channel by itself
| index                  what is new, for `search`
"""

from __future__ import annotations

import json
import logging
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta

from pipeline.errors import RunError, SeedwatchError
from pipeline.model.codec import to_plain
from pipeline.model.report import DeliveryOutcome, DigestOutcome, RunReport, RunRequest, SourceOutcome, WatchOutcome
from pipeline.model.storing import StoredDigest
from pipeline.run.delivering import deliver_due
from pipeline.run.digesting import make_digest, slot_to_fill
from pipeline.run.judging import judge_new
from pipeline.run.pages import fetch_pages
from pipeline.run.plan import Plan, WatchPlan
from pipeline.run.polling import poll_sources
from pipeline.run.ports import Moment, Ports
from pipeline.run.searching import keep_index

log = logging.getLogger("seedwatch.run")


def run(request: RunRequest, plan: Plan, ports: Ports, now: datetime) -> RunReport:
    """Do what ``request`` asks, in the order of the rooms, and tell what came of it.

    Raises ``RunError`` when the request names an unknown source or another run is going on, and ``StoreError`` when
    the database fails. Everything else that goes wrong is a line in the report.
    """
    check_request(request, plan)
    with recorded_run(request.trigger, plan, ports, now) as (moment, record):
        report = run_stages(request, plan, ports, moment)
        record(report)
        keep_index(ports.store, ports.progress, ports.stopping)
        return report


def check_request(request: RunRequest, plan: Plan) -> None:
    known = {source.id for source in plan.sources}
    if unknown := [source for source in request.sources if source not in known]:
        raise RunError(", ".join(unknown), "no such source", remedy="`seedwatch sources` lists them")


@contextmanager
def recorded_run(
    trigger: str, plan: Plan, ports: Ports, now: datetime
) -> Iterator[tuple[Moment, Callable[[RunReport], None]]]:
    """Hold the one right to write, and keep a record of the run: what shaped it, and what came of it.

    Raises ``RunError`` when somebody else holds the right.
    """
    with ports.store.runs.exclusive("run") as mine:
        if not mine:
            raise RunError("", "another run is going on", remedy="Wait for its end; `seedwatch status` shows it")
        moment = take_stamp(ports, plan, now)
        inputs = json.dumps({watch.name: watch.profile.version for watch in plan.watches}, sort_keys=True)
        run_id = ports.store.runs.start_run(trigger, plan.code_version, plan.settings_hash, inputs, moment.stamp)

        def record(report: RunReport) -> None:
            summary = "" if report.is_idle else json.dumps(to_plain(report), ensure_ascii=False)
            ports.store.runs.finish_run(run_id, summary, max(ports.clock(), moment.stamp))

        try:
            yield moment, record
        finally:
            ports.crew.close()
            ports.progress.close()


def take_stamp(ports: Ports, plan: Plan, now: datetime) -> Moment:
    last = next(iter(ports.store.runs.runs(1)), None)
    edited = last is not None and last.settings_hash != plan.settings_hash
    if last is None or now > last.started_at:
        return Moment(now=now, stamp=now, edited=edited)
    log.warning("the clock stands before the last run clock=%s last=%s", now, last.started_at)
    return Moment(now=now, stamp=last.started_at + timedelta(microseconds=1), edited=edited)


def run_stages(request: RunRequest, plan: Plan, ports: Ports, moment: Moment) -> RunReport:
    ports.store.deliveries.settle_interrupted(moment.stamp)
    notices = [*request.notices, *(f"The watch {name} has no profile yet: `seedwatch learn`" for name in plan.unlearnt)]
    sources: tuple[SourceOutcome, ...] = ()
    fetched = failed = 0
    if request.poll:
        force = request.force or moment.edited  # an edit may have mended a source, or wants it looked at more often
        eve = request.digest and any(slot_to_fill(watch, ports, moment.now, force=False) for watch in plan.watches)
        polled = poll_sources(plan, ports, moment, force=force, only=request.sources, before_digest=eve)
        sources = tuple(polled)
        fetched, failed = fetch_pages(plan, ports, moment.stamp)
    outcomes: list[WatchOutcome] = []
    digests: list[DigestOutcome] = []
    for watch in plan.watches:
        with guarded(watch, notices):
            outcomes.append(judge_new(watch, ports, moment.stamp))
            if not ports.stopping():
                digests += finish_watch(watch, request, plan, ports, moment)
    return RunReport(
        started_at=moment.stamp,
        sources=sources,
        pages_fetched=fetched,
        pages_failed=failed,
        watches=tuple(outcomes),
        digests=tuple(digests),
        notices=tuple(notices),
        stopped=ports.stopping(),
    )


@contextmanager
def guarded(watch: WatchPlan, notices: list[str]) -> Iterator[None]:
    """Turn a bug met in one watch into a line of the report, so that the other watches get their digest."""
    try:
        yield
    except SeedwatchError:
        raise
    except Exception as error:  # one watch that trips a bug of ours must not keep the others from their digest
        log.exception("the watch %s tripped a fault of this program", watch.name)
        notices.append(f"The watch {watch.name} tripped a fault of this program ({type(error).__name__}); see the log")


def finish_watch(
    watch: WatchPlan, request: RunRequest, plan: Plan, ports: Ports, moment: Moment
) -> list[DigestOutcome]:
    """Build the watch's digest if one is due, deliver what is pending, and tell of both."""
    digests: dict[int, StoredDigest] = {}
    deliveries: defaultdict[int, list[DeliveryOutcome]] = defaultdict(list)
    wanted = request.digest and (request.force or was_ever_reached(ports))
    if wanted and (slot := slot_to_fill(watch, ports, moment.now, force=request.force)):
        stored = make_digest(watch, slot, plan, ports, moment, request.notices)
        digests[stored.id] = stored
        log.info("digest watch=%s slot=%s items=%d", watch.name, stored.slot, len(stored.digest.items))
    for stored, outcome in deliver_due(watch.name, ports, moment.now) if request.deliver else ():
        digests[stored.id] = stored
        deliveries[stored.id].append(outcome)
    return [tell_digest(stored, deliveries[stored.id]) for _, stored in sorted(digests.items())]


def was_ever_reached(ports: Ports) -> bool:
    """Whether any source was ever understood: before, a digest would only fill the slot of the first real one."""
    return any(state.last_ok_at for state in ports.store.sources.states().values())


def tell_digest(stored: StoredDigest, deliveries: Sequence[DeliveryOutcome]) -> DigestOutcome:
    return DigestOutcome(
        watch=stored.watch,
        digest_id=stored.id,
        slot=stored.slot,
        items=len(stored.digest.items),
        deliveries=tuple(deliveries),
    )
