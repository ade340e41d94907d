"""Articles tell which version of their text the archive's index holds, and where.

The index itself is no part of the schema: it is made, and filled, when articles are first brought into it.

Revision ID: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("article", sa.Column("searched_version", sa.Integer(), server_default="0", nullable=False))
    op.add_column("article", sa.Column("words_id", sa.Integer(), nullable=True))
    unsearched = sa.text("searched_version <> text_version AND duplicate_of IS NULL")
    held = sa.text("words_id IS NOT NULL")
    op.create_index("ix_article_searched", "article", ["text_at"], sqlite_where=unsearched, postgresql_where=unsearched)
    op.create_index(
        "ix_article_words_id", "article", ["words_id"], unique=True, sqlite_where=held, postgresql_where=held
    )
