"""Play the demo world: learn from the seeds, then poll, match and digest on two mornings."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from pipeline.app import App
from pipeline.demo.shipped import shipped
from pipeline.demo.web import DemoWeb
from pipeline.demo.world import Answer, DemoArticle, World, load_world
from pipeline.errors import RunError
from pipeline.model.hit import Tier
from pipeline.model.report import RunReport, RunRequest
from pipeline.model.source import Source
from pipeline.run.learning import LearnReport
from pipeline.run.ports import Progress

WATCH = "peru-korea"
MARK = ".seedwatch-demo"  # in a folder that an earlier demo made, and this one may empty
AFTER_SLOT = timedelta(seconds=30)  # the morning run starts a little after the hour of the digest
SETTINGS = """\
polling: {every: 30m}
fetch: {timeout: 3s, connect_timeout: 2s, read_timeout: 2s, host_delay: 0, per_host: 4, allow_private: [127.0.0.0/8]}
digest: {at: "07:00", timezone: America/Lima}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoDay:
    """One morning. ``direct`` against the right answers of the articles the digest could show that day."""

    day: int
    report: RunReport
    digest_text: str
    digest_html: Path
    shown: tuple[str, ...]  # addresses of the stories in the digest, in its order
    first: int  # number of the first story's article
    direct_found: int
    direct_right: int
    direct_expected: int
    wrong: tuple[str, ...]  # titles of direct hits that should not have been direct
    missed: tuple[str, ...]  # titles of articles that should have been


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoReport:
    folder: Path
    learnt_entities: int
    learnt_topics: int
    profile: Path
    outlets: int
    articles: int
    days: tuple[DemoDay, ...]
    repeated: tuple[str, ...]  # addresses shown on both days; should be empty


def play_demo(folder: Path, progress: Progress) -> DemoReport:
    """Make ``folder`` anew, play both days in it, and tell what happened.

    Raises ``RunError`` when the folder exists and no demo made it.
    """
    empty_folder(folder)
    world = load_world(shipped("config/demo"))
    with DemoWeb(world) as web:
        write_installation(folder, web.sources())
        with App(folder, progress=progress, environment={}) as app:
            learnt = app.learn(WATCH)
            days = tuple(play_day(app, web, world, number) for number in range(1, len(world.days) + 1))
    return summarise(folder, world, learnt, days)


def summarise(folder: Path, world: World, learnt: LearnReport, days: tuple[DemoDay, ...]) -> DemoReport:
    first, second = (set(day.shown) for day in days[:2])
    return DemoReport(
        folder=folder,
        learnt_entities=len(learnt.profile.entities),
        learnt_topics=len(learnt.profile.topics),
        profile=folder / "config" / "watches" / WATCH / "profile.yaml",
        outlets=len(world.outlets),
        articles=len(world.articles),
        days=days,
        repeated=tuple(sorted(first & second)),
    )


def empty_folder(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise RunError(str(folder), "not empty, and not made by a demo", remedy="Name another folder with --folder")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / MARK).touch()


def write_installation(folder: Path, sources: tuple[Source, ...]) -> None:
    """Lay out an installation like a user's own, with the demo's servers for sources."""
    watch = folder / "config" / "watches" / WATCH
    watch.mkdir(parents=True)
    (folder / "config" / "seedwatch.yaml").write_text(SETTINGS, encoding="utf-8")
    (watch / "watch.yaml").write_text("title: Peru–Korea watch\n", encoding="utf-8")
    lines = [
        {
            "id": source.id,
            "name": source.name,
            "url": source.url,
            "language": source.language,
            "country": source.country,
            "pages": source.pages,
        }
        for source in sources
    ]
    # JSON is YAML, too.
    (folder / "config" / "sources.yaml").write_text(
        json.dumps({"sources": lines}, ensure_ascii=False), encoding="utf-8"
    )
    shutil.copytree(shipped(f"seeds/{WATCH}"), folder / "seeds" / WATCH)


def play_day(app: App, web: DemoWeb, world: World, number: int) -> DemoDay:
    web.set_day(number)
    now = world.digest_at(number) + AFTER_SLOT
    report = app.run(RunRequest(trigger="demo"), now)
    (made,) = report.digests
    stored = app.store.digests.digest(WATCH, made.slot)
    assert stored is not None
    parcel = app.show_digest(WATCH, stored.id)
    answers = web.answers(number)
    found = direct_hits(app)
    expected = {url for url, article in answers.items() if article.answer is Answer.DIRECT}
    return DemoDay(
        day=number,
        report=report,
        digest_text=parcel.text,
        digest_html=app.settings.data / "digests" / WATCH / f"{parcel.name}.html",
        shown=tuple(item.url for item in stored.digest.items),
        first=stored.digest.items[0].article_id if stored.digest.items else 0,
        direct_found=len(found),
        direct_right=len(found & expected),
        direct_expected=len(expected),
        wrong=titles(answers, found - expected),
        missed=titles(answers, expected - found),
    )


def direct_hits(app: App) -> set[str]:
    plan = app.watch_plan(WATCH)
    found = app.store.judgements.hits(WATCH, plan.profile.version, None, None)
    return {each.article.url for each in found if each.judgement.tier is Tier.DIRECT}


def titles(answers: dict[str, DemoArticle], urls: set[str]) -> tuple[str, ...]:
    return tuple(sorted(answers[url].title if url in answers else url for url in urls))
