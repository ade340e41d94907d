"""All the names of a watch in one pass over a text.

daachorse is an Aho-Corasick automaton in a double array: as fast as the fastest of ``ahocorasick_rs`` at ten thousand
names, faster at a hundred thousand, in a tenth of the memory. It has no wheel for Linux on ARM; there
``ahocorasick_rs``, which learning uses too, does the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from pipeline.match.korean import is_hangul
from pipeline.text.wordfold import WordText

# The automaton knows this much of a name, bytes, and the rest is compared: at a hundred thousand names a third of the
# memory, and less of it to walk about in.
_STEM = 12

Match = tuple[int, int, int]  # start, end, number
# The whole pattern where the stem is not all of it, blanks before its name, its length, its number.
_Entry = tuple[str, int, int, int]
Scan = Callable[[bytes], Sequence[Match]]


class Automaton:
    """Finds every place of every name, also where they overlap. Threads may share it."""

    def __init__(self, keys: Iterable[str]) -> None:
        """``keys`` are words as ``fold_words`` leaves them."""
        entries: dict[bytes, tuple[_Entry, ...]] = {}
        for number, key in enumerate(keys):
            pattern = _pattern(key)
            stem = pattern.encode()
            entry = (pattern if len(stem) > _STEM else "", len(pattern) - len(key), len(pattern), number)
            entries[stem[:_STEM]] = (*entries.get(stem[:_STEM], ()), entry)
        self._entries = tuple(entries.values())
        self._scan = build_scan(list(entries)) if entries else _nothing

    def find(self, words: WordText) -> list[Match]:
        """All places: start and end in ``words.text``, and the number of the key."""
        matches = self._scan(words.data)
        if len(words.data) != len(words.text) and matches:
            character = words.characters()
            matches = [(int(character[start]), end, stem) for start, end, stem in matches]
        found: list[Match] = []
        text, entries = words.text, self._entries
        for start, _, stem in matches:
            for pattern, blank, length, number in entries[stem]:
                if not pattern or text.startswith(pattern, start):
                    found.append((start + blank, start + length, number))
        return found


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
