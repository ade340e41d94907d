"""Article pages, honest and otherwise."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import ExtractError
from pipeline.extract import extract_article
from pipeline.model.article import ArticleText
from pipeline.model.page import Page

URL = "https://www.news.example/2026/11/02/port-opens.html"
PARAGRAPHS = (
    "The new port opened on Monday after eight years of work, the ministry of transport said in the capital.",
    "Its first ship, loaded with copper, leaves for Busan on Thursday and is expected there four weeks later.",
    "Two more berths will follow next year, and a railway to the mines is planned, according to the operator.",
)
BODY = "<article>" + "".join(f"<p>{text}</p>" for text in PARAGRAPHS) + "</article>"
TIME = datetime(2026, 11, 2, 12, tzinfo=UTC)


def read(head: str = "", body: str = BODY, *, lang: str = "en", language: str = "und") -> ArticleText:
    markup = f'<!doctype html><html lang="{lang}"><head>{head}</head><body>{body}</body></html>'
    return extract_article(Page(url=URL, status=200, body=markup.encode(), content_type="text/html"), language)


def linked(**article: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **article})}</script>'


def meta(**contents: str) -> str:
    return "".join(f'<meta property="{name.replace("__", ":")}" content="{text}">' for name, text in contents.items())


def test_the_running_text_comes_one_paragraph_a_line() -> None:
    menu = "<nav><ul><li><a href='/a'>World</a></li><li><a href='/b'>Sports</a></li></ul></nav>"
    assert read(body=f"{menu}{BODY}<footer>All rights reserved</footer>").body == "\n".join(PARAGRAPHS)


@pytest.mark.parametrize("outer", ["article", "main", "section"])
def test_a_page_without_the_tags_of_head_and_body_is_read_as_browsers_read_it(outer: str) -> None:
    markup = f"<!doctype html><title>Port opens</title><meta name=author content='Ana Ruiz'><{outer}>{BODY}</{outer}>"
    article = extract_article(Page(url=URL, status=200, body=markup.encode()))
    assert (article.title, article.authors) == ("Port opens", ("Ana Ruiz",))
    assert article.body == "\n".join(PARAGRAPHS)


def test_a_page_says_much_of_itself() -> None:
    article = read(
        meta(
            og__title="Port opens",
            og__description="After eight years.",
            article__published_time="2026-11-02T12:00:00Z",
        )
        + '<link rel="canonical" href="/port"><meta name="author" content="By Ana Ruiz and Kim Min-jun">',
        lang="en-GB",
    )
    assert (article.title, article.summary) == ("Port opens", "After eight years.")
    assert article.canonical_url == "https://www.news.example/port"
    assert (article.language, article.published_at, article.authors) == ("en", TIME, ("Ana Ruiz", "Kim Min-jun"))


@pytest.mark.parametrize(
    ("shared", "stated", "heading", "window", "best"),
    [
        ("Port opens - The News", "", "", "", "Port opens"),
        ("Port opens | World | The News", "", "", "", "Port opens | World"),
        ("Port opens | World | The News", "", "Port opens", "", "Port opens"),
        ("Port &amp; railway", "", "", "", "Port & railway"),
        ("", "Port &amp;amp; railway", "", "", "Port & railway"),
        ("", "", "Port opens", "Port opens - The News", "Port opens"),
        ("", "", "", "Port opens - The News", "Port opens"),
        ("Peru – Korea", "", "", "", "Peru – Korea"),
        ("A port for Busan", "Port opens", "Port opens", "Port opens", "A port for Busan"),
        ("A port for Busan", "Port opens", "Port opens", "A port for Busan", "Port opens"),
        ("A port for Busan", "Port opens", "A port for Busan", "A port for Busan", "Port opens"),
        ("Port opens", "Trade: Port opens", "Trade: Port opens", "", "Trade: Port opens"),
    ],
)
def test_the_best_title_is_chosen(shared: str, stated: str, heading: str, window: str, best: str) -> None:
    head = meta(og__site_name="The News") + f"<title>{window}</title>"
    head += meta(og__title=shared) if shared else ""
    head += linked(headline=stated).replace("&amp;amp;", "&amp;") if stated else ""
    assert read(head, (f"<h1>{heading}</h1>" if heading else "") + BODY).title == best


@pytest.mark.parametrize(
    ("head", "extra"),
    [
        (linked(datePublished="2026-11-02T12:00:00Z") + meta(article__published_time="2026-10-01"), ""),
        (meta(article__published_time="2026-11-02T12:00:00Z", og__updated_time="2026-11-09"), ""),
        ('<meta name="date" content="2026-11-02T12:00:00Z">', '<time datetime="2020-01-01">x</time>'),
        ("", '<time datetime="2026-11-02T12:00:00Z">yesterday</time>'),
        ("", '<span itemprop="datePublished" content="2026-11-02T12:00:00Z"></span>'),
        ("", '<p class="article-date">Monday, 2 November 2026, 12:00</p>'),
    ],
)
def test_the_time_of_publication_is_found(head: str, extra: str) -> None:
    assert read(head, extra + BODY).published_at == TIME


def test_the_address_tells_the_day_when_nothing_else_does() -> None:
    assert read().published_at == datetime(2026, 11, 2, tzinfo=UTC)


def test_korean_times_without_zone_are_korean() -> None:
    article = read(body='<p class="date">입력 2026.11.02 오후 9:00</p>' + BODY, lang="ko")
    assert article.published_at == TIME


@pytest.mark.parametrize(
    ("head", "extra", "authors"),
    [
        (linked(author=[{"name": "Ana Ruiz"}, {"name": "AFP"}]), "", ("Ana Ruiz", "AFP")),
        (linked(author="Ana Ruiz") + '<meta name="author" content="The News">', "", ("Ana Ruiz",)),
        (linked(author={"@id": "#ana"}) + linked(**{"@id": "#ana", "name": "Ana Ruiz"}), "", ("Ana Ruiz",)),
        (meta(article__author="https://social.example/thenews"), '<a rel="author">Ana Ruiz</a>', ("Ana Ruiz",)),
        ("", '<div class="byline">Por Ana Ruiz</div>', ("Ana Ruiz",)),
        ("", '<span itemprop="author"><b itemprop="name">Ana Ruiz</b> covers ports</span>', ("Ana Ruiz",)),
        ('<meta name="author" content="(서울=연합뉴스) 김민준 기자">', "", ("김민준",)),
        ('<meta name="author" content="admin">', "", ()),
    ],
)
def test_authors_are_found(head: str, extra: str, authors: tuple[str, ...]) -> None:
    assert read(head, extra + BODY).authors == authors


def test_a_text_only_in_json_ld_is_read() -> None:
    text = " ".join(PARAGRAPHS)
    assert read(linked(articleBody=text), "<p>Subscribe to read on.</p>").body == text


def test_the_sources_language_stands_in_for_a_silent_page() -> None:
    assert read(lang="", language="es").language == "es"
    assert read(lang="ko-KR", language="es").language == "ko"


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("cp949", '<meta charset="euc-kr">'),
        ("cp949", '<meta http-equiv="Content-Type" content="text/html; charset=ks_c_5601-1987">'),
        ("utf-8", '<meta charset="iso-8859-1">'),
        ("utf-16", ""),
    ],
)
def test_encodings_are_found_out(encoding: str, head: str) -> None:
    text = "잠수함 계약이 월요일 서울에서 체결되었다고 국방부가 밝혔다. 양국은 다음 달 다시 만나 협의할 예정이다. " * 3
    markup = f"<html><head>{head}<title>잠수함 계약</title></head><body><article><p>{text}</p></article></body></html>"
    article = extract_article(Page(url=URL, status=200, body=markup.encode(encoding)))
    assert article.title == "잠수함 계약"
    assert article.body == text.strip()


def test_spanish_bytes_are_read_whatever_they_are_labelled() -> None:
    text = "El señor Núñez anunció que la construcción del túnel comenzará en otoño, según la compañía. " * 4
    for encoding, label in (("cp1252", "iso-8859-1"), ("cp1252", "utf-8"), ("utf-8", "latin1"), ("utf-16-le", "utf-8")):
        markup = f'<html><head><meta charset="{label}"><title>Túnel</title></head><body><p>{text}</p></body></html>'
        article = extract_article(Page(url=URL, status=200, body=markup.encode(encoding), content_type="text/html"))
        assert (article.title, article.body) == ("Túnel", text.strip()), (encoding, label)


def test_broken_bytes_within_a_page_cost_no_more_than_themselves() -> None:
    text = "잠수함 계약이 월요일 서울에서 체결되었다고 국방부가 밝혔다. 양국은 다음 달 다시 만나 협의할 예정이다. " * 3
    body = f"<title>잠수함 계약</title><article><p>{text}</p></article>".encode().replace(
        "월요일".encode(), b"\xff\xfe"
    )
    article = extract_article(Page(url=URL, status=200, body=body))
    assert article.title == "잠수함 계약"
    assert "서울에서 체결되었다고" in article.body


def test_section_and_image_are_told() -> None:
    article = read(linked(articleSection="Economy", image="/port.jpg"))
    assert (article.section, article.image) == ("Economy", "https://www.news.example/port.jpg")


def test_a_page_that_lists_articles_is_refused() -> None:
    teaser = "<div><h2><a href='/{0}'>Ministers meet for the {0}th time this year</a></h2><p>In short.</p></div>"
    with pytest.raises(ExtractError, match="lists articles"):
        read(body="".join(teaser.format(number) for number in range(20)))


def test_a_teaser_above_a_wall_is_read() -> None:
    article = read(linked(isAccessibleForFree=False), f"<p>{PARAGRAPHS[0]}</p><p>Subscribe to read on.</p>")
    assert PARAGRAPHS[0] in article.body


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<p>Please accept our cookies to go on.</p>", "the page asks for consent before it shows its text"),
        ("<p>Subscribe to read on.</p>", "the page shows its text to subscribers only"),
        ("<p>Enable JavaScript.</p>", "the page shows its text only to browsers that run programs"),
        ("<p>Nothing.</p>", "the page has no article text"),
        ("<script>var cookies = 1;</script><p>Nothing.</p>", "the page has no article text"),
        ("<noscript>Please enable JavaScript</noscript>", "the page shows its text only to browsers that run programs"),
    ],
)
def test_a_page_without_text_is_refused_with_the_reason(body: str, reason: str) -> None:
    with pytest.raises(ExtractError) as caught:
        read(body=body)
    assert caught.value.reason == reason


def test_a_page_of_consent_is_refused_however_long_it_is() -> None:
    wall = "<p>We use cookies, and our partners do so as well, to show you personalised advertising on this page.</p>"
    with pytest.raises(ExtractError, match="consent"):
        read("<title>Before you continue</title>", f"<main>{wall * 5}<button>Accept all</button></main>")


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (Page(url=URL, status=200, body=b""), "the page is empty"),
        (
            Page(url="https://news.example/", status=200, body=BODY.encode()),
            "this is the site's front page, not an article",
        ),
        (Page(url=URL, status=200, body=b"plain words"), "this is no web page"),
        (Page(url=URL, status=200, body=b"%PDF-1.7"), "this is no web page but a PDF"),
        (Page(url=URL, status=200, body=b"x", content_type="image/png"), "this is no web page but image/png"),
    ],
)
def test_what_is_no_page_is_refused(page: Page, reason: str) -> None:
    with pytest.raises(ExtractError) as caught:
        extract_article(page)
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    "markup",
    [
        b"<div>" * 200_000,
        b"<a href=x>" * 100_000,
        b"<p " + b"a=b " * 100_000,
        b"<" * 300_000,
        b"<!--" * 100_000,
        b'<script type="application/ld+json">' + b"[" * 300_000 + b"</script>",
        b"<table><tr><td>" * 30_000,
        b"<p class='" + b"article-body " * 300_000 + b"'>text</p>",
        b"<div class='article-body'><p>words of a paragraph that is long enough to be one</p></div>" * 10_000,
        b"<title>" + b"a | " * 300_000 + b"</title>",
        b"<p class=author>By A and B, C; D and E</p>" * 20_000,
        b'<script type="application/ld+json">' + b'{"@type":"ItemList","x":' * 900 + b"1" + b"}" * 900 + b"</script>",
        b"<a href=x>a headline of more than eighteen characters</a>" * 20_000,
        b"<meta name=description content='"
        + b"word " * 90_000
        + b"'>"
        + b"<p>word word word word word word</p>" * 9_000,
        b"<ul><li><a>x</a>" * 20_000,
    ],
    ids=[
        *("nested", "links", "attributes", "brackets", "comments", "deep json", "tables", "names", "pieces", "title"),
        *("bylines", "deep lists", "headlines", "summary", "nested lists"),
    ],
)
def test_hostile_markup_ends_in_a_text_or_a_refusal(markup: bytes) -> None:
    try:
        found: object = extract_article(Page(url=URL, status=200, body=markup))
    except ExtractError as error:
        found = error
    assert isinstance(found, ArticleText | ExtractError)


@settings(max_examples=60)
@given(st.binary(max_size=600), st.sampled_from([b"", b"<html>", b"<article><p>" + b"word " * 60]))
def test_no_bytes_bring_anything_but_an_article_or_its_refusal(noise: bytes, start: bytes) -> None:
    try:
        article = extract_article(Page(url=URL, status=200, body=start + noise))
    except ExtractError:
        return
    assert "\x00" not in article.body + article.title
