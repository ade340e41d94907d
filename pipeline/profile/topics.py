"""Topics: the shipped themes that the seeds activate, and the seeds' own terms."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from pipeline.model.profile import Grade, Topic
from pipeline.model.seed import ParagraphKind, SeedText
from pipeline.profile.ownterms import own_terms
from pipeline.profile.themes import Theme, themes
from pipeline.profile.tokens import stem

_HITS = 3  # distinct terms of a theme that must be met
_HITS_AT_ONCE = 2  # of them in one seed: else a large set activates every theme
_SHARE = 0.1  # of a large set's seeds that must show the theme
_LARGE = 10  # seeds
_CORE_HITS = 6
_CORE_SHARE = 0.4
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_READ = frozenset({ParagraphKind.BODY, ParagraphKind.HEADING})


def learn_topics(seeds: Sequence[SeedText], names: frozenset[str]) -> tuple[Topic, ...]:
    """Activated themes, strongest first, and one topic of the seeds' own terms; ``names`` are words of names."""
    hits: dict[str, dict[str, set[str]]] = defaultdict(dict)  # theme -> seed -> terms
    for seed in seeds:
        for theme, terms in _theme_hits(seed).items():
            hits[theme][seed.id] = terms
    by_id = {theme.id: theme for theme in themes()}
    found = [_topic(by_id[theme], met, len(seeds)) for theme, met in hits.items() if _is_active(met, len(seeds))]
    found.sort(key=lambda topic: (list(Grade).index(topic.grade), -len(topic.seeds), topic.id))
    own = own_terms([(seed, _texts(seed)) for seed in seeds], names)
    if own:
        ids = tuple(seed.id for seed in seeds)
        found.append(Topic(id="own-terms", name="The seeds' own terms", origin="seeds", terms=own, seeds=ids))
    return tuple(found)


def _texts(seed: SeedText) -> list[tuple[str, str]]:
    """(text, language) of the paragraphs that speak of the matter."""
    return [(part.text, part.language) for part in seed.paragraphs if part.kind in _READ]


def _is_active(met: dict[str, set[str]], seeds: int) -> bool:
    distinct = set().union(*met.values())
    shown = [seed for seed, terms in met.items() if len(terms) >= _HITS_AT_ONCE]
    return len(distinct) >= _HITS and bool(shown) and (seeds <= _LARGE or len(shown) >= _SHARE * seeds)


def _topic(theme: Theme, met: dict[str, set[str]], seeds: int) -> Topic:
    distinct = len(set().union(*met.values()))
    shown = sorted(seed for seed, terms in met.items() if len(terms) >= _HITS_AT_ONCE)
    grade = Grade.SECONDARY
    if distinct >= _CORE_HITS and len(shown) >= _CORE_SHARE * seeds:
        grade = Grade.CORE
    elif distinct < _CORE_HITS and len(shown) * 5 <= seeds:
        grade = Grade.BACKGROUND
    return Topic(id=theme.id, name=theme.name, grade=grade, terms=theme.terms, seeds=tuple(shown))


def _theme_hits(seed: SeedText) -> dict[str, set[str]]:
    """Theme -> its terms that the seed holds."""
    hits: dict[str, set[str]] = defaultdict(set)
    for text, language in _texts(seed):
        found = _korean_terms(text) if language == "ko" else _latin_terms(text, language)
        for theme, term in found:
            hits[theme].add(term)
    return hits


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
    for theme, term, pattern in _korean_table():
        if term in text and pattern.search(text):
            yield theme, term


@cache
def _korean_table() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple(
        (theme.id, term.form, re.compile(rf"(?<![가-힣A-Za-z]){re.escape(term.form)}"))
        for theme in themes()
        for term in theme.terms
        if term.language == "ko"
    )
