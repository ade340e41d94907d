"""The sentence of an article that shows best why it was found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from pipeline.model.digest import Piece
from pipeline.text.sentences import sentence_spans

Span = tuple[int, int]
Marks = Sequence[tuple[Span, int]]  # where something stands in the text, and which part of the query it answers

_LONGEST = 260  # characters shown
_BEFORE = 90  # ... of them before the first mark, in a sentence that is longer
_LOOKED_AT = 12  # marks, from the first on
_AROUND = 300  # characters to each side of a mark in which its sentence is sought: some pages are one line
_ELLIPSIS = "…"


def mark(text: str, spans: Sequence[Span], start: int = 0, end: int | None = None) -> tuple[Piece, ...]:
    """Cut ``text[start:end]`` into pieces, the spans marked. Spans are in order; of those that overlap one piece."""
    end = len(text) if end is None else end
    pieces: list[Piece] = []
    done = start
    for left, right in _united(spans):
        if start <= left < end:
            pieces += (Piece(text=text[done:left]), Piece(text=text[left : min(right, end)], marked=True))
            done = min(right, end)
    pieces.append(Piece(text=text[done:end]))
    return tuple(piece for piece in pieces if piece.text)


def snippet(text: str, marks: Marks) -> tuple[Piece, ...]:
    """Give the sentence with marks of the most parts of the query, the first of several; () without marks.

    A long one is cut around its first mark, with ellipses where it was.
    """
    best: Span | None = None
    parts_of_best: set[int] = set()
    for sentence, parts in _sentences(text, islice(marks, _LOOKED_AT)):
        if len(parts) > len(parts_of_best):
            best, parts_of_best = sentence, parts
    if best is None:
        return ()
    spans = [span for span, _ in marks if best[0] <= span[0] < best[1]]
    start, end = _cut(text, best, spans[0][0])
    before = (Piece(text=f"{_ELLIPSIS} "),) if start > best[0] else ()
    after = (Piece(text=f" {_ELLIPSIS}"),) if end < best[1] else ()
    return (*before, *mark(text, spans, start, end), *after)


def _united(spans: Sequence[Span]) -> Iterator[Span]:
    start, end = -1, -1
    for left, right in sorted(spans):
        if left > end:
            if start >= 0:
                yield start, end
            start = left
        end = max(end, right)
    if start >= 0:
        yield start, end


def _sentences(text: str, marks: Iterator[tuple[Span, int]]) -> Iterator[tuple[Span, set[int]]]:
    """Give the sentences with marks, and which parts of the query they answer."""
    sentence: Span = (0, 0)
    parts: set[int] = set()
    for (start, _), part in marks:
        if start >= sentence[1]:
            if parts:
                yield sentence, parts
            sentence, parts = _sentence_at(text, start), set()
        parts.add(part)
    if parts:
        yield sentence, parts


def _sentence_at(text: str, place: int) -> Span:
    left = max(text.rfind("\n", 0, place) + 1, place - _AROUND)
    right = text.find("\n", place)
    line = text[left : min(right if right >= 0 else len(text), place + _AROUND)]
    for start, end in sentence_spans(line):
        if left + start <= place < left + end:
            return left + start, left + end
    return place, place + 1  # not reached by words: every sign but white space is in a sentence


def _cut(text: str, sentence: Span, first: int) -> Span:
    start, end = sentence
    if end - start <= _LONGEST:
        return sentence
    if first - start > _BEFORE:
        blank = text.find(" ", first - _BEFORE, first)
        start = blank + 1 if blank >= 0 else first - _BEFORE
    if end - start > _LONGEST:
        blank = text.rfind(" ", first + 1, start + _LONGEST)
        end = blank if blank >= 0 else start + _LONGEST
    return start, end
