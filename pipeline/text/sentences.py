"""Sentence borders for English, Spanish and Korean, by rule."""

from __future__ import annotations

import re
from collections.abc import Iterator


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# An end mark, closing quotes or brackets after it, and then white space or the end. No nested repetition: linear.
# A Korean sentence that ends in its verb's 다 is over, though pages glue the next one to it.
_END = re.compile(r"[.!?…。！？]{1,4}[\"'”’»」』)\]]{0,3}(?=\s|$)|(?<=[가-힣]다)\.(?=[가-힣])")
_LONGEST = 2000  # characters; law and Spanish decrees have sentences of 1,000
_LAST_WORD = re.compile(r"[^\s(\[{\"“‘«]{1,20}$")

# Words whose full stop is as good as never the end of a sentence.
_ABBREVIATIONS = _words(
    "mr mrs ms dr prof sr sra srta dra st ste lt col gen capt cmdr adm sgt maj hon rev gov sen rep pres "
    "vs cf ca approx dept ing lic arq abog av avda ph ee e.g i.e ej"
)
# Only before a number: "No. 5" and "Dec. 17", but "He said no. Then he left."
_BEFORE_NUMBER = _words(
    "no nos núm nro art arts fig figs vol p pp pág págs "
    "jan feb mar apr jun jul aug sep sept oct nov dec ene abr ago dic"
)
# These may close a sentence; the next word decides: "Rotem Corp. Chairman Park" goes on, "Rotem Corp. The" does not.
_SOMETIMES = _words("inc corp ltd co cía sa s.a s.a.c s.a.a a.m p.m u.s u.k u.n etc d.c uu e.u jr")
_OPENERS = _words(
    "the a an in on at it its he she they we i this that these those but and when while after before as however "
    "el la los las un una en por según además sin este esta estos estas también pero y cuando tras"
)


def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of the sentences of ``text``, in order, without surrounding white space.

    A span never crosses a line break. Abbreviations, initials and decimal points do not split; sentences without white
    space after the full stop are left together. What goes on for more than 2,000 characters is a list, or no text at
    all: it is cut at white space, or where there is none anywhere, so that no reader meets a sentence of 5 million.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for line in text.splitlines(keepends=True):
        spans.extend((start + a, start + b) for a, b in _line_spans(line))
        start += len(line)
    return tuple(spans)


def _line_spans(line: str) -> Iterator[tuple[int, int]]:
    start = 0
    for end in _END.finditer(line):
        if _splits(line, start, end):
            yield from _trimmed(line, start, end.end())
            start = end.end()
    yield from _trimmed(line, start, len(line))


def _trimmed(line: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        cut = _cut_of(line, start)
        yield from _stripped(line, start, cut)
        start = cut
    yield from _stripped(line, start, end)


def _cut_of(line: str, start: int) -> int:
    """Where to cut what is too long: at the last white space that leaves half of it, else in the middle of a word."""
    for place in range(start + _LONGEST, start + _LONGEST // 2, -1):
        if line[place].isspace():
            return place
    return start + _LONGEST


def _stripped(line: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = line[start:end]
    left = start + len(piece) - len(piece.lstrip())
    right = start + len(piece.rstrip())
    if left < right:
        yield left, right


def _splits(line: str, start: int, end: re.Match[str]) -> bool:
    following = line[end.end() : end.end() + 60].lstrip(" \t\u00a0\"'“‘«¿¡([")
    if not following or following[0].islower():
        return False
    if end.group() != ".":
        return True
    found = _LAST_WORD.search(line, max(start, end.start() - 20), end.start())
    last = found.group().casefold() if found else ""
    if last in _ABBREVIATIONS or _is_initial(last) or _is_clause_number(line, start, end.start()):
        return False
    if last in _BEFORE_NUMBER:
        return not following[0].isdigit()
    return last not in _SOMETIMES or _opens(following)


def _is_initial(word: str) -> bool:
    """``J`` of ``J. Smith``. Hangul syllables are words, not initials."""
    return len(word) == 1 and word.isalpha() and word < "\u1100"


def _is_clause_number(line: str, start: int, end: int) -> bool:
    """``1`` of ``1. The Ministry``: nothing else stands before it."""
    return end - start <= 4 and line[start:end].strip().isdigit()


def _opens(following: str) -> bool:
    first = next(iter(following.split(maxsplit=1)), "").strip(".,;:")
    return first.casefold() in _OPENERS or not (first[:1].isdigit() or first[:1].isupper())
