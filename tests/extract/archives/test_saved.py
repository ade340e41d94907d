"""Files of saved articles."""

from __future__ import annotations

import contextlib
import json
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ExtractError
from pipeline.extract.archives.saved import Saved, read_saved
from pipeline.model.article import Entry

MODIFIED = datetime(2026, 11, 20, 3, tzinfo=UTC)
TEXT = "The new cranes of the port arrived on two ships. They will be at work before the year ends, the harbour said."
PAGE = (
    '<html lang="en"><head><title>Cranes arrive</title>{head}</head><body><article><h1>Cranes arrive</h1>'
    f"<p>{TEXT}</p><p>Costs &lt; 3 % of the plan &amp; below last year's.</p><p>{TEXT[::-1]}</p></article>"
    "</body></html>"
)
CANONICAL = '<link rel="canonical" href="https://daily.example/cranes?utm_source=x">'


def read(name: str, body: str | bytes) -> Saved:
    return read_saved(name, body.encode() if isinstance(body, str) else body, MODIFIED)


def only(name: str, body: str | bytes) -> Entry:
    (entry,) = read(name, body).entries
    return entry


def mail(
    subject: str = "Cranes arrive", *, text: str = TEXT, html: str = "", message_id: str = "<1@daily.example>"
) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = '"Ana Pérez" <ana@daily.example>'
    message["Date"] = "Thu, 19 Nov 2026 09:30:00 -0500"
    message["Message-ID"] = message_id
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message


# Web pages


def test_a_page_gives_its_text_and_is_known_by_its_own_address() -> None:
    entry = only("Cranes.HTML", PAGE.format(head=CANONICAL))
    assert entry.title == "Cranes arrive"
    assert entry.content.startswith(TEXT)
    assert "Costs < 3 % of the plan & below" in entry.content
    assert entry.url == entry.entry_id == "https://daily.example/cranes"
    assert entry.language == "en"
    assert (entry.published_at, entry.updated_at) == (None, MODIFIED)


def test_a_browser_s_comment_tells_where_a_page_came_from() -> None:
    comment = "<!DOCTYPE html>\n<!-- saved from url=(0028)https://daily.example/cranes -->\n"
    assert only("a.htm", comment + PAGE.format(head="")).url == "https://daily.example/cranes"


def test_a_page_without_address_is_known_by_its_text() -> None:
    first, same = (only(name, PAGE.format(head="")) for name in ("a.html", "b.html"))
    assert first.url == ""
    assert first.entry_id == same.entry_id
    assert only("a.html", PAGE.format(head="").replace("3 %", "4 %")).entry_id != first.entry_id


def test_a_page_s_own_date_stands_before_the_file_s() -> None:
    dated = '<meta property="article:published_time" content="2026-11-02T10:00:00Z">'
    assert only("a.html", PAGE.format(head=dated)).published_at == datetime(2026, 11, 2, 10, tzinfo=UTC)


def test_a_web_archive_holds_a_page() -> None:
    archive = EmailMessage()
    archive["Snapshot-Content-Location"] = "https://daily.example/cranes"
    archive["Subject"] = "Cranes"
    archive.set_content(PAGE.format(head="").replace("port", "puerto de Perú"), subtype="html", cte="quoted-printable")
    archive.add_related(b"\x89PNG", "image", "png")
    entry = only("a.mhtml", archive.as_bytes())
    assert entry.url == "https://daily.example/cranes"
    assert "puerto de Perú" in entry.content


# Mails


def test_a_mail_is_one_article() -> None:
    entry = only("a.eml", mail("Grúas en el puerto: 새 소식").as_bytes())
    assert entry.title == "Grúas en el puerto: 새 소식"
    assert entry.content == TEXT
    assert entry.entry_id == "1@daily.example"
    assert entry.authors == ("Ana Pérez",)
    assert entry.published_at == datetime(2026, 11, 19, 14, 30, tzinfo=UTC)


def test_a_stub_of_plain_text_gives_way_to_the_other_part() -> None:
    message = mail(text="See this in a browser.", html=f"<p>{TEXT}</p><p>{TEXT}</p><script>x()</script>")
    assert only("a.eml", message.as_bytes()).content == f"{TEXT}\n{TEXT}"


def test_attachments_and_mails_within_are_left_out() -> None:
    message = mail()
    message.add_attachment("attached words", filename="a.txt")
    message.add_attachment(mail("Inner", text="inner words"))
    assert only("a.eml", message.as_bytes()).content == TEXT


def test_a_mail_in_raw_korean_is_read() -> None:
    head = "Subject: 방산 수출 협약\nFrom: a@b.example\nContent-Type: text/plain; charset=euc-kr"
    body = f"{head}\n\n한국과 페루가 서명했다.\n"
    entry = only("a.eml", body.encode("euc-kr"))
    assert (entry.title, entry.content) == ("방산 수출 협약", "한국과 페루가 서명했다.")


def test_encoded_words_in_several_encodings_are_read() -> None:
    subject = "=?EUC-KR?B?x9G5zg==?= =?utf-8?Q?Per=C3=BA?= =?broken?B?%%?= tail"
    assert only("a.eml", f"Subject: {subject}\n\n{TEXT}").title.startswith("한민Perú")


def test_a_mail_s_zone_is_its_number_not_its_name() -> None:
    entry = only("a.eml", f"Subject: Cranes\nDate: Thu, 19 Nov 2026 09:30:00 +0800 (CST)\n\n{TEXT}")
    assert entry.published_at == datetime(2026, 11, 19, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("body", "title", "content"),
    [
        (f"Subject: =?utf-8?B?a?=\n\n{TEXT}", "=?utf-8?B?a?=", TEXT),
        (f"Subject: x\nContent-Transfer-Encoding: base64\n\n{TEXT}", "x", TEXT),
        (f"Subject: x\nContent-Type: text/plain; charset=x-none\n\n{TEXT}", "x", TEXT),
        (
            f"Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: image/png\n\n--b\n\n{TEXT}",
            "x",
            TEXT,
        ),
    ],
    ids=["title", "transfer", "character set", "open end"],
)
def test_a_mail_with_broken_encodings_is_read_as_it_stands(body: str, title: str, content: str) -> None:
    entry = only("a.eml", body)
    assert (entry.title, entry.content) == (title, content)


def test_a_mail_without_id_is_known_by_its_words() -> None:
    one, same = (only(name, f"Subject: Cranes\n\n{TEXT}").entry_id for name in ("a.eml", "b.eml"))
    assert one == same


def mailbox(*messages: EmailMessage, line_end: bytes = b"\n") -> bytes:
    """A mailbox in which the lines of the mails that begin with From are marked."""
    parts = []
    for message in messages:
        lines = message.as_bytes().split(b"\n")
        marked = [b">" + line if line.lstrip(b">").startswith(b"From ") else line for line in lines]
        parts.append(b"\n".join([b"From ana@daily.example Thu Nov 19 09:30:00 2026", *marked, b""]))
    return b"\n".join(parts).replace(b"\n", line_end)


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
def test_a_mailbox_is_split_at_its_messages_and_nowhere_else(line_end: bytes) -> None:
    tricky = f"{TEXT}\n\nFrom the harbour it was heard that\n\nFrom x Thu Nov 19 09:30:00 2026\n\n>From y"
    messages = [mail(f"Mail {number}", text=tricky, message_id=f"<{number}@x>") for number in range(3)]
    found = read("a.mbox", mailbox(*messages, line_end=line_end))
    assert [entry.title for entry in found.entries] == ["Mail 0", "Mail 1", "Mail 2"]
    assert "\nFrom x Thu Nov 19 09:30:00 2026\n>From y" in found.entries[0].content
    assert found.faults == ()


def test_an_unmarked_sentence_that_begins_with_from_splits_nothing() -> None:
    body = mailbox(mail(text=f"{TEXT}\n\nFROM_HERE the harbour it was heard")).replace(b"FROM_HERE", b"From")
    assert "From the harbour" in only("a.mbox", body).content


def test_a_faulty_message_is_told_and_the_others_read() -> None:
    found = read(
        "a.mbox", mailbox(mail()) + b"\nFrom x Thu Nov 19 09:30:00 2026\n\nno headers\n\n" + mailbox(mail("B"))
    )
    assert [entry.title for entry in found.entries] == ["Cranes arrive", "B"]
    assert found.faults[0].startswith("message 2: ")


def test_a_mail_of_a_thousand_parts_is_refused() -> None:
    nested = "".join(f"Content-Type: multipart/mixed; boundary=b{number}\n\n--b{number}\n" for number in range(1_000))
    with pytest.raises(ExtractError, match="1000 nested parts, too many"):
        read("a.eml", "Subject: x\n" + nested)


# JSON


def test_lines_of_json_are_articles_and_faulty_ones_are_told() -> None:
    lines = [
        json.dumps({
            "id": 17, "url": "https://daily.example/1", "title": "Cranes <3", "text": f"{TEXT}\n\nEnd & <done>",
            "summary": "Short", "language": "es-PE", "published_at": "2026-11-02T10:00:00-05:00",
            "authors": ["Ana Pérez", {"name": "Luis Soto"}], "outlet": "El Diario",
        }),
        "", "{broken", "[1]", json.dumps({"url": "https://daily.example/2"}), "[" * 100_000,
        json.dumps({"link": "https://daily.example/3", "headline": "Tren", "body": TEXT, "author": "Eva Paz"}),
        json.dumps({"title": "한국", "content": TEXT, "lang": "ko", "date": "2026-11-03", "source": {"name": "신문"}}),
    ]  # fmt: skip
    found = read("a.jsonl", "\ufeff" + "\n".join(lines))
    first, second, third = found.entries
    assert (first.entry_id, first.url) == ("17", "https://daily.example/1")
    assert (first.title, first.content) == ("Cranes <3", f"{TEXT}\nEnd & <done>")
    assert (first.summary, first.language, first.outlet) == ("Short", "es", "El Diario")
    assert first.authors == ("Ana Pérez", "Luis Soto")
    assert first.published_at == datetime(2026, 11, 2, 15, tzinfo=UTC)
    assert first.updated_at is None
    assert (second.entry_id, second.title, second.authors) == ("https://daily.example/3", "Tren", ("Eva Paz",))
    assert third.published_at == datetime(2026, 11, 2, 15, tzinfo=UTC)
    assert third.outlet == "신문"
    assert [fault.partition(" (")[0] for fault in found.faults] == [
        "line 3: no JSON",
        "line 4: this is JSON, but no object",
        "line 5: neither title nor text",
        "line 6: too deeply nested",
    ]


def test_many_faults_are_counted() -> None:
    found = read("a.ndjson", "x\n" * 500 + json.dumps({"title": "Tren"}))
    assert len(found.faults) == 101
    assert found.faults[-1] == "and 400 more"


def test_an_archive_without_end_is_cut_and_says_so() -> None:
    found = read("a.jsonl", "".join(f'{{"title": "No {number}"}}\n' for number in range(20_001)))
    assert len(found.entries) == 20_000
    assert found.faults == ("line 20001: only the first 20,000 articles are read",)


def test_a_list_of_objects_and_a_single_one_are_read() -> None:
    found = read("a.json", json.dumps([{"title": "Tren", "content_html": "<p>A</p><p>B</p>"}, 3]))
    assert found.entries[0].content == "A\nB"
    assert found.faults == ("item 2: this is JSON, but no object",)
    assert only("a.json", json.dumps({"title": "Tren", "text": TEXT})).content == TEXT


def test_a_json_feed_is_read() -> None:
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [{"id": "a", "title": "Tren", "content_text": TEXT}],
    }
    assert only("a.json", json.dumps(document)).content == TEXT


# Plain text, and what is none of these


@pytest.mark.parametrize(("name", "body"), [("a.txt", f"\n Tren \n\n{TEXT}\n"), ("a.md", f"---\n## Tren\n\n{TEXT}")])
def test_a_text_begins_with_its_title(name: str, body: str) -> None:
    entry = only(name, body)
    assert (entry.title, entry.content, entry.url, entry.updated_at) == ("Tren", TEXT, "", MODIFIED)


@pytest.mark.parametrize(
    ("name", "body", "reason"),
    [
        ("a.docx", "x", "no kind of file that articles are saved in"),
        ("noending", "x", "no kind of file"),
        ("a.txt", " \n", "the file is empty"),
        ("a.md", "---\n***", "there is no text in this file"),
        ("a.html", "<html><body><p>Short.</p></body></html>", "the page has no article text"),
        ("a.mht", "Subject: x\n\nplain", "there is no web page in this archive"),
        ("a.eml", "no headers at all", "line 1: this is no mail"),
        ("a.eml", "From: ana@daily.example\n\n", "this mail has neither subject nor text"),
        ("a.mbox", "Subject: x\n\ny", "line 1: this is no mailbox"),
        ("a.jsonl", "{}\n{", "line 1: neither title nor text"),
        ("a.json", '{\n"a":\n}', "line 3: no JSON"),
        ("a.json", "[" * 100_000, "too deeply nested"),
        ("a.json", "[]", "there is no article in this file"),
    ],
)
def test_what_cannot_be_read_names_file_and_place(name: str, body: str, reason: str) -> None:
    with pytest.raises(ExtractError, match=reason) as caught:
        read(name, body)
    assert caught.value.subject == name


ENDINGS = ("html", "mht", "eml", "mbox", "jsonl", "json", "txt", "md")
BEGINNINGS = (
    b"",
    b"Subject: =?utf-8?B?",
    b"Content-Type: multipart/mixed; boundary=x\n\n--x\n",
    b"[",
    b'{"title": "',
    b"<p>",
)


@given(st.sampled_from(ENDINGS), st.sampled_from(BEGINNINGS), st.binary(max_size=300))
def test_any_bytes_give_entries_or_an_error(ending: str, beginning: bytes, noise: bytes) -> None:
    for start in (b"", b"From x Thu Nov 19 09:30:00 2026\n"):
        with contextlib.suppress(ExtractError):
            assert all(entry.entry_id for entry in read(f"a.{ending}", start + beginning + noise).entries)


LEAVES = st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=9)
JSON = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
)
NAMES = st.sampled_from(
    ["id", "url", "title", "text", "content_html", "language", "date", "authors", "author", "source", "version"]
)


@given(st.lists(st.dictionaries(NAMES, JSON), max_size=3))
def test_any_json_gives_entries_or_an_error(items: list[dict[str, object]]) -> None:
    for name, body in (("a.json", json.dumps(items)), ("a.jsonl", "\n".join(map(json.dumps, items)))):
        with contextlib.suppress(ExtractError):
            assert read(name, body).entries
