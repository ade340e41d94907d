"""Other ways to find names in texts, each behind one signature: names in, a function from a text to its finds out.

A find is (start, end) in the original text. Each does what its users do: no boundaries beyond its own, no languages.
"""

from __future__ import annotations

import importlib.util
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

Finds = list[tuple[int, int]]
Search = Callable[[str], Finds]

_NEEDS = {"flashtext2": "flashtext2", "pyahocorasick": "ahocorasick", "spacy": "spacy"}


def available() -> tuple[dict[str, Callable[[Sequence[str]], Search]], list[str]]:
    """Makers by name of what is installed here, and a line for each that is not."""
    makers = {"flashtext2": flashtext2, "pyahocorasick": pyahocorasick, "spacy": spacy}
    missing = [name for name, module in _NEEDS.items() if importlib.util.find_spec(module) is None]
    told = [f"{name} is not installed: uv pip install --group bench" for name in missing]
    return {name: maker for name, maker in makers.items() if name not in missing}, told


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
