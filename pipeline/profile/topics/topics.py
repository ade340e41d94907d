"""Topics: the shipped themes that the seeds activate, and the seeds' own terms."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from pipeline.model.profile import Grade, Topic
from pipeline.model.seed import ParagraphKind, SeedText
from pipeline.profile.tokens import stem
from pipeline.profile.topics.ownterms import own_terms
from pipeline.profile.topics.themes import Theme, themes

_HITS = 3  # distinct terms of a theme that must be met
_HITS_AT_ONCE = 2  # of them in one seed: else a large set activates every theme
_SHARE = 0.1  # of a large set's seeds that must show the theme
_LARGE = 10  # seeds
_CORE_HITS = 6
_CORE_SHARE = 0.4
_WIDE = 0.5  # of the seeds: a theme met in more runs through the set
_STRONG_HITS = 4  # distinct terms by which one seed is about the theme ...
_STRONG_PLACES = 3  # ... when they stand in so many of its paragraphs, or
_STRONG_TIMES = 1.5  # ... are met so many times each, on average;
_SURELY_STRONG = 5  # so many terms need neither
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_LETTER = re.compile("[가-힣A-Za-z]")
_READ = frozenset({ParagraphKind.BODY, ParagraphKind.HEADING})


@dataclass(frozen=True, slots=True)
class _Met:
    """What one seed shows of a theme."""

    terms: Counter[str]
    places: frozenset[int]  # paragraphs that hold a term

    @property
    def is_shown(self) -> bool:
        return len(self.terms) >= _HITS_AT_ONCE

    @property
    def is_strong(self) -> bool:
        """More than a side remark: many terms, and either spread or repeated."""
        repeated = self.terms.total() >= _STRONG_TIMES * len(self.terms)
        dwelt_on = repeated or len(self.places) >= _STRONG_PLACES
        return len(self.terms) >= (_STRONG_HITS if dwelt_on else _SURELY_STRONG)


def learn_topics(seeds: Sequence[SeedText], names: frozenset[str]) -> tuple[Topic, ...]:
    """Activated themes, strongest first, and one topic of the seeds' own terms; ``names`` are words of names."""
    hits: dict[str, dict[str, _Met]] = defaultdict(dict)  # theme -> seed -> what is met
    for seed in seeds:
        for theme, met in _theme_hits(seed).items():
            hits[theme][seed.id] = met
    by_id = {theme.id: theme for theme in themes()}
    found = [_topic(by_id[theme], met, len(seeds)) for theme, met in hits.items() if _is_active(met, len(seeds))]
    found.sort(key=lambda topic: (list(Grade).index(topic.grade), -len(topic.seeds), topic.id))
    own = own_terms([(seed, _texts(seed)) for seed in seeds], names, _terms_by_language(found))
    if own:
        ids = tuple(seed.id for seed in seeds)
        # Officials, revenue, parcels: beside a theme that runs through the seeds such words add weight and decide
        # nothing. Where no theme is known to be theirs, they are all there is.
        grade = Grade.BACKGROUND if any(topic.grade is Grade.CORE for topic in found) else Grade.SECONDARY
        name = "The seeds' own terms"
        found.append(Topic(id="own-terms", name=name, origin="seeds", terms=own, seeds=ids, grade=grade))
    return tuple(found)


def _terms_by_language(topics: Sequence[Topic]) -> dict[str, list[str]]:
    terms: dict[str, list[str]] = defaultdict(list)
    for topic in topics:
        for term in topic.terms:
            terms[term.language].append(term.form)
    return terms


def _texts(seed: SeedText) -> list[tuple[str, str]]:
    """(text, language) of the paragraphs that speak of the matter."""
    return [(part.text, part.language) for part in seed.paragraphs if part.kind in _READ]


def _is_active(met: dict[str, _Met], seeds: int) -> bool:
    shown = [seed for seed, found in met.items() if found.is_shown]
    return _distinct(met) >= _HITS and bool(shown) and (seeds <= _LARGE or len(shown) >= _SHARE * seeds)


def _distinct(met: dict[str, _Met]) -> int:
    return len({term for found in met.values() for term in found.terms})


def _topic(theme: Theme, met: dict[str, _Met], seeds: int) -> Topic:
    shown = sorted(seed for seed, found in met.items() if found.is_shown)
    return Topic(
        id=theme.id, name=theme.name, grade=_grade(met, len(shown) / seeds), terms=theme.terms, seeds=tuple(shown)
    )


def _grade(met: dict[str, _Met], share: float) -> Grade:
    """By the best seed as well as by all: one strong seed keeps a theme; side remarks, however many, make no core."""
    strong = any(found.is_strong for found in met.values())
    if _distinct(met) >= _CORE_HITS and (share > _WIDE or (strong and share >= _CORE_SHARE)):
        return Grade.CORE
    return Grade.SECONDARY if strong or share >= _WIDE else Grade.BACKGROUND


def _theme_hits(seed: SeedText) -> dict[str, _Met]:
    """Theme -> what the seed holds of it."""
    terms: dict[str, Counter[str]] = defaultdict(Counter)
    places: dict[str, set[int]] = defaultdict(set)
    for place, (text, language) in enumerate(_texts(seed)):
        for theme, term in _korean_terms(text) if language == "ko" else _latin_terms(text, language):
            terms[theme][term] += 1
            places[theme].add(place)
    return {theme: _Met(counts, frozenset(places[theme])) for theme, counts in terms.items()}


def _latin_terms(text: str, language: str) -> Iterator[tuple[str, str]]:
    table = _latin_table("es" if language == "es" else "en")
    stems = [stem(word) for word in _WORD.findall(text)]
    for first in range(len(stems)):
        for size in (1, 2, 3, 4, 5):
            phrase = " ".join(stems[first : first + size])
            for theme in table.get(phrase, ()) if first + size <= len(stems) else ():
                yield theme, phrase


@cache
def _latin_table(language: str) -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for theme in themes():
        for term in theme.terms:
            if term.language == language:
                phrase = " ".join(stem(word) for word in _WORD.findall(term.form))
                table[phrase] = tuple(dict.fromkeys((*table.get(phrase, ()), theme.id)))
    return table


def _korean_terms(text: str) -> Iterator[tuple[str, str]]:
    """(theme, term) of the terms at which a word begins; endings may follow."""
    automaton, terms = _korean_table()
    found = automaton.find_matches_as_indexes(text, overlapping=True)
    begun = {index for index, start, _ in found if not _LETTER.match(text[start - 1 : start])}
    yield from (terms[index] for index in sorted(begun))


@cache
def _korean_table() -> tuple[AhoCorasick, tuple[tuple[str, str], ...]]:
    terms = tuple((theme.id, term.form) for theme in themes() for term in theme.terms if term.language == "ko")
    return AhoCorasick([form for _, form in terms], matchkind=MatchKind.Standard), terms
