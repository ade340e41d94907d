"""Search feeds written from the watch, for what no feed of the catalogue brings.

For each language: one query for each pair of pillars, then one for each of the strongest entities of a side. A side is
named in the words of that language that need no context to be understood; a search engine has none.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from urllib.parse import quote, urlencode

from pipeline.errors import SettingsError
from pipeline.model.profile import Alias, Entity, EntityType, Grade, Profile, Status
from pipeline.model.source import Source
from pipeline.sources.subjects import subject_terms

_LANGUAGES = ("en", "es", "ko")  # those a watch has names in
# Where an edition in the language is published; the first stands for the others.
_SPOKEN_IN = {
    "en": "US GB CA AU IN IE NZ ZA SG PH NG KE".split(),
    "es": "MX AR BO CL CO CR CU DO EC ES GT HN NI PA PE PR PY SV UY VE".split(),
    "ko": ["KR"],
}
_SURE = 0.8  # names; below are demonyms and guesses
_LEAST_CONFIDENCE = 0.5  # a wrong name in a query fills the feed with somebody else
_MOST_FORMS = 40  # of one entity that are weighed
_NAMES_OF_PILLAR = 4
_NAMES_OF_ENTITY = 3
_LONGEST_NAME = 60  # characters; nobody quotes a longer phrase word for word
_SHORTEST_NAME = 4  # letters and digits: a search folds case, so MTC, KNR and ROK are words of other languages too
_SHORTEST_HANGUL = 2  # syllables
_LONGEST_ENCODED = 1_500  # of a query, for addresses that everybody accepts
_PLAIN_NAME = re.compile(r"[\w .&'’·-]+")  # nothing that could be read as an operator
_HANGUL = re.compile("[가-힣]")
_GRADES = (Grade.CORE, Grade.SECONDARY)
_IN_ALL_NEWS = frozenset({EntityType.PLACE, EntityType.PERSON, EntityType.AGENCY})

_Names = list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Engine:
    """What a search engine accepts, and where it answers."""

    address: Callable[[str, str, str], str]  # of a query, a language and a country
    words: int  # the most it heeds
    characters: int  # the most it accepts, with some room left
    entities: int  # queries for entities, in each language
    apart_s: float = 0.0  # between two queries, as its documentation asks
    english: bool = False  # it searches English translations of the articles


def expand_queries(source: Source, profile: Profile) -> tuple[Source, ...]:
    """The feeds to poll for a query source: pairs before entities, in the order of the profile.

    A watch without pairs asks for its centre, a country with the watch's subject, or else for the companies, products
    and the like of its core.

    Each keeps the source's settings and has an id that hangs on nothing but the language and the query, so that a
    query that outlives a change of the profile keeps what is remembered of it. ``source.language`` "und" asks in all
    languages. Raises ``SettingsError`` for an unknown engine or language.
    """
    engine = _engine_of(source)
    found: dict[str, Source] = {}
    for language in _languages_of(source):
        country = _country_for(language, source, profile)
        for sides in _watched(profile, engine, language):
            if fitted := _fitting(sides, engine):
                one = _search(source, engine, language, country, fitted)
                found.setdefault(one.id, one)
    return tuple(found.values())


def pause_between(engine: str) -> float:
    """Seconds that a search engine wants between two queries; 0 for what is none, or makes no wish."""
    known = _ENGINES.get(engine)
    return known.apart_s if known else 0.0


def _engine_of(source: Source) -> _Engine:
    engine = _ENGINES.get(source.engine)
    if engine is None:
        remedy = f"Write one of {', '.join(_ENGINES)}"
        raise SettingsError(source.id, f"no such engine as {source.engine!r}", remedy=remedy)
    return engine


def _languages_of(source: Source) -> tuple[str, ...]:
    if source.language == "und":
        return _LANGUAGES
    if source.language not in _LANGUAGES:
        remedy = f"Write one of {', '.join(_LANGUAGES)}, or leave it out for all"
        raise SettingsError(source.id, f"no names are known in the language {source.language!r}", remedy=remedy)
    return (source.language,)


def _country_for(language: str, source: Source, profile: Profile) -> str:
    """The edition to ask: of the source's country, else of a pillar's or the centre's, where the language is spoken."""
    entities = {entity.id: entity for entity in profile.entities}
    pillars = [entities[id_] for pair in profile.pairs for id_ in (pair.left, pair.right) if id_ in entities]
    pillars += [entity for entity in profile.entities if entity.centre]
    spoken_in = _SPOKEN_IN[language]
    return next((c for c in (source.country, *(p.country for p in pillars)) if c in spoken_in), spoken_in[0])


def _search(source: Source, engine: _Engine, language: str, country: str, sides: Sequence[_Names]) -> Source:
    text = _query(sides)
    mark = hashlib.sha256(text.encode()).hexdigest()[:6]
    return replace(
        source,
        id=f"{source.id}-{language}-{mark}",
        name=f"{source.name} ({language}): {' + '.join(names[0] for names in sides)}",
        url=engine.address(text, language, country),
        language=language,
    )


def _watched(profile: Profile, engine: _Engine, language: str) -> Iterator[list[_Names]]:
    """The names each side of a query may have; a query in which a side has none is not asked."""
    spoken = "en" if engine.english else language
    partners = _partners(profile)
    pillars = {entity.id: _names_of(entity, spoken, engine) for entity in profile.entities if entity.id in partners}
    pairs = ([pillars.get(id_, [])[:_NAMES_OF_PILLAR] for id_ in (pair.left, pair.right)] for pair in profile.pairs)
    yield from (sides for sides in pairs if all(sides))
    yield from _subject_in(profile, engine, spoken)
    strongest = (entity for entity in _strongest(profile) if entity.id not in partners)
    asked = (_sides_of(entity, _names_of(entity, spoken, engine), pillars, partners) for entity in strongest)
    yield from islice((sides for sides in asked if all(sides)), engine.entities)


def _subject_in(profile: Profile, engine: _Engine, language: str) -> Iterator[list[_Names]]:
    """A country at the centre is asked for with the watch's subject: by itself it would fill every poll."""
    forms = (_spelt(form, engine) for form in subject_terms(profile, language))
    terms = _without_echoes([form for form in forms if _is_searchable(form, language)])
    for entity in profile.entities:
        if entity.centre and entity.type is EntityType.PLACE and not profile.pairs:
            sides = [_names_of(entity, language, engine)[:_NAMES_OF_PILLAR], terms]
            if all(sides):
                yield sides


def _partners(profile: Profile) -> dict[str, list[str]]:
    """The other sides of each pillar."""
    partners: dict[str, list[str]] = {}
    for pair in profile.pairs:
        partners.setdefault(pair.left, []).append(pair.right)
        partners.setdefault(pair.right, []).append(pair.left)
    return partners


def _strongest(profile: Profile) -> list[Entity]:
    """Entities that stand for their side, those of most seeds first; without sides, the centre or else the core."""
    chosen: Iterable[Entity] = (e for e in profile.entities if e.stands_alone and e.grade in _GRADES)
    if not profile.pairs:
        core = (e for e in profile.entities if e.grade is Grade.CORE and e.type not in _IN_ALL_NEWS)
        chosen = [e for e in profile.entities if e.centre and e.type is not EntityType.PLACE] or core
    return sorted(chosen, key=lambda e: (e.grade is not Grade.CORE, -len({quoted.seed for quoted in e.evidence})))


def _sides_of(
    entity: Entity, own: _Names, pillars: Mapping[str, _Names], partners: Mapping[str, Sequence[str]]
) -> list[_Names]:
    """The entity and, where it belongs to a side, the other side.

    By itself a president or a ministry fills any feed with what the watch does not want, and hides what it wants.
    Names with their pillar's in them are left out: the pair's query finds Peruvian Navy already.
    """
    if entity.side not in partners:
        return [own[:_NAMES_OF_ENTITY]]
    pillar = [_words(name) for name in pillars.get(entity.side, [])]
    distinct = [name for name in own if not any(words in _words(name) for words in pillar)]
    others = [name for id_ in partners[entity.side] for name in pillars.get(id_, [])[:_NAMES_OF_ENTITY]]
    return [distinct[:_NAMES_OF_ENTITY], list(dict.fromkeys(others))[: 2 * _NAMES_OF_ENTITY]]


def _names_of(entity: Entity, language: str, engine: _Engine) -> _Names:
    """Names to search for, the surest first; none that another of them finds as well.

    Spanish names many things as English does. What has no sure name of its own there is called as it is elsewhere.
    """
    if not entity.status.is_used:
        return []
    own = {language} if language == "es" else {language, "und"}
    usable = [alias for alias in entity.aliases if _is_usable(alias)]
    chosen = [alias for alias in usable if alias.language in own]
    if language == "es" and all(_confidence(alias) < _SURE for alias in chosen):
        chosen += [alias for alias in usable if alias.language == "und" or _is_sure_english(alias)]
    chosen.sort(key=_confidence, reverse=True)
    forms = (_spelt(alias.form, engine) for alias in chosen[:_MOST_FORMS])
    return _without_echoes([form for form in forms if _is_searchable(form, language)])


def _is_usable(alias: Alias) -> bool:
    return alias.status.is_used and not alias.require_context and _confidence(alias) >= _LEAST_CONFIDENCE


def _is_sure_english(alias: Alias) -> bool:
    return alias.language == "en" and _confidence(alias) >= _SURE


def _confidence(alias: Alias) -> float:
    return 1.0 if alias.status is Status.CONFIRMED else alias.confidence


def _spelt(form: str, engine: _Engine) -> str:
    if not engine.english:
        return unicodedata.normalize("NFC", form)
    plain = _without_accents(form)
    return plain if plain.isascii() else ""


def _without_accents(form: str) -> str:
    return "".join(mark for mark in unicodedata.normalize("NFKD", form) if not unicodedata.combining(mark))


def _is_searchable(form: str, language: str) -> bool:
    hangul = len(_HANGUL.findall(form))
    if len(form) > _LONGEST_NAME or not _PLAIN_NAME.fullmatch(form) or (hangul > 0) is not (language == "ko"):
        return False
    letters = sum(mark.isalnum() for mark in form)
    return hangul >= _SHORTEST_HANGUL or (not hangul and letters >= _SHORTEST_NAME and not form.isdecimal())


def _without_echoes(forms: Sequence[str]) -> _Names:
    """Leave out what is found by a shorter name: "South Korea" by Korea, peruanos by peruano."""
    words = {form: _words(form) for form in forms}
    kept: dict[str, str] = {}
    for form in forms:
        if not any(other in words[form] and other != words[form] for other in words.values()):
            kept.setdefault(words[form], form)
    return list(kept.values())


def _words(form: str) -> str:
    """Words between blanks, without case, accents and plural s."""
    words = re.findall(r"\w+", _without_accents(form).casefold())
    return f" {' '.join(word[:-1] if len(word) > 4 and word.endswith('s') else word for word in words)} "


def _fitting(sides: Sequence[_Names], engine: _Engine) -> list[_Names]:
    """As many of the names as the engine takes, [] when it takes not even one of each side."""
    left = [list(names) for names in sides]
    while not _is_taken(_query(left), engine):
        widest = max(left, key=len)
        if len(widest) == 1:
            return []
        widest.remove(max(widest, key=len))
    return left


def _is_taken(text: str, engine: _Engine) -> bool:
    words = len(re.findall(r"\w+", text.replace(" OR ", " ")))
    return words <= engine.words and len(text) <= engine.characters and len(quote(text)) <= _LONGEST_ENCODED


def _query(sides: Iterable[_Names]) -> str:
    """One of the names of every side. A lone name stands without brackets, which GDELT refuses around it."""
    groups = ([name if name.isalnum() else f'"{name}"' for name in names] for names in sides)
    return " ".join(f"({' OR '.join(group)})" if len(group) > 1 else group[0] for group in groups)


def _google(query: str, language: str, country: str) -> str:
    """Google News: the operators are those of its search page, ``when:`` bounds the age.

    Its limit is 32 words. https://newscatcherapi.com/blog/google-news-rss-search-parameters-the-missing-documentaiton
    """
    edition = {"en": f"en-{country}", "es": "es" if country == "ES" else "es-419"}.get(language, language)
    short = "en" if language == "en" else edition
    asked = {"q": f"{query} when:7d", "hl": edition, "gl": country, "ceid": f"{country}:{short}"}
    return f"https://news.google.com/rss/search?{urlencode(asked, quote_via=quote)}"


def _bing(query: str, language: str, country: str) -> str:
    """Bing News: OR within brackets, the first ten terms count. https://help.bing.microsoft.com/apex/index/18/ta/10002

    Where ``setlang`` has no country, or the order is not by date, queries with OR were seen to find nothing.
    """
    market = f"{language}-{country}"
    asked = {"q": query, "format": "rss", "qft": 'sortbydate="1"', "setlang": market, "cc": country, "mkt": market}
    return f"https://www.bing.com/news/search?{urlencode(asked, quote_via=quote)}"


def _gdelt(query: str, language: str, country: str) -> str:
    """GDELT DOC 2.0: https://blog.gdeltproject.org/gdelt-doc-2-0-api-debuts/ tells the parameters.

    It searches English translations only (https://blog.gdeltproject.org/updates-doc-2-0-api/); ``sourcelang`` is the
    language an article was written in. It refuses brackets without OR, hyphens without quotes, quoted phrases of
    three characters and queries of more than 250, each with status 200 and a line of plain text; and it wants five
    seconds between two requests of one address.
    """
    written_in = {"en": "english", "es": "spanish", "ko": "korean"}[language]
    asked = {"query": f"{query} sourcelang:{written_in}", "mode": "artlist", "format": "rss"}
    asked |= {"sort": "datedesc", "maxrecords": "75", "timespan": "1d"}
    return f"https://api.gdeltproject.org/api/v2/doc/doc?{urlencode(asked, quote_via=quote)}"


_ENGINES = {
    "google-news": _Engine(address=_google, words=30, characters=250, entities=20),
    "bing-news": _Engine(address=_bing, words=10, characters=250, entities=20),
    "gdelt": _Engine(address=_gdelt, words=30, characters=200, entities=8, english=True, apart_s=5.0),
}
