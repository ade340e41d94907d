"""What was parsed of a feed, in feedparser's words, to Feed and Entry."""

from __future__ import annotations

from calendar import timegm
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any

from feedparser.datetimes import _parse_date as parse_date_otherwise

from pipeline.extract.dates import believable, parse_date, zone_of_language
from pipeline.extract.entries import MAX_ENTRIES, make_entry, settle_language
from pipeline.extract.urls import absolute_url
from pipeline.model.article import Entry, Feed
from pipeline.text.characters import clean_characters

# Seconds; the module is purl.org/rss/1.0/modules/syndication.
_PERIODS = {"hourly": 3_600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
_TTL_S = (60, 86_400)  # what a feed may ask for; some write a year


@dataclass(frozen=True, slots=True)
class Parsed:
    """A feed in the words of feedparser's result."""

    version: str
    feed: Mapping[str, Any]
    entries: Sequence[Mapping[str, Any]]
    malformed: bool = False


def make_feed(parsed: Parsed, url: str) -> Feed:
    """The feed that was found at ``url``, without a memory."""
    zone = zone_of_language(str(parsed.feed.get("language") or "")[:35])
    language = _language_around(parsed.feed)
    return Feed(
        # One more than is kept, so that the cut shows.
        entries=tuple(_entry(one, url, zone, language) for one in parsed.entries[: MAX_ENTRIES + 1]),
        dialect=parsed.version or "unknown",
        notes=("not well-formed",) if parsed.malformed else (),
        language=settle_language(_text(parsed.feed, "language") or language),
        ttl_s=_ttl_s(parsed.feed),
    )


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
    return parse_date(written, zone) or (_time_otherwise(written) if written else None)


def _time_otherwise(written: str) -> datetime | None:
    theirs = parse_date_otherwise(written)
    try:
        return believable(datetime.fromtimestamp(timegm(theirs), UTC)) if theirs else None
    except (ValueError, OverflowError, OSError):
        return None


def _text(parsed: Any, name: str) -> str:
    # dict.get: feedparser's own answers "updated" with the time of publication where there is none. An element of no
    # known kind that has attributes is a record.
    value = dict.get(parsed, name)
    if not isinstance(value, str):
        return ""
    return value if value.isascii() and value.isprintable() else clean_characters(value)
