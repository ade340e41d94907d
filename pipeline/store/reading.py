"""Rows of articles and judgements, turned into records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from pipeline.model.article import Article, DateOrigin
from pipeline.model.codec import from_plain
from pipeline.model.hit import Found, Judgement, Mention, ScorePart, TextField, Tier, TopicFound
from pipeline.store.sql import select_in
from pipeline.store.tables import ARTICLE, JUDGEMENT, MENTION, SOURCE, TEXT

_NEWEST = TEXT.alias("newest")
_FEED = TEXT.alias("feed")
_CLEARLY_LONGER = 1.2  # times
_WORDS = ("title", "summary", "body", "authors")


def select_articles(
    *more: sa.ColumnElement[Any],
    start: sa.FromClause = ARTICLE,
    version: sa.ColumnElement[Any] = ARTICLE.c.text_version,
) -> sa.Select[Any]:
    """Articles with their text of ``version`` and, where that is a page's, the feed's text of that time."""
    newest = (_NEWEST.c.article_id == ARTICLE.c.id) & (_NEWEST.c.version == version)
    feed = (
        (_FEED.c.article_id == ARTICLE.c.id)
        & (_FEED.c.version == _NEWEST.c.feed_version)
        & (_FEED.c.version != _NEWEST.c.version)
    )
    # Every article has a source: that join is an outer one only so that no planner begins with the few sources.
    joined = start.join(_NEWEST, newest).outerjoin(_FEED, feed).outerjoin(SOURCE, SOURCE.c.id == ARTICLE.c.source_id)
    texts = [text.c[name].label(f"{text.name}_{name}") for text in (_NEWEST, _FEED) for name in _WORDS]
    facts = (_NEWEST.c.version.label("shown_version"), _NEWEST.c.origin, SOURCE.c.country.label("outlet_country"))
    return sa.select(ARTICLE, *facts, *texts, *more).select_from(joined)


def words_of(row: sa.Row[Any]) -> dict[str, Any]:
    """Title, summary, body and authors: the newest text's, else the feed's.

    A feed that carries the full text may know more than a page behind a wall: its body counts when it is clearly
    longer. A little longer it is by what feeds add, such as links back. Both are stored as they were said, so an equal
    text of either is known as such.
    """
    words = {name: getattr(row, f"newest_{name}") or getattr(row, f"feed_{name}") or "" for name in _WORDS}
    if len(row.feed_body or "") > _CLEARLY_LONGER * len(row.newest_body):
        words["body"] = row.feed_body
    return words | {"authors": tuple(words["authors"])}


def to_article(row: sa.Row[Any]) -> Article:
    return Article(
        id=row.id,
        url=row.url,
        outlet=row.outlet,
        source_id=row.source_id,
        language=row.language,
        published_at=row.published_at,
        date_origin=DateOrigin(row.date_origin),
        first_seen_at=row.first_seen_at,
        text_version=row.shown_version,
        country=row.outlet_country,
        **words_of(row),
    )


# The columns of a judgement, beside those of an article of which some have the same names.
JUDGED = tuple(column.label(f"judged_{column.name}") for column in JUDGEMENT.c)


def to_found(connection: sa.Connection, rows: Sequence[sa.Row[Any]]) -> tuple[Found, ...]:
    """Articles with their judgements, from rows of ``select_articles(*JUDGED)``, in the same order."""
    judgements = to_judgements(connection, rows)
    return tuple(
        Found(article=to_article(row), judgement=judgement) for row, judgement in zip(rows, judgements, strict=True)
    )


def to_judgements(connection: sa.Connection, rows: Sequence[sa.Row[Any]]) -> list[Judgement]:
    """Judgements with their mentions, from rows with the columns ``JUDGED``, in the same order."""
    query = sa.select(MENTION).order_by(MENTION.c.place)
    found = select_in(connection, query, MENTION.c.judgement_id, {row.judged_id for row in rows})
    mentions: defaultdict[int, list[Mention]] = defaultdict(list)
    for row in found:
        mentions[row.judgement_id].append(_to_mention(row))
    return [_to_judgement(row, mentions[row.judged_id]) for row in rows]


def _to_mention(row: sa.Row[Any]) -> Mention:
    return Mention(
        entity_id=row.entity_id,
        alias=row.alias,
        surface=row.surface,
        field=TextField(row.field),
        start=row.start,
        end=row.end,
        reason=row.reason,
    )


def _to_judgement(row: sa.Row[Any], mentions: Iterable[Mention]) -> Judgement:
    return Judgement(
        article_id=row.judged_article_id,
        text_version=row.judged_text_version,
        profile_version=row.judged_profile_version,
        tier=Tier(row.judged_tier),
        score=row.judged_score,
        rule=row.judged_rule,
        lacking=row.judged_lacking,
        parts=tuple(from_plain(ScorePart, part) for part in row.judged_parts),
        topics=tuple(from_plain(TopicFound, topic) for topic in row.judged_topics),
        mentions=tuple(mentions),
    )
