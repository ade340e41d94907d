"""The face of fetching."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from pipeline.errors import FetchError
from pipeline.fetch.flight import Flight
from pipeline.fetch.gear import Gear
from pipeline.fetch.settings import FetchSettings
from pipeline.model.page import Page, PageRequest


class WebFetcher:
    """Fetches pages of the web, in parallel and polite per host."""

    def __init__(self, settings: FetchSettings) -> None:
        self._gear = Gear(settings)

    def fetch(self, requests: Sequence[PageRequest]) -> Iterator[tuple[PageRequest, Page | FetchError]]:
        """Yield each request with its page or error as it comes, in any order, each just once.

        Never raises for a single page. Everything happens while the next answer is waited for: a taker that is busy
        holds the network up, and no limit of time counts meanwhile. Closing the iterator early cancels what is under
        way. Pages wait to be taken, at most ``concurrency`` of them.
        """
        if not requests:
            return
        flight = Flight(requests, self._gear)
        try:
            yield from flight.answers()
        finally:
            flight.end()
            self._gear.forget(time.monotonic())
