"""Candidates -> mentions: titles off, countries off, and a first guess at what kind of thing is named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.model.profile import EntityType
from pipeline.model.seed import ParagraphKind
from pipeline.profile import lexicon
from pipeline.profile.aliases.glossary import ministry_fields, ministry_fields_spanish
from pipeline.profile.frequency import zipf_frequency
from pipeline.profile.koreannames import is_korean_person
from pipeline.profile.names.chunks import Chunk, capital_chunks, quoted_titles
from pipeline.profile.names.shapes import (
    GROUP_OF_STATES,
    NO_DESIGNATOR,
    is_designator,
    is_person,
    leading_place,
    owner_inside,
    text_of,
    title_length,
    trimmed,
    type_of,
)
from pipeline.profile.names.titles import title_before, title_behind
from pipeline.profile.places import Place, demonym_of, place_of
from pipeline.profile.tokens import Sentence, Token, key_of

_RARE = 2.6


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a sentence. ``start`` and ``end`` are places in the paragraph."""

    form: str
    start: int
    end: int
    sentence: Sentence
    type: EntityType | None
    rule: str
    title: str = ""  # the office in front: "President"
    owner: str = ""  # ISO code of the country that it is said to belong to: "Peru's", "Peruvian", "of Peru"
    place: Place | None = None
    sure: bool = True  # False: a sentence's first word, to be kept only when it is seen elsewhere
    language: str = "und"

    @property
    def key(self) -> str:
        return key_of(self.form)

    @property
    def seed(self) -> str:
        return self.sentence.seed.id


def find_mentions(sentence: Sentence) -> list[Mention]:
    """All names of a sentence in a Latin script. Headings and tables yield places and little else."""
    quoted = list(quoted_titles(sentence))
    mentions = [_quoted_mention(sentence, start, end) for start, end in quoted]
    for chunk in capital_chunks(sentence):
        if not any(start <= chunk.start < end for start, end in quoted):
            mentions.extend(_interpret(chunk))
    mentions.sort(key=lambda mention: mention.start)
    if sentence.paragraph.kind is ParagraphKind.TABLE:
        mentions = [mention for mention in mentions if _fits_fragment(mention)]
    elif sentence.paragraph.kind is ParagraphKind.HEADING:
        mentions = [mention if mention.place else replace(mention, sure=False) for mention in mentions]
    return [_with_owner(sentence, mentions, index) for index in range(len(mentions))]


def _quoted_mention(sentence: Sentence, start: int, end: int) -> Mention:
    form = sentence.paragraph.text[start:end].strip()
    return Mention(form, start, end, sentence, EntityType.AGREEMENT, "quoted title", language=sentence.language)


def _fits_fragment(mention: Mention) -> bool:
    """In a table cell trust places, and organisations by their head."""
    return bool(mention.place) or mention.type in {
        EntityType.AGENCY,
        EntityType.COMPANY,
        EntityType.ORGANISATION,
    }


def _with_owner(sentence: Sentence, mentions: list[Mention], index: int) -> Mention:
    """``Peru's ... Army Weapons and Ammunition Factory``: at most four small words between owner and owned."""
    mention = mentions[index]
    if mention.owner or mention.place or index == 0:
        return mention
    before = mentions[index - 1]
    gap = sentence.paragraph.text[before.end : mention.start]
    if not (before.place and before.place.code):
        return mention
    owned = _OWNED.fullmatch(gap) or (before.rule == "demonym" and _OF_NATION.fullmatch(gap))
    if owned and not _LINKING.intersection(re.sub(r" such as $", "", gap).split()):
        return replace(mention, owner=before.place.code)
    return mention


_OWNED = re.compile(r"['’]s?(?: [a-z\-]+){0,4},? ")
_OF_NATION = re.compile(
    r"(?: [a-z\-]+){1,4},? |(?: [a-z\-]+){1,3},? (?:such as|like|including) "
)  # "South Korean defense manufacturer Hyundai Rotem"
_LINKING = lexicon.word_set(
    "among amid into over after under within since while is are was were has have had in of to and with for from "
    "by at on or as the a an than en de con y por para a se"
)


def _interpret(chunk: Chunk) -> Iterator[Mention]:
    tokens = chunk.tokens
    office = _office_before(chunk)
    if office:
        yield from _ministry_and_holder(chunk, office, tokens)
        return
    if chunk.opens:
        tokens = _without_opener(tokens)
    while tokens and tokens[-1].key in lexicon.CALENDAR | {"of", "de"}:
        tokens = tokens[:-1]
    if not tokens:
        return
    if len(tokens) == 1 and _is_currency(chunk, tokens):
        return
    place = place_of(text_of(tokens))
    if place and not (len(tokens) == 1 and tokens[0].text.isupper() and tokens[0].key in lexicon.CONCEPT_ACRONYMS):
        yield _place_mention(chunk, tokens, place)
        return
    yield from _after_places(chunk, tokens)


def _without_opener(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """``Contract Implementation``, ``Meanwhile Hyundai``: the first word has its capital from the sentence."""
    first = tokens[0]
    if len(tokens) < 2 or first.text.isupper() or place_of(text_of(tokens)) or demonym_of(first.text):
        return tokens
    if first.key in lexicon.TITLES | lexicon.TITLE_MODIFIERS | lexicon.HEADS | lexicon.GIVEN_NAMES:
        return tokens
    adverb = first.key.endswith(("ly", "mente")) and zipf_frequency(first.key, "en") > 3
    return tokens[1:] if adverb else tokens


def _is_currency(chunk: Chunk, tokens: tuple[Token, ...]) -> bool:
    text = chunk.sentence.paragraph.text
    following = text[tokens[-1].end : tokens[-1].end + 2]
    return tokens[-1].key in lexicon.CURRENCY_WORDS and (following[:1] in "$€£" or following[1:2] == "$")


def _place_mention(chunk: Chunk, tokens: tuple[Token, ...], place: Place, rule: str = "territory") -> Mention:
    kind = EntityType.ORGANISATION if place.id in {"united-nations", "european-union"} else EntityType.PLACE
    return Mention(
        text_of(tokens), tokens[0].start, tokens[-1].end, chunk.sentence, kind, rule, owner=place.code, place=place
    )


def _after_places(chunk: Chunk, tokens: tuple[Token, ...]) -> Iterator[Mention]:
    """Take a country off the front where it is not part of the name."""
    count, place = leading_place(tokens)
    if not place:
        yield from _named(chunk, tokens)
        return
    head, rest = tokens[:count], tokens[count:]
    rule = "demonym" if demonym_of(text_of(head)) else "territory"
    if not rest or all(token.key in lexicon.COUNTRY_NOUNS for token in rest):
        yield _place_mention(chunk, head, place, rule)
    elif title_length(rest) or is_korean_person(text_of(rest)) or is_person(rest):
        yield _place_mention(chunk, head, place, rule)
        yield from (replace(mention, owner=mention.owner or place.code) for mention in _named(chunk, rest))
    elif rule == "demonym" and len(rest) == 1 and rest[0].key not in lexicon.HEADS:
        yield _place_mention(chunk, head, place, rule)
        yield from _named(chunk, rest)
    else:
        yield from (replace(mention, owner=mention.owner or place.code) for mention in _named(chunk, tokens))


def _stacked(chunk: Chunk, tokens: tuple[Token, ...]) -> int:
    """Where the person begins in "(presidente del) Congreso Fernando Rospigliosi", 0 when there is none."""
    before = chunk.sentence.tokens[max(0, chunk.first - 4) : chunk.first]
    office = any(token.key in lexicon.OFFICES for token in before)
    for index in range(1, len(tokens) - 1):
        headed = any(token.key in lexicon.HEADS | lexicon.ROLE_NOUNS for token in tokens[:index])
        if office and headed and tokens[index].key in lexicon.GIVEN_NAMES and is_person(tokens[index:]):
            return index
    return 0


def _parted_by_office(chunk: Chunk, tokens: tuple[Token, ...]) -> list[Mention]:
    """``Coupang CEO Park Dae-jun``: a company, an office, its holder; "Coupang CEO" alone names the company."""
    for index in range(1, len(tokens)):
        office = tokens[index]
        if office.key in lexicon.INNER_TITLES and tokens[index - 1].key not in lexicon.TITLES | lexicon.TITLE_MODIFIERS:
            if any(token.key in {"of", "de", "del", "for"} for token in tokens[index + 1 : index + 2]):
                return []
            parts = (_mention(chunk, tokens[:index], ""), _mention(chunk, tokens[index + 1 :], office.text))
            return [part for part in parts if part]
    return []


def _named(chunk: Chunk, tokens: tuple[Token, ...]) -> Iterator[Mention]:
    if parted := _parted_by_office(chunk, tokens):
        yield from parted
        return
    if cut := _stacked(chunk, tokens):
        parts = (_mention(chunk, tokens[:cut], ""), _mention(chunk, tokens[cut:], ""))
        yield from (part for part in parts if part)
        return
    length = title_length(tokens)
    title, rest = text_of(tokens[:length]), tokens[length:]
    if length and rest and rest[0].key in {"of", "de", "del", "for"}:
        if tokens[length - 1].key in _MINISTERS:
            yield from _ministry_and_holder(chunk, tokens[length - 1], rest[1:])
        return
    if length and not rest:
        return
    if length and any(token.key in lexicon.HEADS for token in rest) and len(rest) > 1:
        title = ""  # "Deputy Ministry ..." is no holder of an office
    designated = next((index for index, token in enumerate(rest) if is_designator(token.text)), None)
    if designated is not None:
        if designated > 0 and (before := _mention(chunk, rest[:designated], title)):
            yield before
        yield _product(chunk, rest[designated:])
        return
    if mention := _mention(chunk, rest, title):
        yield mention


_MINISTERS = {
    "minister": "Ministry of", "ministro": "Ministerio de", "ministra": "Ministerio de",
    "exministro": "Ministerio de", "exministra": "Ministerio de", "biministro": "Ministerio de",
    "biministra": "Ministerio de",
}  # fmt: skip


def _office_before(chunk: Chunk) -> Token | None:
    """``Minister of`` or ``ministro de`` right before the chunk."""
    before = chunk.sentence.tokens[max(0, chunk.first - 2) : chunk.first]
    if len(before) == 2 and before[0].key in _MINISTERS and before[1].key in {"of", "de"}:
        return before[0]
    return None


def _ministry_and_holder(chunk: Chunk, office: Token, tokens: tuple[Token, ...]) -> Iterator[Mention]:
    """``Minister of Finance Otávio Brandão``: the ministry's field, then a name."""
    if place_of(text_of(tokens)):
        yield from _after_places(chunk, tokens)
        return
    size = _field_size(tokens)
    yield from _ministry(chunk, office, tokens[:size])
    if size < len(tokens) and (holder := _mention(chunk, tokens[size:], office.text)):
        yield holder


def _field_size(tokens: tuple[Token, ...]) -> int:
    """How many tokens are the field: by the glossary, else up to a person, else one word behind "and"."""
    fields = {*ministry_fields(), *map(key_of, ministry_fields_spanish())}
    size = next((size for size in range(len(tokens), 0, -1) if key_of(text_of(tokens[:size])) in fields), 0)
    if not size or is_korean_person(text_of(tokens[size - 1 :])):
        people = (i for i in range(1, len(tokens)) if tokens[i].key in lexicon.GIVEN_NAMES or _is_korean(tokens[i:]))
        joined = (i + 2 for i in range(1, len(tokens)) if tokens[i].key in {"and", "y"})
        size = next(people, next(joined, len(tokens)))
    return size


def _is_korean(tokens: tuple[Token, ...]) -> bool:
    return is_korean_person(text_of(tokens))


def _ministry(chunk: Chunk, office: Token, field: tuple[Token, ...]) -> Iterator[Mention]:
    if field and not place_of(text_of(field)):
        form = f"{_MINISTERS[office.key]} {text_of(field)}"
        yield Mention(
            form, field[0].start, field[-1].end, chunk.sentence, EntityType.AGENCY, "office", language=_language(chunk)
        )


def _language(chunk: Chunk) -> str:
    return chunk.sentence.language


def _product(chunk: Chunk, tokens: tuple[Token, ...]) -> Mention:
    """``K2 Black Panther``: the designator and the words with capitals behind it."""
    if GROUP_OF_STATES.fullmatch(tokens[0].text):
        kind, tokens = EntityType.ORGANISATION, tokens[:1]
    else:
        kind = EntityType.PRODUCT
    return Mention(text_of(tokens), tokens[0].start, tokens[-1].end, chunk.sentence, kind, "designator")


def _mention(chunk: Chunk, tokens: tuple[Token, ...], title: str) -> Mention | None:
    tokens = trimmed(tokens)
    if tokens and not title:
        title = title_before(chunk, tokens) or title_behind(chunk, tokens)
    if not tokens or _is_no_name(chunk, tokens, title):
        return None
    kind = type_of(tokens, title)
    end, form = tokens[-1].end, chunk.sentence.paragraph.text[tokens[0].start : tokens[-1].end]
    rule = "title" if title else "chunk"
    if kind is None or (kind is EntityType.PERSON and not title):
        small = _small_head(chunk)
        if small and tokens[-1] is chunk.tokens[-1]:
            kind, end = small
            form, rule = chunk.sentence.paragraph.text[tokens[0].start : end], "chunk and head"
    owner = owner_inside(tokens) or _owner_after(chunk)
    return Mention(
        form, tokens[0].start, end, chunk.sentence, kind, rule, title, owner, sure=not _unsure(chunk, tokens, title),
        language=_language(chunk) if any(token.key in lexicon.HEADS for token in tokens) else "und",
    )  # fmt: skip


def _is_no_name(chunk: Chunk, tokens: tuple[Token, ...], title: str) -> bool:
    first = tokens[0]
    if len(tokens) > 1 or "-" in first.text:
        following = chunk.sentence.tokens[chunk.last : chunk.last + 2]
        if len(following) == 2 and following[0].text == "(" and following[1].key in lexicon.CONCEPT_ACRONYMS:
            return True  # "Public-Private Partnership (PPP)" is a common noun
    if len(tokens) > 1:
        return _is_all_roles(tokens)
    if first.key in lexicon.CONCEPT_ACRONYMS | lexicon.ROLE_NOUNS | lexicon.CALENDAR or len(first.text) < 2:
        return True
    if (
        _DERIVED.search(first.text)
        or NO_DESIGNATOR.fullmatch(first.text)
        or _is_handle(chunk, first)
        or demonym_of(first.text)
    ):
        return True
    return not title and not first.text.isupper() and first.key in lexicon.FUNCTION_WORDS | lexicon.TITLES


# "Paramount-led": an adjective made of a name.
_DERIVED = re.compile(r"-(?:led|backed|owned|based|made|style|era|listed|funded|run|wide|born|linked|controlled)$")


def _is_all_roles(tokens: tuple[Token, ...]) -> bool:
    """``Central Government``; but "Contraloría General de la República" is the name of one body."""
    empty = lexicon.FUNCTION_WORDS | {"central", "federal"}
    content = [token.key for token in tokens if token.key not in empty]
    return all(key in lexicon.ROLE_NOUNS | lexicon.TITLES for key in content) and not (
        len(content) > 2 and content[0] in lexicon.STATE_HEADS
    )


def _is_handle(chunk: Chunk, token: Token) -> bool:
    text = chunk.sentence.paragraph.text
    around = text[max(0, token.start - 1) : token.start] + text[token.end : token.end + 2]
    return (around[:1] in {"@", "#", "/"} and around[:1] != "/") or bool(
        re.match(r"\.[a-z]", text[token.end : token.end + 2])
    )


def _small_head(chunk: Chunk) -> tuple[EntityType, int] | None:
    """``Chinchero international airport``, ``APEC summit``: the head is written small."""
    following = chunk.sentence.tokens[chunk.last : chunk.last + 3]
    if chunk.tokens[-1].owner:
        return None
    for index, token in enumerate(following):
        if token.key in lexicon.SMALL_PROJECT_HEADS:
            return EntityType.PROJECT, token.end
        if index or token.key not in lexicon.SMALL_ADJECTIVES:
            return None
    return None


def _owner_after(chunk: Chunk) -> str:
    """``President Yoon Suk Yeol of South Korea``."""
    following = chunk.sentence.tokens[chunk.last : chunk.last + 4]
    if not following or following[0].key not in {"of", "de", "del"}:
        return ""
    words = [token.text for token in following[1:] if token.kind == "word" and token.key not in {"the", "la", "el"}]
    for size in (3, 2, 1):
        place = place_of(" ".join(words[:size]))
        if place and place.code and len(words) >= size:
            return place.code
    return ""


def _unsure(chunk: Chunk, tokens: tuple[Token, ...], title: str) -> bool:
    """Whether only a sentence's beginning gives the word its capital."""
    first = tokens[0]
    if title or not chunk.opens or first is not chunk.tokens[0] or len(tokens) > 1 or first.key in lexicon.MEDIA:
        return False
    if first.text.isupper() or first.text[1:] != first.text[1:].lower():
        return False
    language = "es" if chunk.sentence.language == "es" else "en"
    return zipf_frequency(first.text.lower(), language) > _RARE
