"""Articles and their pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from pipeline.errors import StoreError
from pipeline.model.article import Article, ArticleText, DateOrigin, PageState
from pipeline.model.storing import PageWanted
from pipeline.store.addresses import article_at, know_by
from pipeline.store.database import Database
from pipeline.store.reading import select_articles, to_article
from pipeline.store.sql import is_among, select_in
from pipeline.store.tables import ARTICLE, TEXT, TextOrigin
from pipeline.store.texts import add_version, content_hash_of

# Written into the statement, as the partial index of the wanted pages asks.
_WANTED = sa.literal(PageState.WANTED, ARTICLE.c.page.type, literal_execute=True)


class SqlArticles:
    """The port ``ArticleStore``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def pages_wanted(self, now: datetime, limit: int) -> tuple[PageWanted, ...]:
        due = ARTICLE.c.page_next_at.is_(None) | (ARTICLE.c.page_next_at <= now)
        wanted = (ARTICLE.c.page == _WANTED) & ARTICLE.c.duplicate_of.is_(None) & due
        columns = (ARTICLE.c.id, ARTICLE.c.link, ARTICLE.c.source_id, ARTICLE.c.page_attempts)
        query = sa.select(*columns).where(wanted).order_by(ARTICLE.c.id).limit(limit)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return tuple(
            PageWanted(article_id=row.id, url=row.link, source_id=row.source_id, attempts=row.page_attempts)
            for row in rows
        )

    def save_page(self, article_id: int, text: ArticleText, canonical_url: str, address: str, now: datetime) -> None:
        with self._database.writing() as connection:
            newest = _newest_text(connection, self._database.name, article_id)
            add_version(connection, _text_row(newest, text, now), than=newest.content_hash)
            values = {"page": PageState.FETCHED, "page_next_at": None, "page_reason": "", **_better(newest, text)}
            connection.execute(ARTICLE.update().where(ARTICLE.c.id == article_id).values(**values))
            if canonical_url:
                know_by(connection, article_id, address)

    def save_page_failure(self, article_id: int, reason: str, retry_at: datetime | None) -> None:
        """Note a failed fetch; of an article that is not there nothing is noted."""
        values = {
            "page": PageState.WANTED if retry_at else PageState.GIVEN_UP,
            "page_attempts": ARTICLE.c.page_attempts + 1,
            "page_next_at": retry_at,
            "page_reason": reason,
        }
        with self._database.writing() as connection:
            connection.execute(ARTICLE.update().where(ARTICLE.c.id == article_id).values(**values))

    def put_off_pages(self, article_ids: Sequence[int], until: datetime) -> None:
        """Want these pages again at ``until``; those no longer wanted are left alone."""
        put_off = ARTICLE.update().where(ARTICLE.c.page == _WANTED).values(page_next_at=until)
        with self._database.writing() as connection:
            connection.execute(put_off.where(is_among(connection, ARTICLE.c.id, article_ids)))

    def article(self, key: str) -> Article | None:
        with self._database.reading() as connection:
            article_id = int(key) if _is_id(key) else article_at(connection, key)
            row = connection.execute(select_articles().where(ARTICLE.c.id == article_id)).first()
        return to_article(row) if row else None

    def articles(self, ids: Sequence[int]) -> tuple[Article, ...]:
        """These articles with their newest text, in the order asked; ids nobody has are left out."""
        with self._database.reading() as connection:
            found = {row.id: row for row in select_in(connection, select_articles(), ARTICLE.c.id, ids)}
        return tuple(to_article(found[article_id]) for article_id in ids if article_id in found)

    def newest(self, limit: int) -> tuple[Article, ...]:
        query = select_articles().where(ARTICLE.c.duplicate_of.is_(None))
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(ARTICLE.c.text_at.desc(), ARTICLE.c.id.desc()).limit(limit))
            return tuple(map(to_article, rows))


def _is_id(key: str) -> bool:
    return key.isascii() and key.isdigit() and len(key) < 10  # what a database's integer holds


def _newest_text(connection: sa.Connection, database: str, article_id: int) -> sa.Row[Any]:
    columns = (
        ARTICLE.c.language,
        ARTICLE.c.date_origin,
        TEXT.c.article_id,
        TEXT.c.version,
        TEXT.c.feed_version,
        TEXT.c.content_hash,
    )
    newest = (TEXT.c.article_id == ARTICLE.c.id) & (TEXT.c.version == ARTICLE.c.text_version)
    query: sa.Select[Any] = sa.select(*columns).join(TEXT, newest).where(ARTICLE.c.id == article_id)
    row = connection.execute(query).first()
    if row is None:
        raise StoreError(database, f"there is no article {article_id}")
    return row


def _text_row(newest: sa.Row[Any], text: ArticleText, now: datetime) -> dict[str, Any]:
    return {
        "article_id": newest.article_id,
        "version": newest.version + 1,
        "origin": TextOrigin.PAGE,
        "content_hash": content_hash_of(text.title, text.summary, text.body),
        "feed_version": newest.feed_version,
        "title": text.title,
        "summary": text.summary,
        "body": text.body,
        "authors": text.authors,
        "at": now,
        "section": text.section,
        "image": text.image,
    }


def _better(article: sa.Row[Any], text: ArticleText) -> dict[str, Any]:
    """What the page knows and the feed did not."""
    values: dict[str, Any] = {}
    if article.date_origin == DateOrigin.SEEN and text.published_at is not None:
        values |= {"published_at": text.published_at, "date_origin": DateOrigin.PAGE}
    if article.language == "und" and text.language != "und":
        values |= {"language": text.language}
    return values
