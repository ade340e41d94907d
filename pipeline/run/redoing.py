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
from pipeline.run.judging import judge_new, judge_window
from pipeline.run.order import after_last_run, exclusive_run, tell_digest
from pipeline.run.plan import Plan, WatchPlan
from pipeline.run.ports import Ports, Store

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
    with exclusive_run(ports):
        now = after_last_run(ports, now)
        watches = tuple(judge_window(watch, ports, now, since, until) for watch in plan.watches)
        digests = (
            tuple(redo_digest(watch, ports, since, until, now, send=send) for watch in plan.watches) if digest else ()
        )
    return RunReport(started_at=now, watches=watches, digests=digests)


def redo_digest(
    watch: WatchPlan, ports: Ports, since: datetime, until: datetime, now: datetime, *, send: bool
) -> DigestOutcome:
    channels = [channel for channel in ports.channels[watch.name] if send or channel.name == FILES]
    stored = remake_digest(watch, ports, now, since, until, channels)
    outcomes = [
        deliver_one(delivery, stored, ports, now)
        for delivery in ports.store.deliveries.deliveries(stored.id)
        if delivery.state is DeliveryState.PENDING
    ]
    return tell_digest(stored, outcomes)


def preview_digest(watch: WatchPlan, plan: Plan, ports: Ports, now: datetime) -> Parcel:
    """Judge what is new and show what a digest would say now, without storing or sending it.

    Raises ``RunError`` while another run is going on.
    """
    with exclusive_run(ports):
        judge_new(watch, ports, now)
        slot = Slot(key=f"preview:{now:%Y-%m-%dT%H:%M:%SZ}", due_at=now)
        return render_digest(build_digest(new_material(watch, slot, plan, ports, now, ())))


def find_digest(store: Store, watch: str, number: int) -> StoredDigest:
    stored = store.digests.digest_numbered(watch, number)
    if stored is None:
        raise RunError(str(number), f"no such digest of {watch}", remedy="`seedwatch digest --list` shows them")
    return stored


def resend(ports: Ports, stored: StoredDigest, now: datetime) -> RunReport:
    """Send a digest by each channel whose delivery is not known to have arrived.

    The Message-ID stays the same, so a mail program can tell a second copy. Raises ``RunError`` when every channel has
    sent it, or while another run is going on.
    """
    with exclusive_run(ports):
        ports.store.deliveries.settle_interrupted(now)
        open_ones = [
            delivery
            for delivery in ports.store.deliveries.deliveries(stored.id)
            if delivery.state is not DeliveryState.SENT
        ]
        if not open_ones:
            raise RunError(f"digest {stored.id}", "every channel has sent it, or it was never to be sent")
        outcomes = [deliver_one(delivery, stored, ports, now) for delivery in open_ones]
    return RunReport(started_at=now, digests=(tell_digest(stored, outcomes),))
