"""One page: hop by hop through redirects."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from pipeline.errors import FetchError, Lasting
from pipeline.fetch.addresses import WebAddress, join_web_url, parse_web_url
from pipeline.fetch.answers import LASTING_REDIRECTS, REDIRECTS, is_success, max_age_s, may_be_sent, refusal, validator
from pipeline.fetch.hop import Answer, Question
from pipeline.model.page import Page, PageRequest


@dataclass(slots=True, kw_only=True)
class Visit:
    """Where a visit has come, and how."""

    request: PageRequest
    land: Callable[[Page | FetchError], None]  # takes what comes of it
    timeout_s: float
    max_bytes: int
    max_redirects: int
    cut: bool = False  # a longer body is cut, not refused
    packed: bool = True  # a packed body is welcome
    address: WebAddress = field(init=False)
    spent_s: float = field(init=False, default=0.0)  # asking, not waiting for a turn
    _headers: tuple[bytes, ...] = field(init=False)
    _login: bool = field(init=False)  # the address asked for carries one
    _lasting: bool = field(init=False, default=True)  # every redirect so far was for good
    _passed: tuple[WebAddress, ...] = field(init=False, default=())
    _cookies: tuple[bytes, ...] = field(init=False, default=())  # they live as long as the visit

    def set_out(self) -> None:
        """Read the request; raise ``FetchError`` when it cannot be asked."""
        self.address = parse_web_url(self.request.url)
        self._login = bool(self.address.login)
        self._headers = _request_headers(self.request, packed=self.packed)

    def question(self, proxy: str) -> Question:
        """What is to be asked now."""
        headers = self._headers
        if self.address.login:
            headers = (*headers, b"Authorization: Basic " + b64encode(self.address.login.encode("utf-8", "replace")))
        return Question(
            address=self.address,
            headers=headers,
            cookies=self._cookies,
            max_bytes=self.max_bytes,
            cut=self.cut,
            within_s=self.timeout_s - self.spent_s,
            proxy=proxy,
        )

    def take(self, answer: Answer) -> Page | None:
        """The page an answer brings, None when the visit goes on at another address; raise ``FetchError`` at its end.

        Some sites redirect until their cookie comes back; none of the cookies follows us to another visit.
        """
        if answer.status not in REDIRECTS:
            return self._page(answer)
        self._cookies = answer.cookies
        self._follow(answer.status, answer.headers.get("location", ""))
        if len(self._passed) <= self.max_redirects:
            return None
        circle = self.address in self._passed
        reason = "the redirects go in a circle" if circle else f"more than {self.max_redirects} redirects"
        raise FetchError(str(self._passed[0]), reason, lasting=Lasting.PERMANENT, status=answer.status)

    def _follow(self, status: int, location: str) -> None:
        """Step to where a redirect points; raise a permanent ``FetchError`` when it may not be followed."""
        subject = str(self.address)
        if not location:
            raise FetchError(subject, "the redirect names no address", lasting=Lasting.PERMANENT, status=status)
        # What is no UTF-8 arrives as surrogates.
        location = location.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        try:
            target = join_web_url(self.address, location)
        except ValueError as error:
            reason = "the redirect names no valid address"
            raise FetchError(subject, reason, lasting=Lasting.PERMANENT, status=status) from error
        self._lasting = self._lasting and status in LASTING_REDIRECTS
        self._passed = (*self._passed, self.address)
        self.address = target

    def _page(self, answer: Answer) -> Page:
        """The page an answer stands for; raise ``FetchError`` for any that is neither a success nor a valid 304."""
        now = datetime.now(UTC)
        url, request, headers = str(self.address), self.request, answer.headers
        not_modified = answer.status == 304 and bool(request.etag or request.last_modified)
        if not not_modified and not is_success(answer.status):
            raise refusal(url, answer.status, headers, now)
        return Page(
            url=url,
            status=answer.status,
            body=answer.body,
            content_type=headers.get("content-type", "").lower()[:200],
            etag=_validator(headers, "etag", request.etag, not_modified),
            last_modified=_validator(headers, "last-modified", request.last_modified, not_modified),
            not_modified=not_modified,
            # A login is part of the address it was given for; the new address would be kept without it.
            moved_to=url if self._passed and self._lasting and not self._login else "",
            max_age_s=max_age_s(headers, now),
            elapsed_s=self.spent_s,
        )


def _request_headers(request: PageRequest, *, packed: bool) -> tuple[bytes, ...]:
    wanted = (
        ("Accept", request.accept),
        ("Accept-Encoding", "gzip, deflate" if packed else "identity"),
        ("If-None-Match", request.etag),
        ("If-Modified-Since", request.last_modified),
    )
    return tuple([f"{name}: {value}".encode() for name, value in wanted if value and may_be_sent(value)])


def _validator(headers: Mapping[str, str], name: str, sent: str, not_modified: bool) -> str:
    """The new validator; a 304 need not repeat the one it confirms."""
    return validator(headers, name) or (sent if not_modified else "")
