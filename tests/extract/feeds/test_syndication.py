"""What RSS, Atom and RDF say beside the entries' own words: rhythm, outlets, languages."""

from __future__ import annotations

import xml.sax
from io import BytesIO
from xml.sax.handler import ContentHandler

import feedparser
import pytest

from pipeline.extract.feeds.feed import parse_feed
from pipeline.model.article import Entry, Feed
from pipeline.model.page import Page

NAMES = (
    'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:News="https://www.bing.com/news/search?q=port&amp;format=rss"'
)


def rss(items: str = "", channel: str = "") -> str:
    return f'<rss version="2.0" {NAMES}><channel><title>Daily</title>{channel}{items}</channel></rss>'


def atom(entries: str, attributes: str = "") -> str:
    return f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}><title>Daily</title>{entries}</feed>'


def read(document: str) -> Feed:
    return parse_feed(Page(url="https://news.example/rss", status=200, body=document.encode()))


def only(document: str) -> Entry:
    (entry,) = read(document).entries
    return entry


@pytest.mark.parametrize(
    ("channel", "seconds"),
    [
        ("", None),
        ("<ttl>30</ttl>", 1_800),
        ("<ttl> 30 </ttl>", 1_800),
        ("<ttl>0</ttl>", None),
        ("<ttl>soon</ttl>", None),
        ("<ttl>-5</ttl>", None),
        ("<ttl>525600</ttl>", 86_400),
        ("<ttl>99999999999999</ttl>", None),
        ("<sy:updatePeriod> hourly </sy:updatePeriod>", 3_600),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>", 21_600),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>1000</sy:updateFrequency>", 60),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", 3_600),
        ("<sy:updatePeriod>yearly</sy:updatePeriod>", 86_400),
        ("<sy:updatePeriod>often</sy:updatePeriod>", None),
        ("<ttl>5</ttl><sy:updatePeriod>daily</sy:updatePeriod>", 300),
        ("<skipHours><hour>3</hour></skipHours>", None),
    ],
)
def test_a_feed_may_ask_to_be_left_alone_for_a_day_at_most(channel: str, seconds: float | None) -> None:
    assert read(rss(channel=channel)).ttl_s == seconds


@pytest.mark.parametrize(
    ("document", "outlet"),
    [
        (rss('<item><title>T</title><source url="https://a.example/">The  Agency</source></item>'), "The Agency"),
        (rss("<item><title>T</title><News:Source>The Agency</News:Source></item>"), "The Agency"),
        (rss("<item><title>T</title><dc:publisher>The Agency</dc:publisher></item>"), "The Agency"),
        (rss("<item><title>T</title><dc:publisher>ed@news.example</dc:publisher></item>"), ""),
        (rss("<item><title>T</title><dc:publisher>https://news.example</dc:publisher></item>"), ""),
        (rss('<item><title>T</title><source url="https://a.example/"/></item>'), ""),
        (rss('<item><title>T</title><News:Source a="b">The Agency</News:Source></item>'), ""),
        (atom("<entry><id>1</id><title>T</title><source><title>The Agency</title></source></entry>"), "The Agency"),
        (rss("<item><title>T</title></item>"), ""),
    ],
)
def test_a_collector_names_the_outlet(document: str, outlet: str) -> None:
    assert (only(document).outlet, only(document).title) == (outlet, "T")


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Port opens - The Agency", "Port opens"),
        ("Port opens - in the north", "Port opens - in the north"),
        ("The Agency", "The Agency"),
    ],
)
def test_a_title_loses_the_outlet_it_ends_in(title: str, kept: str) -> None:
    entry = only(rss(f'<item><title>{title}</title><source url="https://a.example/">The Agency</source></item>'))
    assert entry.title == kept


@pytest.mark.parametrize(
    ("document", "language"),
    [
        (rss("<item><title>T</title><dc:language>es-PE</dc:language></item>"), "es"),
        (rss("<item><title>T</title><dc:language>kr</dc:language></item>"), "ko"),
        (rss("<item><title>T</title><dc:language>Spanish</dc:language></item>"), "und"),
        (rss("<item><title>T</title></item>", "<language>es</language>"), "und"),
        (atom('<entry xml:lang="ko"><id>1</id><title>T</title></entry>'), "ko"),
        (atom('<entry xml:lang="KO_KR"><id>1</id><title>T</title></entry>', 'xml:lang="en"'), "ko"),
        (atom("<entry><id>1</id><title>T</title></entry>", 'xml:lang="en"'), "und"),
    ],
)
def test_an_entry_tells_its_own_language_only(document: str, language: str) -> None:
    assert only(document).language == language


def test_an_aggregators_link_gives_the_address_within_and_keeps_its_id() -> None:
    link = "http://www.bing.com/news/apiclick.aspx?tid=1&amp;url=https%3a%2f%2fnews.example%2fa"
    entry = only(rss(f"<item><guid isPermaLink='false'>g1</guid><title>T</title><link>{link}</link></item>"))
    assert (entry.entry_id, entry.url) == ("g1", "https://news.example/a")
    assert only(rss(f"<item><title>T</title><link>{link}</link></item>")).entry_id == "https://news.example/a"


def test_an_id_is_what_the_feed_writes_wherever_the_feed_is_found() -> None:
    assert only(rss("<item><guid>/2026/a</guid><title>T</title></item>")).entry_id == "/2026/a"
    assert only(rss("<item><guid>/2026/a</guid><title>T</title></item>")).url == "https://news.example/2026/a"


class Pieces(ContentHandler):
    """Counts the pieces of running text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def characters(self, content: str) -> None:
        self.found.append(content)


def test_feedparser_reads_with_a_parser_that_gives_text_in_one_piece() -> None:
    parser, pieces = xml.sax.make_parser(feedparser.api.PREFERRED_XML_PARSERS), Pieces()
    parser.setContentHandler(pieces)
    parser.parse(BytesIO(b"<a>one\ntwo &lt;three&gt;<![CDATA[ four]]></a>"))
    assert pieces.found == ["one\ntwo <three> four"]
