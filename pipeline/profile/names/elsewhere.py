"""How else a seed writes a word: small, as a name of its own, or again with the same number.

Each table is made once a seed, for a question to it is asked of every sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

_SMALL = re.compile(r"\b[^\W\d_A-Z]{4,}\b")
_RUN = re.compile(r"\b[A-Z][\w\-]*(?: [A-Z][\w\-]*)*")
_NUMBERED = re.compile(r"\b\d{3} [A-Za-z]\w*")


@lru_cache(maxsize=4)
def small_words(raw: str) -> frozenset[str]:
    """All words of four letters and more that are written without capitals somewhere."""
    return frozenset(_SMALL.findall(raw))


@lru_cache(maxsize=4)
def capital_runs(raw: str) -> Counter[str]:
    """Runs of words with capitals, and how often each stands by itself."""
    return Counter(_RUN.findall(raw))


@lru_cache(maxsize=4)
def numbered_words(raw: str) -> Counter[str]:
    """Three digits and the word behind them, in small letters: "737 max"."""
    return Counter(found.lower() for found in _NUMBERED.findall(raw))
