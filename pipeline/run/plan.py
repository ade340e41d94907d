"""What a run works by: the settings as the rooms need them, without files and places."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from pipeline.digest import DigestSchedule, next_slot
from pipeline.model.profile import Profile
from pipeline.model.source import Source
from pipeline.sources import Rhythm


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchPlan:
    """One watch: what it looks for and when and how it tells."""

    name: str
    title: str
    profile: Profile
    schedule: DigestSchedule
    language: str  # of the labels
    mail_domain: str  # right side of Message-IDs
    send_empty: bool  # send a digest that says there is nothing new
    max_items: int
    max_lines: int
    max_age: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All a run needs to know beforehand."""

    sources: tuple[Source, ...]
    watches: tuple[WatchPlan, ...]
    unlearnt: tuple[str, ...]  # watches without a profile yet
    rhythm: Rhythm
    page_attempts: int
    code_version: str
    settings_hash: str


def next_digest_at(watch: WatchPlan, now: datetime) -> datetime:
    """When the watch's next digest is due, in UTC, strictly after ``now``."""
    return next_slot(watch.schedule, now).due_at
