"""All the names of a watch in one pass over a text.

daachorse is an Aho-Corasick automaton in a double array: as fast as the fastest of ``ahocorasick_rs`` at ten thousand
names, faster at a hundred thousand, in a tenth of the memory. It has no wheel for Linux on ARM; there
``ahocorasick_rs``, which learning uses too, does the same.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Generic, TypeVar

from pipeline.match.korean import is_hangul
from pipeline.text.wordfold import WordText

# The automaton knows this much of a name, bytes, and the rest is compared: at a hundred thousand names a third of the
# memory, and less of it to walk about in.
_STEM = 12
_MOST_ALIKE = 16
# A Latin name before one of these is the beginning of a longer word; before s and es it may be in the plural.
_INSIDE = frozenset(string.digits + string.ascii_lowercase) - {"e", "s"}

Payload = TypeVar("Payload")
# The whole pattern where the stem is not all of it, the blanks before the name, the length, what belongs to it, and the
# next entry of the same stem. A chain: most stems have one, and at a hundred thousand names every object more that a
# find touches is a wait for the memory.
_Entry = tuple[str, int, int, Payload, Any]
Match = tuple[int, int, int]  # start and end in bytes, number of the stem
Scan = Callable[[bytes], Sequence[Match]]


class Automaton(Generic[Payload]):
    """Finds every place of every name, also where they overlap, and what belongs to it. Threads may share it."""

    def __init__(self, payloads: Mapping[str, Sequence[Payload]]) -> None:
        """The keys are words as ``fold_words`` leaves them, each with all that belongs to it."""
        entries: dict[bytes, _Entry[Payload] | None] = {}
        for stem, key in reversed(list(_stems(payloads))):
            pattern = _pattern(key)
            rest = pattern if len(pattern.encode()) > len(stem) else ""
            for payload in reversed(payloads[key]):
                entries[stem] = (rest, len(pattern) - len(key), len(pattern), payload, entries.get(stem))
        self._entries = list(entries.values())
        self._scan = build_scan(list(entries)) if entries else _nothing

    def find(self, words: WordText) -> list[tuple[int, int, Payload]]:
        """All places: start and end in ``words.text``, and one of what belongs to the name.

        Latin names are not found within longer words, but for what may be the ending of a plural.
        """
        matches = self._scan(words.data)
        if len(words.data) != len(words.text) and matches:
            character = words.characters()
            matches = [(int(character[start]), end, stem) for start, end, stem in matches]
        found: list[tuple[int, int, Payload]] = []
        text, entries = words.text, self._entries
        for start, _, stem in matches:
            entry = entries[stem]
            while entry:
                pattern, blank, length, payload, entry = entry
                end = start + length
                if (not pattern or text.startswith(pattern, start)) and not (blank and text[end] in _INSIDE):
                    found.append((start + blank, end, payload))
        return found


def _stems(keys: Iterable[str]) -> Iterator[tuple[bytes, str]]:
    """The stem of each key, longer where more than ``_MOST_ALIKE`` begin alike: Ministry of ..."""
    left, length = list(keys), _STEM
    while left:
        alike: dict[bytes, list[str]] = {}
        for key in left:
            alike.setdefault(_pattern(key).encode()[:length], []).append(key)
        left = []
        for stem, found in alike.items():
            if len(found) > _MOST_ALIKE and len(stem) == length:
                left += found
            else:
                yield from ((stem, key) for key in found)
        length *= 2


def _pattern(key: str) -> str:
    """Latin names are looked for with the blank before them, so nothing within a word needs a second look."""
    return key if is_hangul(key) else f" {key}"


def build_scan(stems: list[bytes]) -> Scan:
    """A function that finds all of these in bytes."""
    try:
        return scan_with_daachorse(stems)
    except ImportError:
        return scan_with_ahocorasick_rs(stems)


def scan_with_daachorse(stems: list[bytes]) -> Scan:
    from daachorse import DoubleArrayAhoCorasick

    scan: Scan = DoubleArrayAhoCorasick(stems).find_overlapping
    return scan


def scan_with_ahocorasick_rs(stems: list[bytes]) -> Scan:
    from ahocorasick_rs import BytesAhoCorasick

    find = BytesAhoCorasick(stems).find_matches_as_indexes
    return lambda data: [(start, end, number) for number, start, end in find(data, overlapping=True)]


def _nothing(_data: bytes) -> Sequence[Match]:
    return ()
