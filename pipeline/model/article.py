"""Entries of feeds and the articles behind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pipeline.model.source import FeedMemory
from pipeline.model.times import check_times


class DateOrigin(StrEnum):
    """Who says when an article was published."""

    FEED = "feed"
    PAGE = "page"
    SEEN = "seen"  # nobody: it is the time we first saw it


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a feed, as plain text.

    ``entry_id`` is the feed's own id (guid, atom:id, JSON id), else the link, else a hash of title and date; it never
    changes from run to run. ``fingerprint`` is a hash of what a reader would see, so an edit shows.
    """

    entry_id: str
    url: str  # absolute, "" when the entry has no link
    title: str
    summary: str = ""
    content: str = ""  # the full text when the feed carries it
    authors: tuple[str, ...] = ()
    published_at: datetime | None = None
    updated_at: datetime | None = None
    fingerprint: str = ""
    outlet: str = ""  # who published it, where the feed is a collector's and says so
    language: str = "und"  # as the entry itself says, ISO 639-1

    def __post_init__(self) -> None:
        check_times(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A parsed feed, newest entries as the feed orders them."""

    entries: tuple[Entry, ...]
    dialect: str  # rss20, atom10, rss10, json11, sitemap, list ...
    notes: tuple[str, ...] = ()  # what had to be forgiven: "not well-formed", "encoding mislabelled"
    language: str = "und"  # as the feed says of the whole, ISO 639-1
    ttl_s: float | None = None  # how long the feed itself asks to be left alone, seconds
    seen: int = 0  # items passed over, for the memory knew them
    memory: FeedMemory | None = None  # to be kept for the next time; None when its items cannot be told apart


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapIndex:
    """A sitemap that lists others: (address, time of last change if told), the most promising first."""

    parts: tuple[tuple[str, datetime | None], ...]
    old: int = 0  # parts passed over, for nothing in them can be new
    left_out: int = 0  # parts beyond the number that is read


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleText:
    """What an article page says, as plain text; every field may be empty."""

    title: str = ""
    summary: str = ""
    body: str = ""  # paragraphs parted by one line break
    authors: tuple[str, ...] = ()
    language: str = "und"
    published_at: datetime | None = None
    canonical_url: str = ""
    section: str = ""  # the part of the outlet it stands in, as the page names it
    image: str = ""  # address of the picture the page is shared with; never fetched

    def __post_init__(self) -> None:
        check_times(self)


class PageState(StrEnum):
    """Where the fetching of an article's own page stands."""

    WANTED = "wanted"  # not fetched yet, or to be tried again
    FETCHED = "fetched"
    GIVEN_UP = "given_up"  # too many failures; the feed's own words stand
    NOT_WANTED = "not_wanted"  # the source says not to


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article of the store, with its newest text."""

    id: int  # 0 for one that is not stored
    url: str
    outlet: str
    source_id: str
    language: str
    published_at: datetime
    date_origin: DateOrigin
    first_seen_at: datetime
    title: str
    summary: str = ""
    body: str = ""
    authors: tuple[str, ...] = ()
    text_version: int = 1
    country: str = ""  # of the outlet, ISO 3166-1 alpha-2: its readers need not be told which ministry is meant

    def __post_init__(self) -> None:
        check_times(self)
