"""The whole polling stage against a web that misbehaves in every way it can, over the real network code and database.

Every scenario is polled three times, an hour apart, all of them in the same rounds and each with a good source beside
it. What must come of it stands in one table, ``expected_polls``.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from pipeline.crew import Crew
from pipeline.fetch import FetchSettings, SavedFolder, WebFetcher
from pipeline.model.report import SourceOutcome
from pipeline.model.source import Health, Source, SourceKind, SourceState
from pipeline.run.plan import Plan
from pipeline.run.polling import poll_sources
from pipeline.run.ports import Moment, Ports, Store
from pipeline.sources import Rhythm
from pipeline.store import open_store
from tests.databases import sqlite_url
from tests.misbehaving import serve_many
from tests.run.expected_polls import ROBOTS_TABLE, TABLE, Expected
from tests.run.scenario import Unwatched
from tests.webserver import SCENARIOS, Web, serve

ROUNDS = 3
START = datetime(2026, 11, 2, 12, tzinfo=UTC)
#: Generous to a busy machine; one that waited for each bad source in turn would need a minute a round.
LONGEST_ROUND_S = 20.0
#: Of one visit, so that what drags on ends soon.
QUICK = FetchSettings(
    timeout_s=1.5,
    connect_timeout_s=1.0,
    read_timeout_s=0.7,
    max_bytes=2_000_000,
    concurrency=60,
    per_host=60,  # all sources are on one host
    host_delay_s=0.0,
    max_redirects=4,
    allow_private=("127.0.0.0/8",),
    trust_env=False,
)


@dataclass
class World:
    """Polled sources, and what came of each poll."""

    web: Web
    good: Web  # serves the good ones: who asks for a pause asks it for all of a server
    store: Store
    engine: sa.Engine
    paths: dict[str, Source]
    outcomes: list[dict[str, SourceOutcome]] = field(default_factory=list)  # a round each, by source id
    seconds: list[float] = field(default_factory=list)
    fetcher: WebFetcher = field(default_factory=lambda: WebFetcher(QUICK))

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source with a good one beside it."""
        pairs = ((source, beside(source, self.good)) for source in self.paths.values())
        return tuple(source for pair in pairs for source in pair)

    def poll(self, crew: Crew) -> dict[str, SourceOutcome]:
        now = START + timedelta(hours=len(self.outcomes))
        plan = Plan(
            sources=self.sources,
            watches=(),
            unlearnt=(),
            rhythm=Rhythm(every_s=1800, slowest_s=1800),
            page_attempts=3,
            code_version="0",
            settings_hash="s",
        )
        ports = Ports(
            fetcher=self.fetcher,
            saved=SavedFolder(),
            crew=crew,
            store=self.store,
            channels={},
            progress=Unwatched(),
            stopping=lambda: False,
            dice=lambda: 0.0,
            clock=lambda: now,
        )
        began = time.monotonic()
        polled = poll_sources(plan, ports, Moment(now=now, stamp=now), force=True, only=())
        self.outcomes.append({one.source_id: one for one in polled})
        self.seconds.append(time.monotonic() - began)
        return self.outcomes[-1]

    def state(self, path: str) -> SourceState:
        return self.store.sources.states()[self.paths[path].id]

    def texts(self) -> list[str]:
        """All that was stored of all articles, as one text each."""
        with self.engine.connect() as connection:
            tables = sa.inspect(self.engine).get_table_names()
            return [
                str(tuple(row)) for table in tables for row in connection.execute(sa.text(f'SELECT * FROM "{table}"'))
            ]


def kind_of(path: str) -> SourceKind:
    kinds = {"sitemap": SourceKind.SITEMAP, "list": SourceKind.LIST}
    return kinds.get(path.partition("-")[0], SourceKind.FEED)


def source_at(number: int, path: str, web: Web) -> Source:
    return Source(id=f"s{number}", name=path, url=web.url(path), kind=kind_of(path), language="en", pages=False)


def beside(source: Source, web: Web) -> Source:
    return replace(source, id=f"{source.id}-good", url=web.url(f"good/{source.id}"), kind=SourceKind.FEED)


def new_world(folder: Path, web: Web, paths: tuple[str, ...]) -> Iterator[World]:
    with ExitStack() as servers, sqlite_url(folder) as url:
        good = servers.enter_context(serve_many())
        own = {path: servers.enter_context(serve()) for path in paths if path.startswith("pause-")}
        opened = open_store(url)
        store = Store(
            sources=opened.sources,
            articles=opened.articles,
            judgements=opened.judgements,
            digests=opened.digests,
            deliveries=opened.deliveries,
            runs=opened.runs,
            verdicts=opened.verdicts,
            archive=opened.archive,
        )
        sources = {path: source_at(number, path, own.get(path, web)) for number, path in enumerate(paths)}
        yield World(web=web, good=good, store=store, engine=opened.database.engine, paths=sources)
        opened.close()


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Polled three times, all in this process."""
    with serve_many() as web:
        for made in new_world(tmp_path_factory.mktemp("hostile"), web, tuple(TABLE)):
            for _ in range(ROUNDS):
                made.poll(Crew(0))
            yield made


def check(outcome: SourceOutcome, expected: Expected) -> None:
    assert outcome.health is expected.health, outcome.reason
    assert expected.words in outcome.reason
    assert bool(outcome.reason) >= bool(expected.words)
    assert expected.new in (None, outcome.new)


def test_every_scenario_of_the_web_has_a_row() -> None:
    rows = {path.partition("/")[0].partition("?")[0] for path in TABLE} | set(ROBOTS_TABLE)
    assert rows == set(SCENARIOS)


@pytest.mark.parametrize("path", TABLE)
def test_a_misbehaving_source_is_what_it_is_and_stays_it(path: str, world: World) -> None:
    expected = TABLE[path]
    for number, outcomes in enumerate(world.outcomes):
        check(outcomes[world.paths[path].id], expected[min(number, len(expected) - 1)])


@pytest.mark.parametrize("path", TABLE)
def test_the_good_source_beside_it_comes_through(path: str, world: World) -> None:
    good = f"{world.paths[path].id}-good"
    told = [(round_[good].health, round_[good].new, round_[good].reason) for round_ in world.outcomes]
    assert told == [(Health.HEALTHY, 10, ""), *[(Health.UNCHANGED, 0, "")] * (ROUNDS - 1)]


def test_no_round_takes_longer_than_its_slowest_sources(world: World) -> None:
    assert max(world.seconds) < LONGEST_ROUND_S


def test_nothing_is_stored_that_was_not_served(world: World) -> None:
    stored = "\n".join(world.texts())
    assert "pier number 3" in stored
    assert "root:" not in stored  # of /etc/passwd
    assert "a" * 50 not in stored  # of the entity bomb
    assert "javascript:" not in stored
    assert "\0" not in stored


def test_entries_without_believable_times_are_of_now(world: World) -> None:
    with world.engine.connect() as connection:
        times = connection.execute(sa.text("SELECT published_at FROM article")).scalars().all()
    assert len(times) > 1_000
    assert all("2020" < str(one) < "2026-11-03" for one in times)


def test_a_move_for_good_is_remembered(world: World) -> None:
    assert world.state("moved/301/good/moved").moved_to == world.web.url("good/moved")


def test_servers_that_ask_for_a_pause_get_it(world: World) -> None:
    asked = START + timedelta(hours=ROUNDS - 1)
    for path in ("pause-in-seconds", "pause-until", "status/410"):
        state = world.state(path)
        assert state.next_poll_at is not None
        assert state.next_poll_at - asked >= timedelta(minutes=30)


def test_lists_are_not_followed_and_indexes_not_far(world: World) -> None:
    asked = [one.path for one in world.web.asked]
    assert not [path for path in asked if "?page=2" in path]
    assert sum(path.startswith("/sitemap-of-thousands") for path in asked) == ROUNDS * 11
    assert sum(path.startswith("/sitemap-of-itself/1") for path in asked) == ROUNDS


def test_with_another_process_reading_it_all_comes_to_the_same(tmp_path: Path, world: World) -> None:
    with serve_many() as web, Crew(1, alone_s=0.0) as crew:
        for other in new_world(tmp_path, web, tuple(TABLE)):
            told = other.poll(crew)
    assert {one: (told[one].health, told[one].new) for one in told} == {
        one: (outcome.health, outcome.new) for one, outcome in world.outcomes[0].items()
    }


@pytest.mark.parametrize("robots", ROBOTS_TABLE)
def test_list_pages_are_asked_for_as_robots_txt_wishes(robots: str, tmp_path: Path) -> None:
    with serve_many() as web:
        web.robots = robots
        for world in new_world(tmp_path, web, ("list-of-news/1",)):
            outcomes = world.poll(Crew(0))
    check(outcomes["s0"], ROBOTS_TABLE[robots])
    assert outcomes["s0-good"].health is Health.HEALTHY
