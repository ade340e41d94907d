"""Hand stored digests to their channels. A delivery is a row of its own, written before and after each step."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime, timedelta

from pipeline.digest import render_digest
from pipeline.errors import DeliverError, Lasting, StoreError
from pipeline.model.digest import DeliveryState
from pipeline.model.report import DeliveryOutcome
from pipeline.model.storing import StoredDelivery, StoredDigest
from pipeline.run.ports import Channel, Ports

log = logging.getLogger("seedwatch.deliver")

FIRST_PAUSE = timedelta(minutes=5)
LONGEST_PAUSE = timedelta(hours=1)
REFUSED_PAUSE = timedelta(days=1)  # a server that refuses a login locks the account when it is asked too often
GIVE_UP = timedelta(days=7)  # after the digest was built; until then its reader gets it as soon as the way is free


def deliver_due(watch: str, ports: Ports, now: datetime) -> list[tuple[StoredDigest, DeliveryOutcome]]:
    """Try every pending delivery of the watch whose time has come; give the digest and the outcome of each."""
    outcomes = []
    for delivery, stored in ports.store.deliveries.deliveries_due(watch, now):
        outcomes.append((stored, deliver_one(delivery, stored, ports, now)))
        if ports.stopping():
            break
    return outcomes


def deliver_one(delivery: StoredDelivery, stored: StoredDigest, ports: Ports, now: datetime) -> DeliveryOutcome:
    channel = find_channel(ports, stored.watch, delivery.channel)
    mark = ports.store.deliveries.mark_delivery
    handed_over: list[bool] = []

    def sending() -> None:
        mark(delivery.id, DeliveryState.SENDING, now)
        handed_over.append(True)

    if channel is None:
        reason = "the channel is no longer configured"
        mark(delivery.id, DeliveryState.FAILED, now, reason=reason)
        return tell(delivery, DeliveryState.FAILED, reason)
    try:
        parcel = replace(render_digest(stored.digest), message_id=delivery.message_id)
        channel.deliver(parcel, sending)
    except Exception as caught:  # noqa: BLE001 - a bug in one channel must not keep the digest from the others
        error = as_delivery_error(caught, delivery, uncertain=bool(handed_over))
        state, next_try_at = after_failure(error, delivery.attempts, stored.built_at, now)
        mark(delivery.id, state, now, reason=error.reason, next_try_at=next_try_at)
        return tell(delivery, state, error.reason)
    mark(delivery.id, DeliveryState.SENT, now)
    return tell(delivery, DeliveryState.SENT, "")


def as_delivery_error(caught: Exception, delivery: StoredDelivery, *, uncertain: bool) -> DeliverError:
    if isinstance(caught, DeliverError):
        return caught
    if isinstance(caught, StoreError):
        raise caught
    log.exception("delivery by %s tripped a fault of this program", delivery.channel)
    reason = f"a fault of this program ({type(caught).__name__}); see the log"
    return DeliverError(delivery.target, reason, uncertain=uncertain)


def after_failure(
    error: DeliverError, attempts: int, built_at: datetime, now: datetime
) -> tuple[DeliveryState, datetime | None]:
    """Decide about a failed delivery: uncertain ones are never repeated, others after growing pauses, for a week."""
    if error.uncertain:
        return DeliveryState.UNCERTAIN, None
    if now - built_at > GIVE_UP:
        return DeliveryState.FAILED, None
    if error.lasting is Lasting.PERMANENT:
        return DeliveryState.PENDING, now + REFUSED_PAUSE
    return DeliveryState.PENDING, now + min(FIRST_PAUSE * 2 ** min(attempts, 10), LONGEST_PAUSE)


def find_channel(ports: Ports, watch: str, name: str) -> Channel | None:
    return next((channel for channel in ports.channels.get(watch, ()) if channel.name == name), None)


def tell(delivery: StoredDelivery, state: DeliveryState, reason: str) -> DeliveryOutcome:
    level = logging.INFO if state is DeliveryState.SENT else logging.WARNING
    log.log(level, "delivery channel=%s target=%s state=%s %s", delivery.channel, delivery.target, state, reason)
    return DeliveryOutcome(channel=delivery.channel, target=delivery.target, state=state, reason=reason)
