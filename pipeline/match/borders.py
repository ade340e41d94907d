"""Whether a form found in a text stands there as a word of its own, in the right letters."""

from __future__ import annotations

import re

from pipeline.match.forms import Case, Form, Kind
from pipeline.match.korean import begins_word, ends_word, is_hangul
from pipeline.model.profile import EntityType

_ENDING = re.compile(r"(?:'s|s'|s|es)?(?![^\W_])")
_POSSESSIVE = re.compile(r"(?:'s)?(?![^\W_])")
_NUMBER_GOES_ON = re.compile(r"[.-]\d")  # K2-18b is a planet
# Peruvians, surcoreanos; but Limas are limes and "the Koreas" are two.
_PLURAL_PLACE_FROM = 6

_WORD_BEFORE = re.compile(r"(?<![^\W_])([^\W\d_]{2,}) $")
_WORD_AFTER = re.compile(r" ([^\W\d_]{2,})(?![^\W_])")
_NEXT_WORD = 20  # characters in which it must fit

_LINE_PART = 120  # characters looked at on either side to tell capitals that mean something
_SHOUT = 8  # capitals beside the form itself that make a line of capitals


def stands_free(folded: str, start: int, end: int, form: Form) -> bool:
    """Whether the form at [start, end) of the folded text is a whole word, by the custom of its script."""
    return _begins(folded, start, form) and _ends(folded, start, end, form)


def _begins(folded: str, start: int, form: Form) -> bool:
    if is_hangul(folded[start]):
        return begins_word(folded, start, form.type)
    before = folded[start - 1] if start else " "
    # Korean glues Latin names to what precedes them: 국산KF-21.
    return is_hangul(before) or not (before.isalnum() or (folded[start].isdigit() and before in "-."))


def _ends(folded: str, start: int, end: int, form: Form) -> bool:
    last, following = folded[end - 1], folded[end : end + 1]
    if is_hangul(last):
        return ends_word(folded, start, end, form.type)
    if not last.isalnum() or is_hangul(following):
        return True  # K2전차
    if last.isdigit() and _NUMBER_GOES_ON.match(folded, end):
        return False
    short_place = form.type is EntityType.PLACE and end - start < _PLURAL_PLACE_FROM
    # A Spanish term comes with its plural, if it has one: metro is a railway, metros are a measure.
    complete = short_place or (form.kind is Kind.TERM and form.language == "es")
    return (_POSSESSIVE if complete else _ENDING).match(folded, end) is not None


def has_right_case(surface: str, form: Form) -> bool:
    """Whether the printed letters have the capitals that the form asks for."""
    if form.case is Case.EXACT:
        return [char.isupper() for char in surface if char.isalpha()] == [
            char.isupper() for char in form.text if char.isalpha()
        ] or surface.isupper()
    return form.case is Case.ANY or surface[:1].isupper()


def is_shouted(original: str, start: int, end: int, form: Form) -> bool:
    """Whether a form that goes by its capitals stands beside other words in capitals: HALL OF FAME, FAME AT LAST.

    In a line of nothing but capitals it does not: there ``case_is_silent`` decides.
    """
    if form.case is not Case.EXACT or form.kind is not Kind.NAME:
        return False
    if not any(map(str.islower, _line_around(original, start, end))):
        return False
    before = _WORD_BEFORE.search(original[max(0, start - _NEXT_WORD) : start])
    after = _WORD_AFTER.match(original[end : end + _NEXT_WORD])
    return any(word is not None and word[1].isupper() for word in (before, after))


def case_is_silent(original: str, start: int, end: int, form: Form) -> bool:
    """Whether a form that goes by its capitals stands in a line of nothing but capitals, where they say nothing."""
    if form.case is not Case.EXACT or form.kind is not Kind.NAME:
        return False
    line = _line_around(original, start, end)
    if any(map(str.islower, line)) or any(map(is_hangul, line)):
        return False
    return sum(map(str.isupper, line)) >= _SHOUT


def _line_around(original: str, start: int, end: int) -> str:
    """The line of the text before and behind a form, without it; at most ``_LINE_PART`` characters on either side."""
    left = original.rfind("\n", max(0, start - _LINE_PART), start) + 1 or max(0, start - _LINE_PART)
    right = original.find("\n", end, end + _LINE_PART)
    return original[left:start] + original[end : right if right >= 0 else end + _LINE_PART]
