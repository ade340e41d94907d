"""Who may ask which host when."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from pipeline.fetch.settings import FetchSettings


class Turns:
    """Few requests to a host at a time, spaced out, and not too many in all.

    A place among all is taken only once the host is ready, so that a slow host never holds the others up. Nobody starts
    while as many pages as there are places wait to be taken away, so that memory stays bounded.
    """

    def __init__(self, settings: FetchSettings, next_starts: dict[str, float]) -> None:
        """``next_starts`` (loop time by host) is shared from batch to batch: politeness does not end with one."""
        self._delay_s = settings.host_delay_s
        self._places = asyncio.Semaphore(settings.concurrency)
        self._hosts: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(settings.per_host))
        self._next_starts = next_starts
        self._most_untaken = settings.concurrency
        self._untaken = 0
        self._room = asyncio.Event()
        self._room.set()

    @asynccontextmanager
    async def at(self, host: str) -> AsyncIterator[None]:
        """Wait for a turn at the host, and keep it."""
        async with self._hosts[host]:
            await self._keep_distance(host)
            async with self._places:
                await self._room.wait()
                yield

    def landed(self) -> None:
        """Count a page that waits to be taken away."""
        self._count(+1)

    def taken(self) -> None:
        """Count it off."""
        self._count(-1)

    def _count(self, change: int) -> None:
        self._untaken += change
        if self._untaken < self._most_untaken:
            self._room.set()
        else:
            self._room.clear()

    async def _keep_distance(self, host: str) -> None:
        now = asyncio.get_running_loop().time()
        start = max(now, self._next_starts.get(host, now))
        self._next_starts[host] = start + self._delay_s
        await asyncio.sleep(start - now)
