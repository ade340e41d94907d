"""Articles whose outlets have edited them since they were shown."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from pipeline.model.hit import TextChange
from pipeline.store.reading import select_articles, to_article, words_of
from pipeline.store.sql import select_in
from pipeline.store.tables import ARTICLE, DIGEST, DIGEST_ITEM, ShownAs


def changes_since(connection: sa.Connection, digests: sa.ColumnElement[bool]) -> tuple[TextChange, ...]:
    """Compare what ``digests`` showed last of each article with its newest text, where both are of one origin.

    A page's text is no edit of the feed's, and what is read is compared, not what is stored: a page may change in a
    field where the feed says more.
    """
    last = (
        sa.select(DIGEST_ITEM.c.article_id, sa.func.max(DIGEST_ITEM.c.text_version).label("version"))
        .join(DIGEST, DIGEST.c.id == DIGEST_ITEM.c.digest_id)
        .where(digests, DIGEST_ITEM.c.role.in_((ShownAs.ITEM, ShownAs.UPDATE)))
        .group_by(DIGEST_ITEM.c.article_id)
        .subquery()
    )
    edited = ARTICLE.join(last, (last.c.article_id == ARTICLE.c.id) & (last.c.version < ARTICLE.c.text_version))
    before = connection.execute(select_articles(start=edited, version=last.c.version).order_by(ARTICLE.c.id)).all()
    now = {row.id: row for row in select_in(connection, select_articles(), ARTICLE.c.id, [row.id for row in before])}
    return tuple(_change(row, now[row.id]) for row in before if _is_edit(row, now[row.id]))


def _is_edit(before: sa.Row[Any], after: sa.Row[Any]) -> bool:
    return before.origin == after.origin and _read(before) != _read(after)


def _read(row: sa.Row[Any]) -> tuple[str, str, str]:
    words = words_of(row)
    return words["title"], words["summary"], words["body"]


def _change(before: sa.Row[Any], after: sa.Row[Any]) -> TextChange:
    title, summary, body = _read(before)
    return TextChange(
        article=to_article(after),
        title_before=title,
        summary_before=summary,
        body_before=body,
        changed_at=after.text_at,
    )
