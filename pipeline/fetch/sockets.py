"""The loop in which the HTTP library works: sockets, the clock, and what has come to its end."""

from __future__ import annotations

import time
from collections.abc import Iterator
from selectors import DefaultSelector

import pycurl


class Sockets:
    """One stack of libcurl, and the sockets it waits for.

    The library is told of each event on each socket; having it look at all of them each time takes the square.
    """

    def __init__(self, places: int) -> None:
        self._selector = DefaultSelector()
        self._known: set[int] = set()
        self._alarm_at: float | None = None
        self._stack = pycurl.CurlMulti()
        self._stack.setopt(pycurl.M_SOCKETFUNCTION, self._watch)
        self._stack.setopt(pycurl.M_TIMERFUNCTION, self._set_alarm)
        self._stack.setopt(pycurl.M_MAXCONNECTS, places)

    def add(self, curl: pycurl.Curl) -> None:
        self._stack.add_handle(curl)

    def remove(self, curl: pycurl.Curl) -> None:
        """Let go of a handle; one that is not done is broken off."""
        self._stack.remove_handle(curl)

    def add_bell(self, bell: int) -> None:
        """Wake up too when this socket can be read, which is not the library's."""
        self._selector.register(bell, 1)

    def work(self, within_s: float) -> None:
        """Wait for something to do, but not longer than this, and do it."""
        if self._alarm_at is not None:
            within_s = min(within_s, self._alarm_at - time.monotonic())
        # The selector's events have the library's numbers: 1 to read, 2 to write.
        for key, events in self._selector.select(max(0.0, within_s)):
            if key.fd in self._known:
                self._stack.socket_action(key.fd, events)
        if self._alarm_at is not None and self._alarm_at <= time.monotonic():
            self._alarm_at = None
            self._stack.socket_action(pycurl.SOCKET_TIMEOUT, 0)

    def ended(self) -> Iterator[tuple[pycurl.Curl, int, str]]:
        """Handles that are done, with the library's verdict: its code, 0 for success, and words."""
        left = 1
        while left:
            left, successes, failures = self._stack.info_read()
            for curl in successes:
                yield curl, 0, ""
            yield from failures

    def close(self) -> None:
        self._stack.close()
        self._selector.close()

    def _watch(self, what: int, number: int, _stack: object, _data: object) -> None:
        if what == pycurl.POLL_REMOVE:
            self._known.discard(number)
            self._selector.unregister(number)
        elif number in self._known:
            self._selector.modify(number, what)
        else:
            self._known.add(number)
            self._selector.register(number, what)

    def _set_alarm(self, milliseconds: int) -> None:
        self._alarm_at = None if milliseconds < 0 else time.monotonic() + milliseconds / 1_000
