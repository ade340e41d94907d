"""The parts of sitemap indexes: a second round of asking, one level deep."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.errors import ExtractError, FetchError
from pipeline.model.article import Feed, SitemapIndex
from pipeline.model.page import PageRequest
from pipeline.run.reading import Document, Reading, merge_feeds, read_document
from pipeline.run.settling import Round

_ACCEPT = "application/xml, text/xml, */*;q=0.5"


@dataclass(slots=True, kw_only=True)
class Index:
    """An index and what came of its parts so far."""

    document: Document
    found: SitemapIndex
    readings: list[Reading] = field(default_factory=list)
    errors: list[FetchError | ExtractError] = field(default_factory=list)

    @property
    def is_done(self) -> bool:
        return len(self.readings) + len(self.errors) == len(self.found.parts)

    def outcome(self) -> Reading | FetchError | ExtractError:
        """One reading of all parts, with a fault for each that failed; a failure when none can be had."""
        if self.errors and not self.readings:
            return self.errors[0]
        if not self.found.parts and not self.found.old:
            return ExtractError(self.document.page.url, "this index names no sitemap of its own site")
        feed = merge_feeds(reading.feed for reading in self.readings if isinstance(reading.feed, Feed))
        entries = {item.entry.entry_id: item for one in reversed(self.readings) for item in reversed(one.entries)}
        return Reading(
            feed=replace(feed, seen=feed.seen + self.found.old),
            entries=tuple(entries[entry.entry_id] for entry in feed.entries),
            faults=tuple(f"{error.subject}: {error.reason}" for error in self.errors),
        )


def index_of(document: Document, found: SitemapIndex) -> Index:
    """The index, without its body, validators and hash: what it says of itself tells nothing of its parts."""
    page = replace(document.page, etag="", last_modified="", body=b"")
    return Index(document=replace(document, page=page), found=found)


def read_parts(indexes: Sequence[Index], this: Round) -> Iterator[tuple[Document, Reading | FetchError | ExtractError]]:
    """Read the parts of each index, and give them as one reading of its document.

    When the run is asked to stop, an index with parts still to come is as if it had not been asked.
    """
    by_key = {f"{number}": index for number, index in enumerate(indexes)}
    for (key, part), reading in this.ports.crew.spread(read_part, part_documents(by_key, this)):
        index = by_key[key]
        if isinstance(reading, ExtractError):
            index.errors.append(reading)
        elif isinstance(reading.feed, SitemapIndex):
            index.errors.append(ExtractError(part.page.url, "this index leads to another index only"))
        else:
            index.readings.append(reading)
    for index in indexes:
        if index.is_done:
            yield index.document, index.outcome()


def read_part(task: tuple[str, Document]) -> Reading | ExtractError:
    return read_document(task[1])


def part_documents(by_key: dict[str, Index], this: Round) -> Iterator[tuple[str, Document]]:
    """The parts as they come, each with the key of its index; those that do not come leave an error there."""
    requests = [
        PageRequest(key=f"{key} {number}", url=url, accept=_ACCEPT)
        for key, index in by_key.items()
        for number, (url, _) in enumerate(index.found.parts)
    ]
    for request, answer in this.ports.fetcher.fetch(requests):
        key = request.key.partition(" ")[0]
        if isinstance(answer, FetchError):
            by_key[key].errors.append(answer)
        else:
            yield key, replace(by_key[key].document, page=answer)
        if this.ports.stopping():
            return
