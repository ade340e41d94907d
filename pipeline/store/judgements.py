"""What the watches say of the articles."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from pipeline.model.article import Article
from pipeline.model.codec import from_plain, to_plain
from pipeline.model.hit import Found, Judgement, Tier
from pipeline.model.profile import Profile
from pipeline.store.database import Database
from pipeline.store.reading import JUDGED, select_articles, to_article, to_found, to_judgements
from pipeline.store.sql import parts_of, within
from pipeline.store.tables import ARTICLE, JUDGEMENT, MENTION, PROFILE

_HITS = (Tier.DIRECT, Tier.RELATED)
_AT_ONCE = 100  # judgements whose old rows one statement looks for


class SqlJudgements:
    """The port ``JudgementStore``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save_profile(self, watch: str, profile: Profile, now: datetime) -> None:
        """Keep a profile version for good; a new one makes room by ``_prune``."""
        row = {"watch": watch, "version": profile.version, "content": to_plain(profile), "saved_at": now}
        known = sa.select(PROFILE.c.version).where(PROFILE.c.watch == watch, PROFILE.c.version == profile.version)
        with self._database.writing() as connection:
            if connection.execute(known).first() is None:
                connection.execute(PROFILE.insert(), row)
                _prune(connection, watch, profile.version)

    def profile_versions(self, watch: str) -> tuple[str, ...]:
        versions = sa.select(PROFILE.c.version).where(PROFILE.c.watch == watch)
        with self._database.reading() as connection:
            found = connection.execute(versions.order_by(PROFILE.c.saved_at.desc(), PROFILE.c.version))
            return tuple(found.scalars())

    def profile(self, watch: str, version: str) -> Profile | None:
        content = sa.select(PROFILE.c.content).where(PROFILE.c.watch == watch, PROFILE.c.version == version)
        with self._database.reading() as connection:
            found = connection.execute(content).scalar_one_or_none()
        return from_plain(Profile, found) if found else None

    def unjudged(
        self, watch: str, profile_version: str, since: datetime | None, until: datetime | None, limit: int
    ) -> tuple[Article, ...]:
        judged = sa.exists().where(_of_newest_text(watch, profile_version))
        query = select_articles().where(_shownable(since, until), ~judged)
        return self._articles(query.order_by(ARTICLE.c.text_at, ARTICLE.c.id).limit(limit))

    def seen_between(
        self, since: datetime | None, until: datetime | None, after_id: int, limit: int
    ) -> tuple[Article, ...]:
        # By the bare id SQLite would go through all articles, even for a window of a day.
        place = ARTICLE.c.id if since is None and until is None else ARTICLE.c.id + 0
        ids = sa.select(ARTICLE.c.id).where(_shownable(since, until), place > after_id).order_by(place).limit(limit)
        query = select_articles().where(ARTICLE.c.id.in_(ids.correlate(None)))
        return self._articles(query.order_by(ARTICLE.c.id))

    def _articles(self, query: sa.Select[Any]) -> tuple[Article, ...]:
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
        self,
        watch: str,
        profile_version: str,
        since: datetime | None,
        until: datetime | None,
        *,
        near: bool = False,
        judged_at: datetime | None = None,
        limit: int | None = None,
    ) -> tuple[Found, ...]:
        tiers = (Tier.MENTION,) if near else _HITS
        query = (
            select_articles(*JUDGED)
            .join(JUDGEMENT, _of_newest_text(watch, profile_version))
            .where(JUDGEMENT.c.tier.in_(tiers), _shownable(since, until))
            .order_by(JUDGEMENT.c.tier, JUDGEMENT.c.score.desc(), ARTICLE.c.id)  # "direct" stands before "related"
            .limit(limit)
        )
        if judged_at is not None:
            query = query.where(JUDGEMENT.c.judged_at == judged_at)
        with self._database.reading() as connection:
            return to_found(connection, connection.execute(query).all())


def _shownable(since: datetime | None, until: datetime | None) -> sa.ColumnElement[bool]:
    """The article is no duplicate, and its newest text was stored in [since, until)."""
    return within(ARTICLE.c.text_at, since, until) & ARTICLE.c.duplicate_of.is_(None)


def _of_newest_text(watch: str, profile_version: str) -> sa.ColumnElement[bool]:
    """The judgement is this profile version's, of the article's newest text."""
    return sa.and_(
        JUDGEMENT.c.watch == watch,
        JUDGEMENT.c.article_id == ARTICLE.c.id,
        JUDGEMENT.c.text_version == ARTICLE.c.text_version,
        JUDGEMENT.c.profile_version == profile_version,
    )


def _prune(connection: sa.Connection, watch: str, newest: str) -> None:
    """Forget what only the newest two profile versions of the watch are asked for: judgements that are no hits.

    They are nearly all, and each edit of a profile makes as many anew. Hits stay for ever: digests refer to them.
    """
    others = sa.select(PROFILE.c.version).where(PROFILE.c.watch == watch, PROFILE.c.version != newest)
    old = connection.execute(others.order_by(PROFILE.c.saved_at.desc()).offset(1)).scalars().all()
    outdated = (JUDGEMENT.c.watch == watch) & JUDGEMENT.c.tier.not_in(_HITS)
    for part in parts_of(old):
        connection.execute(JUDGEMENT.delete().where(outdated, JUDGEMENT.c.profile_version.in_(part)))


def _replace(connection: sa.Connection, watch: str, judgements: Sequence[Judgement], now: datetime) -> None:
    """Store the judgements in place of those of the same articles, texts and profile versions."""
    near = JUDGEMENT.c.article_id.in_({said.article_id for said in judgements})  # SQLite has no index for keys of three
    same = near, JUDGEMENT.c.watch == watch, _key().in_([_key_of(said) for said in judgements])
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
