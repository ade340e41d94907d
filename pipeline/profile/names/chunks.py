"""Runs of capitalised words, joined over "of" and "and" where a name goes on: the candidates for names.

Latin scripts only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model.seed import ParagraphKind
from pipeline.profile import lexicon
from pipeline.profile.koreannames import is_korean_person
from pipeline.profile.names.elsewhere import numbered_words
from pipeline.profile.names.joints import is_model, step_over
from pipeline.profile.places import place_of
from pipeline.profile.tokens import Sentence, Token

_LONGEST = 14  # tokens: no name is longer, but shouted sentences are
_MARKS_BEFORE = 6  # quotes, brackets and dots before a sentence's first word: more are no sentence
_QUOTES = frozenset({'"', "'", "‘", "(", "["})


@dataclass(frozen=True, slots=True)
class Chunk:
    """Tokens ``first`` to ``last`` (exclusive) of a sentence."""

    sentence: Sentence
    first: int
    last: int

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.sentence.tokens[self.first : self.last]

    @property
    def start(self) -> int:
        return self.sentence.tokens[self.first].start

    @property
    def end(self) -> int:
        return self.sentence.tokens[self.last - 1].end

    @property
    def text(self) -> str:
        return self.sentence.paragraph.text[self.start : self.end]

    @property
    def opens(self) -> bool:
        """Whether it stands first in its sentence or in a quotation, where every word has a capital."""
        tokens = self.sentence.tokens
        if self.first < _MARKS_BEFORE and all(token.kind == "mark" for token in tokens[: self.first]):
            return True
        before = tokens[self.first - 1]
        quoted = before.text in _QUOTES and tokens[self.first].tight and not before.tight
        dash = (
            before.text in {"-", "–"} and not before.tight and not tokens[self.first].tight
        )  # "LIMA (Reuters) - Miners"
        return quoted or dash or before.text in {":", "“", "—", "«", "¿", "¡", "…"}


def capital_chunks(sentence: Sentence) -> Iterator[Chunk]:
    """All candidates of a sentence, left to right, without overlaps."""
    tokens = sentence.tokens
    place = 0
    while place < len(tokens):
        model = is_model(tokens, place) and _comes_again(sentence, place)
        if not model and (not tokens[place].capital or _is_function_word(sentence, place)):
            place += 1
            continue
        end = max(_chunk_end(tokens, place), _place_end(tokens, place))
        yield Chunk(sentence, place, end)
        place = end


def _comes_again(sentence: Sentence, place: int) -> bool:
    """Whether the seed has this number and word twice: "a 737 Max" does, "another 170 Boeing workers" does not."""
    number, name = sentence.tokens[place : place + 2]
    return numbered_words(sentence.seed.raw)[f"{number.text} {name.text.lower()}"] > 1


def _is_function_word(sentence: Sentence, place: int) -> bool:
    token = sentence.tokens[place]
    following = sentence.tokens[place + 1 : place + 3]
    parts = [part.text for part in following if part.capital]
    if any(is_korean_person(f"{token.text} " + " ".join(parts[:size])) for size in (1, 2)):
        return False  # "Han" is a surname in Seoul and a verb in Madrid
    if token.key not in lexicon.FUNCTION_WORDS or (token.text.isupper() and len(token.text) > 1):
        return False
    return not _begins_name(sentence, place) and not _begins_place(sentence.tokens, place)


def _begins_place(tokens: tuple[Token, ...], place: int) -> bool:
    """``Los Angeles``, ``New York``, ``The Hague``; but not "The California ...", whose article is its own."""
    end = _place_end(tokens, place)
    return end > place + 1 and not (tokens[place].key == "the" and place_of(tokens[place + 1].text))


_FIRST_WORDS = frozenset({"el", "la", "los", "las", "new", "nuevo", "nueva"}) | lexicon.GIVEN_NAMES
_NO_SECOND_WORD = lexicon.FUNCTION_WORDS | lexicon.TITLES | lexicon.CALENDAR


def _begins_name(sentence: Sentence, place: int) -> bool:
    """``Las Bambas``, ``Per Kristensen``: a small word with a capital in the middle of a sentence."""
    following = sentence.tokens[place + 1] if place + 1 < len(sentence.tokens) else None
    before = sentence.tokens[place - 1] if place else None
    if not following or not before or (before.kind == "mark" and before.text != ","):
        return False
    inside = sentence.paragraph.kind is ParagraphKind.BODY and following.capital and not following.tight
    known = sentence.tokens[place].key in _FIRST_WORDS
    return inside and known and following.key not in _NO_SECOND_WORD


def _chunk_end(tokens: tuple[Token, ...], first: int) -> int:
    end = first + 1
    while end < len(tokens) and end - first < _LONGEST:
        step = step_over(tokens, first, end)
        if not step:
            break
        end += step
    return end


def _place_end(tokens: tuple[Token, ...], first: int) -> int:
    """Where the longest name of a country or region from here on ends: "República de Corea", "Corea del Sur"."""
    for end in range(min(first + 5, len(tokens)), first + 1, -1):
        run = tokens[first:end]
        if run[-1].capital and all(token.kind == "word" for token in run) and place_of(" ".join(t.text for t in run)):
            return end
    return first


_TITLED = lexicon.AGREEMENT_HEADS | {"plan", "mou"}
_QUOTED = re.compile(r"[\"“«]([^\"“”«»\n]{20,220})[\"”»]|(?<!\w)['‘]([^'‘’\n]{20,220})['’](?!\w)")


def quoted_titles(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Spans of official titles in quotation marks: "Comunicado Conjunto de ..." """
    for match in _QUOTED.finditer(sentence.paragraph.text, sentence.start, sentence.end):
        title = match.group(match.lastindex or 0)
        words = [word for word in re.findall(r"[^\W\d_]+", title) if len(word) > 3 or word.isupper()]
        capitals = sum(word[0].isupper() for word in words)
        first = {word.casefold() for word in words[:2]}
        if len(words) >= 4 and capitals >= 0.6 * len(words) and first & _TITLED:
            yield match.span(match.lastindex or 0)
