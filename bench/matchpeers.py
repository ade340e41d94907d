"""Other ways to find names in texts, each behind one signature: names in, a function from a text to its finds out.

A find is (start, end) in the original text. Each does what its users do: no boundaries beyond its own, no languages.
"""

from __future__ import annotations

import importlib.util
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

Finds = list[tuple[int, int]]
Search = Callable[[str], Finds]

_NEEDS = {
    "automaton": "ahocorasick_rs",
    "flashtext2": "flashtext2",
    "pyahocorasick": "ahocorasick",
    "spacy": "spacy",
}


def available() -> tuple[dict[str, Callable[[Sequence[str]], Search]], list[str]]:
    """Makers by name of what is installed here, and a line for each that is not."""
    makers = {"automaton": automaton, "flashtext2": flashtext2, "pyahocorasick": pyahocorasick, "spacy": spacy}
    missing = [name for name, module in _NEEDS.items() if importlib.util.find_spec(module) is None]
    told = [f"{name} is not installed: uv pip install --group bench" for name in missing]
    return {name: maker for name, maker in makers.items() if name not in missing}, told


def automaton(names: Sequence[str]) -> Search:
    """The least that can be done with the fastest means: a table look-up a character, ahocorasick_rs as a DFA (half a
    gigabyte at 100,000 names), and letters beside a find drop it. No plurals, particles, capitals, Korean borders, and
    wrong places where folding changes the length.
    """
    import ahocorasick_rs

    table = np.array([ord((_fold(chr(code))[0] or " ")[0]) for code in range(0x10000)]).astype(np.uint16)
    table[0xD800:0xE000] = ord(" ")
    narrow = np.where(table[:0x100] < 0x100, table[:0x100], ord(" ")).astype(np.uint8).tobytes()

    def fold(text: str) -> str:
        try:
            return text.encode("latin-1").translate(narrow).decode("latin-1")
        except UnicodeEncodeError:
            codes = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype="<u2")
            return table.take(codes, mode="clip").tobytes().decode("utf-16-le")

    patterns = sorted({key for name in names if (key := fold(name)).strip()})
    automaton: Any = ahocorasick_rs.AhoCorasick(patterns, implementation=ahocorasick_rs.Implementation.DFA)

    def search(text: str) -> Finds:
        folded = fold(text)
        finds = automaton.find_matches_as_indexes(folded, overlapping=True)
        return [
            (start, end)
            for _, start, end in finds
            if not (folded[start - 1 : start].isalnum() or folded[end : end + 1].isalnum())
        ]

    return search


def flashtext2(names: Sequence[str]) -> Search:
    """Words in a trie, in Rust; folds the case, nothing else."""
    from flashtext2 import KeywordProcessor

    processor: Any = KeywordProcessor(case_sensitive=False)
    processor.add_keywords_from_iter(names)

    def search(text: str) -> Finds:
        return [(start, end) for _, start, end in processor.extract_keywords_with_span(text)]

    return search


def pyahocorasick(names: Sequence[str]) -> Search:
    """An automaton in C over a text that is folded character by character, with the places of all characters kept."""
    import ahocorasick

    automaton: Any = ahocorasick.Automaton()
    for name in names:
        key, _ = _fold(name)
        if key:
            automaton.add_word(key, len(key))
    automaton.make_automaton()

    def search(text: str) -> Finds:
        folded, places = _fold(text)
        finds = []
        for last, length in automaton.iter(folded):
            start, end = last + 1 - length, last + 1
            if not (folded[start - 1 : start].isalnum() or folded[end : end + 1].isalnum()):
                finds.append((places[start], places[last] + 1))
        return finds

    return search


def _fold(text: str) -> tuple[str, list[int]]:
    folded: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        for part in unicodedata.normalize("NFKD", char).casefold():
            if not unicodedata.combining(part):
                folded.append(part)
                places.append(place)
    return "".join(folded), places


def spacy(names: Sequence[str]) -> Search:
    """Tokens, then phrases of them in lower case."""
    from spacy import blank
    from spacy.matcher import PhraseMatcher

    language: Any = blank("xx")
    matcher: Any = PhraseMatcher(language.vocab, attr="LOWER")
    matcher.add("names", list(language.tokenizer.pipe(names)))

    def search(text: str) -> Finds:
        document = language.make_doc(text)
        spans = (document[start:end] for _, start, end in matcher(document))
        return [(span.start_char, span.end_char) for span in spans]

    return search
