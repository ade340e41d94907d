"""The spellings under which one folded form is met: KF-21, KF21, KF 21; defence, defense; tanque, tanques.

Where texts are searched a hyphen is a blank like any other (``text/wordfold.py``), so only what is written together
and what is written apart are two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import product

from pipeline.match.korean import is_hangul
from pipeline.text.wordfold import words_key

_JOINT = re.compile(r"[ ·-]+|(?<=[가-힣])(?=[a-z0-9])|(?<=[a-z0-9])(?=[가-힣])|(?<=[a-z])(?=[0-9])")
_REMEMBERED = 8192  # forms; a profile has some two thousand
_MOST_FREE_JOINTS = 4  # beyond, all joints of a spelling are written alike

# British and American spelling of words common in names of agencies and in defence and trade terms.
_TWINS = (
    ("defense", "defence"),
    ("program", "programme"),
    ("armored", "armoured"),
    ("organization", "organisation"),
    ("center", "centre"),
    ("labor", "labour"),
)
_TWIN_WORDS = frozenset(word for twin in _TWINS for word in twin)
# Terms whose other number is another word: metro is a railway, metros are a measure.
_NO_PLURAL = frozenset({"metro"})
_SPANISH_LINKS = frozenset({"de", "del", "la", "el", "las", "los", "y", "e", "a", "en", "por", "para", "con"})


@lru_cache(_REMEMBERED)
def spellings(key: str) -> frozenset[str]:
    """Return the words of every spelling of a folded form: parted or not, British and American.

    Remembered, for an explanation compiles one profile dozens of times.
    """
    letters = key.replace(" ", "")
    if letters.isalpha() and letters.isascii():  # most names; of these the joints are plain
        return frozenset({key, *_twins(key)})
    return frozenset(words_key(spelling) for twin in {key, *_twins(key)} for spelling in _joinings(twin))


def inflections(key: str, language: str) -> frozenset[str]:
    """Return a topic's term with its singular and plural, as far as rules tell (English and Spanish)."""
    words = key.split()
    if key in _NO_PLURAL:
        return frozenset({key})
    if language == "es" and words:
        return frozenset({key, *(_inflect_all(words, inflect) for inflect in (_spanish_plural, _spanish_singular))})
    if language == "en" and words:
        return frozenset({key, " ".join((*words[:-1], _english_plural(words[-1]))), *_english_singulars(words)})
    return frozenset({key})


def _twins(key: str) -> Iterator[str]:
    if _TWIN_WORDS.isdisjoint(key.split()):
        return
    american = british = f" {key} "
    for here, there in _TWINS:
        american = american.replace(f" {there} ", f" {here} ")
        british = british.replace(f" {here} ", f" {there} ")
    yield from (american.strip(), british.strip())


def _joinings(key: str) -> Iterator[str]:
    joints = list(_JOINT.finditer(key))
    choices = [_choices(key, joint) for joint in joints]
    bounds = [0, *(bound for joint in joints for bound in joint.span()), len(key)]
    units = [key[start:end] for start, end in zip(bounds[::2], bounds[1::2], strict=True)]
    for separators in _combinations(choices):
        yield "".join(unit + separator for unit, separator in zip(units, (*separators, ""), strict=True))


def _combinations(choices: list[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    if len(choices) <= _MOST_FREE_JOINTS:
        yield from product(*choices)
        return
    for wanted in (" ", ""):
        yield tuple(wanted if wanted in choice else choice[0] for choice in choices)


def _choices(key: str, joint: re.Match[str]) -> tuple[str, ...]:
    """Return what is met at this joint: a blank, or nothing."""
    before, after = _unit_before(key, joint.start()), key[joint.end() : joint.end() + 1]
    written = joint.group()
    hangul = is_hangul(before[-1:]), is_hangul(after)
    if all(hangul):
        return (" ", "") if written == " " else (" ",)
    if any(hangul):
        return "", " "
    if before.isdigit() or not before or not after:
        return (written,)
    if after.isdigit():
        return (" ",) if len(before) > 3 and written == " " else ("", " ")  # Line 3, never Line3
    return (" ", "") if written == "-" else (" ",)


def _unit_before(key: str, end: int) -> str:
    match = re.search(r"[^ ·-]+$", key[:end])
    return match.group() if match else ""


def _inflect_all(words: list[str], inflect: Callable[[str], str]) -> str:
    return " ".join(word if word in _SPANISH_LINKS else inflect(word) for word in words)


def _spanish_plural(word: str) -> str:
    if word.endswith("s"):
        return word
    if word.endswith("z"):
        return word[:-1] + "ces"
    return word + ("s" if word[-1:] in "aeiou" else "es")


def _spanish_singular(word: str) -> str:
    if len(word) > 4 and re.search(r"(?:ion|[lrdn])es$", word):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") else word


def _english_plural(word: str) -> str:
    if len(word) > 3 and re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word  # a plain -s or -es is allowed at every border


def _english_singulars(words: list[str]) -> tuple[str, ...]:
    last = words[-1]
    if len(last) <= 3 or not last.endswith("s") or last.endswith(("ss", "us", "is")):
        return ()
    return (" ".join((*words[:-1], last[:-3] + "y" if last.endswith("ies") else last[:-1])),)
