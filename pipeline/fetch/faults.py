"""What went wrong on the way to a page, in one sentence."""

from __future__ import annotations

import errno
import re

import pycurl

from pipeline.errors import FetchError, Lasting

TIMED_OUT = "the page did not come in time"
NOT_CONNECTED = "no connection came about in time"
SILENT = "the server fell silent"
NO_HTTP = "the answer is not valid HTTP, or its headers are too large"
NO_SUCH_HOST = "the host name cannot be found"
BROKEN_OFF = "the body broke off before its end"

# Codes of libcurl that its Python face has no names for.
_WEIRD_SERVER_REPLY, _HTTP2_STREAM, _PROXY, _TOO_LARGE = 8, 92, 97, 100

_UNKNOWN = "the connection failed"
_SENTENCES: dict[int, str] = {
    pycurl.E_UNSUPPORTED_PROTOCOL: NO_HTTP,  # HTTP/0.9, which has no head at all
    pycurl.E_COULDNT_RESOLVE_PROXY: "the proxy cannot be reached",
    pycurl.E_COULDNT_RESOLVE_HOST: NO_SUCH_HOST,
    pycurl.E_COULDNT_CONNECT: "the server cannot be reached",
    _WEIRD_SERVER_REPLY: NO_HTTP,
    pycurl.E_HTTP2: NO_HTTP,
    pycurl.E_OPERATION_TIMEDOUT: TIMED_OUT,
    pycurl.E_SSL_CONNECT_ERROR: "no secure connection can be made",
    pycurl.E_SSL_CACERT_BADFILE: "no secure connection can be made",
    pycurl.E_GOT_NOTHING: "the server hung up without an answer",
    pycurl.E_SEND_ERROR: "the connection broke",
    pycurl.E_RECV_ERROR: "the connection broke",
    _HTTP2_STREAM: NO_HTTP,
    _TOO_LARGE: NO_HTTP,
    _PROXY: "the proxy refuses to connect",
}
_CERTIFICATE = re.compile(r"(?:problem|result): (.+?)(?: \(\d+\))?$")
_CONNECTION_REFUSED = (errno.ECONNREFUSED, getattr(errno, "WSAECONNREFUSED", 0))


def explain_fault(subject: str, code: int, words: str, *, system: int, proxied: bool) -> FetchError:
    """Turn an error of the HTTP library into ours.

    ``code`` and ``words`` are the library's, ``system`` is the last error number of the operating system, 0 for none.
    """
    return FetchError(subject, _reason(code, words, system, proxied))


def _reason(code: int, words: str, system: int, proxied: bool) -> str:
    if code == pycurl.E_PEER_FAILED_VERIFICATION:
        return f"the certificate cannot be trusted: {_of_certificate(words)}"
    if proxied and "CONNECT" in words:
        return "the proxy refuses to connect"
    if proxied and code == pycurl.E_COULDNT_CONNECT:
        return "the proxy cannot be reached"
    if code == pycurl.E_COULDNT_CONNECT and system in _CONNECTION_REFUSED:
        return "the server refuses connections"
    if code == pycurl.E_RECV_ERROR and "header" in words:  # one code for too many of them and for a broken line
        return NO_HTTP
    return _SENTENCES.get(code, _UNKNOWN)


def _of_certificate(words: str) -> str:
    """What is wrong with a certificate, without the library's introduction."""
    found = _CERTIFICATE.search(words)
    said = found[1] if found else words.partition("SSL: ")[2] or words
    return said.lower().rstrip(".")


def private_address(subject: str) -> FetchError:
    """The error for an address that is refused because it is not of the public internet.

    The remedy is part of the reason, since reports and records keep the reason alone.
    """
    reason = "the address is in a private network; allow it under fetch.allow_private"
    return FetchError(subject, reason, lasting=Lasting.PERMANENT)
