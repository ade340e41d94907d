"""Files of saved articles to entries: web pages, mails, JSON, plain text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape

from pipeline.errors import ExtractError
from pipeline.extract.archives.saved_json import read_json, read_json_lines
from pipeline.extract.archives.saved_mail import read_mail, read_mailbox, read_web_archive
from pipeline.extract.characters_of_bytes import decode_bytes
from pipeline.extract.entries import drop_doubles, hash_of, make_entry
from pipeline.extract.pages.article import extract_article
from pipeline.extract.urls import normalise_url
from pipeline.model.article import Entry
from pipeline.model.page import Page

_SAVED_FROM = re.compile(rb"<!--\s*saved from url=(?:\(\d+\))?(https?://[^\s>]{1,2000})", re.IGNORECASE)
_HEAD_BYTES = 4_096
_HEADING_MARK = re.compile(r"^#{1,6}\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What a file holds; ``faults`` tell of the articles in it that could not be read, one sentence each."""

    entries: tuple[Entry, ...]
    faults: tuple[str, ...] = ()


def read_saved(name: str, body: bytes, modified_at: datetime) -> Saved:
    """Read a file of saved articles, told apart by the ending of its ``name``.

    .html, .htm and .mht(ml) hold a page, .eml a mail, .mbox mails, .jsonl and .ndjson an object a line, .json a JSON
    Feed, an object or a list of them, .txt and .md a text with its title in the first line. An entry has its full text
    as content, an id that stays the same (the mail's or object's own, else the address, else a hash of the text) and,
    where it names no date, the file's ``modified_at`` (UTC). Raises ``ExtractError`` with the file's name, and the line
    where there is one, when nothing can be read.
    """
    ending = name.rpartition(".")[2].lower()
    read = _READERS.get(ending)
    if read is None:
        known = ", ".join(f".{one}" for one in _READERS)
        raise ExtractError(name, "this is no kind of file that articles are saved in", remedy=f"Known are {known}")
    if not body.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise ExtractError(name, "the file is empty")
    found, faults = read(name, body)
    if not found:
        raise ExtractError(name, faults[0] if faults else "there is no article in this file")
    dated = [one if one.published_at or one.updated_at else replace(one, updated_at=modified_at) for one in found]
    return Saved(entries=drop_doubles(dated)[0], faults=tuple(faults))


def _read_page(name: str, body: bytes) -> tuple[list[Entry], list[str]]:
    saved_from = _SAVED_FROM.search(body[:_HEAD_BYTES])
    return _page_entry(name, body, saved_from[1].decode("ascii", "ignore") if saved_from else ""), []


def _read_archive(name: str, body: bytes) -> tuple[list[Entry], list[str]]:
    markup, content_type, address = read_web_archive(name, body)
    return _page_entry(name, markup, address, content_type), []


def _page_entry(name: str, body: bytes, address: str, content_type: str = "text/html") -> list[Entry]:
    try:
        article = extract_article(Page(url=address, status=200, body=body, content_type=content_type))
    except ExtractError as error:
        raise ExtractError(name, error.reason) from error
    url = normalise_url(article.canonical_url or address)
    entry = make_entry(
        own_id=url or hash_of(article.title, article.body),
        url=url,
        title=escape(article.title, quote=False),
        summary=escape(article.summary, quote=False) if article.summary != article.body else "",
        content=escape(article.body, quote=False),
        authors=article.authors,
        published=article.published_at,
        updated=None,
    )
    return [replace(entry, language=article.language)]


def _read_text(name: str, body: bytes) -> tuple[list[Entry], list[str]]:
    text, _ = decode_bytes(body, "")
    lines = [line.strip() for line in text.splitlines()]
    first = next((number for number, line in enumerate(lines) if any(map(str.isalnum, line))), None)
    if first is None:
        raise ExtractError(name, "there is no text in this file")
    title, content = _HEADING_MARK.sub("", lines[first]), "\n".join(lines[first + 1 :])
    entry = make_entry(
        own_id=hash_of(title, content),
        url="",
        title=escape(title, quote=False),
        summary="",
        content=escape(content, quote=False),
        authors=(),
        published=None,
        updated=None,
    )
    return [entry], []


_READERS: dict[str, Callable[[str, bytes], tuple[list[Entry], list[str]]]] = {
    "html": _read_page,
    "htm": _read_page,
    "mht": _read_archive,
    "mhtml": _read_archive,
    "eml": read_mail,
    "mbox": read_mailbox,
    "jsonl": read_json_lines,
    "ndjson": read_json_lines,
    "json": read_json,
    "txt": _read_text,
    "md": _read_text,
}
