"""Bytes to text, whatever they are labelled as."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

# Longest first: UTF-32's mark begins with UTF-16's.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What browsers read under these labels (WHATWG Encoding Standard, section 4.2): each is a subset of the right side.
_READ_AS = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "euc-kr": "cp949",
    "euckr": "cp949",
    "ks_c_5601-1987": "cp949",
    "ksc5601": "cp949",
    "korean": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "iso-8859-9": "cp1254",
}
_LABEL = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([a-z0-9_:.-]{2,40})")  # of lower-cased bytes
_HEADER_LABEL = re.compile(r"charset\s*=\s*[\"']?\s*([a-z0-9_:.-]{2,40})")
_LABEL_BYTES = 4_096  # HTML asks for the label within the first 1,024, pages take longer
_BROKEN_SHARE = 5  # UTF-8 with one broken character in so many beyond ASCII is UTF-8 still


def decode_bytes(body: bytes, content_type: str) -> tuple[str, bool]:
    """Return the text, and whether it was labelled rightly.

    A byte order mark wins. Then text that is valid UTF-8 beyond ASCII is UTF-8: other encodings hit that by accident
    about never, while wrong labels are everywhere. Then the document's own label, then the header's; bytes that fit
    neither are replaced.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace"), True
    if body.isascii() and b"\x1b" not in body:  # ISO 2022 writes Korean and Japanese in ASCII with escapes
        wide = _wide_encoding(body)
        return body.decode(wide or "ascii", "replace"), not wide
    labels = tuple(_labels(body, content_type))
    wide = _wide_encoding(body)
    if wide:
        return body.decode(wide, "replace"), False
    text = None if body.isascii() else _fitting(body, "utf-8")
    if text is not None:
        return text, not labels or "utf-8" in labels
    for label in (*labels, "cp949"):  # Korean pages often forget to say so, and Western text does not fit by accident
        text = _fitting(body, label)
        if text is not None:
            return text, label in labels[:1]
    return body.decode(_lesser_evil(body, labels), "replace"), False


def _labels(body: bytes, content_type: str) -> Iterator[str]:
    """Known encodings that the document and the header name, most trusted first."""
    found = [match.decode("ascii") for match in _LABEL.findall(body[:_LABEL_BYTES].lower())]
    found += _HEADER_LABEL.findall(content_type.lower())
    for label in dict.fromkeys(_READ_AS.get(label, label) for label in found):
        try:
            b"a".decode(label)  # refuses unknown names, and Python's codecs that are no character sets
        except (LookupError, ValueError):
            continue
        name = codecs.lookup(label).name
        if not name.startswith(("utf-16", "utf-32", "utf-7", "idna", "punycode")):  # wide ones show in their NULs
            yield name


def _wide_encoding(body: bytes) -> str:
    """UTF-16 without a mark shows in NULs at every other byte of its markup."""
    head = body[:400]
    if len(head) < 8:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) < len(head) // 5:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _fitting(body: bytes, encoding: str) -> str | None:
    try:
        return body.decode(encoding)
    except ValueError:
        return None


def _lesser_evil(body: bytes, labels: tuple[str, ...]) -> str:
    """For bytes that fit nothing: UTF-8 when most of it is, else the label's encoding, else the West's."""
    text = body.decode("utf-8", "replace")
    beyond_ascii = sum(not char.isascii() for char in text)
    if text.count("\ufffd") * _BROKEN_SHARE <= beyond_ascii:
        return "utf-8"
    return next((label for label in labels if label != "utf-8"), "cp1252")
