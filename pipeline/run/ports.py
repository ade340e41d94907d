"""What the run needs of the world.

Adapters live in fetch/, store/, deliver/, seeds/ and settings/; fakes in tests/fakes/.

Nobody who implements a port imports this file; ``app.py`` is type-checked against it, and one contract test a port
(``tests/contracts/``) runs against the fake and the real adapter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from pipeline.errors import ExtractError, FetchError, SeedError
from pipeline.model.article import Article, ArticleText
from pipeline.model.digest import DeliveryState, Digest, Parcel
from pipeline.model.hit import Found, Judgement, TextChange, Verdict
from pipeline.model.page import Page, PageRequest, SavedFile
from pipeline.model.profile import Profile
from pipeline.model.search import Among, Candidate, IndexedText, Lookup
from pipeline.model.seed import SeedText
from pipeline.model.source import FeedMemory, Source, SourceState
from pipeline.model.storing import (
    EntryToStore,
    PageWanted,
    PollSaved,
    PollToStore,
    Recognised,
    StoredDelivery,
    StoredDigest,
    StoredRun,
)

Task = TypeVar("Task")
Result = TypeVar("Result")


class Fetcher(Protocol):
    def fetch(self, requests: Sequence[PageRequest]) -> Iterator[tuple[PageRequest, Page | FetchError]]:
        """Fetch all, in parallel and polite per host; yield each answer as it comes, in any order, each just once.

        Never raises for a single page. Closing the iterator early stops the rest.
        """


class SavedFiles(Protocol):
    def files(self, path: str) -> tuple[SavedFile, ...]:
        """What lies in a folder of saved articles (or the one file ``path`` is), by name; bodies are not read.

        Raises ``FetchError`` when there is no such place, or it cannot be looked into.
        """

    def body(self, path: str, file: SavedFile) -> bytes:
        """The file's bytes. Raises ``FetchError`` when it cannot be read or is too large."""


class Crew(Protocol):
    def spread(
        self, work: Callable[[Task], Result], tasks: Iterable[Task], *, many: bool = False
    ) -> Iterator[tuple[Task, Result | ExtractError]]:
        """Do work that costs CPU, in any order, perhaps in other processes; yield each task with its result.

        ``many`` says beforehand that there is much of it.

        ``work`` is a function of a module and raises nothing. A task whose process breaks gets an ``ExtractError``.
        """

    def close(self) -> None:
        """Nothing more is to be done for now; the processes may end."""


class SourceStore(Protocol):
    def states(self) -> dict[str, SourceState]:
        """All remembered states by source id."""

    def memory(self, source_id: str) -> FeedMemory:
        """What is remembered of the source's last document; an empty record when nothing is."""

    def recognise(self, source: Source, entries: Sequence[EntryToStore]) -> Recognised:
        """Which of these entries the source has shown before."""

    def save_polls(self, polls: Sequence[PollToStore], now: datetime) -> tuple[PollSaved, ...]:
        """Store polls of different sources in one transaction, in this order; give what each did.

        Of each: the source, its state, its memory, new articles with their feed text, sightings.

        An entry known by (source, entry id), or else by address, is the same article; when its fingerprint
        differs from the sighting's, the article's page is wanted again (or its feed text becomes a new version where
        pages are not wanted); only the source of first sight may change the text. Two entries of one source with one
        address but other ids *and* other titles are two articles. An entry in ``renamed`` that is known neither by id
        nor by address is a sighting of the article that this source showed last under its title.
        """


class ArticleStore(Protocol):
    def pages_wanted(self, now: datetime, limit: int) -> tuple[PageWanted, ...]:
        """Articles whose page is to be fetched now, oldest first."""

    def save_page(self, article_id: int, text: ArticleText, canonical_url: str, address: str, now: datetime) -> None:
        """Store a page's text; a text equal to the newest version makes no new one.

        ``canonical_url`` is the normalised address the page claims, or "", and ``address`` its key. If another
        article has that, this one becomes its duplicate: its sightings move there and it is never judged nor shown;
        else this article is known by it from now on as well.
        """

    def save_page_failure(self, article_id: int, reason: str, retry_at: datetime | None) -> None:
        """Note a failed fetch; ``retry_at`` None gives up, and the feed's own words stand."""

    def put_off_pages(self, article_ids: Sequence[int], until: datetime) -> None:
        """Want these pages again at ``until``, without counting an attempt: their host asked for a pause."""

    def article(self, key: str) -> Article | None:
        """The article with this id (digits) or this address (``extract.address_key``), or None."""

    def articles(self, ids: Sequence[int]) -> tuple[Article, ...]:
        """These articles with their newest text, in the order asked."""

    def newest(self, limit: int) -> tuple[Article, ...]:
        """The articles whose newest text was stored last, the latest first; duplicates are left out."""


class JudgementStore(Protocol):
    def save_profile(self, watch: str, profile: Profile, now: datetime) -> None:
        """Keep a profile version for good; the same version again does nothing."""

    def profile_versions(self, watch: str) -> tuple[str, ...]:
        """The versions kept of the watch's profile, the one first saved last in front."""

    def profile(self, watch: str, version: str) -> Profile | None:
        """The profile as it was in this version."""

    def unjudged(
        self, watch: str, profile_version: str, since: datetime | None, until: datetime | None, limit: int
    ) -> tuple[Article, ...]:
        """Articles whose newest text was stored in [since, until) and not judged by this profile version.

        Those with the older texts first.
        """

    def seen_between(
        self, since: datetime | None, until: datetime | None, after_id: int, limit: int
    ) -> tuple[Article, ...]:
        """Articles whose newest text was stored in [since, until), with an id above ``after_id``, by id."""

    def save_judgements(self, watch: str, judgements: Sequence[Judgement], now: datetime) -> None:
        """Store judgements with their mentions; one for the same article, text and profile version is replaced."""

    def judgement(self, watch: str, article_id: int, profile_version: str) -> Judgement | None:
        """What this profile version said of the article's newest text."""

    def hits(
        self,
        watch: str,
        profile_version: str,
        since: datetime | None,
        until: datetime | None,
        *,
        near: bool = False,
        judged_at: datetime | None = None,
        limit: int | None = None,
    ) -> tuple[Found, ...]:
        """Hits (or near misses) on newest texts that were stored in [since, until): direct first, then by score and id.

        The time of the text counts, not that of the first sight: an article whose page came a day late, or was edited
        into the watch, is new to the reader when its text is. With ``judged_at`` only those that were judged then:
        a run judges all at its own start.
        """


class DigestStore(Protocol):
    def last_delivered_end(self, watch: str) -> datetime | None:
        """End of the window of the last regular digest that any channel delivered (or may have)."""

    def shown_ids(self, watch: str, since: datetime) -> frozenset[int]:
        """Ids of articles in regular digests that were delivered (or may have been), built since then.

        Copies count as shown, and so does the article that a shown one turned out to be a duplicate of.
        """

    def shown(self, watch: str, since: datetime) -> tuple[Found, ...]:
        """Lead articles of those digests' items, as they were judged then, newest text; for telling copies."""

    def changes_of_shown(self, watch: str, since: datetime) -> tuple[TextChange, ...]:
        """Articles shown since then whose text has a newer version of the same origin (page or feed) than was shown."""

    def window_counts(
        self, watch: str, profile_version: str, since: datetime | None, until: datetime
    ) -> tuple[int, int]:
        """(articles first seen in the window, near misses among them)."""

    def save_digest(
        self, digest: Digest, profile_version: str, kind: str, channels: Sequence[tuple[str, str, str]], now: datetime
    ) -> StoredDigest:
        """Store a digest, its items and a pending delivery for each (channel, target, message id), in one transaction.

        Earlier regular digests of the watch that no channel has delivered are superseded. A slot already stored is
        returned as it is, with pending deliveries added for channels it has none for: nothing is stored twice.
        """

    def digest(self, watch: str, slot: str) -> StoredDigest | None: ...

    def digest_numbered(self, watch: str, number: int) -> StoredDigest | None: ...

    def digests(self, watch: str, limit: int) -> tuple[StoredDigest, ...]:
        """Newest first."""


class DeliveryStore(Protocol):
    def deliveries(self, digest_id: int) -> tuple[StoredDelivery, ...]: ...

    def deliveries_due(self, watch: str, now: datetime) -> tuple[tuple[StoredDelivery, StoredDigest], ...]:
        """Pending deliveries whose time has come, oldest first."""

    def mark_delivery(
        self,
        delivery_id: int,
        state: DeliveryState,
        now: datetime,
        *,
        reason: str = "",
        next_try_at: datetime | None = None,
    ) -> None:
        """Change a delivery's state; an attempt is counted once, from SENDING to its failure."""

    def settle_interrupted(self, now: datetime) -> tuple[StoredDelivery, ...]:
        """Turn deliveries left in SENDING by a dead process into UNCERTAIN; tell which."""

    def doubtful(self, watch: str, since: datetime | None) -> tuple[StoredDelivery, ...]:
        """Deliveries of the watch that became UNCERTAIN or FAILED after ``since``, oldest first."""


class RunStore(Protocol):
    def exclusive(self, name: str) -> AbstractContextManager[bool]:
        """True for the one holder of the name; freed by the operating system or the database when its process dies."""

    def start_run(self, trigger: str, code_version: str, settings_hash: str, inputs: str, now: datetime) -> int: ...

    def finish_run(self, run_id: int, summary: str, now: datetime) -> None:
        """Note the end of a run. An empty ``summary`` says that it had nothing to do: such a run is kept only until
        the next one starts, so that a service that looks every minute does not fill the database."""

    def runs(self, limit: int) -> tuple[StoredRun, ...]:
        """Newest first."""


class VerdictStore(Protocol):
    def save_verdict(self, watch: str, verdict: Verdict) -> None:
        """Keep it in place of an earlier one on the same article."""

    def drop_verdict(self, watch: str, article_id: int) -> bool:
        """Forget it; False when there was none."""

    def verdicts(self, watch: str) -> tuple[Verdict, ...]:
        """Oldest first."""


class ArchiveIndex(Protocol):
    """Finds articles by the words of their newest text. A reader decides what words a text has (``text/search*.py``).

    Where a database cannot keep an index, all articles are candidates and nothing is ever behind.
    """

    def behind(self) -> tuple[int, ...]:
        """Ids of articles whose newest text is not held; those with the older texts first, duplicates left out."""

    def hold(self, texts: Sequence[IndexedText]) -> None:
        """Hold these texts, numbered in this order, in place of older ones; one that is not the newest is left out."""

    def find(self, lookup: Lookup, among: Among, *, before: int | None, limit: int) -> tuple[Candidate, ...]:
        """Articles that may hold what is looked for, those numbered below ``before``, the highest number first.

        None that does hold it is left out, but for those whose newest text is not held yet.
        """

    def spread(self, lookups: Sequence[Lookup]) -> tuple[int, tuple[int, ...]]:
        """How many texts were ever held, and how many of them answer to each lookup: for telling rare from common."""


class Channel(Protocol):
    @property
    def name(self) -> str:
        """Stable name: "files", "email"."""

    @property
    def target(self) -> str:
        """Where it goes, for people; no recipient's address, no secret."""

    def deliver(self, parcel: Parcel, sending: Callable[[], None]) -> None:
        """Hand the digest over, or raise ``DeliverError``.

        ``sending`` is called just before the step that cannot be taken back, at most once. A channel whose repetition
        is harmless (files) need not call it.
        """


class SeedReader(Protocol):
    def read(self, step: Callable[[str], object] = str) -> tuple[tuple[SeedText, ...], tuple[SeedError, ...]]:
        """All usable seeds of the watch in a fixed order, and one error for each that cannot be used.

        ``step`` is told each file.
        """


class ProfileFiles(Protocol):
    def load(self) -> tuple[str | None, str | None]:
        """Texts of profile.yaml and proposals.yaml, None where there is none; line ends and all."""

    def save(self, profile: str, proposals: str | None, *, instead_of: tuple[str | None, str | None]) -> bool:
        """Write both, each atomically, the profile first; a file whose text is the same is left alone.

        Without ``proposals`` what was learnt last stays as it is. ``instead_of`` is what ``load`` gave: False, and
        nothing is written, when somebody wrote either file since.
        """

    def load_lookups(self) -> str | None:
        """Text of lookups.json, None where there is none."""

    def save_lookups(self, text: str) -> None:
        """Write it, atomically."""


class Progress(Protocol):
    """How far a run is, for whoever watches: a bar at a terminal, plain lines elsewhere, nothing in tests."""

    def stage(self, name: str, total: int | None) -> None:
        """A new stage begins; ``total`` steps are to come, None when nobody knows."""

    def step(self, text: str = "") -> None:
        """One step is done; ``text`` says on what."""

    def close(self) -> None:
        """Nothing more is to come for now; a terminal is left as it was found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """The store's ports together; the real adapter implements them all in one database."""

    sources: SourceStore
    articles: ArticleStore
    judgements: JudgementStore
    digests: DigestStore
    deliveries: DeliveryStore
    runs: RunStore
    verdicts: VerdictStore
    archive: ArchiveIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class Ports:
    """Everything a run touches."""

    fetcher: Fetcher
    saved: SavedFiles
    crew: Crew
    store: Store
    channels: Mapping[str, tuple[Channel, ...]]  # by watch
    progress: Progress
    stopping: Callable[[], bool]  # true once somebody asked the process to end; the run then stops between two steps
    dice: Callable[[], float]  # a number in [0, 1), for jitter
    clock: Callable[[], datetime]  # tells when a run ended; whatever a run decides, it decides by the time it was given


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """The time of a run, twice.

    ``now`` is the clock's word: by it is decided what is due. ``stamp`` is what is stored: never before the last run's,
    since a clock that was set back would else put new articles into windows that were told of already.
    """

    now: datetime
    stamp: datetime
    edited: bool = False  # the settings are others than the last run's

    @property
    def told(self) -> datetime:
        """What a reader is told: the stamp, unless it is far from the clock because that was once wrong."""
        return self.stamp if self.stamp - self.now < timedelta(minutes=1) else self.now
