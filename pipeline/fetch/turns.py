"""Who may ask which host when."""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

_Asker = TypeVar("_Asker")


@dataclass(slots=True)
class _Line(Generic[_Asker]):
    """Those who wait for a host. It stands among the ready ones at most once."""

    host: str
    waiting: deque[_Asker] = field(default_factory=deque)
    asking: int = 0
    queued: bool = False
    delay_s: float = 0.0


class Turns(Generic[_Asker]):
    """Few requests to a host at a time, and spaced out. A host that is not ready never holds the others up.

    Times are seconds of the monotonic clock.
    """

    def __init__(self, per_host: int, delay_s: float, last_starts: MutableMapping[str, float]) -> None:
        """``last_starts`` by host is shared from batch to batch: politeness does not end with one."""
        self._per_host = per_host
        self._delay_s = delay_s
        self._last_starts = last_starts
        self._lines: dict[str, _Line[_Asker]] = {}
        self._ready: list[tuple[float, int, _Line[_Asker]]] = []  # by the time they are, a heap
        self._count = 0

    def line_up(self, host: str, asker: _Asker) -> None:
        """Stand in line for a host."""
        line = self._lines.get(host)
        if line is None:
            line = self._lines[host] = _Line(host, delay_s=self._delay_s)
        line.waiting.append(asker)
        self._queue(line)

    def call(self, now: float) -> tuple[str, _Asker] | None:
        """Whose turn it is, if it is somebody's. The turn lasts until it is given back by ``done``."""
        while self._ready and self._ready[0][0] <= now:
            _, _, line = heapq.heappop(self._ready)
            line.queued = False
            if line.waiting and self._ready_at(line) <= now:
                line.asking += 1
                self._last_starts[line.host] = now
                asker = line.waiting.popleft()
                self._queue(line)
                return line.host, asker
            self._queue(line)  # the host was slowed down, or those in line left, since it stood among the ready ones
        return None

    def done(self, host: str) -> None:
        """Give a turn back."""
        line = self._lines[host]
        line.asking -= 1
        self._queue(line)

    def dismiss(self, host: str) -> list[_Asker]:
        """Let all who wait for a host leave the line, and tell who they are."""
        line = self._lines[host]
        askers = list(line.waiting)
        line.waiting.clear()
        return askers

    def slow_down(self, host: str, delay_s: float) -> None:
        """Keep at least this distance between the requests to a host."""
        line = self._lines.setdefault(host, _Line(host, delay_s=self._delay_s))
        line.delay_s = max(line.delay_s, delay_s)

    def next_at(self) -> float | None:
        """When the next turn comes; None when nobody's does before one is given back."""
        return self._ready[0][0] if self._ready else None

    def _queue(self, line: _Line[_Asker]) -> None:
        if line.queued or not line.waiting or line.asking >= self._per_host:
            return
        line.queued = True
        self._count += 1
        heapq.heappush(self._ready, (self._ready_at(line), self._count, line))

    def _ready_at(self, line: _Line[_Asker]) -> float:
        last = self._last_starts.get(line.host)
        return 0.0 if last is None else last + line.delay_s
