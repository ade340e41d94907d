"""OPML in and out."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ExtractError
from pipeline.extract.lists.outlines import Outline, read_outlines, write_outlines
from pipeline.text.characters import clean_characters

MADE_AT = datetime(2026, 11, 20, 3, tzinfo=UTC)


def opml(body: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> bytes:
    return f'{head}\n<opml version="2.0"><head><title>x</title></head><body>{body}</body></opml>'.encode()


def only(body: bytes) -> Outline:
    (outline,) = read_outlines(body, "list.opml")
    return outline


def test_outlines_know_their_folders_page_and_language() -> None:
    body = opml(
        '<outline text="Perú"><outline text="Mining"><outline type="rss" text="Andean &amp; Sons" language="es"'
        ' xmlUrl="https://a.example/rss?x=1&amp;y=2" htmlUrl="https://a.example/"/></outline>'
        '<outline text="B" xmlUrl="https://b.example/rss"/></outline><outline text="C" xmlUrl="https://c.example/rss"/>'
    )
    assert read_outlines(body, "list.opml") == (
        Outline(
            title="Andean & Sons",
            url="https://a.example/rss?x=1&y=2",
            page="https://a.example/",
            folder=("Perú", "Mining"),
            language="es",
        ),
        Outline(title="B", url="https://b.example/rss", folder=("Perú",)),
        Outline(title="C", url="https://c.example/rss"),
    )


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<OUTLINE TEXT="A" XMLURL="https://a.example/r">', Outline(title="A", url="https://a.example/r")),
        ('<outline xmlUrl="https://a.example/r"/>', Outline(title="https://a.example/r", url="https://a.example/r")),
        ('<outline title="A" text="B" xmlUrl="https://a.example/r"/>', Outline(title="A", url="https://a.example/r")),
        ('<outline text="A" type="rss" url="https://a.example/r"/>', Outline(title="A", url="https://a.example/r")),
        ('<outline text="A" xmlUrl="feed://a.example/r"/>', Outline(title="A", url="http://a.example/r")),
        ('<outline text="A" xmlUrl="feed:https://a.example/r"/>', Outline(title="A", url="https://a.example/r")),
        (
            '<outline text="A & B" xmlUrl="https://a.example/?a&b"/>',
            Outline(title="A & B", url="https://a.example/?a&b"),
        ),
    ],
)
def test_what_other_programs_write_is_understood(markup: str, expected: Outline) -> None:
    assert only(opml(markup)) == expected


def test_what_has_no_web_address_is_left_out() -> None:
    assert read_outlines(opml('<outline text="A" xmlUrl="file:///etc/x"/><outline text="B"/>'), "list.opml") == ()


def test_a_korean_encoding_is_read() -> None:
    body = opml('<outline text="방산" xmlUrl="https://a.example/r"/>', '<?xml version="1.0" encoding="euc-kr"?>')
    assert only(body.decode().encode("euc-kr")).title == "방산"


def test_an_entity_bomb_stays_a_name() -> None:
    lines = "".join(f'<!ENTITY a{number} "{f"&a{number - 1};" * 10}">' for number in range(1, 12))
    head = f'<!DOCTYPE opml [<!ENTITY a0 "aaaaaaaaaa">{lines}<!ENTITY f SYSTEM "file:///etc/hostname">]>'
    assert only(opml('<outline text="&a11; &f;" xmlUrl="https://a.example/r"/>', head)).title == "&a11; &f;"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b" \n", "line 1: the file is empty"),
        (b"\n\n<html><body/></html>", "line 3: this is no OPML: it begins with <html>"),
        (b"a,b\n1,2\n", "line 1: this is no OPML: it is no XML"),
        (b"<opml>\n<body>\n<outline text=\n", "line "),
    ],
)
def test_what_is_no_opml_says_where(body: bytes, reason: str) -> None:
    with pytest.raises(ExtractError) as caught:
        read_outlines(body, "list.opml")
    assert caught.value.subject == "list.opml"
    assert caught.value.reason.startswith(reason)


def test_the_document_tells_its_title_and_time() -> None:
    written = write_outlines("Peru & <Korea>", (), MADE_AT)
    assert "<title>Peru &amp; &lt;Korea&gt;</title>" in written
    assert "<dateCreated>Fri, 20 Nov 2026 03:00:00 +0000</dateCreated>" in written


def test_outlines_of_one_folder_are_written_together() -> None:
    given_ = [Outline(title=one, url=f"https://{one}.example/", folder=(folder,)) for one, folder in ("aX", "bY", "cX")]
    assert [one.title for one in read_outlines(write_outlines("x", given_, MADE_AT).encode(), "x")] == ["a", "c", "b"]


WORDS = st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=9).map(clean_characters)
LINES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
OUTLINES = st.builds(
    Outline,
    title=LINES,
    url=st.integers(0, 10**6).map(lambda number: f"https://a.example/{number}?a=1&b=<'\">"),
    page=st.sampled_from(["", "https://a.example/"]),
    folder=st.lists(LINES, max_size=4).map(tuple),
    language=st.sampled_from(["", "es", "ko-KR"]),
)


@given(LINES, st.lists(OUTLINES, max_size=12))
def test_what_is_written_is_read_back(title: str, outlines: list[Outline]) -> None:
    def in_order(given_: list[Outline] | tuple[Outline, ...]) -> list[tuple[tuple[str, ...], str, str]]:
        return sorted((one.folder, one.url, repr(one)) for one in given_)

    written = write_outlines(title, outlines, MADE_AT).encode()
    assert in_order(read_outlines(written, "x")) == in_order(outlines)


@given(st.binary(max_size=300))
def test_any_bytes_give_outlines_or_an_error(noise: bytes) -> None:
    for body in (noise, b'<opml><body><outline xmlUrl="https://a.example/" text="' + noise):
        with contextlib.suppress(ExtractError):
            assert all(one.url.lower().startswith("http") for one in read_outlines(body, "x"))
