"""Host names looked up, as many at a time as are wanted, each in a thread of its own.

The HTTP library looks names up in few threads and waits for all of them when it closes: some dead names would hold up
every other host, and the end of the program. A look-up of ours that hangs holds up its own host alone.
"""

from __future__ import annotations

import socket
from collections.abc import Sequence
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread


class Names:
    """Names being looked up, and the addresses of those that were found."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[str, ...]] = {}
        self._sought: set[str] = set()
        self._wanted: SimpleQueue[str] = SimpleQueue()
        self._workers = 0  # never fewer than are sought, so that no name waits for another
        self._answers: SimpleQueue[tuple[str, tuple[str, ...]]] = SimpleQueue()
        self.bell, self._string = socket.socketpair()  # the bell can be read when there is an answer
        self.bell.setblocking(False)
        self._string.setblocking(False)

    def find(self, host: str) -> Sequence[str] | None:
        """The network addresses of a host; None when they are yet to come."""
        if host in self._found:
            return self._found[host]
        if host not in self._sought:
            self._sought.add(host)
            self._wanted.put(host)
            if len(self._sought) > self._workers:
                self._workers += 1
                Thread(target=self._work, name="seedwatch-name", daemon=True).start()
        return None

    def answers(self) -> list[tuple[str, tuple[str, ...]]]:
        """What was found since the last call: hosts with their network addresses, () for one that has none."""
        with suppress(BlockingIOError):
            self.bell.recv(4_096)
        answers = []
        while not self._answers.empty():
            host, addresses = self._answers.get()
            self._sought.discard(host)
            if addresses:  # a name not found may be found the next time
                self._found[host] = addresses
            answers.append((host, addresses))
        return answers

    def close(self) -> None:
        """Wait for nobody: a look-up that hangs ends unheard."""
        self.bell.close()
        self._string.close()
        for _ in range(self._workers):
            self._wanted.put("")

    def _work(self) -> None:
        while host := self._wanted.get():
            self._look_up(host)

    def _look_up(self, host: str) -> None:
        try:
            found = socket.getaddrinfo(host.encode(), None, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            found = []
        # Whatever has a zone (%eth0) is of this network alone.
        addresses = dict.fromkeys(str(place[0]) for *_, place in found if "%" not in str(place[0]))
        self._answers.put((host, tuple(addresses)))
        with suppress(OSError):  # closed meanwhile; or so many rang that nothing more fits, which will do
            self._string.send(b"!")
