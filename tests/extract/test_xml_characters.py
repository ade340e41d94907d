"""What XML refuses is dropped, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline.extract import parse_feed
from pipeline.extract.xml_characters import drop_refused
from pipeline.model.page import Page


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("port\0 of\x0b call\ud800", "port of call"),
        ("&#0;&#x1F;&#57343;&#xD800;&#xFFFE;&#1114112;&#x110000;", ""),
        ("&#" + "9" * 5_000 + ";", ""),
        ("&#0000000000065;&#x1F600;&#10;", "&#0000000000065;&#x1F600;&#10;"),
        ("&#55357;&#56842;", "&#128522;"),
        ("&#xD83D;&#xde0a;&#65;", "&#128522;&#65;"),
        ("&#60;&#0;&#38;", "&#60;&#38;"),
        ("&#xD800 and &#56842", " and "),
        ("&# &#; &#x; &amp; & R&#38;D", "&# &#; &#x; &amp; & R&#38;D"),
    ],
)
def test_what_xml_refuses_is_dropped(written: str, left: str) -> None:
    assert drop_refused(written) == left


REFERENCE = st.integers(0, 0x120000) | st.integers(0xD7F0, 0xE00F)


@given(
    st.lists(
        REFERENCE.map("&#{};".format)
        | REFERENCE.map("&#x{:X};".format)
        | st.text(st.characters(exclude_characters="<&]"))
    )
)
def test_what_is_left_is_well_formed(pieces: list[str]) -> None:
    left = drop_refused("".join(pieces))
    assert drop_refused(left) == left
    etree.fromstring(f"<a>{left}</a>".encode())


@pytest.mark.parametrize("reference", ["&#xD800;", "&#0;", "&#99999999999;", "&#x1F"])
def test_one_such_reference_costs_no_feed(reference: str) -> None:
    item = f"<item><guid>1</guid><title>Pier{reference} &#55357;&#56842;</title></item>"
    page = Page(
        url="https://n.example/rss", status=200, body=f'<rss version="2.0"><channel>{item}</channel></rss>'.encode()
    )
    assert [entry.title for entry in parse_feed(page).entries] == ["Pier 😊"]
