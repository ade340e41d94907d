"""Fold a text to its words, fast, for looking names up in it, and keep the way back to the original.

The words are those of ``fold``; whatever is no letter or digit becomes a blank, so that a hyphen, a quote or a full
stop is a border like any other. One look into a table for each character does it (numpy); only where folding changes
the length (½, ligatures, soft hyphens, letters and accents written apart) a stretch is folded by itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache
from operator import attrgetter

import numpy as np
import numpy.typing as npt

from pipeline.text.fold import Folded, character_class, fold, fold_character

_MARK = 0xFFFF  # in the table: folding changes the length here, or may
_BLANK = 0x20
_ASCII = 0x80
_start_of = attrgetter("start")
# Ideographs, Hangul syllables and private use fold to themselves; surrogates are halves of a character, or broken.
_PLAIN = (range(0x3400, 0xA000), range(0xAC00, 0xD7A4), range(0xE000, 0xF900))
_SURROGATES = slice(0xD800, 0xE000)
_JAMO = re.compile("[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]")
_EAST_ASIAN = 0x3400  # ideographs and Hangul begin here


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of the words that was folded by itself."""

    start: int  # in the words
    end: int
    origin: int  # in the original
    origin_end: int
    folded: Folded


@dataclass(frozen=True, slots=True)
class WordText:
    """The words of a text, parted by blanks, with a blank before the first and behind the last."""

    text: str
    data: bytes  # the same in UTF-8
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

    def characters(self) -> npt.NDArray[np.intp]:
        """For each byte of ``data``, and one place more, the character of ``text`` it belongs to."""
        bytes_ = np.frombuffer(self.data + b" ", dtype=np.uint8)
        return np.cumsum((bytes_ & 0xC0) != 0x80) - 1


def fold_words(text: str) -> WordText:
    """Fold a text to its words. Works for any string, lone surrogates and all; the words are valid UTF-8."""
    tables = _tables()
    padded = f" {text} "
    if padded.isascii():
        data = padded.encode().translate(tables.ascii)
        return WordText(data.decode("ascii"), data)
    codes = np.frombuffer(padded.encode("utf-16-le", "surrogatepass"), dtype="<u2")
    data = tables.narrow.take(codes, mode="clip").tobytes()  # no code is out of the table: clipping checks nothing
    if b"\0" not in data:
        return WordText(data.decode("ascii"), data)
    wide = tables.wide.take(codes, mode="clip")
    if (wide == _MARK).any():
        return _stretched(padded, tables)
    return _with_latin_apart(wide.tobytes().decode("utf-16-le"), wide, ())


def words_key(name: str) -> str:
    """The words of a name as ``fold_words`` leaves them in a text, without the blanks around them."""
    return fold_words(name).text.strip()


@dataclass(frozen=True, slots=True)
class _Tables:
    ascii: bytes  # for bytes.translate
    narrow: npt.NDArray[np.uint8]  # code -> ASCII, 0 where the word is not ASCII
    wide: npt.NDArray[np.uint16]  # code -> code, or _MARK
    marked: re.Pattern[str]  # characters that are _MARK, with the one before: an accent may belong to it


@cache
def _tables() -> _Tables:
    """Fold every character of the basic plane once: some 50 ms."""
    wide = np.arange(0x10000, dtype=np.uint16)
    plain = {code for codes in _PLAIN for code in codes}
    for code in range(0x10000):
        char = chr(code)
        wide[code] = _word_code(char if code in plain else fold_character(char))
    wide[_SURROGATES] = _MARK
    narrow = np.where(wide < _ASCII, wide, 0).astype(np.uint8)
    marked = character_class(int(code) for code in np.flatnonzero(wide == _MARK))
    return _Tables(narrow[:256].tobytes(), narrow, wide, re.compile(f".?{marked}+", re.DOTALL))


def _word_code(folded: str) -> int:
    if folded and not any(map(str.isalnum, folded)):
        return _BLANK
    return ord(folded) if len(folded) == 1 and folded < "\uffff" and not _JAMO.match(folded) else _MARK


def _stretched(padded: str, tables: _Tables) -> WordText:
    pieces: list[str] = []
    stretches: list[_Stretch] = []
    done = size = 0
    for match in tables.marked.finditer(padded):
        between = _plain_words(padded[done : match.start()], tables)
        folded = fold(match.group())
        words = "".join(char if char.isalnum() else " " for char in folded.text)
        size += len(between)
        # The original has no blank before it: every place there is one less.
        stretches.append(_Stretch(size, size + len(words), match.start() - 1, match.end() - 1, folded))
        pieces += (between, words)
        size += len(words)
        done = match.end()
    pieces.append(_plain_words(padded[done:], tables))
    words = "".join(pieces)
    codes = np.frombuffer(words.encode("utf-32-le"), dtype="<u4")
    return _with_latin_apart(words, codes, tuple(stretches))


def _plain_words(text: str, tables: _Tables) -> str:
    codes = np.frombuffer(text.encode("utf-16-le"), dtype="<u2")
    return tables.wide.take(codes).tobytes().decode("utf-16-le")


def _with_latin_apart(
    words: str, codes: npt.NDArray[np.uint16] | npt.NDArray[np.uint32], stretches: tuple[_Stretch, ...]
) -> WordText:
    """Korean glues Latin letters to what precedes them: 국산KF-21. A blank between shows where the name begins.

    ``codes`` are those of the characters of ``words``.
    """
    latin = (codes[1:] < _ASCII) & (codes[1:] != _BLANK)
    glued: list[int] = (np.flatnonzero(latin & (codes[:-1] >= _EAST_ASIAN)) + 1).tolist()
    if glued:
        words = " ".join(words[start:end] for start, end in zip([0, *glued], [*glued, len(words)], strict=True))
    put_in = tuple(place + before for before, place in enumerate(glued))
    return WordText(words, words.encode(), stretches, put_in)
