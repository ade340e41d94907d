"""What an article is about, as far as the watch knows, weighed against words of another page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.match.evidence import EntityFound, Evidence, TopicEvidence, is_subject
from pipeline.match.weights import Weights
from pipeline.model.profile import EntityType, Grade

_DISTINCTIVE = frozenset({EntityType.COMPANY, EntityType.PRODUCT, EntityType.PROJECT, EntityType.AGREEMENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What an article is about, as far as the watch knows."""

    entities: tuple[EntityFound, ...]
    topics: tuple[TopicEvidence, ...]  # without those of the background
    points: int
    enough: bool
    outweighing: tuple[str, ...]  # words of sport, stage, kitchen ... that are more than the subject's

    @property
    def outweighed(self) -> bool:
        return bool(self.outweighing)

    @property
    def is_met(self) -> bool:
        return self.enough and not self.outweighed


def find_subject(evidence: Evidence, pillars: frozenset[str], weights: Weights) -> Subject:
    """Weigh the subject of an article against its asides."""
    entities = tuple(found for found in evidence.entities if is_subject(found, pillars))
    topics = tuple(found for found in evidence.topics if found.topic.grade is not Grade.BACKGROUND)
    points = sum(_entity_points(found, weights) for found in entities)
    points += weights.subject_term * sum(found.distinct for found in topics)
    if any(found.in_title for found in topics) or any(found.presence.in_title for found in entities):
        points += weights.subject_title
    return Subject(
        entities=entities,
        topics=topics,
        points=points,
        enough=points >= _least(evidence, weights),
        outweighing=evidence.aside_words if 0 < evidence.asides >= points else (),
    )


def _least(evidence: Evidence, weights: Weights) -> int:
    if evidence.is_long:
        return weights.subject_least_long
    return weights.subject_least_brief if evidence.is_brief else weights.subject_least


def _entity_points(found: EntityFound, weights: Weights) -> int:
    """Companies, products and the like of the core count in full; ministers and ministries are in all the news."""
    entity = found.entity
    is_full = entity.grade is Grade.CORE and entity.type not in {EntityType.PERSON, EntityType.AGENCY}
    return weights.subject_entity if is_full else weights.subject_person


def distinctive(subject: Subject) -> Iterator[EntityFound]:
    for found in subject.entities:
        presence = found.presence
        prominent = presence.in_front or presence.times > 1
        backed = presence.in_title or bool(subject.topics) or len(subject.entities) > 1
        if is_distinctive(found) and prominent and backed:
            yield found


def is_distinctive(found: EntityFound) -> bool:
    return found.entity.grade is Grade.CORE and found.entity.type in _DISTINCTIVE


def is_strong(found: TopicEvidence, weights: Weights) -> bool:
    return found.topic.grade is Grade.CORE and found.distinct >= weights.strong_topic
