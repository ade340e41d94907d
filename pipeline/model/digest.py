"""The one record that every coat of the digest (HTML, text, Markdown, JSON, mail) is cut from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pipeline.model.article import DateOrigin
from pipeline.model.hit import Tier
from pipeline.model.times import check_times


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a quote; ``marked`` when it is a watched name."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyLine:
    """Another outlet that printed the same text."""

    article_id: int
    outlet: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestItem:
    """One story as its reader meets it."""

    article_id: int
    text_version: int
    title: tuple[Piece, ...]
    url: str
    outlet: str
    language: str
    published_at: datetime
    date_origin: DateOrigin
    quote: tuple[Piece, ...]  # about two lines, in the article's own words
    why: str  # one line of names, never of numbers
    tier: Tier
    score: float
    copies: tuple[CopyLine, ...] = ()

    def __post_init__(self) -> None:
        check_times(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestSection:
    """A topic: ``items`` are shown in full, ``lines`` as one line each."""

    id: str  # topic id, "related" for one-sided hits, "other" for hits without a topic
    title: str
    items: tuple[DigestItem, ...] = ()
    lines: tuple[DigestItem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateLine:
    """An item shown before, and what its outlet changed."""

    article_id: int
    text_version: int
    outlet: str
    url: str
    title: str
    change: str  # one sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTrouble:
    """A source that the reader must know about."""

    source_id: str
    name: str
    reason: str
    since: datetime | None = None

    def __post_init__(self) -> None:
        check_times(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What was looked at, so that the silence can be trusted too."""

    sources: int  # in the catalogue
    reached: int
    articles: int  # new in the window
    near_misses: int
    troubles: tuple[SourceTrouble, ...] = ()
    too_old: int = 0  # hits left out because they were published long before the window
    copies_of_shown: int = 0  # hits left out because they copy a story of an earlier digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """Everything a reader is told for one window of one watch."""

    watch: str
    title: str
    slot: str  # unique for the watch: "daily:2026-11-21", "manual:...", "rerun:..."
    language: str  # of the labels
    timezone: str  # in which times are shown
    window_start: datetime | None  # None: since the beginning
    window_end: datetime
    sections: tuple[DigestSection, ...]
    more: int  # hits beyond what is shown, counted only
    updates: tuple[UpdateLine, ...]
    checked: Checked
    notices: tuple[str, ...] = ()  # what the reader must know about the service itself

    def __post_init__(self) -> None:
        check_times(self)

    @property
    def items(self) -> tuple[DigestItem, ...]:
        """All items, in the order of the page."""
        return tuple(item for section in self.sections for item in (*section.items, *section.lines))


class DeliveryState(StrEnum):
    PENDING = "pending"  # to be sent, or to be tried again
    SENDING = "sending"  # handed to the other side, no answer yet
    SENT = "sent"
    UNCERTAIN = "uncertain"  # interrupted while sending: the other side may have it; not repeated by itself
    FAILED = "failed"  # given up
    SUPERSEDED = "superseded"  # a later digest covers the same window


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """A digest in all its coats, ready to be handed over."""

    watch: str
    slot: str
    name: str  # a file name without suffix: "2026-11-21"
    message_id: str  # stable for watch and slot: a second send is recognisable
    subject: str
    date: datetime  # end of the window
    language: str
    html: str
    text: str
    markdown: str
    json: str
    repeated: bool = False  # a past window digested again by hand: no news, so it is not the latest

    def __post_init__(self) -> None:
        check_times(self)
