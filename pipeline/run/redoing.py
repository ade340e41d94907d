"""What is done by hand with what is stored: judge and digest a window again, look at a digest, send one again.

Nothing is polled, and nothing is doubled.
"""

from __future__ import annotations

from datetime import datetime

from pipeline.digest import Slot, build_digest, render_digest
from pipeline.errors import RunError
from pipeline.model.digest import DeliveryState, Parcel
from pipeline.model.report import DigestOutcome, RunReport
from pipeline.model.storing import StoredDigest
from pipeline.run.delivering import deliver_one
from pipeline.run.digesting import new_material, remake_digest
from pipeline.run.judging import fresh_hits, judge_window
from pipeline.run.order import recorded_run, take_stamp, tell_digest
from pipeline.run.plan import Plan, WatchPlan
from pipeline.run.ports import Moment, Ports, Store

FILES = "files"  # the channel that a repeated digest always goes to; the others only when asked


def redo(
    plan: Plan, ports: Ports, since: datetime, until: datetime, now: datetime, *, digest: bool, send: bool
) -> RunReport:
    """Judge the articles whose text was stored in [since, until) again and, if asked, build their digest again.

    The digest goes to files; to the other channels only with ``send``. Raises ``RunError`` for an empty window or
    while another run is going on.
    """
    if since >= until:
        raise RunError("", f"the window from {since:%Y-%m-%d %H:%M} to {until:%Y-%m-%d %H:%M} is empty")
    with recorded_run("rerun", plan, ports, now) as (moment, record):
        watches = tuple(judge_window(watch, ports, moment.stamp, since, until) for watch in plan.watches)
        made = [redo_digest(watch, ports, since, until, moment, send=send) for watch in plan.watches] if digest else []
        report = RunReport(started_at=moment.stamp, watches=watches, digests=tuple(made))
        record(report)
        return report


def redo_digest(
    watch: WatchPlan, ports: Ports, since: datetime, until: datetime, moment: Moment, *, send: bool
) -> DigestOutcome:
    channels = [channel for channel in ports.channels[watch.name] if send or channel.name == FILES]
    stored = remake_digest(watch, ports, moment.stamp, since, until, channels)
    outcomes = [
        deliver_one(delivery, stored, ports, moment.now)
        for delivery in ports.store.deliveries.deliveries(stored.id)
        if delivery.state is DeliveryState.PENDING
    ]
    return tell_digest(stored, outcomes)


def preview_digest(watch: WatchPlan, plan: Plan, ports: Ports, now: datetime) -> Parcel:
    """Show what a digest would say now, without storing or sending anything; a run may go on meanwhile."""
    moment = take_stamp(ports, plan, now)
    slot = Slot(key=f"preview:{now:%Y-%m-%dT%H:%M:%SZ}", due_at=now)
    since = ports.store.digests.last_delivered_end(watch.name)
    fresh = fresh_hits(watch, ports, since)
    return render_digest(build_digest(new_material(watch, slot, plan, ports, moment, fresh=fresh)))


def find_digest(store: Store, watch: str, number: int) -> StoredDigest:
    stored = store.digests.digest_numbered(watch, number)
    if stored is None:
        raise RunError(str(number), f"no such digest of {watch}", remedy="`seedwatch digest --list` shows them")
    return stored


def resend(plan: Plan, ports: Ports, stored: StoredDigest, now: datetime) -> RunReport:
    """Send a digest by each channel whose delivery is not known to have arrived.

    The Message-ID stays the same, so a mail program can tell a second copy. Raises ``RunError`` when every channel has
    sent it, or while another run is going on.
    """
    with recorded_run("resend", plan, ports, now) as (moment, record):
        ports.store.deliveries.settle_interrupted(moment.stamp)
        open_ones = [
            delivery
            for delivery in ports.store.deliveries.deliveries(stored.id)
            if delivery.state is not DeliveryState.SENT
        ]
        outcomes = [deliver_one(delivery, stored, ports, moment.now) for delivery in open_ones]
        digests = (tell_digest(stored, outcomes),) if open_ones else ()
        report = RunReport(started_at=moment.stamp, digests=digests)
        record(report)
    if not open_ones:
        raise RunError(f"digest {stored.id}", "every channel has sent it, or it was never to be sent")
    return report
