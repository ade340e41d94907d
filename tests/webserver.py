"""A real server on loopback that misbehaves on demand; each way is a named scenario, served at ``/<name>``.

It speaks over bare sockets, since no server library will send what these must.
"""

from __future__ import annotations

import gzip
import ssl
import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from socket import SO_LINGER, SOL_SOCKET, socket
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Event, Thread

PAGE = b"<html><head><title>Port opens</title></head><body><p>The port opened on Monday.</p></body></html>"
SELF_SIGNED = Path(__file__).parent / "fetch" / "self_signed.pem"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it came in; header names in lower case."""

    path: str
    headers: dict[str, str]


@dataclass(slots=True)
class Web:
    """What the server serves, and what it was asked."""

    base: str = ""
    asked: list[Asked] = field(default_factory=list)
    stop: Event = field(default_factory=Event)  # ends the scenarios that drag on
    open_connections: int = 0
    robots: str = "no-robots"  # the scenario that answers for /robots.txt

    def url(self, scenario: str) -> str:
        return f"{self.base}/{scenario}"

    @property
    def port(self) -> int:
        return int(self.base.rpartition(":")[2])


RESET = b"reset"  # yielded by a scenario that breaks the connection instead of closing it

Scenario = Callable[[Web, Asked], Iterator[bytes]]
SCENARIOS: dict[str, Scenario] = {}


def scenario(play: Scenario) -> Scenario:
    SCENARIOS[play.__name__.replace("_", "-")] = play
    return play


def answer(status: str = "200 OK", body: bytes = b"", **headers: str) -> bytes:
    """A whole, honest answer; ``content_type="text/html"`` becomes a header of that name."""
    named = {"Content-Length": str(len(body)), "Connection": "close"}
    named |= {name.replace("_", "-").title(): value for name, value in headers.items()}
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in named.items() if value != "-"), "", ""]
    return "\r\n".join(lines).encode("utf-8") + body


@contextmanager
def serve(*, tls: bool = False) -> Iterator[Web]:
    """Run the server on a free port of loopback until the block ends."""
    web = Web()

    class Handler(BaseRequestHandler):
        def handle(self) -> None:
            web.open_connections += 1
            with suppress(OSError):
                _converse(web, self.request)
            web.open_connections -= 1

    with ThreadingTCPServer(("127.0.0.1", 0), Handler, bind_and_activate=True) as server:
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(SELF_SIGNED)
            server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        web.base = f"{'https' if tls else 'http'}://127.0.0.1:{server.server_address[1]}"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield web
        finally:
            web.stop.set()
            server.shutdown()
            thread.join()


def _converse(web: Web, connection: socket) -> None:
    asked = _read_request(connection)
    if asked is None:
        return
    web.asked.append(asked)
    name = asked.path.strip("/").partition("/")[0].partition("?")[0]
    play = SCENARIOS.get(web.robots if name == "robots.txt" else name)
    for part in play(web, asked) if play else [answer("404 Not Found")]:
        if part is RESET:
            connection.setsockopt(SOL_SOCKET, SO_LINGER, struct.pack("ii", 1, 0))
            connection.close()
            return
        connection.sendall(part)


def _read_request(connection: socket) -> Asked | None:
    raw = b""
    while b"\r\n\r\n" not in raw:
        part = connection.recv(65_536)
        if not part:
            return None
        if part.startswith(b"\x16"):  # a TLS greeting on a plain port
            connection.sendall(answer("400 Bad Request"))
            return None
        raw += part
    first, *lines = raw.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)}
    return Asked(path=first.split(" ")[1], headers=headers)


def _rest(asked: Asked) -> str:
    """What follows the scenario's name in the path: its argument."""
    return asked.path.strip("/").partition("/")[2]


@scenario
def page(web: Web, asked: Asked) -> Iterator[bytes]:
    yield answer(body=PAGE, content_type="text/html; charset=utf-8")


@scenario
def unchanged(web: Web, asked: Asked) -> Iterator[bytes]:
    known = asked.headers.get("if-none-match") == '"v1"' or "if-modified-since" in asked.headers
    if known:
        yield answer("304 Not Modified", content_length="-")
    else:
        yield answer(body=PAGE, etag='"v1"', last_modified="Mon, 02 Nov 2026 10:00:00 GMT")


@scenario
def unchanged_unasked(web: Web, asked: Asked) -> Iterator[bytes]:
    yield answer("304 Not Modified", content_length="-")


@scenario
def fresh_for_an_hour(web: Web, asked: Asked) -> Iterator[bytes]:
    yield answer(body=PAGE, cache_control="public, max-age=3600")


@scenario
def status(web: Web, asked: Asked) -> Iterator[bytes]:
    yield answer(f"{_rest(asked)} Said So", body=b"no")


@scenario
def pause_in_seconds(web: Web, asked: Asked) -> Iterator[bytes]:
    yield answer("429 Too Many Requests", retry_after="120")


@scenario
def pause_until(web: Web, asked: Asked) -> Iterator[bytes]:
    now, then = "Mon, 02 Nov 2026 10:00:00 GMT", "Mon, 02 Nov 2026 10:05:00 GMT"
    yield answer("503 Service Unavailable", date=now, retry_after=then)


@scenario
def moved(web: Web, asked: Asked) -> Iterator[bytes]:
    code, _, target = _rest(asked).partition("/")
    yield answer(f"{code} Moved", location=f"/{target}")


@scenario
def moved_to(web: Web, asked: Asked) -> Iterator[bytes]:
    """Redirect to the query as it stands: ``/moved-to?file:///etc/hosts``."""
    yield answer("302 Found", location=asked.path.partition("?")[2])


@scenario
def moved_nowhere(web: Web, asked: Asked) -> Iterator[bytes]:
    yield answer("301 Moved")


@scenario
def circle(web: Web, asked: Asked) -> Iterator[bytes]:
    yield answer("302 Found", location="/circle")


@scenario
def endless_redirects(web: Web, asked: Asked) -> Iterator[bytes]:
    yield answer("302 Found", location=f"/endless-redirects/{int(_rest(asked) or 0) + 1}")


@scenario
def cookie_wall(web: Web, asked: Asked) -> Iterator[bytes]:
    if "seen=1" in asked.headers.get("cookie", ""):
        yield answer(body=PAGE)
    else:
        yield answer("302 Found", location="/cookie-wall", set_cookie="seen=1; Path=/")


@scenario
def packed(web: Web, asked: Asked) -> Iterator[bytes]:
    yield answer(body=gzip.compress(PAGE), content_encoding="gzip")


@scenario
def packed_twice(web: Web, asked: Asked) -> Iterator[bytes]:
    yield answer(body=gzip.compress(gzip.compress(PAGE)), content_encoding="gzip")


@scenario
def packed_silently(web: Web, asked: Asked) -> Iterator[bytes]:
    yield answer(body=gzip.compress(PAGE), content_type="text/html")


@scenario
def packed_in_name_only(web: Web, asked: Asked) -> Iterator[bytes]:
    yield answer(body=PAGE, content_encoding="gzip")


@scenario
def packed_in_crumbs(web: Web, asked: Asked) -> Iterator[bytes]:
    yield answer(body=gzip.compress(b"") * 4_000, content_encoding="gzip")


@scenario
def deflated(web: Web, asked: Asked) -> Iterator[bytes]:
    yield answer(body=zlib.compress(PAGE), content_encoding="deflate")


@scenario
def deflated_bare(web: Web, asked: Asked) -> Iterator[bytes]:
    yield answer(body=zlib.compress(PAGE)[2:-4], content_encoding="deflate")


@scenario
def packed_unknown(web: Web, asked: Asked) -> Iterator[bytes]:
    yield answer(body=b"\x0b\x02\x80abc\x03", content_encoding="br")


@scenario
def packed_broken_off(web: Web, asked: Asked) -> Iterator[bytes]:
    yield answer(body=gzip.compress(PAGE)[:-30], content_encoding="gzip")


@scenario
def bomb(web: Web, asked: Asked) -> Iterator[bytes]:
    yield answer(body=_bomb(), content_encoding="gzip")


@cache
def _bomb() -> bytes:
    """Ten million zeros; packing many more takes longer than the clients of the tests are willing to wait."""
    return gzip.compress(b"\0" * 10_000_000)


@scenario
def too_large(web: Web, asked: Asked) -> Iterator[bytes]:
    yield answer(body=b"x" * 200_000)


@scenario
def endless(web: Web, asked: Asked) -> Iterator[bytes]:
    yield answer(content_length="-")
    while not web.stop.is_set():
        yield b"x" * 65_536


@scenario
def broken_off(web: Web, asked: Asked) -> Iterator[bytes]:
    yield answer(body=PAGE, content_length=str(len(PAGE) + 100))


@scenario
def hung_up(web: Web, asked: Asked) -> Iterator[bytes]:
    yield from ()


@scenario
def silent(web: Web, asked: Asked) -> Iterator[bytes]:
    web.stop.wait()
    yield from ()


@scenario
def silent_in_body(web: Web, asked: Asked) -> Iterator[bytes]:
    yield answer(body=PAGE[:10], content_length=str(len(PAGE)))
    web.stop.wait()


@scenario
def slow_page(web: Web, asked: Asked) -> Iterator[bytes]:
    """A page that begins at once and ends a little later."""
    yield answer(body=PAGE)[:-10]
    web.stop.wait(0.2)
    yield PAGE[-10:]


@scenario
def dripping(web: Web, asked: Asked) -> Iterator[bytes]:
    """A byte now and then, often enough never to be idle."""
    yield answer(content_length="100000")
    while not web.stop.wait(0.02):
        yield b"x"


@scenario
def dripping_headers(web: Web, asked: Asked) -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\n"
    while not web.stop.wait(0.02):
        yield b"X-Drip: 1\r\n"


@scenario
def huge_header(web: Web, asked: Asked) -> Iterator[bytes]:
    yield answer(body=PAGE, x_long="x" * 100_000)


@scenario
def many_headers(web: Web, asked: Asked) -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\n" + b"X-More: 1\r\n" * 5_000 + b"\r\n"


@scenario
def no_http(web: Web, asked: Asked) -> Iterator[bytes]:
    yield b"220 mail.example ready\r\n\r\n"


@scenario
def bomb_in_a_bomb(web: Web, asked: Asked) -> Iterator[bytes]:
    yield answer(body=gzip.compress(_bomb()), content_encoding="gzip, gzip")


@scenario
def pause_without_number(web: Web, asked: Asked) -> Iterator[bytes]:
    yield answer("503 Service Unavailable", retry_after="soon")


@scenario
def pause_until_long_ago(web: Web, asked: Asked) -> Iterator[bytes]:
    yield answer("429 Too Many Requests", retry_after="Thu, 01 Jan 1970 00:00:00 GMT")


@scenario
def cookie_for_everybody(web: Web, asked: Asked) -> Iterator[bytes]:
    """A cookie for a host of its own and one for a whole top-level domain; then off to the address of the query."""
    yield answer(
        "302 Found",
        location=asked.path.partition("?")[2],
        set_cookie="mine=1; Path=/\r\nSet-Cookie: all=1; Domain=example",
    )


@scenario
def cookie_with_too_much(web: Web, asked: Asked) -> Iterator[bytes]:
    yield answer(body=b"x" * 200_000, set_cookie="seen=1; Path=/")


@scenario
def chunked(web: Web, asked: Asked) -> Iterator[bytes]:
    """In chunks, with a trailer after them."""
    yield b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    yield b'%x\r\n%b\r\n0\r\nETag: "late"\r\n\r\n' % (len(PAGE), PAGE)


@scenario
def chunked_badly(web: Web, asked: Asked) -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nmany\r\nbytes\r\n"


@scenario
def chunked_broken_off(web: Web, asked: Asked) -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"


@scenario
def chunked_without_measure(web: Web, asked: Asked) -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffffff\r\nhello\r\n"


@scenario
def longer_than_said(web: Web, asked: Asked) -> Iterator[bytes]:
    yield answer(body=PAGE + b"and more", content_length=str(len(PAGE)))


@scenario
def length_below_nothing(web: Web, asked: Asked) -> Iterator[bytes]:
    yield answer(body=PAGE, content_length="-5")


@scenario
def length_of_a_fleet(web: Web, asked: Asked) -> Iterator[bytes]:
    yield answer(body=PAGE, content_length="9" * 40)


@scenario
def two_lengths(web: Web, asked: Asked) -> Iterator[bytes]:
    yield answer(body=PAGE, content_length=f"{len(PAGE)}\r\nContent-Length: 7")


@scenario
def two_types(web: Web, asked: Asked) -> Iterator[bytes]:
    yield answer(body=PAGE, content_type="text/html\r\nContent-Type: image/png")


@scenario
def folded_header(web: Web, asked: Asked) -> Iterator[bytes]:
    yield answer(body=PAGE, content_type="text/html;\r\n charset=utf-8")


@scenario
def nothing_in_header(web: Web, asked: Asked) -> Iterator[bytes]:
    yield answer(body=PAGE, etag='"a\0b"')


@scenario
def odd_headers(web: Web, asked: Asked) -> Iterator[bytes]:
    """Raw UTF-8 and raw Latin-1."""
    yield b'HTTP/1.1 200 OK\r\nContent-Type: text/\xed\x95\x9c\r\nETag: "\xe9"\r\nLast-Modified: \xea\xb0\x80\r\n'
    yield b"Content-Length: %d\r\n\r\n%b" % (len(PAGE), PAGE)


@scenario
def header_without_colon(web: Web, asked: Asked) -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\nno colon\r\nContent-Length: %d\r\n\r\n%b" % (len(PAGE), PAGE)


@scenario
def line_ends_alone(web: Web, asked: Asked) -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\nContent-Length: %d\n\n%b" % (len(PAGE), PAGE)


@scenario
def without_head(web: Web, asked: Asked) -> Iterator[bytes]:
    """HTTP/0.9: the page and nothing else."""
    yield PAGE


@scenario
def status_of_no_kind(web: Web, asked: Asked) -> Iterator[bytes]:
    yield b"HTTP/1.1 9999 What\r\n\r\n"


@scenario
def reset_in_head(web: Web, asked: Asked) -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\nContent-Type: text/"
    yield RESET


@scenario
def reset_in_body(web: Web, asked: Asked) -> Iterator[bytes]:
    yield answer(body=PAGE[:10], content_length=str(len(PAGE)))
    yield RESET


@scenario
def head_broken_off(web: Web, asked: Asked) -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@scenario
def interim(web: Web, asked: Asked) -> Iterator[bytes]:
    yield b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" * 3 + answer(body=PAGE, etag='"v1"')


@scenario
def interim_only(web: Web, asked: Asked) -> Iterator[bytes]:
    yield b"HTTP/1.1 103 Early Hints\r\n\r\n" * 3


@scenario
def interim_flood(web: Web, asked: Asked) -> Iterator[bytes]:
    while not web.stop.is_set():
        yield b"HTTP/1.1 102 Processing\r\nX-Wait: 1\r\n\r\n" * 100


@scenario
def switched(web: Web, asked: Asked) -> Iterator[bytes]:
    yield b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n"


@scenario
def dripping_error(web: Web, asked: Asked) -> Iterator[bytes]:
    """Not found, at length."""
    yield answer("404 Not Found", content_length="100000")
    while not web.stop.wait(0.02):
        yield b"x"


@scenario
def header_without_end(web: Web, asked: Asked) -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\nX-Long: "
    while not web.stop.is_set():
        yield b"x" * 65_536


@scenario
def headers_without_end(web: Web, asked: Asked) -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\n"
    while not web.stop.is_set():
        yield b"X-More: 1\r\n" * 5_000


@scenario
def robots_allow(web: Web, asked: Asked) -> Iterator[bytes]:
    yield answer(body=b"User-agent: *\nAllow: /\n", content_type="text/plain")


@scenario
def robots_disallow(web: Web, asked: Asked) -> Iterator[bytes]:
    """Everybody may read /page, we may not."""
    yield answer(body=b"User-agent: *\nDisallow: /packed\n\nUser-agent: seedwatch\nDisallow: /page\n")


@scenario
def robots_slow(web: Web, asked: Asked) -> Iterator[bytes]:
    yield answer(body=b"User-agent: *\nCrawl-delay: 0.1\n")


@scenario
def robots_broken(web: Web, asked: Asked) -> Iterator[bytes]:
    yield answer("500 Internal Server Error")


@scenario
def robots_busy(web: Web, asked: Asked) -> Iterator[bytes]:
    yield answer("429 Too Many Requests", retry_after="120")


@scenario
def robots_page(web: Web, asked: Asked) -> Iterator[bytes]:
    yield answer(body=b"<!doctype html><pre>\nUser-agent: *\nDisallow: /\n</pre>", content_type="text/html")


@scenario
def robots_huge(web: Web, asked: Asked) -> Iterator[bytes]:
    """One rule at the start, one beyond all that anybody reads; told to be endless."""
    yield answer(content_length="-")
    yield b"User-agent: *\nDisallow: /packed\n" + b"# nothing\n" * 60_000 + b"Disallow: /page\n"


@scenario
def robots_moved(web: Web, asked: Asked) -> Iterator[bytes]:
    yield answer("301 Moved", location="/moved/302/robots-disallow")


@scenario
def robots_circle(web: Web, asked: Asked) -> Iterator[bytes]:
    yield answer("302 Found", location="/circle")


@scenario
def robots_inside(web: Web, asked: Asked) -> Iterator[bytes]:
    yield answer("302 Found", location="http://169.254.169.254/robots.txt")


@scenario
def robots_silent(web: Web, asked: Asked) -> Iterator[bytes]:
    web.stop.wait()
    yield from ()


@scenario
def robots_noise(web: Web, asked: Asked) -> Iterator[bytes]:
    yield answer(body=bytes(range(256)) * 100)
