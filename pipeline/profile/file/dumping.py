"""Profile -> the YAML that a person edits."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import MISSING, fields
from typing import Any

from pipeline.model.profile import (
    Alias,
    Entity,
    Evidence,
    Figure,
    Pair,
    Profile,
    Rule,
    RuleItem,
    SeedRef,
    Topic,
    TopicTerm,
)
from pipeline.profile.file.records import IN_FILE
from pipeline.profile.file.weights import plain_weights
from pipeline.profile.file.yamlwriting import write_yaml

HEADER = """\
# What this watch knows. Learnt from the seeds; yours to edit.
#
#   status: rejected     on an entity, alias, topic or figure: never used, never proposed again, however it is spelt
#   status: proposed     waits for you: not used before you make it confirmed
#   status: confirmed    you answer for it: it stays, even when the seeds that showed it are gone; learning only
#                        renews its quotes and adds aliases as proposed
#   rejected:            of a topic: words that are none of its terms and are never proposed again
#   same_as:             ids of entities that are this one: learning puts their aliases and quotes here
#   not_same_as:         ids of entities that are never this one, however alike their names
#   grade:               core | secondary | background (background never decides)
#   require_context:     the form counts only in an article that also holds one of these words
#   case_sensitive:      FAME the factory, not fame
#   confidence:          0 to 1, how sure the program is that the form means this entity
#   centre: true         in a watch without pairs: an article must name one of these; take it away to watch each name
#   pairs:               both entities must be in an article; delete the pair to watch each for itself
#   rules:               your own rules, e.g. {id: tanks, makes: direct, must: [{entity: k2}, {topic: defence}],
#                        any: [{phrase: technology transfer}], not: [{phrase: fair}], fields: [title], window: 300}
#                        makes: direct | related | mention (keeps the article out); the window is in characters
#   weights:             your own numbers in place of the program's, e.g. {named_often: 3} (names: see the manual)
#   figures:             what the seeds state; conflicts and doubt tell what to check
#
# What you change or delete stays so when the watch is learnt again; what you leave alone is kept up to date.
# Reject rather than delete: a deletion is remembered in proposals.yaml alone.
# An alias may be written as the bare form. Fields that are left out have their usual value (type: see the manual).
"""
PROPOSALS_HEADER = """\
# What was learnt last, and what you deleted of it (as rejected). Written by the program each time; edit profile.yaml.
"""


def dump_profile(profile: Profile) -> str:
    """Return the file form: comments on how to edit, defaults left out, Hangul and accents as they are."""
    return HEADER + write_yaml(plain_profile(profile))


def plain_profile(profile: Profile) -> dict[str, Any]:
    """The profile as plain data in the shape of the file."""
    rules = {"rules": [_fields(rule, Rule) for rule in profile.rules]} if profile.rules else {}
    weights = {"weights": plain_weights(profile.weights)} if profile.weights else {}
    return {
        "schema": 1,
        "seeds": [_fields(seed, SeedRef) for seed in profile.seeds],
        "pairs": [[pair.left, pair.right] for pair in profile.pairs],
        **rules,
        **weights,
        "entities": [_entity(entity) for entity in profile.entities],
        "topics": [_topic(topic) for topic in profile.topics],
        "figures": [_fields(figure, Figure) for figure in profile.figures],
    }


def _fields(
    record: Any, kind: type[Entity | Alias | Evidence | Topic | SeedRef | Pair | Figure | Rule]
) -> dict[str, Any]:
    """The fields that differ from their defaults; enums by value."""
    plain: dict[str, Any] = {}
    for field in fields(kind):
        value = getattr(record, field.name)
        if field.default is MISSING or value != field.default:
            plain[IN_FILE.get(field.name, field.name)] = value
    return {name: _value(value) for name, value in plain.items()}


def _value(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    if isinstance(value, RuleItem):
        return {value.kind.value: value.what}
    return value.value if hasattr(value, "value") else value


def _entity(entity: Entity) -> dict[str, Any]:
    plain = _fields(entity, Entity)
    if entity.aliases:
        plain["aliases"] = [_alias(alias) for alias in entity.aliases]
    if entity.evidence:
        plain["evidence"] = [_fields(evidence, Evidence) for evidence in entity.evidence]
    return plain


def _alias(alias: Alias) -> Any:
    plain = _fields(alias, Alias)
    return alias.form if len(plain) == 1 else plain


def _topic(topic: Topic) -> dict[str, Any]:
    plain = _fields(topic, Topic)
    seeds = plain.pop("seeds", None)
    for key in ("terms", "rejected"):
        if key in plain:
            plain[key] = _by_language(getattr(topic, key))
    return plain | ({"seeds": seeds} if seeds else {})  # last, where they are out of the reader's way


def _by_language(terms: tuple[TopicTerm, ...]) -> dict[str, list[str]]:
    forms: dict[str, list[str]] = defaultdict(list)
    for term in terms:
        forms[term.language].append(term.form)
    return dict(forms)
