"""Passing over known items never changes what a feed says."""

from __future__ import annotations

import gzip
import os
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ExtractError
from pipeline.extract.feeds.feed import parse_feed
from pipeline.extract.feeds.feed_items import cut_items
from pipeline.model.article import Feed
from pipeline.model.page import Page
from pipeline.model.source import FeedMemory

URL = "https://news.example/feeds/rss"


def read(document: str | bytes, memory: FeedMemory | None = None, url: str = URL) -> Feed:
    body = document.encode() if isinstance(document, str) else document
    return parse_feed(Page(url=url, status=200, body=body), memory)


@dataclass(frozen=True)
class Dialect:
    """How a feed of one kind is written; ``{}`` is where the parts go."""

    document: str  # of head attributes, head elements, items
    item: str  # of id, title, text and further elements

    def write(self, items: list[str], head: str = "", attributes: str = "") -> str:
        return self.document.format(attributes=attributes, head=head, items="".join(items))


RSS_ITEM = (
    "<item><guid>{id}</guid><title>{title}</title><link>/{id}</link><description>{text}</description>"
    "<pubDate>Mon, 02 Nov 2026 12:00:00</pubDate>{more}</item>"
)
ATOM_ENTRY = (
    "<entry><id>{id}</id><title>{title}</title><link href='{id}'/><summary type='html'>{text}</summary>"
    "<updated>2026-11-02T12:00:00</updated>{more}</entry>"
)
PREFIXED = ATOM_ENTRY.replace("</", "</a:").replace("<", "<a:").replace("<a:/a:", "</a:")
DIALECTS = {
    "RSS 2.0": Dialect(
        '<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" {attributes}><channel>'
        "<title>Daily</title>{head}{items}</channel></rss>",
        RSS_ITEM,
    ),
    "RSS 0.91": Dialect('<rss version="0.91" {attributes}><channel>{head}</channel>{items}</rss>', RSS_ITEM),
    "RDF": Dialect(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" {attributes}><channel><title>Daily</title>{head}</channel>'
        "{items}</rdf:RDF>",
        '<item rdf:about="{id}"><title>{title}</title><link>/{id}</link><description>{text}</description>'
        "<dc:date>2026-11-02T12:00:00</dc:date>{more}</item>",
    ),
    "Atom": Dialect('<feed xmlns="http://www.w3.org/2005/Atom" {attributes}>{head}{items}</feed>', ATOM_ENTRY),
    "Atom with prefixes": Dialect(
        '<a:feed xmlns:a="http://www.w3.org/2005/Atom" {attributes}>{head}{items}</a:feed>', PREFIXED
    ),
}
HEADS = ("", "<language>ko</language>", "<lastBuildDate>Mon, 02 Nov 2026 12:00:00 GMT</lastBuildDate>", "<ttl>15</ttl>")
ATTRIBUTES = ("", 'xml:base="https://other.example/"', 'xml:lang="es"', 'xmlns:x="http://x.example/"')
TEXTS = (
    "A ship came in.",
    "<![CDATA[<p>Looks like an end</item></entry> and a start <item> of another.</p>]]>",
    "<!-- <item> --> said <?php echo '</item>' ?>",
    "배가 들어왔다 &lt;item&gt;",
    "one & two",
)
MORE = (
    "",
    "<author>Ana Ruiz</author>",
    '<x:y xmlns:x="http://y.example/">z</x:y>',
    '<dc:title xmlns:dc="http://purl.org/dc/terms/">T</dc:title>',
    "<source url='https://agency.example/'>Agency</source>",
    "<image><url>https://news.example/i.png</url><title>I</title></image>",
    "<item/>",
)
GAPS = ("", "\n", "<!-- advertisement </item> -->", "<generator>x</generator>")
ITEM = st.tuples(
    st.integers(0, 99),  # the id, so that some are shared
    st.integers(0, 2),  # the title
    st.sampled_from(TEXTS[:4] * 12 + TEXTS[4:]),
    st.sampled_from(MORE[:1] * 60 + MORE),
    st.sampled_from(GAPS[:3] * 30 + GAPS),
)
HEAD = st.tuples(st.sampled_from(HEADS), st.sampled_from(ATTRIBUTES[:1] * 12 + ATTRIBUTES))


Item = tuple[int, int, str, str, str]


@given(
    st.sampled_from(sorted(DIALECTS)),
    HEAD,
    st.lists(ITEM, min_size=1, max_size=8),
    st.lists(ITEM, max_size=3),
    st.permutations(range(8)),
    st.integers(1, 8),
    st.none() | st.none() | HEAD,
)
def test_what_is_passed_over_and_what_is_read_are_the_whole(
    name: str,
    head: tuple[str, str],
    before: list[Item],
    new: list[Item],
    order: list[int],
    kept: int,
    other_head: tuple[str, str] | None,
) -> None:
    """The second document has new items, and some of those of the first in another order."""
    first = read(write(name, before, head))
    second = write(name, new + [before[place] for place in order[:kept] if place < len(before)], other_head or head)
    check(first, read(second, first.memory), read(second))


def write(name: str, items: list[Item], head: tuple[str, str]) -> str:
    dialect = DIALECTS[name]
    written = [
        dialect.item.format(id=number, title=f"Title {number} {title}", text=text, more=more) + gap
        for number, title, text, more, gap in items
    ]
    return dialect.write(written, *head)


def check(before: Feed, after: Feed, whole: Feed) -> None:
    """Whether ``after``, read with the memory of ``before``, and what that knew are ``whole``, field by field."""
    known = {entry.entry_id: entry for entry in before.entries}
    passed_over = [entry for entry in whole.entries if entry not in after.entries]
    assert [entry for entry in whole.entries if entry in after.entries] == list(after.entries)
    assert [known[entry.entry_id] for entry in passed_over] == passed_over
    assert len(passed_over) == after.seen
    assert (after.memory, after.dialect, after.notes) == (whole.memory, whole.dialect, whole.notes)
    assert after.ttl_s == whole.ttl_s


def items_of(name: str, numbers: range) -> list[str]:
    return [DIALECTS[name].item.format(id=n, title=f"T {n}", text=TEXTS[n % 4], more="") + "\n" for n in numbers]


@given(
    st.sampled_from(sorted(DIALECTS)),
    st.integers(0, 1_500),
    st.integers(0, 60),
    st.sampled_from(
        [
            "",
            "&",
            "<item>",
            "</item>",
            "<entry>",
            "<item/>",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<?",
            "?>",
            "<guid>0</guid>",
            "x",
        ]
    ),
)
def test_a_document_damaged_anywhere_says_what_it_says_as_a_whole(name: str, at: int, cut: int, put: str) -> None:
    document = DIALECTS[name].write(items_of(name, range(5)), HEADS[1])
    damaged = document[:at] + put + document[at + cut :]
    before = read(document)
    try:
        whole = read(damaged)
    except ExtractError as refusal:
        with pytest.raises(ExtractError, match=re.escape(refusal.reason)):
            read(damaged, before.memory)
    else:
        check(before, read(damaged, before.memory), whole)


@pytest.mark.parametrize("name", DIALECTS)
def test_known_items_are_passed_over_in_every_dialect(name: str) -> None:
    before = read(DIALECTS[name].write(items_of(name, range(2, 10)), HEADS[2]))
    after = read(DIALECTS[name].write(items_of(name, range(8)), HEADS[2].replace("12:", "13:")), before.memory)
    assert [entry.entry_id for entry in after.entries] == ["0", "1"]
    assert after.seen == 6
    again = read(DIALECTS[name].write(items_of(name, range(8))), after.memory)
    assert (again.entries, again.seen, again.dialect) == ((), 8, after.dialect)


def test_an_edited_item_is_read_anew() -> None:
    items = items_of("RSS 2.0", range(4))
    before = read(DIALECTS["RSS 2.0"].write(items))
    items[2] = items[2].replace("T 2", "Two")
    after = read(DIALECTS["RSS 2.0"].write(items), before.memory)
    assert [entry.title for entry in after.entries] == ["Two"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<title>Daily</title>", "<title>Daily</title><language>ko</language>"),
        ('version="2.0"', 'version="2.0" xml:base="https://other.example/"'),
        ("<item><guid>3", "<item/><item><guid>3"),
        ("<item><guid>3", "<managingEditor>x</managingEditor><item><guid>3"),
        ("<guid>3</guid>", "<guid>2</guid>"),
        ("<title>T 3</title>", "<title>T & 3</title>"),
        ("<title>T 3</title>", "<title><item>T</item></title>"),
        ("<title>T 3</title>", '<title xmlns:dc="http://purl.org/dc/terms/">T</title>'),
        ("</channel></rss>", ""),
        ("<item><guid>3", '<x:item xmlns:x="http://x.example/"></x:item><item><guid>3'),
        ("<rss ", '<!DOCTYPE rss SYSTEM "x"'.ljust(600) + '[<!ENTITY a "b">]><rss '),
    ],
    ids=[
        "language",
        "base",
        "self-closing",
        "between",
        "shared id",
        "not well-formed",
        "nested",
        "prefix of two meanings",
        "broken off",
        "items of others",
        "entities",
    ],
)
def test_in_doubt_all_is_read(old: str, new: str) -> None:
    document = DIALECTS["RSS 2.0"].write(items_of("RSS 2.0", range(5)))
    before = read(document)
    assert old in document
    changed = document.replace(old, new)
    assert read(changed, before.memory) == read(changed)


def test_an_address_that_moved_is_another_head() -> None:
    document = DIALECTS["RSS 2.0"].write(items_of("RSS 2.0", range(3)))
    before = read(document)
    moved = read(document, before.memory, url="https://new.example/feed")
    assert [entry.url for entry in moved.entries] == [f"https://new.example/{number}" for number in range(3)]


@pytest.mark.parametrize(
    "document",
    [
        DIALECTS["RSS 2.0"].write(items_of("RSS 2.0", range(2)) * 2),
        DIALECTS["RSS 2.0"].write([item.replace("<guid>1", "<guid>0") for item in items_of("RSS 2.0", range(2))]),
        DIALECTS["RSS 2.0"].write(items_of("RSS 2.0", range(2)))[:-20],
        DIALECTS["RSS 2.0"].write([f"<item><title>{number}</title></item>" for number in range(2_005)]),
        '{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "title": "T"}]}',
    ],
    ids=["doubles", "shared ids", "broken off", "too many", "JSON"],
)
def test_what_cannot_be_told_apart_is_not_remembered(document: str) -> None:
    assert read(document).memory is None


@pytest.mark.parametrize(
    "start",
    [
        "<item>",
        "<item",
        "</item>",
        "<![CDATA[",
        "<!--",
        "<?",
        "<a:",
        "<language ",
        "xmlns.",
        'base="',
        "<!-- --><item ",
    ],
)
@pytest.mark.timeout(10)  # what grows with the square of the size takes minutes
def test_hostile_documents_are_cut_or_refused_in_one_pass(start: str) -> None:
    cut = cut_items("<rss>" + start * 300_000)
    assert cut is None or not cut.items


def real_feeds() -> list[Path]:
    folder = os.environ.get("REALWORLD", "")
    return sorted(Path(folder).glob("feeds/*.xml.gz")) if folder else []


@pytest.mark.skipif(not real_feeds(), reason="REALWORLD names no folder of real feeds")
@pytest.mark.parametrize("path", real_feeds(), ids=lambda path: str(path.name))
@pytest.mark.timeout(120)
def test_real_feeds_say_the_same_item_by_item(path: Path) -> None:
    """Each feed is taken as it stood before its newest items, and then as it is."""
    text = gzip.decompress(path.read_bytes()).decode("utf-8", "replace").strip("\ufeff\n ")
    cut = cut_items(text.partition("?>")[2] if text.startswith("<?xml") else text)
    if cut is None:
        pytest.skip("its items cannot be told apart")
    whole = read(cut.only(cut.items))
    for newest in (0, 1, 3, len(cut.items) // 2):
        before = read(cut.only(cut.items[newest:]))
        check(before, read(cut.only(cut.items), before.memory), whole)
