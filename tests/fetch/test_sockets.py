from __future__ import annotations

import socket

import pycurl
import pytest

from pipeline.fetch.sockets import Sockets
from tests.webserver import PAGE, Web


@pytest.fixture
def curl(web: Web) -> pycurl.Curl:
    handle = pycurl.Curl()
    handle.setopt(pycurl.PROXY, "")
    handle.setopt(pycurl.URL, web.url("page"))
    return handle


def test_a_handle_is_worked_to_its_end(curl: pycurl.Curl) -> None:
    sockets, body = Sockets(1), bytearray()
    curl.setopt(pycurl.WRITEFUNCTION, body.extend)
    sockets.add(curl)
    ended: list[tuple[pycurl.Curl, int, str]] = []
    while not ended:
        sockets.work(20.0)
        ended = list(sockets.ended())
    sockets.remove(curl)
    sockets.close()
    assert ended == [(curl, 0, "")]
    assert bytes(body) == PAGE


def test_a_fault_is_told_with_code_and_words(curl: pycurl.Curl) -> None:
    sockets = Sockets(1)
    curl.setopt(pycurl.URL, "http://127.0.0.1:1/")
    sockets.add(curl)
    ended: list[tuple[pycurl.Curl, int, str]] = []
    while not ended:
        sockets.work(20.0)
        ended = list(sockets.ended())
    sockets.close()
    ((handle, code, words),) = ended
    assert (handle, code) == (curl, pycurl.E_COULDNT_CONNECT)
    assert words


def test_a_bell_ends_the_waiting() -> None:
    sockets = Sockets(1)
    bell, string = socket.socketpair()
    with bell, string:
        sockets.add_bell(bell.fileno())
        string.send(b"!")
        sockets.work(20.0)  # comes back at once
        assert bell.recv(9) == b"!"
        sockets.close()
