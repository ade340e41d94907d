"""One page: hop by hop through redirects."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import aiohttp
from yarl import URL

from pipeline.errors import FetchError, Lasting
from pipeline.fetch.addresses import hide_login, parse_web_url
from pipeline.fetch.answers import LASTING_REDIRECTS, REDIRECTS, max_age_s, refusal, validator
from pipeline.fetch.hop import Answer, Hopper
from pipeline.fetch.settings import FetchSettings
from pipeline.fetch.turns import Turns
from pipeline.model.page import Page, PageRequest


@dataclass(slots=True)
class _Trail:
    """Where a visit has come, and how."""

    url: URL
    login: bool  # the address asked for carries one
    lasting: bool = True  # every redirect so far was for good
    seen: set[URL] = field(default_factory=set)
    spent_s: float = 0.0  # asking, not waiting for a turn

    def follow(self, status: int, location: str) -> None:
        """Step to where a redirect points; raise a permanent ``FetchError`` when it may not be followed."""
        subject = hide_login(self.url)
        # Raw UTF-8 in the header arrives as surrogates.
        location = location.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        if not location:
            raise FetchError(subject, "the redirect names no address", lasting=Lasting.PERMANENT, status=status)
        try:
            target = self.url.join(URL(location))
        except (ValueError, IndexError) as error:  # IndexError: brackets after a semicolon
            reason = "the redirect names no valid address"
            raise FetchError(subject, reason, lasting=Lasting.PERMANENT, status=status) from error
        target = parse_web_url(str(target)).with_user(None)
        if target.origin() == self.url.origin():  # a login stays where it was meant for
            target = target.with_user(self.url.user).with_password(self.url.password)
        self.lasting = self.lasting and status in LASTING_REDIRECTS
        self.seen.add(self.url)
        self.url = target


async def visit(request: PageRequest, hopper: Hopper, turns: Turns, settings: FetchSettings) -> Page:
    """Fetch a page; raise ``FetchError`` when it cannot be had.

    Cookies live as long as the visit: some sites redirect until theirs comes back, and none of them follows us on.
    """
    start = parse_web_url(request.url)
    trail = _Trail(url=start, login=start.user is not None)
    headers = _request_headers(request)
    cookies = aiohttp.CookieJar()
    for _ in range(settings.max_redirects + 1):
        async with turns.at(trail.url.host or ""):
            started = time.monotonic()
            left_s = settings.timeout_s - trail.spent_s
            answer = await hopper.ask(trail.url, headers, cookies, settings.max_bytes, left_s)
            trail.spent_s += time.monotonic() - started
        if answer.status not in REDIRECTS:
            return _page(request, trail, answer)
        trail.follow(answer.status, answer.headers.get("Location", ""))
    circle = trail.url in trail.seen
    reason = "the redirects go in a circle" if circle else f"more than {settings.max_redirects} redirects"
    raise FetchError(hide_login(start), reason, lasting=Lasting.PERMANENT, status=answer.status)


def _request_headers(request: PageRequest) -> dict[str, str]:
    wanted = {"Accept": request.accept, "If-None-Match": request.etag, "If-Modified-Since": request.last_modified}
    return {name: value for name, value in wanted.items() if value}


def _page(request: PageRequest, trail: _Trail, answer: Answer) -> Page:
    """The page an answer stands for; raise ``FetchError`` for any answer that is neither a success nor a valid 304."""
    now = datetime.now(UTC)
    url = hide_login(trail.url)
    not_modified = answer.status == 304 and bool(request.etag or request.last_modified)
    if not not_modified and (not 200 <= answer.status < 300 or answer.status == 206):
        raise refusal(url, answer.status, answer.headers, now)
    return Page(
        url=url,
        status=answer.status,
        body=answer.body,
        content_type=answer.headers.get("Content-Type", "").lower()[:200],
        etag=_validator(answer.headers, "ETag", request.etag, not_modified),
        last_modified=_validator(answer.headers, "Last-Modified", request.last_modified, not_modified),
        not_modified=not_modified,
        # A login is part of the address it was given for; the new address would be kept without it.
        moved_to=url if trail.seen and trail.lasting and not trail.login else "",
        max_age_s=max_age_s(answer.headers, now),
        elapsed_s=trail.spent_s,
    )


def _validator(headers: Mapping[str, str], name: str, sent: str, not_modified: bool) -> str:
    """The new validator; a 304 need not repeat the one it confirms."""
    return validator(headers, name) or (sent if not_modified else "")
