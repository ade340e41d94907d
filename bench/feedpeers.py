"""Those who update feeds side by side: this program, ``reader``, and a bare loop that stores nothing.

    python -m bench.feedpeers PEER --port PORT --feeds N --latency-ms MS --folder DIR

One peer in a process of its own, with a new database in DIR: everything new, then nothing, then one feed in ten, then
nothing again while every answer takes MS milliseconds. What each pass took goes to DIR/result.json.

The libraries are imported where a peer is opened: nobody shall carry another's weight, and worker processes import
this file again.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import sqlite3
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Protocol

from bench.farm import Farm
from bench.processes import cpu_seconds

PHASES = ("cold", "warm", "tick", "warm_late")
#: Threads of ``reader`` (its documentation's example), and connections at a time of the bare loop.
READER_WORKERS = 10
BARE_CONNECTIONS = 100
# Who is polite waits between two requests to one host; in life more than this lies between two passes.
_PAUSE_S = 1.2


class Peer(Protocol):
    def update(self) -> None:
        """Ask every feed, and take in what is new."""

    def counts(self) -> list[int]:
        """How many entries of each feed there are by now, in the order of the feeds."""

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Pass:
    """What one pass over all feeds took and did."""

    wall_s: float
    cpu_s: float  # of the process and all it started
    whole: int  # documents the farm sent
    unchanged: int  # times it said that nothing had changed
    counts: list[int]


class Ours:
    """The update as the program does it, in an installation with its default settings."""

    def __init__(self, farm: Farm, folder: Path) -> None:
        from pipeline.app import App

        write_installation(farm, folder)
        self._app = App(folder, environment={})
        self._plan = self._app.plan
        self._store = self._app.store  # the database is opened, as it is once when a service starts
        self._database = database_in(folder)
        self._feeds = farm.feeds

    def update(self) -> None:
        from pipeline.run.polling import poll_sources
        from pipeline.run.ports import Moment

        now = datetime.now(UTC)
        for _ in poll_sources(self._plan, self._app.ports, Moment(now=now, stamp=now), force=True, only=()):
            pass

    def counts(self) -> list[int]:
        query = "SELECT source_id, count(*) FROM sighting GROUP BY source_id"
        return count_entries(self._database, query, [source_id(number) for number in range(self._feeds)])

    def close(self) -> None:
        self._app.__exit__(None, None, None)


def database_in(folder: Path) -> Path:
    return folder / "data" / "seedwatch.db"


def source_id(number: int) -> str:
    return f"feed-{number}"


def write_installation(farm: Farm, folder: Path) -> None:
    """Write the settings: the feeds, the leave to read from loopback, a watch that looks for nothing.

    All else stays as it comes.
    """
    sources = [
        {"id": source_id(number), "name": f"Feed {number}", "url": farm.url(number), "pages": False}
        for number in range(farm.feeds)
    ]
    watch = folder / "config" / "watches" / "news"
    watch.mkdir(parents=True)
    (watch / "watch.yaml").write_text('{"title": "News"}')
    (watch / "profile.yaml").write_text('{"entities": []}')
    (folder / "config" / "seedwatch.yaml").write_text('{"fetch": {"allow_private": ["127.0.0.0/8"]}}')
    (folder / "config" / "sources.yaml").write_text(json.dumps({"sources": sources}))


class Reader:
    """The library of that name, with its defaults."""

    def __init__(self, farm: Farm, folder: Path) -> None:
        if importlib.util.find_spec("sgmllib") is None:
            # Its own copy of feedparser 6.0.11 needs that module, which newer feedparsers no longer bring along; so it
            # is told to use the installed one, which takes as long.
            os.environ["READER_NO_VENDORED_FEEDPARSER"] = "1"
        from reader import make_reader

        self._database = folder / "reader.sqlite"
        self._reader = make_reader(str(self._database))
        self._urls = [farm.url(number) for number in range(farm.feeds)]
        for url in self._urls:
            self._reader.add_feed(url)

    def update(self) -> None:
        # Else it would let an hour pass before it asks a feed again.
        self._reader.update_feeds(workers=READER_WORKERS, scheduled=False)

    def counts(self) -> list[int]:
        return count_entries(self._database, "SELECT feed, count(*) FROM entries GROUP BY feed", self._urls)

    def close(self) -> None:
        self._reader.close()


def count_entries(database: Path, query: str, keys: list[str]) -> list[int]:
    connection = sqlite3.connect(database)
    try:
        found = dict(connection.execute(query).fetchall())
    finally:
        connection.close()
    return [found.get(key, 0) for key in keys]


class Bare:
    """libcurl and feedparser, and nothing kept but validators and ids: what cannot be left out."""

    def __init__(self, farm: Farm, _folder: Path) -> None:
        import feedparser
        import pycurl

        self._curl = pycurl
        self._parse = feedparser.parse
        self._multi = pycurl.CurlMulti()
        self._requests = [BareRequest(pycurl.Curl(), farm.url(number)) for number in range(farm.feeds)]

    def update(self) -> None:
        waiting = deque(self._requests)
        asked: dict[Any, BareRequest] = {}
        while waiting or asked:
            while waiting and len(asked) < BARE_CONNECTIONS:
                request = waiting.popleft()
                handle = request.prepare(self._curl)
                asked[handle] = request
                self._multi.add_handle(handle)
            self._multi.perform()
            _, done, failed = self._multi.info_read(len(asked))
            if failed:
                raise RuntimeError(f"the bare loop failed: {failed[0]}")
            for handle in done:
                self._multi.remove_handle(handle)
                self._take(asked.pop(handle), handle.getinfo(self._curl.RESPONSE_CODE))
            if not done:
                self._multi.select(0.01)

    def _take(self, request: BareRequest, status: int) -> None:
        if status == 200:
            request.etag = request.told.get("etag", "")
            headers = {"content-type": request.told.get("content-type", "")}
            request.body.seek(0)
            parsed = self._parse(request.body, response_headers=headers)
            request.ids.update(entry.get("id") or entry.get("link") for entry in parsed.entries)
        request.body = BytesIO()

    def counts(self) -> list[int]:
        return [len(request.ids) for request in self._requests]

    def close(self) -> None:
        self._multi.close()


class BareRequest:
    """One feed of the bare loop."""

    def __init__(self, handle: Any, url: str) -> None:
        self._handle = handle
        self._url = url
        self.etag = ""
        self.told: dict[str, str] = {}  # headers of the last answer
        self.body = BytesIO()
        self.ids: set[str] = set()

    def prepare(self, curl: Any) -> Any:
        self.told.clear()
        self._handle.setopt(curl.URL, self._url)
        self._handle.setopt(curl.ACCEPT_ENCODING, "gzip")
        self._handle.setopt(curl.HTTPHEADER, [f"If-None-Match: {self.etag}"] if self.etag else [])
        self._handle.setopt(curl.HEADERFUNCTION, self._hear)
        self._handle.setopt(curl.WRITEFUNCTION, self.body.write)
        return self._handle

    def _hear(self, line: bytes) -> None:
        name, _, value = line.decode("latin-1").partition(":")
        self.told[name.strip().lower()] = value.strip()


PEERS: dict[str, Callable[[Farm, Path], Peer]] = {"ours": Ours, "reader": Reader, "bare": Bare}


def passes(peer: Peer, farm: Farm, latency_ms: int) -> Iterator[Pass]:
    """Run the phases one after the other."""
    for ticks, milliseconds in ((0, 0), (0, 0), (1, 0), (1, latency_ms)):
        farm.show_ticks(ticks)
        farm.set_latency(milliseconds)
        time.sleep(_PAUSE_S)
        farm.take_counts()
        wall, cpu = time.perf_counter(), cpu_seconds()
        peer.update()
        wall, cpu = time.perf_counter() - wall, cpu_seconds() - cpu
        whole, unchanged = farm.take_counts()
        yield Pass(wall, cpu, whole, unchanged, peer.counts())


def main() -> None:
    parser = argparse.ArgumentParser(description="Update the feeds of a farm as one peer does, and say what it took.")
    parser.add_argument("peer", choices=PEERS)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--feeds", type=int, required=True)
    parser.add_argument("--latency-ms", type=int, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    args = parser.parse_args()
    farm = Farm(port=args.port, feeds=args.feeds)
    peer = PEERS[args.peer](farm, args.folder)
    found = {phase: asdict(one) for phase, one in zip(PHASES, passes(peer, farm, args.latency_ms), strict=True)}
    peer.close()
    (args.folder / "result.json").write_text(json.dumps(found))


if __name__ == "__main__":
    main()
