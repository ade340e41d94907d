"""Polling, from the request to the stored articles: every kind of source, and what servers do to us."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from pipeline.errors import FetchError, Lasting, StoreError
from pipeline.model.page import SavedFile
from pipeline.model.report import SourceOutcome
from pipeline.model.source import Health, Selectors, Source, SourceKind
from pipeline.model.storing import PollSaved, PollToStore
from pipeline.run.digesting import find_troubles
from pipeline.run.ports import SourceStore
from tests.fakes.web import page
from tests.run.scenario import MORNING, Item, Scenario, hit, source

INDEX = "https://herald.example/sitemaps"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


def poll(scene: Scenario, **wishes: object) -> SourceOutcome:
    """Run by hand, and tell what came of the one source."""
    (outcome,) = scene.run(force=True, digest=False, **wishes).sources
    return outcome


def titles(scene: Scenario) -> list[str]:
    found = scene.store.judgements.seen_between(None, None, 0, 1000)
    return sorted(article.title for article in found)


def undated(items: list[Item]) -> str:
    xml = "".join(item.xml("herald") for item in items)
    xml = xml.replace("<pubDate>Mon, 02 Mar 2026 08:00:00 +0000</pubDate>", "")
    return f'<rss version="2.0"><channel><title>H</title>{xml}</channel></rss>'


def serve_undated(scene: Scenario, items: list[Item]) -> None:
    scene.answer("https://herald.example/feed", page("https://herald.example/feed", undated(items)))


def several(start: int, count: int, words: str = "Item") -> list[Item]:
    return [Item(number, f"{words} {number - start}") for number in range(start, start + count)]


def test_a_feed_that_renames_all_its_entries_brings_none_of_them_again() -> None:
    scene = Scenario()
    serve_undated(scene, several(0, 10))
    assert poll(scene).new == 10
    serve_undated(scene, [*several(1000, 10), Item(2000, "Really new")])
    assert poll(scene).new == 1
    # Now their new names are known: whatever else changes, they stay what they are.
    serve_undated(scene, [Item(3000, "New too"), *several(1000, 10), Item(2000, "Really new")])
    assert poll(scene).new == 1
    renamed_head = undated([*several(1000, 10)]).replace("<title>H</title>", "<title>H</title><language>es</language>")
    scene.answer("https://herald.example/feed", page("https://herald.example/feed", renamed_head))
    assert poll(scene).new == 0
    assert titles(scene) == sorted([*(f"Item {number}" for number in range(10)), "Really new", "New too"])


def test_a_feed_without_memory_that_renames_its_entries_does_not_bring_them_later() -> None:
    def document(start: int, *more: str) -> str:
        items = [
            {"id": f"{start + number}", "title": f"Item {number}", "url": f"/{start}/{number}"} for number in range(10)
        ]
        items += [{"id": title, "title": title, "url": f"/{title}"} for title in more]
        return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items})

    scene, url = Scenario(), "https://herald.example/feed"
    for start, more, new in ((0, (), 10), (100, (), 0), (100, ("Fresh",), 1), (100, ("Fresh", "Fresher"), 1)):
        scene.answer(url, page(url, document(start, *more), content_type="application/feed+json"))
        assert poll(scene).new == new


def test_a_feed_that_is_all_new_at_once_is_held_until_it_says_so_twice() -> None:
    scene = Scenario()
    serve_undated(scene, several(0, 10))
    poll(scene)
    scene.now += timedelta(hours=1)
    serve_undated(scene, several(100, 30, "Stranger"))
    held = poll(scene)
    assert (held.new, held.health) == (0, Health.HEALTHY)
    assert "held" in held.reason
    scene.now += timedelta(minutes=10)
    told = poll(scene)
    assert (told.new, told.reason) == (30, "")


def test_a_feed_read_once_a_day_and_new_every_day_loses_no_story() -> None:
    scene, brought = Scenario(), 0
    for day in range(8):
        serve_undated(scene, several(100 * day, 20, f"Day {day} item"))
        brought += poll(scene).new
        scene.now += timedelta(days=1)
    serve_undated(scene, several(700, 20, "Day 7 item"))
    brought += poll(scene).new
    assert brought == 160


def test_what_left_the_document_while_it_was_held_is_not_lost() -> None:
    scene = Scenario()
    serve_undated(scene, several(0, 10))
    poll(scene)
    serve_undated(scene, several(100, 20, "Stranger"))
    assert poll(scene).new == 0
    serve_undated(scene, several(106, 20, "Stranger from 6 on,"))
    assert poll(scene).new == 26


def test_two_servers_that_show_two_documents_in_turn_bring_nothing_twice_and_look_no_busier() -> None:
    scene = Scenario()
    scene.feed("herald", several(0, 10))
    poll(scene)
    for _ in range(3):
        for start in (5, 0):
            scene.now += timedelta(hours=1)
            scene.feed("herald", several(start, 10))
            poll(scene)
    state = scene.store.sources.states()["herald"]
    assert state.last_new_at is not None
    assert state.last_new_at <= MORNING + timedelta(hours=1)


def test_a_held_feed_that_goes_back_to_what_it_was_brings_nothing() -> None:
    scene = Scenario()
    serve_undated(scene, several(0, 10))
    poll(scene)
    serve_undated(scene, several(100, 30, "Stranger"))
    poll(scene)
    serve_undated(scene, several(0, 10))
    assert poll(scene).new == 0
    assert len(titles(scene)) == 10


def test_held_entries_are_asked_for_again_soon_and_whole() -> None:
    scene = Scenario()
    serve_undated(scene, several(0, 10))
    poll(scene)
    serve_undated(scene, several(100, 30, "Stranger"))
    poll(scene)
    state = scene.store.sources.states()["herald"]
    assert (state.etag, state.body_hash) == ("", "")
    assert state.next_poll_at == scene.now + timedelta(minutes=10)


def test_only_items_never_seen_are_read_and_the_rest_is_still_counted() -> None:
    scene = Scenario()
    scene.feed("herald", several(0, 10))
    poll(scene)
    scene.feed("herald", [hit(99, "a tram"), *several(0, 10)])
    outcome = poll(scene)
    assert (outcome.entries, outcome.new, outcome.changed) == (11, 1, 0)
    assert len(scene.store.sources.memory("herald").items) == 11


def test_an_edited_item_is_a_change_not_a_new_article() -> None:
    scene = Scenario()
    scene.feed("herald", several(0, 10))
    poll(scene)
    scene.feed("herald", [Item(0, "Item 0, corrected"), *several(0, 10)[1:]])
    outcome = poll(scene)
    assert (outcome.new, outcome.changed) == (0, 1)
    assert "Item 0, corrected" in titles(scene)


def sitemap(*numbers: int) -> str:
    urls = "".join(
        f"<url><loc>https://herald.example/{number}</loc><news:news><news:title>Story {number}</news:title>"
        f"<news:publication_date>2026-03-02T09:00:00Z</news:publication_date></news:news></url>"
        for number in numbers
    )
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="{NEWS}">{urls}</urlset>'


def index(*names: str) -> str:
    parts = "".join(f"<sitemap><loc>https://herald.example/{name}</loc></sitemap>" for name in names)
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{parts}</sitemapindex>'


def sitemap_scene() -> Scenario:
    return Scenario(sources=(replace(source("herald"), kind=SourceKind.SITEMAP, url=INDEX),))


def test_a_news_sitemap_is_a_source() -> None:
    scene = sitemap_scene()
    scene.answer(INDEX, page(INDEX, sitemap(1, 2)))
    assert poll(scene).new == 2
    scene.answer(INDEX, page(INDEX, sitemap(1, 2, 3)))
    assert poll(scene).new == 1


def test_an_index_none_of_whose_parts_has_changed_is_well() -> None:
    scene = sitemap_scene()
    listed = index("news-1.xml").replace("</loc>", "</loc><lastmod>2026-03-01T00:00:00Z</lastmod>")
    scene.answer(INDEX, page(INDEX, listed))
    part = "https://herald.example/news-1.xml"
    scene.answer(part, page(part, sitemap(1)))
    assert poll(scene).new == 1
    scene.now += timedelta(days=6)
    outcome = poll(scene)
    assert (outcome.health, outcome.reason) == (Health.HEALTHY, "")


def test_a_part_that_fails_is_told_of_and_read_when_it_is_back() -> None:
    scene = sitemap_scene()
    listed = index("news-1.xml", "news-2.xml").replace("</loc>", "</loc><lastmod>2026-03-02T00:00:00Z</lastmod>")
    scene.answer(INDEX, page(INDEX, listed))
    first, second = (f"https://herald.example/news-{number}.xml" for number in (1, 2))
    scene.answer(first, page(first, sitemap(1)))
    told = poll(scene)
    assert (told.health, told.new) == (Health.HEALTHY, 1)
    assert "news-2.xml" in told.reason
    for _ in range(5):
        scene.now += timedelta(days=1)
        poll(scene)
    scene.answer(second, page(second, sitemap(2, 3)))
    assert poll(scene).new == 2


def test_the_parts_of_an_index_are_read_and_one_that_fails_does_not_cost_the_others() -> None:
    scene = sitemap_scene()
    scene.answer(INDEX, page(INDEX, index("news-1.xml", "news-2.xml", "news-missing.xml")))
    scene.answer("https://herald.example/news-1.xml", page("https://herald.example/news-1.xml", sitemap(1, 2)))
    scene.answer("https://herald.example/news-2.xml", page("https://herald.example/news-2.xml", sitemap(2, 3)))
    outcome = poll(scene)
    assert (outcome.health, outcome.new) == (Health.HEALTHY, 3)


def test_an_index_is_read_anew_though_it_has_not_changed_for_its_parts_may_have() -> None:
    scene = sitemap_scene()
    scene.answer(INDEX, page(INDEX, index("news-1.xml"), etag='"same"'))
    part = "https://herald.example/news-1.xml"
    scene.answer(part, page(part, sitemap(1)))
    poll(scene)
    scene.answer(part, page(part, sitemap(1, 2)))
    assert poll(scene).new == 1


@pytest.mark.parametrize("part", ["missing", "nested"])
def test_an_index_without_a_readable_part_is_a_failure(part: str) -> None:
    scene = sitemap_scene()
    scene.answer(INDEX, page(INDEX, index("news.xml")))
    if part == "nested":
        url = "https://herald.example/news.xml"
        scene.answer(url, page(url, index("deeper.xml")))
    assert poll(scene).health in {Health.GONE, Health.FAILING}


LIST = "https://ministry.example/press"


GUESSED = Selectors()


def list_scene(selectors: Selectors = GUESSED) -> Scenario:
    listed = Source(
        id="ministry",
        name="Ministry",
        url=LIST,
        kind=SourceKind.LIST,
        language="en",
        pages=False,
        selectors=selectors,
    )
    return Scenario(sources=(listed,))


def press_page(*numbers: int) -> str:
    rows = "".join(
        f"<li class='row'><a href='/press/{number}'>Ministry signs agreement number {number} on the railway</a>"
        f"<time datetime='2026-03-01'>1 March 2026</time></li>"
        for number in numbers
    )
    return f"<html><body><nav><a href='/'>Home</a></nav><ul class='news'>{rows}</ul></body></html>"


@pytest.mark.parametrize("selectors", [GUESSED, Selectors(item="li.row", date="time")])
def test_a_page_that_lists_articles_is_a_source(selectors: Selectors) -> None:
    scene = list_scene(selectors)
    scene.answer(LIST, page(LIST, press_page(*range(6)), content_type="text/html"))
    assert poll(scene).new == 6
    scene.answer(LIST, page(LIST, press_page(*range(7)), content_type="text/html"))
    assert poll(scene).new == 1
    assert all(request.by_robots for request in scene.web.asked if request.url == LIST)


def test_selectors_that_match_nothing_are_told_of() -> None:
    scene = list_scene(Selectors(item="div.gone"))
    scene.answer(LIST, page(LIST, press_page(1, 2, 3), content_type="text/html"))
    outcome = poll(scene)
    assert outcome.health is Health.FAILING
    assert "div.gone" in outcome.reason


FOLDER = "/clippings"


def folder_scene() -> Scenario:
    return Scenario(sources=(Source(id="clippings", name="Desk", url=FOLDER, kind=SourceKind.FOLDER, pages=False),))


def line(number: int, title: str) -> bytes:
    return json.dumps({"id": number, "title": title, "text": f"{title}. " * 20}).encode() + b"\n"


def test_a_folder_of_saved_articles_is_a_source_of_which_only_new_files_are_read() -> None:
    scene = folder_scene()
    scene.saved.folders[FOLDER] = {"a.jsonl": (line(1, "First") + line(2, "Second"), MORNING)}
    assert poll(scene).new == 2
    assert poll(scene).health is Health.UNCHANGED
    scene.saved.folders[FOLDER]["b.jsonl"] = (line(3, "Third"), MORNING)
    assert poll(scene).new == 1
    assert scene.saved.opened == ["a.jsonl", "b.jsonl"]
    assert titles(scene) == ["First", "Second", "Third"]


def test_a_file_that_cannot_be_read_is_named_and_costs_nothing_else() -> None:
    scene = folder_scene()
    scene.saved.folders[FOLDER] = {
        "a.jsonl": (line(1, "First"), MORNING),
        "b.zip": (b"PK\x03\x04", MORNING),
    }
    outcome = poll(scene)
    assert (outcome.new, outcome.health) == (1, Health.HEALTHY)
    assert "b.zip" in outcome.reason


def test_a_file_that_could_not_be_opened_is_read_once_it_can_be(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = folder_scene()
    scene.saved.folders[FOLDER] = {"a.jsonl": (line(1, "First"), MORNING), "b.jsonl": (line(2, "Second"), MORNING)}
    body, locked = scene.saved.body, {"b.jsonl"}

    def open_file(path: str, file: SavedFile) -> bytes:
        if file.name in locked:
            raise FetchError(file.name, "it cannot be read: Permission denied")
        return body(path, file)

    monkeypatch.setattr(scene.saved, "body", open_file)
    outcome = poll(scene)
    assert (outcome.new, outcome.health) == (1, Health.HEALTHY)
    assert "Permission denied" in outcome.reason
    locked.clear()
    assert poll(scene).new == 1
    assert poll(scene).health is Health.UNCHANGED


def test_names_that_are_no_text_and_files_that_go_away_do_no_harm() -> None:
    scene = folder_scene()
    odd = b"\xb1\xe2\xbb\xe7.jsonl".decode("utf-8", "surrogateescape")
    scene.saved.folders[FOLDER] = {odd: (line(1, "First"), MORNING), "b.jsonl": (line(2, "Second"), MORNING)}
    assert poll(scene).new == 2
    del scene.saved.folders[FOLDER]["b.jsonl"]
    outcome = poll(scene)
    assert (outcome.new, outcome.health, outcome.reason) == (0, Health.HEALTHY, "")


def test_a_folder_that_is_not_there_is_a_failure_of_that_source_alone() -> None:
    scene = folder_scene()
    outcome = poll(scene)
    assert (outcome.health, outcome.reason) == (Health.FAILING, "there is no such folder or file")


def test_one_source_in_trouble_disturbs_no_other() -> None:
    scene = Scenario(sources=tuple(source(name) for name in ("a", "b", "c", "d")))
    scene.feed("a", several(0, 2))
    scene.answer("https://b.example/feed", FetchError("b", "it broke", lasting=Lasting.TEMPORARY))
    scene.answer("https://c.example/feed", page("https://c.example/feed", "<html><body>Hello</body></html>"))
    scene.feed("d", several(10, 2))
    outcomes = {one.source_id: one for one in scene.run(digest=False).sources}
    assert {name: one.health for name, one in outcomes.items()} == {
        "a": Health.HEALTHY,
        "b": Health.FAILING,
        "c": Health.FAILING,
        "d": Health.HEALTHY,
    }
    assert sum(one.new for one in outcomes.values()) == 4


def test_a_run_that_is_asked_to_stop_keeps_what_it_has() -> None:
    asked = 0

    def stopping() -> bool:
        nonlocal asked
        asked += 1
        return asked > 2

    scene = Scenario(sources=tuple(source(f"s{number}") for number in range(9)), stopping=stopping)
    for one in scene.sources:
        scene.feed(one.id, several(0, 2))
    polled = scene.run(digest=False).sources
    assert 0 < len(polled) < 9
    assert len(scene.store.sources.states()) == len(polled)


def test_a_collectors_link_is_known_by_where_it_leads() -> None:
    collector = Source(
        id="search", name="Search", url="https://search.example/rss", kind=SourceKind.QUERY, language="en"
    )
    scene = Scenario(sources=(collector, replace(source("herald"), pages=False)))
    item = "<item><guid>x1</guid><title>Metro opens - Herald</title><link>https://search.example/go/1</link></item>"
    scene.answer(collector.url, page(collector.url, f'<rss version="2.0"><channel>{item}</channel></rss>'))
    story = "<p>" + "The metro line between the two towns opened on Monday with a ceremony. " * 8 + "</p>"
    behind = page(
        "https://herald.example/7", f"<html><title>Metro opens</title><body><article>{story}</article></body>"
    )
    scene.answer("https://search.example/go/1", behind)
    scene.run(digest=False, force=True, sources=("search",))
    scene.feed("herald", [Item(7, "Metro opens")])
    (outcome,) = scene.run(digest=False, force=True, sources=("herald",)).sources
    assert outcome.new == 0


@dataclass
class Choosy:
    """A source store that refuses every batch with entries of one source."""

    real: SourceStore
    refused: str

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)

    def save_polls(self, polls: Sequence[PollToStore], now: datetime) -> tuple[PollSaved, ...]:
        if any(poll.source.id == self.refused and poll.entries for poll in polls):
            raise StoreError("db", "a number is out of range")
        return self.real.save_polls(polls, now)


def test_what_the_database_refuses_costs_its_source_alone_and_is_tried_again() -> None:
    scene = Scenario(sources=tuple(source(name) for name in ("a", "b", "c")))
    for number, one in enumerate(scene.sources):
        scene.feed(one.id, several(10 * number, 2))
    real = scene.store
    scene.store = replace(real, sources=Choosy(real.sources, "b"))
    outcomes = {one.source_id: one for one in scene.run(digest=False).sources}
    assert {name: (one.health, one.new) for name, one in outcomes.items()} == {
        "a": (Health.HEALTHY, 2),
        "b": (Health.FAILING, 0),
        "c": (Health.HEALTHY, 2),
    }
    assert "out of range" in outcomes["b"].reason
    scene.store = real
    (again,) = scene.run(digest=False, force=True, sources=("b",)).sources
    assert again.new == 2


def test_the_queries_of_an_engine_that_fail_alike_are_one_line_of_the_digest() -> None:
    queries = tuple(
        Source(
            id=f"search-{number}",
            name=f"Search: query {number}",
            url=f"https://search.example/{number}",
            kind=SourceKind.QUERY,
            engine="google-news",
        )
        for number in range(5)
    )
    scene = Scenario(sources=(source("herald"), *queries))
    scene.feed("herald", several(0, 2))
    scene.run(force=True)
    states = scene.store.sources.states()
    (told,) = find_troubles(scene.plan, states, scene.now)
    assert told.name == "Search: query 0 and 4 more queries"
