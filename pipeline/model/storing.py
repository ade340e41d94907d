"""Records between the run and the store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pipeline.model.article import DateOrigin, Entry
from pipeline.model.digest import DeliveryState, Digest
from pipeline.model.source import FeedMemory, Source, SourceState
from pipeline.model.times import check_times


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryToStore:
    """An entry of a feed with what the run settled about it."""

    entry: Entry
    canonical_url: str  # normalised; for an entry without link "seedwatch:<source>/<hash of entry id>"
    address: str  # what two addresses of one article share: ``extract.address_key`` of the canonical one
    language: str
    published_at: datetime
    date_origin: DateOrigin

    def __post_init__(self) -> None:
        check_times(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class PollSaved:
    """What storing one poll did. ``seen`` counts entries that were there already, unchanged."""

    new: int = 0
    changed: int = 0
    seen: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PollToStore:
    """One poll of one source. ``memory`` None leaves what is remembered of its document as it is."""

    source: Source
    state: SourceState
    entries: tuple[EntryToStore, ...] = ()
    memory: FeedMemory | None = None
    renamed: frozenset[int] = frozenset()  # positions of entries known by their title: shown before under other names


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """Which of a source's entries, by position, are known to it: by their id or address, else by their title."""

    same: frozenset[int]
    alike: frozenset[int]  # known by the title alone


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWanted:
    """An article whose own page is still to be fetched."""

    article_id: int
    url: str
    source_id: str
    attempts: int  # failures so far


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredDigest:
    id: int
    watch: str
    slot: str
    kind: str  # "regular" or "rerun": only regular ones move the window on
    profile_version: str
    built_at: datetime
    digest: Digest

    def __post_init__(self) -> None:
        check_times(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredDelivery:
    """One channel's share in one digest. Unique for (digest, channel)."""

    id: int
    digest_id: int
    channel: str
    target: str
    message_id: str
    state: DeliveryState
    attempts: int = 0
    next_try_at: datetime | None = None
    reason: str = ""
    changed_at: datetime | None = None

    def __post_init__(self) -> None:
        check_times(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRun:
    id: int
    trigger: str
    started_at: datetime
    finished_at: datetime | None
    code_version: str
    settings_hash: str
    summary: str  # the report as JSON, "" while it runs

    def __post_init__(self) -> None:
        check_times(self)
