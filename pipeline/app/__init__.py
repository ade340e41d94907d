"""The one place where settings become real adapters; command line, service and demo work on an ``App``.

What one action needs is imported when it is asked for: all together take half a second, and a command needs one.
"""

from __future__ import annotations

import gc
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Self

from pipeline.app.building import (
    VERSION,
    NoProgress,
    build_channels,
    build_plan,
    fetch_settings,
    files_stamp,
    make_folder,
    pick,
    read_text_file,
)
from pipeline.crew import Crew
from pipeline.errors import ProfileError, RunError
from pipeline.profile import load_profile
from pipeline.run.ports import Ports, Progress, Store
from pipeline.settings import WatchFiles, WatchSettings, append_sources, read_settings
from pipeline.sources import current_state

if TYPE_CHECKING:
    from pipeline.model.digest import Parcel
    from pipeline.model.profile import Profile
    from pipeline.model.report import RunReport, RunRequest
    from pipeline.model.search import Among
    from pipeline.model.source import Source, SourceState
    from pipeline.run.bulk import BulkReport
    from pipeline.run.comparing import Effect
    from pipeline.run.enriching import Wikidata
    from pipeline.run.explaining import Explanation
    from pipeline.run.learning import LearnReport
    from pipeline.run.leaving_out import ProfileCheck
    from pipeline.run.outlines import Imported
    from pipeline.run.plan import Plan, WatchPlan
    from pipeline.run.probing import Probe
    from pipeline.run.reviewing import Desk, Difference
    from pipeline.run.searching import SearchResult
    from pipeline.run.suggesting import Suggestions
    from pipeline.run.trying_out import ArchiveLook
    from pipeline.run.tuning import Proposal

__all__ = ["VERSION", "App", "NoProgress"]


class App:
    """An opened installation. Close it, or use it in a ``with`` block.

    Opening raises ``SettingsError`` for faulty configuration files; the database is opened, and migrated, when it is
    first needed, and the profiles are read when a plan is first needed.
    """

    def __init__(
        self,
        home: Path,
        *,
        progress: Progress | None = None,
        stopping: Callable[[], bool] = lambda: False,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        from pipeline.fetch import WebFetcher

        # Documents become objects by the hundred thousand, none in a circle: to look for circles every 700 of them
        # costs a tenth of the time.
        gc.set_threshold(20_000, 20, 20)
        self.settings = read_settings(home, environment)
        self._channels = build_channels(self.settings)
        self._environment = environment
        self._progress = progress or NoProgress()
        self._stopping = stopping
        self._store: Store | None = None
        self._close_store: Callable[[], None] = lambda: None
        self._plan: Plan | None = None
        # Kept from run to run: what it learnt of hosts (their robots.txt, when they were asked last) holds for all.
        self._fetcher = WebFetcher(fetch_settings(self.settings))
        self._crew = Crew()
        self._stamp = files_stamp(self.settings.home)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.close()
        self._crew.close()
        self._close_store()

    @property
    def store(self) -> Store:
        if self._store is None:
            # Imported here: SQLAlchemy takes most of a second, and not every command needs the database.
            from pipeline.store import open_store

            make_folder(self.settings.data)
            opened = open_store(self.settings.database)
            self._store = Store(
                sources=opened.sources,
                articles=opened.articles,
                judgements=opened.judgements,
                digests=opened.digests,
                deliveries=opened.deliveries,
                runs=opened.runs,
                verdicts=opened.verdicts,
                archive=opened.archive,
            )
            self._close_store = opened.close
        return self._store

    @property
    def plan(self) -> Plan:
        if self._plan is None:
            self._plan = build_plan(self.settings)
        return self._plan

    @property
    def ports(self) -> Ports:
        from pipeline.fetch import SavedFolder

        return Ports(
            fetcher=self._fetcher,
            saved=SavedFolder(),
            crew=self._crew,
            store=self.store,
            channels=self._channels,
            progress=self._progress,
            stopping=self._stopping,
            dice=random.random,
            clock=lambda: datetime.now(UTC),
        )

    def reload_if_edited(self) -> None:
        """Take up edits of the configuration and profiles since the last look.

        Raises ``SettingsError`` or ``ProfileError`` for a faulty edit, at every look until it is mended; the settings
        and profiles read before stay in force.
        """
        from pipeline.fetch import WebFetcher

        stamp = files_stamp(self.settings.home)
        if stamp != self._stamp:
            settings = read_settings(self.settings.home, self._environment)
            plan, channels = build_plan(settings), build_channels(settings)
            if settings.fetch != self.settings.fetch:
                self._fetcher = WebFetcher(fetch_settings(settings))
            self._plan, self._channels, self.settings = plan, channels, settings
            self._stamp = stamp

    def run(self, request: RunRequest, now: datetime, *, watch: str = "") -> RunReport:
        """Run for all watches, or for one alone."""
        from pipeline.run.order import run

        plan = replace(self.plan, watches=(self.watch_plan(watch),)) if watch else self.plan
        return run(request, plan, self.ports, now)

    def preview_digest(self, watch: str, now: datetime) -> Parcel:
        """What a digest would say now; nothing is stored but judgements, and nothing sent."""
        from pipeline.run.redoing import preview_digest

        return preview_digest(self.watch_plan(watch), self.plan, self.ports, now)

    def show_digest(self, watch: str, number: int) -> Parcel:
        """A stored digest in all its coats. Raises ``RunError`` when there is none with this number."""
        from pipeline.digest import render_digest
        from pipeline.run.redoing import find_digest

        return render_digest(find_digest(self.store, self.watch_settings(watch).name, number).digest)

    def resend_digest(self, watch: str, number: int, now: datetime) -> RunReport:
        """Send a stored digest again by every channel that has not surely sent it."""
        from pipeline.run.redoing import find_digest, resend

        return resend(self.plan, self.ports, find_digest(self.store, self.watch_settings(watch).name, number), now)

    def learn(self, watch: str, *, enrich_at: datetime | None = None) -> LearnReport:
        """Learn from the seeds; with a time, look names up in Wikidata first. Raises ``RunError`` when that is off."""
        from pipeline.run.learning import learn
        from pipeline.seeds import SeedFolder

        settings = self.watch_settings(watch)
        wikidata = self._wikidata(enrich_at) if enrich_at else None
        self._plan = None
        return learn(watch, SeedFolder(settings.seeds), WatchFiles(settings.folder), wikidata, progress=self._progress)

    def _wikidata(self, now: datetime) -> Wikidata:
        from pipeline.run.enriching import Wikidata

        api = self.settings.learn.wikidata
        if not api:
            remedy = "Name there whom to ask: https://www.wikidata.org/w/api.php, or a mirror of it"
            raise RunError("learn.wikidata", "it is empty, so no names are looked up", remedy=remedy)
        return Wikidata(
            api=api,
            fetcher=self._fetcher,
            progress=self._progress,
            stopping=self._stopping,
            now=now,
        )

    def desk(self, watch: str) -> Desk:
        """The watch's profile, to look at and to decide on. Nothing is read before it is asked for."""
        from pipeline.run.reviewing import Desk

        folder = self.watch_settings(watch).folder
        self._plan = None
        return Desk(WatchFiles(folder), str(folder / "profile.yaml"))

    def look_into_archive(self, profile: Profile, ids: Sequence[str]) -> ArchiveLook:
        """What these items of a profile find, or would find if accepted, among the articles stored last."""
        from pipeline.run.trying_out import look_into_archive

        found = look_into_archive(profile, ids, self.store, self._progress)
        self._progress.close()
        return found

    def weigh_edit(self, before: Profile, after: Profile) -> Effect:
        """Which of the articles stored last become hits by an edit, and which cease to be."""
        from pipeline.run.comparing import weigh_edit

        effect = weigh_edit(before, after, self.store, self._progress)
        self._progress.close()
        return effect

    def compare_profile(self, watch: str, old: str) -> tuple[str, Difference]:
        """What the profile says otherwise than an older one, and what that is called.

        ``old`` is a file or a stored version; "" means the version stored before, else what was learnt last.
        """
        from pipeline.run.reviewing import older_profile, tell_apart

        desk = self.desk(watch)
        path = Path(old).expanduser()
        if old and path.is_file():
            return old, tell_apart(load_profile(read_text_file(path), old), desk.profile)
        name, older = older_profile(desk, watch, old, self.store)
        return name, tell_apart(older, desk.profile)

    def check_profile(self, watch: str, now: datetime) -> ProfileCheck:
        """Hold the seeds against the profile, and each against what the others teach."""
        from pipeline.run.leaving_out import check_profile
        from pipeline.seeds import SeedFolder

        settings = self.watch_settings(watch)
        reader = SeedFolder(settings.seeds)
        checked = check_profile(settings.name, self.desk(watch).profile, reader, now, self._progress)
        self._progress.close()
        return checked

    def redo(self, since: datetime, until: datetime, now: datetime, *, digest: bool, send: bool) -> RunReport:
        """Judge the stored articles of [since, until) again and, if asked, build their digest over again."""
        from pipeline.run.redoing import redo

        return redo(self.plan, self.ports, since, until, now, digest=digest, send=send)

    def explain(self, watch: str, key: str, now: datetime) -> Explanation:
        """Explain what the watch says of an article: a stored one by id or address, a file, or a page on the web."""
        from pipeline.run.explaining import explain, read_article_file

        article = None
        with suppress(OSError, RuntimeError, ValueError):  # what is no path is an address or a number
            path = Path(key).expanduser()
            if path.is_file():
                article = read_article_file(path, path.read_bytes(), now)
        is_only = len(self.settings.watches) == 1
        return explain(key, article, self.watch_plan(watch), self.ports, now, is_only_watch=is_only)

    def watch_settings(self, name: str) -> WatchSettings:
        return pick(name, {watch.name: watch for watch in self.settings.watches})

    def watch_plan(self, name: str) -> WatchPlan:
        if name in self.plan.unlearnt:
            raise ProfileError(name, "has no profile yet", remedy=f"Run `seedwatch learn {name}`")
        return pick(name, {watch.name: watch for watch in self.plan.watches})

    def source_states(self) -> tuple[tuple[Source, SourceState], ...]:
        """Every source that is polled and how it is doing; one with a new address has everything before it."""
        states = self.store.sources.states()
        return tuple((source, current_state(source, states.get(source.id))) for source in self.sources)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources as they are polled; before anything is learnt, search engines stand there without questions."""
        try:
            return self.plan.sources
        except ProfileError:
            return self.settings.sources

    def check_sources(self, ids: Sequence[str], now: datetime) -> Iterator[Probe]:
        """Ask sources for their documents, and store nothing. Raises ``RunError`` for an unknown id."""
        from pipeline.run.probing import probe

        return probe(self.sources, ids, self.ports, now)

    def discover(self, url: str, now: datetime) -> tuple[Probe, ...]:
        """What a site offers to be followed by, the best first."""
        from pipeline.run.probing import discover

        return discover(url, self.ports, now)

    def add_sources(self, sources: Sequence[Source]) -> None:
        """Write sources into the catalogue, below what stands there."""
        append_sources(self.settings.home / "config" / "sources.yaml", sources)

    def import_outlines(self, path: Path) -> Imported:
        """Add the feeds of an OPML file that are not in the catalogue yet. Raises ``RunError`` without such a file."""
        from pipeline.run.outlines import import_outlines

        try:
            body = path.read_bytes()
        except OSError as error:
            raise RunError(str(path), f"cannot be read: {error.strerror}") from error
        found = import_outlines(path.name, body, self.settings.catalogue)
        self.add_sources(found.added)
        return found

    def export_outlines(self, now: datetime) -> str:
        from pipeline.run.outlines import export_outlines

        return export_outlines(self.settings.sources, now)

    def import_saved(self, path: Path, name: str, now: datetime) -> RunReport:
        """Store saved articles and judge them, as if a source had brought them."""
        from pipeline.run.importing import import_saved

        return import_saved(path, name, self.plan, self.ports, now)

    def tune(self, watch: str, since: datetime, now: datetime) -> Proposal:
        """Better weights for a watch, as far as its verdicts tell, and what they would change; nothing is written."""
        from pipeline.run.tuning import propose_weights
        from pipeline.seeds import SeedFolder

        seeds = SeedFolder(self.watch_settings(watch).seeds)
        proposal = propose_weights(watch, self.desk(watch), seeds, self.store, since, now, self._progress)
        self._progress.close()
        return proposal

    def weigh_profile(
        self, watch: str, path: str, since: datetime | None, until: datetime | None, shown: int
    ) -> Effect:
        """What the profile in a file would make of the stored articles, against the present one; nothing is stored."""
        from pipeline.run.comparing import weigh_over_archive

        present, other = self.watch_plan(watch).profile, self.judging_profile(watch, path)
        effect = weigh_over_archive(present, other, self.store, self._progress, since, until, shown=shown)
        self._progress.close()
        return effect

    def judging_profile(self, watch: str, path: str = "") -> Profile:
        """The watch's profile, or the one in a file. Raises ``ProfileError`` with all its faults."""
        return load_profile(read_text_file(Path(path).expanduser()), path) if path else self.watch_plan(watch).profile

    def judge_bulk(
        self,
        profile: Profile,
        source: IO[bytes],
        name: str,
        write: Callable[[str], object],
        complain: Callable[[str], object],
    ) -> BulkReport:
        """Judge JSON Lines by a profile; the database is not asked."""
        from pipeline.run.bulk import judge_bulk

        report = judge_bulk(source, name, profile, self._crew, self._progress, write, complain, self._stopping)
        self._progress.close()
        return report

    def suggest(self, watch: str, since: datetime | None, *, dry: bool) -> Suggestions:
        """Names that stored articles bring and the watch lacks; unless ``dry``, queued in its profile as proposals."""
        from pipeline.run.suggesting import suggest

        found = suggest(self.desk(watch), self.store, since, self._progress, dry=dry)
        self._progress.close()
        return found

    def search(self, text: str, among: Among, *, limit: int, best: bool = False) -> SearchResult:
        """Find stored articles by words: the newest, or the best. Raises ``RunError`` for a query without any."""
        from pipeline.run.searching import search

        found = search(text, among, self.store, self._progress, limit=limit, best=best)
        self._progress.close()
        return found
