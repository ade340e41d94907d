"""The farm of ``feedfarm``, served on loopback by a process of its own; each feed is its own host.

    python -m bench.farmserver --feeds N

Feed 300 is at http://127.0.2.44:PORT/300.xml: Linux answers on the whole of 127.0.0.0/8, so whoever is polite to hosts
has as many hosts to be polite to as there are feeds. Every answer is made beforehand, packed, with ETag and
Last-Modified; conditional requests get 304. The server costs little, for it shares its cores with what it measures.

``/control/tick/N`` shows the feeds as they are after N ticks, ``/control/latency/MS`` holds every answer back, and
``/control/counts`` tells how many whole answers and how many 304 there were since it was asked last.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import re
import resource
import socket
import sys
from dataclasses import dataclass
from functools import partial

from bench.feedfarm import Document, changes_at, document

_MATCH = re.compile(rb"\r\nif-none-match:[ \t]*([^\r]*)", re.IGNORECASE)
_SINCE = re.compile(rb"\r\nif-modified-since:[ \t]*([^\r]*)", re.IGNORECASE)
_LONGEST_REQUEST = 16_384


@dataclass(frozen=True, slots=True)
class Answer:
    """What a feed says, head and body in one piece."""

    etag: bytes
    modified: bytes
    whole: bytes
    unchanged: bytes


class Field:
    """All answers, at the tick that is shown."""

    def __init__(self, feeds: int) -> None:
        self._sown = [_answer(document(number)) for number in range(feeds)]
        self._changed: dict[tuple[int, int], Answer] = {}
        self._shown = self._sown
        self.latency_s = 0.0
        self._whole = self._unchanged = 0  # answers given
        self.show_ticks(1)  # so that no later order takes long
        self.show_ticks(0)

    def show_ticks(self, ticks: int) -> None:
        self._shown = list(self._sown)
        for tick in range(1, ticks + 1):
            for number in range(len(self._sown)):
                if changes_at(number, tick):
                    self._shown[number] = self._at(number, tick)

    def _at(self, number: int, tick: int) -> Answer:
        if (number, tick) not in self._changed:
            self._changed[number, tick] = _answer(document(number, tick))
        return self._changed[number, tick]

    def reply(self, request: bytes) -> tuple[bytes, float]:
        """The answer to a request, and the seconds to hold it back."""
        path = request[5 : request.find(b" ", 5)]
        if path.startswith(b"control/"):
            return self._obey(path), 0.0
        number = path.removesuffix(b".xml")
        if not number.isdigit() or int(number) >= len(self._shown):
            return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", self.latency_s
        answer = self._shown[int(number)]
        if _has(request, answer):
            self._unchanged += 1
            return answer.unchanged, self.latency_s
        self._whole += 1
        return answer.whole, self.latency_s

    def _obey(self, path: bytes) -> bytes:
        told = b""
        match path.decode("ascii", "replace").split("/"):
            case [_, "tick", number] if number.isdigit():
                self.show_ticks(int(number))
            case [_, "latency", number] if number.isdigit():
                self.latency_s = int(number) / 1000
            case [_, "counts"]:
                told = b"%d %d" % (self._whole, self._unchanged)
                self._whole = self._unchanged = 0
            case _:
                return b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"
        return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(told) + told


def _has(request: bytes, answer: Answer) -> bool:
    """Whether the asker has this document already (RFC 9110, section 13.2.2: the ETag decides where one is given)."""
    if match := _MATCH.search(request):
        return match[1] == answer.etag
    since = _SINCE.search(request)
    return since is not None and since[1] == answer.modified


def _answer(made: Document) -> Answer:
    packed = gzip.compress(made.body, 6, mtime=0)
    etag, modified = made.etag.encode(), made.modified.encode()
    validators = b"ETag: " + etag + b"\r\nLast-Modified: " + modified + b"\r\n"
    body_head = f"Content-Type: {made.content_type}\r\nContent-Encoding: gzip\r\nContent-Length: {len(packed)}\r\n"
    return Answer(
        etag=etag,
        modified=modified,
        whole=b"HTTP/1.1 200 OK\r\n" + validators + body_head.encode() + b"\r\n" + packed,
        unchanged=b"HTTP/1.1 304 Not Modified\r\n" + validators + b"\r\n",
    )


class Stall(asyncio.Protocol):
    """One connection; requests come one after the other and have no bodies."""

    def __init__(self, field: Field) -> None:
        self._field = field
        self._buffer = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        assert self._transport, "data comes over a connection"
        self._buffer += data
        if len(self._buffer) > _LONGEST_REQUEST:
            self._transport.close()
        while b"\r\n\r\n" in self._buffer:
            request, _, self._buffer = self._buffer.partition(b"\r\n\r\n")
            answer, wait_s = self._field.reply(request)
            if wait_s:
                asyncio.get_running_loop().call_later(wait_s, self._transport.write, answer)
            else:
                self._transport.write(answer)


async def serve(field: Field) -> None:
    """Serve until standard input is closed."""
    loop = asyncio.get_running_loop()
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))  # there may be a connection for each feed
    listener = socket.socket()
    # All of 127.0.0.0/8 and nothing else: every address, but only of the loopback device.
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, b"lo")
    listener.bind(("0.0.0.0", 0))
    server = await loop.create_server(partial(Stall, field), sock=listener, backlog=4096)
    print(listener.getsockname()[1], flush=True)
    closed = asyncio.Event()
    loop.add_reader(sys.stdin, closed.set)
    await closed.wait()
    server.close()


def main() -> None:
    parser = argparse.ArgumentParser(description="Serve made-up feeds on loopback, each from its own host.")
    parser.add_argument("--feeds", type=int, default=1000)
    asyncio.run(serve(Field(parser.parse_args().feeds)))


if __name__ == "__main__":
    main()
