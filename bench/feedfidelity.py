"""Whether what was stored is what feedparser gives for the same bytes."""

from __future__ import annotations

import sqlite3
from calendar import timegm
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import feedparser

from bench.feedfarm import changes_at, document

_STORED = """
    SELECT sighting.source_id, sighting.entry_id, article.link, article_text.title, article.published_at
    FROM sighting JOIN article ON article.id = sighting.article_id
    JOIN article_text ON article_text.article_id = article.id AND article_text.version = article.text_version
"""


@dataclass(frozen=True, slots=True, order=True)
class Seen:
    """What tells one entry from another."""

    id: str
    link: str
    title: str
    published: str


@dataclass(frozen=True, slots=True)
class Fidelity:
    """``share``: the entries that agree, of all that either side has; after the cold pass or the tick, the lesser."""

    share: float
    faults: tuple[str, ...]


def check_fidelity(
    stored: Sequence[set[Seen]], cold_counts: Sequence[int], tick_counts: Sequence[int], others: dict[str, list[int]]
) -> Fidelity:
    """Compare what stands in the database after the tick, feed by feed, with feedparser's entries.

    The counts after the cold pass settle the rest: what came with the tick was not there to be stored before, so as
    many entries as feedparser gives, all of them among those stored in the end, are feedparser's entries. ``others``
    are another peer's counts after "cold" and "tick".
    """
    faults: list[str] = []
    agreeing = total = agreeing_cold = total_cold = 0
    for number, found in enumerate(stored):
        first = parsed_entries(number, 0)
        wanted = first | (parsed_entries(number, 1) if changes_at(number, 1) else set())
        faults += (f"feed {number}: {fault}" for fault in _differences(found, wanted))
        agreeing += len(found & wanted)
        total += len(found | wanted)
        agreeing_cold += min(cold_counts[number], len(first))
        total_cold += max(cold_counts[number], len(first))
        for phase, counted, right in (("cold", cold_counts, first), ("tick", tick_counts, wanted)):
            if not counted[number] == others[phase][number] == len(right):
                faults.append(
                    f"feed {number}, {phase}: {counted[number]} entries, feedparser gives {len(right)}, "
                    f"reader {others[phase][number]}"
                )
    return Fidelity(min(agreeing / max(total, 1), agreeing_cold / max(total_cold, 1)), tuple(faults))


def _differences(found: set[Seen], wanted: set[Seen]) -> Iterator[str]:
    yield from (f"lacks {entry}" for entry in sorted(wanted - found))
    yield from (f"has {entry} too much" for entry in sorted(found - wanted))


def parsed_entries(number: int, ticks: int) -> set[Seen]:
    """feedparser's reading of a feed of the farm, with its defaults."""
    made = document(number, ticks)
    parsed = feedparser.parse(BytesIO(made.body), response_headers={"content-type": made.content_type})
    return {
        Seen(
            id=entry.get("id") or entry.get("link", ""),
            link=entry.get("link", ""),
            title=" ".join(entry.get("title", "").split()),
            published=_time(entry.get("published_parsed") or entry.get("updated_parsed")),
        )
        for entry in parsed.entries
    }


def _time(parsed: object) -> str:
    if not isinstance(parsed, tuple):
        return ""
    return datetime.fromtimestamp(timegm(parsed), UTC).strftime("%Y-%m-%d %H:%M:%S")


def stored_entries(database: Path, source_ids: Sequence[str]) -> list[set[Seen]]:
    """What stands in this program's database, by source."""
    found: dict[str, set[Seen]] = {one: set() for one in source_ids}
    connection = sqlite3.connect(database)
    try:
        for source_id, entry_id, link, title, published in connection.execute(_STORED):
            found[source_id].add(Seen(entry_id, link, title, published[:19].replace("T", " ")))
    finally:
        connection.close()
    return list(found.values())
