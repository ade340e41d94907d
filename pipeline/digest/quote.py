"""The two lines of an article that say most about the watch, in the article's own words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.digest.marks import Span, field_text, marked_pieces, mentions_in
from pipeline.digest.shorten import ELLIPSIS, cut_after, cut_before
from pipeline.model.digest import Piece
from pipeline.model.hit import Found, Mention, TextField
from pipeline.text.sentences import sentence_spans

_WORTH_A_CUT = 40  # a shorter beginning of the next sentence tells nothing
_DEPTH = 50_000  # characters of an article that are looked at


@dataclass(frozen=True, slots=True)
class _Room:
    """How many characters a quote has at least, if the article has them, and at most."""

    least: int
    most: int


_LETTERS = _Room(220, 300)
_SYLLABLES = _Room(120, 170)  # twice as wide, and each says as much as two letters
_SYLLABIC = frozenset({"ko", "ja", "zh"})


@dataclass(frozen=True, slots=True)
class _Sentence:
    span: Span
    mentions: tuple[Mention, ...]

    @property
    def weight(self) -> tuple[int, int]:
        return len({mention.entity_id for mention in self.mentions}), len(self.mentions)


def title_pieces(found: Found, limit: int) -> tuple[Piece, ...]:
    """Give the title, at most ``limit`` characters, names marked; () when there is none."""
    title = found.article.title.rstrip()
    start = len(title) - len(title.lstrip())
    end = cut_before(title, start + limit)
    pieces = marked_pieces(title, (start, end), mentions_in(found, TextField.TITLE))
    return (*pieces, Piece(text=f" {ELLIPSIS}")) if end < len(title) else pieces


def quote_pieces(found: Found) -> tuple[Piece, ...]:
    """Give about two lines around the sentence that names most of what is watched; () when there is no text.

    The body is preferred to the feed's summary, an earlier sentence to a later one; a sentence that only repeats the
    headline is passed over. Ellipses stand where a sentence is cut.
    """
    choices = [choice for field in (TextField.BODY, TextField.SUMMARY) if (choice := _choice(found, field))]
    if not choices:
        return ()
    field, sentences, best = max(choices, key=lambda choice: choice[1][choice[2]].weight)
    text = field_text(found, field)
    room = _SYLLABLES if found.article.language in _SYLLABIC else _LETTERS
    start, end = _stretch(text, sentences, best, room)
    pieces = marked_pieces(text, (start, end), mentions_in(found, field))
    opening = () if start in {sentence.span[0] for sentence in sentences} else (Piece(text=f"{ELLIPSIS} "),)
    closing = () if end in {sentence.span[1] for sentence in sentences} else (Piece(text=f" {ELLIPSIS}"),)
    return (*opening, *pieces, *closing)


def _choice(found: Found, field: TextField) -> tuple[TextField, list[_Sentence], int] | None:
    sentences = _sentences(found, field)
    if not sentences:
        return None
    return field, sentences, max(range(len(sentences)), key=lambda index: (sentences[index].weight, -index))


def _sentences(found: Found, field: TextField) -> list[_Sentence]:
    text = field_text(found, field)[:_DEPTH]
    headline = found.article.title.strip()
    spans = [span for span in sentence_spans(text) if text[slice(*span)] != headline]
    mentions = mentions_in(found, field)
    sentences: list[_Sentence] = []
    place = 0
    for start, end in spans:
        while place < len(mentions) and mentions[place].start < start:
            place += 1
        first = place
        while place < len(mentions) and mentions[place].start < end:
            place += 1
        held = tuple(mention for mention in mentions[first:place] if mention.end <= end)
        sentences.append(_Sentence((start, end), held))
    return sentences


def _stretch(text: str, sentences: Sequence[_Sentence], best: int, room: _Room) -> Span:
    start, end = sentences[best].span
    if end - start > room.most:
        return _densest(text, sentences[best], room)
    end = _extended(sentences, best, (start, end), room)
    if end - start < room.least and best and end - sentences[best - 1].span[0] <= room.most:
        start = sentences[best - 1].span[0]
    return start, _with_beginning_of_next(text, sentences, (start, end), room)


def _extended(sentences: Sequence[_Sentence], best: int, stretch: Span, room: _Room) -> int:
    start, end = stretch
    for sentence in sentences[best + 1 :]:
        if end - start >= room.least or sentence.span[1] - start > room.most:
            break
        end = sentence.span[1]
    return end


def _with_beginning_of_next(text: str, sentences: Sequence[_Sentence], stretch: Span, room: _Room) -> int:
    start, end = stretch
    following = next((sentence for sentence in sentences if sentence.span[0] >= end), None)
    if end - start >= room.least or following is None:
        return end
    cut = _cut_end(text, start + room.most, following.mentions)
    return cut if cut - following.span[0] >= _WORTH_A_CUT else end


def _densest(text: str, sentence: _Sentence, room: _Room) -> Span:
    """Cut a long sentence to the stretch with most different names; from its own beginning if they stand there."""
    (start, end), mentions = sentence.span, sentence.mentions
    first, last = _fullest_window(mentions, room.most - _WORTH_A_CUT)
    if last > start + room.most:
        slack = max((room.most - (last - first)) // 2, 0)
        begin = cut_after(text, max(first - slack, start))
        start = _outside(min(begin, first), mentions)
    return start, end if end <= start + room.most else _cut_end(text, start + room.most, mentions)


def _fullest_window(mentions: Sequence[Mention], width: int) -> Span:
    """Find the stretch of at most ``width`` with most different names, the earliest of equals; (0, 0) if none."""
    held: Counter[str] = Counter()
    best, most, left, names = (0, 0), 0, 0, 0
    for mention in mentions:
        held[mention.entity_id] += 1
        names += held[mention.entity_id] == 1
        while mention.end - mentions[left].start > width and mentions[left] is not mention:
            held[mentions[left].entity_id] -= 1
            names -= held[mentions[left].entity_id] == 0
            left += 1
        if names > most:
            best, most = (mentions[left].start, mention.end), names
    return best


def _cut_end(text: str, limit: int, mentions: Sequence[Mention]) -> int:
    cut = _outside(cut_before(text, limit), mentions)
    return len(text[:cut].rstrip())


def _outside(place: int, mentions: Sequence[Mention]) -> int:
    """Move a cut that would go through a name to the name's beginning."""
    return next((mention.start for mention in mentions if mention.start < place < mention.end), place)
