"""Bytes of unknown encoding -> text."""

from __future__ import annotations

import codecs
import re

from pipeline.errors import SeedError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]{2,30})", re.IGNORECASE)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_BINARY_SHARE = 0.01  # control characters among all: text has none but a stray one
_REMEDY = "Save it as UTF-8 text."


def decode(data: bytes, name: str, *, markup: bool = False) -> str:
    """Decode by byte order mark, then UTF-8, then what the markup declares, then by what the letters look like.

    Raises ``SeedError`` when ``data`` are no text.
    """
    text = _decode(data, markup)
    if text is None or len(_CONTROLS.findall(text)) > _BINARY_SHARE * len(text) + 1:
        raise SeedError(name, "it holds binary data, not text", remedy=_REMEDY)
    return text


def _decode(data: bytes, markup: bool) -> str | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    wide = _wide_encoding(data)
    if wide:
        return _try(data, wide)
    declared = _DECLARED.search(data[:4096]) if markup else None
    strict = _try(data, "utf-8") or (_try(data, declared.group(1).decode("ascii")) if declared else None)
    return strict if strict is not None else _guess(data)


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):  # "undefined" is a codec, too, and raises the former
        return None


def _wide_encoding(data: bytes) -> str:
    """UTF-16 without a mark: Latin text in it has a NUL in every other byte, and text in other encodings has none."""
    sample = data[:2000]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) < 0.2 * len(sample) / 2:
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _guess(data: bytes) -> str:
    """Damaged UTF-8, Korean or Western European, whichever fits best."""
    utf8 = data.decode("utf-8", errors="replace")
    if sum(char > "\x7f" and char != "\ufffd" for char in utf8) > 4 * utf8.count("\ufffd"):
        return utf8
    korean = _try(data, "cp949")
    if korean is not None and _share_of_hangul(korean) > 0.5:
        return korean
    return _try(data, "cp1252") or data.decode("latin-1")


def _share_of_hangul(text: str) -> float:
    """Among the letters beyond ASCII. Accented Latin letters read as cp949 turn into Hanja and other letters."""
    wide = [char for char in text if char > "\x7f" and char.isalpha()]
    return sum("\uac00" <= char <= "\ud7a3" for char in wide) / len(wide) if wide else 0.0
