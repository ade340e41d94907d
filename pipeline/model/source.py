"""Where articles come from, and how each source is doing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pipeline.model.times import check_times


class SourceKind(StrEnum):
    FEED = "feed"  # RSS, Atom, RDF or JSON Feed, told apart by content
    SITEMAP = "sitemap"  # a news sitemap, or an index of sitemaps
    LIST = "list"  # a web page that lists articles
    QUERY = "query"  # a search engine's feed; the watch writes the queries
    FOLDER = "folder"  # saved articles: a folder, or a single file of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Selectors:
    """Where a list page shows its articles, as CSS selectors; the others are sought within ``item``.

    Without ``item`` the page's article links are guessed.
    """

    item: str = ""
    link: str = ""  # "": the first link within the item, or the item itself when it is one
    title: str = ""  # "": the link's text
    summary: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One line of the catalogue."""

    id: str
    name: str  # the outlet's name as a reader knows it
    url: str
    kind: SourceKind = SourceKind.FEED
    language: str = "und"
    country: str = ""
    topics: tuple[str, ...] = ()  # what it writes about, for people: nothing is chosen or left out by them
    every_s: float | None = None  # seconds between polls; None: the installation's setting
    pages: bool = True  # fetch the article pages, not only what the feed says
    engine: str = ""  # of a query source: which search engine
    selectors: Selectors = Selectors()  # of a list page
    robots: bool = True  # heed robots.txt for its list and article pages


class Health(StrEnum):
    """How a source is doing. Empty is not broken, and unchanged does not heal a failure of content."""

    NEW = "new"  # never polled
    HEALTHY = "healthy"  # the last poll brought a document with entries
    UNCHANGED = "unchanged"  # the server said 304, or sent the same bytes
    EMPTY = "empty"  # a valid document without entries
    SLOW = "slow"  # it answers, but brings nothing new for much longer than it used to
    FAILING = "failing"  # temporary trouble, or a document that is no feed
    THROTTLED = "throttled"  # the server asked for a pause
    BLOCKED = "blocked"  # 401, 403, 451: it does not want us
    GONE = "gone"  # 404, 410: nothing there any more

    @property
    def in_trouble(self) -> bool:
        """Whether its silence says nothing about the news."""
        return self in {Health.FAILING, Health.THROTTLED, Health.BLOCKED, Health.GONE}


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """What is remembered of a source between polls."""

    source_id: str
    health: Health = Health.NEW
    since: datetime | None = None  # start of the present health, None before the first poll
    reason: str = ""  # one sentence, "" when all is well
    next_poll_at: datetime | None = None  # None: due now
    last_poll_at: datetime | None = None
    last_ok_at: datetime | None = None  # the last poll that reached the source and understood it
    failures: int = 0  # in a row
    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""  # sha256 of the last body that was parsed to the end
    moved_to: str = ""  # where a 301 or 308 sent us for good, "" if nowhere
    polled_url: str = ""  # the catalogue's address when this was written: another address starts afresh
    pace: float | None = None  # new entries a day, of late; None until it can be told
    last_new_at: datetime | None = None  # the last poll that brought a new entry
    last_full_at: datetime | None = None  # the last poll that brought a whole document
    ttl_s: float | None = None  # how long its last document asked to be left alone
    empty: bool = False  # its last document had no entries
    distrusted: bool = False  # it said "not modified" of a document that was: it is asked for the whole one

    def __post_init__(self) -> None:
        check_times(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedMemory:
    """What is remembered of a source's last document, loaded only when the document has changed.

    Hashes have 16 hexadecimal digits. An item whose markup is known, under a known head, means what it meant.
    """

    head: str = ""  # of all that the meaning of the items hangs on: namespaces, base address, language
    items: tuple[tuple[str, str], ...] = ()  # (of the item's markup, of its entry's id), () when not to be relied on
    held: tuple[str, ...] = ()  # entries, as JSON, that are believed only if the next poll brings the like
