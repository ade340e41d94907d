"""The demo's world on real HTTP servers: one for each outlet, on loopback."""

from __future__ import annotations

import gzip
import hashlib
import socketserver
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from pipeline.demo.rendering import Site, feed_content_type, render_down, render_feed, render_front, render_page
from pipeline.demo.world import DemoArticle, Outlet, Trouble, World
from pipeline.model.source import Source

_SLOW_S = 20.0  # longer than any client of the demo waits
_STOP_CHECK_S = 0.05  # how often a server looks whether it is to stop; the default of 0.5 s adds up over the outlets
_FEED = "/feed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What an outlet answers to one request."""

    status: HTTPStatus
    body: bytes
    content_type: str
    changed_at: datetime | None = None  # for Last-Modified

    @property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.body).hexdigest()[:20]}"'


class DemoWeb:
    """All outlets of a world, each on a port of its own while the ``with`` block lasts. It starts on day 1."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._day = 1
        self._closing = Event()
        self._servers: list[_OutletServer] = []

    def __enter__(self) -> Self:
        for outlet in self._world.outlets:
            server = _OutletServer(self, outlet)
            self._servers.append(server)
            Thread(target=server.serve_forever, args=(_STOP_CHECK_S,), name=f"demo-{outlet.id}", daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        for server in self._servers:
            server.shutdown()
            server.server_close()

    def set_day(self, day: int) -> None:
        """Let every outlet show the day, counted from 1; raise ``ValueError`` for a day the world does not have."""
        self._world.digest_at(day)
        self._day = day

    def sources(self) -> tuple[Source, ...]:
        """The catalogue of the running world: each outlet's feed, and the second feed where there is one."""
        return tuple(source for server in self._servers for source in _sources(server.site))

    def answers(self, day: int) -> dict[str, DemoArticle]:
        """Address to article, for all that feeds in good order show on the day, as it reads then."""
        return {
            server.site.url(article): article
            for server in self._servers
            if server.site.outlet.trouble_on(day) is None
            for article in self._world.shown(server.site.outlet, day)
        }

    def reply(self, site: Site, path: str) -> Reply:
        """What the outlet answers today to a request for ``path``; a slow one takes its time first."""
        trouble = site.outlet.trouble_on(self._day)
        articles = self._world.shown(site.outlet, self._day)
        if trouble is Trouble.GONE:
            return _page(site, render_down(site), HTTPStatus.GONE)
        second = path == _second_path(site.outlet)
        if second or path == _FEED:
            return self._feed_reply(site, articles, trouble, second=second)
        if path == "/":
            return _page(site, render_front(site, articles))
        found = next((item for item in articles if site.path(item) == path), None)
        if found is None:
            return _page(site, render_down(site), HTTPStatus.NOT_FOUND)
        return _page(site, render_page(site, found, articles))

    def _feed_reply(
        self, site: Site, articles: tuple[DemoArticle, ...], trouble: Trouble | None, *, second: bool
    ) -> Reply:
        if trouble is Trouble.SLOW:
            self._closing.wait(_SLOW_S)
        if trouble is Trouble.BROKEN:
            return _page(site, render_down(site))
        shown = tuple(item for item in articles if item.also_in_second_feed or not second)
        return Reply(
            status=HTTPStatus.OK,
            body=render_feed(site, shown, f"utm_source={site.outlet.second_feed}&utm_medium=rss" if second else ""),
            content_type=feed_content_type(site.outlet),
            changed_at=max((item.updated or item.published for item in shown), default=None),
        )


def _sources(site: Site) -> Iterator[Source]:
    outlet = site.outlet
    yield _source(site, outlet.id, _FEED)
    second_path = _second_path(outlet)
    if second_path is not None:
        yield _source(site, f"{outlet.id}-{outlet.second_feed}", second_path)


def _second_path(outlet: Outlet) -> str | None:
    return f"{_FEED}/{outlet.second_feed}" if outlet.second_feed else None


def _source(site: Site, source_id: str, path: str) -> Source:
    outlet = site.outlet
    return Source(
        id=source_id, name=outlet.name, url=site.base + path, language=outlet.language, country=outlet.country
    )


def _page(site: Site, body: bytes, status: HTTPStatus = HTTPStatus.OK) -> Reply:
    return Reply(status=status, body=body, content_type=f"text/html; charset={site.outlet.encoding.lower()}")


def _http_date(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC), usegmt=True)


class _OutletServer(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 32  # a run asks for many pages at once

    def __init__(self, web: DemoWeb, outlet: Outlet) -> None:
        self.web = web
        super().__init__(("127.0.0.1", 0), _Handler)
        self.site = Site(outlet=outlet, base=f"http://127.0.0.1:{self.server_address[1]}")

    def server_bind(self) -> None:
        # HTTPServer asks the name service for its own name here, which can take seconds on a machine without network.
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = "127.0.0.1", self.server_address[1]

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a client that did not wait for the slow outlet; the base class prints a traceback for it."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # typeshed: a private alias


class _Handler(BaseHTTPRequestHandler):
    server: _OutletServer
    timeout = 10  # seconds for a client to send its request

    def do_GET(self) -> None:
        reply = self.server.web.reply(self.server.site, urlsplit(self.path).path)
        if reply.status is HTTPStatus.OK and self._knows(reply):
            self._send(reply, HTTPStatus.NOT_MODIFIED, b"")
        else:
            self._send(reply, reply.status, reply.body)

    def _knows(self, reply: Reply) -> bool:
        """Whether the client has this body already; a known ETag outranks a date (RFC 9110, 13.2.2)."""
        if "If-None-Match" in self.headers:
            return reply.etag in self.headers["If-None-Match"]
        since = self.headers.get("If-Modified-Since")
        return since is not None and reply.changed_at is not None and since == _http_date(reply.changed_at)

    def _send(self, reply: Reply, status: HTTPStatus, body: bytes) -> None:
        packed = bool(body) and "gzip" in self.headers.get("Accept-Encoding", "")
        sent = gzip.compress(body, mtime=0) if packed else body
        self.send_response(status)
        self.send_header("Content-Type", reply.content_type)
        self.send_header("ETag", reply.etag)
        if reply.changed_at is not None:
            self.send_header("Last-Modified", _http_date(reply.changed_at))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        self.wfile.write(sent)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Keep quiet: the run reports what it fetched."""
