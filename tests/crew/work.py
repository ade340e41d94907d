"""Work for the crew's tests: functions that travel to another process."""

from __future__ import annotations

import os
import signal
import sys
import time


def square(number: int) -> int:
    return number * number


def who(_: int) -> int:
    return os.getpid()


def die_at_three(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def hang_at_three(number: int) -> int:
    while number == 3:
        time.sleep(0.01)
    return number


def stumble(number: int) -> int:
    raise ValueError(f"no {number}")


def chatter(number: int) -> bytes:
    print("a library speaks")  # noqa: T201 - what is tested
    sys.stdout.flush()
    return b"x" * number


def unportable(number: int) -> object:
    return lambda: number
