"""One request and its answer, within limits."""

from __future__ import annotations

import socket
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pycurl

from pipeline.errors import FetchError
from pipeline.fetch import faults
from pipeline.fetch.addresses import WebAddress
from pipeline.fetch.answers import is_success
from pipeline.fetch.bodies import too_large, unpack_body
from pipeline.fetch.guard import AddressGuard
from pipeline.fetch.heads import Head, is_bloated, read_head
from pipeline.fetch.settings import FetchSettings
from pipeline.fetch.trust import trust_roots

_NEVER_MS = 86_400_000  # the library's own clocks run on while nobody turns the loop; ours do not
_FOR_EVER = -1
_NO_SOCKET: int = pycurl.SOCKET_BAD
_SUPPRESS_CONNECT_HEADERS = 265  # of libcurl; its Python face has no name for it


class Question(NamedTuple):
    """What is asked of whom. ``headers`` are whole lines; ``cookies`` are in the library's own writing."""

    address: WebAddress
    headers: Sequence[bytes]
    cookies: Sequence[bytes]
    max_bytes: int
    cut: bool  # a longer body is cut, not refused
    within_s: float
    proxy: str  # "" for none


class Answer(NamedTuple):
    """An answer as received: header names in lower case, the body unpacked; ``cookies`` are those to send next."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    cookies: tuple[bytes, ...] = ()


class _Lent(socket.SocketType):
    """A socket of the plain type, which is opened in half the time. The library takes a copy and drops this one."""

    def __del__(self) -> None:
        self.close()


class Hop:
    """A handle of the HTTP library, for one question after the other.

    Times are those of the flight, in seconds: see ``flight``.
    """

    def __init__(self, settings: FetchSettings, guard: AddressGuard, roots: tuple[str, str]) -> None:
        self._settings = settings
        self._guard = guard
        self._lines: list[bytes] = []
        self._chunks: list[bytes] = []
        self.curl = self._open_handle(settings, roots)

    def prepare(self, question: Question, now: float) -> None:
        """Make the handle ready to ask. Nothing is asked before it is added to the library's loop."""
        self._lines.clear()
        self._chunks.clear()
        self._size = 0
        self._full = self._refused = False
        self.question = question
        self.begun = now
        self._heard, self._progress = now, 0
        self._trusted = bool(question.proxy) or self._guard.trusts(question.address.host)
        curl = self.curl
        curl.setopt(pycurl.URL, str(question.address))
        curl.setopt(pycurl.HTTPHEADER, question.headers)
        curl.setopt(pycurl.PROXY, question.proxy)
        for cookie in question.cookies:
            curl.setopt(pycurl.COOKIELIST, cookie)

    def pin(self, addresses: Sequence[str]) -> None:
        """Let the host of the question be found at these network addresses."""
        address = self.question.address
        found = ",".join(f"[{one}]" if ":" in one else one for one in addresses)
        self.curl.setopt(pycurl.RESOLVE, [f"{address.host}:{address.port}:{found}"])

    def overdue(self, now: float) -> str:
        """Why no more is waited for, "" while it is. To be asked several times within the shortest limit."""
        limits = self._settings
        if now - self.begun > self.question.within_s:
            return faults.TIMED_OUT
        progress = len(self._lines) + self._size
        if progress != self._progress:
            self._progress, self._heard = progress, now
        elif not progress and not self._is_connected():
            self._heard = now
            return faults.NOT_CONNECTED if now - self.begun > limits.connect_timeout_s else ""
        return faults.SILENT if now - self._heard > limits.read_timeout_s else ""

    def answer(self, code: int, words: str) -> Answer:
        """The answer, once the library has done with it; raise ``FetchError`` when no whole one came.

        ``code`` and ``words`` are the library's verdict, 0 for a success.
        """
        question, head = self.question, self._head()
        subject = str(question.address)
        if self._refused and not self._lines:
            raise faults.private_address(subject)
        if is_bloated(self._lines):
            raise FetchError(subject, faults.NO_HTTP)
        if head is None:
            raise self._explain(subject, code, words)
        body = self._body(subject, code, head) if is_success(head.status) else b""  # nobody reads any other
        return Answer(status=head.status, headers=head.headers, body=body, cookies=self._cookies(head))

    def rest(self) -> None:
        """Forget what belongs to one question, once it is out of the library's loop."""
        self._lines.clear()
        self._chunks.clear()
        self.curl.setopt(pycurl.COOKIELIST, "ALL")  # drops all
        self.curl.unsetopt(pycurl.RESOLVE)

    def _open_handle(self, settings: FetchSettings, roots: tuple[str, str]) -> pycurl.Curl:
        curl = pycurl.Curl()
        curl.setopt(pycurl.NOSIGNAL, 1)
        curl.setopt(pycurl.PROTOCOLS, pycurl.PROTO_HTTP | pycurl.PROTO_HTTPS)
        curl.setopt(pycurl.PATH_AS_IS, 1)  # we have put it in order, and say what we asked for
        curl.setopt(pycurl.USERAGENT, "".join(filter(str.isprintable, settings.user_agent)).encode())
        curl.setopt(pycurl.COOKIEFILE, "")  # keep cookies, in memory alone
        curl.setopt(_SUPPRESS_CONNECT_HEADERS, 1)  # a proxy's refusal is not the server's
        curl.setopt(pycurl.NOPROXY, "")  # set, if to nothing, so that the library does not read the environment
        curl.setopt(pycurl.CONNECTTIMEOUT_MS, _NEVER_MS)
        # Looking for stale names among a thousand costs more than asking a thousand feeds; a flight is short.
        curl.setopt(pycurl.DNS_CACHE_TIMEOUT, _FOR_EVER)
        curl.setopt(pycurl.OPENSOCKETFUNCTION, self._open_socket)
        curl.setopt(pycurl.HEADERFUNCTION, self._lines.append)
        curl.setopt(pycurl.WRITEFUNCTION, self._keep)
        trust_roots(curl, roots)
        return curl

    def _open_socket(self, purpose: int, place: Any) -> _Lent | int:
        """Open a socket for the very address that is connected to, unless it is private.

        Nothing lies between this look and the connection, so a name that resolves differently the second time gains
        nothing; literal addresses in any spelling pass here as well.
        """
        family, kind, protocol, address = place
        if not self._trusted and self._guard.refuses(address[0]):
            self._refused = True
            return _NO_SOCKET
        try:
            return _Lent(family, kind, protocol)
        except OSError:  # a system without IPv6, or with all its sockets in use
            return _NO_SOCKET

    def _keep(self, chunk: bytes) -> int | None:
        """Take a piece of the body; refuse one that nobody wants, which ends the question."""
        if not self._chunks and not self._wants_body():
            return 0
        room = self.question.max_bytes - self._size
        self._full = len(chunk) > room
        self._chunks.append(chunk[:room] if self._full else chunk)
        self._size += len(chunk)
        return 0 if self._full else None

    def _wants_body(self) -> bool:
        head = self._head()
        if head is None or not is_success(head.status):
            return False
        announced = head.headers.get("content-length", "")
        self._full = announced.isdigit() and int(announced[:19]) > self.question.max_bytes and not self.question.cut
        return not self._full

    def _is_connected(self) -> bool:
        """A handle outside the loop waits for a look-up, and still tells of its last question."""
        return self.curl.multi() is not None and self.curl.getinfo(pycurl.PRETRANSFER_TIME) > 0

    def _head(self) -> Head | None:
        return read_head(self._lines)

    def _body(self, subject: str, code: int, head: Head) -> bytes:
        question = self.question
        if self._full and not question.cut:
            raise too_large(subject, question.max_bytes)
        if code and not self._full:
            raise FetchError(subject, faults.BROKEN_OFF)
        most = max(self._settings.max_bytes, question.max_bytes) if question.cut else question.max_bytes
        raw, encoding = b"".join(self._chunks), head.headers.get("content-encoding", "")
        return unpack_body(subject, raw, encoding, most)[: question.max_bytes] if raw else b""

    def _cookies(self, head: Head) -> tuple[bytes, ...]:
        if "set-cookie" not in head.headers and not self.question.cookies:
            return ()
        return tuple(self.curl.getinfo_raw(pycurl.INFO_COOKIELIST))

    def _explain(self, subject: str, code: int, words: str) -> FetchError:
        if not code:  # nothing but interim answers, or a head without an end
            return FetchError(subject, faults.NO_HTTP)
        system = self.curl.getinfo(pycurl.OS_ERRNO)
        return faults.explain_fault(subject, code, words, system=system, proxied=bool(self.question.proxy))
