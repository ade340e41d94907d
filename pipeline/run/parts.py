"""The parts of sitemap indexes: a second round of asking, one level deep."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.errors import ExtractError, FetchError
from pipeline.model.article import Feed, SitemapIndex
from pipeline.model.page import PageRequest
from pipeline.run.reading import Document, Reading, merge_feeds, read_document
from pipeline.run.settling import Round

_ACCEPT = "application/xml, text/xml, */*;q=0.5"

Index = tuple[Document, SitemapIndex]


def read_parts(indexes: Sequence[Index], this: Round) -> Iterator[tuple[Document, Reading | FetchError | ExtractError]]:
    """Read the parts of each index, and give them as one reading of its document.

    An index is a failure when none of its parts can be had, or it names none.
    """
    readings: defaultdict[str, list[Reading]] = defaultdict(list)
    errors: defaultdict[str, list[FetchError | ExtractError]] = defaultdict(list)
    for part, reading in this.ports.crew.spread(read_document, part_documents(indexes, this, errors)):
        source_id = part.source.id
        if isinstance(reading, ExtractError):
            errors[source_id].append(reading)
        elif isinstance(reading.feed, SitemapIndex):
            errors[source_id].append(ExtractError(part.page.url, "this index leads to another index only"))
        else:
            readings[source_id].append(reading)
    for index, _ in indexes:
        source_id = index.source.id
        # What the index says of itself tells nothing of its parts: it is read anew each time.
        document = replace(index, page=replace(index.page, etag="", last_modified="", body=b""))
        if readings[source_id]:
            yield document, merge(readings[source_id])
        else:
            nothing = ExtractError(index.page.url, "this index names no sitemap with anything new")
            yield document, next(iter(errors[source_id]), nothing)


def part_documents(
    indexes: Sequence[Index], this: Round, errors: defaultdict[str, list[FetchError | ExtractError]]
) -> Iterator[Document]:
    """The parts as they come; those that do not come leave an error."""
    by_id = {index.source.id: index for index, _ in indexes}
    requests = [
        PageRequest(key=f"{index.source.id} {number}", url=url, accept=_ACCEPT)
        for index, found in indexes
        for number, (url, _) in enumerate(found.parts)
    ]
    for request, answer in this.ports.fetcher.fetch(requests):
        index = by_id[request.key.partition(" ")[0]]
        if isinstance(answer, FetchError):
            errors[index.source.id].append(answer)
        else:
            yield replace(index, page=answer)
        if this.ports.stopping():
            return


def merge(readings: Sequence[Reading]) -> Reading:
    """One reading of several; an entry that is in two of them counts once."""
    feed = merge_feeds(reading.feed for reading in readings if isinstance(reading.feed, Feed))
    settled = {item.entry.entry_id: item for reading in reversed(readings) for item in reversed(reading.entries)}
    return Reading(feed=feed, entries=tuple(settled[entry.entry_id] for entry in feed.entries))
