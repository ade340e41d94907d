"""How common words are, by wordfreq: the one door to it, since its data is frozen and may be replaced one day."""

from __future__ import annotations

from functools import cache
from typing import Any


def zipf_frequency(words: str, language: str) -> float:
    """The Zipf frequency of a word or phrase: 10 + log10 of its share of all words; 0 for one that is not known."""
    return float(_library().zipf_frequency(words, language))


@cache
def _library() -> Any:
    # Imported here: only learning asks, and a service that never learns need not hold its tables.
    import wordfreq

    return wordfreq
