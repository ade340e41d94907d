"""What may be asked for, and which network addresses may be connected to."""

from __future__ import annotations

import errno
import socket
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any

from yarl import URL

from pipeline.errors import FetchError, Lasting

_Address = IPv4Address | IPv6Address
_Network = IPv4Network | IPv6Network

_MAX_URL_LENGTH = 8_000  # the length RFC 9110, section 4.1, asks everybody to support
# What the system's own tables call global, or call so only in newer versions of them.
_NOT_PUBLIC = tuple(
    IPv6Network(network)
    for network in (
        "fec0::/10",  # site-local, RFC 3879
        "64:ff9b:1::/48",  # NAT64 within one network, RFC 8215: where the IPv4 address stands is that network's choice
        "3fff::/20",  # documentation, RFC 9637
        "5f00::/16",  # segment routing within one network, RFC 9602
    )
)
# IPv4 addresses in the last four bytes: NAT64 (RFC 6052), compatible (RFC 4291), translated (RFC 2765).
_ENDS_IN_IPV4 = tuple(IPv6Network(network) for network in ("64:ff9b::/96", "::/96", "::ffff:0:0:0/96"))


class RefusedAddressError(OSError):
    """A private address, refused before a connection is made.

    The message is the same for all addresses: happy eyeballs merges unlike errors into one and loses their class.
    """

    def __init__(self) -> None:
        super().__init__(errno.EACCES, "private address refused")


def parse_web_url(url: str) -> URL:
    """Parse an address that may be fetched; raise a permanent ``FetchError`` for any other.

    Only http and https with a host are fetched: no file:, data: or javascript:, wherever the address comes from.
    """
    if len(url) > _MAX_URL_LENGTH:
        raise FetchError(_printable(url[:200]), "the address is too long", lasting=Lasting.PERMANENT)
    parsed, host, port = _parse_url(url)
    if parsed.scheme not in ("http", "https"):
        scheme = f"{parsed.scheme}:" if parsed.scheme else "an address without http"
        reason = f"only http and https addresses are fetched, not {scheme}"
        raise FetchError(hide_login(parsed), reason, lasting=Lasting.PERMANENT)
    if not host or port == 0:
        raise FetchError(hide_login(parsed), "this is no valid web address", lasting=Lasting.PERMANENT)
    return parsed.with_fragment(None)


def hide_login(url: URL) -> str:
    """The address without user name and password, for reports and records."""
    if not url.absolute or not url.raw_host:
        return str(url)
    return str(url.with_user(None))


def _parse_url(url: str) -> tuple[URL, str, int | None]:
    """Parse an address, its host and port at once: the library looks at some parts only when they are asked for."""
    try:
        parsed = URL(url.strip())
        host, port = parsed.host or "", parsed.port
        str(parsed).encode()
    except (ValueError, IndexError) as error:  # IndexError: brackets after a semicolon
        raise FetchError(_printable(url), "this is no valid web address", lasting=Lasting.PERMANENT) from error
    return parsed, host, port


def _printable(url: str) -> str:
    return url.encode("utf-8", "backslashreplace").decode("utf-8")


class AddressGuard:
    """Tells private addresses from public ones."""

    def __init__(self, allow_private: Sequence[str]) -> None:
        """Take networks, addresses and host names that are allowed although private."""
        self._networks: list[_Network] = []
        self._hosts: set[str] = set()
        for allowed in allow_private:
            try:
                self._networks.append(ip_network(allowed, strict=False))
            except ValueError:
                self._hosts.add(allowed.lower().rstrip("."))

    def trusts(self, host: str) -> bool:
        """Whether this host may be reached at any address."""
        return host.lower().rstrip(".") in self._hosts

    def refuses(self, address: str) -> bool:
        """Whether this network address is private (or otherwise not of the public internet) and not allowed."""
        found = ip_address(address.partition("%")[0])
        candidates = [found, *_embedded(found)]
        if any(one in network for one in candidates for network in self._networks if one.version == network.version):
            return False
        return any(map(_is_not_public, candidates))

    def refuses_literal(self, host: str) -> bool:
        """Whether the host is itself written as a refused address, for requests that a proxy resolves."""
        try:
            return self.refuses(host) and not self.trusts(host)
        except ValueError:
            return host == "localhost" and not self.trusts(host)

    def open_socket(self, addr_info: tuple[Any, Any, int, str, tuple[Any, ...]]) -> socket.socket:
        """Open a socket for an address just resolved; raise ``RefusedAddressError`` for a private one.

        Looking at the very address that is connected to leaves no gap for a name that resolves differently the second
        time; literal addresses in any spelling pass here as well.
        """
        family, kind, protocol, _, address = addr_info
        if self.refuses(str(address[0])):
            raise RefusedAddressError
        return socket.socket(family=family, type=kind, proto=protocol)


def _is_not_public(address: _Address) -> bool:
    if not address.is_global or address.is_multicast:
        return True
    return isinstance(address, IPv6Address) and any(address in network for network in _NOT_PUBLIC)


def _embedded(address: _Address) -> list[_Address]:
    """IPv4 addresses that hide in an IPv6 one (mapped, 6to4, Teredo, NAT64, compatible, translated)."""
    if not isinstance(address, IPv6Address):
        return []
    inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if any(address in network for network in _ENDS_IN_IPV4):
        inner.append(IPv4Address(int(address) & 0xFFFFFFFF))
    return [one for one in inner if one is not None]
