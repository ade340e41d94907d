"""How else a line of a city's railway is written: ``Lima Metro Line 3``, ``Línea 3 del Metro de Lima``, ``3호선``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model.profile import Alias
from pipeline.profile.aliases.placealiases import local_names
from pipeline.profile.places import Place, country, demonym_of, place_of

_NAMES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:(?P<city>.+?) )?(?:metro|subway) line (?P<number>\d+)",
        r"line (?P<number>\d+) of (?:the )?(?P<city>.+?)(?:['’]s)? (?:metro|subway)",
        r"l[ií]nea (?P<number>\d+) (?:del? )?metro(?: de (?P<city>.+))?",
        r"(?:(?P<city>[가-힣]+) )?(?:메트로|지하철|도시철도) ?(?P<number>\d+)호선",
    )
)
_FRAME = re.compile(r"^(?:the|el|la)\b ?|['’]s$", re.IGNORECASE)  # of "the Metro Line 2", "Seoul's Metro Line 2"
_BARE = re.compile(r"(?:Line |Línea )?[0-9]+(?:호선)?")
# Language, then the forms that say which city, then those that leave it out: the surest first.
_FULL = (
    ("en", ("{city} Metro Line {n}", "Line {n} of the {city} Metro", "Line {n} of {city}'s metro")),
    ("es", ("Línea {n} del Metro de {city}", "Línea {n} de Metro de {city}", "Línea {n} Metro de {city}")),
    ("ko", ("{city} 메트로 {n}호선", "{city} 지하철 {n}호선", "{city} 도시철도 {n}호선")),
)
_SHORT = (
    ("en", ("Metro Line {n}", "Line {n}")),
    ("es", ("Línea {n} del Metro", "Línea {n} de Metro", "Línea {n}")),
    ("ko", ("메트로 {n}호선", "지하철 {n}호선", "도시철도 {n}호선", "{n}호선")),
)


def line_aliases(name: str, owner: str) -> Iterator[Alias]:
    """Of a numbered line, in three languages; ``owner`` is its country (ISO 3166-1), where the name says no city.

    What leaves the city out asks for the city or for a full name, for every large city has a Line 3.
    """
    match = next((found for pattern in _NAMES if (found := pattern.fullmatch(name))), None)
    subject = _FRAME.sub("", match.group("city") or "") if match else ""
    place = place_of(subject) or demonym_of(subject) if subject else country(owner)
    if match is None or not (subject or place):
        return
    number = match.group("number")
    full = list(_full_aliases(_city_names(place, subject), number))
    yield from full
    cities = [form for form, _ in place.names] if place else [subject]
    needed = tuple(dict.fromkeys((*cities, *_one_a_language(full))))
    for language, templates in _SHORT:
        yield from (_short_alias(template.format(n=number), language, needed) for template in templates)


def _short_alias(form: str, language: str, needed: tuple[str, ...]) -> Alias:
    """``Línea 3`` with its capital alone: línea 3 is any line, of a form or of another city."""
    bare = _BARE.fullmatch(form) is not None
    return Alias(
        form=form, language=language, origin="short", confidence=0.5 if bare else 0.6, require_context=needed,
        case_sensitive=bare and language != "ko",
    )  # fmt: skip


def _city_names(place: Place | None, subject: str) -> dict[str, str]:
    spanish, korean = local_names(place, subject)
    return {"en": place.name if place else subject, "es": spanish[0], "ko": next(iter(korean), "")}


def _full_aliases(cities: dict[str, str], number: str) -> Iterator[Alias]:
    for language, templates in _FULL:
        for template in templates if cities[language] else ():
            form = template.format(city=cities[language], n=number)
            yield Alias(form=form, language=language, origin="template", confidence=0.8)


def _one_a_language(full: list[Alias]) -> list[str]:
    return list({alias.language: alias.form for alias in reversed(full)}.values())[::-1]
