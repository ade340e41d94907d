"""RSS 0.9x to 2.0, Atom and RDF, by feedparser."""

from __future__ import annotations

import io
import re
from calendar import timegm
from datetime import UTC, datetime, tzinfo
from typing import Any

import feedparser

from pipeline.errors import ExtractError
from pipeline.extract.dates import believable, parse_date, zone_of_language
from pipeline.extract.entries import MAX_ENTRIES, make_entry
from pipeline.extract.feed_limits import cut_overlong, refuse_costly
from pipeline.extract.urls import absolute_url
from pipeline.model.article import Entry, Feed
from pipeline.text.characters import clean_characters

# XML 1.0, section 2.2: characters that make a document not well-formed wherever they stand.
_NO_XML_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DECLARATION = re.compile(r"^<\?xml[^>]{0,200}\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]{0,500}", re.IGNORECASE)
_START = re.compile(r"<\?xml\b|<(?:[\w-]+:)?(?:rss|feed|rdf|channel)\b", re.IGNORECASE)
_ROOT = re.compile(r"<(?:[\w-]+:)?(?:rss|feed|rdf|channel)\b", re.IGNORECASE)
_PROLOGUE_LENGTH = 20_000


def parse_syndication(text: str, url: str) -> Feed:
    """Read the feed; raise ``ExtractError`` for a document that is none.

    feedparser gets bytes only, never an address: given a string it would open files and fetch pages.
    """
    text, notes = _prepare(text)
    if not _ROOT.search(text, 0, _PROLOGUE_LENGTH):
        raise ExtractError(url, "this is neither a feed nor a web page")
    refuse_costly(text, url)
    try:
        parsed = feedparser.parse(
            io.BytesIO(cut_overlong(text).encode()),
            response_headers={"content-type": "application/xml; charset=utf-8", "content-location": url},
            # All markup becomes plain text here, so neither cleaning it nor completing its links is of use.
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:  # the lenient parser trips in many ways over hostile documents
        raise ExtractError(url, "this feed cannot be read") from error
    if not parsed.version and not parsed.entries:
        raise ExtractError(url, "this is neither a feed nor a web page")
    if parsed.bozo and not isinstance(parsed.get("bozo_exception"), feedparser.NonXMLContentType):
        notes.append("not well-formed")
    zone = zone_of_language(str(parsed.feed.get("language") or "")[:35])
    return Feed(
        # One more than is kept, so that the cut shows.
        entries=tuple(_entry(one, url, zone) for one in parsed.entries[: MAX_ENTRIES + 1]),
        dialect=parsed.version or "unknown",
        notes=tuple(notes),
    )


def _prepare(text: str) -> tuple[str, list[str]]:
    """Mend what would make a well-meant document not well-formed, and disarm what is meant ill."""
    notes = []
    root = _START.search(text, 0, _PROLOGUE_LENGTH)
    if root and root.start() and not text[: root.start()].lstrip().startswith(("<!", "<?")):
        # A warning of the server's program, printed before the document.
        text = text[root.start() :]
        notes.append("text before the document")
    text = _DECLARATION.sub("", text)  # it names the encoding the bytes had
    text, dropped = _drop_doctype(text)
    if dropped:
        notes.append("entity declarations dropped")
    return _NO_XML_CHARACTERS.sub("", text), notes


def _drop_doctype(text: str) -> tuple[str, bool]:
    """Drop the document type, which is where entities that swell a thousandfold are declared."""
    match = _DOCTYPE.search(text, 0, _PROLOGUE_LENGTH)
    if not match:
        return text, False
    subset = text[match.end() : match.end() + 1] == "["
    # A declaration may hold "]" and ">" within quotes; the subset's own end is what closes both.
    end = text.find("]>", match.end()) + 1 if subset else text.find(">", match.start())
    if end <= 0:
        end = text.find(">", match.start())
    return (text[: match.start()] + text[end + 1 :], subset) if end > 0 else (text, False)


def _entry(parsed: Any, base: str, zone: tzinfo) -> Entry:
    contents = [str(part.get("value") or "") for part in parsed.get("content") or ()]
    return make_entry(
        own_id=_text(parsed, "id"),
        url=_link(parsed, base),
        title=_text(parsed, "title"),
        summary=_text(parsed, "summary"),
        content=max(contents, key=len, default=""),
        authors=_authors(parsed),
        published=_time(parsed, "published", zone) or _time(parsed, "created", zone),
        updated=_time(parsed, "updated", zone),
    )


def _authors(parsed: Any) -> list[str]:
    """Names; a single author with a mail address as written, for feedparser cuts addresses of newer domains in two."""
    names = [_text(author, "name") for author in parsed.get("authors") or ()]
    written = _text(parsed, "author")
    return [written] if "@" in written and len(names) == 1 else names


def _link(parsed: Any, base: str) -> str:
    """Where the entry leads: its own link, else an id or an enclosure that is a web address."""
    # FeedBurner's links count clicks; the original stands beside them.
    candidates = [_text(parsed, "feedburner_origlink"), _text(parsed, "link")]
    own_id = _text(parsed, "id")
    candidates += [own_id if own_id.startswith(("http://", "https://")) else ""]
    candidates += [_text(link, "href") for link in parsed.get("links") or ()]
    return next(filter(None, (absolute_url(base, link) for link in candidates if link)), "")


def _time(parsed: Any, name: str, zone: tzinfo) -> datetime | None:
    """A time by our own reading, which knows more zones and languages, else by feedparser's."""
    written = _text(parsed, name)
    own = parse_date(written, zone)
    theirs = dict.get(parsed, f"{name}_parsed")
    if own or not isinstance(theirs, tuple):
        return own
    try:
        return believable(datetime.fromtimestamp(timegm(theirs), UTC))
    except (ValueError, OverflowError, OSError):
        return None


def _text(parsed: Any, name: str) -> str:
    # dict.get: feedparser's own answers "updated" with the time of publication where there is none.
    return clean_characters(str(dict.get(parsed, name) or ""))
