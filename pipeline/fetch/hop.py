"""One request and its answer, within limits."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Self
from urllib.request import getproxies, proxy_bypass

import aiohttp
from aiohttp.abc import AbstractCookieJar
from yarl import URL

from pipeline.fetch.addresses import AddressGuard, hide_login
from pipeline.fetch.answers import REDIRECTS
from pipeline.fetch.bodies import too_large, unpack_body
from pipeline.fetch.faults import LIBRARY_ERRORS, explain_fault, private_address
from pipeline.fetch.settings import FetchSettings

# aiohttp's 8 KB a header is less than some policies of content security take.
_MAX_HEADER_BYTES = 32_768
_MAX_HEADERS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer as received: header names in any case, the body unpacked."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Hopper:
    """Two sets of connections: one that refuses private addresses, one for hosts and proxies we were told to trust."""

    def __init__(self, settings: FetchSettings) -> None:
        self._settings = settings
        self._guard = AddressGuard(settings.allow_private)
        self._proxies = getproxies() if settings.trust_env else {}
        self._exit = AsyncExitStack()

    async def __aenter__(self) -> Self:
        self._guarded = await self._exit.enter_async_context(self._open_session(self._guard))
        self._trusted = await self._exit.enter_async_context(self._open_session(None))
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._exit.aclose()

    async def ask(
        self, url: URL, headers: Mapping[str, str], cookies: AbstractCookieJar, max_bytes: int, within_s: float
    ) -> Answer:
        """Ask once, following nothing; raise ``FetchError`` when no whole answer comes within the limits."""
        subject = hide_login(url)
        proxy = self._proxy_for(url)
        if proxy and self._guard.refuses_literal(url.host or ""):
            raise private_address(subject)
        trusted = proxy is not None or self._guard.trusts(url.host or "")
        session = self._trusted if trusted else self._guarded
        try:
            async with asyncio.timeout(within_s):
                async with session.get(
                    url, headers=headers, cookies=cookies.filter_cookies(url), proxy=proxy, allow_redirects=False
                ) as response:
                    cookies.update_cookies(response.cookies, url)
                    raw = await _read_body(subject, response, max_bytes)
        except LIBRARY_ERRORS as error:
            raise explain_fault(subject, error) from error
        encoding = response.headers.get("Content-Encoding", "")
        body = unpack_body(subject, raw, encoding, max_bytes) if raw else b""
        return Answer(status=response.status, headers=response.headers, body=body)

    def _open_session(self, guard: AddressGuard | None) -> aiohttp.ClientSession:
        limits = self._settings
        return aiohttp.ClientSession(
            # Turns bound the connections; a second bound here would let waiting count as connecting.
            connector=aiohttp.TCPConnector(limit=0, socket_factory=guard.open_socket if guard else None),
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(
                total=None, connect=limits.connect_timeout_s, sock_read=limits.read_timeout_s
            ),
            headers={"User-Agent": limits.user_agent, "Accept-Encoding": "gzip, deflate"},
            auto_decompress=False,  # the library's own knows no limit
            trust_env=False,  # it would read .netrc too, and send its passwords
            max_line_size=_MAX_HEADER_BYTES,
            max_field_size=_MAX_HEADER_BYTES,
            max_headers=_MAX_HEADERS,
        )

    def _proxy_for(self, url: URL) -> URL | None:
        proxy = self._proxies.get(url.scheme) or self._proxies.get("all")
        if not proxy or not proxy.startswith("http") or proxy_bypass(url.host or ""):
            return None
        return URL(proxy)


async def _read_body(subject: str, response: aiohttp.ClientResponse, max_bytes: int) -> bytes:
    """Read the body of a success; nobody reads the others', so their connection is dropped."""
    if response.status in REDIRECTS or not 200 <= response.status < 300:
        return b""
    if (response.content_length or 0) > max_bytes:
        raise too_large(subject, max_bytes)
    body = bytearray()
    async for chunk in response.content.iter_any():
        body += chunk
        if len(body) > max_bytes:
            raise too_large(subject, max_bytes)
    return bytes(body)
