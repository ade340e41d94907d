"""Cutting text to a length without cutting a word, a Korean syllable or an accented letter in two."""

from __future__ import annotations

import re
import unicodedata

ELLIPSIS = "…"

_BLANK = re.compile(r"\s")
_LOOK_BACK = 40  # characters; a longer "word" is a text without blanks, and is cut between two letters


def shortened(text: str, limit: int) -> str:
    """Return ``text``, or its beginning with an ellipsis, at most ``limit`` characters in all."""
    text = text.strip()
    if len(text) <= limit:
        return text
    return text[: cut_before(text, limit - 2)].rstrip(" ,;:-–—") + " " + ELLIPSIS


def cut_before(text: str, place: int) -> int:
    """Return the nearest place at or before ``place`` where ``text`` may end: after a word."""
    if place >= len(text):
        return len(text)
    for index in range(place, max(place - _LOOK_BACK, 0), -1):
        if _BLANK.match(text, index):
            return index
    return _letter_border(text, place)


def cut_after(text: str, place: int) -> int:
    """Return the nearest place at or after ``place`` where ``text`` may begin: before a word."""
    if place <= 0:
        return 0
    for index in range(place, min(place + _LOOK_BACK, len(text))):
        if _BLANK.match(text, index - 1):
            return index
    return _letter_border(text, place)


def _letter_border(text: str, place: int) -> int:
    # Marks, joiners and conjoining Hangul letters belong to the character before them.
    while 0 < place < len(text) and _joins(text[place]):
        place -= 1
    return place


def _joins(char: str) -> bool:
    return unicodedata.category(char) in {"Mn", "Mc", "Me", "Cf"} or "\u1160" <= char <= "\u11ff"
