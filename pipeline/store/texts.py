"""Versions of an article's text."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from pipeline.store.columns import hash_of
from pipeline.store.tables import ARTICLE, TEXT


def content_hash_of(title: str, summary: str, body: str) -> str:
    """What makes a text another one; a by-line is no part of it."""
    return hash_of(title, summary, body)


def add_version(connection: sa.Connection, text: dict[str, Any], *, than: str) -> None:
    """Make the row the article's newest text, unless its content is ``than``, the hash of the newest one."""
    if text["content_hash"] == than:
        return
    connection.execute(TEXT.insert(), text)
    newest = {"text_version": text["version"], "text_at": text["at"]}
    connection.execute(ARTICLE.update().where(ARTICLE.c.id == text["article_id"]).values(**newest))
