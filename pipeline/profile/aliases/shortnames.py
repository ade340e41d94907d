"""What news call a company or project behind its full name: its one word of its own, ``Rotem`` of Hyundai Rotem."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.model.profile import Alias, Entity, EntityType
from pipeline.profile import lexicon
from pipeline.profile.aliases.placealiases import unique_aliases
from pipeline.profile.entities.grading import is_media
from pipeline.profile.frequency import zipf_frequency
from pipeline.profile.names.koreanorgs import is_rare
from pipeline.profile.names.koreansounds import ALIKE, likeness
from pipeline.profile.places import demonym_of, place_of
from pipeline.profile.tokens import key_of

_SHORTENED = frozenset({EntityType.COMPANY, EntityType.PROJECT, EntityType.ORGANISATION})
# Zipf in English and in Spanish: names of the trade press are at 1 to 2.6 (Rotem, Hanwha, Chancay), those that the
# whole world names above 3 (Hyundai, Airbus), words that only say what is made between 2.7 and 4 (petrochemical).
_RARE = 2.7
_LATIN = re.compile("[A-Za-zÀ-ɏ]{5,}")
# Endings of adjectives and trades: "Instituto Geofísico", "Contralmirante Villar"; a word of the language has one.
_DESCRIBES = re.compile(
    r"(?:ic[oa]s?|al(?:es)?|iv[oa]s?|ari[oa]s?|antes?|entes?|dor(?:a|as|es)?|istas?|os[oa]s?|ic|ical|ous|ive|tion|cion|"
    r"ment|ing|ers?|ians?|ans|logy|graphy|tics|ary)$"
)
_KNOWN = 1.5  # zipf from which a word with such an ending is no invented name
_LETTERS = re.compile(r"[^\W\d_]+")
_BEHIND_OF = re.compile(r" (?:of|for|in|de|del|en) .*$")
_WORDS = re.compile(r"[^\s,.()/&]+")
_COMMON = (
    lexicon.HEADS | lexicon.ROLE_NOUNS | lexicon.SMALL_ADJECTIVES | lexicon.SURNAMES | lexicon.GIVEN_NAMES
    | lexicon.FUNCTION_WORDS | {"groupe", "gruppe", "gruppo"}
)  # fmt: skip
_CONFIDENCE = 0.6


def with_short_names(entities: Sequence[Entity]) -> list[Entity]:
    """The same entities, some with their short names as further aliases, which ask for the full name beside them.

    A word that stands in two names, that names a place or that has other uses is nobody's short name; nor is one of
    two rare words in a row, for nobody can tell which of them a paper takes.
    """
    shared = Counter(word for entity in entities for word in _all_words(entity))
    hangul = [form for entity in entities for form in {a.form for a in entity.aliases if a.language == "ko"}]
    return [_with_short_name(entity, shared, hangul) for entity in entities]


def _all_words(entity: Entity) -> set[str]:
    forms = (entity.name, *(alias.form for alias in entity.aliases))
    return {key_of(word) for form in forms for word in _LETTERS.findall(form)}


def _with_short_name(entity: Entity, shared: Counter[str], hangul: list[str]) -> Entity:
    word = _own_word(entity, shared) if entity.type in _SHORTENED and not is_media(entity.name) else ""
    full = tuple(_full_names(entity))
    if not word or not full:
        return entity
    forms = [(word, "und"), *((form, "ko") for form in _in_hangul(entity, word, hangul))]
    short = [
        Alias(form=form, language=language, origin="short", confidence=_CONFIDENCE, require_context=full)
        for form, language in forms
    ]
    return replace(entity, aliases=tuple(unique_aliases([*entity.aliases, *short])))


def _own_word(entity: Entity, shared: Counter[str]) -> str:
    """The one word of the name that is only its own; "" when there is none, or more than one.

    Behind "of" stands where a company is or what it is for; an airport or a mine is called by just that.
    """
    name = re.sub(r" \([^)]*\)$", "", entity.name)
    words = _WORDS.findall(name if entity.type is EntityType.PROJECT else _BEHIND_OF.sub("", name))
    rare = [word for word in words if _is_rare(word)]
    if len(words) < 2 or any(place_of(word) or demonym_of(word) for word in rare):
        return ""
    own = [word for word in rare if shared[key_of(word)] == 1]
    return own[0] if len(own) == 1 else ""


def _is_rare(word: str) -> bool:
    if not _LATIN.fullmatch(word) or not word[0].isupper() or key_of(word) in _COMMON:
        return False
    common = max(zipf_frequency(word.lower(), language) for language in ("en", "es"))
    return common < (_KNOWN if _DESCRIBES.search(key_of(word)) else _RARE)


def _full_names(entity: Entity) -> Iterator[str]:
    """One full name a language, by which the entity is met beyond doubt."""
    seen: set[str] = set()
    for alias in entity.aliases:
        if not alias.require_context and alias.status.is_used and alias.language not in seen:
            seen.add(alias.language)
            yield alias.form


def _in_hangul(entity: Entity, word: str, hangul: list[str]) -> Iterator[str]:
    """``로템`` of 현대로템, ``친체로`` of 친체로 국제공항: what sounds like the word."""
    rest = re.sub(rf"\b{re.escape(word)}\b", "", entity.name).strip()
    forms = {alias.form for alias in entity.aliases if alias.language == "ko"}
    elsewhere = [form for form in hangul if form not in forms]
    parts = {part for form in sorted(forms) for part in _parts(form, rest)}
    for part in sorted(parts):
        if likeness(part, word) >= ALIKE and is_rare(part) and not any(part in form for form in elsewhere):
            yield part


def _parts(form: str, rest: str) -> Iterator[str]:
    """The words of a Hangul name; of one word, the part beside that which sounds like the rest of the Latin name."""
    if " " in form:
        yield from (word for word in form.split() if len(word) > 1)
        return
    for cut in range(2, len(form) - 1):
        for part, other in ((form[cut:], form[:cut]), (form[:cut], form[cut:])):
            if likeness(other, rest) >= ALIKE:
                yield part
