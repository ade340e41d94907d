"""Small changes of a profile that may let an article in, taken from what stands in its text."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations

from pipeline.match.asides import asides
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
_GIVEN_TOGETHER = 4  # entities without a side that are given one two at a time
_SIDED = frozenset({EntityType.COMPANY, EntityType.ORGANISATION, EntityType.PRODUCT})


class ChangeKind(StrEnum):
    """What is changed; the smaller and more harmless the earlier."""

    ACCEPT = "accept"  # use what is proposed: an entity, an alias of one, a topic
    TRUST = "trust"  # use an alias that the program was not sure of
    LIFT_CONTEXT = "lift_context"  # let an alias count without the words it asks for
    MAKE_CORE = "make_core"
    STAND_ALONE = "stand_alone"  # let an entity stand for its side
    GIVE_SIDE = "give_side"  # ... and say first which side an entity of none is of
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
    side: str = ""  # id of the pillar that an entity is given to
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
    return tuple(sorted(dict.fromkeys(found), key=harm))


def harm(change: Change) -> int:
    """The place of a change among the kinds: the smaller the earlier."""
    return _KINDS.index(change.kind)


_KINDS = list(ChangeKind)


def given_sides(changes: Sequence[Change], said: Judgement) -> tuple[tuple[Change, Change], ...]:
    """Pairs of changes that give two entities to two sides; first those that stand first in the article."""
    places = {one: place for place, one in enumerate(dict.fromkeys(mention.entity_id for mention in said.mentions))}
    given = [change for change in changes if change.kind is ChangeKind.GIVE_SIDE]
    given.sort(key=lambda change: places.get(change.item, len(places)))
    items = list(dict.fromkeys(change.item for change in given))[:_GIVEN_TOGETHER]
    pairs = combinations([change for change in given if change.item in items], 2)
    return tuple((one, other) for one, other in pairs if one.item != other.item and one.side != other.side)


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
    pillars = dict.fromkeys(pillar for pair in profile.pairs for pillar in (pair.left, pair.right))
    if entity.grade is not Grade.CORE:
        yield Change(kind=ChangeKind.MAKE_CORE, item=entity.id)
    if entity.side in pillars and entity.side != entity.id and not entity.stands_alone:
        yield Change(kind=ChangeKind.STAND_ALONE, item=entity.id)
    if not entity.side and entity.id not in pillars and entity.type in _SIDED and entity.grade is not Grade.BACKGROUND:
        sides = _likely_sides(entity, [one for one in profile.entities if one.id in pillars])
        yield from (Change(kind=ChangeKind.GIVE_SIDE, item=entity.id, side=side) for side in sides)


def _likely_sides(entity: Entity, pillars: Sequence[Entity]) -> list[str]:
    """Its country, where that is known; else every side, the one first that its seeds name nearest to it."""
    possible = [one for one in pillars if not (entity.country and one.country) or entity.country == one.country]
    quotes = [fold_key(evidence.quote) for evidence in entity.evidence]
    own = {fold_key(alias.form) for alias in entity.aliases}

    def distance(pillar: Entity) -> float:
        names = {fold_key(alias.form) for alias in pillar.aliases}
        return min((_distance(quote, own, names) for quote in quotes), default=math.inf)

    return [pillar.id for pillar in sorted(possible, key=distance)]


def _distance(quote: str, names: Iterable[str], others: Iterable[str]) -> float:
    """Characters between the first place of a name and the nearest of another; infinite where one is missing."""
    at = [match.end() for name in names if (match := re.search(re.escape(name), quote))]
    there = [match.start() for name in others for match in re.finditer(re.escape(name), quote)]
    return min((abs(one - other) for one in at for other in there), default=math.inf)


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
    """Each word as a term of the topics that the article shows, else of the core; where nothing is named, of none.

    Nor where asides stand: a word beside them, such as what one team does to another, would let in all their like.
    """
    if not said.mentions or is_outweighed(said) or any(_is_aside(word.form) for word in words):
        return
    shown = [found.topic_id for found in said.topics]
    usable = [topic for topic in profile.topics if topic.status.is_used and topic.grade is not Grade.BACKGROUND]
    usable.sort(key=lambda topic: (topic.id not in shown, topic.grade is not Grade.CORE))
    for word in words:
        for topic in usable[:_TOPICS_TRIED]:
            yield Change(kind=ChangeKind.ADD_TERM, item=topic.id, form=word.form, language=word.language)


def is_outweighed(said: Judgement) -> bool:
    """Whether words of sport, stage or kitchen are what keeps the article out."""
    return any(part.name == "asides" for part in said.parts)


def _is_aside(form: str) -> bool:
    key = f" {fold_key(form)} "
    return any(f" {aside}" in key for aside in asides())


def _new_rules(profile: Profile, said: Judgement, words: Sequence[TopicTerm]) -> Iterator[Change]:
    """One rule of what the article shows of the watch: as many items as a rule bears, for then it is the narrowest.

    None where it shows one thing alone: a city and a word of the day would let in the weather. Where asides keep it
    out, the rule says which: it is for whoever wants the sport of two countries.
    """
    items = _rule_items(profile, said)
    if is_outweighed(said):
        words = [word for word in words if _is_aside(word.form)]
        items = items if words else []
    if len(items) > 1:
        items += [RuleItem(kind=ItemKind.PHRASE, what=word.form) for word in words[:1]]
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
        case ChangeKind.GIVE_SIDE:
            return replace(entity, side=change.side, stands_alone=True)
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
