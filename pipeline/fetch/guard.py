"""Which network addresses may be connected to."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

_Address = IPv4Address | IPv6Address
_Network = IPv4Network | IPv6Network

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
        if isinstance(found, IPv4Address):
            return not self._allows(found) and _is_not_public(found)
        meant: list[_Address] = [found, *_embedded(found)]
        return not any(map(self._allows, meant)) and any(map(_is_not_public, meant))

    def _allows(self, address: _Address) -> bool:
        return any(address in network for network in self._networks if network.version == address.version)

    def refuses_literal(self, host: str) -> bool:
        """Whether the host is itself written as a refused address, for requests that a proxy resolves."""
        try:
            return self.refuses(host) and not self.trusts(host)
        except ValueError:
            local = host.rstrip(".") == "localhost" or host.rstrip(".").endswith(".localhost")
            return local and not self.trusts(host)


@lru_cache(maxsize=4_096)
def _is_not_public(address: _Address) -> bool:
    if not address.is_global or address.is_multicast:
        return True
    return isinstance(address, IPv6Address) and any(address in network for network in _NOT_PUBLIC)


def _embedded(address: IPv6Address) -> list[IPv4Address]:
    """IPv4 addresses that hide in an IPv6 one (mapped, 6to4, Teredo, NAT64, compatible, translated)."""
    inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if any(address in network for network in _ENDS_IN_IPV4):
        inner.append(IPv4Address(int(address) & 0xFFFFFFFF))
    return [one for one in inner if one is not None]
