"""Candidates -> mentions: openers, titles and countries off, and what stands inside one run of capitals parted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.model.profile import EntityType
from pipeline.model.seed import ParagraphKind
from pipeline.profile import lexicon
from pipeline.profile.frequency import zipf_frequency
from pipeline.profile.koreannames import is_korean_person
from pipeline.profile.names.chunks import Chunk
from pipeline.profile.names.describing import describe, place_mention
from pipeline.profile.names.elsewhere import capital_runs
from pipeline.profile.names.mentions import Mention
from pipeline.profile.names.offices import (
    ministry_and_holder,
    ministry_of,
    office_before,
    parted_by_office,
    stacked,
    without_office,
)
from pipeline.profile.names.refusing import is_currency, is_shouted
from pipeline.profile.names.shapes import (
    GROUP_OF_STATES,
    derived_stem,
    is_designator,
    is_person,
    leading_place,
    text_of,
    title_length,
)
from pipeline.profile.places import Place, demonym_of, place_of
from pipeline.profile.tokens import Token, key_of

_EVERYDAY = 4.0  # zipf
_KNOWN_WORD = 3.2  # the same of a word that opens a sentence, where the name behind it is often met alone
_SPANISH_VERB = re.compile(r"(?:ó|aron|ieron|ará|arán)$")  # "Firmaron Perú y Chile"
_NO_END = lexicon.CALENDAR | {"of", "de"}
_DATED = lexicon.CALENDAR | lexicon.CONCEPT_ACRONYMS
_KEPT_OPENERS = lexicon.TITLES | lexicon.TITLE_MODIFIERS | lexicon.HEADS | lexicon.GIVEN_NAMES
_COMMON = lexicon.HEADS | lexicon.ROLE_NOUNS
_ENVOYS = frozenset({"ambassador", "envoy", "embajador", "embajadora", "consul", "emissary", "enviado"})


def interpret(chunk: Chunk) -> Iterator[Mention]:
    """The names in a candidate: none, one, or several that stand beside each other."""
    if office := office_before(chunk):
        yield from ministry_and_holder(chunk, office, chunk.tokens)
        return
    tokens = _without_opener(chunk, chunk.tokens) if chunk.opens else chunk.tokens
    if tokens and (stem := derived_stem(tokens[0].text)):
        yield from _owner_of_adjective(chunk, tokens[0], stem)
        tokens = tokens[1:]
    elif (seat := _seat(tokens)) and (place := place_of(text_of(seat))):
        yield place_mention(chunk, seat, place)
        tokens = tokens[len(seat) :]
    tokens = without_office(chunk, _bare(tokens))
    if _is_dateline(chunk, tokens):
        yield _dateline(chunk, tokens)
    elif tokens and not is_shouted(chunk, tokens):
        yield from _places_first(chunk, tokens)


def _bare(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Units off the front, dates off the end, and the small half of "Sugar Land-based"."""
    while tokens and tokens[0].key in lexicon.UNITS:
        tokens = tokens[1:]
    while tokens and tokens[-1].key in _NO_END:
        tokens = tokens[:-1]
    if len(tokens) > 1 and (stem := derived_stem(tokens[-1].text)):
        return (*tokens[:-1], _cut(tokens[-1], stem))
    return tokens


def _places_first(chunk: Chunk, tokens: tuple[Token, ...]) -> Iterator[Mention]:
    """What is nothing but a place, or two of them; else a name that may begin with one."""
    single = len(tokens) == 1
    place = place_of(text_of(tokens))
    if single and (pair := _paired_places(tokens[0])):
        yield from (place_mention(chunk, (part,), place, "demonym") for part, place in pair)
    elif single and is_currency(chunk, tokens):
        return
    elif place and not (single and tokens[0].text.isupper() and tokens[0].key in lexicon.CONCEPT_ACRONYMS):
        yield place_mention(chunk, tokens, place)
    else:
        yield from _after_places(chunk, tokens)


def _is_dateline(chunk: Chunk, tokens: tuple[Token, ...]) -> bool:
    """``SUGAR LAND, Texas -``, ``PUERTO MONTT (Reuters)``: a town in capitals that opens a paragraph."""
    first = tokens and chunk.first == 0 and chunk.sentence.start == 0 and len(tokens) == chunk.last
    following = chunk.sentence.tokens[chunk.last : chunk.last + 2]
    if not first or len(following) < 2 or not all(token.text.isupper() and len(token.text) > 2 for token in tokens):
        return False
    if following[0].text == ",":
        return bool(place_of(following[1].text)) or following[1].key in _DATED
    return following[0].text in {"–", "—"} or (following[0].text == "(" and following[1].key in lexicon.MEDIA)


def _dateline(chunk: Chunk, tokens: tuple[Token, ...]) -> Mention:
    if place := place_of(text_of(tokens)):
        return replace(place_mention(chunk, tokens, place), form=text_of(tokens).title())
    form = text_of(tokens).title()
    return Mention(form, tokens[0].start, tokens[-1].end, chunk.sentence, EntityType.PLACE, "dateline")


def _owner_of_adjective(chunk: Chunk, token: Token, stem: str) -> Iterator[Mention]:
    """``Wichita-based`` names Wichita; a sentence's first word ("State-owned") had its capital from the sentence."""
    if not chunk.opens or place_of(stem):
        yield from _after_places(chunk, (_cut(token, stem),))


def _seat(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """``Hong Kong`` of "Hong Kong-based CK Hutchison": a place of several words before a name."""
    for last in range(1, min(4, len(tokens) - 1)):
        stem = derived_stem(tokens[last].text)
        seat = (*tokens[:last], _cut(tokens[last], stem)) if stem else ()
        if seat and place_of(text_of(seat)):
            return seat
    return ()


def _cut(token: Token, text: str, start: int = 0) -> Token:
    """The part ``text`` of a token, ``start`` characters in."""
    first = token.start + start
    return replace(token, text=text, key=key_of(text), start=first, end=first + len(text))


def _paired_places(token: Token) -> list[tuple[Token, Place]]:
    """``US-China``, ``Hungarian-American``: two places, or none."""
    left, dash, right = token.text.partition("-")
    parts = (_cut(token, left), _cut(token, right, len(left) + 1)) if dash and right else ()
    found = [(part, place) for part in parts if (place := place_of(part.text) or demonym_of(part.text))]
    return found if len(found) == 2 and not place_of(token.text) else []


def _without_opener(chunk: Chunk, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """``Contract Implementation``, ``Meanwhile Hyundai``: the first word has its capital from the sentence."""
    first = tokens[0]
    if len(tokens) < 2 or first.text.isupper() or place_of(text_of(tokens)) or demonym_of(first.text):
        return tokens
    if first.key.strip(".") in _KEPT_OPENERS:
        return tokens
    adverb = first.key.endswith(("ly", "mente")) and zipf_frequency(first.key, "en") > 3
    verb = _SPANISH_VERB.search(first.text) and zipf_frequency(first.text.lower(), "es") >= _KNOWN_WORD
    dashed = re.fullmatch(r"[A-Z][a-z]+(?:-[a-z]+)+", first.text) and not is_korean_person(text_of(tokens))
    return tokens[1:] if adverb or verb or dashed or _goes_without(chunk, tokens) else tokens


def _goes_without(chunk: Chunk, tokens: tuple[Token, ...]) -> bool:
    """``Ousted WeWork ...``, ``Make Trump ...``: an everyday word before a name that the seed mostly writes without."""
    language = "es" if chunk.sentence.language == "es" else "en"
    if zipf_frequency(tokens[0].key, language) < _KNOWN_WORD or tokens[-1].end > chunk.end:
        return False
    if all(token.key in _COMMON for token in tokens[1:]):
        return False
    runs, rest = capital_runs(chunk.sentence.seed.raw), text_of(tokens[1:])
    whole = runs[text_of(tokens)]
    alone = runs[rest] + (runs[tokens[1].text] if len(tokens) > 2 and tokens[1].key not in _COMMON else 0)
    return whole > 0 and alone >= max(1, 2 * whole - 1)


def _after_places(chunk: Chunk, tokens: tuple[Token, ...]) -> Iterator[Mention]:
    """Take a country off the front where it is not part of the name."""
    count, place = leading_place(tokens)
    if not place or _is_first_name(tokens):
        yield from _named(chunk, tokens)
        return
    head, rest = tokens[:count], tokens[count:]
    rule = "demonym" if demonym_of(text_of(head)) and not place_of(text_of(head)) else "territory"  # china, chino
    adjective = rule == "demonym" or text_of(head).isupper()  # "US Chinook"
    if not rest or all(token.key in lexicon.COUNTRY_NOUNS for token in rest):
        yield place_mention(chunk, head, place, rule)
    elif title_length(rest) or is_korean_person(text_of(rest)) or is_person(rest):
        yield place_mention(chunk, head, place, rule)
        yield from (replace(mention, owner=mention.owner or place.code) for mention in _named(chunk, rest))
    elif (len(rest) > 1 and _sends(chunk)) or (adjective and len(rest) == 1 and rest[0].key not in lexicon.HEADS):
        yield place_mention(chunk, head, place, rule)
        yield from _named(chunk, rest)
    else:
        if chunk.sentence.paragraph.kind is ParagraphKind.HEADING:
            yield place_mention(chunk, head, place, rule)  # where the run of capitals proves nothing: "Peru Signs Deal"
        yield from (replace(mention, owner=mention.owner or place.code) for mention in _named(chunk, tokens))


def _is_first_name(tokens: tuple[Token, ...]) -> bool:
    """``Santiago Peña``, ``Virginia Woolf``; but "Virginia Tech", for "tech" is a word."""
    return is_person(tokens) and zipf_frequency(tokens[1].key, "en") < _EVERYDAY


def _sends(chunk: Chunk) -> bool:
    """``ambassador to Britain Liu Xiaoming``: the place ends before the person begins."""
    before = chunk.sentence.tokens[max(0, chunk.first - 2) : chunk.first]
    return len(before) == 2 and before[0].key in _ENVOYS and before[1].key in {"to", "in", "en", "ante"}


def _named(chunk: Chunk, tokens: tuple[Token, ...]) -> Iterator[Mention]:
    """A name without a country in front: people and bodies parted, titles off, designators found."""
    if parted := parted_by_office(chunk, tokens) or stacked(chunk, tokens):
        yield from parted
        return
    length = title_length(tokens)
    title, rest = text_of(tokens[:length]), tokens[length:]
    if length and rest and rest[0].key in {"of", "de", "del", "for"}:
        yield from ministry_of(chunk, tokens[length - 1], rest[1:])
    elif rest:
        if len(rest) > 1 and any(token.key in lexicon.HEADS for token in rest):
            title = ""  # "Deputy Ministry ..." is no holder of an office
        yield from _model(chunk, rest) or _designated(chunk, rest, title)


def _designated(chunk: Chunk, tokens: tuple[Token, ...], title: str) -> Iterator[Mention]:
    """``Hyundai Rotem K2``: a designator parts the maker from the product."""
    cut = next((index for index, token in enumerate(tokens) if is_designator(token.text)), len(tokens))
    if cut and (mention := describe(chunk, tokens[:cut], title)):
        yield mention
    if cut < len(tokens):
        yield _product(chunk, tokens[cut:])


def _model(chunk: Chunk, tokens: tuple[Token, ...]) -> list[Mention]:
    """``Boeing 737 Max 9``: maker, number, name; the airline in front of the maker is another."""
    number = next((index for index, token in enumerate(tokens) if re.fullmatch(r"\d{3}", token.text)), None)
    if number is None or number + 1 >= len(tokens) or not tokens[number + 1].capital:
        return []
    maker = max(number - 1, 0)
    product = replace(_product(chunk, tokens[maker:]), sure=maker < number, rule="model")
    before = describe(chunk, tokens[:maker], "") if maker else None
    return [mention for mention in (before, product) if mention]


def _product(chunk: Chunk, tokens: tuple[Token, ...]) -> Mention:
    """``K2 Black Panther``: the designator and the words with capitals behind it."""
    if GROUP_OF_STATES.fullmatch(tokens[0].text):
        kind, tokens = EntityType.ORGANISATION, tokens[:1]
    else:
        kind = EntityType.PRODUCT
    return Mention(text_of(tokens), tokens[0].start, tokens[-1].end, chunk.sentence, kind, "designator")
