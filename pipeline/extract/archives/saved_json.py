"""Articles saved as JSON: an object a line, a list of objects, a JSON Feed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from typing import Any

from pipeline.errors import ExtractError
from pipeline.extract.characters_of_bytes import decode_bytes
from pipeline.extract.dates import parse_date, zone_of_language
from pipeline.extract.entries import hash_of, make_entry
from pipeline.extract.feeds.feed import parse_feed
from pipeline.extract.plain_text import tidy_lines
from pipeline.extract.urls import absolute_url
from pipeline.model.article import Entry
from pipeline.model.page import Page

#: Articles read of one file; a larger archive is to be split.
MAX_SAVED = 20_000

_MAX_FAULTS = 100
_LANGUAGE = re.compile("[a-z]{2}(?![a-z])")
# What archives call the same thing, the most telling first.
_URL = ("url", "link", "canonical_url")
_TEXT = ("text", "body", "content", "content_text", "article_text", "maintext")
_MARKUP = ("content_html", "html")
_SUMMARY = ("summary", "description", "lead")
_DATE = ("published_at", "date_published", "published", "publish_date", "pub_date", "date")
_OUTLET = ("outlet", "publisher", "source_name", "source")


def read_json_lines(name: str, body: bytes) -> tuple[list[Entry], list[str]]:
    """Entries of the good lines, and what is wrong with the others, by their number."""
    entries: list[Entry] = []
    faults: list[str] = []
    for number, line in enumerate(decode_bytes(body, "")[0].lstrip("\ufeff").split("\n"), start=1):
        if not line.strip():
            continue
        if len(entries) == MAX_SAVED:
            faults.append(f"line {number}: only the first {MAX_SAVED:,} articles are read")
            break
        try:
            entries.append(_entry(json.loads(line)))
        except RecursionError:
            faults.append(f"line {number}: too deeply nested")
        except ValueError as error:
            faults.append(f"line {number}: {_cause(error)}")
    return entries, _shortened(faults)


def read_json(name: str, body: bytes) -> tuple[list[Entry], list[str]]:
    """Entries of a JSON Feed, or of one object or a list of objects; faults name the item."""
    try:
        document = json.loads(decode_bytes(body, "")[0].lstrip("\ufeff"))
    except RecursionError as error:
        raise ExtractError(name, "this JSON is too deeply nested") from error
    except ValueError as error:
        raise ExtractError(name, _cause(error, with_line=True)) from error
    if isinstance(document, dict) and "jsonfeed.org" in str(document.get("version")):
        feed = parse_feed(Page(url=name, status=200, body=body))
        return list(feed.entries), list(feed.notes)
    items = document if isinstance(document, list) else [document]
    entries: list[Entry] = []
    faults = [f"only the first {MAX_SAVED:,} articles are read"] if len(items) > MAX_SAVED else []
    for number, item in enumerate(items[:MAX_SAVED], start=1):
        try:
            entries.append(_entry(item))
        except ValueError as error:
            faults.append(f"item {number}: {_cause(error)}")
    return entries, _shortened(faults)


def _cause(error: ValueError, *, with_line: bool = False) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"line {error.lineno}: no JSON ({error.msg})" if with_line else f"no JSON ({error.msg})"
    return str(error)


def _shortened(faults: list[str]) -> list[str]:
    more = len(faults) - _MAX_FAULTS
    return [*faults[:_MAX_FAULTS], f"and {more:,} more"] if more > 0 else faults


def _entry(record: Any) -> Entry:
    """Build an entry; raise ``ValueError`` for what is none."""
    if not isinstance(record, dict):
        raise ValueError("this is JSON, but no object")
    title, text, markup = _first(record, ("title", "headline")), _first(record, _TEXT), _first(record, _MARKUP)
    if not (title or text or markup):
        raise ValueError("neither title nor text")
    language = _LANGUAGE.match(_first(record, ("language", "lang")).lower())
    zone = zone_of_language(language[0] if language else "")
    url, summary = absolute_url("", _first(record, _URL)), _first(record, _SUMMARY)
    entry = make_entry(
        own_id=_first(record, ("id", "guid")) or url or hash_of(title, text or markup),
        url=url,
        title=escape(title, quote=False),
        summary=escape(summary, quote=False) if summary != text else "",
        content=escape(text, quote=False) if text else markup,
        authors=_authors(record),
        published=next(filter(None, (parse_date(_text(record.get(one)), zone) for one in _DATE)), None),
        updated=parse_date(_first(record, ("updated_at", "date_modified", "updated")), zone),
    )
    return replace(entry, language=language[0] if language else "und", outlet=" ".join(_outlet(record).split()))


def _outlet(record: dict[str, Any]) -> str:
    for name in _OUTLET:
        value = record.get(name)
        found = _text(value.get("name")) if isinstance(value, dict) else _text(value)
        if found:
            return found
    return ""


def _authors(record: dict[str, Any]) -> Iterator[str]:
    for name in ("authors", "author", "byline"):
        value = record.get(name)
        for one in value if isinstance(value, list) else [value]:
            yield _text(one.get("name")) if isinstance(one, dict) else _text(one)


def _first(record: dict[str, Any], names: tuple[str, ...]) -> str:
    return next(filter(None, (_text(record.get(name)) for name in names)), "")


def _text(value: Any) -> str:
    """A member as text; ids and dates may be numbers, anything else that is no string is nothing."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return tidy_lines(value) if isinstance(value, str) else ""
