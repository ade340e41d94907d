"""Stretches of an article with the watched names marked where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.digest.hostile import one_line
from pipeline.model.digest import Piece
from pipeline.model.hit import Found, Mention, TextField

Span = tuple[int, int]


def mentions_in(found: Found, field: TextField) -> tuple[Mention, ...]:
    """Give the mentions of one field, by place. One that is not where it says (another version) is left out."""
    text = field_text(found, field)
    held = (mention for mention in found.judgement.mentions if mention.field is field)
    right = (mention for mention in held if text[mention.start : mention.end] == mention.surface != "")
    return tuple(sorted(right, key=lambda mention: (mention.start, -mention.end, mention.entity_id)))


def field_text(found: Found, field: TextField) -> str:
    article = found.article
    return {TextField.TITLE: article.title, TextField.SUMMARY: article.summary, TextField.BODY: article.body}[field]


def marked_pieces(text: str, stretch: Span, mentions: Sequence[Mention]) -> tuple[Piece, ...]:
    """Cut ``text[stretch]`` into pieces, marked where ``mentions`` (ordered by place) stand; all on one line."""
    start, end = stretch
    pieces: list[Piece] = []
    place = start
    for left, right in _merged(mentions, start, end):
        pieces.append(Piece(text=one_line(text[place:left])))
        pieces.append(Piece(text=one_line(text[left:right]), marked=True))
        place = right
    pieces.append(Piece(text=one_line(text[place:end])))
    return tuple(piece for piece in pieces if piece.text)


def _merged(mentions: Sequence[Mention], start: int, end: int) -> Iterator[Span]:
    """Join places that overlap ("Hyundai Rotem" and "Rotem") or touch; only those that lie wholly in [start, end)."""
    place: Span | None = None
    for mention in mentions:
        if mention.start < start or mention.end > end:
            continue
        if place is not None and mention.start <= place[1]:
            place = (place[0], max(place[1], mention.end))
            continue
        if place is not None:
            yield place
        place = (mention.start, mention.end)
    if place is not None:
        yield place
