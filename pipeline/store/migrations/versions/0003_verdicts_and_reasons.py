"""Mentions tell why they count; people's verdicts on articles.

Revision ID: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TIERS = ("direct", "related", "mention", "none")


def upgrade() -> None:
    op.add_column("mention", sa.Column("reason", sa.Text(), server_default="", nullable=False))
    op.create_table(
        "verdict",
        sa.Column("watch", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("good", sa.Boolean(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("text_version", sa.Integer(), nullable=False),
        sa.Column("profile_version", sa.Text(), nullable=False),
        sa.Column(
            "tier", sa.Enum(*TIERS, name="tier", native_enum=False, create_constraint=True, length=20), nullable=False
        ),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_verdict_article_id_article"),
        sa.PrimaryKeyConstraint("watch", "article_id", name="pk_verdict"),
    )
