"""How else an entity may be written, in three languages; each form with its origin and how sure it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model.profile import Alias, EntityType, Status
from pipeline.profile.aliases.embassies import embassy_aliases
from pipeline.profile.aliases.glossary import bodies
from pipeline.profile.aliases.hangul import context_of_common_noun
from pipeline.profile.aliases.institutions import (
    composed_aliases,
    heard_aliases,
    ministry_aliases,
    state_company_aliases,
    template_aliases,
)
from pipeline.profile.aliases.lines import line_aliases
from pipeline.profile.aliases.personal import person_aliases, titled_aliases
from pipeline.profile.aliases.placealiases import country_words, unique_aliases
from pipeline.profile.aliases.products import product_aliases
from pipeline.profile.aliases.repair import mended_accent
from pipeline.profile.entities.grading import is_media
from pipeline.profile.entities.grouping import Group
from pipeline.profile.entities.owners import looks_spanish
from pipeline.profile.frequency import zipf_frequency
from pipeline.profile.names.acronyms import initials, is_acronym
from pipeline.profile.places import place_of
from pipeline.profile.tokens import key_of

_WORD_OF_LANGUAGE = 2.8  # zipf from which an acronym's small letters are a word readers know: fame, sima is none
_MOST = 24  # aliases of one entity: more would drown the reader


def group_aliases(group: Group, name: str, kind: EntityType, owner: str, context: tuple[str, ...]) -> list[Alias]:
    """All aliases of a group that is no place. ``context`` are words of its surroundings, for ambiguous forms."""
    near = country_words(owner) if group.generic else tuple(dict.fromkeys((*country_words(owner), *context)))
    found = [*_seen(group, kind, near), *_initials(group, kind, owner, near)]
    if kind is EntityType.PERSON:
        found += [*person_aliases(group, name, owner, near), *titled_aliases(group)]
    elif kind is EntityType.PRODUCT:
        found = [alias for alias in found if len(alias.form) <= len(name)] + list(product_aliases(group))
    else:
        found += [*_known_body(group), *template_aliases(group.longest, owner), *ministry_aliases(group.longest, owner)]
        found += [*embassy_aliases(group.longest), *line_aliases(group.longest, owner)]
        found += [*composed_aliases(group, owner, near), *state_company_aliases(group, owner)]
        found += heard_aliases(group, owner, near)
    found += _repaired(group)
    return unique_aliases(found)[:_MOST]


def _seen(group: Group, kind: EntityType, near: tuple[str, ...]) -> Iterator[Alias]:
    for form in sorted({*group.forms, *group.joint_forms}, key=lambda form: (-len(form), form)):
        if form in group.acronyms:
            continue
        if is_bare_word(form, kind):
            if near:
                yield Alias(form=form, confidence=0.5, case_sensitive=form.isupper(), require_context=near[:8])
            elif _is_household_word(group, form, kind):
                yield Alias(form=form, confidence=0.7, case_sensitive=True)
            continue
        language = next((mention.language for mention in group.mentions if mention.form == form), "und")
        needed = near[:8] if group.generic else ()
        upper = is_acronym(form) and kind is not EntityType.PRODUCT
        if upper and (needs_context(form) or not group.acronyms):
            needed = near[:8]
        if kind is EntityType.PRODUCT and " " not in form:
            upper, needed = True, near[:8] if len(form.replace("-", "")) <= 3 else ()
        needed = needed or context_of_common_noun(group, form)
        yield Alias(form=form, language=language, case_sensitive=upper, require_context=needed)
    for form, confidence in sorted(group.acronyms.items()):
        needed = near[:8] if needs_context(form) else ()
        yield Alias(form=form, origin="acronym", confidence=confidence, case_sensitive=True, require_context=needed)
    contained = {mention.form for mention in group.weak if " " in mention.form}
    yield from (Alias(form=form, confidence=0.7) for form in sorted(contained) if not _is_subject(form, group.longest))


def _is_subject(form: str, name: str) -> bool:
    """``Foreign Affairs`` of "Ministry of Foreign Affairs": what a body is for is not what it is called."""
    return bool(re.search(rf" (?:of|for|de|del)(?: the| la| las| los| el)? {re.escape(key_of(form))}\b", key_of(name)))


def _is_household_word(group: Group, form: str, kind: EntityType) -> bool:
    """``Netflix``: so well known that it counts as a word; named often, it stands with its capital."""
    often = group.forms[form] >= 3 or len(group.seeds) > 1
    return often and kind is not EntityType.PERSON and not is_media(form) and form[:1].isupper()


def is_bare_word(form: str, kind: EntityType) -> bool:
    """One word that names many: a surname, or a word of the language."""
    if " " in form or (not form.isascii() and not looks_spanish(form)):
        return False
    if kind is EntityType.PERSON:
        return True
    if any(char.isdigit() for char in form) or re.fullmatch(r"[A-Z]\w+-[A-Z]\w+", form):
        return False
    return not is_acronym(form) and kind is not EntityType.PRODUCT and zipf_frequency(form.lower(), "en") >= 3.6


def needs_context(form: str) -> bool:
    word = form.lower()
    return len(form) <= 4 or zipf_frequency(word, "en") >= _WORD_OF_LANGUAGE or zipf_frequency(word, "es") >= 3


def _initials(group: Group, kind: EntityType, owner: str, near: tuple[str, ...]) -> Iterator[Alias]:
    """D-A-P-A: agencies are called by their initials even where the seeds do not say so."""
    name = group.longest
    if kind is not EntityType.AGENCY or group.acronyms or group.generic or is_acronym(name) or not owner:
        return
    letters = initials(name).upper()
    if 4 <= len(letters) <= 6 and not place_of(name.split()[-1]) and near and letters.isalpha() and letters.isascii():
        yield Alias(form=letters, origin="acronym", confidence=0.4, case_sensitive=True, require_context=near[:8])


def _known_body(group: Group) -> Iterator[Alias]:
    keys = {key_of(form) for form in group.forms}
    for forms in bodies():
        if keys & {key_of(form) for form, _ in forms}:
            for form, language in forms:
                yield Alias(
                    form=form, language=language, origin="template",
                    case_sensitive=form.isupper() and form.isascii() and len(form) < 6,
                )  # fmt: skip


def _repaired(group: Group) -> Iterator[Alias]:
    """The mended spelling, to be accepted by a person, beside the damaged one, which other sites carry as well."""
    if any(mention.sentence.language in _ENDING_IN_A for mention in group.mentions):
        return
    for form in sorted(group.forms):
        mended = mended_accent(form)
        if mended:
            yield Alias(form=mended, origin="repair", confidence=0.3, status=Status.PROPOSED)


_ENDING_IN_A = frozenset({"fr", "it", "ca", "pt"})  # languages with words that end in à
