"""What outlets send is hostile: line breaks that split headers, signs that turn lines round, links that run scripts."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Record = TypeVar("Record", bound="DataclassInstance")

_MAX_URL = 1000  # characters; a dozen longer ones would make mail programs clip the letter

# C0 and C1 controls, lone surrogates, and the marks that reorder a line so that it reads as something else
# (Unicode Standard Annex 9, "Explicit Directional Formatting Characters"; CVE-2021-42574 shows the harm).
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BLANKS = re.compile(r"\s+")
_NOT_IN_URL = re.compile(r"[\s\x00-\x1f\x7f\\]")
_NOT_IN_NETLOC = re.compile(r"[@\"'<>()`{}|^]")
_TO_QUOTE = {ord(sign): f"%{ord(sign):02X}" for sign in "\"'<>()[]`{}|^"}


def one_line(text: str) -> str:
    """Return ``text`` without line breaks, controls and bidirectional marks; runs of blanks become one blank."""
    return _BLANKS.sub(" ", _UNSEEN.sub("", text))


def safe_url(url: str) -> str:
    """Return ``url`` fit to be linked from any coat, or "" unless it is a plain http or https address with a host."""
    if len(url) > _MAX_URL or _UNSEEN.search(url) or _NOT_IN_URL.search(url):
        return ""
    host = url_host(url)
    before, _, after = url.partition("//")
    netloc = re.split(r"[/?#]", after, maxsplit=1)[0]
    # user:password@host looks like another host than it is; brackets of an IPv6 address must stay as they are.
    if not host or before.lower() not in {"http:", "https:"} or _NOT_IN_NETLOC.search(netloc):
        return ""
    return before + "//" + netloc + after[len(netloc) :].translate(_TO_QUOTE)


def url_host(url: str) -> str:
    """Return the host a reader would know the address by ("andina.pe"), or "" when there is none.

    A host in other letters comes in its ASCII form (RFC 3492), so that a Cyrillic "а" cannot pass for a Latin one.
    """
    try:
        host = (urlsplit(url).hostname or "").encode("idna").decode("ascii")
    except (ValueError, UnicodeError):  # "http://[::1", or a label of more than 63 characters
        return ""
    return host.removeprefix("www.") if re.fullmatch(r"[a-z0-9_.:-]+", host) else ""


def cleaned(record: Record) -> Record:
    """Return a record whose strings are all one line, and whose ``url`` fields can be linked or are empty."""
    changes = {field.name: _clean(field.name, getattr(record, field.name)) for field in fields(record)}
    return replace(record, **changes)


def _clean(name: str, value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_clean(name, item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return cleaned(value)
    if isinstance(value, str) and not isinstance(value, Enum):
        return safe_url(value) if name == "url" else one_line(value)
    return value
