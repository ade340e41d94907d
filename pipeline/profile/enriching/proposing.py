"""Answers -> proposals: nothing of it is used before a person accepts it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from pipeline.model.profile import Alias, Entity, EntityType, Profile, Status
from pipeline.profile.aliases.aliases import is_bare_word, needs_context
from pipeline.profile.aliases.placealiases import country_words
from pipeline.profile.enriching.answers import ItemName, usable_form
from pipeline.profile.enriching.lookups import Lookup
from pipeline.profile.enriching.questions import HANGUL, merged_ids
from pipeline.profile.file.version import with_version
from pipeline.profile.names.acronyms import is_acronym
from pipeline.profile.places import demonym_of, place_of
from pipeline.profile.tokens import key_of

_MOST = 12  # proposals for one entity: more would drown the reader
_MOST_CONTEXT = 8
_LABEL, _ALSO = 0.8, 0.6  # confidence in the main name of a language, and in the others
_LANGUAGES = frozenset({"en", "es", "ko", "und"})


def propose(learnt: Profile, lookups: Mapping[str, Lookup], mine: Profile | None) -> Profile:
    """The profile with the items that were chosen and their names as proposed aliases.

    A name that another entity has, here or in ``mine`` (the person's profile), is left out, and so are the names that
    two items share and an item that two entities chose.
    """
    merged = merged_ids(mine)
    chosen = _chosen(learnt, {entity: lookup for entity, lookup in lookups.items() if entity not in merged})
    owners = _owners((*learnt.entities, *(mine.entities if mine else ())), merged)
    found = {
        entity.id: list(_aliases(entity, chosen[entity.id], owners))
        for entity in learnt.entities
        if entity.id in chosen
    }
    bearers = Counter(key_of(alias.form) for aliases in found.values() for alias in aliases)
    entities = tuple(
        _enriched(entity, chosen.get(entity.id), [a for a in found.get(entity.id, ()) if bearers[key_of(a.form)] == 1])
        for entity in learnt.entities
    )
    return with_version(replace(learnt, entities=entities))


def _chosen(learnt: Profile, lookups: Mapping[str, Lookup]) -> dict[str, Lookup]:
    answers = [lookup for entity in learnt.entities if (lookup := lookups.get(entity.id)) and lookup.item]
    choosers = Counter(lookup.item for lookup in answers)
    return {lookup.entity: lookup for lookup in answers if choosers[lookup.item] == 1}


def _owners(entities: Iterable[Entity], merged: Mapping[str, str]) -> dict[str, set[str]]:
    """Folded form -> ids of the entities that are written so, rejected or not."""
    owners: dict[str, set[str]] = {}
    for entity in entities:
        for form in (entity.name, *(alias.form for alias in entity.aliases)):
            owners.setdefault(key_of(form), set()).add(merged.get(entity.id, entity.id))
    return owners


def _enriched(entity: Entity, lookup: Lookup | None, proposals: list[Alias]) -> Entity:
    """An item that a person wrote stays theirs: it is not proposed back."""
    if lookup is None:
        return entity
    item = entity.wikidata if lookup.is_given else lookup.item
    return replace(entity, wikidata=item, aliases=(*entity.aliases, *proposals[:_MOST]))


def _aliases(entity: Entity, lookup: Lookup, owners: Mapping[str, set[str]]) -> Iterator[Alias]:
    known = {key_of(form) for form in (entity.name, *(alias.form for alias in entity.aliases))}
    for name in sorted(lookup.names, key=lambda name: not name.label):
        form = usable_form(name.form)
        key = key_of(form)
        if not form or key in known or owners.get(key, set()) - {entity.id} or _is_elsewhere(form, entity):
            continue
        known.add(key)
        yield from _alias(replace(name, form=form), entity)


def _is_elsewhere(form: str, entity: Entity) -> bool:
    """A country or its people: "Korea" is an alias of some institutions, and would find the whole country."""
    return entity.type is not EntityType.PLACE and bool(place_of(form) or demonym_of(form))


def _alias(name: ItemName, entity: Entity) -> Iterator[Alias]:
    """The alias with the caution that its form needs; none when a form is too common and no context is known."""
    context = _context(entity, name.form) if _is_ambiguous(name.form, entity) else ()
    if context or not _is_ambiguous(name.form, entity):
        yield Alias(
            form=name.form,
            language=_language(name),
            origin="wikidata",
            confidence=_LABEL if name.label else _ALSO,
            status=Status.PROPOSED,
            case_sensitive=is_acronym(name.form) or _is_designator(name.form, entity),
            require_context=context,
        )


def _is_ambiguous(form: str, entity: Entity) -> bool:
    if " " in form:
        return False
    if HANGUL.search(form):
        return len(form) <= 2
    if _is_designator(form, entity):
        return len(form.replace("-", "")) <= 3
    return is_bare_word(form, entity.type) or needs_context(form)


def _is_designator(form: str, entity: Entity) -> bool:
    return entity.type is EntityType.PRODUCT and " " not in form and any(char.isdigit() for char in form)


def _context(entity: Entity, form: str) -> tuple[str, ...]:
    """Words of which one must stand near: those that other short forms of it need, else given names and country."""
    learnt = [word for alias in entity.aliases for word in alias.require_context]
    given = [word for word in entity.name.split() if len(word) > 2] if entity.type is EntityType.PERSON else []
    words = dict.fromkeys(learnt or (*given, *country_words(entity.country)))
    return tuple(word for word in words if key_of(word) != key_of(form))[:_MOST_CONTEXT]


def _language(name: ItemName) -> str:
    """Items have Latin acronyms among their Korean names: they are Korean no more than English."""
    if name.language not in _LANGUAGES or (name.language == "ko" and not HANGUL.search(name.form)):
        return "und"
    return name.language
