from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import FetchError, Lasting
from pipeline.fetch.bodies import unpack_body

LIMIT = 1_000_000


@given(st.binary(max_size=2_000).filter(lambda body: not body.startswith(b"\x1f\x8b")))
def test_a_packed_body_comes_back_as_it_was(body: bytes) -> None:
    assert unpack_body("s", gzip.compress(body), "gzip", LIMIT) == body
    assert unpack_body("s", gzip.compress(gzip.compress(body)), "gzip", LIMIT) == body


@given(st.binary(max_size=500), st.sampled_from(["", "gzip", "deflate", "br", "gzip, deflate", "nonsense"]))
def test_no_body_breaks_the_unpacking(body: bytes, encoding: str) -> None:
    try:
        unpacked = unpack_body("s", body, encoding, LIMIT)
    except FetchError:
        return
    assert len(unpacked) <= LIMIT


def test_members_follow_each_other_and_rubbish_after_them_is_dropped() -> None:
    packed = gzip.compress(b"one ") + gzip.compress(b"two") + b"\0\0\0"
    assert unpack_body("s", packed, "gzip", LIMIT) == b"one two"


@pytest.mark.parametrize("encoding", ["deflate", "br", "gzip"])
def test_text_that_claims_to_be_packed_is_taken_as_it_is(encoding: str) -> None:
    assert unpack_body("s", b" <rss/>", encoding, LIMIT) == b" <rss/>"


@pytest.mark.parametrize(
    ("packed", "reason", "lasting"),
    [
        (gzip.compress(b"\0" * 900_000_0), "the packed body swells without measure", Lasting.PERMANENT),
        (gzip.compress(gzip.compress(b"\0" * 90_000_000)), "the packed body swells without measure", Lasting.PERMANENT),
        (gzip.compress(b"") * 500_000, "the packed body has more than 100 parts", Lasting.PERMANENT),
        (gzip.compress(b"abc" * 99)[:-9], "the packed body broke off before its end", Lasting.TEMPORARY),
        (b"\x1f\x8b\x08\xffrubbish" * 9, "the packed body is damaged", Lasting.TEMPORARY),
    ],
    ids=["bomb", "bomb in a bomb", "crumbs", "broken off", "damaged"],
)
def test_a_bad_body_is_refused(packed: bytes, reason: str, lasting: Lasting) -> None:
    with pytest.raises(FetchError) as caught:
        unpack_body("s", packed, "gzip", 10_000_000)
    assert (caught.value.reason, caught.value.lasting) == (reason, lasting)


def test_the_limit_counts_after_unpacking() -> None:
    noise = zlib.compress(bytes(range(256)) * 8)
    with pytest.raises(FetchError, match="larger than 2,000 bytes"):
        unpack_body("s", noise, "deflate", 2_000)
    assert len(unpack_body("s", noise, "deflate", 2_048)) == 2_048
