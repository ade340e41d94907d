"""How well texts answer a query: BM25, a word of the title counting as several.

BM25F of one stream: Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields" (CIKM 2004).
The counts of a word in title and text are weighted and added before they are damped. Rarity as Lucene has it,
ln(1 + (N - n + 0.5) / (n + 0.5)), which is never negative. Constants as the authors' survey gives them ("The
Probabilistic Relevance Framework", 2009, 3.4: k1 between 1.2 and 2, b between 0.5 and 0.8).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

_K1 = 1.2
_B = 0.6
_TITLE = 4.0  # what a word of the title counts
_LONGER = 0.5  # ... and one that is the begin of a longer word, as tank in tankers

Spans = Sequence[tuple[int, int, bool]]  # start, end, whether it is the whole word


@dataclass(frozen=True, slots=True)
class Answer:
    """Where a text answers a query: spans in its folded title and text, for each part of the query."""

    title: tuple[Spans, ...]
    text: tuple[Spans, ...]
    size: int  # of both, in bytes: by them a Korean text is about as long as its translation


def rarity(total: int, holding: int) -> float:
    """How much it says that a text has a word which ``holding`` of ``total`` texts have."""
    return log(1 + (total - holding + 0.5) / (holding + 0.5))


def score(answer: Answer, rarities: Sequence[float], usual_size: float) -> float:
    """How well a text answers; ``usual_size`` in bytes is that of the texts it is compared with. Above 0."""
    damping = _K1 * (1 - _B + _B * answer.size / usual_size)
    counts = (_TITLE * _count(title) + _count(text) for title, text in zip(answer.title, answer.text, strict=True))
    return sum(rare * count * (_K1 + 1) / (count + damping) for rare, count in zip(rarities, counts, strict=True))


def _count(spans: Spans) -> float:
    return sum(1 if whole else _LONGER for _, _, whole in spans)
