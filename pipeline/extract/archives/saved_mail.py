"""Articles saved as mails, in mailboxes, and as web archives, which are built like mails."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from html import escape

from pipeline.errors import ExtractError
from pipeline.extract.characters_of_bytes import decode_bytes
from pipeline.extract.dates import parse_date
from pipeline.extract.entries import MAX_ENTRIES, hash_of, make_entry
from pipeline.extract.plain_text import text_of_markup
from pipeline.extract.urls import absolute_url
from pipeline.model.article import Entry

# RFC 4155: a line "From address date" begins a message. A sentence that begins with "From" has no clock in it.
_SEPARATOR = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\r\n]{1,200}?\d\d:\d\d[^\r\n]{0,60}\r?\n")
_STUFFED = re.compile(rb"^>(>*From )", re.MULTILINE)
_MAX_PARTS = 60  # of one mail
_MAX_SEARCHES = 20_000_000  # each part's end is sought in every line
_MAX_HEADER = 2_000
_MAX_TEXT = 1_000_000
_STUB_SHARE = 0.5  # a plain part shorter than that, beside the other, says only that there is another


def read_mail(name: str, body: bytes) -> tuple[list[Entry], list[str]]:
    """The entry of one mail; a digest or newsletter counts as one article."""
    return [_entry(name, body)], []


def read_mailbox(name: str, body: bytes) -> tuple[list[Entry], list[str]]:
    """The entries of a mailbox (mboxrd or mboxo), and what is wrong with the other messages, by their number."""
    body = body.lstrip()
    starts = list(_SEPARATOR.finditer(body))
    if not starts:
        raise ExtractError(name, "line 1: this is no mailbox: no line begins with From, an address and a date")
    entries: list[Entry] = []
    faults = (
        [f"only the first {MAX_ENTRIES:,} of {len(starts):,} messages are read"] if len(starts) > MAX_ENTRIES else []
    )
    ends = [*(start.start() for start in starts[1:]), None]
    for number, (start, end) in enumerate(zip(starts[:MAX_ENTRIES], ends, strict=False), start=1):
        try:
            entries.append(_entry(name, _STUFFED.sub(rb"\1", body[start.end() : end])))
        except ExtractError as error:
            faults.append(f"message {number}: {error.reason}")
    return entries, faults


def read_web_archive(name: str, body: bytes) -> tuple[bytes, str, str]:
    """The page in a web archive (RFC 2557): its bytes, its content type and its address, "" when that is not told."""
    message = _parse(name, body)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            told = _header(message, "snapshot-content-location") or _header(part, "content-location")
            return _payload(part), _header(part, "content-type").lower(), absolute_url("", told)
    raise ExtractError(name, "there is no web page in this archive")


def _entry(name: str, body: bytes) -> Entry:
    message = _parse(name, body)
    text = _text_of(message)
    title = " ".join(_header(message, "subject").split())
    own_id = _header(message, "message-id").strip(" <>")
    if not (title or own_id or _header(message, "from")):
        raise ExtractError(name, "line 1: this is no mail: it has neither subject, sender nor id")
    if not (title or text):
        raise ExtractError(name, "this mail has neither subject nor text")
    return make_entry(
        own_id=own_id or hash_of(title, text),
        url=absolute_url("", _header(message, "archived-at").strip(" <>")),
        title=escape(title, quote=False),
        summary="",
        content=escape(text, quote=False),
        authors=(_header(message, "from"),),
        published=parse_date(_header(message, "date")),
        updated=None,
    )


def _parse(name: str, body: bytes) -> Message:
    parts = body.lower().count(b"boundary=")
    if parts > _MAX_PARTS or parts * body.count(b"\n") > _MAX_SEARCHES:
        raise ExtractError(name, f"this mail has {parts} nested parts, too many to be read")
    try:
        return message_from_bytes(body.lstrip())
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError) as error:  # it trips over hostile mails
        raise ExtractError(name, "this mail cannot be read") from error


def _text_of(message: Message) -> str:
    """The plain part, or the other where that says much more; attachments and mails within the mail are left out."""
    plain, rich = "", ""
    for part in _parts(message):
        kind = part.get_content_type()
        if kind not in ("text/plain", "text/html"):
            continue
        text, _ = decode_bytes(_payload(part), _header(part, "content-type").lower())
        if kind == "text/plain":
            plain = plain or text_of_markup(escape(text[:_MAX_TEXT], quote=False))
        else:
            rich = rich or text_of_markup(text[:_MAX_TEXT])
    return plain if len(plain) >= _STUB_SHARE * len(rich) else rich


def _parts(message: Message) -> Iterator[Message]:
    """The parts that a reader sees, in order."""
    if _header(message, "content-disposition").lower().startswith("attachment"):
        return
    held = message.get_payload()
    if not message.is_multipart() or not isinstance(held, list):
        yield message
    elif message.get_content_maintype() == "multipart":
        for part in held:
            if isinstance(part, Message):
                yield from _parts(part)


def _payload(part: Message) -> bytes:
    try:
        held = part.get_payload(decode=True)
    except (ValueError, LookupError, TypeError, AssertionError):
        return b""
    return held if isinstance(held, bytes) else b""


def _header(message: Message, name: str) -> str:
    """A header's text, "" when it is missing; with encoded words (RFC 2047) read, and bytes in no stated encoding."""
    raw = next((value for key, value in message.raw_items() if key.lower() == name), "")
    text, _ = decode_bytes(str(raw)[:_MAX_HEADER].encode("utf-8", "surrogateescape"), "")
    if "=?" not in text:
        return text
    try:
        pieces = decode_header(text)
    except (HeaderParseError, ValueError):
        return text
    return "".join(
        piece if isinstance(piece, str) else decode_bytes(piece, f"charset={charset}" if charset else "")[0]
        for piece, charset in pieces
    )
