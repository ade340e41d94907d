"""RSS 0.9x to 2.0, Atom and RDF: plain ones read fast, all others by feedparser."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace

import feedparser

from pipeline.errors import ExtractError
from pipeline.extract.feeds import feedparser_thrift
from pipeline.extract.feeds.feed_items import Recalled, recall
from pipeline.extract.feeds.feed_limits import cut_overlong, refuse_costly
from pipeline.extract.feeds.parsed_feed import Parsed, make_feed
from pipeline.extract.feeds.plain_feed import read_plainly
from pipeline.extract.xml_characters import drop_refused, settle_references
from pipeline.model.article import Feed
from pipeline.model.source import FeedMemory

_DECLARATION = re.compile(r"^<\?xml[^>]{0,200}\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]{0,500}", re.IGNORECASE)
_START = re.compile(r"<\?xml\b|<(?:[\w-]+:)?(?:rss|feed|rdf|channel)\b", re.IGNORECASE)
_ROOT = re.compile(r"<(?:[\w-]+:)?(?:rss|feed|rdf|channel)\b", re.IGNORECASE)
_PROLOGUE_LENGTH = 20_000
_LONGEST_WORDS = 300  # characters

# The library's own setting: where it looks for XML parsers first.
feedparser.api.PREFERRED_XML_PARSERS[:] = ["pipeline.extract.feeds.xml_events"]
feedparser_thrift.spare()


def parse_syndication(
    text: str, url: str, memory: FeedMemory | None = None, read: Callable[[str, str], Parsed] | None = None
) -> Feed:
    """Read the feed; raise ``ExtractError`` for a document that is none.

    Items that ``memory`` knows are passed over, unless anything makes that doubtful: then all is read. ``read`` parses
    a document; the tests hold the usual way against ``run_feedparser``.
    """
    read = read or _read_document
    text, notes = _prepare(text)
    if not _ROOT.search(text, 0, _PROLOGUE_LENGTH):
        raise ExtractError(url, "this is neither a feed nor a web page", remedy=_said(text))
    recalled = recall(text, url, memory)
    if recalled and recalled.known:
        feed = _remember(read(recalled.cut.only(recalled.unseen()), url), url, recalled)
        if feed.memory:
            return replace(feed, notes=(*notes, *feed.notes), seen=len(recalled.known))
        recalled = replace(recalled, known={})
    feed = _remember(read(text, url), url, recalled)
    return replace(feed, notes=(*notes, *feed.notes))


def _remember(parsed: Parsed, url: str, recalled: Recalled | None) -> Feed:
    """The feed with its memory, where its items became entries one by one."""
    feed = make_feed(parsed, url)
    if not recalled or not parsed.version or parsed.malformed:
        return feed
    return replace(feed, memory=recalled.memory_with(feed.entries))


def _said(text: str) -> str:
    """The words of an answer that is no document: some servers explain themselves so, with a status of success."""
    words = " ".join(text[:_LONGEST_WORDS].split())
    return f"It says: {words}" if len(text) < _LONGEST_WORDS and "<" not in text and words.isprintable() else ""


def _read_document(text: str, url: str) -> Parsed:
    """Read a plain document fast, and any other by feedparser, to the same result."""
    settled = settle_references(text)  # a plain document has nothing else that XML refuses
    refuse_costly(settled, url)
    return read_plainly(cut_overlong(settled)) or run_feedparser(text, url)


def run_feedparser(text: str, url: str) -> Parsed:
    """What feedparser makes of it; raise ``ExtractError`` for what is no feed.

    It gets bytes only, never a string, for which it would open files and fetch pages. Nor does it get the feed's
    address: to complete links with it, which is done here, it takes a fifth of its time, and it completes ids as well,
    which would change whenever the feed moves.
    """
    text = drop_refused(text)
    refuse_costly(text, url)
    try:
        parsed = feedparser.parse(
            io.BytesIO(cut_overlong(text).encode()),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            # All markup becomes plain text here, so neither cleaning it nor completing its links is of use.
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:  # the lenient parser trips in many ways over hostile documents
        raise ExtractError(url, "this feed cannot be read") from error
    if not parsed.version and not parsed.entries:
        raise ExtractError(url, "this is neither a feed nor a web page")
    return Parsed(parsed.version, parsed.feed, parsed.entries, malformed=bool(parsed.bozo))


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
    return text, notes


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
