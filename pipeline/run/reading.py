"""A document of any kind of source to entries: the part of polling that costs CPU, done by the crew."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from pipeline.errors import ExtractError
from pipeline.extract import (
    address_key,
    normalise_url,
    parse_feed,
    parse_listing,
    parse_sitemap,
    read_saved,
    settle_date,
)
from pipeline.model.article import Entry, Feed, SitemapIndex
from pipeline.model.page import Page
from pipeline.model.source import FeedMemory, Source, SourceKind
from pipeline.model.storing import EntryToStore
from pipeline.text.language import detect_language

log = logging.getLogger("seedwatch.poll")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A page of a source, and what is needed to read it."""

    source: Source
    page: Page
    memory: FeedMemory
    since: datetime | None  # the last poll that was understood
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a document says: a feed with its entries settled, or an index of further documents."""

    feed: Feed | SitemapIndex
    entries: tuple[EntryToStore, ...] = ()
    faults: tuple[str, ...] = ()  # what of it could not be read: files of a folder, parts of an index


def read_document(document: Document) -> Reading | ExtractError:
    """Read a document; whatever is wrong with it comes back as an error. Called in other processes too."""
    try:
        feed = parse_document(document)
        if isinstance(feed, SitemapIndex):
            return Reading(feed=feed)
        return Reading(feed=feed, entries=settle_entries(document.source, feed, document.now))
    except ExtractError as error:
        return error
    except Exception as error:  # a document that trips a bug of ours must not end the run of all others
        log.exception("the document of %s tripped a fault of this program", document.source.id)
        reason = f"a fault of this program ({type(error).__name__}); see the log"
        return ExtractError(document.page.url, reason)


def parse_document(document: Document) -> Feed | SitemapIndex:
    source, page = document.source, document.page
    match source.kind:
        case SourceKind.SITEMAP:
            return parse_sitemap(page, document.since)
        case SourceKind.LIST:
            return parse_listing(page, source.selectors, document.now)
        case SourceKind.FOLDER:
            saved = read_saved(page.url, page.body, document.now)
            return Feed(entries=saved.entries, dialect="saved", notes=saved.faults)
        case _:
            return parse_feed(page, document.memory)


def settle_entries(source: Source, feed: Feed, now: datetime) -> tuple[EntryToStore, ...]:
    around = source.language if source.language != "und" else feed.language
    return tuple(settle_entry(source, entry, around, now) for entry in feed.entries)


def settle_entry(source: Source, entry: Entry, around: str, now: datetime) -> EntryToStore:
    """Decide what the feed leaves open: the address by which the entry is known, its language, its date."""
    published_at, origin = settle_date(entry.published_at, entry.updated_at, now)
    sample = f"{entry.title}\n{entry.summary or entry.content[:1000]}"
    said = entry.language if entry.language != "und" else around
    url = normalise_url(entry.url) if entry.url else address_without_link(source, entry)
    return EntryToStore(
        entry=entry,
        canonical_url=url,
        address=address_key(url),
        language=detect_language(sample, said, likely=said),
        published_at=published_at,
        date_origin=origin,
    )


def address_without_link(source: Source, entry: Entry) -> str:
    return f"seedwatch:{source.id}/{hashlib.sha256(entry.entry_id.encode()).hexdigest()[:16]}"


def merge_feeds(feeds: Iterable[Feed]) -> Feed:
    """One feed of the parts of an index; an entry in several counts once."""
    parts = tuple(feeds)
    entries: dict[str, Entry] = {}
    for feed in parts:
        for entry in feed.entries:
            entries.setdefault(entry.entry_id, entry)
    return Feed(entries=tuple(entries.values()), dialect="sitemap", seen=sum(feed.seen for feed in parts))
