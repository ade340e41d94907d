"""A change of a profile in words that a reader can act on: the command, or the lines to write."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipeline.match import Change, ChangeKind, WayIn
from pipeline.model.hit import Tier
from pipeline.model.profile import Alias, Entity, ItemKind, Profile, Rule, RuleItem, Topic
from pipeline.model.rulewords import asked_for, names_of_items

_CONTEXT = 4  # words told of those that must stand beside an alias
_LONGEST_ID = 36  # characters of a rule's id; a number may come behind it
_BY_RIGHT = "Rightly left out, unless the watch is to follow such articles; if it is:"
_EDIT = "seedwatch profile edit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One change: what it is, the command for it and, where that is to edit, what to write in the file, and where.

    ``lines`` can be put there as they are.
    """

    words: str
    command: str
    where: str = ""
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
    if way.outweighed:
        steps = (replace(steps[0], words=f"{_BY_RIGHT} {steps[0].words}"), *steps[1:])
    return Advice(steps=steps, tier=way.tier, score=way.score)


def _step(change: Change, profile: Profile, option: str) -> Step:
    if change.rule:
        words = f"Write a rule for {asked_for(change.rule, names_of_items(profile))} together."
        return Step(
            words=words, command=_EDIT + option, where=_rule_place(profile), lines=_rule_lines(profile, change.rule)
        )
    if change.kind is ChangeKind.DROP_RULE:
        words = f"Take out the rule {change.item}, which keeps it out. A person wrote it: look at its note first."
        return Step(words=words, command=_EDIT + option, where=f"under rules: delete the one with id: {change.item}")
    items: tuple[Entity | Topic, ...] = (*profile.entities, *profile.topics)
    item = next(one for one in items if one.id == change.item)
    words = _words(change, item, {entity.id: entity.name for entity in profile.entities})
    if change.kind in {ChangeKind.ACCEPT, ChangeKind.TRUST, ChangeKind.TAKE_BACK}:
        form = f" --alias {shlex.quote(change.form)}" if change.form else ""
        return Step(words=words, command=f"seedwatch profile accept {change.item}{form}{option}")
    where, lines = _edit(change, item)
    return Step(
        words=words, command=_EDIT + option, where=f"under {_list_of(item)}, id {change.item}, {where}", lines=lines
    )


def _words(change: Change, item: Entity | Topic, names: Mapping[str, str]) -> str:
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
            return f"Let {item.name} stand for {names.get(side, side)} by itself."
        case ChangeKind.GIVE_SIDE:
            side = names.get(change.side, change.side)
            return f"{item.name} is watched but belongs to no side: let it stand for {side}, if it is from there."
        case ChangeKind.ADD_TERM:
            return f"Add {form} to the topic {item.name}."
    what = f"{form} of {item.name}" if change.form else item.name
    return f"Take back that {what} was rejected. A person decided so: look for the reason in the file first."


def _edit(change: Change, item: Entity | Topic) -> tuple[str, tuple[str, ...]]:
    """Where in the item to write something, and what."""
    match change.kind:
        case ChangeKind.LIFT_CONTEXT:
            return f"take require_context away from the alias {_quoted(change.form)}", ()
        case ChangeKind.STAND_ALONE:
            return "below its id", ("    stands_alone: true",)
        case ChangeKind.GIVE_SIDE:
            return "below its id", (f"    side: {change.side}", "    stands_alone: true")
        case ChangeKind.ADD_TERM:
            languages = {term.language for term in item.terms} if isinstance(item, Topic) else set()
            if change.language in languages:
                return f"put {_quoted(change.form)} into the list {change.language}: of its terms", ()
            line = f"      {change.language}: [{_quoted(change.form)}]"
            return ("below terms", (line,)) if languages else ("below its id", ("    terms:", line))
    return "in place of its grade", ("    grade: core",)


def _alias(item: Entity | Topic, form: str) -> Alias:
    aliases = item.aliases if isinstance(item, Entity) else ()
    return next(alias for alias in aliases if alias.form == form)


def _list_of(item: Entity | Topic) -> str:
    return "entities" if isinstance(item, Entity) else "topics"


def _rule_place(profile: Profile) -> str:
    return "under rules" if profile.rules else "at the end of the file"


def _rule_lines(profile: Profile, rule: Rule) -> tuple[str, ...]:
    """The rule as an item of the list; with the list's key where the profile has no rule yet."""
    key = () if profile.rules else ("rules:",)
    must = (f"      - {_rule_item(item)}" for item in rule.must)
    return (*key, f"  - id: {_short_id(rule.id, profile)}", f"    makes: {rule.makes.value}", "    must:", *must)


def _short_id(identity: str, profile: Profile) -> str:
    """The id, cut behind a word where it is long, that no other rule has."""
    short = identity
    if len(identity) > _LONGEST_ID:
        short = identity[: _LONGEST_ID + 1].rpartition("-")[0].removesuffix("-and") or identity[:_LONGEST_ID]
    taken = {rule.id for rule in profile.rules}
    return next(one for one in (short, *(f"{short}-{number}" for number in range(2, 1000))) if one not in taken)


def _rule_item(item: RuleItem) -> str:
    what = _quoted(item.what) if item.kind is ItemKind.PHRASE else item.what
    return f"{{{item.kind.value}: {what}}}"


def _quoted(form: str) -> str:
    """A form as YAML takes it whatever it holds: JSON is YAML, too."""
    return json.dumps(form, ensure_ascii=False)
