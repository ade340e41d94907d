"""Sentences in a Latin script -> mentions: all candidates, read one by one and then beside each other."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from pipeline.model.profile import EntityType
from pipeline.model.seed import ParagraphKind
from pipeline.profile import lexicon
from pipeline.profile.names.acronyms import abbreviates, is_acronym
from pipeline.profile.names.chunks import capital_chunks, quoted_titles
from pipeline.profile.names.interpreting import interpret
from pipeline.profile.names.mentions import Mention
from pipeline.profile.tokens import Sentence, key_of


def find_mentions(sentence: Sentence) -> list[Mention]:
    """All names of a sentence in a Latin script. Headings and tables yield places and little else."""
    quoted = list(quoted_titles(sentence))
    mentions = [_quoted_mention(sentence, start, end) for start, end in quoted]
    for chunk in capital_chunks(sentence):
        if not any(start <= chunk.start < end for start, end in quoted):
            mentions.extend(interpret(chunk))
    mentions.sort(key=lambda mention: mention.start)
    if sentence.language == "de":  # where every noun has a capital
        mentions = [mention for mention in mentions if mention.place or mention.type is EntityType.PERSON]
    mentions = [_before_province(mention, following) for mention, following in pairwise([*mentions, None]) if mention]
    if sentence.paragraph.kind is ParagraphKind.TABLE:
        mentions = [mention for mention in mentions if _fits_fragment(mention)]
    elif sentence.paragraph.kind is ParagraphKind.HEADING:
        mentions = [mention if mention.place else replace(mention, sure=False) for mention in mentions]
    owned = [_with_owner(sentence, mentions, index) for index in range(len(mentions))]
    return [part for mention, after in pairwise([*owned, None]) if mention for part in _with_parent(mention, after)]


_PARENT = re.compile(r" (?:of|de|del)(?: the| la| los| las)? (?=[A-ZÁÉÍÓÚÑ])")


def _with_parent(mention: Mention, following: Mention | None) -> list[Mention]:
    """``Procuraduría del Ministerio de Pesca y Mar (MPM)``: the bracket abbreviates the ministry, not its lawyers."""
    text = mention.sentence.paragraph.text
    if mention.place or not following or text[mention.end : following.start] != " (" or not is_acronym(following.form):
        return [mention]
    if abbreviates(following.form, mention.form):
        return [mention]
    for joint in _PARENT.finditer(mention.form):
        tail = mention.form[joint.end() :]
        if abbreviates(following.form, tail) and key_of(tail.split()[0]) in lexicon.HEADS:
            return [mention, replace(mention, form=tail, start=mention.start + joint.end(), rule="bracket")]
    return [mention]


def _before_province(mention: Mention, following: Mention | None) -> Mention:
    """``Kinston, North Carolina``: what stands before its province is a place."""
    if mention.type or not following or not following.place or following.place.kind != "province":
        return mention
    text = mention.sentence.paragraph.text
    if text[mention.end : following.start] != ", ":
        return mention
    return replace(mention, type=EntityType.PLACE, owner=following.place.code, rule="province")


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
