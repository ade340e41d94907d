"""What stands of a watch in an article: each mention in its sentence, each entity with the seed behind it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model.article import Article
from pipeline.model.digest import Piece
from pipeline.model.hit import Judgement, Mention, TextField
from pipeline.model.profile import Entity, Evidence, Profile
from pipeline.text.fold import fold_key
from pipeline.text.sentences import sentence_spans

_SHOWN = 3  # mentions of one entity
_BEFORE = 90  # characters of the sentence before the name ...
_AFTER = 110  # ... and behind it
_LONGEST_WORD = 25  # a cut goes to a blank if there is one so near
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionShown:
    """A mention in its sentence; the marked piece is the surface."""

    mention: Mention
    sentence: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityShown:
    """An entity of the article, its first mentions, and the sentence of a seed that shows it."""

    id: str
    name: str
    type: str
    grade: str
    times: int  # mentions in all
    mentions: tuple[MentionShown, ...]
    evidence: Evidence | None  # None: no seed has it
    origin: str  # where the form that fired comes from: seed, cldr, analyst ...


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicShown:
    id: str
    name: str
    grade: str
    terms: tuple[str, ...]


def show_entities(article: Article, said: Judgement, profile: Profile) -> tuple[EntityShown, ...]:
    """The entities of a judgement in the order of their first mention."""
    entities = {entity.id: entity for entity in profile.entities}
    sentences = _Sentences(article)
    by_entity: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in said.mentions:
        by_entity[mention.entity_id].append(mention)
    return tuple(_entity_shown(entities[one], mentions, sentences) for one, mentions in by_entity.items())


def show_topics(said: Judgement, profile: Profile) -> tuple[TopicShown, ...]:
    topics = {topic.id: topic for topic in profile.topics}
    return tuple(
        TopicShown(
            id=found.topic_id,
            name=topics[found.topic_id].name,
            grade=topics[found.topic_id].grade.value,
            terms=found.terms,
        )
        for found in said.topics
    )


def _entity_shown(entity: Entity, mentions: list[Mention], sentences: _Sentences) -> EntityShown:
    forms = list(dict.fromkeys(mention.alias for mention in mentions))
    origins = {alias.form: alias.origin for alias in entity.aliases}
    return EntityShown(
        id=entity.id,
        name=entity.name,
        type=entity.type.value,
        grade=entity.grade.value,
        times=len(mentions),
        mentions=tuple(
            MentionShown(mention=mention, sentence=tuple(sentences.around(mention))) for mention in mentions[:_SHOWN]
        ),
        evidence=_telling(entity, forms),
        origin=origins.get(forms[0], ""),
    )


def _telling(entity: Entity, forms: list[str]) -> Evidence | None:
    """The sentence with a form that fired, if a seed has it in that form."""
    keys = [fold_key(form) for form in forms]

    def lacks_them(evidence: Evidence) -> bool:
        quote = fold_key(evidence.quote)
        return not any(key in quote for key in keys)

    return min(entity.evidence, key=lacks_them, default=None)


class _Sentences:
    """The sentences of an article's fields, parted when they are first asked for."""

    def __init__(self, article: Article) -> None:
        self._texts = {
            TextField.TITLE: article.title,
            TextField.SUMMARY: article.summary,
            TextField.BODY: article.body,
        }
        self._spans: dict[TextField, tuple[tuple[int, int], ...]] = {}

    def around(self, mention: Mention) -> Iterator[Piece]:
        """The sentence of a mention, cut at blanks where it is long, on one line."""
        text = self._texts[mention.field]
        start, end = self._span_at(mention)
        left, right = start, end
        if mention.start - start > _BEFORE:
            left = _forward_to_blank(text, mention.start - _BEFORE, mention.start)
        if end - mention.end > _AFTER:
            right = _back_to_blank(text, mention.end + _AFTER, mention.end)
        before = (_ELLIPSIS if left > start else "") + _flat(text[left : mention.start])
        behind = _flat(text[mention.end : right]) + (_ELLIPSIS if right < end else "")
        pieces = (Piece(text=before), Piece(text=_flat(mention.surface), marked=True), Piece(text=behind))
        yield from (piece for piece in pieces if piece.text)

    def _span_at(self, mention: Mention) -> tuple[int, int]:
        if mention.field not in self._spans:
            self._spans[mention.field] = sentence_spans(self._texts[mention.field])
        spans = self._spans[mention.field]
        start, end = spans[max(0, bisect_right(spans, mention.start, key=lambda span: span[0]) - 1)]
        return start, max(end, mention.end)  # an abbreviated name may be taken for the end of a sentence


def _forward_to_blank(text: str, place: int, limit: int) -> int:
    blank = text.find(" ", place, min(place + _LONGEST_WORD, limit))
    return blank + 1 if blank >= 0 else place


def _back_to_blank(text: str, place: int, limit: int) -> int:
    blank = text.rfind(" ", max(place - _LONGEST_WORD, limit), place)
    return blank if blank >= 0 else place


def _flat(text: str) -> str:
    return text.replace("\n", " ")
