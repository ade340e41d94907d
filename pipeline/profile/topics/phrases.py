"""A paragraph in; the phrases of one to three words that may be terms of a matter out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files

from pipeline.profile import lexicon
from pipeline.profile.frequency import zipf_frequency
from pipeline.profile.names.korean import is_noun_like, strip_particles
from pipeline.profile.tokens import key_of

Phrase = tuple[str, str, bool]  # (lemmas, as written but small, whether every word of it has a capital)

_COMMONEST = 5.3  # zipf: a lone word more common than this says nothing: "world", "company"
_COMMON_VERB = 4.4  # from which a form in -ing or -ed is a verb rather than a trade: growing, not shipbuilding
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|[.,;:()\"“”!?–—]")
_LINKS = frozenset({"of", "de", "del", "la"})
# Words of reporting, of time and of measure that every text is full of.
_EMPTY = lexicon.word_set(
    "say said says tell told report reported announce announced add added explain year years month months week "
    "day days people time part way thing today number percent million billion thousand trillion first last new "
    "former including accord according several various statement also decir dijo señaló indicó afirmó sostuvo "
    "agregó explicó informó año años mes meses día días semana millones mil parte vez persona personas nuevo "
    "nueva primer primera gran tras ayer hoy article this that will would make take use include hold seek become "
    "give come go get see know continue expect hacer realizar tener haber poder deber dar ver ir llegar seguir "
    "two three four five six seven eight nine ten dozen hour kilometre kilometer metre meter tonne ton "
    "approximately currently respective following main end side well overseas comprehensive country countries "
    "important major key global local recent significant total additional potential possible current future "
    "general various different several overall large-scale second-largest largest biggest milestone ambition aspect "
    "alternative expertise company firm stance leadership challenge opportunity effort role empresa país países "
    "importante principal global local reciente significativo total futuro "
    "próximo próxima actual general diferente aspecto condición fase etapa fecha"
)
_AFTER_AUXILIARY = re.compile(r"\b(?:to|will|would|can|could|should|must|may|might|not) ([a-z]{3,})\b")
# Finite forms but those in -ía, which would take "minería" and "energía" with them.
_SPANISH_VERB = re.compile(
    r"(?:[^\W\d_]{2,}(?:ó|(?:a|e|i)rán?|(?:a|ie)ron|(?:a|ie)ndo|aban?|(?:a|i)r(?:se|lo|la|los|las)))"
)
_NOUNS_IN_ING = lexicon.word_set(
    "meeting building hearing finding opening understanding setting offering beginning meaning spending living "
    "writing reading binding standing servicing financing"
)
_PARTICIPLE_TAIL = ("ado", "ada", "ido", "ida", "ados", "adas", "idos", "idas")


def verbs_in(texts: Iterable[str]) -> frozenset[str]:
    """Words that English texts use as verbs, with their endings: they are no terms ("to strengthen", "hopes")."""
    stems = {verb for text in texts for verb in _AFTER_AUXILIARY.findall(text)}
    verbs = {form for stem in stems for form in _verb_forms(stem)}
    return frozenset(verbs - {stem for stem in stems if zipf_frequency(stem, "en") < 3})


def phrases_of(text: str, language: str, names: frozenset[str]) -> Iterator[Phrase]:
    """All phrases of a paragraph that neither begin nor end with an empty word; words of ``names`` are no terms."""
    if language == "ko":
        yield from _korean_phrases(text, names)
    else:
        yield from _latin_phrases(text, language, names)


def _latin_phrases(text: str, language: str, names: frozenset[str]) -> Iterator[Phrase]:
    words = _WORD.findall(text)
    keys = [_usable(word, language, names) for word in words]
    starts = _starts(words)
    for first in range(len(words)):
        for size in (1, 2, 3):
            part = keys[first : first + size]
            if len(part) < size or not part[0] or not part[-1] or not _holds_together(words, keys, first, size):
                continue
            if any(_is_verb(words[place].lower(), language) for place in (first, first + size - 1)):
                continue
            if size == 1 and not _says_enough(words[first].lower(), language):
                continue
            term = " ".join(key or words[first + place].lower() for place, key in enumerate(part))
            written = words[first : first + size]
            yield term, " ".join(written).lower(), _is_capital(written, starts[first])


def _starts(words: list[str]) -> list[bool]:
    """Whether each word begins a sentence, where a capital says nothing."""
    return [place == 0 or words[place - 1] in '.!?:“"' for place in range(len(words))]


def _is_capital(written: list[str], at_start: bool) -> bool:
    """Whether a phrase is written like a name; a lone word at the start of a sentence is not."""
    telling = written[1:] if at_start else written
    return bool(telling) and all(word[0].isupper() for word in telling if word.lower() not in _LINKS)


def _holds_together(words: list[str], keys: list[str], first: int, size: int) -> bool:
    return size < 3 or bool(keys[first + 1]) or words[first + 1].lower() in _LINKS


def _usable(word: str, language: str, names: frozenset[str]) -> str:
    """The lemma, or "" for marks, empty words and words of names."""
    low = word.lower()
    key = key_of(low)
    if len(low) < 3 or not low[0].isalpha() or key in lexicon.FUNCTION_WORDS or key in lexicon.CALENDAR:
        return ""
    if key in names or low in _EMPTY or key in lexicon.TITLES or any(part in names for part in key.split("-")):
        return ""
    lemma = singular(low)
    return "" if lemma in _EMPTY or (zipf(low, language) > 6 and len(low) < 6) else lemma


def singular(word: str) -> str:
    """The plural's -s off, in English and Spanish; what is left is a word whose rarity can be looked up."""
    if len(word) < 5 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    return word[:-3] + "y" if word.endswith("ies") else word[:-1]


@lru_cache(maxsize=50_000)
def zipf(word: str, language: str) -> float:
    """``zipf_frequency``, remembered."""
    return zipf_frequency(word, language)


def _says_enough(word: str, language: str) -> bool:
    """Whether a lone word is a term: not too common, no role, no abbreviation, no form of a verb, no adverb."""
    key = key_of(word)
    if zipf(word, language) > _COMMONEST or key in lexicon.ROLE_NOUNS or key in lexicon.CONCEPT_ACRONYMS:
        return False
    if language == "es":
        return not word.endswith(("mente", *_PARTICIPLE_TAIL))
    return not (word.endswith(("ing", "ed")) and zipf(word, language) > _COMMON_VERB) and not word.endswith("ly")


def _is_verb(word: str, language: str) -> bool:
    return bool(_SPANISH_VERB.fullmatch(word)) if language == "es" else word in _common_verbs()


@cache
def _common_verbs() -> frozenset[str]:
    table = files("pipeline.profile.topics").joinpath("verbs.txt").read_text(encoding="utf-8")
    lines = (line for line in table.splitlines() if not line.startswith("#"))
    forms = frozenset(form for line in lines for stem in line.split() for form in _verb_forms(stem))
    return forms - _NOUNS_IN_ING


def _verb_forms(stem: str) -> Iterator[str]:
    """The forms of a regular verb; some that do not exist hurt nobody."""
    yield from (stem + ending for ending in ("", "s", "es", "d", "ed", "ing"))
    yield stem[:-1] + "ing"
    yield stem + stem[-1:] + "ing"
    yield stem + stem[-1:] + "ed"
    if stem.endswith("y"):
        yield from (stem[:-1] + "ies", stem[:-1] + "ied")


def _korean_phrases(text: str, names: frozenset[str]) -> Iterator[Phrase]:
    written = re.findall(r"[가-힣]+", text)
    words = [strip_particles(word) for word in written]
    usable = [
        word if is_noun_like(word) and whole not in names and not _is_named(word, names) else ""
        for word, whole in zip(words, written, strict=True)
    ]
    for first, word in enumerate(usable):
        if word:
            yield word, word, False
            if first + 1 < len(usable) and usable[first + 1]:
                yield f"{word} {usable[first + 1]}", f"{word} {usable[first + 1]}", False


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
