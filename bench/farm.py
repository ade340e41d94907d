"""Where a running farm of feeds is, and how to give it orders; ``farmserver`` is the farm."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
_CONTROL = "127.0.0.1"
_PATIENCE_S = 120


@dataclass(frozen=True, slots=True)
class Farm:
    port: int
    feeds: int

    def url(self, number: int) -> str:
        host = number + (1 << 8)  # 127.0.1.0 and on
        return f"http://127.{host >> 16 & 255}.{host >> 8 & 255}.{host & 255}:{self.port}/{number}.xml"

    def show_ticks(self, ticks: int) -> None:
        """Show the feeds as they are after so many ticks."""
        self._order(f"tick/{ticks}")

    def set_latency(self, milliseconds: int) -> None:
        self._order(f"latency/{milliseconds}")

    def take_counts(self) -> tuple[int, int]:
        """How many whole answers, and how many "not modified", since this was asked last."""
        whole, unchanged = map(int, self._order("counts").split())
        return whole, unchanged

    def _order(self, order: str) -> str:
        # A bare socket: the processes that are measured give these orders, and shall not load an HTTP client for it.
        with socket.create_connection((_CONTROL, self.port), _PATIENCE_S) as connection:
            connection.sendall(f"GET /control/{order} HTTP/1.1\r\n\r\n".encode())
            answer = connection.recv(1000).decode()
        if not answer.startswith("HTTP/1.1 200"):
            raise RuntimeError(f"the farm does not understand {order}")
        return answer.rpartition("\r\n\r\n")[2]


@contextmanager
def run_farm(feeds: int) -> Iterator[Farm]:
    """Serve so many feeds, by a process of its own, until the block ends."""
    command = [sys.executable, "-m", "bench.farmserver", "--feeds", str(feeds)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin, "it was asked for"
        assert process.stdout, "it was asked for"
        line = process.stdout.readline()
        if not line:
            raise RuntimeError("the farm did not start")
        try:
            yield Farm(port=int(line), feeds=feeds)
        finally:
            process.stdin.close()  # the farm ends when nobody holds this end any more
            process.wait(_PATIENCE_S)
