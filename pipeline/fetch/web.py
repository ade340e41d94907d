"""The synchronous face of fetching: an iterator over one event loop in a thread."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread

from pipeline.errors import FetchError
from pipeline.fetch.hop import Hopper
from pipeline.fetch.settings import FetchSettings
from pipeline.fetch.turns import Turns
from pipeline.fetch.visit import visit
from pipeline.model.page import Page, PageRequest

_Fetched = tuple[PageRequest, Page | FetchError]
_log = logging.getLogger("seedwatch.fetch")


class WebFetcher:
    """Fetches pages of the web, in parallel and polite per host."""

    def __init__(self, settings: FetchSettings) -> None:
        self._settings = settings
        self._next_starts: dict[str, float] = {}

    def fetch(self, requests: Sequence[PageRequest]) -> Iterator[_Fetched]:
        """Yield each request with its page or error as it comes, in any order, each just once.

        Never raises for a single page. Closing the iterator early cancels what is under way and waits for its
        connections to close. Pages wait to be taken, at most ``concurrency`` of them.
        """
        if not requests:
            return
        flight = _Flight(requests, self._settings, self._next_starts)
        try:
            for _ in requests:
                yield flight.take()
        finally:
            flight.end()
            self._forget_past_starts()

    def _forget_past_starts(self) -> None:
        now = time.monotonic()  # asyncio's loops tell time by this clock
        for host in [host for host, start in self._next_starts.items() if start <= now]:
            del self._next_starts[host]


class _Flight:
    """One batch under way: a thread, its loop, and a queue of what came back."""

    def __init__(self, requests: Sequence[PageRequest], settings: FetchSettings, next_starts: dict[str, float]) -> None:
        self._landed: SimpleQueue[_Fetched | BaseException] = SimpleQueue()
        self._turns = Turns(settings, next_starts)
        self._loop = asyncio.new_event_loop()
        self._task = self._loop.create_task(_fetch_all(requests, settings, self._turns, self._landed.put))
        self._thread = Thread(target=self._fly, name="seedwatch-fetch", daemon=True)
        self._thread.start()

    def take(self) -> _Fetched:
        """Wait for the next answer; raise what broke the loop if that is a bug."""
        landed = self._landed.get()
        if isinstance(landed, BaseException):
            raise landed
        with suppress(RuntimeError):  # the loop has ended: there is nothing left to let go on
            self._loop.call_soon_threadsafe(self._turns.taken)
        return landed

    def end(self) -> None:
        """Cancel what is left, and wait for the thread."""
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._task.cancel)
        self._thread.join()

    def _fly(self) -> None:
        try:
            self._loop.run_until_complete(self._task)
        except BaseException as error:  # noqa: BLE001 - it is raised again where the answers are taken
            self._landed.put(error)
        finally:
            # Closing does not wait for name look-ups that hang, as asyncio.run would.
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
            self._loop.close()


async def _fetch_all(
    requests: Sequence[PageRequest],
    settings: FetchSettings,
    turns: Turns,
    land: Callable[[_Fetched], None],
) -> None:
    async def fetch_one(request: PageRequest) -> None:
        try:
            answer: Page | FetchError = await visit(request, hopper, turns, settings)
        except FetchError as error:
            answer = error
        except Exception as error:  # noqa: BLE001 - one address that trips this program must not take the others down
            _log.exception("a fault of this program while fetching %r", request.key)
            answer = FetchError(request.key, f"a fault of this program ({type(error).__name__})")
        turns.landed()
        land((request, answer))

    async with Hopper(settings) as hopper, asyncio.TaskGroup() as group:
        for request in requests:
            group.create_task(fetch_one(request))
