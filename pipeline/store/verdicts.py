"""What people say of articles."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from pipeline.model.hit import Tier, Verdict
from pipeline.store.database import Database
from pipeline.store.tables import VERDICT


class SqlVerdicts:
    """The port ``VerdictStore``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save_verdict(self, watch: str, verdict: Verdict) -> None:
        names = (column.name for column in VERDICT.c if column.name != "watch")
        row = {name: getattr(verdict, name) for name in names}
        with self._database.writing() as connection:
            connection.execute(VERDICT.delete().where(_of(watch, verdict.article_id)))
            connection.execute(VERDICT.insert(), row | {"watch": watch})

    def drop_verdict(self, watch: str, article_id: int) -> bool:
        with self._database.writing() as connection:
            return connection.execute(VERDICT.delete().where(_of(watch, article_id))).rowcount > 0

    def verdicts(self, watch: str) -> tuple[Verdict, ...]:
        query = sa.select(VERDICT).where(VERDICT.c.watch == watch).order_by(VERDICT.c.at, VERDICT.c.article_id)
        with self._database.reading() as connection:
            return tuple(_to_verdict(row) for row in connection.execute(query))


def _of(watch: str, article_id: int) -> sa.ColumnElement[bool]:
    return (VERDICT.c.watch == watch) & (VERDICT.c.article_id == article_id)


def _to_verdict(row: sa.Row[Any]) -> Verdict:
    return Verdict(
        article_id=row.article_id,
        good=row.good,
        why=row.why,
        text_version=row.text_version,
        profile_version=row.profile_version,
        tier=Tier(row.tier),
        score=row.score,
        at=row.at,
    )
