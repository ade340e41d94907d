"""What went wrong on the way to a page, in one sentence."""

from __future__ import annotations

import ssl
from collections.abc import Iterator

import aiohttp

from pipeline.errors import FetchError, Lasting
from pipeline.fetch.addresses import RefusedAddressError

#: What the HTTP library may raise for what the other side does; anything else is a bug of ours.
LIBRARY_ERRORS = (aiohttp.ClientError, OSError, UnicodeError)


def explain_fault(subject: str, error: BaseException) -> FetchError:
    """Turn an error of the HTTP library or the system into ours."""
    causes = tuple(_causes(error))
    if any(isinstance(cause, RefusedAddressError) for cause in causes):
        return private_address(subject)
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError) and not isinstance(cause, aiohttp.ClientError):
            reason = f"the certificate cannot be trusted: {cause.verify_message.lower().rstrip('.')}"
            return FetchError(subject, reason)
    reason = next((text for kind, text in _SENTENCES if _has(causes, kind)), _UNKNOWN)
    lasting = Lasting.PERMANENT if _has(causes, ValueError) else Lasting.TEMPORARY
    return FetchError(subject, reason, lasting=lasting)


def private_address(subject: str) -> FetchError:
    """The error for an address that is refused because it is not of the public internet.

    The remedy is part of the reason, since reports and records keep the reason alone.
    """
    reason = "the address is in a private network; allow it under fetch.allow_private"
    return FetchError(subject, reason, lasting=Lasting.PERMANENT)


_UNKNOWN = "the connection failed"
# First match counts, so the special comes before the general.
_SENTENCES: tuple[tuple[type[BaseException], str], ...] = (
    (aiohttp.ClientConnectorDNSError, "the host name cannot be found"),
    (ssl.SSLError, "no secure connection can be made"),
    (aiohttp.ClientHttpProxyError, "the proxy refuses to connect"),
    (aiohttp.ClientProxyConnectionError, "the proxy cannot be reached"),
    (aiohttp.ConnectionTimeoutError, "no connection came about in time"),
    (aiohttp.SocketTimeoutError, "the server fell silent"),
    (TimeoutError, "the page did not come in time"),
    (ConnectionRefusedError, "the server refuses connections"),
    (aiohttp.ClientPayloadError, "the body broke off before its end"),
    (aiohttp.ClientConnectorError, "the server cannot be reached"),
    (aiohttp.ServerDisconnectedError, "the server hung up without an answer"),
    (aiohttp.ClientResponseError, "the answer is not valid HTTP, or its headers are too large"),
    (ValueError, "this is no valid web address"),  # UnicodeError: a host name that IDNA cannot encode
    (OSError, "the connection broke"),
)


def _has(causes: tuple[BaseException, ...], kind: type[BaseException]) -> bool:
    return any(isinstance(cause, kind) for cause in causes)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """The error and the errors it wraps."""
    while error is not None:
        yield error
        error = getattr(error, "os_error", None) or getattr(error, "certificate_error", None) or error.__cause__
