"""Settings to what a run works by and with: plans, channels, limits of fetching."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

from pipeline.deliver import EmailChannel, EmailSettings, FileChannel, Format, Security
from pipeline.digest import DigestSchedule
from pipeline.errors import ProfileError, RunError, StoreError
from pipeline.fetch import FetchSettings
from pipeline.model.source import Source, SourceKind
from pipeline.profile import load_profile
from pipeline.run.plan import Plan, WatchPlan
from pipeline.run.ports import Channel
from pipeline.settings import Settings, WatchFiles, WatchSettings, settings_hash
from pipeline.sources import Rhythm, expand_queries

VERSION = version("seedwatch")
Thing = TypeVar("Thing")


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
    watches = tuple(build_watch(watch, domain) for watch in learnt)
    return Plan(
        sources=write_queries(settings.sources, watches),
        watches=watches,
        unlearnt=tuple(watch.name for watch in settings.watches if watch not in learnt),
        rhythm=Rhythm(every_s=settings.polling.every, slowest_s=settings.polling.slowest),
        page_attempts=settings.polling.page_attempts,
        code_version=VERSION,
        settings_hash=settings_hash(settings),
    )


def write_queries(sources: Sequence[Source], watches: Sequence[WatchPlan]) -> tuple[Source, ...]:
    """The sources as they are polled: each search engine with the questions that the profiles put to it."""
    polled: dict[str, Source] = {}
    for source in sources:
        if source.kind is SourceKind.QUERY:
            polled |= {query.id: query for watch in watches for query in expand_queries(source, watch.profile)}
        else:
            polled[source.id] = source
    return tuple(polled.values())


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
        robots=limits.robots,
    )


def files_stamp(home: Path) -> str:
    """Tell whether a configuration file or profile was edited: a hash of names, sizes and times of change."""
    lines = []
    for path in sorted((home / "config").rglob("*.yaml")):
        with suppress(OSError):  # an editor's temporary file may be gone again
            stat = path.stat()
            lines.append(f"{path} {stat.st_size} {stat.st_mtime_ns}")
    return hashlib.sha256(os.fsencode("\n".join(lines))).hexdigest()


def read_text_file(path: Path) -> str:
    """Raises ``ProfileError`` for a file that cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise ProfileError(str(path), f"cannot be read: {reason}") from error


def make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise StoreError(str(folder), f"the data folder cannot be made: {reason}") from error


class NoProgress:
    """For entrances that nobody watches."""

    def stage(self, name: str, total: int | None) -> None: ...

    def step(self, text: str = "") -> None: ...

    def close(self) -> None: ...
