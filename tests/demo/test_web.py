"""The demo's servers answer like real outlets: good feeds in every dialect, pages with chrome, and some trouble."""

from __future__ import annotations

import gzip
import http.client
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import pytest
from bs4 import BeautifulSoup, Tag

from pipeline.demo.web import DemoWeb
from pipeline.demo.world import DemoArticle, Dialect, Kind, Outlet, World, load_world
from pipeline.model.source import Source

VERSION = {Dialect.RSS20: "rss20", Dialect.ATOM10: "atom10", Dialect.RDF10: "rss10"}


@pytest.fixture(scope="module")
def world() -> World:
    return load_world(Path(__file__).parents[2] / "config" / "demo")


@pytest.fixture(scope="module")
def running(world: World) -> Iterator[DemoWeb]:
    with DemoWeb(world) as web:
        yield web


@pytest.fixture
def web(running: DemoWeb) -> DemoWeb:
    running.set_day(1)
    return running


class Got:
    """One answer, read to its end."""

    def __init__(self, url: str, headers: dict[str, str] | None = None, timeout: float = 10) -> None:
        parts = urlsplit(url)
        line = http.client.HTTPConnection(parts.netloc, timeout=timeout)
        try:
            line.request("GET", parts.path + (f"?{parts.query}" if parts.query else ""), headers=headers or {})
            answer = line.getresponse()
            self.status, self.headers, self.body = answer.status, answer.headers, answer.read()
        finally:
            line.close()


def source(web: DemoWeb, source_id: str) -> Source:
    return next(item for item in web.sources() if item.id == source_id)


def outlet_of(world: World, outlet_id: str) -> Outlet:
    return next(outlet for outlet in world.outlets if outlet.id == outlet_id)


def healthy(world: World, day: int) -> list[Outlet]:
    return [outlet for outlet in world.outlets if outlet.trouble_on(day) is None]


def page_of(web: DemoWeb, article_id: str, day: int) -> tuple[str, DemoArticle]:
    return next((url, item) for url, item in web.answers(day).items() if item.id == article_id)


@pytest.mark.parametrize("day", [1, 2])
def test_every_xml_feed_is_well_formed_complete_and_in_its_encoding(world: World, web: DemoWeb, day: int) -> None:
    web.set_day(day)
    for outlet in healthy(world, day):
        if outlet.dialect is Dialect.JSON11:
            continue
        got = Got(source(web, outlet.id).url)
        feed = feedparser.parse(got.body)
        shown = world.shown(outlet, day)
        assert not feed.bozo, outlet.id
        assert feed.version == VERSION[outlet.dialect]
        assert feed.encoding.lower() == outlet.encoding.lower()
        assert got.headers["Content-Type"].endswith(f"charset={outlet.encoding.lower()}")
        assert [entry.title for entry in feed.entries] == [item.title for item in shown]
        assert [entry.link for entry in feed.entries] == links(web, outlet, day)
        assert [bool(entry.get("published") or entry.get("updated")) for entry in feed.entries] == [
            item.dated for item in shown
        ]


def links(web: DemoWeb, outlet: Outlet, day: int) -> list[str]:
    return [url for url, item in web.answers(day).items() if item.outlet == outlet.id]


@pytest.mark.parametrize("day", [1, 2])
def test_every_json_feed_holds_the_days_articles(world: World, web: DemoWeb, day: int) -> None:
    web.set_day(day)
    outlets = [outlet for outlet in healthy(world, day) if outlet.dialect is Dialect.JSON11]
    assert outlets
    for outlet in outlets:
        feed = json.loads(Got(source(web, outlet.id).url).body)
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert [item["title"] for item in feed["items"]] == [item.title for item in world.shown(outlet, day)]
        assert [item["url"] for item in feed["items"]] == links(web, outlet, day)


def test_a_full_text_feed_carries_the_whole_article(world: World, web: DemoWeb) -> None:
    entry = feedparser.parse(Got(source(web, "seohae-ilbo").url).body).entries[0]
    newest = world.shown(outlet_of(world, "seohae-ilbo"), 1)[0]
    text = BeautifulSoup(entry.content[0].value, "html.parser")
    assert tuple(paragraph.get_text() for paragraph in text.find_all("p")) == newest.body


def test_feeds_declare_and_use_korean_and_latin_encodings(web: DemoWeb) -> None:
    korean = Got(source(web, "hannam-economy").url).body
    latin = Got(source(web, "voz-limena").url).body
    assert b'encoding="EUC-KR"' in korean
    assert "페루".encode("euc-kr") in korean
    assert b'encoding="ISO-8859-1"' in latin
    assert "Limeña".encode("latin-1") in latin


def test_names_with_markup_characters_survive_the_feed(web: DemoWeb) -> None:
    assert feedparser.parse(Got(source(web, "rail-and-port").url).body).feed.title == "Rail & Port Monthly"


def test_the_second_feed_shows_the_same_article_under_a_tracked_link(web: DemoWeb) -> None:
    first = feedparser.parse(Got(source(web, "andes-defence-review").url).body)
    second = feedparser.parse(Got(source(web, "andes-defence-review-industry").url).body)
    tracked = next(entry.link for entry in second.entries if "k2-assembly-hall" in entry.link)
    plain, _, query = tracked.partition("?")
    assert "utm_source=" in query
    assert plain in {entry.link for entry in first.entries}
    assert Got(tracked).body == Got(plain).body


def test_every_article_page_is_served_in_the_outlets_encoding(world: World, web: DemoWeb) -> None:
    web.set_day(2)
    for url, article in web.answers(2).items():
        got = Got(url)
        outlet = outlet_of(world, article.outlet)
        page = BeautifulSoup(got.body.decode(outlet.encoding), "html.parser")
        paragraphs = [paragraph.get_text() for paragraph in page.find_all("p")]
        assert got.status == 200, url
        assert all(paragraph in paragraphs for paragraph in article.body), url
        assert page.h1 is not None
        assert page.h1.get_text() == article.title


def test_pages_have_chrome_and_name_other_articles_but_not_themselves_beside_the_text(
    world: World, web: DemoWeb
) -> None:
    url, article = page_of(web, "fame-rotem-contrato-ejecucion", 1)
    page = BeautifulSoup(Got(url).body, "html.parser")
    related = page.find("aside", class_="related")
    assert isinstance(related, Tag)
    titles = {link.get_text() for link in related.find_all("a")}
    others = {item.title for item in world.shown(outlet_of(world, "agencia-inti"), 1)} - {article.title}
    assert titles == others
    assert page.find(class_="cookie-banner")
    assert page.find("footer")


@pytest.mark.parametrize(
    ("article_id", "social", "structured"),
    [("lima-metro-line4-pmo", 1, 0), ("fame-rotem-contrato-ejecucion", 1, 1), ("chinchero-terminal-roof", 0, 0)],
)
def test_pages_say_of_themselves_what_their_outlet_says(
    web: DemoWeb, article_id: str, social: int, structured: int
) -> None:
    url, article = page_of(web, article_id, 1)
    page = BeautifulSoup(Got(url).body, "html.parser")
    data = page.find_all("script", type="application/ld+json")
    canonical = page.find("link", rel="canonical")
    assert isinstance(canonical, Tag)
    assert canonical["href"] == url
    assert len(page.find_all("meta", property="og:title")) == social
    assert [json.loads(script.get_text())["headline"] for script in data] == [article.title] * structured


def test_the_undated_article_has_no_date_in_feed_page_or_address(world: World, web: DemoWeb) -> None:
    web.set_day(2)
    article = next(item for item in world.articles if item.kind is Kind.UNDATED)
    url, _ = page_of(web, article.id, 2)
    feed = feedparser.parse(Got(source(web, article.outlet).url).body)
    entry = next(item for item in feed.entries if item.link == url)
    page = BeautifulSoup(Got(url).body, "html.parser")
    byline = page.find(class_="byline")
    assert isinstance(byline, Tag)
    assert "published" not in entry
    assert "updated" not in entry
    assert not any(sign.isdigit() for sign in byline.get_text())
    assert "2026" not in url


def test_an_article_of_the_second_day_is_not_there_on_the_first(web: DemoWeb) -> None:
    url, _ = page_of(web, "canciller-visita-seul", 2)
    assert Got(url).status == 404
    web.set_day(2)
    assert Got(url).status == 200


def test_the_update_changes_feed_and_page_but_not_the_address(web: DemoWeb) -> None:
    url, _ = page_of(web, "blindados-k808-entregas", 1)
    address = source(web, "diario-del-pacifico").url
    before = (Got(address), Got(url))
    web.set_day(2)
    after = (Got(address), Got(url))
    assert page_of(web, "blindados-k808-entregas", 2)[0] == url
    assert all("recibirá 180" in got.body.decode() for got in before)
    assert all("recibirá 141" in got.body.decode() for got in after)


@pytest.mark.parametrize(("known", "header"), [("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since")])
def test_an_unchanged_feed_answers_304_without_a_body_and_a_changed_one_200(
    web: DemoWeb, known: str, header: str
) -> None:
    url = source(web, "hangang-herald").url
    asked = {header: Got(url).headers[known]}
    again = Got(url, asked)
    web.set_day(2)
    later = Got(url, asked)
    assert (again.status, again.body) == (304, b"")
    assert (later.status, bool(later.body)) == (200, True)


def test_an_unchanged_page_answers_304(web: DemoWeb) -> None:
    url, _ = page_of(web, "fta-upgrade-second-round", 1)
    assert Got(url, {"If-None-Match": Got(url).headers["ETag"]}).status == 304


def test_answers_are_packed_only_when_asked(web: DemoWeb) -> None:
    url = source(web, "bangsan-daily").url
    plain, packed = Got(url), Got(url, {"Accept-Encoding": "br, gzip"})
    assert plain.headers["Content-Encoding"] is None
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body


def test_the_broken_outlet_sends_a_page_on_the_first_day_and_its_feed_on_the_second(world: World, web: DemoWeb) -> None:
    url = source(web, "saebyeok-sinmun").url
    broken = Got(url)
    web.set_day(2)
    mended = feedparser.parse(Got(url).body)
    assert (broken.status, broken.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert not feedparser.parse(broken.body).entries
    assert len(mended.entries) == len(world.shown(outlet_of(world, "saebyeok-sinmun"), 2))


@pytest.mark.parametrize("day", [1, 2])
def test_the_gone_outlet_is_gone_on_both_days(web: DemoWeb, day: int) -> None:
    web.set_day(day)
    assert Got(source(web, "faro-del-callao").url).status == 410


def test_the_slow_outlet_does_not_answer_in_time_on_the_first_day_but_does_on_the_second(web: DemoWeb) -> None:
    url = source(web, "cuaderno-andino").url
    with pytest.raises(TimeoutError):
        Got(url, timeout=0.2)
    web.set_day(2)
    assert Got(url).status == 200


def test_closing_ends_a_slow_answer_at_once(world: World) -> None:
    answers: list[int] = []
    before = set(threading.enumerate())
    with DemoWeb(world) as web:
        url = source(web, "cuaderno-andino").url
        # A client that waits half as long as the slow outlet takes, and is answered all the same.
        waiting = threading.Thread(target=lambda: answers.append(Got(url).status))
        waiting.start()
        while not any("process_request" in thread.name for thread in set(threading.enumerate()) - before):
            waiting.join(0.01)
    waiting.join()
    assert answers == [200]


def test_after_closing_nobody_listens(world: World) -> None:
    with DemoWeb(world) as web:
        urls = [item.url for item in web.sources()]
    for url in urls:
        with pytest.raises(ConnectionRefusedError):
            Got(url)


def test_right_answers_leave_out_what_a_troubled_feed_hides(world: World, web: DemoWeb) -> None:
    first, second = ({item.outlet for item in web.answers(day).values()} for day in (1, 2))
    assert second - first == {"cuaderno-andino", "saebyeok-sinmun"}
    assert len(web.answers(2)) == len(world.articles)


def test_sources_have_ports_of_their_own_and_the_outlets_name_language_and_country(web: DemoWeb) -> None:
    sources = web.sources()
    herald = source(web, "hangang-herald")
    assert len({item.id for item in sources}) == len(sources) == 18
    assert len({urlsplit(item.url).port for item in sources}) == 17
    assert (herald.name, herald.language, herald.country) == ("The Hangang Herald", "en", "KR")


def test_a_day_the_world_does_not_have_is_refused(web: DemoWeb) -> None:
    with pytest.raises(ValueError, match="2 days"):
        web.set_day(3)


def test_addresses_nobody_published_answer_404(web: DemoWeb) -> None:
    base = source(web, "rail-and-port").url.removesuffix("/feed")
    assert Got(f"{base}/news/nothing.html").status == 404
    assert Got(f"{base}/").status == 200
