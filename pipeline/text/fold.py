"""Fold a text for comparing, and keep the way back to the original."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

_APOSTROPHES = "\u2018\u2019\u201a\u201b\u2032\u2035\u2039\u203a\u02b9\u02bb\u02bc\u02bd\u00b4"
_QUOTES = "\u201c\u201d\u201e\u201f\u2033\u2036\u00ab\u00bb\u300c\u300d\u300e\u300f"
# Korean newsrooms type the old vowel U+318D where a middle dot is meant.
_DOTS = "\u318d\u30fb\uff65\u2027\u2219\u22c5"
_UNIFIED = {ord(char): to for chars, to in ((_APOSTROPHES, "'"), (_QUOTES, '"'), (_DOTS, "·")) for char in chars}
_UNIFIED[0x2212] = "-"  # the minus sign is not among the dashes of Unicode

# Conjoining Hangul letters: the modern ones compose to syllables, together with a syllable before them.
_JAMO = "\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff"
_JAMO_PRESENT = re.compile(f"[{_JAMO}]")
_JAMO_RUN = re.compile(f"[\uac00-\ud7a3]?[{_JAMO}]+")

# Code points that fold to themselves, left out of the table: ideographs, Hangul syllables, private use.
_PLAIN_BLOCKS = ((0x3400, 0xA000), (0xAC00, 0xD7A4), (0xE000, 0xF900), (0x20000, 0x2F800), (0x30000, 0xE0000))
_LAST = 0xE1000  # private use from there on


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text. Where folding kept every length, ``starts`` and ``ends`` are None and offsets are the same."""

    text: str
    length: int  # of the original
    starts: array[int] | None = None  # for each folded character, where its original begins
    ends: array[int] | None = None  # ... and ends

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Turn a span of the folded text into the span of the original that it was folded from.

        A character folded to several counts as a whole; accents written apart go with their letter.
        """
        if self.starts is None or self.ends is None:
            return start, end
        first = self.starts[start] if start < len(self.starts) else self.length
        return first, self.ends[end - 1] if end > start else first


def fold(text: str) -> Folded:
    """Fold case, accents, compatibility forms (NFKC), dashes, quotes and middle dots; compose Hangul.

    Dropped: combining marks of every script, soft hyphens and all other invisible format characters. Lone surrogates
    become U+FFFD, so the result is always valid UTF-8. Idempotent; canonically equal texts fold alike. Compatibility
    jamo (as in ㅋㅋ) stay, since their conjoining forms would melt into their neighbours.
    """
    if text.isascii():
        return Folded(text.lower(), len(text))
    tables = _tables()
    if tables.resizing.search(text):
        return _fold_with_offsets(text, tables)
    return Folded(tables.changing.sub(tables.replace, text).lower(), len(text))


def fold_key(text: str) -> str:
    """Return ``text`` folded, with runs of white space made one blank: equal for names that read the same."""
    return " ".join(fold(text).text.split())


@dataclass(frozen=True, slots=True)
class _Tables:
    changing: re.Pattern[str]  # one character that folds to something else
    resizing: re.Pattern[str]  # one character whose folding changes the length, or may: jamo, astral
    replace: Callable[[re.Match[str]], str]


@cache
def _tables() -> _Tables:
    """Build the table of all characters that folding changes; only when a text needs it."""
    folds = folded_characters()
    resizing = (ord(char) for char, to in folds.items() if len(to) != 1)
    return _Tables(
        changing=re.compile(character_class(map(ord, folds))),
        resizing=re.compile(character_class(resizing, _JAMO)),
        replace=lambda match: folds.get(match.group(), match.group()),
    )


@cache
def folded_characters() -> dict[str, str]:
    """Every character beyond ASCII that folding changes by itself, and to what; some 50 ms, and not to be altered."""
    return {char: to for char in _candidates() if (to := fold_character(char)) != char}


def _candidates() -> Iterator[str]:
    start = 0x80
    for plain_start, plain_end in (*_PLAIN_BLOCKS, (_LAST, _LAST)):
        yield from map(chr, range(start, plain_start))
        start = plain_end


def fold_character(char: str) -> str:
    """Fold one character by itself; a Hangul letter that may join its neighbours stays."""
    category = unicodedata.category(char)
    if category == "Cs":
        return "\ufffd"
    if category in {"Cn", "Lo", "So"} and not unicodedata.decomposition(char):
        return _UNIFIED.get(ord(char), char)
    unified = unicodedata.normalize("NFD", char).translate(_UNIFIED)
    # Twice: folding the case of some letters brings new marks, and some styled letters hide capitals.
    folded = _strip(_strip(unified).casefold()).translate(_UNIFIED)
    folded = _JAMO_RUN.sub(_compose, folded)
    return char if _JAMO_PRESENT.search(folded) else folded


def _strip(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join("-" if unicodedata.category(char) == "Pd" else char for char in decomposed if not _is_dropped(char))


def _is_dropped(char: str) -> bool:
    return unicodedata.combining(char) != 0 or unicodedata.category(char) in {"Mn", "Cf"}


def _compose(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", match.group())


def character_class(codes: Iterable[int], more: str = "") -> str:
    """Write a class of ``re`` for these code points and all beyond U+FFFF.

    ``re`` looks a character up in one step when the class lies below U+10000, and range by range above: naming the
    few astral letters that fold made folding ten times slower.
    """
    ranges: list[list[int]] = []
    for code in sorted(code for code in codes if code <= 0xFFFF):
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "[" + "".join(f"\\u{low:04x}-\\u{high:04x}" for low, high in ranges) + more + "\U00010000-\U0010ffff]"


def _fold_with_offsets(text: str, tables: _Tables) -> Folded:
    folded, starts, ends = _rewrite(text, tables.changing, tables.replace)
    if _JAMO_PRESENT.search(folded):
        folded, inner_starts, inner_ends = _rewrite(folded, _JAMO_RUN, _compose)
        starts = array("I", (starts[index] for index in inner_starts))
        ends = array("I", (ends[index - 1] for index in inner_ends))
    return Folded(folded.lower(), len(text), starts, ends)


def _rewrite(
    text: str, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str]
) -> tuple[str, array[int], array[int]]:
    """Replace every match, and tell for each character of the result where what it stands for begins and ends."""
    pieces: list[str] = []
    starts, ends = array("I"), array("I")
    done = 0
    for match in pattern.finditer(text):
        start, end = match.span()
        new = replace(match)
        pieces += (text[done:start], new)
        starts.extend(range(done, start))
        ends.extend(range(done + 1, start + 1))
        starts.extend([start] * len(new))
        ends.extend([end] * len(new))
        if not new and ends and unicodedata.category(match.group()) == "Mn":
            ends[-1] = end
        done = end
    pieces.append(text[done:])
    starts.extend(range(done, len(text)))
    ends.extend(range(done + 1, len(text) + 1))
    return "".join(pieces), starts, ends
