"""The words by which a text is found in the archive.

A folded text falls into runs of three kinds: letters, digits, and scripts that write no blanks between words (Hangul,
Han, Kana), here called dense. ``KF-21`` is ``kf`` and ``21``, ``K2전차는`` is ``k``, ``2`` and ``전차는``.

    letters, digits      the run itself
    a dense run          each pair of neighbours, and its last character: any piece of it has its pairs among them
    letters by digits    both as one word as well, so that KF-21, KF21 and KF 21 are found by each other

Words of a title stand in the index a second time, with a mark. Whoever changes what words a text gives must also add a
migration that sets ``article.searched_version`` to 0, which makes every database build its index anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.text.fold import Folded, fold

LONGEST = 200_000  # characters of a text that are searched; the longest reports have 100,000
LONGEST_WORD = 40  # characters of a word that count
LONGEST_PART = 16  # ... and of each part of a designator
TITLE_MARK = "^"

# Hangul syllables, Kana, Han with its extensions; the marks of Kana are letters too.
DENSE = "\uac00-\ud7a3\u3041-\u3096\u30a1-\u30fa\u30fc\u3005\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003fffd"
LETTER = rf"[^\W\d_{DENSE}]"

_LETTERS_OR_DIGITS = re.compile(rf"{LETTER}++|\d++")
_DENSE_RUN = re.compile(f"[{DENSE}]++")
_RUN = re.compile(rf"(?P<letters>{LETTER}++)|(?P<digits>\d++)|(?P<dense>[{DENSE}]++)")
_DIGITS = re.compile(r"\d++")
_BEFORE_DIGITS = re.compile(rf"({LETTER}++)[ -]?$")
_AFTER_DIGITS = re.compile(rf"[ -]?({LETTER}++)")
_MOST_BYTES = 900_000  # of all words together; PostgreSQL takes a little more, and only made-up texts reach it


def index_words(title: str, text: str) -> tuple[str, ...]:
    """Return the words of an article, each once: those of its title also with the mark of titles."""
    of_title = _words(fold_searched(title).text)
    words = {f"{TITLE_MARK}{word}": None for word in of_title} | of_title | _words(fold_searched(text).text)
    return tuple(_bounded(words)) if len(text) + len(title) > _MOST_BYTES // 100 else tuple(words)


def fold_searched(text: str) -> Folded:
    """Fold what is searched of a text."""
    return fold(text[:LONGEST])


def joined(left: str, right: str) -> str:
    """Return letters and the digits beside them, or digits and letters, as one word."""
    return left[-LONGEST_PART:] + right[:LONGEST_PART]


def pairs_of(run: str) -> list[str]:
    """Return each pair of neighbours in a dense run, then its last character."""
    return [run[place : place + 2] for place in range(len(run))]


def runs_of(folded: str) -> Iterator[tuple[str, str, int, int]]:
    """Give the runs of a folded text: kind (letters, digits, dense), the run, its start and end."""
    return ((run.lastgroup or "", run.group(), run.start(), run.end()) for run in _RUN.finditer(folded))


def _words(folded: str) -> dict[str, None]:
    words = dict.fromkeys(_LETTERS_OR_DIGITS.findall(folded))
    if max(map(len, words), default=0) > LONGEST_WORD:
        words = dict.fromkeys(word[:LONGEST_WORD] for word in words)
    for run in dict.fromkeys(_DENSE_RUN.findall(folded)):
        words |= dict.fromkeys(pairs_of(run))
    for digits in _DIGITS.finditer(folded):
        words |= dict.fromkeys(_designators(folded, digits))
    return words


def _designators(folded: str, digits: re.Match[str]) -> Iterator[str]:
    start, end = digits.span()
    if before := _BEFORE_DIGITS.search(folded[max(0, start - LONGEST_PART - 1) : start]):
        yield joined(before[1], digits[0])
    if after := _AFTER_DIGITS.match(folded, end):
        yield joined(digits[0], after[1])


def _bounded(words: dict[str, None]) -> Iterator[str]:
    used = 0
    for word in words:
        used += len(word.encode())
        if used > _MOST_BYTES:
            return
        yield word
