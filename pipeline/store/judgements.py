"""What the watches say of the articles."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from pipeline.model.article import Article
from pipeline.model.codec import to_plain
from pipeline.model.hit import Found, Judgement, Tier
from pipeline.model.profile import Profile
from pipeline.store.database import Database
from pipeline.store.reading import JUDGED, select_articles, to_article, to_found, to_judgements
from pipeline.store.sql import parts_of, upsert, within
from pipeline.store.tables import ARTICLE, JUDGEMENT, MENTION, PROFILE

_HITS = (Tier.DIRECT, Tier.RELATED)
_AT_ONCE = 100  # judgements whose old rows one statement looks for


class SqlJudgements:
    """The port ``JudgementStore``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save_profile(self, watch: str, profile: Profile, now: datetime) -> None:
        row = {"watch": watch, "version": profile.version, "content": to_plain(profile), "saved_at": now}
        with self._database.writing() as connection:
            upsert(connection, PROFILE, [row], ("watch", "version"), keep=True)

    def unjudged(
        self, watch: str, profile_version: str, since: datetime | None, until: datetime | None, limit: int
    ) -> tuple[Article, ...]:
        judged = sa.exists().where(_of_newest_text(watch, profile_version))
        return self._articles(within(ARTICLE.c.text_at, since, until) & ~judged, limit)

    def seen_between(
        self, since: datetime | None, until: datetime | None, after_id: int, limit: int
    ) -> tuple[Article, ...]:
        return self._articles(within(ARTICLE.c.text_at, since, until) & (ARTICLE.c.id > after_id), limit)

    def _articles(self, which: sa.ColumnElement[bool], limit: int) -> tuple[Article, ...]:
        query = select_articles().where(which, ARTICLE.c.duplicate_of.is_(None)).order_by(ARTICLE.c.id).limit(limit)
        with self._database.reading() as connection:
            return tuple(to_article(row) for row in connection.execute(query))

    def save_judgements(self, watch: str, judgements: Sequence[Judgement], now: datetime) -> None:
        latest = {(said.article_id, said.text_version, said.profile_version): said for said in judgements}
        with self._database.writing() as connection:
            for part in parts_of(list(latest.values()), _AT_ONCE):
                _replace(connection, watch, part, now)

    def judgement(self, watch: str, article_id: int, profile_version: str) -> Judgement | None:
        joined = JUDGEMENT.join(ARTICLE, _of_newest_text(watch, profile_version))
        query = sa.select(*JUDGED).select_from(joined).where(ARTICLE.c.id == article_id)
        with self._database.reading() as connection:
            found = to_judgements(connection, connection.execute(query).all())
        return found[0] if found else None

    def hits(
        self, watch: str, profile_version: str, since: datetime | None, until: datetime | None, *, near: bool = False
    ) -> tuple[Found, ...]:
        tiers = (Tier.MENTION,) if near else _HITS
        query = (
            select_articles(*JUDGED)
            .join(JUDGEMENT, _of_newest_text(watch, profile_version))
            .where(JUDGEMENT.c.tier.in_(tiers), ARTICLE.c.duplicate_of.is_(None))
            .where(within(ARTICLE.c.text_at, since, until))
            .order_by(JUDGEMENT.c.score.desc(), ARTICLE.c.id)
        )
        with self._database.reading() as connection:
            return to_found(connection, connection.execute(query).all())


def _of_newest_text(watch: str, profile_version: str) -> sa.ColumnElement[bool]:
    """The judgement is this profile version's, of the article's newest text."""
    return sa.and_(
        JUDGEMENT.c.watch == watch,
        JUDGEMENT.c.article_id == ARTICLE.c.id,
        JUDGEMENT.c.text_version == ARTICLE.c.text_version,
        JUDGEMENT.c.profile_version == profile_version,
    )


def _replace(connection: sa.Connection, watch: str, judgements: Sequence[Judgement], now: datetime) -> None:
    """Store the judgements in place of those of the same articles, texts and profile versions."""
    same = JUDGEMENT.c.watch == watch, _key().in_([_key_of(said) for said in judgements])
    connection.execute(JUDGEMENT.delete().where(*same))  # their mentions go with them
    connection.execute(JUDGEMENT.insert(), [_row(watch, said, now) for said in judgements])
    ids = {tuple(key): judgement_id for judgement_id, *key in connection.execute(_ids(same))}
    mentions = [
        {"judgement_id": ids[_key_of(said)], "place": place, **to_plain(mention)}
        for said in judgements
        for place, mention in enumerate(said.mentions)
    ]
    if mentions:
        connection.execute(MENTION.insert(), mentions)


def _key() -> sa.Tuple:
    return sa.tuple_(JUDGEMENT.c.article_id, JUDGEMENT.c.text_version, JUDGEMENT.c.profile_version)


def _ids(which: tuple[sa.ColumnElement[bool], ...]) -> sa.Select[Any]:
    columns = (JUDGEMENT.c.id, JUDGEMENT.c.article_id, JUDGEMENT.c.text_version, JUDGEMENT.c.profile_version)
    return sa.select(*columns).where(*which)


def _key_of(said: Judgement) -> tuple[int, int, str]:
    return said.article_id, said.text_version, said.profile_version


def _row(watch: str, said: Judgement, now: datetime) -> dict[str, Any]:
    return {
        "watch": watch,
        "article_id": said.article_id,
        "text_version": said.text_version,
        "profile_version": said.profile_version,
        "tier": said.tier,
        "score": said.score,
        "rule": said.rule,
        "lacking": said.lacking,
        "parts": to_plain(said.parts),
        "topics": to_plain(said.topics),
        "judged_at": now,
    }
