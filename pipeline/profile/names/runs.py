"""What a run of capitalised words is by itself: headed, a place, a person, a common noun, complete or not."""

from __future__ import annotations

from pipeline.profile import lexicon
from pipeline.profile.frequency import zipf_frequency
from pipeline.profile.places import demonym_of, place_of
from pipeline.profile.tokens import Token

OF = frozenset({"of", "for", "de", "del", "do", "da"})
# Joined behind fewer heads: "Permanent Subcommittee on Investigations", "Comisión para el Mercado Financiero".
ON = frozenset({"on", "against", "sobre", "para", "contra"})
LEGAL_FORMS = frozenset("co ltd inc corp llc plc sa s.a s.a. sab cv c.v. r.l. s.r.l.".split())
_PLAIN_HEADS = frozenset({"government", "gobierno", "state", "president", "republic", "metro"})
_A_WORD = 3.4  # zipf from which a word is one of the language rather than somebody's name


def run_of(tokens: tuple[Token, ...], first: int) -> tuple[Token, ...]:
    """The capitalised words from ``first`` on."""
    end = first + 1
    while end < len(tokens) and tokens[end].capital and not tokens[end].tight and not tokens[end - 1].owner:
        end += 1
    return tokens[first:end]


def has_head(chunk: tuple[Token, ...]) -> bool:
    return any(token.key in lexicon.HEADS for token in chunk) and not (len(chunk) == 1 and chunk[0].key in _PLAIN_HEADS)


def is_headed_by_of(chunk: tuple[Token, ...]) -> bool:
    """``Democratic Party of Chile``: complete, so that "and People Power Party" is another."""
    joint = next((index for index, token in enumerate(chunk) if token.key in OF), 0)
    return joint > 0 and has_head(chunk[:joint])


def joins_after_head(chunk: tuple[Token, ...]) -> bool:
    """``Ministry of Economy``, but not ``Bank`` nor a name whose "of" is followed by a place: "Embassy of Peru"."""
    for index, token in enumerate(chunk):
        if token.key in lexicon.JOINING_HEADS and index + 1 < len(chunk):
            near = range(index + 1, min(index + 4, len(chunk)))
            joint = next((place for place in near if chunk[place].key in OF | ON), 0)
            tail = " ".join(part.text for part in chunk[joint + 1 :])
            return joint > 0 and len(chunk) > joint + 1 and not place_of(tail)
    return False


def ends_in_head(run: tuple[Token, ...]) -> bool:
    return run[-1].key in lexicon.HEADS and len(run) > 1


def shares_head(chunk: tuple[Token, ...], right: tuple[Token, ...]) -> bool:
    """``Weapons and Ammunition Factory``: words of the language before the "and" and before the head behind it."""
    whole = _names_place(chunk) or ends_in_head(chunk) or is_headed_by_of(chunk)
    if whole or not ends_in_head(right) or right[-1].key in LEGAL_FORMS:
        return False
    if place_of(right[0].text) and not demonym_of(" ".join(token.text for token in chunk)):
        return False
    return not any(map(is_name_by_itself, (*chunk, *right[:-1])))


def begins_another(right: tuple[Token, ...]) -> bool:
    """``the Ministry of Trade and Ministry of Labour``; a place, an office, a person."""
    headed = right[0].key in lexicon.JOINING_HEADS - {"trade"} and len(right) > 1
    place = place_of(" ".join(token.text for token in right))
    return headed or bool(place) or right[0].key in lexicon.TITLES or is_given_name(right)


def is_given_name(run: tuple[Token, ...]) -> bool:
    return len(run) > 1 and run[0].key in lexicon.GIVEN_NAMES


def _names_place(chunk: tuple[Token, ...]) -> bool:
    """A country or a city on its own; a region's adjective ("Latin American and Caribbean Affairs Bureau") is none."""
    text = " ".join(token.text for token in chunk)
    place = place_of(text) or demonym_of(text)
    return bool(place and (place.kind != "region" or place_of(text)))


def is_name_by_itself(token: Token) -> bool:
    """``SIMA and Hyundai Heavy Industries``: an acronym, or a word that no dictionary has, is complete."""
    if demonym_of(token.text) or place_of(token.text):
        return False
    shouted = token.text.isupper() and len(token.text) > 1 and token.key not in lexicon.CONCEPT_ACRONYMS
    return shouted or (token.kind == "word" and zipf_frequency(token.key, "en") < _A_WORD)


def is_spanish_pair(chunk: tuple[Token, ...], right: tuple[Token, ...]) -> bool:
    """``GHESA Ingeniería y Tecnología``: two common nouns behind a name of their own."""
    pair = [chunk[-1].text.lower(), right[0].text.lower()]
    alone = all(token.key in LEGAL_FORMS for token in right[1:])
    return len(chunk) > 1 and alone and all(
        zipf_frequency(word, "es") >= _A_WORD and not place_of(word) and word not in lexicon.GIVEN_NAMES
        for word in pair
    ) and not all(token.key in lexicon.ROLE_NOUNS for token in (chunk[-1], right[0]))  # fmt: skip


def is_spanish_word(token: Token) -> bool:
    """A common noun with a capital, which is no place, no person and heads no name of its own."""
    named = place_of(token.text) or token.key in lexicon.HEADS | lexicon.GIVEN_NAMES
    return not named and zipf_frequency(token.text.lower(), "es") >= _A_WORD
