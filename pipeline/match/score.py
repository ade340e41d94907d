"""The score: parts whose maxima sum up to 1, less what is lost in passing, apart from each other, or to asides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.match.centre import Centre, at_centre, core_of
from pipeline.match.evidence import EntityFound, Evidence, SideFound
from pipeline.match.subject import Subject
from pipeline.match.weights import Weights
from pipeline.match.wording import Wording
from pipeline.model.hit import ScorePart
from pipeline.model.profile import EntityType, Grade, Pair


def score_parts(
    evidence: Evidence, subject: Subject, pairs: Sequence[Pair], centre: Centre, weights: Weights, wording: Wording
) -> tuple[ScorePart, ...]:
    """Return the addends of the score, biggest first; their sum lies in [0, 1]."""
    sides = _sides(evidence, pairs, weights, wording) if pairs else _centre(evidence, subject, centre, weights, wording)
    parts = [
        *sides,
        *_topics(evidence, weights),
        *_entities(evidence, weights, wording),
        *_title(evidence, subject, pairs, weights),
    ]
    if pairs and not _is_met(evidence, pairs):
        lost = -weights.passing_loss * sum(part.points for part in parts if part.name != "sides")
        parts.append(ScorePart(name="passing", points=lost, why="not both sides are more than named in passing"))
    elif pairs and not evidence.together:
        lost = -min(weights.apart_loss, sum(part.points for part in parts))
        parts.append(ScorePart(name="apart", points=lost, why="the sides are never named together"))
    if subject.outweighed:
        lost = -weights.aside_loss * sum(part.points for part in parts)
        words = ", ".join(subject.outweighing[:4])
        parts.append(ScorePart(name="asides", points=lost, why=f"words of another page: {words}"))
    rounded = (ScorePart(name=part.name, points=round(part.points, 4), why=part.why) for part in parts)
    return tuple(sorted((part for part in rounded if part.points), key=lambda part: (-part.points, part.name)))


def total(parts: Sequence[ScorePart]) -> float:
    """Return the sum of the parts, rounded to four decimals."""
    return min(1.0, max(0.0, round(sum(part.points for part in parts), 4)))


def _sides(evidence: Evidence, pairs: Sequence[Pair], weights: Weights, wording: Wording) -> Iterator[ScorePart]:
    options = [_pair_points(evidence.sides.get(pair.left), evidence.sides.get(pair.right), weights) for pair in pairs]
    points, sides = max(options, key=lambda option: option[0])
    if sides:
        yield ScorePart(name="sides", points=points, why=" and ".join(map(wording.side, sides)))


def _is_met(evidence: Evidence, pairs: Sequence[Pair]) -> bool:
    carried = {side for side, found in evidence.sides.items() if found.carried}
    return any({pair.left, pair.right} <= carried for pair in pairs)


def _pair_points(
    left: SideFound | None, right: SideFound | None, weights: Weights
) -> tuple[float, tuple[SideFound, ...]]:
    sides = tuple(side for side in (left, right) if side)
    carried = sum(side.carried for side in sides)
    if len(sides) == 2:
        return (weights.side_in_passing * 2, weights.one_side_passing, weights.both_sides)[carried], sides
    return (weights.one_side if carried else weights.side_in_passing) if sides else 0.0, sides


def _centre(
    evidence: Evidence, subject: Subject, centre: Centre, weights: Weights, wording: Wording
) -> Iterator[ScorePart]:
    """A watch without pairs: its centre, or else its core names, take the place of the sides."""
    if centre.names:
        sides = [(side.pillar, side.carried) for side in evidence.sides.values()]
        there = sides or [(each, True) for each in at_centre(evidence, core_of(subject, centre), weights)]
    else:
        core = (found for found in subject.entities if found.entity.grade is Grade.CORE)
        there = [(found.entity, found.presence.in_front) for found in core]
    if there:
        points = weights.both_sides if any(carried for _, carried in there) else weights.one_side
        yield ScorePart(name="centre", points=points, why=wording.names(entity for entity, _ in there))


def _topics(evidence: Evidence, weights: Weights) -> Iterator[ScorePart]:
    weighted = sum(found.distinct * weights.term[found.topic.grade] for found in evidence.topics)
    if weighted:
        surfaces = [surface for found in evidence.topics for surface in found.surfaces]
        points = weights.topics_most * min(1.0, weighted / weights.topic_terms_full)
        yield ScorePart(name="topics", points=points, why=", ".join(surfaces[:6]))
    elif evidence.affairs:
        yield ScorePart(name="affairs", points=weights.affairs, why=", ".join(evidence.affairs[:6]))


def _entities(evidence: Evidence, weights: Weights, wording: Wording) -> Iterator[ScorePart]:
    others = [
        found
        for found in evidence.entities
        if found.entity.type is not EntityType.PLACE and found.entity.id not in evidence.sides
    ]
    points = sum(_entity_points(found, weights) for found in others)
    if points:
        names = wording.names(
            found.entity for found in sorted(others, key=lambda found: -_entity_points(found, weights))
        )
        yield ScorePart(name="entities", points=min(points, weights.entities_most), why=names)


def _entity_points(found: EntityFound, weights: Weights) -> float:
    prominence = 1.0 if found.presence.in_front else weights.not_in_front
    return weights.entity[found.entity.grade] * found.confidence * prominence


def _title(evidence: Evidence, subject: Subject, pairs: Sequence[Pair], weights: Weights) -> Iterator[ScorePart]:
    options = [
        [evidence.sides[side] for side in (pair.left, pair.right) if side in evidence.sides] for pair in pairs
    ] or [list(evidence.sides.values())]
    sides = max(([side.pillar.name for side in option if side.presence.in_title] for option in options), key=len)
    entities = [found.entity.name for found in subject.entities if found.presence.in_title]
    topics = [found.topic.name for found in subject.topics if found.in_title]
    points = weights.title_side * len(sides) + (weights.title_subject if entities or topics else 0.0)
    if points:
        yield ScorePart(name="title", points=points, why=", ".join((*sides, *entities, *topics)[:4]) + " in the title")
