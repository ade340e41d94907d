"""A text as a set of hashed shingles: what two copies of it share, whatever their headlines."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from heapq import nsmallest

from pipeline.model.article import Article
from pipeline.text.fold import fold

_WORD = re.compile(r"\w+")
_HANGUL = re.compile("[가-힣]")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORDS = 3  # in a shingle; the measure of near-duplicate literature for short news (Broder 1997 used longer ones)
# Korean glues particles to nouns, so a changed particle would break three word shingles; characters lose less.
_CHARACTERS = 5
_CHARACTERS_A_WORD = 3  # about, in Korean news without blanks
_HANGUL_SHARE = 0.2
_BODY_LEAST = 40  # words; a shorter body says too little without its title and summary
_LONGEST = 30_000  # characters looked at
_SAMPLE = 16  # the smallest hashes: two texts of which one holds a third of the other share some with p > 0.99


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """``words`` is the size of the text; ``sample`` serves to find candidates, ``shingles`` to compare."""

    shingles: frozenset[int]
    sample: tuple[int, ...]
    numbers: frozenset[str]
    words: int


def fingerprint(article: Article) -> Fingerprint:
    """Take the fingerprint of an article's body, or of all its fields when the body is missing or very short.

    Hashes are CRC-32, the same in every process, so that grouping can be repeated.
    """
    whole = "\n".join((article.title, article.summary, article.body[:_LONGEST]))
    of_body = _fingerprint(article.body[:_LONGEST])
    return of_body if of_body.words >= _BODY_LEAST else _fingerprint(whole)


def title_words(article: Article) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(article.title).text))


def _fingerprint(text: str) -> Fingerprint:
    folded = fold(text).text
    words = _WORD.findall(folded)
    joined = "".join(words)
    if len(_HANGUL.findall(joined)) > _HANGUL_SHARE * len(joined):
        pieces = [joined[at : at + _CHARACTERS] for at in range(max(1, len(joined) - _CHARACTERS + 1))]
        size = len(joined) // _CHARACTERS_A_WORD
    else:
        pieces = [" ".join(words[at : at + _WORDS]) for at in range(max(1, len(words) - _WORDS + 1))]
        size = len(words)
    shingles = frozenset(zlib.crc32(piece.encode()) for piece in pieces if piece)
    return Fingerprint(shingles, tuple(nsmallest(_SAMPLE, shingles)), frozenset(_NUMBER.findall(folded)), size)
