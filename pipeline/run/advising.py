"""A change of a profile in words that a reader can act on: the command, or the lines to write."""

from __future__ import annotations

import json
import shlex
from dataclasses import dataclass

from pipeline.match import Change, ChangeKind, WayIn
from pipeline.model.hit import Tier
from pipeline.model.profile import Alias, Entity, ItemKind, Profile, Rule, RuleItem, Topic
from pipeline.model.rulewords import asked_for, names_of_items

_CONTEXT = 4  # words told of those that must stand beside an alias
_EDIT = "seedwatch profile edit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One change: what it is, the command for it and, where that is to edit, what to write in the file."""

    words: str
    command: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """Steps that together let the article in, and what it would be then."""

    steps: tuple[Step, ...]
    tier: Tier
    score: float


def advise(way: WayIn, profile: Profile, watch: str = "") -> Advice:
    """Tell a way in. ``watch`` is the name to give to the commands, "" when there is only one watch."""
    option = f" --watch {shlex.quote(watch)}" if watch else ""
    steps = tuple(_step(change, profile, option) for change in way.changes)
    return Advice(steps=steps, tier=way.tier, score=way.score)


def _step(change: Change, profile: Profile, option: str) -> Step:
    if change.rule:
        words = f"Write a rule for {asked_for(change.rule, names_of_items(profile))} together."
        return Step(words=words, command=_EDIT + option, lines=_rule_lines(change.rule))
    if change.kind is ChangeKind.DROP_RULE:
        words = f"Take out the rule {change.item}, which keeps it out. A person wrote it: look at its note first."
        return Step(words=words, command=_EDIT + option, lines=(f"rules, id {change.item}",))
    items: tuple[Entity | Topic, ...] = (*profile.entities, *profile.topics)
    item = next(one for one in items if one.id == change.item)
    words = _words(change, item)
    if change.kind in {ChangeKind.ACCEPT, ChangeKind.TRUST, ChangeKind.TAKE_BACK}:
        form = f" --alias {shlex.quote(change.form)}" if change.form else ""
        return Step(words=words, command=f"seedwatch profile accept {change.item}{form}{option}")
    return Step(words=words, command=_EDIT + option, lines=(f"{_list_of(item)}, id {change.item}:", _line(change)))


def _words(change: Change, item: Entity | Topic) -> str:
    form = f"“{change.form}”"
    match change.kind:
        case ChangeKind.ACCEPT:
            return (
                f"Use {form} for {item.name}: it is proposed." if change.form else f"Use {item.name}: it is proposed."
            )
        case ChangeKind.TRUST:
            sure = _alias(item, change.form).confidence
            return f"Trust {form} as a name of {item.name}, of which the program is sure by only {sure:.0%}."
        case ChangeKind.LIFT_CONTEXT:
            beside = _alias(item, change.form).require_context
            more = ", …" if len(beside) > _CONTEXT else ""
            return f"Let {form} count as {item.name} without one of {', '.join(beside[:_CONTEXT])}{more} beside it."
        case ChangeKind.MAKE_CORE:
            return f"Make {item.name} core; it is {item.grade.value}."
        case ChangeKind.STAND_ALONE:
            side = item.side if isinstance(item, Entity) else ""
            return f"Let {item.name} stand for {side} by itself."
        case ChangeKind.ADD_TERM:
            return f"Add {form} to the topic {item.name}."
    what = f"{form} of {item.name}" if change.form else item.name
    return f"Take back that {what} was rejected. A person decided so: look for the reason in the file first."


def _line(change: Change) -> str:
    match change.kind:
        case ChangeKind.LIFT_CONTEXT:
            return f"  take require_context away from the alias {_quoted(change.form)}"
        case ChangeKind.STAND_ALONE:
            return "  stands_alone: true"
        case ChangeKind.ADD_TERM:
            return f"  terms: {{{change.language}: [..., {_quoted(change.form)}]}}"
    return "  grade: core"


def _alias(item: Entity | Topic, form: str) -> Alias:
    aliases = item.aliases if isinstance(item, Entity) else ()
    return next(alias for alias in aliases if alias.form == form)


def _list_of(item: Entity | Topic) -> str:
    return "entities" if isinstance(item, Entity) else "topics"


def _rule_lines(rule: Rule) -> tuple[str, ...]:
    must = (f"      - {_rule_item(item)}" for item in rule.must)
    return ("rules:", f"  - id: {rule.id}", f"    makes: {rule.makes.value}", "    must:", *must)


def _rule_item(item: RuleItem) -> str:
    what = _quoted(item.what) if item.kind is ItemKind.PHRASE else item.what
    return f"{{{item.kind.value}: {what}}}"


def _quoted(form: str) -> str:
    """A form as YAML takes it whatever it holds: JSON is YAML, too."""
    return json.dumps(form, ensure_ascii=False)
