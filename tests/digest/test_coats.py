"""What is in one coat is in all, and whatever an outlet sends stays text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from pipeline.digest import build_digest, message_id, render_digest
from pipeline.digest.display_width import display_width
from pipeline.digest.page import Page, lay_out
from pipeline.model.codec import from_plain
from pipeline.model.digest import CopyLine, Digest, Parcel, Piece, UpdateLine
from pipeline.model.hit import TextChange
from tests.digest.material import material, story
from tests.digest.refresh_snapshots import SNAPSHOTS, snapshots
from tests.digest.samples import END, WORDS, empty_digest, full_digest

LANGUAGES = sorted(WORDS)

HOSTILE = (
    "<script>alert(1)</script> [x](javascript:alert(2)) **b** `c`\r\n"
    "Bcc: x@example.org \u202etxt.exe\u2066 &lt;&amp; \x00"
)


def test_the_coats_are_the_stored_snapshots() -> None:
    stored = {path.name: path.read_text(encoding="utf-8") for path in SNAPSHOTS.iterdir()}
    assert snapshots() == stored, "if this is meant: python -m tests.digest.refresh_snapshots"


def squeezed(text: str) -> str:
    """Leave out what wrapping, marking and capitals change."""
    return re.sub(r"[\s\[\]]", "", text).casefold()


def readable(parcel: Parcel) -> dict[str, str]:
    """Give what a reader sees in each of the three coats made for reading."""
    markdown = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", parcel.markdown.replace("**", ""))
    body = html.document_fromstring(parcel.html).find("body")
    return {
        "html": squeezed("".join(body.itertext())),  # type: ignore[union-attr,arg-type]  # it has a body
        "text": squeezed(parcel.text),
        "markdown": squeezed(re.sub(r"\(<[^>]*>\)", "", markdown)),
    }


def links(parcel: Parcel) -> list[str]:
    return [link.get("href", "") for link in html.document_fromstring(parcel.html).iter("a")]


def told(page: Page) -> Iterator[str]:
    """Give everything the page tells, as the docstring of ``page`` defines it."""
    yield from (page.title, page.date, *page.summary, *page.notices, page.more, *page.checked)
    for section in page.sections:
        yield from (section.title, section.count)
        for item in (*section.items, *section.lines):
            yield "".join(piece.text for piece in item.title)
            yield "".join(piece.text for piece in item.quote)
            yield from (*item.facts, item.why, item.copies_label, item.copies_more)
            yield from (copy.text for copy in item.copies)
    for update in page.updates:
        yield from (page.updates_title, update.title, *update.facts, update.change)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("make", [full_digest, empty_digest])
def test_what_is_in_one_coat_is_in_all(language: str, make: Callable[[str], Digest]) -> None:
    digest = replace(make(language), notices=("Yesterday's digest came late.",))
    for coat, text in readable(render_digest(digest)).items():
        missing = [fact for fact in told(lay_out(digest)) if squeezed(fact) not in text]
        assert not missing, coat


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_of_an_item_is_in_every_coat(language: str) -> None:
    digest = full_digest(language)
    parcel = render_digest(digest)
    hrefs = links(parcel)
    for url in filter(None, [*(item.url for item in digest.items), *(update.url for update in digest.updates)]):
        assert url in hrefs
        assert url in parcel.text.split()
        assert f"(<{url}>)" in parcel.markdown
        assert url in parcel.json


def test_json_is_the_record_with_its_schema() -> None:
    digest = full_digest("es")
    data = json.loads(render_digest(digest).json)
    assert (data["schema"], data["version"]) == ("seedwatch.digest", 1)
    assert from_plain(Digest, data["digest"]) == digest


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_day_says_so_and_what_was_checked(language: str) -> None:
    page = lay_out(empty_digest(language))
    assert len(page.summary) == 2
    assert "0" not in page.summary[0]
    assert not page.sections
    assert len(page.checked) == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_keeps_its_width_but_for_addresses(language: str) -> None:
    lines = render_digest(full_digest(language)).text.splitlines()
    assert all(display_width(line) <= 76 for line in lines if "://" not in line)
    assert all(line == line.rstrip() for line in lines)


def hostile_digest() -> Digest:
    """A digest whose every string is an attack."""
    digest = full_digest("en")
    section = digest.sections[0]
    item = replace(
        section.items[0],
        title=(Piece(text=HOSTILE), Piece(text=HOSTILE, marked=True)),
        quote=(Piece(text=HOSTILE), Piece(text=HOSTILE, marked=True)),
        outlet=HOSTILE,
        url="javascript:alert(3)",
        why=HOSTILE,
        language='en" onload="alert(4)',
        copies=(CopyLine(article_id=1, outlet=HOSTILE, url='https://x.example/"><script>'),),
    )
    update = UpdateLine(article_id=1, text_version=2, outlet=HOSTILE, url="data:x", title=HOSTILE, change=HOSTILE)
    sections = (replace(section, title=HOSTILE, items=(item,), lines=(item,)),)
    return replace(
        digest,
        title=HOSTILE,
        watch=f"../{HOSTILE}",
        slot=HOSTILE,
        sections=sections,
        updates=(update,),
        notices=(HOSTILE,),
    )


def test_hostile_text_stays_text_in_html() -> None:
    parcel = render_digest(hostile_digest())
    document = html.document_fromstring(parcel.html)
    assert not document.xpath("//script|//img|//iframe|//form|//link|//*[@onload]|//@src")
    assert links(parcel)
    assert all(re.match(r"https?://[\w.]+/", href) for href in links(parcel))


def test_hostile_text_stays_text_in_markdown() -> None:
    markdown = render_digest(hostile_digest()).markdown
    plain = re.sub(r"\\.", "", markdown)
    assert "<script" not in plain
    assert "](javascript" not in plain
    assert re.findall(r"\]\((.{8})", plain) == ["<https:/"] * plain.count("](")


def test_no_coat_holds_line_breaks_or_marks_of_an_outlet() -> None:
    parcel = render_digest(hostile_digest())
    for coat in (parcel.html, parcel.text, parcel.markdown, parcel.json, parcel.subject, parcel.message_id):
        assert not set("\u202e\u2066\x00\r") & set(coat)
        assert "\nBcc:" not in coat
    assert "\n" not in parcel.subject


@given(st.text(), st.text(), st.text(), st.text(), st.text(max_size=5))
def test_no_text_of_an_outlet_stops_the_digest(title: str, body: str, outlet: str, url: str, language: str) -> None:
    told = story(1, title=title, body=body, summary=title, outlet=outlet, url=url, language=language)
    edited = TextChange(
        article=told.lead.article, title_before=body, summary_before=outlet, body_before=title, changed_at=END
    )
    parcel = render_digest(build_digest(material(told, changes=(edited,))))
    assert through_a_header(parcel.subject) == parcel.subject
    for coat in (parcel.html, parcel.text, parcel.markdown, parcel.json):
        assert coat.encode()


def through_a_header(subject: str) -> str:
    """Put the subject into a mail header, which refuses line breaks, and read it back."""
    letter = EmailMessage()
    letter["Subject"] = subject
    return str(letter["Subject"])


def test_names_of_a_hostile_slot_are_safe() -> None:
    digest = hostile_digest()
    parcel = render_digest(digest)
    assert re.fullmatch(r"[a-z0-9-]+", parcel.name)
    for written in (parcel.message_id, message_id(digest.watch, digest.slot, "news.example.org\r\nX: y")):
        assert re.fullmatch(r"<digest\.[a-z0-9-]+\.[0-9a-f]{20}@[A-Za-z0-9.-]+>", written)


@pytest.mark.parametrize(
    ("slot", "name"),
    [
        ("daily:2026-11-21", r"2026-11-21"),
        ("daily:2026-11-21T18:00", r"2026-11-21-1800"),
        ("every:2026-11-21T18:00:00Z", r"2026-11-21-090000-every-[0-9a-f]{8}"),
        ("manual:0b1c", r"2026-11-21-090000-manual-[0-9a-f]{8}"),
    ],
)
def test_every_slot_has_a_file_name_of_its_own(slot: str, name: str) -> None:
    assert re.fullmatch(name, render_digest(replace(full_digest("en"), slot=slot)).name)


def test_the_message_id_depends_on_watch_and_slot_alone() -> None:
    digest = full_digest("en")
    later = replace(digest, window_end=END + timedelta(hours=1), language="ko", sections=())
    assert render_digest(later).message_id == render_digest(digest).message_id
    others = [replace(digest, slot="daily:2026-11-22"), replace(digest, watch="chile-korea-2")]
    assert len({render_digest(one).message_id for one in (digest, *others)}) == 3


def test_a_full_digest_of_long_korean_news_is_far_from_being_clipped() -> None:
    """Some mail programs cut off a letter's HTML behind 102,400 bytes."""
    digest = full_digest("ko")
    section = digest.sections[0]
    url = "https://news.example/" + "a" * 250
    long = replace(
        section.items[1],
        title=(Piece(text="가" * 160),),
        quote=tuple(Piece(text="나" * 10, marked=bool(index % 2)) for index in range(18)),
        url=url,
        why="다" * 150,
        copies=tuple(CopyLine(article_id=n, outlet="라" * 30, url=url[:160]) for n in range(40)),
    )
    update = replace(digest.updates[0], url=url, title="마" * 100, change="바" * 250)
    full = replace(digest, sections=(replace(section, items=(long,) * 12, lines=(long,) * 24),), updates=(update,) * 8)
    assert len(render_digest(full).html.encode()) < 95_000
