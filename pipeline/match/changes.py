"""Small changes of a profile that may let an article in, taken from what stands in its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from pipeline.match.asides import ASIDES
from pipeline.match.excerpt import TextLookup
from pipeline.match.weights import WEIGHTS
from pipeline.model.hit import Judgement
from pipeline.model.profile import (
    Alias,
    Entity,
    EntityType,
    Grade,
    ItemKind,
    Profile,
    Rule,
    RuleEffect,
    RuleItem,
    Status,
    Topic,
    TopicTerm,
)
from pipeline.text.fold import fold_key

_RULE_ITEMS = 3  # more make a rule that fits one article alone
_TOPICS_TRIED = 3  # for each new word


class ChangeKind(StrEnum):
    """What is changed; the smaller and more harmless the earlier."""

    ACCEPT = "accept"  # use what is proposed: an entity, an alias of one, a topic
    TRUST = "trust"  # use an alias that the program was not sure of
    LIFT_CONTEXT = "lift_context"  # let an alias count without the words it asks for
    MAKE_CORE = "make_core"
    STAND_ALONE = "stand_alone"  # let an entity stand for its side
    ADD_TERM = "add_term"
    TAKE_BACK = "take_back"  # use again what a person rejected
    DROP_RULE = "drop_rule"  # a rule that keeps articles out
    ADD_RULE = "add_rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of a profile. ``item`` is the id of the entity, topic or rule, ``form`` its alias or term if any."""

    kind: ChangeKind
    item: str
    form: str = ""
    language: str = ""  # of a term
    rule: Rule | None = None  # to be added


def single_changes(
    profile: Profile, lookup: TextLookup, said: Judgement, words: Sequence[TopicTerm]
) -> tuple[Change, ...]:
    """All single changes worth trying on an article that was judged so; ``words`` are new terms to try."""
    found = [
        *(change for entity in profile.entities for change in _entity_changes(entity, profile, lookup)),
        *(change for topic in profile.topics for change in _topic_changes(topic)),
        *_new_terms(profile, said, words),
        *(Change(kind=ChangeKind.DROP_RULE, item=one.id) for one in profile.rules if one.makes is RuleEffect.MENTION),
        *_new_rules(profile, said, words),
    ]
    order = list(ChangeKind)
    return tuple(sorted(dict.fromkeys(found), key=lambda change: order.index(change.kind)))


def apply_change(change: Change, profile: Profile) -> Profile:
    """The profile with this change."""
    if change.rule:
        return replace(profile, rules=(*profile.rules, change.rule))
    if change.kind is ChangeKind.DROP_RULE:
        return replace(profile, rules=tuple(rule for rule in profile.rules if rule.id != change.item))
    return replace(
        profile,
        entities=tuple(_changed_entity(one, change) if one.id == change.item else one for one in profile.entities),
        topics=tuple(_changed_topic(one, change) if one.id == change.item else one for one in profile.topics),
    )


def _entity_changes(entity: Entity, profile: Profile, lookup: TextLookup) -> Iterator[Change]:
    there = [alias for alias in entity.aliases if lookup.has_alias(alias)]
    if not there:
        return
    if not entity.status.is_used:
        kind = ChangeKind.ACCEPT if entity.status is Status.PROPOSED else ChangeKind.TAKE_BACK
        yield Change(kind=kind, item=entity.id)
        return
    for alias in there:
        if remedy := _kind_for(alias):
            yield Change(kind=remedy, item=entity.id, form=alias.form)
    pillars = {pillar for pair in profile.pairs for pillar in (pair.left, pair.right)}
    if entity.grade is not Grade.CORE:
        yield Change(kind=ChangeKind.MAKE_CORE, item=entity.id)
    if entity.side in pillars - {entity.id} and not entity.stands_alone:
        yield Change(kind=ChangeKind.STAND_ALONE, item=entity.id)


def _kind_for(alias: Alias) -> ChangeKind | None:
    if alias.status is Status.REJECTED:
        return ChangeKind.TAKE_BACK
    if alias.status is Status.PROPOSED:
        return ChangeKind.ACCEPT
    if alias.status is Status.AUTO and alias.confidence < WEIGHTS.firm_confidence:
        return ChangeKind.TRUST
    return ChangeKind.LIFT_CONTEXT if alias.require_context else None


def _topic_changes(topic: Topic) -> Iterator[Change]:
    for term in topic.rejected:
        yield Change(kind=ChangeKind.TAKE_BACK, item=topic.id, form=term.form, language=term.language)
    if not topic.terms:
        return
    if not topic.status.is_used:
        kind = ChangeKind.ACCEPT if topic.status is Status.PROPOSED else ChangeKind.TAKE_BACK
        yield Change(kind=kind, item=topic.id)
    elif topic.grade is not Grade.CORE:
        yield Change(kind=ChangeKind.MAKE_CORE, item=topic.id)


def _new_terms(profile: Profile, said: Judgement, words: Sequence[TopicTerm]) -> Iterator[Change]:
    """Each word as a term of the topics that the article shows, else of the core; where nothing is named, of none."""
    if not said.mentions:
        return
    shown = [found.topic_id for found in said.topics]
    usable = [topic for topic in profile.topics if topic.status.is_used and topic.grade is not Grade.BACKGROUND]
    usable.sort(key=lambda topic: (topic.id not in shown, topic.grade is not Grade.CORE))
    for word in words:
        # A term is no aside any more: sport would be let in by making football a term.
        for topic in () if _is_aside(word.form) else usable[:_TOPICS_TRIED]:
            yield Change(kind=ChangeKind.ADD_TERM, item=topic.id, form=word.form, language=word.language)


def _is_aside(form: str) -> bool:
    key = f" {fold_key(form)} "
    return any(f" {aside}" in key for aside in ASIDES)


def _new_rules(profile: Profile, said: Judgement, words: Sequence[TopicTerm]) -> Iterator[Change]:
    """One rule of what the article shows of the watch: as many items as a rule bears, for then it is the narrowest."""
    items = _rule_items(profile, said)
    if items:
        items += [RuleItem(kind=ItemKind.PHRASE, what=word.form) for word in words[:1]]
    if len(items) >= 2:
        must = tuple(items[:_RULE_ITEMS])
        name = "-and-".join(item.what for item in must if item.kind is not ItemKind.PHRASE)
        taken = {rule.id for rule in profile.rules}
        rule_id = next(one for one in (name, *(f"{name}-{number}" for number in range(2, 1000))) if one not in taken)
        rule = Rule(id=rule_id, makes=RuleEffect.RELATED, must=must)
        yield Change(kind=ChangeKind.ADD_RULE, item=rule.id, rule=rule)


def _rule_items(profile: Profile, said: Judgement) -> list[RuleItem]:
    """What a rule can name: names above the background, places last, and the strongest topic in the second place."""
    entities = {entity.id: entity for entity in profile.entities}
    named = dict.fromkeys(mention.entity_id for mention in said.mentions)
    telling = [one for one in named if entities[one].grade is not Grade.BACKGROUND]
    telling.sort(key=lambda one: entities[one].type is EntityType.PLACE)
    items = [RuleItem(kind=ItemKind.ENTITY, what=one) for one in telling[:_RULE_ITEMS]]
    items[1:1] = [RuleItem(kind=ItemKind.TOPIC, what=found.topic_id) for found in said.topics[:1]]
    return items


def _changed_entity(entity: Entity, change: Change) -> Entity:
    if change.form:
        return replace(entity, aliases=tuple(_changed_alias(alias, change) for alias in entity.aliases))
    match change.kind:
        case ChangeKind.MAKE_CORE:
            return replace(entity, grade=Grade.CORE)
        case ChangeKind.STAND_ALONE:
            return replace(entity, stands_alone=True)
    used = tuple(_confirmed(alias) if alias.status is Status.PROPOSED else alias for alias in entity.aliases)
    return replace(entity, status=Status.CONFIRMED, aliases=used)


def _changed_alias(alias: Alias, change: Change) -> Alias:
    if alias.form != change.form:
        return alias
    return replace(alias, require_context=()) if change.kind is ChangeKind.LIFT_CONTEXT else _confirmed(alias)


def _confirmed(alias: Alias) -> Alias:
    return replace(alias, status=Status.CONFIRMED)


def _changed_topic(topic: Topic, change: Change) -> Topic:
    if change.kind is ChangeKind.MAKE_CORE:
        return replace(topic, grade=Grade.CORE)
    if not change.form:
        return replace(topic, status=Status.CONFIRMED)
    term = TopicTerm(form=change.form, language=change.language)
    kept = tuple(one for one in topic.rejected if one != term)
    return replace(topic, terms=(*topic.terms, term), rejected=kept)
