"""The shapes of names: what kind of thing a run of tokens is likely to name, judged by its words alone."""

from __future__ import annotations

import re

from pipeline.model.profile import EntityType
from pipeline.profile import lexicon
from pipeline.profile.chinesenames import is_chinese_person
from pipeline.profile.frequency import zipf_frequency
from pipeline.profile.koreannames import is_korean_person
from pipeline.profile.places import Place, demonym_of, place_of
from pipeline.profile.tokens import Token, tokenise

# K2, KF-21, K808, F-16V, S-300: letters and digits. COVID-19 has more letters and is an event.
_DESIGNATOR = re.compile(r"[A-Z]{1,4}-?\d{1,4}[A-Z]{0,2}")


_PANDEMIC = re.compile(r"[A-Z]{4,}-\d{2}")


# Filing forms, quarters, half years, fiscal years, paper sizes, generations, dates.
NO_DESIGNATOR = re.compile(
    r"(?:Q[1-4]|[1-4]Q|H[12]|FY\d+|S-1|F-1|CO2|H2O?|A[345]|[CTV]\d|ISO\d*|GMT\d*|B2[BCG]|G2G|P2P|US\d+)"
)


GROUP_OF_STATES = re.compile(r"G-?(?:7|8|10|20|77)")


_STATES = frozenset({"US", "UK", "EU", "UN"})  # other pairs of capitals are codes: "PE" is no Peru


def text_of(tokens: tuple[Token, ...]) -> str:
    return " ".join(token.text for token in tokens)


def leading_place(tokens: tuple[Token, ...]) -> tuple[int, Place | None]:
    for count in (2, 1):
        words = text_of(tokens[:count])
        place = demonym_of(words) or place_of(words)
        if len(tokens) >= count and place and not (words.isupper() and len(words) < 3 and words not in _STATES):
            return count, place
    return 0, None


def title_length(tokens: tuple[Token, ...]) -> int:
    """How many tokens at the front are an office: "Vice Minister", "Deputy Director-General"."""
    length = 0
    for index, token in enumerate(tokens):
        parts = token.key.strip(".").split("-")
        if token.text.lower() == "secretaría" or (index == 0 and _is_general_something(tokens)):
            break  # the office, not the "secretaria" who holds it
        if any(part in lexicon.TITLES for part in parts) or token.key.strip(".") in lexicon.TITLES:
            length = index + 1
        elif parts[0] not in lexicon.TITLE_MODIFIERS:
            break
    return length


def _is_general_something(tokens: tuple[Token, ...]) -> bool:
    """``General Electric``, ``General Agreement``: no officer, for a word of the language follows and no name."""
    following = tokens[1].key if len(tokens) > 1 else ""
    common = zipf_frequency(following, "en") >= _COMMON and following not in lexicon.GIVEN_NAMES
    return tokens[0].key == "general" and common and following not in lexicon.TITLES


_COMMON = 3.9  # zipf


def is_designator(word: str) -> bool:
    return bool(_DESIGNATOR.fullmatch(word)) and not NO_DESIGNATOR.fullmatch(word)


def trimmed(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    while tokens and (tokens[0].key in lexicon.CALENDAR or tokens[0].kind != "word"):
        tokens = tokens[1:]
    while tokens and (tokens[-1].key in lexicon.CALENDAR or tokens[-1].kind == "mark"):
        tokens = tokens[:-1]
    return tokens


def type_of(tokens: tuple[Token, ...], title: str) -> EntityType | None:
    keys = [token.key.rstrip(".") for token in tokens]
    if _PANDEMIC.fullmatch(tokens[0].text):
        return EntityType.EVENT
    if is_korean_person(text_of(tokens)) or is_chinese_person(text_of(tokens)):
        return EntityType.PERSON
    if any(token.kind == "number" for token in tokens):
        return EntityType.PROJECT
    head = _head_type(keys)
    if head and not is_person(tokens):
        return head
    if title or is_person(tokens) or _ends_in_surname(keys):
        return EntityType.PERSON
    if len(tokens) == 1 and tokens[0].text.isupper():
        return EntityType.ORGANISATION
    return None


def _head_type(keys: list[str]) -> EntityType | None:
    """By the last word in English; by the first in Spanish, and in English before "of"."""
    if len(keys) < 2:
        return None
    joint = next((index for index, key in enumerate(keys) if key in {"of", "for", "de", "del"}), None)
    for key in ([keys[joint - 1]] if joint else []) + [keys[-1], keys[0]]:
        if key in lexicon.TYPE_OF_HEAD:
            return lexicon.TYPE_OF_HEAD[key]
    return next((lexicon.TYPE_OF_HEAD[key] for key in keys[1:] if key in lexicon.TYPE_OF_HEAD), None)


def is_person(tokens: tuple[Token, ...]) -> bool:
    first = tokens[0].key if 2 <= len(tokens) <= 5 else ""
    if first not in lexicon.GIVEN_NAMES and first.split("-")[0] not in lexicon.GIVEN_NAMES:
        return False
    return all(token.key not in lexicon.HEADS for token in tokens[1:]) and not tokens[-1].text.isupper()


def is_holder(tokens: tuple[Token, ...]) -> bool:
    """Whether a name behind an office is surely a person's: ``(Board Chair) Jennifer Homendy``."""
    return is_person(tokens) or is_korean_person(text_of(tokens)) or is_chinese_person(text_of(tokens))


# "Paramount-led", "Boeing-related": an adjective made of a name.
_DERIVED = re.compile(
    r"(?P<stem>\w{2,})-(?:led|made|style|era|run|wide|born|based|backed|owned|listed|funded|linked|controlled|related|"
    r"built|bound|driven|focused|operated|sponsored|supplied|mediated|dominated|brokered|held|trained|educated|wide)"
)


def derived_stem(word: str) -> str:
    """``Boeing`` of "Boeing-related", "" where the word is no such adjective."""
    match = _DERIVED.fullmatch(word)
    return match.group("stem") if match else ""


def _ends_in_surname(keys: list[str]) -> bool:
    """``Arnaldo Báez``: a first name nobody listed, and one of the commonest surnames."""
    plain = not any(key in lexicon.HEADS | lexicon.SURNAMES for key in keys[:-1])
    return 2 <= len(keys) <= 3 and keys[-1] in lexicon.SURNAMES and plain


def owner_inside_words(form: str) -> str:
    """The country whose name or adjective is part of ``form``, or ""."""
    return owner_inside(tuple(tokenise(form)))


def owner_inside(tokens: tuple[Token, ...]) -> str:
    """``Metropolitan Municipality of Lima``, ``Seoul Metropolitan Government``, ``Korea National Railway``."""
    if is_holder(tokens):
        return ""
    index = 0
    while index < len(tokens):
        size, place = _longest_place(tokens[index : index + 3])
        if place and place.code:
            return place.code
        index += size  # past "Latin American", whose second word would be the United States
    return ""


def _longest_place(tokens: tuple[Token, ...]) -> tuple[int, Place | None]:
    for size in range(len(tokens), 0, -1):
        words = text_of(tokens[:size])
        place = place_of(words) or demonym_of(words)
        if place and tokens[0].capital:
            return size, place
    return 1, None
