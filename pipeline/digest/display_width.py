"""Wrapping plain text by what a terminal or a mail program shows: Korean characters take two columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import chain

_WIDE = frozenset({"W", "F"})  # Unicode Standard Annex 11, East Asian Width
_ZERO = frozenset({"Mn", "Me", "Cf"})  # combining marks and signs without a shape


def display_width(text: str) -> int:
    """Count the columns ``text`` takes in a fixed-width font."""
    return sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    if unicodedata.category(char) in _ZERO:
        return 0
    return 2 if unicodedata.east_asian_width(char) in _WIDE else 1


def wrap(text: str, columns: int, indent: str = "") -> list[str]:
    """Break ``text`` at its blanks into lines of at most ``columns``, each starting with ``indent``.

    A word that is longer than a line is broken too; give addresses a line of their own instead.
    """
    room = columns - display_width(indent)
    lines: list[str] = []
    line, used = "", 0
    for word in chain.from_iterable(_fitting(word, room) for word in text.split()):
        width = display_width(word)
        if line and used + 1 + width > room:
            lines.append(indent + line)
            line, used = "", 0
        line, used = (f"{line} {word}", used + 1 + width) if line else (word, width)
    return [*lines, indent + line] if line else lines


def _fitting(word: str, room: int) -> Iterator[str]:
    start, used = 0, 0
    for index, char in enumerate(word):
        width = _columns(char)
        if used + width > room:
            yield word[start:index]
            start, used = index, 0
        used += width
    yield word[start:]


def pad_between(left: str, right: str, columns: int) -> list[str]:
    """Set ``left`` and ``right`` at the two ends of one line, or below each other when they do not fit."""
    if not right:
        return wrap(left, columns)
    gap = columns - display_width(left) - display_width(right)
    if gap >= 2:
        return [left + " " * gap + right]
    return [*wrap(left, columns), *wrap(right, columns)]
