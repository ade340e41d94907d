"""What status and headers of an answer mean. Header names are in lower case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from pipeline.errors import FetchError, Lasting

REDIRECTS = frozenset({301, 302, 303, 307, 308})
LASTING_REDIRECTS = frozenset({301, 308})

_MAX_HEADER_LENGTH = 1_000  # of a validator worth keeping
_LONGEST_PAUSE_S = 7 * 86_400.0  # nobody who means a pause asks for more than a week

_REASONS = {
    400: "the server does not understand the request",
    401: "the server wants a login",
    402: "the server wants a payment",
    403: "the server refuses us",
    404: "there is nothing at this address",
    406: "the server has nothing in a form we can read",
    407: "the proxy wants a login",
    408: "the server lost patience",
    410: "there is nothing at this address any more",
    421: "the server does not serve this host",
    425: "the server asks to come later",
    429: "the server asks for a pause",
    451: "the page is withheld for legal reasons",
    500: "the server has an inner fault",
    502: "the server behind this address does not answer",
    503: "the service is not available now",
    504: "the server behind this address does not answer",
}
_TEMPORARY = frozenset({408, 421, 425})


def is_success(status: int) -> bool:
    """Whether an answer brings the whole page that was asked for."""
    return 200 <= status < 300 and status != 206


def refusal(subject: str, status: int, headers: Mapping[str, str], now: datetime) -> FetchError:
    """The error that an answer other than a success, a redirect or "not modified" stands for."""
    wait_s = retry_after_s(headers, now)
    if status == 429 or (status == 503 and wait_s is not None):
        lasting = Lasting.THROTTLED
    elif status >= 500 or status in _TEMPORARY:
        lasting = Lasting.TEMPORARY
    else:
        lasting = Lasting.PERMANENT
    reason = f"{_REASONS.get(status, 'the server gives no page')} (HTTP {status})"
    return FetchError(subject, reason, lasting=lasting, status=status, retry_after_s=wait_s)


def retry_after_s(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds the server asks to wait (RFC 9110, section 10.2.3: a number or a date), None when it does not say.

    At most seven days.
    """
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return min(float(value[:9]), _LONGEST_PAUSE_S)
    until = _parse_http_date(value)
    if until is None:
        return None
    return min(max(0.0, (until - _server_now(headers, now)).total_seconds()), _LONGEST_PAUSE_S)


def max_age_s(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds the answer stays fresh (RFC 9111, section 4.2.1), None when it does not say or must not be kept."""
    for directive in headers.get("cache-control", "").lower().split(","):
        name, _, value = directive.strip().partition("=")
        if name in ("no-store", "no-cache"):
            return None
        if name == "max-age" and value.strip('" ').isascii() and value.strip('" ').isdigit():
            return float(value.strip('" ')[:9])
    expires = _parse_http_date(headers.get("expires", ""))
    return None if expires is None else max(0.0, (expires - _server_now(headers, now)).total_seconds())


def validator(headers: Mapping[str, str], name: str) -> str:
    """ETag or Last-Modified as sent, "" when absent or too odd to be sent back."""
    value = headers.get(name, "").strip()
    return value if may_be_sent(value) else ""


def may_be_sent(value: str) -> bool:
    """Whether a header may carry this: no line ends, which would begin another header, and no endless text."""
    return len(value) <= _MAX_HEADER_LENGTH and value.isprintable()


def _server_now(headers: Mapping[str, str], now: datetime) -> datetime:
    """The time by the server's clock, which its other dates are told by."""
    return _parse_http_date(headers.get("date", "")) or now


def _parse_http_date(value: str) -> datetime | None:
    try:
        parsed = parsedate_to_datetime(value[:100])
        return (parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).astimezone(UTC)  # year 9999 at -1200 has none
    except (ValueError, OverflowError):  # Expires: 0 and -1 are common and mean "stale"; so is not saying anything
        return None
