"""What an article holds of a watch: entities, sides and topics, and how prominently."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.match.finding import Finds
from pipeline.match.forms import Form
from pipeline.match.layout import Layout
from pipeline.match.overlaps import Find
from pipeline.match.weights import Weights
from pipeline.model.hit import Mention, TextField
from pipeline.model.profile import Entity, EntityType, Grade, Topic

_MOST_MENTIONS = 200  # kept of one article; a text that names a watched name more often is a table or a trap


@dataclass(frozen=True, slots=True)
class Presence:
    """How somebody is present in an article."""

    in_title: bool
    in_lead: bool
    times: int  # in the body; in the summary when there is no body

    @property
    def in_front(self) -> bool:
        return self.in_title or self.in_lead


@dataclass(frozen=True, slots=True)
class EntityFound:
    entity: Entity
    presence: Presence
    confidence: float  # of its surest form


@dataclass(frozen=True, slots=True)
class SideFound:
    """A pillar of a pair, present by its own name or through entities that stand for it."""

    pillar: Entity
    presence: Presence
    through: tuple[Entity, ...]  # empty when the pillar's own name is there
    carried: bool  # more than a passing mention


@dataclass(frozen=True, slots=True)
class TopicEvidence:
    topic: Topic
    surfaces: tuple[str, ...]  # distinct, in order of appearance
    distinct: int  # terms of the profile behind them
    in_title: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All that the decision and the score rest upon."""

    entities: tuple[EntityFound, ...]  # by id
    sides: Mapping[str, SideFound]  # by pillar id
    topics: tuple[TopicEvidence, ...]  # strongest first
    asides: int  # points
    is_brief: bool
    is_long: bool
    mentions: tuple[Mention, ...]
    without_context: tuple[Form, ...]


def gather_evidence(
    finds: Finds,
    layout: Layout,
    entities: Mapping[str, Entity],
    topics: Mapping[str, Topic],
    pillars: frozenset[str],
    weights: Weights,
    country: str,
) -> Evidence:
    """Turn what was found in an article into evidence. Forms below ``firm_confidence`` are mentions and no more.

    ``country`` is the outlet's (ISO 3166-1 alpha-2), "" when unknown.
    """
    is_long = layout.is_long(weights)
    firm = [find for find in finds.names if find.form.confidence >= weights.firm_confidence]
    by_entity = _grouped((find.form.owner, find) for find in firm)
    by_side = _grouped(_side_finds(firm, finds.hidden, entities, pillars))
    return Evidence(
        entities=tuple(
            EntityFound(entities[owner], _presence(found, layout, weights), max(find.form.confidence for find in found))
            for owner, found in sorted(by_entity.items())
        ),
        sides={side: _side(entities, side, found, layout, country, weights) for side, found in sorted(by_side.items())},
        topics=_topics(finds.terms, layout, topics, weights),
        asides=len(finds.asides) + (weights.aside_title if finds.headline_aside else 0),
        is_brief=layout.is_brief(weights),
        is_long=is_long,
        mentions=tuple(_mention(find, layout) for find in finds.names[:_MOST_MENTIONS]),
        without_context=finds.without_context,
    )


def _grouped(pairs: Iterable[tuple[str, Find]]) -> dict[str, list[Find]]:
    grouped: dict[str, list[Find]] = {}
    for key, find in pairs:
        grouped.setdefault(key, []).append(find)
    return grouped


def _side_finds(
    firm: list[Find], hidden: tuple[Find, ...], entities: Mapping[str, Entity], pillars: frozenset[str]
) -> Iterator[tuple[str, Find]]:
    for find in firm:
        entity = entities[find.form.owner]
        if entity.id in pillars:
            yield entity.id, find
        elif entity.side in pillars and entity.stands_alone:
            yield entity.side, find
    for find in hidden:
        if find.form.owner in pillars:
            yield find.form.owner, find


def _presence(found: list[Find], layout: Layout, weights: Weights) -> Presence:
    counted = TextField.SUMMARY if layout.is_bodiless else TextField.BODY
    places = [layout.locate(find.origin)[0] for find in found]
    return Presence(
        in_title=TextField.TITLE in places,
        in_lead=any(layout.is_in_lead(find.origin, weights) for find in found),
        times=places.count(counted),
    )


def _side(
    entities: Mapping[str, Entity], side: str, found: list[Find], layout: Layout, country: str, weights: Weights
) -> SideFound:
    presence = _presence(found, layout, weights)
    owners = dict.fromkeys(find.form.owner for find in found)
    through = () if side in owners else tuple(entities[owner] for owner in owners)
    often = weights.named_often_long if layout.is_long(weights) else weights.named_often
    if country and entities[side].country == country:
        often = weights.named_at_home
    return SideFound(entities[side], presence, through, presence.in_front or presence.times >= often)


def _topics(
    terms: tuple[Find, ...], layout: Layout, topics: Mapping[str, Topic], weights: Weights
) -> tuple[TopicEvidence, ...]:
    found = [
        _topic(topics[owner], finds, layout) for owner, finds in _grouped((t.form.owner, t) for t in terms).items()
    ]

    def strength(evidence: TopicEvidence) -> tuple[float, str]:
        points = evidence.distinct + (weights.subject_title if evidence.in_title else 0)
        return -points * weights.term[evidence.topic.grade], evidence.topic.id

    return tuple(sorted(found, key=strength))


def _topic(topic: Topic, finds: list[Find], layout: Layout) -> TopicEvidence:
    surfaces: dict[str, str] = {}
    for find in finds:
        surface = layout.text[find.origin : find.origin_end]
        surfaces.setdefault(surface.casefold(), surface)
    return TopicEvidence(
        topic=topic,
        surfaces=tuple(surfaces.values()),
        distinct=len({find.form.text for find in finds}),
        in_title=any(layout.locate(find.origin)[0] is TextField.TITLE for find in finds),
    )


def _mention(find: Find, layout: Layout) -> Mention:
    place, begin = layout.locate(find.origin)
    return Mention(
        entity_id=find.form.owner,
        alias=find.form.text,
        surface=layout.text[find.origin : find.origin_end],
        field=place,
        start=find.origin - begin,
        end=find.origin_end - begin,
    )


def is_subject(found: EntityFound, pillars: frozenset[str]) -> bool:
    """Whether an entity can be what a watch is about: no place, no pillar, nothing of the background."""
    entity = found.entity
    return entity.id not in pillars and entity.type is not EntityType.PLACE and entity.grade is not Grade.BACKGROUND
