"""What a site offers to be followed by."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ExtractError
from pipeline.extract.lists.discovery import Candidate, find_candidates, sitemaps_of_robots, well_known
from pipeline.model.page import Page
from pipeline.model.source import SourceKind

URL = "https://www.daily.example/economia/"


def find(body: str | bytes, url: str = URL) -> tuple[Candidate, ...]:
    return find_candidates(Page(url=url, status=200, body=body.encode() if isinstance(body, str) else body))


def found(body: str) -> list[tuple[str, str]]:
    return [(one.kind.value, one.url.removeprefix("https://www.daily.example")) for one in find(body)]


HEAD = """
<html><head><title>Economía | El Diario</title>
<link rel="alternate" type="application/rss+xml" title="El Diario &raquo; Feed" href="/feed/">
<link rel="alternate" type="application/rss+xml" title="El Diario &raquo; Comentarios" href="/comments/feed/">
<link rel="alternate" type="application/rss+xml" title="Economía" href="https://www.daily.example/economia/feed/">
<link rel="alternate" type="application/json+oembed" href="/wp-json/oembed">
<link rel="alternate" type="application/rss+xml" href="/feed/?s=puerto">
<link rel="alternate" hreflang="en" href="/en/"><link rel="sitemap" href="/news-sitemap.xml"></head><body>
"""
ANCHORS = """
<a href="/feed">RSS</a><a href="/rss/mineria.xml">Minería</a><a href="/sitemap.xml">Mapa</a>
<a href="https://feeds.feedburner.com/eldiario">Feedburner</a><a href="https://reader.example/add?feed=x&type=rss">Add</a>
<a href="/rss-que-es.html">¿Qué es RSS?</a><a href="/notas/">Notas de prensa</a><a href="/autor/ana/feed/">Ana</a>
"""
LIST = "".join(
    f'<h2><a href="/economia/2026/11/1{number}/una-nota-larga">Una nota larga de economía, {number}</a></h2>'
    for number in range(5)
)


def test_a_page_s_offers_come_best_first_and_once() -> None:
    assert found(HEAD + ANCHORS + LIST) == [
        ("feed", "/economia/feed/"),
        ("feed", "/feed/"),
        ("feed", "/rss/mineria.xml"),
        ("feed", "https://feeds.feedburner.com/eldiario"),
        ("sitemap", "/news-sitemap.xml"),
        ("list", "/economia/"),
        ("list", "/notas/"),
        ("sitemap", "/sitemap.xml"),
        ("feed", "/comments/feed/"),
        ("feed", "/autor/ana/feed/"),
    ]


def test_candidates_tell_their_title_and_how_they_were_found() -> None:
    by_url = {one.url: one for one in find(HEAD + ANCHORS + LIST)}
    assert by_url["https://www.daily.example/feed/"].title == "El Diario » Feed"
    assert by_url["https://www.daily.example/feed/"].found_by == "link tag"
    assert by_url["https://www.daily.example/rss/mineria.xml"].found_by == "anchor"
    assert by_url[URL].title == "Economía | El Diario"
    assert by_url[URL].found_by == "the page itself"


def test_a_page_that_says_it_were_xml_is_read_as_the_page_it_is() -> None:
    assert found(f'\n<?xml version="1.0"?><?xml-stylesheet href="a.css"?>{HEAD}') == found(HEAD)


def test_a_page_without_articles_is_no_list() -> None:
    assert find("<html><body><p>Nothing here</p></body></html>") == ()


@pytest.mark.parametrize(
    ("document", "kind"),
    [
        ('<rss version="2.0"><channel><title>x</title></channel></rss>', SourceKind.FEED),
        ("<urlset><url><loc>https://a.example/1</loc></url></urlset>", SourceKind.SITEMAP),
        ("<sitemapindex><sitemap><loc>/a.xml</loc></sitemap></sitemapindex>", SourceKind.SITEMAP),
    ],
)
def test_a_feed_or_sitemap_is_its_own_candidate(document: str, kind: SourceKind) -> None:
    assert find(document) == (Candidate(url=URL, kind=kind, found_by="the page itself"),)


@pytest.mark.parametrize("body", ["", "%PDF-1.7 x"])
def test_what_is_no_document_is_refused(body: str) -> None:
    with pytest.raises(ExtractError):
        find(body)


def test_well_known_paths_hold_those_of_common_systems_and_of_the_section() -> None:
    known = [(one.kind.value, one.url) for one in well_known("https://daily.example/economia/?a=1")]
    assert known[0] == ("feed", "https://daily.example/economia/feed/")
    for path in ("/feed/", "/rss.xml", "/arc/outboundfeeds/rss/?outputType=xml", "/rss/allArticle.xml"):
        assert ("feed", f"https://daily.example{path}") in known
    for path in ("/arc/outboundfeeds/sitemap-news/?outputType=xml", "/sitemap-news.xml", "/sitemap.xml"):
        assert ("sitemap", f"https://daily.example{path}") in known
    assert len(known) == len(set(known))


def test_no_web_address_has_no_well_known_paths() -> None:
    assert well_known("mailto:x@daily.example") == ()


def test_robots_txt_names_sitemaps_news_first() -> None:
    text = (
        "User-agent: *\nDisallow: /x\nSitemap: https://www.daily.example/sitemap.xml\n# Sitemap: /old.xml\n"
        " SITEMAP :/category-sitemap.xml\r\nsitemap: https://static.daily.example/news.xml # new\n"
        "Sitemap: https://elsewhere.example.com/sitemap.xml\nSitemap: https://www.daily.example/sitemap.xml\nSitemap:\n"
    )
    assert [one.url for one in sitemaps_of_robots(text, "https://www.daily.example/robots.txt")] == [
        "https://static.daily.example/news.xml",
        "https://www.daily.example/sitemap.xml",
        "https://www.daily.example/category-sitemap.xml",
    ]


@given(st.binary(max_size=300))
def test_any_bytes_give_candidates_or_an_error(noise: bytes) -> None:
    for body in (noise, b"<html><link rel=alternate type=application/rss+xml href=" + noise, b"<a href='" + noise):
        with contextlib.suppress(ExtractError):
            assert all(one.url for one in find(body))


@given(st.text(max_size=200), st.text(max_size=60))
def test_any_robots_txt_and_any_address_are_read(text: str, url: str) -> None:
    assert all(one.url.startswith("http") for one in sitemaps_of_robots(f"Sitemap: {text}", URL))
    assert all(one.url.lower().startswith("http") for one in well_known(url))
