"""The real program at a pseudo-terminal: keys in, the screen out."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from rich.cells import cell_len

ROOT = Path(__file__).parents[2]
_CONTROL = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|[=>]|\([A-Z])")
_LONGEST_S = 60.0
# The window becomes the program's controlling terminal, so that Ctrl-C and the closing of the window reach it.
_START = "import fcntl, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); from pipeline.cli import main; main()"


class Terminal:
    """A program in a window of its own. ``screen`` is what it drew last."""

    def __init__(self, program: subprocess.Popen[bytes], window: int) -> None:
        self.written = ""
        self._program = program
        self._window = window

    def resize(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._window, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def press(self, keys: str, shows: str) -> str:
        """Send keys, and give the screen once it shows this."""
        seen = len(self.written)
        os.write(self._window, keys.encode())
        return self.wait(shows, seen)

    def wait(self, shows: str, since: int = 0) -> str:
        """Give the screen once it shows this; what was written before ``since`` does not count."""
        until = time.monotonic() + _LONGEST_S
        while shows not in as_shown(self.written[since:]):
            assert time.monotonic() < until, f"{shows!r} is not in:\n{as_shown(self.written[since:])}"
            assert self._read(), f"the program ended without {shows!r}:\n{as_shown(self.written[since:])}"
        return self.screen

    def terminate(self) -> None:
        self._program.terminate()

    def end(self) -> int:
        """The exit code, once the program has ended by itself."""
        while self._read():
            pass
        return self.close()

    def close(self) -> int:
        """Close the window, if it is open, and give the exit code; it is negative when a signal ended the program."""
        if self._program.returncode is None:
            os.close(self._window)  # which sends SIGHUP
        return self._program.wait()

    @property
    def screen(self) -> str:
        """What stands there since the screen was cleared last."""
        return as_shown(self.written.rpartition("\x1b[2J")[2])

    @property
    def widest(self) -> int:
        return max(cell_len(line) for line in self.screen.splitlines())

    def _read(self) -> bool:
        if select.select([self._window], [], [], 1.0)[0]:
            try:
                read = os.read(self._window, 65536)
            except OSError:  # the other end is closed
                return False
            self.written += read.decode(errors="replace")
            return bool(read)
        return True


def as_shown(written: str) -> str:
    """The text without what only moves the cursor or changes colours."""
    return _CONTROL.sub("", written).replace("\r", "")


@contextmanager
def program(
    *arguments: str, columns: int = 100, rows: int = 40, environment: Mapping[str, str] | None = None
) -> Iterator[Terminal]:
    """Run ``seedwatch`` with these arguments in a window of this size, which is closed at the end of the block."""
    window, inside = pty.openpty()
    inherited = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}}
    fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    with subprocess.Popen(
        [sys.executable, "-c", _START, *arguments],
        stdin=inside,
        stdout=inside,
        stderr=inside,
        start_new_session=True,
        cwd=ROOT,
        env={**inherited, "TERM": "xterm-256color", **(environment or {})},
    ) as process:
        os.close(inside)
        terminal = Terminal(process, window)
        try:
            yield terminal
        finally:
            terminal.close()
