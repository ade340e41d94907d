"""A channel that collects what it is given."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.errors import DeliverError
from pipeline.model.digest import Parcel


class CollectingChannel:
    """Keeps parcels in ``parcels``; raises the next of ``failures`` (None: let it pass) at each delivery."""

    def __init__(
        self, name: str = "fake", target: str = "a list", failures: tuple[DeliverError | None, ...] = ()
    ) -> None:
        self.name = name
        self.target = target
        self.parcels: list[Parcel] = []
        self._failures = list(failures)

    def deliver(self, parcel: Parcel, sending: Callable[[], None]) -> None:
        """Keep the parcel. An uncertain failure comes after ``sending``, as it would on a real line."""
        failure = self._failures.pop(0) if self._failures else None
        if failure and not failure.uncertain:
            raise failure
        sending()
        if failure:
            raise failure
        self.parcels.append(parcel)
