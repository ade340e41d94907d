"""The first schema.

Revision ID: 0001
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_sources()
    _create_articles()
    _create_sightings()
    _create_judgements()
    _create_mentions()
    _create_digests()
    _create_runs()


def _create_sources() -> None:
    op.create_table(
        "source",
        _text("id"),
        _text("name"),
        _text("url"),
        _text("kind"),
        _text("language"),
        _text("country"),
        _json("topics"),
        sa.Column("every_s", sa.Float(), nullable=True),
        sa.Column("pages", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_source"),
    )
    op.create_table(
        "source_state",
        _text("source_id"),
        _one_of("health", "new", "healthy", "unchanged", "empty", "failing", "throttled", "blocked", "gone"),
        _time("since", nullable=True),
        _text("reason"),
        _time("next_poll_at", nullable=True),
        _time("last_poll_at", nullable=True),
        _time("last_ok_at", nullable=True),
        _number("failures"),
        _text("etag"),
        _text("last_modified"),
        _text("body_hash"),
        _text("moved_to"),
        _text("polled_url"),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name="fk_source_state_source_id_source"),
        sa.PrimaryKeyConstraint("source_id", name="pk_source_state"),
    )


def _create_articles() -> None:
    op.create_table(
        "article",
        _number("id"),
        _text("url"),
        _hash("url_hash"),
        _text("link"),
        _text("source_id"),
        _text("outlet"),
        _text("language"),
        _time("published_at"),
        _one_of("date_origin", "feed", "page", "seen"),
        _time("first_seen_at"),
        _one_of("page", "wanted", "fetched", "given_up", "not_wanted"),
        _number("page_attempts"),
        _time("page_next_at", nullable=True),
        _text("page_reason"),
        sa.Column("duplicate_of", sa.Integer(), nullable=True),
        _number("text_version"),
        _time("text_at"),
        sa.ForeignKeyConstraint(["duplicate_of"], ["article.id"], name="fk_article_duplicate_of_article"),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name="fk_article_source_id_source"),
        sa.PrimaryKeyConstraint("id", name="pk_article"),
        sa.UniqueConstraint("url_hash", name="uq_article_url_hash"),
    )
    _create_partial_index("ix_article_duplicate_of", "article", "duplicate_of", "duplicate_of IS NOT NULL")
    op.create_index("ix_article_first_seen_at", "article", ["first_seen_at"])
    op.create_index("ix_article_text_at", "article", ["text_at"])
    _create_partial_index("ix_article_page", "article", "page", "page = 'wanted'")
    op.create_table(
        "article_text",
        _number("article_id"),
        _number("version"),
        _one_of("origin", "feed", "page"),
        _hash("content_hash"),
        sa.Column("feed_version", sa.Integer(), nullable=True),
        _text("title"),
        _text("summary"),
        _text("body"),
        _json("authors"),
        _time("at"),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_article_text_article_id_article"),
        sa.PrimaryKeyConstraint("article_id", "version", name="pk_article_text"),
    )


def _create_sightings() -> None:
    op.create_table(
        "sighting",
        _text("source_id"),
        _hash("entry_hash"),
        _text("entry_id"),
        _text("url"),
        _hash("url_hash"),
        _hash("title_hash"),
        _text("fingerprint"),
        _number("article_id"),
        _time("seen_at"),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_sighting_article_id_article"),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name="fk_sighting_source_id_source"),
        sa.PrimaryKeyConstraint("source_id", "entry_hash", name="pk_sighting"),
    )
    op.create_index("ix_sighting_article_id_source_id", "sighting", ["article_id", "source_id"])
    op.create_index("ix_sighting_url_hash", "sighting", ["url_hash"])


def _create_judgements() -> None:
    op.create_table(
        "profile_version",
        _text("watch"),
        _text("version"),
        _json("content"),
        _time("saved_at"),
        sa.PrimaryKeyConstraint("watch", "version", name="pk_profile_version"),
    )
    op.create_table(
        "judgement",
        _number("id"),
        _text("watch"),
        _number("article_id"),
        _number("text_version"),
        _text("profile_version"),
        _one_of("tier", "direct", "related", "mention", "none"),
        sa.Column("score", sa.Float(), nullable=False),
        _text("rule"),
        _text("lacking"),
        _json("parts"),
        _json("topics"),
        _time("judged_at"),
        sa.ForeignKeyConstraint(
            ["article_id", "text_version"],
            ["article_text.article_id", "article_text.version"],
            name="fk_judgement_article_id_article_text",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_judgement"),
        sa.UniqueConstraint(
            "article_id",
            "text_version",
            "profile_version",
            "watch",
            name="uq_judgement_article_id_text_version_profile_version_watch",
        ),
    )
    op.create_index("ix_judgement_profile_version_watch_tier", "judgement", ["profile_version", "watch", "tier"])


def _create_mentions() -> None:
    op.create_table(
        "mention",
        _number("judgement_id"),
        _number("place"),
        _text("entity_id"),
        _text("alias"),
        _text("surface"),
        _one_of("field", "title", "summary", "body"),
        _number("start"),
        _number("end"),
        sa.ForeignKeyConstraint(
            ["judgement_id"], ["judgement.id"], name="fk_mention_judgement_id_judgement", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("judgement_id", "place", name="pk_mention"),
    )
    op.create_index("ix_mention_entity_id", "mention", ["entity_id"])


def _create_digests() -> None:
    op.create_table(
        "digest",
        _number("id"),
        _text("watch"),
        _text("slot"),
        _one_of("kind", "regular", "rerun"),
        _text("profile_version"),
        _time("window_end"),
        _time("built_at"),
        _time("superseded_at", nullable=True),
        _json("content"),
        sa.PrimaryKeyConstraint("id", name="pk_digest"),
        sa.UniqueConstraint("watch", "slot", name="uq_digest_watch_slot"),
    )
    op.create_table(
        "digest_item",
        _number("digest_id"),
        _one_of("role", "item", "copy", "update"),
        _number("article_id"),
        _number("text_version"),
        sa.ForeignKeyConstraint(
            ["article_id", "text_version"],
            ["article_text.article_id", "article_text.version"],
            name="fk_digest_item_article_id_article_text",
        ),
        sa.ForeignKeyConstraint(
            ["digest_id"], ["digest.id"], name="fk_digest_item_digest_id_digest", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("digest_id", "role", "article_id", name="pk_digest_item"),
    )
    op.create_index("ix_digest_item_article_id", "digest_item", ["article_id"])
    op.create_table(
        "delivery",
        _number("id"),
        _number("digest_id"),
        _text("channel"),
        _text("target"),
        _text("message_id"),
        _one_of("state", "pending", "sending", "sent", "uncertain", "failed", "superseded"),
        _number("attempts"),
        _time("next_try_at", nullable=True),
        _text("reason"),
        _time("changed_at", nullable=True),
        sa.ForeignKeyConstraint(["digest_id"], ["digest.id"], name="fk_delivery_digest_id_digest", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_delivery"),
        sa.UniqueConstraint("digest_id", "channel", name="uq_delivery_digest_id_channel"),
    )
    op.create_index("ix_delivery_state_next_try_at", "delivery", ["state", "next_try_at"])


def _create_runs() -> None:
    op.create_table(
        "run",
        _number("id"),
        _text("trigger"),
        _time("started_at"),
        _time("finished_at", nullable=True),
        _text("code_version"),
        _text("settings_hash"),
        _text("inputs"),
        _text("summary"),
        sa.PrimaryKeyConstraint("id", name="pk_run"),
    )
    _create_partial_index("ix_run_idle", "run", "finished_at", "summary = ''")


def _create_partial_index(name: str, table: str, column: str, where: str) -> None:
    op.create_index(name, table, [column], sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=False)


def _hash(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.String(32), nullable=False)


def _number(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _time(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _json(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False)


def _one_of(name: str, *values: str) -> sa.Column[Any]:
    kind = sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=20)
    return sa.Column(name, kind, nullable=False)
