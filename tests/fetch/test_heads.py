from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.fetch.heads import Head, is_bloated, read_head

OK = b"HTTP/1.1 200 OK\r\n"
END = b"\r\n"


def test_names_are_lower_case_and_values_without_white_space() -> None:
    assert read_head([OK, b"ETag:  v1 \r\n", b"Location: /a:b\r\n", END]) == Head(
        200, {"etag": "v1", "location": "/a:b"}
    )


def test_the_first_of_several_headers_counts() -> None:
    head = read_head([OK, b"ETag: one\r\n", b"etag: two\r\n", END])
    assert head is not None
    assert head.headers == {"etag": "one"}


def test_a_folded_header_is_one_line() -> None:
    head = read_head([OK, b"Cache-Control: public,\r\n", b"\t max-age=5\r\n", b"X-Other: a\r\n", b" b\r\n", END])
    assert head is not None
    assert head.headers == {"cache-control": "public, max-age=5"}


def test_a_line_folded_under_the_status_is_passed_over() -> None:
    assert read_head([OK, b" folded\r\n", END]) == Head(200, {})


def test_raw_utf_8_is_read_and_what_is_none_survives() -> None:
    head = read_head([OK, "Location: /경제\r\n".encode(), b"ETag: \xe9\r\n", END])
    assert head is not None
    assert head.headers["location"] == "/경제"
    assert head.headers["etag"].encode("utf-8", "surrogateescape") == b"\xe9"


@pytest.mark.parametrize(
    ("lines", "head"),
    [
        ([b"HTTP/1.1 103 Early Hints\r\n", b"ETag: no\r\n", END, OK, END], Head(200, {})),
        ([b"HTTP/2 404 \r\n", END], Head(404, {})),
        ([OK, END, b"ETag: late\r\n", END], Head(200, {})),
        ([OK, b"HTTP/1.1 500 not a status\r\n", END], Head(200, {})),
        ([b"HTTP/1.1 101 Switching\r\n", END], Head(101, {})),
        ([b"HTTP/1.1 100 Continue\r\n", END], None),
        ([OK, b"ETag: v1\r\n"], None),
        ([b"HTTP/1.1\r\n", END], None),
        ([b"HTTP/1.1 many\r\n", END], None),
        ([], None),
    ],
    ids=[
        "interim",
        "http 2",
        "trailer",
        "status within",
        "switched",
        "interim alone",
        "broken",
        "bare",
        "word",
        "none",
    ],
)
def test_the_last_whole_head_counts(lines: list[bytes], head: Head | None) -> None:
    assert read_head(lines) == head


@given(st.lists(st.binary(min_size=1, max_size=30) | st.sampled_from([OK, END, b"\n", b" x\r\n", b":\r\n"])))
def test_no_lines_break_the_reading(lines: list[bytes]) -> None:
    head = read_head(lines)
    assert head is None or head.status >= 101


@pytest.mark.parametrize(("lines", "bloated"), [([OK] * 200, False), ([OK] * 201, True), ([b"x" * 40_000], True)])
def test_a_head_beyond_measure_is_told(lines: list[bytes], bloated: bool) -> None:
    assert is_bloated(lines) is bloated
