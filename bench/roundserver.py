"""Small feeds on loopback, each from its own host, of which one in a hundred fails; a process of its own.

    python -m bench.roundserver

Feed 300 is at http://127.0.2.44:PORT/300. Of the failing ones, the first answers with 500, the second hangs up, the
third is not there, the fourth says nothing, and so on. Prints its port, and serves until standard input is closed.
"""

from __future__ import annotations

import asyncio
import resource
import socket
import sys

FAILING_EVERY = 100
FAULTS = ("broken", "hung up", "not there", "silent")

_ENTRIES = 20
_LONGEST_REQUEST = 16_384
_UNCHANGED = b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n'


def fault_of(number: int) -> str:
    """How a feed fails, "" for one that does not."""
    turn, at = divmod(number, FAILING_EVERY)
    return "" if at else FAULTS[turn % len(FAULTS)]


def feed(number: int) -> bytes:
    """RSS, about six kilobytes of it."""
    items = "".join(
        f"<item><guid>{number}-{at}</guid><title>The harbour of town {number} opened pier number {at}</title>"
        f"<link>https://news{number}.example/2026/11/{at}-pier</link>"
        f"<pubDate>Sun, 01 Nov 2026 {at:02}:00:00 GMT</pubDate><description>The works took {at} years and cost more "
        f"than anybody in town {number} had said.</description></item>"
        for at in range(_ENTRIES)
    )
    return f'<rss version="2.0"><channel><title>News {number}</title>{items}</channel></rss>'.encode()


def reply(request: bytes) -> bytes | None:
    """The answer; b"" to hang up, None to say nothing."""
    number = int(request[5 : request.find(b" ", 5)])
    match fault_of(number):
        case "broken":
            return b"HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n"
        case "hung up":
            return b""
        case "not there":
            return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        case "silent":
            return None
    if b'\r\nif-none-match: "1"' in request.lower():
        return _UNCHANGED
    body = feed(number)
    head = f'HTTP/1.1 200 OK\r\nETag: "1"\r\nContent-Type: application/rss+xml\r\nContent-Length: {len(body)}\r\n\r\n'
    return head.encode() + body


class Stall(asyncio.Protocol):
    """One connection; requests come one after the other and have no bodies."""

    def __init__(self) -> None:
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer = (self._buffer + data)[-_LONGEST_REQUEST:]
        while b"\r\n\r\n" in self._buffer:
            request, _, self._buffer = self._buffer.partition(b"\r\n\r\n")
            answer = reply(request)
            if answer:
                self._transport.write(answer)
            elif answer == b"":
                self._transport.close()


async def serve() -> None:
    """Serve until standard input is closed."""
    loop = asyncio.get_running_loop()
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))  # there may be a connection for each feed
    listener = socket.socket()
    # All of 127.0.0.0/8 and nothing else: every address, but only of the loopback device.
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, b"lo")
    listener.bind(("0.0.0.0", 0))
    server = await loop.create_server(Stall, sock=listener, backlog=4096)
    print(listener.getsockname()[1], flush=True)
    closed = asyncio.Event()
    loop.add_reader(sys.stdin, closed.set)
    await closed.wait()
    server.close()


if __name__ == "__main__":
    asyncio.run(serve())
