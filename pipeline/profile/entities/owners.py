"""Which country a ministry belongs to when its name does not say so: "Ministry of Foreign Affairs" is one of many."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.model.profile import EntityType
from pipeline.profile import lexicon
from pipeline.profile.koreannames import is_korean_person
from pipeline.profile.names.mentions import Mention
from pipeline.profile.names.shapes import owner_inside_words
from pipeline.profile.tokens import Sentence

_FORCES = frozenset(
    {"air force", "armed forces", "marine corps", "coast guard", "fuerza aerea", "fuerzas armadas", "guardia costera"}
)
# "Corte Internacional de Justicia", "Parlamento Europeo": of many states, so of none.
_ABOVE_STATES = frozenset(
    "international internacional interamericana interamericano inter-american european europeo europea africana "
    "centroamericana centroamericano andino andina".split()
)
_FRONTED = frozenset({"in", "en"})
_SPANISH = re.compile("[áéíóúñÁÉÍÓÚÑ]")


def is_generic(mention: Mention) -> bool:
    """Whether every state may have one so called: Ministry of X, Congress, Army, Metro Line 3."""
    if mention.place or mention.type is EntityType.PERSON or not mention.key:
        return False
    words = mention.key.split()
    if _ABOVE_STATES.intersection(words):
        return False
    branch = words[0] in lexicon.STATE_HEADS or mention.key in _FORCES
    if branch and mention.type is EntityType.AGENCY:
        return not mention.owner or _names_no_owner(mention)
    return mention.type is EntityType.PROJECT and all(
        word in lexicon.HEADS or word.isdigit() or word in {"and", "y"} for word in words
    )


def _names_no_owner(mention: Mention) -> bool:
    return not owner_inside_words(mention.form)


def resolve_owners(sentences: Sequence[tuple[Sentence, list[Mention]]], pillars: tuple[str, ...]) -> None:
    """Fill in the owner of generic names, sentence by sentence; ``pillars`` are the codes of the watch's countries.

    The lists are changed in place. A name that nothing explains takes the owner its form had before in that seed.
    """
    known: dict[tuple[str, str], str] = {}
    for sentence, mentions in sentences:
        for index, mention in enumerate(mentions):
            if not is_generic(mention):
                continue
            owner = mention.owner or _owner_here(sentence, mentions, index, pillars)
            owner = owner or known.get((mention.seed, mention.key), "")
            if owner:
                known.setdefault((mention.seed, mention.key), owner)
                mentions[index] = replace(mention, owner=owner)


def _owner_here(sentence: Sentence, mentions: list[Mention], index: int, pillars: tuple[str, ...]) -> str:
    """By a fronted place ("In Honduras, ..."), a contrast, what stands before, what stands after; in this order."""
    before = [_bearer(mention) for mention in mentions[:index]]
    after = [_bearer(mention) for mention in mentions[index + 1 :] if _speaks_back(mention)]
    return (
        _fronted(sentence, mentions)
        or _contrast(sentence, mentions[:index], pillars)
        or next((code for code in reversed(before) if code), "")
        or next((code for code in after if code), "")
    )


def _speaks_back(mention: Mention) -> bool:
    """Whether a later neighbour tells: a city, a person, a body of state, but no firm that a minister may visit."""
    if mention.place:
        return mention.place.kind == "city"
    return mention.type not in {EntityType.COMPANY, EntityType.PRODUCT, None}


def _bearer(mention: Mention) -> str:
    """The country that a neighbour speaks for. An adjective speaks for its own noun only ("the Korean delegation")."""
    if mention.rule == "demonym":
        return ""
    if mention.type is EntityType.PERSON and is_korean_person(mention.form):
        return "KR"
    return mention.owner


def _fronted(sentence: Sentence, mentions: list[Mention]) -> str:
    first = mentions[0]
    if first.place and sentence.tokens[0].key in _FRONTED and sentence.tokens[1].start == first.start:
        return first.place.code
    return ""


def _contrast(sentence: Sentence, before: list[Mention], pillars: tuple[str, ...]) -> str:
    """``between Korean teams and the MEF``: then it is the other country's."""
    if len(pillars) != 2 or not before:
        return ""
    text = sentence.paragraph.text
    for mention in reversed(before):
        if mention.place and mention.place.code in pillars:
            lead = text[max(0, mention.start - 12) : mention.start].rstrip().lower()
            if lead.endswith(("between", "entre")) and re.search(r"\b(?:and|y)\b", text[mention.end :]):
                return pillars[1 - pillars.index(mention.place.code)]
    return ""


def looks_spanish(form: str) -> bool:
    """Whether the spelling has accents that English names have not."""
    return bool(_SPANISH.search(form))
