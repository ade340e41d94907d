"""Folders of saved articles: only files that are new or changed are read."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.errors import ExtractError, FetchError
from pipeline.extract import hash_16
from pipeline.model.article import Feed
from pipeline.model.page import Page, SavedFile
from pipeline.model.source import FeedMemory, Source
from pipeline.model.storing import EntryToStore
from pipeline.run.reading import Document, Reading, read_document
from pipeline.run.settling import Polled, Round, settle
from pipeline.sources import FeedRead, NotChanged, PollFailed, current_state, is_same_body

log = logging.getLogger("seedwatch.poll")


def poll_folder(source: Source, this: Round) -> Polled:
    """Read what is new in the folder.

    A file that makes no sense is a fault, and is read again once it has changed; one that could not be opened, or was
    not come to before the run was to stop, is read at the next poll.
    """
    try:
        files = this.ports.saved.files(source.url)
    except FetchError as error:
        return settle(source, PollFailed(error=error), this)
    except Exception as error:  # a folder that trips a bug of ours must not end the run of all others
        log.exception("the folder of %s tripped a fault of this program", source.id)
        reason = f"a fault of this program ({type(error).__name__}); see the log"
        return settle(source, PollFailed(error=ExtractError(source.url, reason)), this)
    page = Page(url=source.url, status=200, body="\n".join(map(describe, files)).encode("utf-8", "surrogatepass"))
    if is_same_body(current_state(source, this.states.get(source.id)), page):
        return settle(source, NotChanged(page=page), this)
    known = {mark for mark, _ in this.document(source, page).memory.items}
    unread = [file for file in files if mark_of(file) not in known]
    unopened = {file.name: file for file in unread}
    reading = read_files(source, unread, unopened, this)
    assert isinstance(reading.feed, Feed)
    this.ports.progress.step(source.name)
    remembered = tuple((mark_of(file), "") for file in files if file.name not in unopened)
    return settle(
        source,
        FeedRead(
            page=replace(page, body=b"") if unopened else page,  # what is left to be read makes another listing of it
            feed=replace(reading.feed, seen=len(files) - len(unread)),
            fresh=len(reading.entries),
        ),
        this,
        reading=reading,
        memory=FeedMemory(items=remembered),
        entries=len(reading.entries),
    )


def describe(file: SavedFile) -> str:
    return f"{file.name} {file.size} {file.modified_at.isoformat()}"


def mark_of(file: SavedFile) -> str:
    return hash_16(describe(file))


def read_files(source: Source, files: Sequence[SavedFile], unopened: dict[str, SavedFile], this: Round) -> Reading:
    """The articles of all these files, in the order of the files' names; what was opened leaves ``unopened``."""
    faults: list[str] = []
    found: dict[str, Reading] = {}
    documents = saved_documents(source, files, unopened, this, faults)
    for document, reading in this.ports.crew.spread(read_document, documents):
        if isinstance(reading, ExtractError):
            faults.append(f"{document.page.url}: {reading.reason}")
        else:
            found[document.page.url] = reading
    settled: dict[str, EntryToStore] = {}
    for _, reading in sorted(found.items()):
        faults += reading.feed.notes if isinstance(reading.feed, Feed) else ()
        settled |= {item.entry.entry_id: item for item in reading.entries}
    feed = Feed(entries=tuple(item.entry for item in settled.values()), dialect="saved")
    return Reading(feed=feed, entries=tuple(settled.values()), faults=tuple(faults))


def saved_documents(
    source: Source, files: Sequence[SavedFile], unopened: dict[str, SavedFile], this: Round, faults: list[str]
) -> Iterator[Document]:
    for file in files:
        if this.ports.stopping():
            return
        try:
            body = this.ports.saved.body(source.url, file)
        except FetchError as error:
            faults.append(f"{file.name}: {error.reason}")
            continue
        del unopened[file.name]
        page = Page(url=file.name, status=200, body=body)
        yield Document(source=source, page=page, memory=FeedMemory(), since=None, now=file.modified_at)
