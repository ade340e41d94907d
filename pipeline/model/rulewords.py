"""An analyst's rule in words, as pages, differences and judgements say it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.model.profile import ItemKind, Profile, Rule, RuleEffect, RuleItem

Names = Mapping[RuleItem, str]


def names_of_items(profile: Profile) -> dict[RuleItem, str]:
    """What people call the entities and topics that a rule may name."""
    entities = {RuleItem(kind=ItemKind.ENTITY, what=entity.id): entity.name for entity in profile.entities}
    return entities | {RuleItem(kind=ItemKind.TOPIC, what=topic.id): topic.name for topic in profile.topics}


def name_of_item(item: RuleItem, names: Names) -> str:
    """Hyundai Rotem, or “technology transfer”; the bare id of what the profile does not have."""
    return f"“{item.what}”" if item.kind is ItemKind.PHRASE else names.get(item, item.what)


def rule_in_words(rule: Rule, names: Names) -> str:
    """``Hyundai Rotem and Defence within 300 characters, in the title or the summary, without “fair”: direct``."""
    wanted = [asked_for(rule, names) + (f" within {rule.window:,} characters" if rule.window else "")]
    wanted += [in_fields(rule)] if rule.fields else []
    wanted += [f"without {listed(rule.but_not, names, 'or')}"] if rule.but_not else []
    effect = "kept out" if rule.makes is RuleEffect.MENTION else rule.makes.value
    return f"{', '.join(wanted)}: {effect}"


def asked_for(rule: Rule, names: Names) -> str:
    """Hyundai Rotem and Defence, with “technology transfer” or LIMA."""
    must, choice = listed(rule.must, names, "and"), listed(rule.any, names, "or")
    return f"{must}, with {choice}" if must and choice else must or choice


def in_fields(rule: Rule) -> str:
    """In the title or the summary; nothing when all fields are read."""
    return "in " + " or ".join(f"the {name}" for name in rule.fields) if rule.fields else ""


def listed(items: Iterable[RuleItem], names: Names, last: str) -> str:
    """Peru, LIMA and “fair”."""
    words = list(dict.fromkeys(name_of_item(item, names) for item in items))
    return f" {last} ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
