"""Which pages of articles are asked for in a run, and which of them wait."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from pipeline.errors import FetchError, Lasting
from pipeline.extract import address_key
from pipeline.model.page import Page, PageRequest
from pipeline.model.source import SourceKind
from pipeline.run.importing import import_saved
from pipeline.run.pages import FIRST_PAUSE, LONGEST_STAGE, PATIENCE, PER_HOST, when_to_retry
from tests.fakes.web import ScriptedWeb, page
from tests.run.scenario import DAY, Item, Scenario, source, sqlite_store

HTML = (
    "<html><head><title>A signature in the capital</title></head><body><article><h1>A signature</h1>"
    + "<p>Officials of both countries met in the capital and signed the agreement after years of talks.</p>" * 6
    + "</article></body></html>"
)
SOON = FIRST_PAUSE + timedelta(minutes=1)


class SlowWeb(ScriptedWeb):
    """A web whose article pages take a minute each, by the clock of the scenario."""

    def __init__(self, scene: Scenario) -> None:
        super().__init__({})
        self.scene = scene
        self.batches: list[Sequence[PageRequest]] = []

    def fetch(self, requests: Sequence[PageRequest]) -> Iterator[tuple[PageRequest, Page | FetchError]]:
        self.batches.append(requests)
        for request, answer in super().fetch(requests):
            if not request.url.endswith("/feed"):
                self.scene.now += timedelta(minutes=1)
            yield request, answer


@dataclass
class Stopping:
    """A run that is asked to stop as soon as so many requests were made."""

    web: ScriptedWeb
    after: int

    def __call__(self) -> bool:
        return len(self.web.asked) >= self.after


def show(scene: Scenario, host: str, count: int, answer: FetchError | None = None) -> None:
    """Let a host's feed show so many articles, each with a page, or with this error in its place."""
    scene.feed(host, [Item(number, f"Story {number} of {host}", "Officials met.") for number in range(count)])
    for number in range(count):
        url = f"https://{host}.example/{number}"
        scene.answer(url, answer or page(url, HTML, content_type="text/html"))


def pages_asked(scene: Scenario) -> Counter[str]:
    """How many pages of each host were asked for since the last look."""
    urls = [request.url for request in scene.web.asked if not request.url.endswith("/feed")]
    scene.web.asked.clear()
    return Counter(urlsplit(url).netloc.removesuffix(".example") for url in urls)


def attempts(scene: Scenario) -> set[int]:
    """Failures counted so far against the pages that are wanted now or at any later time."""
    return {wanted.attempts for wanted in scene.store.articles.pages_wanted(scene.now + 99 * DAY, 9_999)}


def test_a_host_has_its_allowance_and_the_rest_comes_with_later_runs() -> None:
    scene = Scenario(sources=(source("herald", pages=True), source("courier", pages=True)))
    show(scene, "herald", PER_HOST + 30)
    show(scene, "courier", 5)
    assert scene.run().pages_fetched == PER_HOST + 5
    assert pages_asked(scene) == {"herald": PER_HOST, "courier": 5}
    scene.run()
    assert pages_asked(scene) == {}
    scene.now += SOON
    assert scene.run().pages_fetched == 30
    assert attempts(scene) == set()


def test_a_host_with_more_pages_than_are_looked_at_at_once_starves_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """All of its pages are older than the only one of the other host."""
    monkeypatch.setattr("pipeline.run.pages.BATCH", 20)
    monkeypatch.setattr("pipeline.run.pages.PER_HOST", 5)
    with sqlite_store() as store:
        scene = Scenario(sources=(source("herald", pages=True), source("courier", pages=True)), store=store)
        show(scene, "herald", 90)
        scene.run(sources=("herald",))
        assert pages_asked(scene) == {"herald": 5}
        scene.now += SOON
        show(scene, "courier", 1)
        scene.run(sources=("courier",))
        assert pages_asked(scene) == {"herald": 5, "courier": 1}


def test_the_pages_of_many_hosts_are_all_asked_for_in_one_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.run.pages.BATCH", 4)
    monkeypatch.setattr("pipeline.run.pages.PER_HOST", 3)
    hosts = [f"host{number}" for number in range(6)]
    scene = Scenario(sources=tuple(source(host, pages=True) for host in hosts))
    for host in hosts:
        show(scene, host, 3)
    scene.run()
    assert pages_asked(scene) == dict.fromkeys(hosts, 3)


def test_all_hosts_are_asked_side_by_side() -> None:
    """One that wishes for half a minute between two pages must not stand before the others."""
    scene = Scenario(sources=(source("herald", pages=True), source("courier", pages=True)))
    scene.web = web = SlowWeb(scene)
    show(scene, "herald", 4)
    show(scene, "courier", 2)
    scene.run()
    assert len(web.batches[-1]) == 4 + 2


def test_the_stage_ends_in_time_and_loses_nothing() -> None:
    scene = Scenario(sources=(source("herald", pages=True),))
    scene.web = SlowWeb(scene)
    show(scene, "herald", 25)
    begun, minutes = scene.now, LONGEST_STAGE // timedelta(minutes=1)
    report = scene.run()
    assert (report.pages_fetched, report.pages_failed) == (minutes, 0)
    assert len(report.watches) == 1  # the articles are judged all the same
    scene.now = begun + timedelta(minutes=1)
    assert scene.run().pages_fetched == 0
    fetched = 0
    for _ in range(2):
        scene.now += SOON
        fetched += scene.run().pages_fetched
    assert fetched == 25 - minutes
    assert attempts(scene) == set()


def test_a_run_that_is_asked_to_stop_leaves_the_rest_to_the_next_one() -> None:
    scene = Scenario(sources=(source("herald", pages=True),))
    show(scene, "herald", 9)
    scene.stopping = Stopping(scene.web, after=4)
    assert scene.run().pages_fetched == 3
    scene.stopping = lambda: False
    assert scene.run().pages_fetched == 6


OUT_OF_REACH = FetchError("u", "robots.txt cannot be had, so nothing is fetched", about_host=True)
BUSY = FetchError("u", "too much", lasting=Lasting.THROTTLED, status=429, retry_after_s=7_200)


@pytest.mark.parametrize(("error", "pause"), [(OUT_OF_REACH, FIRST_PAUSE), (BUSY, timedelta(hours=2))])
def test_a_host_that_cannot_be_asked_costs_its_pages_no_attempt(error: FetchError, pause: timedelta) -> None:
    scene = Scenario(sources=(source("herald", pages=True),))
    show(scene, "herald", 3, error)
    for _ in range(10):
        assert scene.run().pages_failed == 3
        assert attempts(scene) == {0}
        assert scene.run().pages_failed == 0
        scene.now += pause
    show(scene, "herald", 3)
    assert scene.run().pages_fetched == 3


@pytest.mark.parametrize("error", [OUT_OF_REACH, BUSY])
def test_a_page_that_its_host_keeps_from_us_for_days_is_given_up_in_the_end(error: FetchError) -> None:
    scene = Scenario(sources=(source("herald", pages=True),))
    show(scene, "herald", 3, error)
    scene.run()
    scene.now += PATIENCE - timedelta(hours=3)
    scene.run()
    assert attempts(scene) == {0}
    for count in (1, 2):
        scene.now += timedelta(hours=4)
        scene.run()
        assert attempts(scene) == {count}
    scene.now += DAY
    scene.run()
    assert attempts(scene) == set()


def test_a_pause_that_was_asked_for_is_kept_when_failures_count_too() -> None:
    now = Scenario().now
    assert when_to_retry(BUSY, 0, 4, now) == now + timedelta(hours=2)
    assert when_to_retry(BUSY, 5, 9, now) == now + timedelta(hours=8)
    assert when_to_retry(BUSY, 3, 4, now) is None


def test_a_page_that_fails_by_itself_is_counted_beside_those_that_wait_for_their_host() -> None:
    scene = Scenario(sources=(source("herald", pages=True),))
    show(scene, "herald", 3, OUT_OF_REACH)
    broken = "https://herald.example/1"
    scene.answer(broken, FetchError(broken, "the connection broke"))
    scene.run()
    wanted = scene.store.articles.pages_wanted(scene.now + DAY, 9)
    assert {page.url: page.attempts for page in wanted} == {
        f"https://herald.example/{number}": int(number == 1) for number in range(3)
    }


class TestImport:
    """Saved articles taken in while pages of the catalogue's sources are still wanted."""

    @pytest.fixture
    def scene(self, tmp_path: Path) -> Scenario:
        scene = Scenario(sources=(source("herald", pages=True),))
        show(scene, "herald", 1)
        url = "https://herald.example/0"
        scene.answer(url, FetchError(url, "the connection broke"))
        scene.run()
        scene.saved.folders[str(tmp_path)] = {"a.html": (HTML.encode(), scene.now)}
        scene.now += SOON
        scene.web.asked.clear()
        return scene

    def test_only_the_saved_articles_are_polled(self, scene: Scenario, tmp_path: Path) -> None:
        report = import_saved(tmp_path, "Press office", scene.plan, scene.ports, scene.now)
        assert [(one.source_id, one.new) for one in report.sources] == [("import", 1)]
        assert [request.url for request in scene.web.asked] == ["https://herald.example/0"]

    def test_pages_of_others_are_asked_for_by_the_settings_of_their_sources(
        self, scene: Scenario, tmp_path: Path
    ) -> None:
        plan = replace(scene.plan, sources=(replace(scene.sources[0], robots=False),))
        import_saved(tmp_path, "Press office", plan, scene.ports, scene.now)
        assert [request.by_robots for request in scene.web.asked] == [False]

    def test_a_page_that_a_search_led_to_is_known_by_its_own_address(self, scene: Scenario, tmp_path: Path) -> None:
        scene.answer("https://herald.example/0", page("https://outlet.example/story", HTML, content_type="text/html"))
        plan = replace(scene.plan, sources=(replace(scene.sources[0], kind=SourceKind.QUERY),))
        report = import_saved(tmp_path, "Press office", plan, scene.ports, scene.now)
        assert report.pages_fetched == 1
        assert scene.store.articles.article(address_key("https://outlet.example/story")) is not None

    def test_what_was_imported_is_not_imported_again(self, scene: Scenario, tmp_path: Path) -> None:
        brought = [
            import_saved(tmp_path, "Press office", scene.plan, scene.ports, scene.now).new_articles for _ in range(2)
        ]
        assert brought == [1, 0]
