"""Mending damaged characters while keeping track of where they stood."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

import ftfy

# Quotes stay as the author set them; entities are undone only where there is no markup.
_CONFIG = ftfy.TextFixerConfig(uncurl_quotes=False, unescape_html="auto", normalization="NFC", explain=False)
# Longer damaged stretches than this are mapped as a whole: the aligner below is quadratic at worst.
_ALIGNED = 400


@dataclass(frozen=True, slots=True)
class Repaired:
    """A mended text. Character ``i`` of ``text`` came from ``offsets[i]`` of the input; one more offset ends it."""

    text: str
    offsets: tuple[int, ...]


def repair_text(text: str) -> str:
    """Undo mojibake, HTML entities in plain text, ligatures and half-width forms; compose to NFC."""
    return ftfy.fix_text(text, _CONFIG)


def repair_line(line: str) -> Repaired:
    """Mend one line and tell where each character of the result stood.

    Mend before anything is stripped: the two-byte form of "í" read as Latin-1 ends in a soft hyphen, and once that
    hyphen is gone the word can only be mended wrongly, as "à".
    """
    mended = repair_text(line)
    if mended == line:
        return Repaired(line, tuple(range(len(line) + 1)))
    return Repaired(mended, (*_align(line, mended), len(line)))


def _align(before: str, after: str) -> list[int]:
    left = _common_prefix(before, after)
    right = _common_prefix(before[left:][::-1], after[left:][::-1])
    inner_before, inner_after = before[left : len(before) - right], after[left : len(after) - right]
    shift = len(before) - len(after)
    return [
        *range(left),
        *(left + place for place in _align_inner(inner_before, inner_after)),
        *(index + shift for index in range(len(after) - right, len(after))),
    ]


def _common_prefix(first: str, second: str) -> int:
    length = min(len(first), len(second))
    return next((index for index in range(length) if first[index] != second[index]), length)


def _align_inner(before: str, after: str) -> list[int]:
    """Places in ``before`` for the characters of ``after``, never falling."""
    if len(before) > _ALIGNED or len(after) > _ALIGNED:
        return [index * len(before) // len(after) for index in range(len(after))]
    places: list[int] = []
    for _, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        count = new_end - new_start
        places += [start + index * (end - start) // count for index in range(count)]
    return places
