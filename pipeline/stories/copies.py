"""Whether two texts are one and the same, up to a headline, a cut and a few edits."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.hit import Found
from pipeline.stories.fingerprints import Fingerprint, fingerprint, title_words

# Shares of shingles. One changed word breaks three of them, so 0.6 is about an edit every eight words.
_CONTAINED = 0.6  # of the smaller text in the larger: outlets cut agency texts from below
_SHORT = 80  # words; below, boilerplate and templates make up too much of a text ...
_SHORT_ALIKE = 0.8  # ... so nearly all must be the same, on both sides
_ALL_BUT_THE_SAME = 0.9
_TITLES_ALIKE = 0.5  # within one outlet, where a damaged page may give one body to many articles
_OTHER_NUMBERS = 0.25  # share of the numbers that edits may change in a long text: a date, a rounding
_NEW_TEXT = 0.3  # share that an update must add to be worth showing again


@dataclass(frozen=True, slots=True)
class Copy:
    """An article with what is compared of it."""

    found: Found
    print: Fingerprint
    title: frozenset[str]


def prepare(found: Found) -> Copy:
    """Take an article's fingerprint, once."""
    return Copy(found, fingerprint(found.article), title_words(found.article))


def are_copies(one: Copy, other: Copy) -> bool:
    """Whether both print one text. Within one outlet only if text and title are all but the same."""
    if one.found.article.language != other.found.article.language or _numbers_differ(one.print, other.print):
        return False
    shared, smaller, union = _compare(one.print, other.print)
    if not smaller:
        return False
    if one.found.article.outlet == other.found.article.outlet:
        return shared >= _ALL_BUT_THE_SAME * union and _titles_alike(one, other)
    if min(one.print.words, other.print.words) < _SHORT:
        return shared >= _SHORT_ALIKE * union
    return shared >= _CONTAINED * smaller


def adds_text(new: Copy, old: Copy) -> bool:
    """Whether ``new`` says substantially more than ``old``, whose copy it otherwise is."""
    fresh = len(new.print.shingles - old.print.shingles)
    return fresh >= _NEW_TEXT * len(new.print.shingles)


def _compare(one: Fingerprint, other: Fingerprint) -> tuple[int, int, int]:
    shared = len(one.shingles & other.shingles)
    sizes = len(one.shingles), len(other.shingles)
    return shared, min(sizes), sum(sizes) - shared


def _titles_alike(one: Copy, other: Copy) -> bool:
    return len(one.title & other.title) >= _TITLES_ALIKE * max(1, min(len(one.title), len(other.title)))


def _numbers_differ(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether texts of one template tell different things: Line 3 opened, Line 4 opened."""
    smaller, larger = sorted((one, other), key=lambda text: (text.words, len(text.numbers)))
    missing = len(smaller.numbers - larger.numbers)
    if smaller.words < _SHORT:
        return missing > 0
    return missing > _OTHER_NUMBERS * len(smaller.numbers)
