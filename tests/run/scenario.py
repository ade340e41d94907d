"""A small installation in memory: a scripted web, a memory store, a collecting channel, and a clock the test turns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta

from pipeline.crew import Crew
from pipeline.digest import DigestSchedule
from pipeline.errors import FetchError
from pipeline.model.page import Page
from pipeline.model.profile import Alias, Entity, EntityType, Grade, Pair, Profile, Topic, TopicTerm
from pipeline.model.report import RunReport, RunRequest
from pipeline.model.source import Source
from pipeline.run.order import run
from pipeline.run.plan import Plan, WatchPlan
from pipeline.run.ports import Channel, Ports, Store
from pipeline.sources import Rhythm
from pipeline.store import open_store
from tests.fakes.channel import CollectingChannel
from tests.fakes.store import memory_store
from tests.fakes.web import ScriptedFolders, ScriptedWeb, page

MORNING = datetime(2026, 3, 2, 12, 30, tzinfo=UTC)  # a Monday, half an hour after the slot
DAY = timedelta(days=1)


def place(id_: str, *forms: str) -> Entity:
    aliases = tuple(Alias(form=form) for form in forms)
    return Entity(id=id_, name=forms[0], type=EntityType.PLACE, grade=Grade.CORE, aliases=aliases)


PROFILE = Profile(
    version="p1",
    seeds=(),
    entities=(
        place("norland", "Norland"),
        place("sudavia", "Sudavia", "Sudavian"),
        Entity(
            id="railco",
            name="Railco",
            type=EntityType.COMPANY,
            grade=Grade.CORE,
            side="sudavia",
            stands_alone=True,
            aliases=(Alias(form="Railco"),),
        ),
    ),
    topics=(
        Topic(
            id="rail",
            name="Railways",
            grade=Grade.CORE,
            terms=tuple(TopicTerm(form=form, language="en") for form in ("railway", "locomotive", "metro line")),
        ),
    ),
    pairs=(Pair(left="norland", right="sudavia"),),
)


def source(id_: str, *, pages: bool = False) -> Source:
    return Source(id=id_, name=id_.title(), url=f"https://{id_}.example/feed", language="en", pages=pages)


@contextmanager
def sqlite_store() -> Iterator[Store]:
    """The real store, in memory."""
    opened = open_store("sqlite://")
    try:
        yield Store(
            sources=opened.sources,
            articles=opened.articles,
            judgements=opened.judgements,
            digests=opened.digests,
            deliveries=opened.deliveries,
            runs=opened.runs,
            verdicts=opened.verdicts,
            archive=opened.archive,
        )
    finally:
        opened.close()


class Unwatched:
    """The port ``Progress`` of a run that nobody watches."""

    def stage(self, name: str, total: int | None) -> None: ...

    def step(self, text: str = "") -> None: ...

    def close(self) -> None: ...


@dataclass
class Item:
    """An entry of a scripted feed."""

    number: int
    title: str
    text: str = ""
    guid: str = ""

    def xml(self, host: str) -> str:
        return (
            f"<item><guid>{self.guid or self.number}</guid><title>{self.title}</title>"
            f"<link>https://{host}.example/{self.number}</link><description>{self.text}</description>"
            "<pubDate>Mon, 02 Mar 2026 08:00:00 +0000</pubDate></item>"
        )


def hit(number: int, subject: str) -> Item:
    """An article that is on the watch, unlike any other."""
    text = f"Norland and Sudavia agreed on a railway: {subject}. Railco will build locomotives for {subject}."
    return Item(number, f"Norland and Sudavia sign for {subject}", text)


@dataclass
class Scenario:
    """Everything a run touches, under the test's control."""

    sources: tuple[Source, ...] = (source("herald"),)
    store: Store = field(default_factory=memory_store)
    web: ScriptedWeb = field(default_factory=lambda: ScriptedWeb({}))
    saved: ScriptedFolders = field(default_factory=ScriptedFolders)
    channels: tuple[Channel, ...] = field(default_factory=lambda: (CollectingChannel(),))
    profile: Profile = PROFILE
    now: datetime = MORNING
    send_empty: bool = True
    times: tuple[time, ...] = (time(12, 0),)
    stopping: Callable[[], bool] = lambda: False

    def feed(self, id_: str, items: Sequence[Item]) -> None:
        body = "".join(item.xml(id_) for item in items)
        xml = f'<?xml version="1.0"?><rss version="2.0"><channel><title>{id_}</title>{body}</channel></rss>'
        url = f"https://{id_}.example/feed"
        self.web.pages[url] = page(url, xml, content_type="application/rss+xml")

    def answer(self, url: str, answer: Page | FetchError) -> None:
        self.web.pages[url] = answer

    @property
    def plan(self) -> Plan:
        watch = WatchPlan(
            name="desk",
            title="Desk",
            profile=self.profile,
            schedule=DigestSchedule(at=self.times),
            language="en",
            mail_domain="example.org",
            send_empty=self.send_empty,
            max_items=12,
            max_lines=24,
            max_age=timedelta(days=7),
        )
        return Plan(
            sources=self.sources,
            watches=(watch,),
            unlearnt=(),
            rhythm=Rhythm(every_s=1800, slowest_s=1800),
            page_attempts=3,
            code_version="0",
            settings_hash="s",
        )

    @property
    def ports(self) -> Ports:
        return Ports(
            fetcher=self.web,
            saved=self.saved,
            crew=Crew(workers=0),
            store=self.store,
            channels={"desk": self.channels},
            progress=Unwatched(),
            stopping=self.stopping,
            dice=lambda: 0.0,
            clock=lambda: self.now,
        )

    def run(self, **wishes: object) -> RunReport:
        return run(replace(RunRequest(), **wishes), self.plan, self.ports, self.now)  # type: ignore[arg-type]

    def next_day(self, **wishes: object) -> RunReport:
        self.now += DAY
        return self.run(**wishes)
