"""Digests, and what their readers have seen.

An article counts as shown when its digest is a regular one, is not superseded, and some channel has delivered it, is
delivering it, or may have.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from pipeline.model.codec import from_plain, to_plain
from pipeline.model.digest import DeliveryState, Digest
from pipeline.model.hit import Found, TextChange, Tier
from pipeline.model.storing import StoredDigest
from pipeline.store.changes import changes_since
from pipeline.store.database import Database
from pipeline.store.reading import JUDGED, select_articles, to_found
from pipeline.store.sql import select_in, upsert, within
from pipeline.store.tables import ARTICLE, DELIVERY, DIGEST, DIGEST_ITEM, JUDGEMENT, DigestKind, ShownAs

_ARRIVED = (DeliveryState.SENT, DeliveryState.SENDING, DeliveryState.UNCERTAIN)


class SqlDigests:
    """The port ``DigestStore``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def last_delivered_end(self, watch: str) -> datetime | None:
        with self._database.reading() as connection:
            end: datetime | None = connection.execute(
                sa.select(sa.func.max(DIGEST.c.window_end)).where(_delivered(watch))
            ).scalar()
        return end

    def shown_ids(self, watch: str, since: datetime) -> frozenset[int]:
        """Ids as shown, and those of the articles which turned out to be the same since."""
        columns = sa.select(ARTICLE.c.id, ARTICLE.c.duplicate_of).distinct()
        query = columns.join(DIGEST_ITEM, DIGEST_ITEM.c.article_id == ARTICLE.c.id).join(DIGEST)
        with self._database.reading() as connection:
            rows = connection.execute(query.where(_delivered(watch), DIGEST.c.built_at >= since)).all()
        return frozenset(article_id for row in rows for article_id in row if article_id is not None)

    def shown(self, watch: str, since: datetime) -> tuple[Found, ...]:
        """Lead articles of delivered digests, oldest digest first; one shown twice comes as it was judged last."""
        items = (
            sa.select(DIGEST_ITEM.c.article_id, DIGEST_ITEM.c.text_version, DIGEST.c.profile_version)
            .join(DIGEST, DIGEST.c.id == DIGEST_ITEM.c.digest_id)
            .where(_delivered(watch), DIGEST.c.built_at >= since, DIGEST_ITEM.c.role == ShownAs.ITEM)
            .order_by(DIGEST.c.id, DIGEST_ITEM.c.article_id)
        )
        # Two steps: in one, SQLite begins with the judgements, all there ever were.
        query = select_articles(*JUDGED).join(JUDGEMENT, JUDGEMENT.c.article_id == ARTICLE.c.id)
        query = query.where(JUDGEMENT.c.watch == watch)
        with self._database.reading() as connection:
            keys = [tuple(row) for row in connection.execute(items)]
            rows = select_in(connection, query, JUDGEMENT.c.article_id, {key[0] for key in keys})
            judged = {(row.id, row.judged_text_version, row.judged_profile_version): row for row in rows}
            latest = {key[0]: judged[key] for key in keys if key in judged}
            return to_found(connection, list(latest.values()))

    def changes_of_shown(self, watch: str, since: datetime) -> tuple[TextChange, ...]:
        """By article id. A change that a delivered digest reported is not told again."""
        with self._database.reading() as connection:
            return changes_since(connection, _delivered(watch) & (DIGEST.c.built_at >= since))

    def window_counts(
        self, watch: str, profile_version: str, since: datetime | None, until: datetime
    ) -> tuple[int, int]:
        judged = sa.and_(
            JUDGEMENT.c.watch == watch,
            JUDGEMENT.c.article_id == ARTICLE.c.id,
            JUDGEMENT.c.text_version == ARTICLE.c.text_version,
            JUDGEMENT.c.profile_version == profile_version,
            JUDGEMENT.c.tier == Tier.MENTION,
        )
        counts = sa.select(sa.func.count(ARTICLE.c.id), sa.func.count(JUDGEMENT.c.id))
        counts = counts.select_from(ARTICLE.outerjoin(JUDGEMENT, judged))
        window = within(ARTICLE.c.first_seen_at, since, until) & ARTICLE.c.duplicate_of.is_(None)
        with self._database.reading() as connection:
            articles, near_misses = connection.execute(counts.where(window)).one()
        return articles, near_misses

    def save_digest(
        self, digest: Digest, profile_version: str, kind: str, channels: Sequence[tuple[str, str, str]], now: datetime
    ) -> StoredDigest:
        with self._database.writing() as connection:
            if _find(connection, digest.watch, digest.slot) is None:
                if kind == DigestKind.REGULAR:
                    _supersede(connection, digest.watch, now)
                _insert(connection, digest, profile_version, kind, now)
            stored = _find(connection, digest.watch, digest.slot)
            assert stored is not None
            _add_deliveries(connection, stored.id, channels, now)
        return stored

    def digest(self, watch: str, slot: str) -> StoredDigest | None:
        with self._database.reading() as connection:
            return _find(connection, watch, slot)

    def digest_numbered(self, watch: str, number: int) -> StoredDigest | None:
        with self._database.reading() as connection:
            row = connection.execute(sa.select(DIGEST).where(DIGEST.c.watch == watch, DIGEST.c.id == number)).first()
        return to_digest(row) if row else None

    def digests(self, watch: str, limit: int) -> tuple[StoredDigest, ...]:
        query = sa.select(DIGEST).where(DIGEST.c.watch == watch).order_by(DIGEST.c.id.desc()).limit(limit)
        with self._database.reading() as connection:
            return tuple(to_digest(row) for row in connection.execute(query))


def to_digest(row: sa.Row[Any]) -> StoredDigest:
    return StoredDigest(
        id=row.id,
        watch=row.watch,
        slot=row.slot,
        kind=str(row.kind.value),
        profile_version=row.profile_version,
        built_at=row.built_at,
        digest=from_plain(Digest, row.content),
    )


def _arrived() -> sa.ColumnElement[bool]:
    return sa.exists().where(DELIVERY.c.digest_id == DIGEST.c.id, DELIVERY.c.state.in_(_ARRIVED))


def _delivered(watch: str) -> sa.ColumnElement[bool]:
    regular = (DIGEST.c.watch == watch) & (DIGEST.c.kind == DigestKind.REGULAR)
    return regular & DIGEST.c.superseded_at.is_(None) & _arrived()


def _find(connection: sa.Connection, watch: str, slot: str) -> StoredDigest | None:
    row = connection.execute(sa.select(DIGEST).where(DIGEST.c.watch == watch, DIGEST.c.slot == slot)).first()
    return to_digest(row) if row else None


def _supersede(connection: sa.Connection, watch: str, now: datetime) -> None:
    """Withdraw the regular digests of the watch that have not arrived anywhere: the new one's window covers theirs."""
    waiting = (DIGEST.c.watch == watch) & (DIGEST.c.kind == DigestKind.REGULAR) & DIGEST.c.superseded_at.is_(None)
    ids = connection.execute(sa.select(DIGEST.c.id).where(waiting, ~_arrived())).scalars().all()
    if ids:
        connection.execute(DIGEST.update().where(DIGEST.c.id.in_(ids)).values(superseded_at=now))
        pending = DELIVERY.c.digest_id.in_(ids) & (DELIVERY.c.state == DeliveryState.PENDING)
        gone = {"state": DeliveryState.SUPERSEDED, "next_try_at": None, "changed_at": now}
        connection.execute(DELIVERY.update().where(pending).values(**gone))


def _insert(
    connection: sa.Connection,
    digest: Digest,
    profile_version: str,
    kind: str,
    now: datetime,
) -> None:
    row = {
        "watch": digest.watch,
        "slot": digest.slot,
        "kind": DigestKind(kind),
        "profile_version": profile_version,
        "window_end": digest.window_end,
        "built_at": now,
        "superseded_at": None,
        "content": to_plain(digest),
    }
    digest_id = connection.execute(DIGEST.insert().returning(DIGEST.c.id), row).scalar_one()
    items = _item_rows(connection, digest_id, digest)
    if items:
        connection.execute(DIGEST_ITEM.insert(), items)


def _add_deliveries(
    connection: sa.Connection, digest_id: int, channels: Sequence[tuple[str, str, str]], now: datetime
) -> None:
    """Add what is missing: a channel that has its share keeps it. Nothing more goes out of a superseded digest."""
    superseded = sa.select(DIGEST.c.superseded_at).where(DIGEST.c.id == digest_id)
    if connection.execute(superseded).scalar() is None:
        rows = [_delivery_row(digest_id, *channel, now) for channel in channels]
        upsert(connection, DELIVERY, rows, ("digest_id", "channel"), keep=True)


def _item_rows(connection: sa.Connection, digest_id: int, digest: Digest) -> list[dict[str, Any]]:
    copies = {copy.article_id for item in digest.items for copy in item.copies}
    versions = sa.select(ARTICLE.c.id, ARTICLE.c.text_version)
    shown: dict[tuple[ShownAs, int], int] = {
        (ShownAs.COPY, row.id): row.text_version for row in select_in(connection, versions, ARTICLE.c.id, copies)
    }
    shown |= {(ShownAs.ITEM, item.article_id): item.text_version for item in digest.items}
    shown |= {(ShownAs.UPDATE, update.article_id): update.text_version for update in digest.updates}
    return [
        {"digest_id": digest_id, "role": role, "article_id": article_id, "text_version": version}
        for (role, article_id), version in shown.items()
    ]


def _delivery_row(digest_id: int, channel: str, target: str, message_id: str, now: datetime) -> dict[str, Any]:
    return {
        "digest_id": digest_id,
        "channel": channel,
        "target": target,
        "message_id": message_id,
        "state": DeliveryState.PENDING,
        "attempts": 0,
        "next_try_at": None,
        "reason": "",
        "changed_at": now,
    }
