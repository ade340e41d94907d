"""Whether a form found in a text stands there as a word of its own, in the right letters."""

from __future__ import annotations

import re

from pipeline.match.forms import Case, Form, Kind
from pipeline.match.korean import begins_word, ends_word, is_hangul
from pipeline.model.profile import EntityType
from pipeline.text.wordfold import EAST_ASIAN

_HAS_PLURAL = frozenset({EntityType.PLACE, EntityType.PRODUCT})  # the Peruvians, two KF-21s
_ENDING = re.compile(r"e?s(?![^\W_])")
_NUMBER_BEFORE = re.compile(r"[.\-‐‑–−]$")
_NUMBER_GOES_ON = re.compile(r"[.\-‐‑–−]\d")  # K2-18b is a planet
# Between the words of a name stand blanks, hyphens, dots, apostrophes; these part what is only beside each other.
_PARTED = re.compile(r"[\n,;:!?()\[\]\"“”«»…|/&+@#]")
_LOOSE = re.compile(r"(?<![^\W_])[^\W\d_]\s\d")
_JOINED_BY = frozenset("·ㆍ・‧∙⋅-‐‑–—−")
# Peruvians, surcoreanos; but Limas are limes and "the Koreas" are two.
_PLURAL_PLACE_FROM = 6

_WORD_BEFORE = re.compile(r"(?<![^\W_])([^\W\d_]{2,}) $")
_WORD_AFTER = re.compile(r" ([^\W\d_]{2,})(?![^\W_])")
_NEXT_WORD = 20  # characters in which it must fit

_LINE_PART = 120  # characters looked at on either side to tell capitals that mean something
_SHOUT = 8  # capitals beside the form itself that make a line of capitals


def free_end(words: str, start: int, end: int, form: Form) -> int:
    """Where the form at [start, end) of the words ends when it is a whole one, by the custom of its script; else 0.

    A plural's ending belongs to it, a particle does not. Latin forms are looked for with the blank before them, so
    their begin needs no look.
    """
    if is_hangul(words[start]) and not begins_word(words, start, form.type):
        return 0
    if is_hangul(words[end - 1]):
        return end if ends_word(words, start, end, form.type) else 0
    following = words[end : end + 1]
    if words[end - 1] == " " or not following.isalnum() or following >= EAST_ASIAN:
        return end  # 한·, K2전차, PERU行
    ending = _ENDING.match(words, end) if has_plural(form, end - start) else None
    return ending.end() if ending else 0


def has_plural(form: Form, letters: int) -> bool:
    """Whether a Latin form of so many letters may have the ending of a plural."""
    if form.type is EntityType.PLACE and letters < _PLURAL_PLACE_FROM:
        return False
    if form.kind is Kind.TERM:
        # A Spanish term comes with its plural, if it has one: metro is a railway, metros are a measure.
        return form.language != "es"
    # There is one Chinchero: Chincheros is a town elsewhere.
    return form.kind is not Kind.NAME or form.type in _HAS_PLURAL


def is_printed_so(text: str, start: int, surface: str, form: Form) -> bool:
    """Whether what is printed at ``start`` is the form: its capitals, one name in one piece, no part of a number."""
    if form.simple and surface == form.text:
        return True
    if form.exact and not has_right_case(surface, form):
        return False
    if form.width:
        return text[start + form.width : start + form.width + 1] in _JOINED_BY
    if surface[0].isdigit() and _NUMBER_BEFORE.search(text, max(0, start - 1), start):
        return False
    if surface[-1].isdigit() and _NUMBER_GOES_ON.match(text, start + len(surface)):
        return False
    if surface == form.text or surface.isalnum():
        return True
    if form.tight and _LOOSE.search(surface):
        return False
    parted = _PARTED.findall(surface)
    return not parted or all(mark in form.text for mark in parted)


def has_right_case(surface: str, form: Form) -> bool:
    """Whether the printed letters have just the capitals of a form that goes by them, or are all capitals."""
    if surface == form.text or surface.isupper():
        return True
    return [char.isupper() for char in surface if char.isalpha()] == [
        char.isupper() for char in form.text if char.isalpha()
    ]


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
