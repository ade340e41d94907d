"""Single keys from a terminal."""

from __future__ import annotations

import codecs
import os
import re
import select
import sys
import termios
import tty
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

# Arrows and function keys come as a row of signs that begins with escape.
_SEQUENCE = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|O.|.)?")
END = "\x04"  # nothing more will come; what Ctrl-D sends as well


class Keyboard:
    """The terminal at standard input, a key at a time; left as it was found."""

    def __init__(self) -> None:
        self._terminal = sys.stdin.fileno()
        self._settings = termios.tcgetattr(self._terminal)
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="ignore")
        self._waiting = ""

    def __enter__(self) -> Self:
        self._take()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._give_back()

    def key(self, wait_s: float) -> str:
        """The next key, ``END`` when the terminal is gone, "" when none came within ``wait_s`` seconds."""
        if not self._waiting and select.select([self._terminal], [], [], wait_s)[0]:
            self._read()
        key, self._waiting = self._waiting[:1], self._waiting[1:]
        return key

    @contextmanager
    def lines(self) -> Iterator[None]:
        """Whole lines meanwhile, shown as they are typed."""
        self._give_back()
        try:
            yield
        finally:
            self._take()

    def _read(self) -> None:
        try:
            read = os.read(self._terminal, 64)
        except OSError:  # the window was closed
            read = b""
        self._waiting = _SEQUENCE.sub("", self._decoder.decode(read)) if read else END

    def _take(self) -> None:
        tty.setcbreak(self._terminal, termios.TCSADRAIN)

    def _give_back(self) -> None:
        termios.tcsetattr(self._terminal, termios.TCSADRAIN, self._settings)
