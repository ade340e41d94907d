"""Lists of feeds: what can be followed comes in once, under ids of its own; one odd line keeps nothing else out."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.model.source import Source, SourceKind
from pipeline.run.outlines import FreeIds, export_outlines, import_outlines
from pipeline.settings.catalogue import extend
from pipeline.settings.reading import read_lines

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


def opml(*outlines: dict[str, str]) -> bytes:
    lines = "".join(
        f"<outline {' '.join(f'{key}={quoteattr(value)}' for key, value in outline.items())}/>" for outline in outlines
    )
    return f'<opml version="2.0"><body>{lines}</body></opml>'.encode()


def feed(url: str, **more: str) -> dict[str, str]:
    return {"type": "rss", "text": "News", "xmlUrl": url, **more}


def test_odd_lines_are_counted_and_the_others_added() -> None:
    odd = ["https://a.example/" + "x" * 3000, "https://a.example:99999/", "https://a.example:x/", "https://./"]
    found = import_outlines(
        "x.opml", opml(*map(feed, odd), feed("https://b.example/rss"), feed("http://www.b.example/rss/")), ()
    )
    assert [source.url for source in found.added] == ["https://b.example/rss"]
    assert (found.known, found.left_out) == (1, len(odd))


@pytest.mark.parametrize(
    ("written", "language"),
    [
        ("es", "es"),
        ("es-PE", "es"),
        ("EN_us", "en"),
        ("fil", "fil"),
        ("Spanish", "und"),
        ("", "und"),
        ("한국어", "und"),
    ],
)
def test_a_language_is_taken_from_any_spelling_of_its_code(written: str, language: str) -> None:
    found = import_outlines("x.opml", opml(feed("https://b.example/rss", language=written)), ())
    assert found.added[0].language == language


def test_a_thousand_feeds_of_one_title_have_ids_of_their_own() -> None:
    catalogue = [Source(id="news-3", name="News", url="https://old.example/")]
    found = import_outlines("x.opml", opml(*(feed(f"https://a{n}.example/") for n in range(1000))), catalogue)
    ids = [source.id for source in found.added]
    assert ids[:3] == ["news", "news-2", "news-4"]
    assert len(set(ids)) == 1000


def test_an_id_stays_short_enough_with_its_number() -> None:
    ids = FreeIds(["a" * 60])
    assert ids.take("a" * 60) == "a" * 56 + "-2"
    assert ids.take("a" * 60) == "a" * 56 + "-3"


ADDRESSES = st.one_of(
    st.builds("https://{}.example/{}".format, st.text(max_size=20), st.text(max_size=20)),
    st.builds("http://{}".format, st.text(max_size=70)),
    st.text(),
)
OUTLINES = st.builds(
    lambda url, text, language: {"type": "rss", "text": text, "xmlUrl": url, "language": language},
    ADDRESSES,
    st.text(max_size=200),
    st.one_of(st.sampled_from(["es", "en-US", "none"]), st.text(max_size=9)),
)


@given(st.lists(OUTLINES, max_size=5), st.text(max_size=90))
@example([feed("https://a.example/", text="x" * 119 + " y")], "Null")
@example([feed("https://a.example/", text="2026")], "1e5")
def test_whatever_is_brought_can_stand_in_the_catalogue(outlines: list[dict[str, str]], folder: str) -> None:
    body = opml(*outlines).decode("utf-8", "replace")
    body = body.replace("<body>", f"<body><outline text={quoteattr(folder)}>").replace("</body>", "</outline></body>")
    added = import_outlines("x.opml", body.encode("utf-8", "replace"), ()).added
    faults: list[str] = []
    lines = read_lines(Path("sources.yaml"), extend("", added), faults)
    assert faults == []
    assert tuple(line.record(Path("/")) for line in lines) == added


def test_what_goes_out_comes_in_as_it_was() -> None:
    source = Source(id="a-post", name="A Post", url="https://a.example/rss", language="es", topics=("trade",))
    search = Source(id="search", name="Search", url="", kind=SourceKind.QUERY, engine="gdelt")
    text = export_outlines([source, search], NOW)
    assert import_outlines("x.opml", text.encode(), ()).added == (source,)
    assert import_outlines("x.opml", text.encode(), [source]).known == 1
