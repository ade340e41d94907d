"""How else a body is written: templates of ministries, armies, cities, airports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from pipeline.model.profile import Alias
from pipeline.profile.aliases.composing import in_spanish
from pipeline.profile.aliases.glossary import SYNONYMS, TEMPLATES, ministry_fields, ministry_fields_spanish
from pipeline.profile.aliases.placealiases import country_words, local_names, takes_article
from pipeline.profile.aliases.transcription import hangul_of_spanish
from pipeline.profile.entities.grouping import Group
from pipeline.profile.names.acronyms import is_acronym
from pipeline.profile.places import country, demonym_of, place_of
from pipeline.profile.territories import KOREAN_SPEAKING, SPANISH_SPEAKING
from pipeline.profile.tokens import key_of

_TELLING = 5  # words from which a name without its country is hardly another country's


def template_aliases(name: str, owner: str) -> Iterator[Alias]:
    """By the first template that fits the whole name; ``owner`` is the country it belongs to, where it names none."""
    plain = re.sub(r"\s+", " ", name)
    for pattern, spanish, korean in TEMPLATES:
        match = re.fullmatch(pattern, plain, re.IGNORECASE)
        if not match:
            continue
        slots = {slot: value for slot, value in match.groupdict().items() if value}
        subject = slots.get("p") or slots.get("q") or ""
        number = slots.get("n") or slots.get("m") or ""
        place = place_of(subject) or demonym_of(subject) or (None if subject else country(owner))
        places = local_names(place, subject)
        adjective = next((form for form, language in place.demonyms if language == "es"), "") if place else ""
        for templates, names, language in ((spanish, places[0], "es"), (korean, places[1], "ko")):
            for template, filled in product(
                templates, names or ([""] if "{p}" not in template_text(templates) else [])
            ):
                if ("{d}" in template and not adjective) or ("del {p}" in template and not takes_article(place)):
                    continue
                form = template.format(p=filled, n=number, d=adjective)
                yield Alias(form=form, language=language, origin="template", confidence=0.8)
        return


def template_text(templates: tuple[str, ...]) -> str:
    return " ".join(templates)


def ministry_aliases(name: str, owner: str) -> Iterator[Alias]:
    """Of a ministry, by its field, from English or Spanish; Korean names a foreign one with its country."""
    english = re.fullmatch(r"ministry of (?:the )?(.+)", key_of(name))
    spanish = re.fullmatch(r"ministerio de (?:la |los |las )?(.+)|ministerio del (.+)", name.lower())
    context = country_words(owner)
    if english and (fields := ministry_fields().get(english.group(1))):
        for field in (fields[0], *SYNONYMS.get(fields[0], ())):
            form = f"Ministerio de {field}"
            yield Alias(form=form, language="es", origin="template", confidence=0.9, require_context=context)
        yield from _korean_ministry(fields[1], owner)
    elif spanish and (fields := ministry_fields_spanish().get(spanish.group(1) or spanish.group(2))):
        title = " ".join(word if word in {"and", "of"} else word.capitalize() for word in fields[0].split())
        yield Alias(
            form=f"Ministry of {title}", language="en", origin="template", confidence=0.9, require_context=context
        )
        yield from _korean_ministry(fields[1], owner)


def _korean_ministry(field: str, owner: str) -> Iterator[Alias]:
    home = country(owner)
    field = (
        {"경제재정": "기획재정", "농업": "농림축산식품", "문화": "문화체육관광", "보건": "보건복지"}.get(field, field)
        if owner == "KR"
        else field
    )
    if owner in KOREAN_SPEAKING:
        yield Alias(form=f"{field}부", language="ko", origin="template", confidence=0.7)
    elif home:
        for name in local_names(home, "")[1][-1:]:
            yield Alias(form=f"{name} {field}부", language="ko", origin="template", confidence=0.8)


def heard_aliases(group: Group, owner: str, near: tuple[str, ...]) -> Iterator[Alias]:
    """A one-word name of a Spanish-speaking country as a Korean paper would spell it: SEMAN -> 세만."""
    name = group.longest
    vowels = sum(char in "aeiouáéíóú" for char in name.lower())
    if owner not in SPANISH_SPEAKING or " " in name or len(name) < 4 or not 0.3 <= vowels / len(name) <= 0.65:
        return
    hangul = hangul_of_spanish(name)
    land = local_names(country(owner), "")[1]
    if hangul and len(hangul) > 1:
        yield Alias(form=hangul, language="ko", origin="hangul", confidence=0.3, require_context=near[:8])
        yield from (Alias(form=f"{word} {hangul}", language="ko", origin="hangul", confidence=0.4) for word in land)


def composed_aliases(group: Group, owner: str, near: tuple[str, ...]) -> Iterator[Alias]:
    """The Spanish of an English name, word by word; where it does not say whose it is, the country must be near."""
    for form in in_spanish(group.longest):
        land = next((name for name in local_names(country(owner), "")[0]), "") if owner else ""
        needed = near[:8] if len(form.split()) < _TELLING and land not in form else ()
        yield Alias(form=form, language="es", origin="template", confidence=0.6, require_context=needed)


def state_company_aliases(group: Group, owner: str) -> Iterator[Alias]:
    """``SIMA Perú``: how a state's company is called beside its bare acronym."""
    if owner not in SPANISH_SPEAKING or not is_acronym(group.longest) or not 3 <= len(group.longest) <= 6:
        return
    for land in local_names(country(owner), "")[0][:1]:
        yield Alias(form=f"{group.longest} {land}", language="es", origin="template", confidence=0.6)
