"""Offices and who holds them: "Minister of Finance Otávio Brandão", "Coupang CEO Park Dae-jun"."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.profile import EntityType
from pipeline.profile import lexicon
from pipeline.profile.aliases.glossary import ministry_fields, ministry_fields_spanish
from pipeline.profile.frequency import zipf_frequency
from pipeline.profile.koreannames import is_korean_person
from pipeline.profile.names.chunks import Chunk
from pipeline.profile.names.describing import describe, place_mention
from pipeline.profile.names.mentions import Mention
from pipeline.profile.names.shapes import is_holder, is_person, text_of, title_length
from pipeline.profile.places import demonym_of, place_of
from pipeline.profile.tokens import Token, key_of

_MINISTERS = {
    "minister": "Ministry of", "ministro": "Ministerio de", "ministra": "Ministerio de",
    "exministro": "Ministerio de", "exministra": "Ministerio de", "biministro": "Ministerio de",
    "biministra": "Ministerio de", "viceministro": "Viceministerio de", "viceministra": "Viceministerio de",
}  # fmt: skip
_OF = frozenset({"of", "de", "del", "for"})
_PARTING = lexicon.INNER_TITLES | {"director-general", "secretary-general"} | _MINISTERS.keys()
_BODIES = lexicon.HEADS | lexicon.ROLE_NOUNS


def parted_by_office(chunk: Chunk, tokens: tuple[Token, ...]) -> list[Mention]:
    """``Coupang CEO Park Dae-jun``: a company, an office, its holder; "Coupang CEO" alone names the company."""
    for index in range(1, len(tokens)):
        length = title_length(tokens[index:])
        office, holder = tokens[index + length - 1], tokens[index + length :]
        if not length or title_length(tokens[:index]) == index:
            continue
        if holder and holder[0].key in _OF:
            return []
        if office.key in _PARTING or is_holder(holder) or (_is_body(tokens[:index]) and _may_be_person(holder)):
            body = () if office.key in _MINISTERS else tokens[:index]  # "Mines Minister" names no body called Mines
            parts = (describe(chunk, part, title) for part, title in ((body, ""), (holder, office.text)))
            return [part for part in parts if part]
    return []


def _is_body(tokens: tuple[Token, ...]) -> bool:
    """``WHO``, ``Transport Safety Board``: then an office and a person follow, however strange the name."""
    return tokens[-1].key in lexicon.HEADS or (len(tokens) == 1 and tokens[0].text.isupper())


def _may_be_person(tokens: tuple[Token, ...]) -> bool:
    return 2 <= len(tokens) <= 4 and not any(token.key in _BODIES or token.text.isupper() for token in tokens)


def stacked(chunk: Chunk, tokens: tuple[Token, ...]) -> list[Mention]:
    """``(presidente del) Congreso Fernando Rospigliosi``: a body and a person, or nothing."""
    before = chunk.sentence.tokens[max(0, chunk.first - 4) : chunk.first]
    if not any(token.key in lexicon.OFFICES for token in before):
        return []
    linked = before[-1].key in _OF
    for index in range(1, len(tokens) - 1):
        headed = linked or any(token.key in _BODIES for token in tokens[:index])
        if headed and is_person(tokens[index:]):
            parts = (describe(chunk, tokens[:index], ""), describe(chunk, tokens[index:], ""))
            return [part for part in parts if part]
    return []


def without_office(chunk: Chunk, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """``Noah Bell, Harbour Police Chief, said``: what somebody heads; "Harbour Safety Chief" names nothing."""
    apposed = chunk.first > 1 and chunk.sentence.tokens[chunk.first - 1].text == ","
    named = apposed and chunk.sentence.tokens[chunk.first - 2].capital
    if not named or len(tokens) < 2 or tokens[-1].key not in lexicon.OFFICES or is_holder(tokens):
        return tokens
    if tokens[-1].key in lexicon.INNER_TITLES:
        return tokens  # "Coupang CEO" names the company
    body = tokens[:-1]
    while body and body[-1].key in lexicon.OFFICES | lexicon.TITLE_MODIFIERS:
        body = body[:-1]
    return body if any(map(_names_body, body)) or demonym_of(text_of(body)) or place_of(text_of(body)) else ()


def _names_body(token: Token) -> bool:
    """Whether a word before "Chief" is a name or heads one: ``WHO``, ``Police``, but not "Safety"."""
    return token.text.isupper() or token.key in lexicon.HEADS or not _is_word(token)


def office_before(chunk: Chunk) -> Token | None:
    """``Minister of`` or ``ministro de`` right before the chunk."""
    before = chunk.sentence.tokens[max(0, chunk.first - 2) : chunk.first]
    if len(before) == 2 and before[0].key in _MINISTERS and before[1].key in {"of", "de"}:
        return before[0]
    return None


def ministry_of(chunk: Chunk, office: Token, tokens: tuple[Token, ...]) -> Iterator[Mention]:
    """``Minister of`` with its field in the same run; other offices ("Director of Operations") name no body."""
    if office.key in _MINISTERS:
        yield from ministry_and_holder(chunk, office, tokens)


def ministry_and_holder(chunk: Chunk, office: Token, tokens: tuple[Token, ...]) -> Iterator[Mention]:
    """``Minister of Finance Otávio Brandão``: the ministry's field, then a name."""
    if place := place_of(text_of(tokens)):
        yield place_mention(chunk, tokens, place)
        return
    size = _field_size(tokens)
    yield from _ministry(chunk, office, tokens[:size])
    if size < len(tokens) and (holder := describe(chunk, tokens[size:], office.text)):
        yield holder


def _field_size(tokens: tuple[Token, ...]) -> int:
    """How many tokens are the field: by the glossary, else up to a person, else one word behind "and"."""
    fields = {*ministry_fields(), *map(key_of, ministry_fields_spanish())}
    size = next((size for size in range(len(tokens), 0, -1) if key_of(text_of(tokens[:size])) in fields), 0)
    if not size or is_korean_person(text_of(tokens[size - 1 :])):
        people = (i for i in range(1, len(tokens)) if tokens[i].key in lexicon.GIVEN_NAMES or _is_korean(tokens[i:]))
        joined = (i + 2 for i in range(1, len(tokens)) if tokens[i].key in {"and", "y"})
        return next(people, next(joined, len(tokens)))
    return size + 1 if len(tokens) == size + 1 and _is_word(tokens[-1]) else size


_A_WORD = 3.4  # zipf


def _is_word(token: Token) -> bool:
    """``Salud Pública``: one more word of the field, and no surname."""
    common = max(zipf_frequency(token.text.lower(), language) for language in ("en", "es")) >= _A_WORD
    return common and token.key not in lexicon.SURNAMES | lexicon.GIVEN_NAMES


def _is_korean(tokens: tuple[Token, ...]) -> bool:
    return is_korean_person(text_of(tokens))


def _ministry(chunk: Chunk, office: Token, field: tuple[Token, ...]) -> Iterator[Mention]:
    if field and not place_of(text_of(field)):
        form = f"{_MINISTERS[office.key]} {text_of(field)}"
        yield Mention(
            form,
            field[0].start,
            field[-1].end,
            chunk.sentence,
            EntityType.AGENCY,
            "office",
            language=chunk.sentence.language,
        )
