"""The tables. Rows never leave this room; times are aware UTC."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from pipeline.model.article import DateOrigin, PageState
from pipeline.model.digest import DeliveryState
from pipeline.model.hit import TextField, Tier
from pipeline.model.source import Health
from pipeline.store.columns import HASH, CleanText, Data, Hash, Key, Words, one_of

# Constraints need names to be changed by a later migration, so this stands before the first table.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def _partial(name: str, column: str, where: str, *, unique: bool = False) -> sa.Index:
    """An index of few rows: those that the condition holds for. A query that wants it must imply it literally."""
    return sa.Index(name, column, unique=unique, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


# Articles that the index of the archive does not hold, or not as they are now.
UNSEARCHED = "searched_version <> text_version AND duplicate_of IS NULL"


class TextOrigin(StrEnum):
    """Who wrote a version of an article's text."""

    FEED = "feed"
    PAGE = "page"


class DigestKind(StrEnum):
    REGULAR = "regular"
    RERUN = "rerun"


class ShownAs(StrEnum):
    """What an article is in a digest."""

    ITEM = "item"
    COPY = "copy"
    UPDATE = "update"


class SourceRow(SQLModel, table=True):
    """The catalogue's line when the source was last polled."""

    __tablename__ = "source"

    id: str = Field(primary_key=True, sa_type=CleanText)
    name: Words
    url: Words
    kind: Words
    language: Words
    country: Words
    topics: Data
    every_s: float | None
    pages: bool


class SourceStateRow(SQLModel, table=True):
    """What is remembered of a source between polls."""

    __tablename__ = "source_state"

    source_id: str = Field(primary_key=True, foreign_key="source.id", sa_type=CleanText)
    health: Health = Field(sa_type=one_of(Health, "health"))
    since: datetime | None
    reason: Words
    next_poll_at: datetime | None
    last_poll_at: datetime | None
    last_ok_at: datetime | None
    failures: int
    etag: Words
    last_modified: Words
    body_hash: Words
    moved_to: Words
    polled_url: Words
    pace: float | None
    last_new_at: datetime | None
    last_full_at: datetime | None
    ttl_s: float | None
    empty: bool = Field(sa_column_kwargs={"server_default": sa.false()})
    distrusted: bool = Field(sa_column_kwargs={"server_default": sa.false()})


class FeedMemoryRow(SQLModel, table=True):
    """What is remembered of a source's last document. Apart from its state: it is long, and read only on a change."""

    __tablename__ = "feed_memory"

    source_id: str = Field(primary_key=True, foreign_key="source.id", sa_type=CleanText)
    content: Words  # as JSON; the database need not look inside


class ArticleRow(SQLModel, table=True):
    """An article. ``url`` is canonical and shown, ``link`` what the feed said and what is fetched.

    It is known by two hashes of addresses, of what all addresses of one article share: its feed's, its page's.
    """

    __tablename__ = "article"
    __table_args__ = (
        sa.Index(None, "first_seen_at"),
        sa.Index(None, "text_at"),
        _partial("ix_article_page", "page", "page = 'wanted'"),
        # Most are no duplicates: SQLite must not take this index for finding those.
        _partial("ix_article_duplicate_of", "duplicate_of", "duplicate_of IS NOT NULL"),
        _partial("ix_article_page_hash", "page_hash", "page_hash IS NOT NULL", unique=True),
        _partial("ix_article_searched", "text_at", UNSEARCHED),
        _partial("ix_article_words_id", "words_id", "words_id IS NOT NULL", unique=True),
    )

    id: Key = None
    url: Words
    url_hash: str = Field(unique=True, sa_type=HASH)
    link: Words
    source_id: str = Field(foreign_key="source.id", sa_type=CleanText)  # of first sight
    outlet: Words
    language: Words
    published_at: datetime
    date_origin: DateOrigin = Field(sa_type=one_of(DateOrigin, "date_origin"))
    first_seen_at: datetime
    page: PageState = Field(sa_type=one_of(PageState, "page"))
    page_attempts: int
    page_next_at: datetime | None  # None: at once
    page_reason: Words
    duplicate_of: int | None = Field(foreign_key="article.id")  # always an article that is no duplicate itself
    text_version: int  # the newest
    text_at: datetime  # when that was stored: what decides in which window an article stands
    page_hash: str | None = Field(sa_type=HASH)  # of the address its page claims, where that is another
    searched_version: int = Field(sa_column_kwargs={"server_default": "0"})  # of the text the archive's index holds
    words_id: int | None  # the number of its words there


class ArticleTextRow(SQLModel, table=True):
    """One version of an article's text, as its feed or its page said it. Versions count from 1."""

    __tablename__ = "article_text"

    article_id: int = Field(primary_key=True, foreign_key="article.id")
    version: int = Field(primary_key=True)
    origin: TextOrigin = Field(sa_type=one_of(TextOrigin, "origin"))
    content_hash: Hash
    feed_version: int | None  # the newest version of origin feed up to this one
    title: Words
    summary: Words
    body: Words
    authors: Data
    at: datetime
    section: str = Field(sa_type=CleanText, sa_column_kwargs={"server_default": ""})
    image: str = Field(sa_type=CleanText, sa_column_kwargs={"server_default": ""})


class SightingRow(SQLModel, table=True):
    """An entry of a feed, and the article it stands for."""

    __tablename__ = "sighting"
    __table_args__ = (
        sa.Index(None, "article_id", "source_id"),
        sa.Index(None, "source_id", "title_hash"),
        sa.Index(None, "url_hash", "source_id"),
    )

    source_id: str = Field(primary_key=True, foreign_key="source.id", sa_type=CleanText)
    entry_hash: str = Field(primary_key=True, sa_type=HASH)
    entry_id: Words
    url: Words
    url_hash: Hash
    title_hash: Hash  # tells two entries with one address apart
    fingerprint: Words
    article_id: int = Field(foreign_key="article.id")
    seen_at: datetime


class ProfileVersionRow(SQLModel, table=True):
    """A profile as it was, for good."""

    __tablename__ = "profile_version"

    watch: str = Field(primary_key=True, sa_type=CleanText)
    version: str = Field(primary_key=True, sa_type=CleanText)
    content: Data
    saved_at: datetime


class JudgementRow(SQLModel, table=True):
    """What a profile version said of a text version.

    The watch stands last in the keys: it tells few rows apart, but SQLite takes any first column to tell nearly all.
    """

    __tablename__ = "judgement"
    __table_args__ = (
        sa.UniqueConstraint("article_id", "text_version", "profile_version", "watch"),
        sa.Index(None, "profile_version", "watch", "tier"),
        sa.ForeignKeyConstraint(["article_id", "text_version"], ["article_text.article_id", "article_text.version"]),
    )

    id: Key = None
    watch: Words
    article_id: int
    text_version: int
    profile_version: Words
    tier: Tier = Field(sa_type=one_of(Tier, "tier"))
    score: float
    rule: Words
    lacking: Words
    parts: Data
    topics: Data
    judged_at: datetime


class MentionRow(SQLModel, table=True):
    """A watched entity in a judged text; ``place`` is its number among the judgement's mentions."""

    __tablename__ = "mention"
    __table_args__ = (sa.Index(None, "entity_id"),)

    judgement_id: int = Field(primary_key=True, foreign_key="judgement.id", ondelete="CASCADE")
    place: int = Field(primary_key=True)
    entity_id: Words
    alias: Words
    surface: Words
    field: TextField = Field(sa_type=one_of(TextField, "field"))
    start: int
    end: int
    reason: str = Field(sa_type=CleanText, sa_column_kwargs={"server_default": ""})


class VerdictRow(SQLModel, table=True):
    """What a person says of an article for a watch, with the judgement it was said of."""

    __tablename__ = "verdict"

    watch: str = Field(primary_key=True, sa_type=CleanText)
    article_id: int = Field(primary_key=True, foreign_key="article.id")
    good: bool
    why: Words
    text_version: int
    profile_version: Words
    tier: Tier = Field(sa_type=one_of(Tier, "tier"))
    score: float
    at: datetime


class DigestRow(SQLModel, table=True):
    """A digest as it was built."""

    __tablename__ = "digest"
    __table_args__ = (sa.UniqueConstraint("watch", "slot"),)

    id: Key = None
    watch: Words
    slot: Words
    kind: DigestKind = Field(sa_type=one_of(DigestKind, "kind"))
    profile_version: Words
    window_end: datetime
    built_at: datetime
    superseded_at: datetime | None
    content: Data


class DigestItemRow(SQLModel, table=True):
    """An article in a digest, with the version of its text that was shown."""

    __tablename__ = "digest_item"
    __table_args__ = (
        sa.ForeignKeyConstraint(["article_id", "text_version"], ["article_text.article_id", "article_text.version"]),
        sa.Index(None, "article_id"),
    )

    digest_id: int = Field(primary_key=True, foreign_key="digest.id", ondelete="CASCADE")
    role: ShownAs = Field(primary_key=True, sa_type=one_of(ShownAs, "role"))
    article_id: int = Field(primary_key=True)
    text_version: int


class DeliveryRow(SQLModel, table=True):
    """A channel's share in a digest."""

    __tablename__ = "delivery"
    __table_args__ = (sa.UniqueConstraint("digest_id", "channel"), sa.Index(None, "state", "next_try_at"))

    id: Key = None
    digest_id: int = Field(foreign_key="digest.id", ondelete="CASCADE")
    channel: Words
    target: Words
    message_id: Words
    state: DeliveryState = Field(sa_type=one_of(DeliveryState, "state"))
    attempts: int
    next_try_at: datetime | None  # None: at once
    reason: Words
    changed_at: datetime | None


class RunRow(SQLModel, table=True):
    """A run, and by hashes all that shaped it."""

    __tablename__ = "run"
    __table_args__ = (_partial("ix_run_idle", "finished_at", "summary = ''"),)

    id: Key = None
    trigger: Words
    started_at: datetime
    finished_at: datetime | None
    code_version: Words
    settings_hash: Words
    inputs: Words
    summary: Words


def _table(row: type[SQLModel]) -> sa.Table:
    return SQLModel.metadata.tables[str(row.__tablename__)]


SOURCE = _table(SourceRow)
SOURCE_STATE = _table(SourceStateRow)
FEED_MEMORY = _table(FeedMemoryRow)
ARTICLE = _table(ArticleRow)
TEXT = _table(ArticleTextRow)
SIGHTING = _table(SightingRow)
PROFILE = _table(ProfileVersionRow)
JUDGEMENT = _table(JudgementRow)
MENTION = _table(MentionRow)
VERDICT = _table(VerdictRow)
DIGEST = _table(DigestRow)
DIGEST_ITEM = _table(DigestItemRow)
DELIVERY = _table(DeliveryRow)
RUN = _table(RunRow)
