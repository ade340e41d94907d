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


def case_is_silent(original: str, start: int, end: int, form: Form) -> bool:
    """Whether a form that goes by its capitals stands in a line of nothing but capitals, where they say nothing."""
    if form.case is not Case.EXACT or form.kind is not Kind.NAME:
        return False
    left = original.rfind("\n", max(0, start - _LINE_PART), start) + 1 or max(0, start - _LINE_PART)
    right = original.find("\n", end, end + _LINE_PART)
    line = original[left:start] + original[end : right if right >= 0 else end + _LINE_PART]
    if any(map(str.islower, line)) or any(map(is_hangul, line)):
        return False
    return sum(map(str.isupper, line)) >= _SHOUT
