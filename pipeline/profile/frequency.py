"""How common words are, by wordfreq: the one door to it, since its data is frozen and may be replaced one day."""

from __future__ import annotations

import math
from functools import cache
from typing import Any


def zipf_frequency(words: str, language: str) -> float:
    """The Zipf frequency of a word or phrase: 10 + log10 of its share of all words; 0 for one that is not known."""
    return float(_library().zipf_frequency(words, language))


def korean_frequency(word: str) -> float:
    """The same for one Korean morpheme without ending or particle; 0 for one that is not known.

    The table is read directly: looking up whole words would need an analyser that is not installed.
    """
    share = _korean().get(word, 0.0)
    return round(math.log10(share) + 9, 2) if share else 0.0


@cache
def _korean() -> dict[str, float]:
    return dict(_library().get_frequency_dict("ko"))


@cache
def _library() -> Any:
    # Imported here: only learning asks, and a service that never learns need not hold its tables.
    import wordfreq

    return wordfreq
