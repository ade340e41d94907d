"""The head of an answer, as it came over the wire: status and headers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

_MAX_LINE_BYTES = 32_768  # some policies of content security take more than 8 KB
_MAX_LINES = 200
_EMPTY = (b"\r\n", b"\n")
# Those that somebody here reads. Answers have twenty and more, and reading them all takes as long as asking.
_WANTED = frozenset(
    (
        *(b"content-type", b"content-encoding", b"content-length", b"etag", b"last-modified", b"location"),
        *(b"cache-control", b"expires", b"date", b"retry-after", b"set-cookie"),
    )
)


class Head(NamedTuple):
    """Status and headers of an answer, those that are read here; names in lower case, the first of several counts."""

    status: int
    headers: Mapping[str, str]


def read_head(lines: Sequence[bytes]) -> Head | None:
    """Read the lines of one request's heads; None while the last of them is not complete.

    Heads of interim answers (1xx) may come before, trailers after; all end with an empty line.
    """
    start = _start_of_last_head(lines)
    status = _status_of(lines[start]) if lines else 0
    headers: dict[bytes, bytes] = {}
    name = b""
    for line in lines[start + 1 :]:
        if line in _EMPTY:
            return Head(status, _decode(headers)) if status >= 200 or status == 101 else None
        if line[0] in b" \t":  # folded, as RFC 822 allowed
            if name in headers:
                headers[name] += b" " + line.strip()
            continue
        name, _, value = line.partition(b":")
        name = name.strip().lower()
        if name in _WANTED:
            headers.setdefault(name, value.strip())
    return None


def _decode(headers: Mapping[bytes, bytes]) -> dict[str, str]:
    """Raw UTF-8 is common in addresses; what is no UTF-8 must survive too."""
    return {name.decode(): value.decode("utf-8", "surrogateescape") for name, value in headers.items()}


def is_bloated(lines: Sequence[bytes]) -> bool:
    """Whether a head is larger than any honest one."""
    return len(lines) > _MAX_LINES or max(map(len, lines), default=0) > _MAX_LINE_BYTES


def _start_of_last_head(lines: Sequence[bytes]) -> int:
    """A head begins where the line before it was empty; so does a trailer, but not with a status."""
    starts = [
        number
        for number, line in enumerate(lines)
        if line.startswith(b"HTTP/") and (number == 0 or lines[number - 1] in _EMPTY)
    ]
    return starts[-1] if starts else 0


def _status_of(line: bytes) -> int:
    """The status of "HTTP/1.1 200 OK", 0 of anything else."""
    status = line.split(None, 2)[1:2]
    return int(status[0]) if status and status[0].isdigit() else 0
