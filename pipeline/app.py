"""The one place where settings become real adapters; command line, service and demo work on an ``App``."""

from __future__ import annotations

import hashlib
import os
import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from pipeline.deliver import EmailChannel, EmailSettings, FileChannel, Format, Security
from pipeline.digest import DigestSchedule, render_digest
from pipeline.errors import ProfileError, RunError, StoreError
from pipeline.fetch import FetchSettings, WebFetcher
from pipeline.model.digest import Parcel
from pipeline.model.report import RunReport, RunRequest
from pipeline.model.source import Source, SourceState
from pipeline.profile import load_profile
from pipeline.run.explaining import Explanation, explain, read_article_file
from pipeline.run.learning import LearnReport, learn
from pipeline.run.order import run
from pipeline.run.plan import Plan, WatchPlan
from pipeline.run.ports import Channel, Ports, Progress, Store
from pipeline.run.redoing import find_digest, preview_digest, redo, resend
from pipeline.seeds import SeedFolder
from pipeline.settings import Settings, WatchFiles, WatchSettings, read_settings, settings_hash
from pipeline.sources.asking import current_state
from pipeline.store import open_store

VERSION = version("seedwatch")
Thing = TypeVar("Thing")


class NoProgress:
    """For entrances that nobody watches."""

    def stage(self, name: str, total: int | None) -> None: ...

    def step(self, text: str = "") -> None: ...

    def close(self) -> None: ...


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
        self.settings = read_settings(home, environment)
        self._channels = build_channels(self.settings)
        self._environment = environment
        self._progress = progress or NoProgress()
        self._stopping = stopping
        self._store: Store | None = None
        self._close_store: Callable[[], None] = lambda: None
        self._plan: Plan | None = None
        self._stamp = files_stamp(self.settings.home)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.close()
        self._close_store()

    @property
    def store(self) -> Store:
        if self._store is None:
            make_folder(self.settings.data)
            opened = open_store(self.settings.database)
            self._store = Store(
                sources=opened.sources,
                articles=opened.articles,
                judgements=opened.judgements,
                digests=opened.digests,
                deliveries=opened.deliveries,
                runs=opened.runs,
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
        return Ports(
            fetcher=WebFetcher(fetch_settings(self.settings)),
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
        stamp = files_stamp(self.settings.home)
        if stamp != self._stamp:
            settings = read_settings(self.settings.home, self._environment)
            plan, channels = build_plan(settings), build_channels(settings)
            self._plan, self._channels, self.settings = plan, channels, settings
            self._stamp = stamp

    def run(self, request: RunRequest, now: datetime, *, watch: str = "") -> RunReport:
        """Run for all watches, or for one alone."""
        plan = replace(self.plan, watches=(self.watch_plan(watch),)) if watch else self.plan
        return run(request, plan, self.ports, now)

    def preview_digest(self, watch: str, now: datetime) -> Parcel:
        """What a digest would say now; nothing is stored but judgements, and nothing sent."""
        return preview_digest(self.watch_plan(watch), self.plan, self.ports, now)

    def show_digest(self, watch: str, number: int) -> Parcel:
        """A stored digest in all its coats. Raises ``RunError`` when there is none with this number."""
        return render_digest(find_digest(self.store, self.watch_settings(watch).name, number).digest)

    def resend_digest(self, watch: str, number: int, now: datetime) -> RunReport:
        """Send a stored digest again by every channel that has not surely sent it."""
        return resend(self.plan, self.ports, find_digest(self.store, self.watch_settings(watch).name, number), now)

    def learn(self, watch: str) -> LearnReport:
        settings = self.watch_settings(watch)
        self._plan = None
        return learn(watch, SeedFolder(settings.seeds), WatchFiles(settings.folder))

    def redo(self, since: datetime, until: datetime, now: datetime, *, digest: bool, send: bool) -> RunReport:
        """Judge the stored articles of [since, until) again and, if asked, build their digest over again."""
        return redo(self.plan, self.ports, since, until, now, digest=digest, send=send)

    def explain(self, watch: str, key: str, now: datetime) -> Explanation:
        """Explain what the watch says of an article: a stored one by id or address, a file, or a page on the web."""
        article = None
        with suppress(OSError, RuntimeError, ValueError):  # what is no path is an address or a number
            path = Path(key).expanduser()
            if path.is_file():
                article = read_article_file(path, path.read_bytes(), now)
        return explain(key, article, self.watch_plan(watch), self.ports, now)

    def watch_settings(self, name: str) -> WatchSettings:
        return pick(name, {watch.name: watch for watch in self.settings.watches})

    def watch_plan(self, name: str) -> WatchPlan:
        if name in self.plan.unlearnt:
            raise ProfileError(name, "has no profile yet", remedy=f"Run `seedwatch learn {name}`")
        return pick(name, {watch.name: watch for watch in self.plan.watches})

    def source_states(self) -> tuple[tuple[Source, SourceState], ...]:
        """Every source of the catalogue and how it is doing; one with a new address has everything before it."""
        states = self.store.sources.states()
        return tuple((source, current_state(source, states.get(source.id))) for source in self.settings.sources)


def make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise StoreError(str(folder), f"the data folder cannot be made: {reason}") from error


def pick(name: str, known: Mapping[str, Thing]) -> Thing:
    if name not in known:
        raise RunError(name, "no such watch", remedy=f"There is: {', '.join(known) or 'none'}")
    return known[name]


def build_plan(settings: Settings) -> Plan:
    """Read the profiles and lay out what a run works by.

    A watch that has no profile yet is left out. Raises ``ProfileError`` for a faulty profile, or when none is there.
    """
    learnt = [watch for watch in settings.watches if (watch.folder / "profile.yaml").exists()]
    if not learnt:
        first = settings.watches[0]
        raise ProfileError(
            str(first.folder / "profile.yaml"),
            "not there yet",
            remedy=f"Put seed documents into {first.seeds} and run `seedwatch learn`",
        )
    domain = settings.email.sender.rpartition("@")[2].rstrip("> ") if settings.email else "seedwatch.invalid"
    return Plan(
        sources=settings.sources,
        watches=tuple(build_watch(watch, domain) for watch in learnt),
        unlearnt=tuple(watch.name for watch in settings.watches if watch not in learnt),
        every_s=settings.polling.every,
        page_attempts=settings.polling.page_attempts,
        code_version=VERSION,
        settings_hash=settings_hash(settings),
    )


def build_watch(watch: WatchSettings, mail_domain: str) -> WatchPlan:
    path = watch.folder / "profile.yaml"
    text, _proposals = WatchFiles(watch.folder).load()
    plan = watch.digest
    return WatchPlan(
        name=watch.name,
        title=watch.title,
        profile=load_profile(text or "", str(path)),
        schedule=build_schedule(watch),
        language=plan.language,
        mail_domain=mail_domain,
        send_empty=plan.when_empty == "send",
        max_items=plan.max_items,
        max_lines=plan.max_lines,
        max_age=timedelta(seconds=plan.max_age),
    )


def build_schedule(watch: WatchSettings) -> DigestSchedule:
    plan = watch.digest
    times = {"at": plan.at} if plan.at else {}
    return DigestSchedule(
        **times, days=frozenset(plan.days), every_s=plan.every, timezone=plan.timezone, catch_up_s=plan.catch_up
    )


def build_channels(settings: Settings) -> dict[str, tuple[Channel, ...]]:
    """The ways out of each watch. Raises ``SettingsError`` for a mail server or address that will not do."""
    return {watch.name: tuple(watch_channels(settings, watch)) for watch in settings.watches}


def watch_channels(settings: Settings, watch: WatchSettings) -> Iterator[Channel]:
    if settings.files:
        folder = settings.data / Path(settings.files.folder).expanduser() / watch.name
        yield FileChannel(folder, [Format[name.upper()] for name in settings.files.formats])
    if settings.email and watch.to:
        server = settings.email
        yield EmailChannel(
            EmailSettings(
                host=server.host,
                port=server.port,
                security=Security(server.security),
                username=server.user,
                password=settings.email_password.get_secret_value(),
                sender=server.sender,
                recipients=watch.to,
                timeout_s=server.timeout,
                ca_file=Path(server.ca_file) if server.ca_file else None,
            )
        )


def fetch_settings(settings: Settings) -> FetchSettings:
    limits = settings.fetch
    about = f"; {limits.contact}" if limits.contact else ""
    return FetchSettings(
        user_agent=f"seedwatch/{VERSION} (news monitor{about})",
        timeout_s=limits.timeout,
        connect_timeout_s=limits.connect_timeout,
        read_timeout_s=limits.read_timeout,
        max_bytes=limits.max_bytes,
        concurrency=limits.concurrency,
        per_host=limits.per_host,
        host_delay_s=limits.host_delay,
        max_redirects=limits.max_redirects,
        allow_private=limits.allow_private,
    )


def files_stamp(home: Path) -> str:
    """Tell whether a configuration file or profile was edited: a hash of names, sizes and times of change."""
    lines = []
    for path in sorted((home / "config").rglob("*.yaml")):
        with suppress(OSError):  # an editor's temporary file may be gone again
            stat = path.stat()
            lines.append(f"{path} {stat.st_size} {stat.st_mtime_ns}")
    return hashlib.sha256(os.fsencode("\n".join(lines))).hexdigest()
