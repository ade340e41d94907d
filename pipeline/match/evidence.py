"""What an article holds of a watch: entities, sides and topics, and how prominently."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise

from pipeline.match.affairs import affairs_in
from pipeline.match.finding import Finds
from pipeline.match.forms import Form
from pipeline.match.layout import Fronts, Layout
from pipeline.match.lists import is_listed
from pipeline.match.overlaps import Find
from pipeline.match.weights import Weights
from pipeline.model.hit import Mention
from pipeline.model.profile import Entity, EntityType, Grade, Topic

_MOST_LOOKED_AT = 40  # of a side's names; what is named so often does not stand in lists alone
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
    """A pillar of a pair, or a name at the centre, present by its own name or through entities that stand for it."""

    pillar: Entity
    presence: Presence
    through: tuple[Entity, ...]  # empty when the pillar's own name is there
    carried: bool  # more than a passing mention
    is_listed: bool = False  # in enumerations alone


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
    together: frozenset[frozenset[str]]  # pairs of sides that stand near each other somewhere, no list between them
    elsewhere: tuple[Entity, ...]  # other countries in a title that names no side
    at_home: tuple[Entity, ...]  # countries at the centre whose own press this is: it need not name them
    affairs: tuple[str, ...]  # words of state and business; looked for only where two sides stand together
    stands_for: Mapping[str, str]  # ids of entities that are there for a side, and the side
    asides: int  # points
    aside_words: tuple[str, ...]
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
    language: str,
) -> Evidence:
    """Turn what was found in an article into evidence. Forms below ``firm_confidence`` are mentions and no more.

    ``country`` is the outlet's (ISO 3166-1 alpha-2), "" when unknown, ``language`` the article's (ISO 639-1).
    """
    fronts = layout.fronts(weights)
    firm = [find for find in finds.names if find.form.confidence >= weights.firm_confidence]
    by_entity = _grouped((find.form.owner, find) for find in firm)
    by_side = _grouped(_side_finds(firm, finds.hidden, entities, pillars))
    together = frozenset(_together(by_side, layout, weights)) if len(by_side) > 1 else frozenset()
    found_entities = tuple(
        EntityFound(entities[owner], _presence(found, fronts), max(find.form.confidence for find in found))
        for owner, found in sorted(by_entity.items())
    )
    sides = {side: _side(entities, side, found, layout, country, weights) for side, found in sorted(by_side.items())}
    return Evidence(
        entities=found_entities,
        sides=sides,
        elsewhere=_elsewhere(found_entities, sides, pillars),
        at_home=tuple(entities[pillar] for pillar in sorted(pillars) if _is_home(entities[pillar], country, language)),
        topics=_topics(finds.terms, layout, topics, weights),
        together=together,
        affairs=affairs_in(layout.text) if together else (),
        stands_for={find.form.owner: side for side, found in by_side.items() for find in found},
        aside_words=tuple(sorted(finds.asides)),
        asides=len(finds.asides) + (weights.aside_title if finds.headline_aside else 0),
        is_brief=layout.is_brief(weights),
        is_long=layout.is_long(weights),
        mentions=tuple(_mention(find, layout) for find in finds.names[:_MOST_MENTIONS]),
        without_context=finds.without_context,
    )


def _is_home(pillar: Entity, country: str, language: str) -> bool:
    """Korean news are written in Korea, but for those whose outlet is known to be elsewhere."""
    home = country or {"ko": "KR"}.get(language, "")
    return pillar.centre and pillar.type is EntityType.PLACE and bool(home) and pillar.country == home


def _grouped(pairs: Iterable[tuple[str, Find]]) -> dict[str, list[Find]]:
    grouped: dict[str, list[Find]] = {}
    for key, find in pairs:
        grouped.setdefault(key, []).append(find)
    return grouped


def _side_finds(
    firm: list[Find], hidden: tuple[Find, ...], entities: Mapping[str, Entity], pillars: frozenset[str]
) -> Iterator[tuple[str, Find]]:
    cities: defaultdict[str, list[Find]] = defaultdict(list)
    sides: set[str] = set()
    for find in (*firm, *hidden):
        entity = entities[find.form.owner]
        side = entity.id if entity.id in pillars else entity.side if entity.stands_alone else ""
        if side in pillars:
            sides.add(side)
            yield side, find
        elif entity.side in pillars and entity.type is EntityType.PLACE:
            cities[entity.side].append(find)
    # Alone a city is a place where things happen; beside the other side it may stand for its government. Where a
    # country is the centre, what happens in its cities happens there.
    if len(sides | cities.keys()) > 1 or any(entities[side].centre for side in cities):
        for side, finds in cities.items():
            yield from ((side, find) for find in finds)


def _together(by_side: Mapping[str, list[Find]], layout: Layout, weights: Weights) -> Iterator[frozenset[str]]:
    """The pairs of sides that stand within ``together_within`` of each other at least once."""
    for one, other in combinations(sorted(by_side), 2):
        places = sorted((find.origin, side) for side in (one, other) for find in by_side[side])
        near = (right - left for (left, a), (right, b) in pairwise(places) if a != b)
        if any(distance * layout.density <= weights.together_within for distance in near):
            yield frozenset({one, other})


def _elsewhere(
    entities: tuple[EntityFound, ...], sides: Mapping[str, SideFound], pillars: frozenset[str]
) -> tuple[Entity, ...]:
    if any(side.presence.in_title for side in sides.values()):
        return ()
    places = (found.entity for found in entities if found.presence.in_title and found.entity.type is EntityType.PLACE)
    return tuple(place for place in places if place.id not in pillars and place.side not in pillars and place.country)


def _presence(found: Iterable[Find], fronts: Fronts) -> Presence:
    origins = [find.origin for find in found]
    return Presence(
        in_title=any(origin < fronts.summary for origin in origins),
        in_lead=any(
            fronts.summary <= origin < fronts.summary_lead or fronts.body <= origin < fronts.body_lead
            for origin in origins
        ),
        times=sum(origin >= fronts.counted for origin in origins),
    )


def _side(
    entities: Mapping[str, Entity], side: str, found: list[Find], layout: Layout, country: str, weights: Weights
) -> SideFound:
    unlisted = _unlisted(found, layout.text)
    presence = _presence(unlisted, layout.fronts(weights))
    owners = dict.fromkeys(find.form.owner for find in found)
    through = () if side in owners else tuple(entities[owner] for owner in owners)
    often = weights.named_often_long if layout.is_long(weights) else weights.named_often
    if country and entities[side].country == country:
        often = weights.named_at_home
    return SideFound(entities[side], presence, through, presence.in_front or presence.times >= often, not unlisted)


def _unlisted(found: list[Find], text: str) -> list[Find]:
    alone = [find for find in found[:_MOST_LOOKED_AT] if not is_listed(text, find.origin, find.origin_end)]
    return alone + found[_MOST_LOOKED_AT:]


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
        in_title=any(find.origin < layout.summary_start for find in finds),
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
        reason=find.reason,
    )


def is_subject(found: EntityFound, pillars: frozenset[str]) -> bool:
    """Whether an entity can be what a watch is about: no place, no pillar, nothing of the background."""
    entity = found.entity
    return entity.id not in pillars and entity.type is not EntityType.PLACE and entity.grade is not Grade.BACKGROUND
