"""Which servers asked to be left alone, and until when."""

from __future__ import annotations

import math
from typing import NamedTuple

from pipeline.errors import FetchError, Lasting
from pipeline.fetch.addresses import WebAddress

_SHORTEST_S = 60.0  # for a server that names no time, or none worth the name
_LONGEST_S = 3_600.0  # that a wish is remembered; afterwards one request shows whether it still holds


class _Pause(NamedTuple):
    error: FetchError
    until: float


class Pauses:
    """The pauses that servers asked for, by origin. Times are seconds of the monotonic clock."""

    def __init__(self) -> None:
        self._pauses: dict[str, _Pause] = {}

    def heed(self, origin: str, error: FetchError, now: float) -> bool:
        """Remember a wish for a pause; say whether the error is one."""
        if error.lasting is not Lasting.THROTTLED:
            return False
        lasts_s = min(max(error.retry_after_s or 0.0, _SHORTEST_S), _LONGEST_S)
        self._pauses[origin] = _Pause(error, now + lasts_s)
        return True

    def check(self, address: WebAddress, now: float) -> None:
        """Raise the error that began the pause, for an address of a server that is to be left alone.

        It tells what is left of the time, in whole seconds and of an hour at most: on a server of many, the wish was
        one neighbour's.
        """
        pause = self._pauses.get(address.origin)
        if pause is None or now >= pause.until:
            return
        error, asked_s = pause.error, pause.error.retry_after_s
        left_s = None if asked_s is None else float(math.ceil(min(asked_s, pause.until - now)))
        raise FetchError(
            str(address), error.reason, lasting=Lasting.THROTTLED, status=error.status, retry_after_s=left_s
        )

    def forget(self, now: float) -> None:
        """Forget the pauses that are over."""
        self._pauses = {origin: pause for origin, pause in self._pauses.items() if now < pause.until}
