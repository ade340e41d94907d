"""Feeds of every dialect, well and ill made."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ExtractError
from pipeline.extract import parse_feed
from pipeline.model.article import Entry, Feed
from pipeline.model.page import Page

URL = "https://news.example/feeds/rss"
TIME = datetime(2026, 11, 2, 12, tzinfo=UTC)


def read(document: str | bytes, content_type: str = "") -> Feed:
    body = document.encode() if isinstance(document, str) else document
    return parse_feed(Page(url=URL, status=200, body=body, content_type=content_type))


def rss(items: str, channel: str = "<title>Daily</title>", head: str = '<?xml version="1.0"?>') -> str:
    return f'{head}<rss version="2.0"><channel>{channel}{items}</channel></rss>'


def only(feed: Feed) -> Entry:
    (entry,) = feed.entries
    return entry


ITEM = "<title>Port opens</title><link>/a</link><guid>tag:1</guid><description>It opened.</description>"
RSS_20 = rss(f"<item>{ITEM}<pubDate>Mon, 02 Nov 2026 12:00:00 GMT</pubDate></item>")
RSS_091 = (
    '<rss version="0.91"><channel><title>Daily</title><item><title>Port opens</title><link>https://news.example/a</link>'
    "<guid>tag:1</guid><description>It opened.</description><pubDate>Mon, 02 Nov 2026 12:00:00 GMT</pubDate></item>"
    "</channel></rss>"
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://news.example/x/"><title>Daily</title><entry>'
    '<title>Port opens</title><link href="../a"/><id>tag:1</id><summary>It opened.</summary>'
    "<published>2026-11-02T12:00:00Z</published></entry></feed>"
)
RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Daily</title></channel><item rdf:about="tag:1">'
    "<title>Port opens</title><link>https://news.example/a</link><description>It opened.</description>"
    "<dc:date>2026-11-02T12:00:00Z</dc:date></item></rdf:RDF>"
)
JSON_ENTRY = {"id": "tag:1", "url": "/a", "title": "Port opens", "summary": "It opened.", "date_published": str(TIME)}
JSON_11 = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Daily", "items": [JSON_ENTRY]})


@pytest.mark.parametrize(
    ("document", "dialect"),
    [(RSS_20, "rss20"), (RSS_091, "rss091u"), (ATOM, "atom10"), (RDF, "rss10"), (JSON_11, "json11")],
    ids=["RSS 2.0", "RSS 0.91", "Atom", "RDF", "JSON Feed"],
)
@pytest.mark.parametrize("content_type", ["", "text/html; charset=utf-8", "application/octet-stream"])
def test_every_dialect_says_the_same(document: str, dialect: str, content_type: str) -> None:
    feed = read(document, content_type)
    entry = only(feed)
    assert feed.dialect == dialect
    assert (entry.entry_id, entry.url) == ("tag:1", "https://news.example/a")
    assert (entry.title, entry.summary) == ("Port opens", "It opened.")
    assert (entry.published_at or entry.updated_at) == TIME


@pytest.mark.parametrize("document", [rss(""), '<feed xmlns="http://www.w3.org/2005/Atom"><title>Daily</title></feed>'])
def test_an_empty_feed_is_a_feed(document: str) -> None:
    assert read(document).entries == ()


@pytest.mark.parametrize(
    ("document", "reason", "remedy"),
    [
        ("", "the answer is empty", ""),
        (
            '<!doctype html><head><link rel="alternate" type="application/rss+xml" href="/real.xml"></head>',
            "this is a web page, not a feed",
            "It names https://news.example/real.xml as its feed",
        ),
        (
            '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body>Not found</body></html>',
            "this is a web page, not a feed",
            "",
        ),
        ("<!-- x --><HTML><body>Not found</body>", "this is a web page, not a feed", ""),
        ('{"error": "no"}', "this is JSON, but not a feed", ""),
        ('{"version": "https://jsonfeed.org/version/1', "this is broken JSON, not a feed", ""),
        ('{"a":' + "[" * 200_000, "this is broken JSON, not a feed", ""),
        ("just words", "this is neither a feed nor a web page", "It says: just words"),
        ("Your query\nis too short", "this is neither a feed nor a web page", "It says: Your query is too short"),
        ("long words " * 100, "this is neither a feed nor a web page", ""),
        ("<sitemap/>", "this is neither a feed nor a web page", ""),
        ("<rss>" + "<b>" * 100_001, "this feed has more than 100,000 tags", ""),
        (rss("&lt;p&gt;x" * 100_001), "this feed has more than 100,000 tags", ""),
        (JSON_11.replace("It opened.", r"\u003cp>" * 100_001), "this feed has more than 100,000 tags", ""),
        (rss("&" * 500_001), "this feed has more than 500,000 ampersands", ""),
        (rss("<a" + ' b="1"' * 501 + "/>"), "this feed has more than 500 attributes in one tag", ""),
        (rss("<a" + ' b=">"' * 501 + "/>"), "this feed has more than 500 attributes in one tag", ""),
        (rss("<a '" + " b" * 501 + "/>"), "this feed has more than 500 attributes in one tag", ""),
        (rss(("<a" + ' b="1"' * 490 + "/>") * 700), "this feed has more than 300,000 attributes", ""),
    ],
)
def test_what_is_no_feed_is_refused_with_a_reason(document: str, reason: str, remedy: str) -> None:
    with pytest.raises(ExtractError) as caught:
        read(document)
    assert (caught.value.reason, caught.value.remedy) == (reason, remedy)


@pytest.mark.parametrize(
    ("document", "title", "note"),
    [
        (rss("<item><title>Ports & ships</title></item>"), "Ports & ships", "not well-formed"),
        (rss("<item><title>Broken off</title><link>http://news.exa")[:-30], "Broken off", "not well-formed"),
        (rss("<item><title>Be\x08ll</title></item>"), "Bell", None),
        ("\n\n  " + rss("<item><title>Late start</title></item>"), "Late start", None),
        ("<br />\n<b>Warning</b>: x" + rss("<item><title>W</title></item>"), "W", "text before the document"),
        (
            rss("<item><title>Calm &a;</title></item>", head='<!DOCTYPE rss [<!ENTITY a "boom"><!ENTITY b "&a;&a;">]>'),
            "Calm &a;",
            "entity declarations dropped",
        ),
    ],
    ids=["ampersand", "broken off", "control", "space before", "warning before", "entities"],
)
def test_ill_made_feeds_are_forgiven_and_noted(document: str, title: str, note: str | None) -> None:
    feed = read(document)
    assert only(feed).title == title
    assert (note in feed.notes) if note else feed.notes == ()


@pytest.mark.parametrize(
    ("encoding", "declared", "mislabelled"),
    [("cp949", "euc-kr", False), ("cp949", "utf-8", True), ("utf-8", "iso-8859-1", True), ("utf-16", "utf-16", False)],
)
def test_encodings_are_found_out(encoding: str, declared: str, mislabelled: bool) -> None:
    document = rss("<item><title>잠수함 계약</title></item>", head=f'<?xml version="1.0" encoding="{declared}"?>')
    feed = read(document.encode(encoding))
    assert only(feed).title == "잠수함 계약"
    assert ("encoding mislabelled" in feed.notes) is mislabelled


def test_windows_quotes_survive_a_latin_label() -> None:
    document = rss("<item><title>“Quoted”</title></item>", head='<?xml version="1.0" encoding="iso-8859-1"?>')
    assert only(read(document.encode("cp1252"))).title == "“Quoted”"


def test_markup_becomes_text() -> None:
    entry = only(
        read(
            rss(
                "<item><title>Tom &amp;amp; &lt;b&gt;Ana&lt;/b&gt;</title><description><![CDATA[<p>One&nbsp;line</p>"
                "<script>alert(1)</script><p>two <a href='/x'>links</a></p>]]></description></item>"
            )
        )
    )
    assert entry.title == "Tom & Ana"
    assert entry.summary == "One line\ntwo links"


def test_full_text_stands_beside_the_summary() -> None:
    entry = only(
        read(
            '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item><title>T</title>'
            "<description>Short.</description><content:encoded><![CDATA[<p>Long.</p><p>Text.</p>]]></content:encoded>"
            "</item></channel></rss>"
        )
    )
    assert (entry.summary, entry.content) == ("Short.", "Long.\nText.")


def test_an_entry_without_id_is_known_by_link_and_without_link_by_title_and_date() -> None:
    with_link = only(read(rss("<item><title>T</title><link>https://news.example/a</link></item>")))
    assert with_link.entry_id == with_link.url == "https://news.example/a"
    bare = [only(read(rss(f"<item><title>{title}</title></item>"))).entry_id for title in ("A", "A", "B")]
    assert bare[0] == bare[1] != bare[2]


def test_an_untitled_entry_takes_its_first_words() -> None:
    long = "A ship came in and nobody knew why it had come or where it was going when it left again at dawn on Monday"
    entry = only(read(rss(f"<item><description>{long}</description></item>")))
    assert entry.title.endswith("…")
    assert long.startswith(entry.title[:-1])
    assert len(entry.title) <= 101


def test_doubles_are_dropped_and_broken_ids_told_apart() -> None:
    twice = rss(f"<item>{ITEM}</item><item>{ITEM}</item>")
    assert len(read(twice).entries) == 1
    broken = rss(
        "".join(
            f"<item><title>{name}</title><link>https://news.example/{name}</link><guid>same</guid></item>"
            for name in "abc"
        )
    )
    feed = read(broken)
    assert [entry.entry_id for entry in feed.entries] == [f"https://news.example/{name}" for name in "abc"]
    assert "unlike entries share an id" in feed.notes


def test_an_edit_shows_in_the_fingerprint_and_a_touch_does_not() -> None:
    def fingerprint(text: str, date: str) -> str:
        item = f"<item><guid>1</guid><title>T</title><description>{text}</description><pubDate>{date}</pubDate></item>"
        return only(read(rss(item))).fingerprint

    first = fingerprint("It opened.", "Mon, 02 Nov 2026 12:00:00 GMT")
    assert fingerprint("It opened.", "Mon, 02 Nov 2026 13:00:00 GMT") == first
    assert fingerprint("It closed.", "Mon, 02 Nov 2026 12:00:00 GMT") != first


@pytest.mark.parametrize(
    ("item", "authors"),
    [
        ("<author>ed@news.example (Ana Ruiz)</author>", ("Ana Ruiz",)),
        ("<dc:creator>Ana Ruiz, Kim Min-jun</dc:creator>", ("Ana Ruiz", "Kim Min-jun")),
        ("<dc:creator>김민준 기자</dc:creator>", ("김민준",)),
        ("<author>noreply@news.example</author>", ()),
    ],
)
def test_authors_are_people(item: str, authors: tuple[str, ...]) -> None:
    document = f'<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><item><title>T</title>{item}</item></channel></rss>'
    assert only(read(document)).authors == authors


def test_korean_dates_without_zone_are_korean() -> None:
    document = rss("<item><title>T</title><pubDate>2026-11-02 21:00:00</pubDate></item>", "<language>ko</language>")
    assert only(read(document)).published_at == TIME


def test_too_many_entries_are_cut_and_said_so() -> None:
    feed = read(rss("".join(f"<item><title>{number}</title></item>" for number in range(2_005))))
    assert len(feed.entries) == 2_000
    assert any("entries are read" in note for note in feed.notes)


@pytest.mark.parametrize(
    "item",
    [
        "<title>a & b</title><description>" + "&lt;p&gt;x" * 90_000 + "</description>",
        "<title>T</title><description>" + "&lt;div&gt;" * 45_000 + "x</description>",
        "<title>T</title><description>" + "&lt;b&gt;x&lt;/b&gt;&lt;svg&gt;&lt;/svg&gt;" * 20_000 + "</description>",
        "<title>T</title>" + "<a>" * 90_000,
        "<title>T</title><pubDate>" + "Mon, " * 1_000_000 + "</pubDate>",
    ],
    ids=["neighbours", "nested text", "unseen neighbours", "nested tags", "endless date"],
)
@pytest.mark.timeout(20)  # what grows with the square of the size takes minutes
def test_a_feed_within_the_limits_is_read_however_odd(item: str) -> None:
    assert read(rss(f"<item>{item}</item>")).entries


def test_half_characters_of_json_are_dropped() -> None:
    half = {name: f"\ud800{value}" for name, value in JSON_ENTRY.items()} | {"authors": [{"name": "Ana\udfff Ruiz"}]}
    entry = only(read(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [half]})))
    assert (entry.entry_id, entry.title, entry.summary) == ("tag:1", "Port opens", "It opened.")
    assert (entry.url, entry.authors) == ("https://news.example/a", ("Ana Ruiz",))


@given(
    st.binary(max_size=400),
    st.sampled_from(["", "<rss><channel>", "<feed>", '{"version":"https://jsonfeed.org/version/1",']),
)
def test_no_bytes_bring_anything_but_a_feed_or_its_refusal(noise: bytes, start: str) -> None:
    try:
        feed = read(start.encode() + noise)
    except ExtractError:
        return
    assert isinstance(feed, Feed)
