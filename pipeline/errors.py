"""One tree of errors.

    SeedwatchError
    ├── SettingsError      a configuration file is missing, unreadable or wrong
    ├── SeedError          a seed document cannot be used
    ├── ProfileError       a profile file is wrong
    ├── FetchError         a page could not be had
    ├── ExtractError       a page was had, but what was wanted is not in it
    ├── StoreError         the database cannot be used (locked, newer than this program, not a database)
    ├── DeliverError       a digest could not be handed over
    └── RunError           a request makes no sense (unknown source, empty window, another run is going on)

Each error carries its subject (a path, an address, a source id), the cause in a sentence and, where one is known,
the remedy. ``lasting`` tells whether trying again can help. No error logs itself.
"""

from __future__ import annotations

from enum import StrEnum


class Lasting(StrEnum):
    """How long a failure is expected to last."""

    TEMPORARY = "temporary"  # try again soon: time-outs, resets, HTTP 5xx
    THROTTLED = "throttled"  # the other side asked for a pause: HTTP 429, 503 with Retry-After
    PERMANENT = "permanent"  # will not mend by waiting: HTTP 404 and 410, refused addresses, broken files


class SeedwatchError(Exception):
    """Anything that goes wrong in a way this program expects.

    ``subject`` is what it is about, ``reason`` what happened, ``remedy`` what the reader can do (may be empty).
    """

    exit_code = 1

    def __init__(self, subject: str, reason: str, *, remedy: str = "", lasting: Lasting = Lasting.PERMANENT) -> None:
        super().__init__(subject, reason)
        self.subject = subject
        self.reason = reason
        self.remedy = remedy
        self.lasting = lasting

    def __str__(self) -> str:
        text = f"{self.subject}: {self.reason}" if self.subject else self.reason
        return f"{text}. {self.remedy}" if self.remedy else text


class SettingsError(SeedwatchError):
    """A configuration file is missing, unreadable or wrong."""

    exit_code = 2


class SeedError(SeedwatchError):
    """A seed document cannot be used."""

    exit_code = 3


class ProfileError(SeedwatchError):
    """A profile file is missing or wrong."""

    exit_code = 2


class FetchError(SeedwatchError):
    """A page could not be had.

    ``status`` is the HTTP status if there was one, ``retry_after_s`` the pause the server asked for, in seconds.
    ``unwelcome`` is true when it was not asked, for it does not want to be, and ``about_host`` when it was not asked
    because its host's robots.txt cannot be had: that says nothing of the page itself.
    """

    exit_code = 4

    def __init__(
        self,
        subject: str,
        reason: str,
        *,
        remedy: str = "",
        lasting: Lasting = Lasting.TEMPORARY,
        status: int | None = None,
        retry_after_s: float | None = None,
        unwelcome: bool = False,
        about_host: bool = False,
    ) -> None:
        super().__init__(subject, reason, remedy=remedy, lasting=lasting)
        self.unwelcome = unwelcome
        self.about_host = about_host
        self.status = status
        self.retry_after_s = retry_after_s


class ExtractError(SeedwatchError):
    """A page was had, but what was wanted is not in it."""

    exit_code = 4


class StoreError(SeedwatchError):
    """The database cannot be used."""

    exit_code = 5


class DeliverError(SeedwatchError):
    """A digest could not be handed over.

    ``uncertain`` is true when the other side may have it all the same: the line broke after the message was sent and
    before it was acknowledged. Such a delivery is never repeated by itself.
    """

    exit_code = 6

    def __init__(
        self,
        subject: str,
        reason: str,
        *,
        remedy: str = "",
        lasting: Lasting = Lasting.TEMPORARY,
        uncertain: bool = False,
    ) -> None:
        super().__init__(subject, reason, remedy=remedy, lasting=lasting)
        self.uncertain = uncertain


class RunError(SeedwatchError):
    """A request makes no sense, or cannot run now."""

    exit_code = 2
