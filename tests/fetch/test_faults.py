from __future__ import annotations

import errno

import pycurl
import pytest

from pipeline.errors import Lasting
from pipeline.fetch.faults import NO_HTTP, explain_fault

REFUSED, RESET = errno.ECONNREFUSED, errno.ECONNRESET
SELF_SIGNED = "SSL certificate OpenSSL verify result: self-signed certificate (18)"
MISNAMED = "SSL: no alternative certificate subject name matches 'news.example'"
OUTDATED = "SSL certificate problem: certificate has expired"


@pytest.mark.parametrize(
    ("code", "words", "system", "proxied", "reason"),
    [
        (pycurl.E_COULDNT_CONNECT, "", REFUSED, False, "the server refuses connections"),
        (pycurl.E_COULDNT_CONNECT, "", errno.ENETUNREACH, False, "the server cannot be reached"),
        (pycurl.E_COULDNT_CONNECT, "", REFUSED, True, "the proxy cannot be reached"),
        (pycurl.E_COULDNT_CONNECT, "CONNECT tunnel failed, response 403", 0, True, "the proxy refuses to connect"),
        (pycurl.E_RECV_ERROR, "CONNECT tunnel failed, response 407", 0, True, "the proxy refuses to connect"),
        (pycurl.E_RECV_ERROR, "Too many response headers, 5001 is too many", 0, False, NO_HTTP),
        (pycurl.E_RECV_ERROR, "Recv failure: Connection reset by peer", RESET, False, "the connection broke"),
        (pycurl.E_SSL_CONNECT_ERROR, "", 0, False, "no secure connection can be made"),
        (
            pycurl.E_PEER_FAILED_VERIFICATION,
            SELF_SIGNED,
            0,
            False,
            "the certificate cannot be trusted: self-signed certificate",
        ),
        (
            pycurl.E_PEER_FAILED_VERIFICATION,
            OUTDATED,
            0,
            False,
            "the certificate cannot be trusted: certificate has expired",
        ),
        (
            pycurl.E_PEER_FAILED_VERIFICATION,
            MISNAMED,
            0,
            False,
            "the certificate cannot be trusted: no alternative certificate subject name matches 'news.example'",
        ),
        (4_711, "a new kind of fault", 0, False, "the connection failed"),
    ],
)
def test_a_fault_is_one_sentence_and_passes(code: int, words: str, system: int, proxied: bool, reason: str) -> None:
    fault = explain_fault("s", code, words, system=system, proxied=proxied)
    assert (fault.subject, fault.reason, fault.lasting) == ("s", reason, Lasting.TEMPORARY)
