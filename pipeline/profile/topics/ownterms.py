"""The seeds' own terms: phrases of one to three words that are commoner in the seeds than in the language."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from pipeline.model.profile import TopicTerm
from pipeline.model.seed import SeedText
from pipeline.profile import lexicon
from pipeline.profile.frequency import zipf_frequency
from pipeline.profile.names.korean import is_noun_like, strip_particles
from pipeline.profile.tokens import key_of

_MOST = 24  # terms of one language
_A_SEED = 6  # best terms of one seed that compete for the list
_RARITY = 7.2  # zipf of the commonest words there are
_COMMONEST = 5.3  # a lone word more common than this says nothing: "world", "company"
_COMMON_VERB = 4.4  # zipf from which a form in -ing or -ed is a verb rather than a trade: growing, not shipbuilding
_BOOST = {1: 0.75, 2: 1.35, 3: 1.25}
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|[.,;:()\"“”!?–—]")
_LINKS = frozenset({"of", "de", "del", "la", "and", "y"})
# Verbs and nouns of reporting and of time that every text is full of.
_EMPTY = lexicon.word_set(
    "say said says tell told report reported announce announced add added explain year years month months week "
    "day days people time part way thing today number percent million billion thousand trillion first last new "
    "former including accord according several various statement also decir dijo señaló indicó afirmó sostuvo "
    "agregó explicó informó año años mes meses día días semana millones mil parte vez persona personas nuevo "
    "nueva primer primera gran tras ayer hoy article this that will would make take use include hold seek become "
    "give come go get see know continue expect hacer realizar tener haber poder deber dar ver ir llegar seguir "
    "two three four hour approximately currently respective following main end side well"
)


def own_terms(seeds: Sequence[tuple[SeedText, list[tuple[str, str]]]], names: frozenset[str]) -> tuple[TopicTerm, ...]:
    """Rank phrases by their count against how rare their words are in the language, in each seed and overall.

    ``seeds`` come with their (text, language) paragraphs; words of ``names`` are no topics.
    """
    names |= _verbs(text for _, texts in seeds for text, own in texts if own == "en")
    overall: dict[str, Counter[str]] = defaultdict(Counter)
    best: dict[str, dict[str, float]] = defaultdict(dict)
    shapes: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for _, texts in seeds:
        for language in ("en", "es", "ko"):
            counts = _counted((text for text, own in texts if own == language), language, names, shapes[language])
            overall[language].update(counts)
            for term, value in _top(counts, language, _A_SEED):
                best[language][term] = max(value, best[language].get(term, 0.0))
    return tuple(
        TopicTerm(form=shapes[language][term].most_common(1)[0][0], language=language)
        for language in ("en", "es", "ko")
        for term in _chosen(overall[language], best[language], language)
    )


_AFTER_AUXILIARY = re.compile(r"\b(?:to|will|would|can|could|should|must|may|might|not) ([a-z]{3,})\b")


def _verbs(texts: Iterable[str]) -> frozenset[str]:
    """Words that the texts use as verbs, with their endings: they are no terms ("to strengthen", "hopes")."""
    stems = {verb for text in texts for verb in _AFTER_AUXILIARY.findall(text)}
    endings = ("", "s", "d", "ed", "ing")
    verbs = {stem + ending for stem in stems for ending in endings} | {stem[:-1] + "ing" for stem in stems}
    return frozenset(verbs - {stem for stem in stems if _zipf(stem, "en") < 3})


def _counted(
    texts: Iterable[str], language: str, names: frozenset[str], shapes: dict[str, Counter[str]]
) -> Counter[str]:
    counts: Counter[str] = Counter()
    phrases = _korean_phrases if language == "ko" else _phrases
    for text in texts:
        for term, shape in phrases(text, language, names):
            counts[term] += 1
            shapes[term][shape] += 1
    return counts


def _top(counts: Counter[str], language: str, most: int) -> list[tuple[str, float]]:
    scored = [(term, _score(term, count, language)) for term, count in counts.items() if count > 1]
    return sorted(scored, key=lambda pair: (-pair[1], pair[0]))[:most]


def _chosen(overall: Counter[str], best: dict[str, float], language: str) -> list[str]:
    scores = dict(_top(overall, language, 4 * _MOST))
    for term, value in best.items():
        scores[term] = max(scores.get(term, 0.0), value)
    ranked = sorted(scores, key=lambda term: (-scores[term], term))
    kept: list[str] = []
    for term in ranked:
        if len(kept) < _MOST and not _is_covered(term, kept, overall):
            kept.append(term)
    return kept


def _is_covered(term: str, kept: list[str], overall: Counter[str]) -> bool:
    """A part of a better term that hardly occurs without it, or a longer form of one that adds little."""
    padded = f" {term} "
    return any(
        (padded in f" {other} " and overall[term] <= 1.6 * overall[other]) or (f" {other} " in padded and " " in other)
        for other in kept
    )


def _score(term: str, count: int, language: str) -> float:
    words = [word for word in term.split() if word not in _LINKS]
    if language == "ko":
        return (1 + math.log(count)) * (3 + min(len(term), 5) / 3)
    rarity = sum(_RARITY - _zipf(word, language) for word in words) / len(words)
    return (1 + math.log(count)) * rarity * _BOOST[min(len(words), 3)]


@lru_cache(maxsize=50_000)
def _zipf(word: str, language: str) -> float:
    return zipf_frequency(word, language)


def _phrases(text: str, language: str, names: frozenset[str]) -> Iterator[tuple[str, str]]:
    """(lemmas, as written) of all phrases that neither begin nor end with an empty word."""
    words = _WORD.findall(text)
    keys = [_usable(word, language, names) for word in words]
    for first in range(len(words)):
        for size in (1, 2, 3):
            part = keys[first : first + size]
            if len(part) < size or not part[0] or not part[-1]:
                continue
            middle = words[first + 1].lower() if size == 3 else ""
            if size == 3 and not part[1] and middle not in _LINKS:
                continue
            if size == 1 and not _says_enough(words[first].lower(), language):
                continue
            term = " ".join(key or words[first + place].lower() for place, key in enumerate(part))
            yield term, " ".join(words[first : first + size]).lower()


def _singular(word: str) -> str:
    """The plural's -s off, in English and Spanish; what is left is a word whose rarity can be looked up."""
    if len(word) < 5 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    return word[:-3] + "y" if word.endswith("ies") else word[:-1]


def _says_enough(word: str, language: str) -> bool:
    """Whether a lone word is a term: not too common, no role, no abbreviation, no form of a verb."""
    key = key_of(word)
    if _zipf(word, language) > _COMMONEST or key in lexicon.ROLE_NOUNS or key in lexicon.CONCEPT_ACRONYMS:
        return False
    return not (language == "en" and word.endswith(("ing", "ed")) and _zipf(word, language) > _COMMON_VERB)


def _usable(word: str, language: str, names: frozenset[str]) -> str:
    """The lemma, or "" for marks, empty words and words of names."""
    low = word.lower()
    key = key_of(low)
    if len(low) < 3 or not low[0].isalpha() or key in lexicon.FUNCTION_WORDS or key in lexicon.CALENDAR:
        return ""
    if key in names or low in _EMPTY or key in lexicon.TITLES or any(part in names for part in key.split("-")):
        return ""
    lemma = _singular(low)
    return "" if lemma in _EMPTY or (_zipf(low, language) > 6 and len(low) < 6) else lemma


def _korean_phrases(text: str, language: str, names: frozenset[str]) -> Iterator[tuple[str, str]]:
    words = [strip_particles(word) for word in re.findall(r"[가-힣]+", text)]
    usable = [word if is_noun_like(word) and not _is_named(word, names) else "" for word in words]
    for first, word in enumerate(usable):
        if word:
            yield word, word
            if first + 1 < len(usable) and usable[first + 1]:
                yield f"{word} {usable[first + 1]}", f"{word} {usable[first + 1]}"


@lru_cache(maxsize=20_000)
def _is_named(word: str, names: frozenset[str]) -> bool:
    """A name, a name with an ending (보호법상), cut short by at most two syllables, or its usual contraction (위)."""
    if word in names:
        return True
    committee = word[:-1] if word.endswith("위") and len(word) > 3 else ""
    return any(
        (len(name) > 3 and word.startswith(name))
        or (len(word) > 4 and len(word) >= len(name) - 2 and name.startswith(word))
        or (committee and name.endswith("위원회") and name.startswith(committee))
        for name in _by_start(names).get(word[:2], ())
    )


@lru_cache(maxsize=4)
def _by_start(names: frozenset[str]) -> dict[str, list[str]]:
    table: dict[str, list[str]] = defaultdict(list)
    for name in names:
        table[name[:2]].append(name)
    return table
