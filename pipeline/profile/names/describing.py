"""Tokens -> a mention: what kind of thing it is, whose it is, and whether its capital proves anything."""

from __future__ import annotations

from pipeline.model.profile import EntityType
from pipeline.profile import lexicon
from pipeline.profile.frequency import zipf_frequency
from pipeline.profile.names.chunks import Chunk
from pipeline.profile.names.mentions import Mention
from pipeline.profile.names.refusing import is_no_name
from pipeline.profile.names.shapes import owner_inside, text_of, trimmed, type_of
from pipeline.profile.names.titles import title_before, title_behind
from pipeline.profile.places import Place, place_of
from pipeline.profile.tokens import Token

_RARE = 2.6  # zipf of a sentence's first word above which it is more likely no name


def describe(chunk: Chunk, tokens: tuple[Token, ...], title: str) -> Mention | None:
    tokens = trimmed(tokens)
    if tokens and not title:
        title = title_before(chunk, tokens) or title_behind(chunk, tokens)
    if not tokens or is_no_name(chunk, tokens, title):
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
        language=chunk.sentence.language if any(token.key in lexicon.HEADS for token in tokens) else "und",
    )  # fmt: skip


def place_mention(chunk: Chunk, tokens: tuple[Token, ...], place: Place, rule: str = "territory") -> Mention:
    kind = EntityType.ORGANISATION if place.id in {"united-nations", "european-union"} else EntityType.PLACE
    return Mention(
        text_of(tokens), tokens[0].start, tokens[-1].end, chunk.sentence, kind, rule, owner=place.code, place=place
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
    if len(following) > 2 and following[0].text == "(" and following[2].text == ")":
        place = place_of(following[1].text)  # "Sinohydro Corporation (China)"
        return place.code if place and place.kind == "country" else ""
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
