"""Profile -> the YAML that a person edits."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import MISSING, fields
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, SingleQuotedScalarString

from pipeline.model.profile import Alias, Entity, Evidence, Figure, Pair, Profile, SeedRef, Topic
from pipeline.profile.file.yamltext import write_yaml

HEADER = """\
# What this watch knows. Learnt from the seeds; yours to edit.
#
#   status: rejected     on an entity, an alias or a topic: never used and never proposed again
#   status: proposed     waits for you: not used before you make it confirmed
#   status: confirmed    you answer for it: it stays, even when the seeds that showed it are gone
#   grade:               core | secondary | background (background never decides)
#   require_context:     the form counts only in an article that also holds one of these words
#   case_sensitive:      FAME the factory, not fame
#   confidence:          0 to 1, how sure the program is that the form means this entity
#   pairs:               both entities must be in an article; delete the pair to watch each for itself
#
# What you change or delete stays so when the watch is learnt again; what you leave alone is kept up to date.
# An alias may be written as the bare form. Fields that are left out have their usual value (type: see the manual).
"""
PROPOSALS_HEADER = """\
# What was learnt last. Written by the program each time; edit profile.yaml instead.
"""


def dump_profile(profile: Profile) -> str:
    """Return the file form: comments on how to edit, defaults left out, Hangul and accents as they are."""
    return HEADER + write_yaml(commented(plain_profile(profile)))


def plain_profile(profile: Profile) -> dict[str, Any]:
    """The profile as plain data in the shape of the file."""
    return {
        "schema": 1,
        "seeds": [_fields(seed, SeedRef) for seed in profile.seeds],
        "pairs": [[pair.left, pair.right] for pair in profile.pairs],
        "entities": [_entity(entity) for entity in profile.entities],
        "topics": [_topic(topic) for topic in profile.topics],
        "figures": [_fields(figure, Figure) for figure in profile.figures],
    }


def _fields(record: Any, kind: type[Entity | Alias | Evidence | Topic | SeedRef | Pair | Figure]) -> dict[str, Any]:
    """The fields that differ from their defaults; enums by value."""
    plain: dict[str, Any] = {}
    for field in fields(kind):
        value = getattr(record, field.name)
        if field.default is MISSING or value != field.default:
            plain[field.name] = value
    return {name: _value(value) for name, value in plain.items()}


def _value(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_value(item) for item in value]
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
    by_language: dict[str, list[str]] = defaultdict(list)
    for term in topic.terms:
        by_language[term.language].append(term.form)
    if topic.terms:
        plain["terms"] = dict(by_language)
    if "seeds" in plain:
        plain["seeds"] = plain.pop("seeds")  # after the terms it is out of the reader's way
    return plain


_FLOW = frozenset({"require_context", "not_same_as", "seeds", "en", "es", "ko", "und"})


def commented(value: Any, key: str = "", depth: int = 0) -> Any:
    """Plain data as ruamel's containers: aliases, pairs, evidence and lists of words stay on one line."""
    if isinstance(value, dict):
        mapping = CommentedMap({name: commented(item, name, depth + 1) for name, item in value.items()})
        if depth > 2 and key != "terms":
            mapping.fa.set_flow_style()
        return mapping
    if isinstance(value, list):
        sequence = CommentedSeq([commented(item, "", depth + 1) for item in value])
        words = all(isinstance(item, (str, int)) for item in value)
        if words and ((key != "aliases" and depth > 1) or key == ""):
            sequence.fa.set_flow_style()
        return sequence
    return _quoted(value) if isinstance(value, str) else value


_NEEDS_QUOTES = re.compile(r"[:#\[\]{},&*!|>'\"%@`?\\~]|^[-=.]")


def _quoted(text: str) -> Any:
    """Quote what could be read as YAML: the writer trusts some marks within brackets that the reader does not."""
    if "\n" in text or not text.isprintable():
        return DoubleQuotedScalarString(text)
    return SingleQuotedScalarString(text) if _NEEDS_QUOTES.search(text) else text
