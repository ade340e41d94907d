from __future__ import annotations

import pytest

from pipeline.fetch.guard import AddressGuard

PRIVATE = [
    *("127.0.0.1", "127.9.9.9", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1"),
    *("224.0.0.1", "239.1.2.3", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1"),
    *("::1", "::", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::"),
    *("64:ff9b::7f00:1", "2001:db8::1", "64:ff9b:1::1", "64:ff9b:1::808:808", "3fff::1", "5f00::1", "fec0::1"),
    *("::127.0.0.1", "::a00:1", "::ffff:0:127.0.0.1", "::ffff:0:10.0.0.1", "2002:a00:1::1", "2002:a9fe:a9fe::"),
    *("2001:0:a00:1::", "2001:0:808:808::f5ff:fffe"),  # Teredo: its server, its client (each bit turned)
]


@pytest.mark.parametrize("address", PRIVATE)
def test_addresses_outside_the_public_internet_are_refused(address: str) -> None:
    assert AddressGuard(()).refuses(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_public_addresses_are_not(address: str) -> None:
    assert not AddressGuard(()).refuses(address)


def test_allowed_networks_and_addresses_are_not_refused() -> None:
    guard = AddressGuard(("10.1.0.0/16", "192.168.1.7", "fc00::/7", "wiki.intranet"))
    allowed = ("10.1.2.3", "192.168.1.7", "fc00::5", "::ffff:10.1.2.3")
    assert not any(guard.refuses(address) for address in allowed)
    assert all(guard.refuses(address) for address in ("10.2.0.1", "192.168.1.8", "127.0.0.1"))
    assert guard.trusts("WIKI.intranet.")
    assert not guard.trusts("intranet")


@pytest.mark.parametrize(
    ("host", "refused"),
    [
        ("10.0.0.1", True),
        ("::1", True),
        ("localhost", True),
        ("api.localhost.", True),
        ("8.8.8.8", False),
        ("news.example", False),
        ("mylocalhost", False),
    ],
)
def test_a_host_written_as_a_private_address_is_told_without_a_look_up(host: str, refused: bool) -> None:
    assert AddressGuard(()).refuses_literal(host) is refused
    assert not AddressGuard((host,)).refuses_literal(host)
