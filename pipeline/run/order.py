"""One run, many entrances.

sources.due(now)
| fetch feeds            in parallel, polite per host
| extract entries
| keep unseen            store, one transaction a source
| fetch + extract pages  of new and edited articles
| match                  against the profile of each watch
| stories, digest        when its slot has come
| deliver                each channel by itself
"""

from __future__ import annotations

import json
import logging
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta

from pipeline.errors import RunError
from pipeline.model.codec import to_plain
from pipeline.model.report import DeliveryOutcome, DigestOutcome, RunReport, RunRequest
from pipeline.model.storing import StoredDelivery, StoredDigest
from pipeline.run.delivering import deliver_due
from pipeline.run.digesting import make_digest, slot_to_fill
from pipeline.run.judging import judge_new
from pipeline.run.pages import fetch_pages
from pipeline.run.plan import Plan, WatchPlan
from pipeline.run.polling import poll_sources
from pipeline.run.ports import Ports

log = logging.getLogger("seedwatch.run")


def run(request: RunRequest, plan: Plan, ports: Ports, now: datetime) -> RunReport:
    """Do what ``request`` asks, in the order of the rooms, and tell what came of it.

    Raises ``RunError`` when the request names an unknown source or another run is going on, and ``StoreError`` when
    the database fails. Everything else that goes wrong is a line in the report.
    """
    check_request(request, plan)
    with exclusive_run(ports):
        now = after_last_run(ports, now)
        inputs = json.dumps({watch.name: watch.profile.version for watch in plan.watches}, sort_keys=True)
        run_id = ports.store.runs.start_run(request.trigger, plan.code_version, plan.settings_hash, inputs, now)
        report = run_stages(request, plan, ports, now)
        ports.store.runs.finish_run(run_id, json.dumps(to_plain(report), ensure_ascii=False), now)
        return report


@contextmanager
def exclusive_run(ports: Ports) -> Iterator[None]:
    """Hold the one right to write; raise ``RunError`` when somebody else holds it."""
    with ports.store.runs.exclusive("run") as mine:
        if not mine:
            raise RunError("", "another run is going on", remedy="Wait for its end; `seedwatch status` shows it")
        yield


def check_request(request: RunRequest, plan: Plan) -> None:
    known = {source.id for source in plan.sources}
    if unknown := [source for source in request.sources if source not in known]:
        raise RunError(", ".join(unknown), "no such source", remedy="`seedwatch sources` lists them")


def after_last_run(ports: Ports, now: datetime) -> datetime:
    """Keep time going forward: after a clock was set back, windows would else leave out what is stored from now on."""
    last = ports.store.runs.runs(1)
    if last and now <= last[0].started_at:
        log.warning(
            "the clock stands before the last run; going on from there clock=%s last=%s", now, last[0].started_at
        )
        return last[0].started_at + timedelta(microseconds=1)
    return now


def run_stages(request: RunRequest, plan: Plan, ports: Ports, now: datetime) -> RunReport:
    interrupted = ports.store.deliveries.settle_interrupted(now)
    notices = [*request.notices, *(describe_interrupted(delivery) for delivery in interrupted)]
    sources = tuple(poll_sources(plan, ports, now, force=request.force, only=request.sources)) if request.poll else ()
    fetched, failed = fetch_pages(plan, ports, now) if request.poll else (0, 0)
    watches = tuple(judge_new(watch, ports, now) for watch in plan.watches)
    digests: list[DigestOutcome] = []
    for watch in plan.watches:
        if not ports.stopping():
            digests += finish_watch(watch, request, plan, ports, now, notices)
    return RunReport(
        started_at=now,
        sources=sources,
        pages_fetched=fetched,
        pages_failed=failed,
        watches=watches,
        digests=tuple(digests),
        notices=tuple(notices),
    )


def finish_watch(
    watch: WatchPlan, request: RunRequest, plan: Plan, ports: Ports, now: datetime, notices: list[str]
) -> list[DigestOutcome]:
    """Build the watch's digest if one is due, deliver what is pending, and tell of both."""
    digests: dict[int, StoredDigest] = {}
    deliveries: defaultdict[int, list[DeliveryOutcome]] = defaultdict(list)
    if request.digest and (slot := slot_to_fill(watch, ports, now, force=request.force)):
        stored = make_digest(watch, slot, plan, ports, now, notices)
        digests[stored.id] = stored
        log.info("digest watch=%s slot=%s items=%d", watch.name, stored.slot, len(stored.digest.items))
    for stored, outcome in deliver_due(watch.name, ports, now) if request.deliver else ():
        digests[stored.id] = stored
        deliveries[stored.id].append(outcome)
    return [tell_digest(stored, deliveries[stored.id]) for _, stored in sorted(digests.items())]


def tell_digest(stored: StoredDigest, deliveries: Sequence[DeliveryOutcome]) -> DigestOutcome:
    return DigestOutcome(
        watch=stored.watch,
        digest_id=stored.id,
        slot=stored.slot,
        items=len(stored.digest.items),
        deliveries=tuple(deliveries),
    )


def describe_interrupted(delivery: StoredDelivery) -> str:
    return (
        f"An earlier digest (number {delivery.digest_id}) was interrupted while being sent by {delivery.channel}; "
        f"it may not have arrived. `seedwatch digest --show {delivery.digest_id}` shows it."
    )
