"""The seeds' own terms: phrases of one to three words that are commoner in the seeds than in the language."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pipeline.model.profile import TopicTerm
from pipeline.model.seed import SeedText
from pipeline.profile.tokens import stem
from pipeline.profile.topics.phrases import phrases_of, verbs_in, zipf

_MOST = 24  # terms of one language
_A_SEED = 6  # best terms of one seed that compete for the list
_RARITY = 7.2  # zipf of the commonest words there are
_BOOST = {1: 0.75, 2: 1.35, 3: 1.25}
_AKIN = {1: 1.35, 2: 1.35, 3: 1.25}  # for words that the themes of these seeds are told by as well
_LEAST_SMALL = 0.5  # of a term's places: one that is written with capitals more often is a name
_LINKS = frozenset({"of", "de", "del", "la"})
_LANGUAGES = ("en", "es", "ko")


class _Counts:
    """What is counted of one language."""

    def __init__(self) -> None:
        self.terms: Counter[str] = Counter()
        self.capital: Counter[str] = Counter()
        self.shapes: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.best: dict[str, float] = {}  # term -> its score in the seed that has most of it


def own_terms(
    seeds: Sequence[tuple[SeedText, list[tuple[str, str]]]],
    names: frozenset[str],
    themes: Mapping[str, Iterable[str]],
) -> tuple[TopicTerm, ...]:
    """Rank phrases by their count against how rare their words are in the language, in each seed and overall.

    ``seeds`` come with their (text, language) paragraphs; words of ``names`` are no topics. ``themes``: language -> the
    terms of the themes that the seeds have activated; what is made of their words is rather of the matter.
    """
    names |= verbs_in(text for _, texts in seeds for text, own in texts if own == "en")
    found: list[TopicTerm] = []
    for language in _LANGUAGES:
        akin = _words(themes.get(language, ()), language)
        counts = _count(seeds, language, names, akin)
        found += [
            TopicTerm(form=counts.shapes[term].most_common(1)[0][0], language=language)
            for term in _chosen(counts, language, akin)
        ]
    return tuple(found)


def _words(terms: Iterable[str], language: str) -> frozenset[str]:
    if language == "ko":
        return frozenset(terms)
    return frozenset(stem(word) for term in terms for word in term.split() if len(word) > 3)


def _count(
    seeds: Sequence[tuple[SeedText, list[tuple[str, str]]]], language: str, names: frozenset[str], akin: frozenset[str]
) -> _Counts:
    counts = _Counts()
    for _, texts in seeds:
        own: Counter[str] = Counter()
        for text in (text for text, written in texts if written == language):
            for term, shape, capital in phrases_of(text, language, names):
                own[term] += 1
                counts.shapes[term][shape] += 1
                counts.capital[term] += capital
        counts.terms.update(own)
        for term, value in _top(own, language, akin, _A_SEED):
            counts.best[term] = max(value, counts.best.get(term, 0.0))
    return counts


def _top(counts: Counter[str], language: str, akin: frozenset[str], most: int) -> list[tuple[str, float]]:
    scored = [(term, _score(term, count, language, akin)) for term, count in counts.items() if count > 1]
    return sorted(scored, key=lambda pair: (-pair[1], pair[0]))[:most]


def _chosen(counts: _Counts, language: str, akin: frozenset[str]) -> list[str]:
    scores = dict(_top(counts.terms, language, akin, 4 * _MOST))
    for term, value in counts.best.items():
        scores[term] = max(scores.get(term, 0.0), value)
    ranked = sorted(scores, key=lambda term: (-scores[term], term))
    kept: list[str] = []
    for term in ranked:
        named = counts.capital[term] > _LEAST_SMALL * counts.terms[term]
        if len(kept) < _MOST and not named and not _is_covered(term, kept, counts.terms):
            kept.append(term)
    return kept


def _is_covered(term: str, kept: list[str], overall: Counter[str]) -> bool:
    """A part of a better term that hardly occurs without it, or a longer form of one that adds little."""
    padded = f" {term} "
    return any(
        (padded in f" {other} " and overall[term] <= 1.6 * overall[other]) or (f" {other} " in padded and " " in other)
        for other in kept
    )


def _score(term: str, count: int, language: str, akin: frozenset[str]) -> float:
    words = [word for word in term.split() if word not in _LINKS]
    if language == "ko":
        kin = 1.35 if any(word in akin for word in (term, *words)) else 1.0
        return (1 + math.log(count)) * (3 + min(len(term), 5) / 3) * kin
    rarity = sum(_RARITY - zipf(word, language) for word in words) / len(words)
    kin = _AKIN[min(len(words), 3)] if all(stem(word) in akin for word in words) else 1.0
    return (1 + math.log(count)) * rarity * _BOOST[min(len(words), 3)] * kin
