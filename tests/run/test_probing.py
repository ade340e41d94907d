"""What is asked of the web without a run: a site that is to be followed, and an article that is to be explained."""

from __future__ import annotations

import pytest

from pipeline.errors import ExtractError, FetchError, Lasting
from pipeline.run.explaining import explain
from pipeline.run.probing import discover
from tests.fakes.web import page
from tests.run.scenario import Scenario, hit

SITE = "https://herald.example/"
LINK = '<link rel="alternate" type="application/rss+xml" href="/feed">'
ARTICLE = (
    "<html><head><title>Norland and Sudavia sign</title></head><body><article><h1>Norland and Sudavia sign</h1>"
    + "<p>Norland and Sudavia agreed on a railway, and Railco will build the locomotives for it.</p>" * 6
    + "</article></body></html>"
)
UNWELCOME = FetchError(SITE, "robots.txt asks not to fetch this page", lasting=Lasting.PERMANENT, unwelcome=True)


@pytest.fixture
def scene() -> Scenario:
    scene = Scenario()
    scene.feed("herald", [hit(1, "the coast line")])
    scene.answer(SITE, page(SITE, f"<html><head>{LINK}</head><body>News</body></html>", content_type="text/html"))
    return scene


def heeds_robots(scene: Scenario) -> dict[str, bool]:
    return {request.url: request.by_robots for request in scene.web.asked}


def test_a_site_is_looked_at_by_its_robots_txt_and_its_feeds_are_not(scene: Scenario) -> None:
    found = discover(SITE, scene.ports, scene.now)
    assert [(one.source.url, len(one.entries)) for one in found] == [("https://herald.example/feed", 1)]
    asked = heeds_robots(scene)
    assert asked.pop(SITE) is True
    assert asked.pop("https://herald.example/feed") is False
    assert asked.pop("https://herald.example/robots.txt") is False


def test_a_site_that_does_not_wish_to_be_looked_at_is_left_alone(scene: Scenario) -> None:
    scene.answer(SITE, UNWELCOME)
    with pytest.raises(FetchError, match="asks not to"):
        discover(SITE, scene.ports, scene.now)
    assert len(scene.web.asked) == 1


def test_a_site_with_nothing_to_follow_is_told_so(scene: Scenario) -> None:
    url = "https://bare.example/"
    scene.answer(url, page(url, "<html><body>Nothing</body></html>", content_type="text/html"))
    with pytest.raises(ExtractError, match="nothing was found"):
        discover(url, scene.ports, scene.now)


def test_an_article_that_is_to_be_explained_is_fetched_by_robots_txt(scene: Scenario) -> None:
    url = "https://other.example/story"
    scene.answer(url, page(url, ARTICLE, content_type="text/html"))
    told = explain(url, None, scene.plan.watches[0], scene.ports, scene.now)
    assert told.article.title == "Norland and Sudavia sign"
    assert heeds_robots(scene) == {url: True}
