"""Countries, regions and large cities in English, Spanish and Korean, by CLDR (through Babel) and own tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from babel import Locale
from babel.core import get_global

from pipeline.profile.territories import demonyms, further_names
from pipeline.text.fold import fold_key

LANGUAGES = ("en", "es", "ko")
# Codes of CLDR that are no places one writes about: groupings for statistics and the unknown region.
_UNUSED = frozenset({"ZZ", "QO", "EZ", "001", "AQ", "XA", "XB"})
_REGIONS = frozenset({"002", "003", "005", "013", "019", "029", "035", "142", "150", "419"})
# Zones are named after cities, but these are common words or names, or written like their country.
_NOT_CITIES = frozenset(
    {"center", "knox", "bermuda", "easter", "enderbury", "vincennes", "winamac", "troll", "casey", "stanley"}
)


@dataclass(frozen=True, slots=True)
class Place:
    """A country, a region or a city with its names."""

    id: str  # slug of the English name
    name: str  # English
    code: str  # territory: ISO 3166-1 alpha-2 for countries, provinces and cities, "" for regions
    kind: str  # country, region, province, city
    names: tuple[tuple[str, str], ...] = field(default=())  # (form, language)
    demonyms: tuple[tuple[str, str], ...] = field(default=())


def place_of(form: str) -> Place | None:
    """The place that ``form`` names, in any of the three languages, or None."""
    form = _ABBREVIATED.get(form, form)
    found = _by_name().get(fold_key(form)) or _by_name().get(_place_key(form)) or _province_of(form)
    return found if found and not _is_acronym(form, found) else None


_ABBREVIATED = {"US": "U.S.", "NYC": "New York"}  # only so written: "us" is a word


def _is_acronym(form: str, place: Place) -> bool:
    """``ICA`` is a builder and "Ica" a province; "USA" is written so."""
    return form.isupper() and len(form) <= 4 and place.kind in {"province", "city"}


_PROVINCE = re.compile(
    r"(?:region|provincia|departamento|estado|ciudad|comuna|province|state|city) (?:of|de|del) (?P<behind>.+)"
    r"|(?P<before>.+) (?:region|province|prefecture|metropolitan city|city|state)"
    r"|(?P<hangul>[가-힣]{2,4}?)(?:특별시|광역시|특별자치도|특별자치시|시|도)"
)


def _province_of(form: str) -> Place | None:
    """``Región de Antofagasta``, ``South Gyeongsang Province``, ``울산광역시``."""
    match = _PROVINCE.fullmatch(_place_key(form))
    found = _by_name().get(_place_key(str(match.group(match.lastgroup or 0)))) if match else None
    return found if found and found.kind in {"province", "city"} else None


def demonym_of(form: str) -> Place | None:
    """The place whose people or things are called ``form``, or None."""
    return _by_demonym().get(_place_key(form).removesuffix("s")) or _by_demonym().get(_place_key(form))


def country(code: str) -> Place | None:
    """The country with this ISO 3166-1 code."""
    return _by_code().get(code)


_THE = re.compile(r"^(?:the|el|la|los|las) ")
_STATE_OF = re.compile(
    r"^(?:(?:people's republic|republica popular)(?: of| de)?|"
    r"(?:republic|kingdom|federal republic|bolivarian republic|plurinational state|islamic republic|republica|reino|"
    r"estado plurinacional|republica bolivariana|republica federal|republica islamica) (?:of|de|del)) (?:the |la )?"
)


def _place_key(form: str) -> str:
    key = _THE.sub("", fold_key(form))
    return _STATE_OF.sub("", key).removesuffix(" d.c.").removesuffix(" d. c.")


@cache
def _by_name() -> dict[str, Place]:
    table: dict[str, Place] = {}
    for place in _places():  # countries come first: "Panama" and "Guatemala" are countries before they are cities
        for form, _ in place.names:
            table.setdefault(fold_key(form), place)
    return table


@cache
def _by_demonym() -> dict[str, Place]:
    return {fold_key(form): place for place in _places() for form, _ in place.demonyms}


@cache
def _by_code() -> dict[str, Place]:
    return {place.code: place for place in reversed(_places()) if place.kind == "country"}


@cache
def _places() -> tuple[Place, ...]:
    return (*_territories(), *_own_regions(), *_cities(), *_further_cities(), *_gazetteer())


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold_key(name)).strip("-")


def _territories() -> Iterator[Place]:
    locales = [Locale(language) for language in LANGUAGES]
    nouns, adjectives = further_names(), demonyms()
    for code in sorted(locales[0].territories):
        if code in _UNUSED or (code.isdigit() and code not in _REGIONS):
            continue
        more = nouns.get(code, ((), (), ()))
        names = [
            (form, language)
            for locale, language, extra in zip(locales, LANGUAGES, more, strict=True)
            for form in (_plain(locale.territories.get(code, "")), *extra)
            if form
        ]
        kind = "region" if code.isdigit() or code in {"EU", "UN"} else "country"
        yield Place(
            id=_slug(names[0][0]),
            name=names[0][0],
            code="" if kind == "region" else code,
            kind=kind,
            names=tuple(dict.fromkeys(names)),
            demonyms=_tagged(adjectives.get(code, ((), ()))),
        )


def _plain(name: str) -> str:
    """``Myanmar (Burma)`` -> ``Myanmar``; ``Hong Kong SAR China`` -> ``Hong Kong``."""
    return re.sub(r"\s*[(\[（].*$", "", name).removesuffix(" SAR China")


def _tagged(forms: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((form, language) for language, group in zip(("en", "es"), forms, strict=True) for form in group)


def _own_regions() -> Iterator[Place]:
    for code, groups in further_names().items():
        if code.startswith("X-"):
            names = tuple((form, language) for language, forms in zip(LANGUAGES, groups, strict=True) for form in forms)
            yield Place(id=code[2:], name=names[0][0], code="", kind="region", names=names)


# Capitals after which no time zone is named: English | Spanish | Korean | country.
_CAPITALS = """
Beijing Pekín 베이징 CN; Brasília Brasilia 브라질리아 BR; New_Delhi Nueva_Delhi 뉴델리 IN
Ottawa Ottawa 오타와 CA; Ankara Ankara 앙카라 TR; Hanoi Hanói 하노이 VN
Canberra Canberra 캔버라 AU; Quito Quito 키토 EC; Bern Berna 베른 CH
Pyongyang Pionyang 평양 KP; Islamabad Islamabad 이슬라마바드 PK; Abu_Dhabi Abu_Dabi 아부다비 AE
Tel_Aviv Tel_Aviv 텔아비브 IL; Washington Washington 워싱턴 US; Busan Busán 부산 KR
Incheon Incheon 인천 KR; Arequipa Arequipa 아레키파 PE; Barcelona Barcelona 바르셀로나 ES
Munich Múnich 뮌헨 DE; Osaka Osaka 오사카 JP; Mumbai Bombay 뭄바이 IN
Geneva Ginebra 제네바 CH; San_Francisco San_Francisco 샌프란시스코 US; Milan Milán 밀라노 IT
Medellín Medellín 메데인 CO; Shenzhen Shenzhen 선전 CN; Rio_de_Janeiro Río_de_Janeiro 리우데자네이루 BR
Kyiv Kiev 키이우 UA; The_Hague La_Haya 헤이그 NL; Frankfurt Fráncfort 프랑크푸르트 DE
"""


def _further_cities() -> Iterator[Place]:
    for entry in (entry for line in _CAPITALS.strip().splitlines() for entry in line.split(";")):
        english, spanish, korean, code = (word.replace("_", " ") for word in entry.split())
        names = ((english, "en"), (spanish, "es"), (korean, "ko"))
        yield Place(id=_slug(english), name=english, code=code, kind="city", names=names)


def _gazetteer() -> Iterator[Place]:
    """The rows of ``gazetteer.txt``: country, kind, names in three languages."""
    for line in files("pipeline.profile").joinpath("gazetteer.txt").read_text(encoding="utf-8").splitlines():
        head, _, entries = line.partition(": ")
        if line.startswith("#"):
            continue
        code, kind = head.split()
        for entry in entries.split("; "):
            english, spanish, korean = (*entry.split("/"), "", "")[:3]
            names = ((english, "en"), (spanish or english, "es"), (korean, "ko"))
            given = tuple((form, language) for form, language in names if form)
            yield Place(id=_slug(english), name=english, code=code, kind=kind, names=given)


def _cities() -> Iterator[Place]:
    zones = {language: Locale(language).time_zones for language in LANGUAGES}
    for zone, code in sorted(get_global("zone_territories").items()):
        area, _, last = zone.rpartition("/")
        english = last.replace("_", " ")
        if not area or len(code) != 2 or area in {"Etc", "SystemV", "Antarctica"} or fold_key(english) in _NOT_CITIES:
            continue
        names = [(str(zones[language].get(zone, {}).get("city", english)), language) for language in ("en", "es")]
        korean = zones["ko"].get(zone, {}).get("city")
        names += [(str(korean), "ko")] if korean else []
        names = [(_plain(form), language) for form, language in names]
        yield Place(id=_slug(names[0][0]), name=names[0][0], code=code, kind="city", names=tuple(names))
