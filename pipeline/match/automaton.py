"""All the names of a watch in one pass over a text, where nothing could be compiled when seedwatch was installed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt
from ahocorasick_rs import BytesAhoCorasick

from pipeline.match.korean import is_hangul
from pipeline.text.wordfold import EAST_ASIAN

# The automaton knows this much of a name, bytes, and the rest is compared: at a hundred thousand names a third of the
# memory, and less of it to walk about in.
_STEM = 12
_MOST_ALIKE = 16
MOST_FINDS = 100_000  # in one text; _finding.c's, too

Payload = TypeVar("Payload")
# The whole pattern where the stem is not all of it, the blanks before the name, the length, what belongs to it, and the
# next entry of the same stem.
_Entry = tuple[str, int, int, Payload, Any]


class Automaton(Generic[Payload]):
    """Finds what the compiled index finds, at half of its speed. Threads may share it."""

    def __init__(self, payloads: Mapping[str, Sequence[Payload]]) -> None:
        """The keys are words as ``fold_words`` leaves them, each with all that belongs to it."""
        entries: dict[bytes, _Entry[Payload] | None] = {}
        for stem, key in reversed(list(_stems(payloads))):
            pattern = _pattern(key)
            rest = pattern if len(pattern.encode()) > len(stem) else ""
            for payload in reversed(payloads[key]):
                entries[stem] = (rest, len(pattern) - len(key), len(pattern), payload, entries.get(stem))
        self._entries = list(entries.values())
        self._stems = BytesAhoCorasick(list(entries))

    def find(self, words: str) -> list[tuple[int, int, Payload]]:
        """Find what ``Names.find`` promises."""
        data = words.encode()
        matches = self._stems.find_matches_as_indexes(data, overlapping=True)
        characters = _characters(data) if matches and len(data) != len(words) else None
        found: list[tuple[int, int, Payload]] = []
        for stem, byte, _ in matches:
            start = byte if characters is None else int(characters[byte])
            entry = self._entries[stem]
            while entry:
                pattern, blank, length, payload, entry = entry
                end = start + length
                if (not pattern or words.startswith(pattern, start)) and not (blank and _goes_on(words, end)):
                    found.append((start + blank, end, payload))
        return sorted(found, key=_by_place)[:MOST_FINDS]


def _by_place(find: tuple[int, int, object]) -> tuple[int, int]:
    return find[0], -find[1]


def _characters(data: bytes) -> npt.NDArray[np.intp]:
    """For each byte of a text in UTF-8, and one place more, the character it belongs to."""
    return np.cumsum((np.frombuffer(data + b" ", dtype=np.uint8) & 0xC0) != 0x80) - 1


def _goes_on(words: str, end: int) -> bool:
    """Whether the word goes on at ``end`` with more than the ending of a plural."""
    return not any(
        words.startswith(ending, end) and (words[end + len(ending)] == " " or words[end + len(ending)] >= EAST_ASIAN)
        for ending in ("", "s", "es")
    )


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
