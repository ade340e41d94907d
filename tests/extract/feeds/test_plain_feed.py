"""Whatever the fast way reads, it reads as feedparser does; whatever is in doubt, it leaves to it."""

from __future__ import annotations

import gzip
import os
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.feedfarm import document as farm_document
from pipeline.errors import ExtractError
from pipeline.extract.characters_of_bytes import decode_bytes
from pipeline.extract.feeds.feed_items import cut_items
from pipeline.extract.feeds.plain_feed import read_plainly
from pipeline.extract.feeds.syndication import parse_syndication, run_feedparser
from pipeline.model.article import Feed
from pipeline.model.source import FeedMemory
from tests.bench.test_feedfarm import FEEDS

URL = "https://news.example/feeds/rss"


def read(document: str, memory: FeedMemory | None = None) -> Feed | str:
    try:
        return parse_syndication(document, URL, memory)
    except ExtractError as error:
        return error.reason


def read_by_feedparser(document: str, memory: FeedMemory | None = None) -> Feed | str:
    try:
        return parse_syndication(document, URL, memory, run_feedparser)
    except ExtractError as error:
        return error.reason


@dataclass(frozen=True)
class Dialect:
    """How feeds of one kind are written; ``p`` is the prefix of their own elements."""

    start: str
    end: str
    item: str
    p: str = ""
    items_apart: bool = False  # behind the channel, not in it

    def write(self, names: str, head: list[str], items: list[list[str]]) -> str:
        within = "".join(self.element("", text) for text in head)
        entries = "\n".join(self.element(self.item, "\n".join(item)) for item in items)
        between = self.element("/channel", "") if self.items_apart else ""
        return (
            (self.start.format(names=names) + within + between + entries + self.end)
            .replace("{p}", self.p)
            .replace("{h}", XHTML)
        )

    def element(self, name: str, inside: str) -> str:
        if name.startswith("/"):
            return f"</{{p}}{name[1:]}>"
        return f"<{{p}}{name}>{inside}</{{p}}{name.partition(' ')[0]}>" if name else inside


ATOM = "http://www.w3.org/2005/Atom"
XHTML = "http://www.w3.org/1999/xhtml"
DIALECTS = {
    "RSS 2.0": Dialect("<rss version='2.0' {names}><channel>", "</channel></rss>", "item"),
    "RSS 0.91": Dialect("<rss version='0.91' {names}><channel>", "</channel></rss>", "item"),
    "RSS 0.92, items apart": Dialect("<rss version='0.92' {names}><channel>", "</rss>", "item", items_apart=True),
    "RSS of no version": Dialect("<rss xml:lang='es_PE' {names}><channel>", "</channel></rss>", "item"),
    "RDF": Dialect(
        "<rdf:RDF xmlns='http://purl.org/rss/1.0/' {names}><channel rdf:about='c'>",
        "</rdf:RDF>",
        "item rdf:about='https://news.example/about'",
        items_apart=True,
    ),
    "Atom": Dialect(f"<feed xmlns='{ATOM}' xml:lang='ko' {{names}}>", "</feed>", "entry"),
    "Atom in a language each": Dialect(f"<feed xmlns='{ATOM}' {{names}}>", "</feed>", "entry xml:lang='KO_kr'"),
    "Atom with prefixes": Dialect(f"<a:feed xmlns:a='{ATOM}' {{names}}>", "</a:feed>", "entry", p="a:"),
    "Atom 0.3": Dialect("<feed version='0.3' xmlns='http://purl.org/atom/ns#' {names}>", "</feed>", "entry"),
    "Atom of no namespace": Dialect("<feed version='7' lang='' {names}>", "</feed>", "entry"),
}
URIS = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "media": "http://search.yahoo.com/mrss/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "x": "http://x.example/",
    "News": "https://www.bing.com/news/search?q=port&amp;format=rss",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "thr": "http://purl.org/syndication/thread/1.0",
}
NAMES = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in URIS.items())

TEXTS = st.sampled_from(
    (
        *("", " ", "\n  A port opens \n", "Ana Ruiz", "배가 들어왔다", "García", "GarcÃ­a", "\x80 \x85x", "a\xa0b"),
        *(
            "&lt;p&gt;One &amp;amp; two&lt;/p&gt;",
            "<![CDATA[<p>One</p> & <b>two</b>]]>",
            "a &amp; b",
            "x&#8217;s &#128522;",
        ),
        *("one<!-- not --> two", "<?php no ?>seen", "a]]&gt;b", "<![CDATA[&#55357;&#56842;]]>", "&#x85;end"),
        *(
            "ana@news.example (Ana Ruiz)",
            "Ana Ruiz &lt;ana@news.example&gt;",
            "ana@news.example",
            "(Ana) a@b.example ()",
        ),
        *(
            "https://news.example/a?b=1&amp;c;=2",
            "http:////news.example//a",
            "/2026/a",
            "tag:news.example,2026:1",
            "&amp;lt;",
        ),
        *("Mon, 02 Nov 2026 10:00:00 GMT", "2026-11-02T10:00:00+09:00", "2026년 11월 2일 오후 3시", "2026", "soon"),
        *("es-PE", "ko_KR", "15", "hourly", "true", "0001-01-01", "Κυρ, 11 Ιούλ 2004 12:00:00 EST"),
    )
)
PLAIN = (
    *("<{p}title>{t}</{p}title>", "<{p}title type='html'>{t}</{p}title>", "<{p}title xml:lang='es'>{t}</{p}title>"),
    *(
        "<{p}title type='TEXT' mode='escaped'>{t}</{p}title>",
        "<dc:title>{t}</dc:title>",
        "<media:title type='plain'>{t}</media:title>",
    ),
    *("<{p}description>{t}</{p}description>", "<{p}description/>", "<dc:description>{t}</dc:description>"),
    *(
        "<{p}summary type='html'>{t}</{p}summary>",
        "<itunes:summary>{t}</itunes:summary>",
        "<{p}summary>{t}</{p}summary>",
    ),
    *(
        "<itunes:subtitle>{t}</itunes:subtitle>",
        "<{p}category domain='d'>{t}</{p}category>",
        "<dc:subject>{t}</dc:subject>",
    ),
    *("<{p}language>{t}</{p}language>", "<dc:language>{t}</dc:language>", "<{p}generator uri='u'>{t}</{p}generator>"),
    *("<{p}author>{t}</{p}author>", "<dc:creator>{t}</dc:creator>", "<itunes:author>{t}</itunes:author>"),
    *(
        "<{p}managingEditor>{t}</{p}managingEditor>",
        "<{p}webMaster>{t}</{p}webMaster>",
        "<dc:publisher>{t}</dc:publisher>",
    ),
    "<{p}author><{p}name>{t}</{p}name></{p}author>",
    "<{p}author><{p}name>Ana</{p}name><{p}email>{t}</{p}email><{p}uri>u</{p}uri><x:image rel='r' src='s'/></{p}author>",
    "<{p}author> <{p}uri>{t}</{p}uri> <{p}email>ana@news.example</{p}email></{p}author>",
    "<{p}contributor><{p}name>{t}</{p}name><{p}email>{t}</{p}email></{p}contributor>",
    *("<{p}pubDate>{t}</{p}pubDate>", "<{p}published>{t}</{p}published>", "<dcterms:issued>{t}</dcterms:issued>"),
    *("<{p}updated>{t}</{p}updated>", "<dc:date>{t}</dc:date>", "<{p}lastBuildDate>{t}</{p}lastBuildDate>"),
    *("<{p}modified>{t}</{p}modified>", "<{p}issued>{t}</{p}issued>", "<{p}created>{t}</{p}created>"),
    *("<{p}id>{t}</{p}id>", "<{p}guid isPermaLink='false'>{t}</{p}guid>", "<{p}guid isPermaLink='true'>{t}</{p}guid>"),
    *("<{p}guid>{t}</{p}guid>", "<{p}link>{t}</{p}link>", "<{p}link href='https://news.example/e'/>"),
    *(
        "<{p}link rel='alternate' type='text/html' href='http:////a.example/f?b&amp;c;'/>",
        "<{p}link rel='self' href='g'/>",
    ),
    *(
        "<{p}link REL='Enclosure' type='audio/mpeg' href='h' thr:count='2'/>",
        "<{p}link href='' title='t'/>",
        "<{p}link type='image/png' href='i'/>",
    ),
    *(
        (
            "<media:content url='u' type='image/png' lang='en'><media:title>{t}</media:title>"
            "<media:credit role='r'>{t}</media:credit></media:content>"
        ),
    ),
    (
        "<media:group><media:description>{t}</media:description><media:content url='v'><media:title>{t}</media:title>"
        "</media:content></media:group>"
    ),
    *("<media:thumbnail url='u'/>", "<media:thumbnail>{t}</media:thumbnail>", "<media:keywords>{t}</media:keywords>"),
    *(
        "<{p}image><{p}url>u</{p}url><{p}title>{t}</{p}title><{p}link>{t}</{p}link><{p}width>9</{p}width></{p}image>",
        "<{p}image/>",
    ),
    *(
        "<x:unheard><x:of a='b'>{t}</x:of>{t}</x:unheard>",
        "<x:source>{t}</x:source>",
        "<unheard xmlns='urn:u'>{t}</unheard>",
    ),
    *("<{p}comments>{t}</{p}comments>", "<{p}rights>{t}</{p}rights>", "<thr:total>{t}</thr:total>", "{t}"),
    *(
        "<itunes:category text='a'><itunes:category text='b'/></itunes:category>",
        "<itunes:image href='i'/>",
        "<itunes:explicit>{t}</itunes:explicit>",
    ),
    "<y:creator xmlns:y='http://purl.org/dc/elements/1.1/'>{t}</y:creator>",
)
OF_ITEMS = (
    *(
        "<{p}content type='html'>{t}</{p}content>",
        "<content:encoded>{t}</content:encoded>",
        "<{p}content src='s'>{t}</{p}content>",
    ),
    "<{p}content type='xhtml'><div xmlns='{h}'> {t}<p CLASS='c' rel='R'>{t}<br/>&lt;b></p>\n</div>\n</{p}content>",
    "<{p}summary type='application/xhtml+xml'>{t}<div xmlns='{h}'>{t}</div></{p}summary>",
    "<{p}title type='xhtml'><h:div xmlns:h='{h}'><h:i title='&quot;&lt;'>{t}</h:i></h:div></{p}title>",
    "<{p}content type='xhtml'><div xmlns='{h}'>{t}</div><div xmlns='{h}'/></{p}content>",
    *(
        "<{p}enclosure url='https://news.example/v.mp3' length='1' type='audio/mpeg'/>",
        "<{p}enclosure href='https://news.example/w'/>",
        "<{p}enclosure/>",
    ),
    *("<{p}source url='https://agency.example/'>{t}</{p}source>", "<{p}source/>"),
    (
        "<{p}source><{p}title>{t}</{p}title><{p}id>{t}</{p}id><{p}link href='l'/>"
        "<{p}author><{p}name>{t}</{p}name></{p}author></{p}source>"
    ),
    *("<feedburner:origLink>{t}</feedburner:origLink>", "<News:Source>{t}</News:Source>"),
)
OF_CHANNELS = (
    *("<{p}ttl>{t}</{p}ttl>", "<sy:updatePeriod>{t}</sy:updatePeriod>", "<sy:updateFrequency>{t}</sy:updateFrequency>"),
    "<{p}textInput><{p}title>{t}</{p}title><{p}name>q</{p}name><{p}link>l</{p}link><{p}description>{t}</{p}description></{p}textInput>",
    "<itunes:owner><itunes:name>{t}</itunes:name><itunes:email>{t}</itunes:email></itunes:owner>",
    *(
        "<{p}skipHours><{p}hour>1</{p}hour></{p}skipHours>",
        "<{p}cloud domain='d' port='80'/>",
        "<{p}icon>{t}</{p}icon>",
    ),
)
DOUBTFUL = (
    *(
        "<{p}title type='image/png'>{t}</{p}title>",
        "<{p}title><b>{t}</b></{p}title>",
        "<{p}description xml:base='b'>{t}</{p}description>",
    ),
    *(
        "<{p}content mode='base64'>QQ==</{p}content>",
        "<{p}content type='html'><p>{t}</p></{p}content>",
        "<{p}date>{t}</{p}date>",
    ),
    *(
        "<{p}link url='u'>{t}</{p}link>",
        "<{p}link x:href='h'>{t}</{p}link>",
        "<{p}author>{t}<{p}name>{t}</{p}name></{p}author>",
    ),
    *("<{p}source>{t}<{p}title>{t}</{p}title></{p}source>", "<{p}source><{p}link href='h'>{t}</{p}link></{p}source>"),
    *(
        "<x:unheard><{p}title>{t}</{p}title></x:unheard>",
        "<{p}item><{p}title>{t}</{p}title></{p}item>",
        "<{p}ttl a='b'>{t}</{p}ttl>",
    ),
    *(
        "<itunes:link href='h'/>",
        "<{p}body>{t}</{p}body>",
        "<{p}fullitem>{t}</{p}fullitem>",
        "<{p}abstract>{t}</{p}abstract>",
    ),
    *(
        "<dc:title xmlns:dc='http://purl.org/dc/terms/'>{t}</dc:title>",
        "<media:title xmlns:media='urn:m'>{t}</media:title>",
    ),
    *(
        "<{p}channel><{p}title>{t}</{p}title></{p}channel>",
        "<{p}newLocation>{t}</{p}newLocation>",
        "{t}&nbsp;",
        "<{p}title>{t}",
    ),
    "<{p}content type='xhtml'><title>{t}</title><div xmlns='{h}'>{t}</div></{p}content>",
    "<{p}content type='xhtml'><div xmlns='{h}' xml:lang='es'>{t}</div></{p}content>",
)


def written(*templates: str) -> st.SearchStrategy[str]:
    return st.builds(lambda template, text: template.replace("{t}", text), st.sampled_from(templates), TEXTS)


def lists(*templates: str) -> st.SearchStrategy[list[str]]:
    return st.lists(written(*templates), max_size=9)


@given(
    st.sampled_from(sorted(DIALECTS)),
    lists(*PLAIN, *OF_CHANNELS),
    st.lists(lists(*PLAIN, *OF_ITEMS, *OF_ITEMS), max_size=3),
)
def test_plain_feeds_are_read_as_feedparser_reads_them(name: str, head: list[str], items: list[list[str]]) -> None:
    document = DIALECTS[name].write(NAMES, head, items)
    assert read_plainly(document) is not None
    assert read(document) == read_by_feedparser(document)


@given(
    st.sampled_from(sorted(DIALECTS)),
    lists(*PLAIN, *OF_CHANNELS, *OF_ITEMS, *DOUBTFUL),
    st.lists(lists(*PLAIN, *OF_CHANNELS, *OF_ITEMS, *DOUBTFUL), max_size=3),
)
def test_odd_feeds_are_read_as_feedparser_reads_them(name: str, head: list[str], items: list[list[str]]) -> None:
    document = DIALECTS[name].write(NAMES, head, items)
    assert read(document) == read_by_feedparser(document)


@given(st.sampled_from(sorted(DIALECTS)), st.lists(lists(*PLAIN, *OF_ITEMS), min_size=2, max_size=4))
def test_unseen_items_are_read_as_feedparser_reads_them(name: str, items: list[list[str]]) -> None:
    before = parse_syndication(DIALECTS[name].write(NAMES, [], items[1:]), URL)
    document = DIALECTS[name].write(NAMES, [], items)
    assert read(document, before.memory) == read_by_feedparser(document, before.memory)


@pytest.mark.parametrize("name", DIALECTS)
@pytest.mark.parametrize("element", [*PLAIN, *OF_ITEMS])
def test_every_element_of_a_plain_item_says_what_it_says_to_feedparser(name: str, element: str) -> None:
    items = [[element.replace("{t}", f"<![CDATA[{said} 2026]]>")] for said in ("first", "second")]
    document = DIALECTS[name].write(NAMES, [], [*items, items[0] + items[1], [*items[0], "<{p}title>T</{p}title>"]])
    assert read_plainly(document) is not None
    assert read(document) == read_by_feedparser(document)


def item(inside: str) -> str:
    return DIALECTS["RSS 2.0"].write(NAMES, [], [[inside]])


@pytest.mark.parametrize(
    "document",
    [
        *(item(element.replace("{t}", "a text")) for element in DOUBTFUL),
        item("<title>T</title>")[:-3],
        item("<title>T</wrong>"),
        item("<title>\x01</title>"),
        item("<title>&copy;</title>"),
        item("<guid HREF='a' href='b'>1</guid>"),
        item("<author>" + "ana." * 300 + "@news.example</author>"),
        item("<x:svg xmlns:x='http://www.w3.org/2000/svg'/><svg/>"),
        item("<dc:x xmlns:dc='http://www.w3.org/2005/Atom'/>"),
        item("<q:x xmlns:q='a b'/>"),
        item("<q:x xmlns:q='http://www.w3.org/1999/xlink'/>"),
        item("<z:title xmlns:z='urn:z'/><Z:title xmlns:Z='http://purl.org/dc/elements/1.1/'/>"),
        '<!DOCTYPE rss [<!ENTITY a "b">]>' + item("<title>&a;</title>"),
        "<!--\n<!DOCTYPE x -->" + item("<title>T</title>"),
        "<?xml-stylesheet a='>'?>" + item("<title>T</title>"),
        "<?xml version='1.0'?>" + item("<title>T</title>"),
        "<rss><channel href='h'/></rss>",
        "<rss><channel lastmod='2026-11-02'/></rss>",
        "<rss><channel/><channel/></rss>",
        "<rss><title>T</title></rss>",
        "<channel><item/></channel>",
        f"<rdf:RDF xmlns:rdf='{URIS['rdf']}'><item/></rdf:RDF>",
        f"<rss xmlns:q='{URIS['rdf']}x'><channel><item q:about='a'/></channel></rss>",
        "",
        "no markup",
    ],
)
def test_in_doubt_feedparser_is_asked(document: str) -> None:
    assert read_plainly(document) is None
    assert read(document) == read_by_feedparser(document)


@pytest.mark.parametrize(
    ("element", "field", "said"),
    [
        ("<title>One</title><title>Two</title>", "title", "One"),
        ("<media:title>One</media:title><title>Two</title>", "title", "Two"),
        ("<description>One</description><content:encoded>Two</content:encoded>", "content", "Two"),
        ("<link>/a</link><guid>https://news.example/g</guid>", "url", "https://news.example/a"),
        ("<guid>https://news.example/g</guid>", "url", "https://news.example/g"),
        ("<enclosure url='https://news.example/v.mp3'/>", "url", "https://news.example/v.mp3"),
        ("<dc:creator>Ana Ruiz</dc:creator><author>Luis Mora</author>", "authors", ("Ana Ruiz", "Luis Mora")),
        ("<source url='u'>The Agency</source>", "outlet", "The Agency"),
        ("<dc:language>es-PE</dc:language>", "language", "es"),
    ],
)
def test_a_plain_item_says(element: str, field: str, said: object) -> None:
    """A few known answers, lest both ways be wrong alike."""
    assert read_plainly(item(element)) is not None
    feed = read(item(element))
    assert isinstance(feed, Feed)
    (entry,) = feed.entries
    assert getattr(entry, field) == said


@pytest.mark.parametrize("inside", ["<x:a>" * 40_000 + "</x:a>" * 40_000, "<x:a/>" * 90_000, "a<!-- -->" * 90_000])
@pytest.mark.timeout(20)  # what grows with the square of the size takes minutes
def test_a_hostile_document_is_read_in_one_pass(inside: str) -> None:
    assert read_plainly(item(inside)) is not None


@pytest.mark.parametrize("number", range(len(FEEDS)))
def test_the_feeds_of_the_bench_are_all_plain(number: int) -> None:
    served = farm_document(number)
    text, _ = decode_bytes(served.body, served.content_type)
    assert read_plainly(text.partition("?>")[2]) is not None
    assert read(text) == read_by_feedparser(text)


def real_feeds() -> list[Path]:
    folder = os.environ.get("REALWORLD", "")
    return sorted(Path(folder).glob("feeds/*.xml.gz")) if folder else []


def real_text(path: Path) -> str:
    text, _ = decode_bytes(gzip.decompress(path.read_bytes()), "")
    return text.strip("\ufeff\x00 \t\r\n")


@pytest.mark.skipif(not real_feeds(), reason="REALWORLD names no folder of real feeds")
@pytest.mark.parametrize("path", real_feeds(), ids=lambda path: str(path.name))
@pytest.mark.timeout(120)
def test_real_feeds_are_read_as_feedparser_reads_them(path: Path) -> None:
    document = real_text(path)
    assert read(document) == read_by_feedparser(document)
    cut = cut_items(document)
    if cut and len(cut.items) > 3:
        before = parse_syndication(cut.only(cut.items[3:]), URL)
        assert read(document, before.memory) == read_by_feedparser(document, before.memory)


@pytest.mark.skipif(not real_feeds(), reason="REALWORLD names no folder of real feeds")
@pytest.mark.timeout(120)
def test_most_real_feeds_are_plain() -> None:
    """Nine in ten; of the others half are not well-formed, half name a base for their links."""
    texts = [real_text(path) for path in real_feeds()]
    documents = [text.partition("?>")[2] if text.startswith("<?xml ") else text for text in texts]
    assert sum(read_plainly(document) is not None for document in documents) >= 0.9 * len(documents)
