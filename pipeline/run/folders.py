"""Folders of saved articles: only files that are new or changed are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.errors import ExtractError, FetchError
from pipeline.extract import hash_16
from pipeline.model.article import Feed
from pipeline.model.page import Page, SavedFile
from pipeline.model.source import FeedMemory, Source
from pipeline.model.storing import EntryToStore
from pipeline.run.reading import Document, Reading, read_document
from pipeline.run.settling import Polled, Round, settle
from pipeline.sources import FeedRead, NotChanged, PollFailed, is_same_body


def poll_folder(source: Source, this: Round) -> Polled:
    """Read what is new in the folder. A file that cannot be read is a note; it is tried again once it has changed."""
    try:
        files = this.ports.saved.files(source.url)
    except FetchError as error:
        return settle(source, PollFailed(error=error), this)
    page = Page(url=source.url, status=200, body="\n".join(map(describe, files)).encode())
    if is_same_body(this.states.get(source.id), page):
        return settle(source, NotChanged(page=page), this)
    known = {file_hash for file_hash, _ in this.document(source, page).memory.items}
    unread = [file for file in files if hash_16(describe(file)) not in known]
    reading = read_files(source, unread, this)
    assert isinstance(reading.feed, Feed)
    this.ports.progress.step(source.name)
    return settle(
        source,
        FeedRead(page=page, feed=reading.feed, fresh=len(reading.entries)),
        this,
        reading=reading,
        memory=FeedMemory(items=tuple((hash_16(describe(file)), "") for file in files)),
        entries=len(reading.entries),
    )


def describe(file: SavedFile) -> str:
    return f"{file.name} {file.size} {file.modified_at.isoformat()}"


def read_files(source: Source, files: Sequence[SavedFile], this: Round) -> Reading:
    """The articles of all these files, in the order of the files' names."""
    faults: list[str] = []
    found: dict[str, Reading] = {}
    for document, reading in this.ports.crew.spread(read_document, saved_documents(source, files, this, faults)):
        if isinstance(reading, ExtractError):
            faults.append(f"{document.page.url}: {reading.reason}")
        else:
            found[document.page.url] = reading
    settled: dict[str, EntryToStore] = {}
    for _, reading in sorted(found.items()):
        faults += reading.feed.notes if isinstance(reading.feed, Feed) else ()
        settled |= {item.entry.entry_id: item for item in reading.entries}
    feed = Feed(entries=tuple(item.entry for item in settled.values()), dialect="saved", notes=tuple(faults))
    return Reading(feed=feed, entries=tuple(settled.values()))


def saved_documents(source: Source, files: Sequence[SavedFile], this: Round, faults: list[str]) -> Iterator[Document]:
    for file in files:
        try:
            body = this.ports.saved.body(source.url, file)
        except FetchError as error:
            faults.append(f"{file.name}: {error.reason}")
            continue
        page = Page(url=file.name, status=200, body=body)
        yield Document(source=source, page=page, memory=FeedMemory(), since=None, now=file.modified_at)
