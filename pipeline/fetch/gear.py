"""What lasts from one batch of pages to the next."""

from __future__ import annotations

from pipeline.fetch.guard import AddressGuard
from pipeline.fetch.hop import Hop
from pipeline.fetch.pauses import Pauses
from pipeline.fetch.robots import RobotsKept
from pipeline.fetch.settings import FetchSettings
from pipeline.fetch.trust import find_roots

_MANNERS_KEPT_S = 60.0  # longer than any distance that a robots.txt can wish for


class Gear:
    """What lasts from flight to flight: handles at rest, and our manners towards each host."""

    def __init__(self, settings: FetchSettings) -> None:
        self.settings = settings
        self.guard = AddressGuard(settings.allow_private)
        self.robots = RobotsKept()
        self.pauses = Pauses()
        self.last_starts: dict[str, float] = {}
        self._roots = find_roots()
        self._resting: list[Hop] = []

    def call_up(self) -> Hop:
        try:
            return self._resting.pop()
        except IndexError:
            return Hop(self.settings, self.guard, self._roots)

    def rest(self, hop: Hop) -> None:
        hop.rest()
        if len(self._resting) < self.settings.concurrency:
            self._resting.append(hop)

    def forget(self, now: float) -> None:
        """Forget the hosts that may be asked again at any time."""
        kept_s = max(_MANNERS_KEPT_S, self.settings.host_delay_s)
        for host in [host for host, start in self.last_starts.items() if start + kept_s <= now]:
            del self.last_starts[host]
        self.pauses.forget(now)
