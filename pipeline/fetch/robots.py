"""What a host's robots.txt allows (RFC 9309)."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from protego import Protego

from pipeline.errors import FetchError, Lasting
from pipeline.fetch.addresses import WebAddress
from pipeline.model.page import Page

MAX_BYTES = 500 * 1024  # of a robots.txt, section 2.5; what is beyond is not read
MAX_REDIRECTS = 5  # section 2.3.1.2

_TOKEN = "seedwatch"  # the product token, section 2.2.1  # noqa: S105 - not a secret
_LONGEST_DELAY_S = 30.0
_KEPT_S = 86_400.0  # section 2.4
_TROUBLE_KEPT_S = 300.0  # long enough to ask once for all pages of a batch
_MAX_KEPT = 5_000
_MAX_KEPT_BYTES = 8_000_000  # of text; parsed it takes a few times as much


@dataclass(frozen=True, slots=True, kw_only=True)
class Robots:
    """The rules of one origin; neither rules nor trouble means that all is allowed."""

    rules: Protego | None = None
    trouble: FetchError | None = None  # why no rules could be had, and nothing may be fetched for now
    delay_s: float = 0.0  # wished between two requests
    size: int = 0  # of the text

    def check(self, address: WebAddress) -> None:
        """Raise ``FetchError`` for an address that is not to be fetched."""
        subject = str(address)
        if trouble := self.trouble:
            reason = f"robots.txt cannot be had, so nothing is fetched: {trouble.reason}"
            throttled = trouble.lasting is Lasting.THROTTLED
            lasting = Lasting.THROTTLED if throttled else Lasting.TEMPORARY
            raise FetchError(subject, reason, lasting=lasting, retry_after_s=trouble.retry_after_s, about_host=True)
        if self.rules is not None and not self.rules.can_fetch(subject, _TOKEN):
            reason = "robots.txt asks not to fetch this page"
            raise FetchError(subject, reason, lasting=Lasting.PERMANENT, unwelcome=True)


def read_robots(answer: Page | FetchError) -> Robots:
    """Read the answer to a request for robots.txt.

    What a server says it does not have (4xx) forbids nothing, nor do redirects without end; what cannot be reached
    forbids everything (section 2.3.1). A server that is asked too much already (429) counts as one out of reach.
    """
    if isinstance(answer, FetchError):
        asked_too_much = answer.lasting is Lasting.THROTTLED
        absent = answer.status is not None and answer.status < 500 and not asked_too_much
        return Robots() if absent else Robots(trouble=answer)
    if _is_markup(answer.body):  # many a site shows its front page instead of saying that there is no such file
        return Robots()
    text = answer.body.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    rules = Protego.parse(text)
    delay_s = min(rules.crawl_delay(_TOKEN) or 0.0, _LONGEST_DELAY_S)
    return Robots(rules=rules, delay_s=delay_s, size=len(answer.body))


def _is_markup(body: bytes) -> bool:
    """The bytes decide: many a server calls its robots.txt text/html, and some a page text/plain."""
    return body.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")


class RobotsKept:
    """The rules of the origins asked lately; the oldest go first when there are too many.

    Times are seconds of the monotonic clock.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[Robots, float]] = OrderedDict()
        self._size = 0

    def find(self, origin: str, now: float) -> Robots | None:
        """The rules of an origin, None when they must be asked for."""
        robots, until = self._kept.get(origin, (None, 0.0))
        return robots if now < until else None

    def keep(self, origin: str, robots: Robots, now: float) -> None:
        self._drop(origin)
        self._kept[origin] = (robots, now + (_TROUBLE_KEPT_S if robots.trouble else _KEPT_S))
        self._size += robots.size
        while len(self._kept) > _MAX_KEPT or (self._size > _MAX_KEPT_BYTES and len(self._kept) > 1):
            self._drop(next(iter(self._kept)))

    def _drop(self, origin: str) -> None:
        robots, _ = self._kept.pop(origin, (Robots(), 0.0))
        self._size -= robots.size
