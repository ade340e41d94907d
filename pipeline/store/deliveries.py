"""How each channel's share in a digest stands."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from pipeline.model.digest import DeliveryState
from pipeline.model.storing import StoredDelivery, StoredDigest
from pipeline.store.database import Database
from pipeline.store.digests import to_digest
from pipeline.store.sql import select_in
from pipeline.store.tables import DELIVERY, DIGEST

_DOUBTFUL = (DeliveryState.UNCERTAIN, DeliveryState.FAILED)


class SqlDeliveries:
    """The port ``DeliveryStore``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def deliveries(self, digest_id: int) -> tuple[StoredDelivery, ...]:
        query = sa.select(DELIVERY).where(DELIVERY.c.digest_id == digest_id).order_by(DELIVERY.c.id)
        with self._database.reading() as connection:
            return _deliveries(connection, query)

    def deliveries_due(self, watch: str, now: datetime) -> tuple[tuple[StoredDelivery, StoredDigest], ...]:
        due = DELIVERY.c.next_try_at.is_(None) | (DELIVERY.c.next_try_at <= now)
        query = sa.select(DELIVERY).join(DIGEST).where(DIGEST.c.watch == watch, due)
        query = query.where(DELIVERY.c.state == DeliveryState.PENDING).order_by(DELIVERY.c.id)
        with self._database.reading() as connection:
            found = _deliveries(connection, query)
            ids = {delivery.digest_id for delivery in found}
            digests = {row.id: to_digest(row) for row in select_in(connection, sa.select(DIGEST), DIGEST.c.id, ids)}
        return tuple((delivery, digests[delivery.digest_id]) for delivery in found)

    def mark_delivery(
        self,
        delivery_id: int,
        state: DeliveryState,
        now: datetime,
        *,
        reason: str = "",
        next_try_at: datetime | None = None,
    ) -> None:
        """Change a delivery's state. An attempt counts once: a failure after SENDING was counted then."""
        failed = state is DeliveryState.PENDING and reason != ""
        uncounted = sa.case((DELIVERY.c.state == DeliveryState.SENDING, 0), else_=1)
        counted = 1 if state is DeliveryState.SENDING else uncounted if failed else 0
        values = {
            "state": state,
            "attempts": DELIVERY.c.attempts + counted,
            "next_try_at": next_try_at,
            "reason": reason,
            "changed_at": now,
        }
        with self._database.writing() as connection:
            connection.execute(DELIVERY.update().where(DELIVERY.c.id == delivery_id).values(**values))

    def settle_interrupted(self, now: datetime) -> tuple[StoredDelivery, ...]:
        """Call it only while holding the run's name: the process that was sending is dead then."""
        reason = "interrupted while sending: the other side may have it"
        values = {"state": DeliveryState.UNCERTAIN, "reason": reason, "changed_at": now}
        sending = sa.select(DELIVERY.c.id).where(DELIVERY.c.state == DeliveryState.SENDING)
        with self._database.writing() as connection:
            ids = connection.execute(sending).scalars().all()
            if not ids:
                return ()
            connection.execute(DELIVERY.update().where(DELIVERY.c.id.in_(ids)).values(**values))
            return _deliveries(connection, sa.select(DELIVERY).where(DELIVERY.c.id.in_(ids)).order_by(DELIVERY.c.id))

    def doubtful(self, watch: str, since: datetime | None) -> tuple[StoredDelivery, ...]:
        """In the order in which they became so; None asks for all."""
        query = sa.select(DELIVERY).join(DIGEST).where(DIGEST.c.watch == watch, DELIVERY.c.state.in_(_DOUBTFUL))
        if since is not None:
            query = query.where(DELIVERY.c.changed_at > since)
        with self._database.reading() as connection:
            return _deliveries(connection, query.order_by(DELIVERY.c.changed_at, DELIVERY.c.id))


def _deliveries(connection: sa.Connection, query: sa.Select[Any]) -> tuple[StoredDelivery, ...]:
    return tuple(StoredDelivery(**row) for row in connection.execute(query).mappings())
