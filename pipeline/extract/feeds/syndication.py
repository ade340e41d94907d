"""RSS 0.9x to 2.0, Atom and RDF, by feedparser."""

from __future__ import annotations

import io
import re
from calendar import timegm
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from typing import Any

import feedparser

from pipeline.errors import ExtractError
from pipeline.extract.dates import believable, parse_date, zone_of_language
from pipeline.extract.entries import MAX_ENTRIES, make_entry, settle_language
from pipeline.extract.feeds import feedparser_thrift
from pipeline.extract.feeds.feed_items import Recalled, recall
from pipeline.extract.feeds.feed_limits import cut_overlong, refuse_costly
from pipeline.extract.urls import absolute_url
from pipeline.extract.xml_characters import drop_refused
from pipeline.model.article import Entry, Feed
from pipeline.model.source import FeedMemory
from pipeline.text.characters import clean_characters

_DECLARATION = re.compile(r"^<\?xml[^>]{0,200}\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]{0,500}", re.IGNORECASE)
_START = re.compile(r"<\?xml\b|<(?:[\w-]+:)?(?:rss|feed|rdf|channel)\b", re.IGNORECASE)
_ROOT = re.compile(r"<(?:[\w-]+:)?(?:rss|feed|rdf|channel)\b", re.IGNORECASE)
_PROLOGUE_LENGTH = 20_000
# Seconds; the module is purl.org/rss/1.0/modules/syndication.
_PERIODS = {"hourly": 3_600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
_LONGEST_WORDS = 300  # characters
_TTL_S = (60, 86_400)  # what a feed may ask for; some write a year

# The library's own setting: where it looks for XML parsers first.
feedparser.api.PREFERRED_XML_PARSERS[:] = ["pipeline.extract.feeds.xml_events"]
feedparser_thrift.spare()


def parse_syndication(text: str, url: str, memory: FeedMemory | None = None) -> Feed:
    """Read the feed; raise ``ExtractError`` for a document that is none.

    Items that ``memory`` knows are passed over, unless anything makes that doubtful: then all is read.
    """
    text, notes = _prepare(text)
    if not _ROOT.search(text, 0, _PROLOGUE_LENGTH):
        raise ExtractError(url, "this is neither a feed nor a web page", remedy=_said(text))
    recalled = recall(text, url, memory)
    if recalled and recalled.known:
        parsed = _run_feedparser(recalled.cut.only(recalled.unseen()), url)
        feed = _feed(parsed, url, notes, recalled)
        if feed.memory:
            return replace(feed, seen=len(recalled.known))
        recalled = replace(recalled, known={})
    return _feed(_run_feedparser(text, url), url, notes, recalled)


def _said(text: str) -> str:
    """The words of an answer that is no document: some servers explain themselves so, with a status of success."""
    words = " ".join(text[:_LONGEST_WORDS].split())
    return f"It says: {words}" if len(text) < _LONGEST_WORDS and "<" not in text and words.isprintable() else ""


def _run_feedparser(text: str, url: str) -> Any:
    """What feedparser makes of it.

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
    return parsed


def _feed(parsed: Any, url: str, notes: list[str], recalled: Recalled | None) -> Feed:
    """The feed with its memory, where its items became entries one by one."""
    malformed = parsed.bozo and not isinstance(parsed.get("bozo_exception"), feedparser.NonXMLContentType)
    zone = zone_of_language(str(parsed.feed.get("language") or "")[:35])
    language = _language_around(parsed.feed)
    # One more than is kept, so that the cut shows.
    entries = tuple(_entry(one, url, zone, language) for one in parsed.entries[: MAX_ENTRIES + 1])
    return Feed(
        entries=entries,
        dialect=parsed.version or "unknown",
        notes=(*notes, "not well-formed") if malformed else tuple(notes),
        language=settle_language(_text(parsed.feed, "language") or language),
        ttl_s=_ttl_s(parsed.feed),
        memory=recalled.memory_with(entries) if recalled and parsed.version and not malformed else None,
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


def _ttl_s(channel: Any) -> float | None:
    """How long the feed asks to be left alone: RSS's ttl (minutes), else the syndication module's rhythm.

    Its skipHours and skipDays are not heeded: they are in GMT and mostly written in local time, and to ask in vain
    costs one "not modified".
    """
    wish = 60 * _number(_text(channel, "ttl"))
    if not wish:
        wish = _PERIODS.get(_text(channel, "sy_updateperiod").lower(), 0)
        wish /= _number(_text(channel, "sy_updatefrequency")) or 1
    return min(max(wish, _TTL_S[0]), _TTL_S[1]) if wish else None


def _number(written: str) -> float:
    return float(written) if written.isascii() and written.isdigit() and len(written) < 10 else 0


def _entry(parsed: Any, base: str, zone: tzinfo, language: str) -> Entry:
    contents = [_text(part, "value") for part in dict.get(parsed, "content") or ()]
    return make_entry(
        own_id=_text(parsed, "id"),
        url=_link(parsed, base),
        title=_text(parsed, "title"),
        summary=_text(parsed, "summary"),
        content=max(contents, key=len, default=""),
        authors=_authors(parsed),
        published=_time(parsed, "published", zone) or _time(parsed, "created", zone),
        updated=_time(parsed, "updated", zone),
        outlet=_outlet(parsed),
        language=_own_language(parsed, language),
    )


def _outlet(parsed: Any) -> str:
    """Who published it, as collectors say: RSS's and Atom's source, Bing's, Dublin Core's."""
    source = dict.get(parsed, "source")
    named = (_text(source, "title") if isinstance(source, dict) else "", _text(parsed, "news_source"))
    return next(filter(None, (*named, _text(parsed, "publisher"))), "")


def _own_language(parsed: Any, inherited: str) -> str:
    """What the entry says of itself; what the whole feed says is often but the default of its program."""
    language = _language_around(parsed)
    return _text(parsed, "language") or (language if language != inherited else "")


def _language_around(parsed: Any) -> str:
    """The ``xml:lang`` that holds for a title."""
    title = dict.get(parsed, "title_detail")
    return _text(title, "language") if isinstance(title, dict) else ""


def _authors(parsed: Any) -> list[str]:
    """Names; a single author with a mail address as written, for feedparser cuts addresses of newer domains in two."""
    names = [_text(author, "name") for author in dict.get(parsed, "authors") or ()]
    written = _text(parsed, "author")
    return [written] if "@" in written and len(names) == 1 else names


def _link(parsed: Any, base: str) -> str:
    """Where the entry leads: its own link, else an id or an enclosure that is a web address."""
    # FeedBurner's links count clicks; the original stands beside them.
    candidates = [_text(parsed, "feedburner_origlink"), _text(parsed, "link")]
    own_id = _text(parsed, "id")
    candidates += [own_id if own_id.startswith(("http://", "https://")) else ""]
    candidates += [_text(link, "href") for link in dict.get(parsed, "links") or ()]
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
    # dict.get: feedparser's own answers "updated" with the time of publication where there is none. An element of no
    # known kind that has attributes is a record.
    value = dict.get(parsed, name)
    return clean_characters(value) if isinstance(value, str) else ""
