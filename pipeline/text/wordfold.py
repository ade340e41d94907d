"""Fold a text to its words, fast, for looking names up in it, and keep the way back to the original.

The words are those of ``fold``; whatever is no letter or digit becomes a blank, so that a hyphen, a quote or a full
stop is a border like any other. One look into a table for each character does it (``_folding.c``; without it numpy, at
a third of the speed); only where folding changes the length (½, ligatures, soft hyphens, letters and accents written
apart) a stretch is folded by itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import attrgetter
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pipeline.text.fold import Folded, character_class, fold, folded_characters

EAST_ASIAN = "\u3400"  # ideographs and Hangul begin here

_MARK = 0xFFFF  # in the table: folding changes the length here, or may
_BLANK = 0x20
_ASCII = 0x80
_start_of = attrgetter("start")
_SURROGATES = slice(0xD800, 0xE000)  # halves of a character, or broken
_JAMO = re.compile("[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]")
_PLANE = 0x10000  # what lies beyond it has no place of its own in the table
_SHORT = 8  # characters; stretches as long are met again and again: laughter in single letters, ½, emoji

_Compiled = Callable[[str, bytes], tuple[str, tuple[int, ...]] | None]
_Codes = npt.NDArray[np.uint16] | npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of the words that was folded by itself."""

    start: int  # in the words
    end: int
    origin: int  # in the original
    origin_end: int
    folded: Folded


class WordText(NamedTuple):
    """The words of a text, parted by blanks, with a blank before the first and behind the last.

    A bare tuple: thousands are made a second, and a frozen record takes three times as long.
    """

    text: str
    stretches: tuple[_Stretch, ...] = ()  # their places are those without the blanks that were put in
    put_in: tuple[int, ...] = ()  # where these blanks stand

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Turn a span of ``text``, not an empty one, into the span of the original that it was folded from."""
        if self.put_in:
            start -= bisect_left(self.put_in, start)
            end -= bisect_left(self.put_in, end - 1)
        if self.stretches:
            return self._origin(start)[0], self._origin(end - 1)[1]
        return start - 1, end - 1

    def _origin(self, place: int) -> tuple[int, int]:
        """Where the original of a character begins and ends."""
        index = bisect_right(self.stretches, place, key=_start_of) - 1
        if index < 0:
            return place - 1, place
        stretch = self.stretches[index]
        if place >= stretch.end:
            origin = place - stretch.end + stretch.origin_end
            return origin, origin + 1
        start, end = stretch.folded.span(place - stretch.start, place - stretch.start + 1)
        return stretch.origin + start, stretch.origin + end


def _compiled_fold() -> _Compiled | None:
    try:
        from pipeline.text._folding import fold as compiled
    except ImportError:  # there was no C compiler when this was installed
        return None
    return compiled


_compiled = _compiled_fold()
_new = tuple.__new__  # a named tuple's own way takes three times as long


def fold_words(text: str) -> WordText:
    """Fold a text to its words. Works for any string, lone surrogates and all; the words are valid UTF-8."""
    folded = _compiled and _compiled(text, _tables().packed)
    return _new(WordText, (folded[0], (), folded[1])) if folded else fold_words_by_numpy(text)


def fold_words_by_numpy(text: str) -> WordText:
    """Do the same without the compiled part, which asks for it where folding changes the length."""
    padded = f" {text} "
    codes = _tables().words.take(_codes(padded), mode="clip")
    words = codes.tobytes().decode("utf-16-le")
    return _stretched(padded, words) if chr(_MARK) in words else _with_latin_apart(words, codes, ())


def _codes(text: str) -> _Codes:
    """One code for each character."""
    try:
        codes = np.frombuffer(text.encode("utf-16-le"), dtype="<u2")
    except UnicodeEncodeError:  # a broken character
        codes = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype="<u2")
    if len(codes) == len(text):
        return codes
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")  # takes twice as long


def words_key(name: str) -> str:
    """The words of a name as ``fold_words`` leaves them in a text, without the blanks around them."""
    return fold_words(name).text.strip()


@dataclass(frozen=True, slots=True)
class _Tables:
    """What each character of the basic plane is folded to, or _MARK; the last place is for all beyond it."""

    words: npt.NDArray[np.uint16]
    packed: bytes  # the same
    marked: re.Pattern[str]  # characters that are _MARK, with the one before: an accent may belong to it


@cache
def _tables() -> _Tables:
    """Fold every character of the basic plane once."""
    folds = {char: char.lower() for char in map(chr, range(_ASCII))} | folded_characters()
    words = np.empty(_PLANE + 1, dtype=np.uint16)
    words[:_PLANE] = [_word_code(folds.get(char, char)) for char in map(chr, range(_PLANE))]
    words[_SURROGATES] = words[_PLANE] = _MARK
    marked = character_class(int(code) for code in np.flatnonzero(words[:_PLANE] == _MARK))
    stretch = re.compile(f".?(?:{marked}|[\U00010000-\U0010ffff])+", re.DOTALL)
    return _Tables(words, words.tobytes(), stretch)


def _word_code(folded: str) -> int:
    if folded and not any(map(str.isalnum, folded)):
        return _BLANK
    return ord(folded) if len(folded) == 1 and folded < "\uffff" and not _JAMO.match(folded) else _MARK


def _stretched(padded: str, words: str) -> WordText:
    """Fold the marked stretches of a text by themselves; ``words`` are right elsewhere, and as long as the text."""
    pieces: list[str] = []
    stretches: list[_Stretch] = []
    done = size = 0
    for match in _tables().marked.finditer(padded):
        start, end = match.span()
        folded, here = (_fold_short if end - start <= _SHORT else _fold_stretch)(match[0])
        pieces += (words[done:start], here)
        size += start - done
        # The original has no blank before it: every place there is one less.
        stretches.append(_Stretch(size, size + len(here), start - 1, end - 1, folded))
        size += len(here)
        done = end
    pieces.append(words[done:])
    words = "".join(pieces)
    codes = np.frombuffer(words.encode("utf-32-le"), dtype="<u4")
    return _with_latin_apart(words, codes, tuple(stretches))


def _fold_stretch(text: str) -> tuple[Folded, str]:
    folded = fold(text)
    return folded, "".join(char if char.isalnum() else " " for char in folded.text)


_fold_short = lru_cache(4096)(_fold_stretch)


def _with_latin_apart(words: str, codes: _Codes, stretches: tuple[_Stretch, ...]) -> WordText:
    """Korean glues Latin letters to what precedes them: 국산KF-21. A blank between shows where the name begins.

    ``codes`` are those of the characters of ``words``.
    """
    latin = (codes[1:] < _ASCII) & (codes[1:] != _BLANK)
    glued: list[int] = (np.flatnonzero(latin & (codes[:-1] >= ord(EAST_ASIAN))) + 1).tolist()
    if glued:
        words = " ".join(words[start:end] for start, end in zip([0, *glued], [*glued, len(words)], strict=True))
    put_in = tuple(place + before for before, place in enumerate(glued))
    return WordText(words, stretches, put_in)
