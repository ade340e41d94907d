from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from pipeline.errors import FetchError
from pipeline.fetch import FetchSettings, WebFetcher
from pipeline.model.page import Page, PageRequest
from tests.webserver import Web, serve

FetchOne = Callable[..., Page | FetchError]

#: Short enough that the scenarios that drag on end soon, and no proxy of the machine's own.
QUICK = FetchSettings(
    user_agent="seedwatch-test/1 (+mailto:editor@news.example)",
    timeout_s=0.6,
    connect_timeout_s=0.5,
    read_timeout_s=0.3,
    max_bytes=100_000,
    host_delay_s=0.0,
    max_redirects=4,
    allow_private=("127.0.0.0/8",),
    trust_env=False,
)


@pytest.fixture(scope="session")
def web() -> Iterator[Web]:
    with serve() as running:
        yield running


@pytest.fixture
def fetch(web: Web) -> FetchOne:
    """Fetch a scenario, or a whole address, with other settings if need be."""

    def fetch_one(what: str, request: PageRequest | None = None, **changes: object) -> Page | FetchError:
        url = what if what.startswith(("http:", "https:", "file:", "data:")) else web.url(what)
        asked = replace(request, url=url) if request else PageRequest(key="k", url=url)
        settings = replace(QUICK, **changes)  # type: ignore[arg-type]  # any of its fields
        ((_, answer),) = WebFetcher(settings).fetch([asked])
        return answer

    return fetch_one


@pytest.fixture
def hanging_names(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Look-ups of hosts that end in "hanging.example" hang until the test is over; all others find loopback."""
    released = threading.Event()

    def resolve(host: bytes, *_: object, **__: object) -> list[tuple[object, ...]]:
        if host.endswith(b"hanging.example"):
            released.wait()
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 0))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    yield
    released.set()
    for thread in threading.enumerate():
        if thread.name == "seedwatch-name":
            thread.join()  # it ends although nobody listens any more
