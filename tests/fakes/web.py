"""A scripted web: addresses and what they answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from pipeline.errors import FetchError, Lasting
from pipeline.model.page import Page, PageRequest, SavedFile


class ScriptedWeb:
    """A ``Fetcher`` that answers from ``pages``; change it between two runs to change the world.

    An address that is not in the script is not found. A page with validators is "not modified" for whoever sends them.
    A host that asks for a pause is asked no more by the same batch. ``asked`` keeps all requests in order.
    """

    def __init__(self, pages: Mapping[str, Page | FetchError]) -> None:
        self.pages: dict[str, Page | FetchError] = dict(pages)
        self.asked: list[PageRequest] = []

    def fetch(self, requests: Sequence[PageRequest]) -> Iterator[tuple[PageRequest, Page | FetchError]]:
        pauses: dict[str, FetchError] = {}
        for request in requests:
            host = urlsplit(request.url).netloc
            if host in pauses:
                yield request, pauses[host]
                continue
            self.asked.append(request)
            answer = self._answer(request)
            if isinstance(answer, FetchError) and answer.lasting is Lasting.THROTTLED:
                pauses[host] = answer
            yield request, answer

    def _answer(self, request: PageRequest) -> Page | FetchError:
        reason = "there is nothing at this address (HTTP 404)"
        nothing = FetchError(request.url, reason, lasting=Lasting.PERMANENT, status=404)
        found = self.pages.get(request.url, nothing)
        if isinstance(found, FetchError):
            return found
        same_tag = bool(request.etag) and request.etag == found.etag
        same_time = bool(request.last_modified) and request.last_modified == found.last_modified
        if same_tag or (same_time and not request.etag):
            return replace(found, status=304, body=b"", not_modified=True)
        return found


class ScriptedFolders:
    """A ``SavedFiles`` of folders in memory: path -> name -> (bytes, time of change)."""

    def __init__(self) -> None:
        self.folders: dict[str, dict[str, tuple[bytes, datetime]]] = {}
        self.opened: list[str] = []

    def files(self, path: str) -> tuple[SavedFile, ...]:
        if path not in self.folders:
            raise FetchError(path, "there is no such folder or file", lasting=Lasting.PERMANENT)
        return tuple(
            SavedFile(name=name, size=len(body), modified_at=modified_at)
            for name, (body, modified_at) in sorted(self.folders[path].items())
        )

    def body(self, path: str, file: SavedFile) -> bytes:
        self.opened.append(file.name)
        if file.name not in self.folders.get(path, {}):
            raise FetchError(f"{path}/{file.name}", "the file is gone", lasting=Lasting.TEMPORARY)
        return self.folders[path][file.name][0]


def page(url: str, body: bytes | str, *, content_type: str = "", etag: str = "", last_modified: str = "") -> Page:
    """A page for the script."""
    raw = body.encode() if isinstance(body, str) else body
    return Page(url=url, status=200, body=raw, content_type=content_type, etag=etag, last_modified=last_modified)
