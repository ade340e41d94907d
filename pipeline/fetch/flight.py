"""One batch of pages under way."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from urllib.request import getproxies, proxy_bypass

import pycurl

from pipeline.errors import FetchError
from pipeline.fetch import faults
from pipeline.fetch.addresses import WebAddress
from pipeline.fetch.gear import Gear
from pipeline.fetch.hop import Hop
from pipeline.fetch.names import Names
from pipeline.fetch.robots import MAX_BYTES, MAX_REDIRECTS, read_robots
from pipeline.fetch.sockets import Sockets
from pipeline.fetch.turns import Turns
from pipeline.fetch.visit import Visit
from pipeline.model.page import Page, PageRequest

_Fetched = tuple[PageRequest, Page | FetchError]
_log = logging.getLogger("seedwatch.fetch")

_INSPECTED_EVERY_S = 0.05
# While answers wait to be taken, the network is looked at so often: each look costs as much as taking a few.
_LOOKED_EVERY_S = 0.005


class Flight:
    """Pages under way at the same time, in the thread of whoever waits for the answers.

    Two clocks: turns go by the monotonic one; limits of time by one that stands still while the taker of the answers is
    busy, since nobody listens to the network then.
    """

    def __init__(self, requests: Sequence[PageRequest], gear: Gear) -> None:
        settings = gear.settings
        self._requests = requests
        self._gear = gear
        self._settings = settings
        self._turns: Turns[Visit] = Turns(settings.per_host, settings.host_delay_s, gear.last_starts)
        self._sockets = Sockets(settings.concurrency)
        self._names: Names | None = None
        self._proxies = getproxies() if settings.trust_env else {}
        self._asking: dict[pycurl.Curl, tuple[Hop, Visit, str]] = {}  # with the host whose turn it is
        self._seeking: dict[str, list[Hop]] = {}  # hops that wait for the addresses of a host
        self._parked: dict[str, list[Visit]] = {}  # visits that wait for the robots.txt of an origin
        self._nameless: set[str] = set()  # hosts that nobody knows: dozens of queries may go to one
        self._landed: deque[_Fetched] = deque()
        self._away_s = 0.0
        self._inspect_at = 0.0

    def answers(self) -> Iterator[_Fetched]:
        """Each request with its page or error, as they come."""
        for request in self._requests:
            self._set_out(request)
        look_at = 0.0
        for _ in self._requests:
            while not self._landed or time.monotonic() >= look_at:
                self._look()
                look_at = time.monotonic() + _LOOKED_EVERY_S
            left_at = time.monotonic()
            yield self._landed.popleft()
            self._away_s += time.monotonic() - left_at

    def end(self) -> None:
        """Break off what is under way."""
        for curl, (hop, _, _) in self._asking.items():
            if curl.multi() is not None:
                self._sockets.remove(curl)
            self._gear.rest(hop)
        self._asking.clear()
        self._sockets.close()
        if self._names:
            self._names.close()

    def _now(self) -> float:
        """The clock that stands still while the taker is busy."""
        return time.monotonic() - self._away_s

    def _set_out(self, request: PageRequest) -> None:
        limits = self._settings
        visit = Visit(
            request=request,
            land=lambda answer: self._landed.append((request, answer)),
            timeout_s=limits.timeout_s,
            max_bytes=limits.max_bytes,
            max_redirects=limits.max_redirects,
        )
        self._attempt(visit, self._enter, visit)

    def _enter(self, visit: Visit) -> None:
        visit.set_out()
        self._line_up(visit)

    def _line_up(self, visit: Visit) -> None:
        """Let a visit wait for its turn at the host it is on its way to, or for the host's robots.txt."""
        address = visit.address
        if address.host in self._nameless:
            raise FetchError(str(address), faults.NO_SUCH_HOST)
        if visit.request.apart_s:
            self._turns.slow_down(address.host, visit.request.apart_s)
        if visit.request.by_robots and self._settings.robots:
            robots = self._gear.robots.find(address.origin, time.monotonic())
            if robots is None:
                self._await_robots(visit)
                return
            robots.check(address)
            self._turns.slow_down(address.host, robots.delay_s)
        self._gear.pauses.check(address, time.monotonic())
        self._turns.line_up(address.host, visit)

    def _await_robots(self, visit: Visit) -> None:
        origin = visit.address.origin
        self._parked.setdefault(origin, []).append(visit)
        if len(self._parked[origin]) > 1:
            return  # somebody asks already
        messenger = Visit(
            request=PageRequest(key=origin, url=f"{origin}/robots.txt", accept="text/plain,*/*;q=0.5"),
            land=partial(self._robots_came, origin),
            timeout_s=self._settings.timeout_s,
            max_bytes=MAX_BYTES,
            max_redirects=MAX_REDIRECTS,
            cut=True,
            packed=False,  # half a packed body is none
        )
        self._attempt(messenger, self._enter, messenger)

    def _robots_came(self, origin: str, answer: Page | FetchError) -> None:
        self._gear.robots.keep(origin, read_robots(answer), time.monotonic())
        for visit in self._parked.pop(origin):
            self._attempt(visit, self._line_up, visit)

    def _attempt(self, visit: Visit, step: Callable[..., None], *of_step: object) -> bool:
        """Take a step of a visit, and let the visit end where it fails. Say whether it succeeded."""
        try:
            step(*of_step)
        except FetchError as error:
            visit.land(error)
        except Exception as error:  # noqa: BLE001 - one address that trips this program must not take the others down
            key = visit.request.key
            _log.exception("a fault of this program while fetching %r", key)
            visit.land(FetchError(key, f"a fault of this program ({type(error).__name__})"))
        else:
            return True
        return False

    def _look(self) -> None:
        """Start what may start, wait for the network, and take what came."""
        self._start()
        self._sockets.work(self._patience_s())
        if self._names:
            for host, addresses in self._names.answers():
                for hop in self._seeking.pop(host, ()):
                    self._go_on(hop, self._connect, hop, addresses)
        for curl, code, words in self._sockets.ended():
            self._finish(curl, code, words)
        if self._now() >= self._inspect_at:
            self._inspect()

    def _start(self) -> None:
        now = time.monotonic()
        while len(self._asking) + len(self._landed) < self._settings.concurrency:
            turn = self._turns.call(now)
            if turn is None:
                return
            host, visit = turn
            hop = self._gear.call_up()
            self._asking[hop.curl] = (hop, visit, host)
            self._go_on(hop, self._ask, visit, hop)

    def _patience_s(self) -> float:
        if self._landed:
            return 0.0
        next_at = self._turns.next_at()
        if next_at is None or len(self._asking) >= self._settings.concurrency:
            return _INSPECTED_EVERY_S
        until_turn_s = max(0.0, next_at - time.monotonic())
        return min(until_turn_s, _INSPECTED_EVERY_S) if self._asking else until_turn_s

    def _ask(self, visit: Visit, hop: Hop) -> None:
        address = visit.address
        proxy = self._proxy_for(address)
        if proxy and self._gear.guard.refuses_literal(address.host):
            raise faults.private_address(str(address))
        hop.prepare(visit.question(proxy), self._now())
        if proxy or address.is_numeric:
            self._sockets.add(hop.curl)
            return
        if self._names is None:
            self._names = Names()
            self._sockets.add_bell(self._names.bell.fileno())
        addresses = self._names.find(address.host)
        if addresses is None:
            self._seeking.setdefault(address.host, []).append(hop)
        else:
            self._connect(hop, addresses)

    def _connect(self, hop: Hop, addresses: Sequence[str]) -> None:
        if not addresses:
            address = hop.question.address
            self._nameless.add(address.host)
            self._send_away(address.host)
            raise FetchError(str(address), faults.NO_SUCH_HOST)
        hop.pin(addresses)
        self._sockets.add(hop.curl)

    def _go_on(self, hop: Hop, step: Callable[..., None], *of_step: object) -> None:
        """Take a step towards an answer, and give the turn back where it fails."""
        _, visit, _ = self._asking[hop.curl]
        if not self._attempt(visit, step, *of_step):
            self._release(hop)

    def _finish(self, curl: pycurl.Curl, code: int, words: str) -> None:
        hop, visit, _ = self._asking[curl]
        visit.spent_s += self._now() - hop.begun
        self._attempt(visit, self._take, visit, hop, code, words)
        self._release(hop)

    def _take(self, visit: Visit, hop: Hop, code: int, words: str) -> None:
        asked = visit.address
        try:
            page = visit.take(hop.answer(code, words))
        except FetchError as error:
            if self._gear.pauses.heed(asked.origin, error, time.monotonic()):
                self._send_away(asked.host)
            raise
        if page is None:
            self._line_up(visit)
        else:
            visit.land(page)

    def _send_away(self, host: str) -> None:
        """Let those in line for a host hear that they wait in vain; who wants another port of a pausing one stays."""
        for visit in self._turns.dismiss(host):
            self._attempt(visit, self._line_up, visit)

    def _inspect(self) -> None:
        """Give up what takes too long."""
        now = self._now()
        self._inspect_at = now + _INSPECTED_EVERY_S
        for hop, _, _ in tuple(self._asking.values()):
            if reason := hop.overdue(now):
                self._give_up(hop, reason)

    def _give_up(self, hop: Hop, reason: str) -> None:
        _, visit, _ = self._asking[hop.curl]
        visit.land(FetchError(str(visit.address), reason))
        self._release(hop)

    def _release(self, hop: Hop) -> None:
        """Give back the turn and the handle; what is still under way is broken off."""
        _, _, host = self._asking.pop(hop.curl)
        if hop.curl.multi() is not None:
            self._sockets.remove(hop.curl)
        elif hop in (seekers := self._seeking.get(host, [])):
            seekers.remove(hop)
        self._gear.rest(hop)
        self._turns.done(host)

    def _proxy_for(self, address: WebAddress) -> str:
        """The proxy that the environment names for an address, "" for none."""
        if not self._proxies or proxy_bypass(address.host):
            return ""
        return self._proxies.get(address.scheme) or self._proxies.get("all") or ""
