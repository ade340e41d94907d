from __future__ import annotations

import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import FetchError, Lasting
from pipeline.fetch.addresses import AddressGuard, RefusedAddressError, hide_login, parse_web_url

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


def test_no_socket_is_opened_for_a_refused_address() -> None:
    guard = AddressGuard(())
    with pytest.raises(RefusedAddressError):
        guard.open_socket((socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.1", 80)))


@pytest.mark.parametrize(
    "url",
    [
        *("", "news.example/feed", "ftp://news.example/", "http://", "http://h:0/", "http://[::1", "http://h:99999/"),
        *("http://xn--/x", "http://;[::ffff:7f00:1]\0@#", "http://\ud800/", "ftp://xn--/", "//xn--/"),
    ],
)
def test_what_is_no_web_address_is_refused_for_good(url: str) -> None:
    with pytest.raises(FetchError) as caught:
        parse_web_url(url)
    assert caught.value.lasting is Lasting.PERMANENT


ODD_PARTS = [
    "http://",
    "//",
    "[",
    "]",
    "::1",
    "%",
    "@",
    ":",
    "xn--",
    "xn--a",
    ";",
    "\ud800",
    "ß",
    "。",
    "..",
    "\0",
    "#",
]


@given(st.text() | st.lists(st.sampled_from(ODD_PARTS), max_size=7).map(lambda parts: "http://" + "".join(parts)))
def test_any_text_is_a_web_address_or_refused_in_words_that_can_be_written(url: str) -> None:
    try:
        written = hide_login(parse_web_url(url))
    except FetchError as error:
        written = str(error)
    assert written.encode()


def test_an_endless_address_is_refused() -> None:
    with pytest.raises(FetchError, match="too long"):
        parse_web_url("http://news.example/" + "a" * 10_000)


def test_a_web_address_loses_its_fragment() -> None:
    assert str(parse_web_url(" http://News.example/a?b=1#c ")) == "http://news.example/a?b=1"
