"""What is asked of a run, and what it tells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pipeline.model.digest import DeliveryState
from pipeline.model.source import Health
from pipeline.model.times import check_times


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRequest:
    """One run. The scheduler, the command line, the workers and the web all ask with this record."""

    trigger: str = "manual"  # manual, schedule, demo
    poll: bool = True
    force: bool = False  # poll sources that are not due, and build the digest before its time
    sources: tuple[str, ...] = ()  # ids; () means all
    digest: bool = True  # build the digest if it is due
    deliver: bool = True
    notices: tuple[str, ...] = ()  # what the reader of the next digest must know about the service


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceOutcome:
    """What one poll of one source brought."""

    source_id: str
    name: str
    health: Health
    reason: str = ""
    entries: int = 0
    new: int = 0
    changed: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryOutcome:
    channel: str
    target: str  # where it went: a folder, a server; never an address of a recipient
    state: DeliveryState
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestOutcome:
    watch: str
    digest_id: int
    slot: str
    items: int
    deliveries: tuple[DeliveryOutcome, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchOutcome:
    """What one watch made of the articles of a run."""

    watch: str
    profile_version: str
    judged: int = 0
    direct: int = 0
    related: int = 0
    mentions: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """The whole of a run, for people and machines."""

    started_at: datetime
    sources: tuple[SourceOutcome, ...] = ()
    pages_fetched: int = 0
    pages_failed: int = 0
    watches: tuple[WatchOutcome, ...] = ()
    digests: tuple[DigestOutcome, ...] = ()
    notices: tuple[str, ...] = ()
    stopped: bool = False  # somebody asked the process to end; the next run goes on from here

    def __post_init__(self) -> None:
        check_times(self)

    @property
    def is_idle(self) -> bool:
        """Whether there was nothing to do."""
        judged = any(watch.judged for watch in self.watches)
        return not (self.sources or self.pages_fetched or self.pages_failed or judged or self.digests or self.notices)

    @property
    def new_articles(self) -> int:
        return sum(source.new for source in self.sources)
