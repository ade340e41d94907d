"""JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pipeline.errors import ExtractError
from pipeline.extract.dates import parse_date, zone_of_language
from pipeline.extract.entries import MAX_ENTRIES, make_entry, settle_language
from pipeline.extract.feeds.feed_limits import refuse_costly
from pipeline.extract.urls import absolute_url
from pipeline.model.article import Entry, Feed
from pipeline.text.characters import clean_characters


def parse_json_feed(text: str, url: str) -> Feed:
    """Read the feed; raise ``ExtractError`` for JSON that is none."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ExtractError(url, "this is broken JSON, not a feed") from error
    version = _text(document, "version")
    items = document.get("items") if isinstance(document, dict) else None
    if "jsonfeed.org/version/" not in version or not isinstance(items, list):
        raise ExtractError(url, "this is JSON, but not a feed")
    refuse_costly(text, url)
    language = _text(document, "language")[:35]
    return Feed(
        entries=tuple(_entry(item, url, language) for item in items[: MAX_ENTRIES + 1] if isinstance(item, dict)),
        language=settle_language(language),
        dialect="json" + version.rpartition("/")[2].replace(".", "")[:4],
    )


def _entry(item: dict[str, Any], base: str, language: str) -> Entry:
    zone = zone_of_language(_text(item, "language") or language)
    return make_entry(
        own_id=_text(item, "id"),
        url=absolute_url(base, _text(item, "url") or _text(item, "external_url")),
        title=_text(item, "title"),
        summary=_text(item, "summary"),
        content=_text(item, "content_html") or _text(item, "content_text").replace("<", "&lt;"),
        authors=_authors(item),
        published=parse_date(_text(item, "date_published"), zone),
        updated=parse_date(_text(item, "date_modified"), zone),
        language=_text(item, "language"),
    )


def _authors(item: dict[str, Any]) -> Iterator[str]:
    """Version 1.1 has a list, version 1.0 one author."""
    listed = item.get("authors")
    for author in listed if isinstance(listed, list) else [item.get("author")]:
        yield _text(author, "name")


def _text(record: Any, name: str) -> str:
    """A member as text; ids may be numbers, anything else that is no string is nothing."""
    value = record.get(name) if isinstance(record, dict) else None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    # JSON can name half characters ("\\ud800"), which nothing can write.
    return clean_characters(value) if isinstance(value, str) else ""
