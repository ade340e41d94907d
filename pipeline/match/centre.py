"""The decision for a watch without pairs: it is about names rather than about two sides.

Where some of its names are marked as its centre (one company and what befell it), an article must name one of them. A
name is there as a side of a pair is: up front or more than once, and not in enumerations alone.

* **direct**: one of the centre with a term of a core topic. That the same befell another, or that the company sells
  well, is another story.
* **related**: the centre without such a term; or, without it, a strong core topic beside a
  company, product, project or agreement of the core.

Where the centre is a country, the watch is on a subject in it:

* **direct**: the country, or what stands for it, with a strong core topic, or with a term of one and a company, project
  or agreement of the core, or with both in the title; and no other country there. The seeds' own words count beside a
  term of the core. An outlet of its own country need not name it.
* **related**: the same with less of the subject, or with another country in the title.

Where none is, a core name (no place) in the title or the lead, or two names, with a term of a topic are direct; in a
watch without core topics two names are so by themselves. A core name or a strong core topic at all is related.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.match.decision import Decision
from pipeline.match.evidence import Evidence, TopicEvidence
from pipeline.match.subject import Subject, distinctive, is_strong
from pipeline.match.weights import Weights
from pipeline.match.wording import Wording
from pipeline.model.hit import Tier
from pipeline.model.profile import Entity, EntityType, Grade, Pair, Topic


class Centre(NamedTuple):
    """What a watch without pairs is about."""

    names: tuple[Entity, ...]  # one of these must be there; none: any name of the core will do
    has_core_topics: bool  # then the seeds' own words alone, sales and parcels, make no subject


def centre_of(entities: Iterable[Entity], topics: Iterable[Topic], pairs: Sequence[Pair]) -> Centre:
    names = () if pairs else tuple(entity for entity in entities if entity.centre)
    return Centre(names, any(topic.grade is Grade.CORE for topic in topics))


def decide_without_pairs(
    evidence: Evidence, subject: Subject, centre: Centre, weights: Weights, wording: Wording
) -> Decision:
    """The tier of an article, with the rule in words, or what is lacking."""
    if subject.outweighed:
        return Decision(Tier.MENTION, lacking=wording.centre_lacking(subject.outweighing))
    if centre.names:
        return _around_centre(evidence, subject, centre, weights, wording)
    core = [found for found in subject.entities if found.entity.grade is Grade.CORE]
    strong = [found for found in subject.topics if is_strong(found, weights)]
    several = len(subject.entities) > 1
    if not (core or strong or several):
        return Decision(Tier.MENTION, lacking=wording.centre_lacking(()))
    said = wording.subject(subject.entities, subject.topics)
    is_named = several or any(found.presence.in_front for found in core)
    if is_named and (subject.topics or (several and not centre.has_core_topics)):
        return Decision(Tier.DIRECT, f"{said} at the centre")
    return Decision(Tier.RELATED, f"{said} without more")


def _around_centre(
    evidence: Evidence, subject: Subject, centre: Centre, weights: Weights, wording: Wording
) -> Decision:
    topics = core_of(subject, centre)
    there = at_centre(evidence, topics, weights)
    if there and topics and centre.has_core_topics and all(place.type is EntityType.PLACE for place in there):
        return _in_country(evidence, subject, there, topics, weights, wording)
    if there and topics:
        said = wording.subject((), topics)
        return Decision(Tier.DIRECT, f"{wording.names(there)} at the centre; subject: {said}")
    if there:
        return Decision(Tier.RELATED, f"{wording.names(there)} without a topic of the core")
    strong = [found for found in topics if is_strong(found, weights)]
    others = [found.entity for found in distinctive(subject)]
    if strong and others:
        said = f"{wording.names(others)} and {wording.subject((), strong)}"
        return Decision(Tier.RELATED, f"{said} without {wording.names(centre.names)}")
    return Decision(Tier.MENTION, lacking=wording.off_centre(centre.names))


def core_of(subject: Subject, centre: Centre) -> Sequence[TopicEvidence]:
    """The topics that make an article one of the watch."""
    return [found for found in subject.topics if found.topic.grade is Grade.CORE or not centre.has_core_topics]


def at_centre(evidence: Evidence, topics: Sequence[TopicEvidence], weights: Weights) -> Sequence[Entity]:
    """What of the centre is there for more than in passing; in the press of a country the country, if much is said."""
    carried = [side.pillar for side in evidence.sides.values() if side.carried]
    is_home = not evidence.elsewhere and _is_much(evidence, topics, weights)
    return carried or (evidence.at_home if is_home else ())


def _in_country(
    evidence: Evidence,
    subject: Subject,
    there: Sequence[Entity],
    topics: Sequence[TopicEvidence],
    weights: Weights,
    wording: Wording,
) -> Decision:
    """A country and a subject: all kinds of things happen in a country, so one word is too little."""
    known = [found.entity for found in distinctive(subject)]
    said = f"{wording.names(there)}; subject: {wording.subject((), topics)}"
    is_headline = any(found.in_title for found in topics) and any(
        side.presence.in_title for side in evidence.sides.values()
    )
    if not (known or is_headline or _is_much(evidence, topics, weights)):
        return Decision(Tier.RELATED, f"{said}, and not much of it")
    if evidence.elsewhere:
        return Decision(Tier.RELATED, f"{said}, but {wording.names(evidence.elsewhere)} in the title")
    return Decision(Tier.DIRECT, said)


def _is_much(evidence: Evidence, topics: Sequence[TopicEvidence], weights: Weights) -> bool:
    """Whether an article is on a subject of the core: terms of its topics, and beside one of them the seeds' own."""
    own = sum(found.distinct for found in evidence.topics if found.topic.origin == "seeds")
    return bool(topics) and own + sum(found.distinct for found in topics) >= weights.strong_topic
