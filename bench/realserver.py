"""Serve folders of real feeds and pages over HTTP on loopback, as the web would.

    python -m bench.realserver --feeds DIR --pages DIR [--pages DIR ...] [--port N]

Feeds (``*.xml`` and the like, plain or .gz) are at ``/feeds/<name>``, pages (``*.html``, plain or .gz, at any depth) at
``/pages/<path>``, and ``/feeds/all-pages.xml`` is a generated feed that lists all pages. Stored gzip goes out as it is
with ``Content-Encoding: gzip``. Every answer has an ETag and a Last-Modified and honours conditional requests.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import quote, unquote
from xml.sax.saxutils import escape

LISTING = "/feeds/all-pages.xml"
_FEED_SUFFIXES = (".xml", ".rss", ".atom", ".rdf", ".json")
_PAGE_SUFFIXES = (".html", ".htm")
_TYPES = {".json": "application/feed+json", ".html": "text/html", ".htm": "text/html"}


@dataclass(frozen=True, slots=True)
class Stored:
    """A file's answer: ``packed`` bodies are gzip."""

    body: bytes
    content_type: str
    packed: bool
    modified_s: float

    @property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.body).hexdigest()[:16]}"'


@dataclass(slots=True)
class RealServer:
    """A running server. ``counts`` tells answers by status, so that a second run can be seen to ask conditionally."""

    base: str
    feeds: tuple[str, ...]  # paths
    pages: tuple[str, ...]
    counts: dict[int, int]

    def url(self, path: str) -> str:
        return self.base + path


@contextmanager
def serve_folders(feeds: Sequence[Path], pages: Sequence[Path], port: int = 0) -> Iterator[RealServer]:
    """Serve the folders until the block ends."""
    feed_files = dict(_files(feeds, "/feeds/", _FEED_SUFFIXES))
    page_files = dict(_files(pages, "/pages/", _PAGE_SUFFIXES))
    files = feed_files | page_files
    server = RealServer(base="", feeds=tuple(feed_files), pages=tuple(page_files), counts={})
    with ThreadingHTTPServer(("127.0.0.1", port), _handler_for(server, files)) as http:
        http.daemon_threads = True
        server.base = f"http://127.0.0.1:{http.server_port}"
        thread = Thread(target=http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            http.shutdown()
            thread.join()


def _handler_for(server: RealServer, files: dict[str, Path]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            path = unquote(self.path.partition("?")[0])
            stored = _listing(server) if path == LISTING else _load(files.get(path))
            if stored is None:
                self._answer(404, b"", {})
                return
            headers = {"ETag": stored.etag, "Last-Modified": formatdate(stored.modified_s, usegmt=True)}
            if self.headers.get("If-None-Match") == stored.etag:
                self._answer(304, None, headers)
                return
            headers["Content-Type"] = stored.content_type
            if stored.packed:
                headers["Content-Encoding"] = "gzip"
            self._answer(200, stored.body, headers)

        def _answer(self, status: int, body: bytes | None, headers: dict[str, str]) -> None:
            server.counts[status] = server.counts.get(status, 0) + 1
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if body is not None:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
            """Say nothing: what is benched prints."""

    return Handler


def _files(folders: Sequence[Path], prefix: str, suffixes: tuple[str, ...]) -> Iterator[tuple[str, Path]]:
    """Address paths of the files in the folders, without .gz."""
    for folder in folders:
        for file in sorted(folder.rglob("*")):
            name = file.relative_to(folder).as_posix().removesuffix(".gz")
            if file.is_file() and name.endswith(suffixes):
                yield f"{prefix}{name}", file


def _load(file: Path | None) -> Stored | None:
    if file is None:
        return None
    name = file.name.removesuffix(".gz")
    return Stored(
        body=file.read_bytes(),
        content_type=_TYPES.get(Path(name).suffix, "application/xml"),
        packed=file.name.endswith(".gz"),
        modified_s=file.stat().st_mtime,
    )


def _listing(server: RealServer) -> Stored:
    """An RSS feed with one entry for each page; without dates, which are the pages' to tell."""
    items = "".join(
        f"<item><title>{escape(path.rpartition('/')[2])}</title><link>{escape(server.url(quote(path)))}</link>"
        f"<guid isPermaLink='false'>{escape(path)}</guid></item>"
        for path in server.pages
    )
    feed = f"<rss version='2.0'><channel><title>All pages</title>{items}</channel></rss>"
    body = gzip.compress(feed.encode(), mtime=0)
    return Stored(body=body, content_type="application/rss+xml", packed=True, modified_s=0.0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feeds", type=Path, action="append", default=[])
    parser.add_argument("--pages", type=Path, action="append", default=[])
    parser.add_argument("--port", type=int, default=0)
    args = parser.parse_args()
    with serve_folders(args.feeds, args.pages, args.port) as server:
        print(f"{len(server.feeds)} feeds and {len(server.pages)} pages at {server.url(LISTING)}")
        try:
            input("Enter stops it. ")
        except (EOFError, KeyboardInterrupt):
            print("stopped")


if __name__ == "__main__":
    main()
