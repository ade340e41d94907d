"""Runs of capitalised words, joined over "of" and "and" where a name goes on: the candidates for names.

Latin scripts only. The grammar is that of press texts in English and Spanish; each rule names the input it is for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.profile import lexicon
from pipeline.profile.koreannames import is_korean_person
from pipeline.profile.places import demonym_of, place_of
from pipeline.profile.tokens import Sentence, Token

_OF = frozenset({"of", "for", "de", "del", "do", "da"})
_THE = frozenset({"the", "la", "las", "los", "el"})
_BY = frozenset({"by", "por"})
_PARTICIPLE = re.compile(r"(?:ed|[ai]d[oa]s?)$")
_AND = frozenset({"and", "y", "e", "&"})
_LONGEST = 14  # tokens: no name is longer, but shouted sentences are
_SPELLED_DASH = frozenset({"–", "—"})


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
        """Whether it stands first in its sentence, where every word has a capital."""
        before = self.sentence.tokens[: self.first]
        return all(token.kind == "mark" for token in before) or (bool(before) and before[-1].text in {":", "“", "—"})


def capital_chunks(sentence: Sentence) -> Iterator[Chunk]:
    """All candidates of a sentence, left to right, without overlaps."""
    tokens = sentence.tokens
    place = 0
    while place < len(tokens):
        if not tokens[place].capital or _is_function_word(sentence, place):
            place += 1
            continue
        end = max(_chunk_end(tokens, place), _place_end(tokens, place))
        yield Chunk(sentence, place, end)
        place = end


def _is_function_word(sentence: Sentence, place: int) -> bool:
    token = sentence.tokens[place]
    following = sentence.tokens[place + 1 : place + 3]
    if any(is_korean_person(f"{token.text} " + " ".join(part.text for part in following[:size])) for size in (1, 2)):
        return False  # "Han" is a surname in Seoul and a verb in Madrid
    return token.key in lexicon.FUNCTION_WORDS and not (token.text.isupper() and len(token.text) > 1)


def _chunk_end(tokens: tuple[Token, ...], first: int) -> int:
    end = first + 1
    while end < len(tokens) and end - first < _LONGEST:
        step = _step(tokens, first, end)
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


def _step(tokens: tuple[Token, ...], first: int, end: int) -> int:
    """How many tokens the name goes on, 0 when it ends."""
    before, token = tokens[end - 1], tokens[end]
    if before.owner or (token.tight and token.kind == "mark" and token.text not in {",", "&"}):
        return 0
    if token.capital and not token.tight:
        return 0 if token.key in lexicon.FUNCTION_WORDS and not token.text.isupper() else 1
    if token.kind == "number" and before.key in lexicon.NUMBERED_HEADS:
        return 3 if _is_second_number(tokens, end + 1) else 1
    if token.key in _OF:
        return _over_of(tokens, first, end)
    if token.key in _AND:
        return _over_and(tokens, first, end)
    if token.key in _BY:
        return _over_by(tokens, first, end)
    if token.text == ",":
        return _over_commas(tokens, first, end)
    return 0


def _is_second_number(tokens: tuple[Token, ...], place: int) -> bool:
    """``and 4`` of "Lines 3 and 4"."""
    return place + 1 < len(tokens) and tokens[place].key in _AND and tokens[place + 1].kind == "number"


def _over_of(tokens: tuple[Token, ...], first: int, end: int) -> int:
    """``Plan for the Reconstruction``: only after a head, and never over "of the" into another institution."""
    step = 1
    while end + step < len(tokens) and tokens[end + step].key in _THE and step < 3:
        step += 1
    if end + step >= len(tokens) or not tokens[end + step].capital:
        return 0
    chunk, following = tokens[first:end], tokens[end + step]
    if len(chunk) > 1 and chunk[-1].key in lexicon.COMPANY_HEADS and place_of(following.text):
        return 0  # "Veda Labs of India"
    if following.key in lexicon.FRESH_HEADS and step > 1:
        return 0
    person = chunk[0].key in lexicon.GIVEN_NAMES and tokens[end].key in {"de", "del", "da", "do"}
    return step + 1 if person or _has_head(chunk) else 0


def _over_by(tokens: tuple[Token, ...], first: int, end: int) -> int:
    """``Movement of People Affected by Dams``: after a head and a participle with a capital."""
    if end + 1 >= len(tokens) or not tokens[end + 1].capital or not _PARTICIPLE.search(tokens[end - 1].key):
        return 0
    run = " ".join(token.text for token in _run(tokens, end + 1))
    named = place_of(run) or demonym_of(run) or _is_given_name(_run(tokens, end + 1))
    return 2 if _is_headed_by_of(tokens[first:end]) and not named else 0


def _has_head(chunk: tuple[Token, ...]) -> bool:
    return any(token.key in lexicon.HEADS for token in chunk) and not (len(chunk) == 1 and chunk[0].key in _PLAIN_HEADS)


_PLAIN_HEADS = frozenset({"government", "gobierno", "state", "president", "republic", "metro"})


def _over_and(tokens: tuple[Token, ...], first: int, end: int) -> int:
    """``Economy and Finance`` after "Ministry of", or ``Weapons and Ammunition Factory`` before its head."""
    if end + 1 >= len(tokens) or not tokens[end + 1].capital:
        return 0
    chunk, right = tokens[first:end], _run(tokens, end + 1)
    if tokens[end].text == "&":
        return 1 + len(right)  # "Korea Hydro & Nuclear Power": the mark stands inside names only
    if right[0].key in lexicon.HEADS - {"trade"} and len(right) > 1 and right[0].key in lexicon.JOINING_HEADS:
        return 0  # "the Ministry of Trade and Ministry of Labour"
    right_text = " ".join(token.text for token in right)
    if place_of(right_text) or right[0].key in lexicon.TITLES or _is_given_name(right):
        return 0
    if _joins_after_head(chunk) or _is_field(tokens, first):
        return 2 if len(right) == 1 or not _ends_in_head(right) else 1 + len(right)
    whole = _names_place(chunk) or _ends_in_head(chunk) or _is_headed_by_of(chunk)
    return 1 + len(right) if _ends_in_head(right) and not whole else 0


def _is_headed_by_of(chunk: tuple[Token, ...]) -> bool:
    """``Democratic Party of Chile``: complete, so that "and People Power Party" is another."""
    joint = next((index for index, token in enumerate(chunk) if token.key in _OF), 0)
    return joint > 0 and _has_head(chunk[:joint])


def _run(tokens: tuple[Token, ...], first: int) -> tuple[Token, ...]:
    """The capitalised words from ``first`` on."""
    end = first + 1
    while end < len(tokens) and tokens[end].capital and not tokens[end].tight and not tokens[end - 1].owner:
        end += 1
    return tokens[first:end]


def _is_given_name(run: tuple[Token, ...]) -> bool:
    return len(run) > 1 and run[0].key in lexicon.GIVEN_NAMES


def _joins_after_head(chunk: tuple[Token, ...]) -> bool:
    """``Ministry of Economy``, but not ``Bank`` nor a name whose "of" is followed by a place: "Embassy of Peru"."""
    for index, token in enumerate(chunk):
        if token.key in lexicon.JOINING_HEADS and index + 1 < len(chunk):
            rest = chunk[index + 1 :]
            tail = " ".join(part.text for part in rest[1:])
            return rest[0].key in _OF and len(rest) > 1 and not place_of(tail)
    return False


_MINISTERS = frozenset({"minister", "ministro", "ministra", "biministro", "biministra"})


def _is_field(tokens: tuple[Token, ...], first: int) -> bool:
    """Whether ``Minister of`` stands before: then "Science and ICT" is one field."""
    return first > 1 and tokens[first - 1].key in _OF and tokens[first - 2].key in _MINISTERS


def _ends_in_head(run: tuple[Token, ...]) -> bool:
    return run[-1].key in lexicon.HEADS and len(run) > 1


def _names_place(chunk: tuple[Token, ...]) -> bool:
    """A country or a city on its own; a region's adjective ("Latin American and Caribbean Affairs Bureau") is none."""
    text = " ".join(token.text for token in chunk)
    place = place_of(text) or demonym_of(text)
    return bool(place and (place.kind != "region" or place_of(text)))


_COMMITTEES = frozenset({"committee", "commission", "council", "ministry", "department", "association", "board"})


def _over_commas(tokens: tuple[Token, ...], first: int, end: int) -> int:
    """``Science, ICT, Broadcasting and Communications Committee``; ``Embassy of Peru, Seoul``."""
    if _is_embassy(tokens[first:end]):
        run = _run(tokens, end + 1) if end + 1 < len(tokens) and tokens[end + 1].capital else ()
        post = place_of(" ".join(token.text for token in run)) if run else None
        return 1 + len(run) if post and post.kind == "city" else 0
    return _over_list(tokens, end) if end - first <= 2 else 0


def _over_list(tokens: tuple[Token, ...], end: int) -> int:
    index, items = end, 1
    while index + 1 < len(tokens) and tokens[index].text == "," and tokens[index + 1].capital and items < 6:
        run = _run(tokens, index + 1)
        if len(run) > 2 or place_of(" ".join(token.text for token in run)) or run[0].key in lexicon.GIVEN_NAMES:
            return 0
        index, items = index + 1 + len(run), items + 1
    if items < 2 or index + 1 >= len(tokens) or tokens[index].key not in _AND or not tokens[index + 1].capital:
        return 0
    run = _run(tokens, index + 1)
    return index + 1 + len(run) - end if run[-1].key in _COMMITTEES and len(run) > 1 else 0


def _is_embassy(chunk: tuple[Token, ...]) -> bool:
    return chunk[0].key in {"embassy", "consulate", "embajada", "consulado"} and len(chunk) > 2


_QUOTED = re.compile(r"[\"“«]([^\"“”«»\n]{20,220})[\"”»]")


def quoted_titles(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Spans of official titles in quotation marks: "Comunicado Conjunto de ..." """
    for match in _QUOTED.finditer(sentence.paragraph.text, sentence.start, sentence.end):
        words = [word for word in re.findall(r"[^\W\d_]+", match.group(1)) if len(word) > 3]
        capitals = sum(word[0].isupper() for word in words)
        first = words[0].casefold() if words else ""
        if len(words) >= 4 and capitals >= 0.6 * len(words) and first in lexicon.AGREEMENT_HEADS | {"plan"}:
            yield match.span(1)
