"""Who is looked up, and by which names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model.profile import Alias, Entity, EntityType, Grade, Profile
from pipeline.profile.places import Place, country, place_of
from pipeline.profile.tokens import key_of

_ASKED = frozenset(EntityType) - {EntityType.AGREEMENT, EntityType.EVENT}
_ORDER = (Grade.CORE, Grade.SECONDARY, Grade.BACKGROUND)
_MOST_TERMS = 4  # searches for one entity: each is a request
_LONGEST = 100  # characters of a name that is sought
_LEAST_CONFIDENCE = 0.5  # of an alias that counts as a name: below it is a guess
HANGUL = re.compile("[가-힣]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One entity to look up."""

    entity: str  # id
    type: EntityType
    country: str  # ISO 3166-1 alpha-2, "" when unknown
    terms: tuple[tuple[str, str], ...] = ()  # (form, language) to search by, the best first
    keys: frozenset[str] = frozenset()  # folded names: the item must bear one of them
    item: str = ""  # the item it is, by a person's word: nothing is sought then

    @property
    def text(self) -> str:
        """The question in a line; another line is another question."""
        return self.item or "; ".join(f"{language}: {form}" for form, language in self.terms)


def questions_for(learnt: Profile, mine: Profile | None, proposed: Profile | None) -> tuple[Question, ...]:
    """The entities worth a look-up, core ones first.

    ``mine`` is the person's profile and ``proposed`` what was learnt last, None where there is none: what the person
    corrected is asked as corrected, what they rejected is not asked, and an item that they wrote is taken for granted.
    """
    edited = {entity.id: entity for entity in mine.entities} if mine else {}
    before = {entity.id: entity.wikidata for entity in proposed.entities} if proposed else {}
    merged = merged_ids(mine)
    found = []
    for entity in (entity for entity in learnt.entities if entity.id not in merged):
        current = edited.get(entity.id, entity)
        given = current.wikidata if current.wikidata != before.get(entity.id, "") else ""
        if current.status.is_used:
            found += [(_ORDER.index(current.grade), question) for question in _question(current, given)]
    return tuple(question for _, question in sorted(found, key=lambda pair: pair[0]))


def merged_ids(mine: Profile | None) -> dict[str, str]:
    """Learnt entities that are another one by the person's word: id -> that one's id."""
    return {other: entity.id for entity in (mine.entities if mine else ()) for other in entity.same_as}


def _question(entity: Entity, given: str) -> Iterator[Question]:
    if re.fullmatch(r"Q[1-9]\d{0,9}", given):
        yield Question(entity=entity.id, type=entity.type, country=entity.country, item=given)
        return
    names = tuple(_names(entity)) if _is_asked(entity) else ()
    if names:
        yield Question(
            entity=entity.id,
            type=entity.type,
            country=entity.country,
            terms=_terms(names),
            keys=frozenset(key_of(form) for form, _ in (*names, *_with_article(names))),
        )


def _is_asked(entity: Entity) -> bool:
    """Countries and regions are known from CLDR; a person's name without a country belongs to too many people."""
    place = place_of(entity.name)
    known = place is not None and place.kind != "city"
    nobody = entity.type is EntityType.PERSON and not entity.country
    return entity.type in _ASKED and bool(entity.aliases) and not known and not nobody


def _names(entity: Entity) -> Iterator[tuple[str, str]]:
    """(form, language) of all names that tell the entity apart, the fullest first and bare acronyms last."""
    aliases = [alias for alias in entity.aliases if _is_name(alias, entity)]
    aliases.sort(key=lambda alias: (alias.origin != "repair", alias.origin == "acronym"))
    home, name = country(entity.country), re.sub(r" \([^)]*\)$", "", entity.name)
    if home and name != entity.name:
        yield from _of_country(name, aliases, home)
    mended = [alias.form for alias in aliases if alias.origin == "repair"]
    if not mended and _tells(name, entity):
        yield name, _language(name, "und")
    for alias in aliases:
        yield alias.form, _language(alias.form, alias.language)


def _is_name(alias: Alias, entity: Entity) -> bool:
    sure = alias.status.is_used and alias.confidence >= _LEAST_CONFIDENCE and alias.origin != "wikidata"
    told = sure and len(alias.form) <= _LONGEST and not _is_phrase(alias, entity)
    return told and _tells(alias.form, entity, loose=not alias.require_context)


def _is_phrase(alias: Alias, entity: Entity) -> bool:
    """How articles put it, but no name of its own: "presidenta Boluarte", "tanque K2", "Line 3"."""
    titled = entity.type is EntityType.PERSON and alias.origin == "template"
    return titled or alias.origin == "short" or (alias.origin == "designator" and " " in alias.form)


def _tells(form: str, entity: Entity, *, loose: bool = True) -> bool:
    """Whether the form is more than one word among many.

    Where the country is known, the item must share it, and a short form or one that needs context may do.
    """
    compound = " " in form or any(char.isdigit() for char in form)
    if entity.type is EntityType.PERSON:
        return compound or len(HANGUL.findall(form)) >= 3
    return bool(entity.country) or (loose and (compound or len(HANGUL.findall(form)) >= 3))


def _of_country(name: str, aliases: list[Alias], home: Place) -> Iterator[tuple[str, str]]:
    """``Ministry of Foreign Affairs of Peru``: how a name that each country has is written where all countries are."""
    spanish = [form for form, language in home.names if language == "es" and not form.isupper()] or [home.name]
    yield f"{name} of {home.name}", "en"
    for alias in aliases:
        if alias.language == "es":
            yield f"{alias.form} de {spanish[0]}", "es"


def _with_article(names: tuple[tuple[str, str], ...]) -> Iterator[tuple[str, str]]:
    """``Ejército del Perú`` beside ``Ejército de Perú``: whether a country has its article is a matter of taste."""
    for form, language in names:
        head, link, land = form.rpartition(" de ")
        if link and language == "es":
            yield f"{head} del {land}", language


def _language(form: str, language: str) -> str:
    if language != "und":
        return language
    return "ko" if HANGUL.search(form) else "en"


def _terms(names: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """The names to search by: the first, then the first of each other language, then what is left."""
    unique = {key_of(form): (form, language) for form, language in reversed(names)}
    ordered = [unique[key] for key in dict.fromkeys(key_of(form) for form, _ in names)]
    firsts = {language: (form, language) for form, language in reversed(ordered)}
    chosen = [ordered[0], *(term for term in ordered if term in firsts.values()), *ordered]
    return tuple(dict.fromkeys(chosen))[:_MOST_TERMS]
