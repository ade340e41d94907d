"""What is wrong with an analyst's rules: a rule that can never be met, or always is, is told and not obeyed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.model.profile import ItemKind, Rule, RuleEffect, RuleItem, Status
from pipeline.profile.file.faults import MOST_HINTS, Faults, Path, nearest
from pipeline.profile.tokens import key_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a rule may name."""

    ids: Mapping[ItemKind, Sequence[str]]  # of all entities and topics, also of those at fault
    statuses: Mapping[RuleItem, Status]  # of those that could be read
    keepers: Mapping[str, str]  # for an entity that went into another one: that one


def check_rules(rules: Sequence[Rule | None], known: Known, faults: Faults) -> None:
    """Add what is wrong with the rules to ``faults``; None stands for a rule that could not be read."""
    for index, rule in enumerate(rules):
        if rule is not None:
            path: Path = ("rules", index)
            for key, items in _lists(rule):
                _check_items(rule, items, (*path, key), known, faults)
            for fault in _faults_of(rule):
                faults.add(path, fault)
            for fault in _window_faults(rule):
                faults.add((*path, "window"), fault)


def _lists(rule: Rule) -> Iterator[tuple[str, tuple[RuleItem, ...]]]:
    yield from (("must", rule.must), ("any", rule.any), ("not", rule.but_not))


def _check_items(rule: Rule, items: Sequence[RuleItem], path: Path, known: Known, faults: Faults) -> None:
    for number, item in enumerate(items):
        what = (
            _phrase_fault(item.what)
            if item.kind is ItemKind.PHRASE
            else _reference_fault(rule, item, known, hint=len(faults) < MOST_HINTS)
        )
        if what:
            faults.add((*path, number), what)


def _phrase_fault(phrase: str) -> str:
    if not phrase.strip():
        return "the phrase is empty; write the words to look for, or take it out"
    if len(_letters(phrase)) < 2:
        return f"the phrase {phrase!r} is too short to mean anything; write a word of two letters or more"
    return ""


def _reference_fault(rule: Rule, item: RuleItem, known: Known, *, hint: bool) -> str:
    who, kind = f"the rule {rule.id!r} names", item.kind.value
    if item.what not in known.ids[item.kind]:
        return f"{who} {item.what!r}, and no {kind} has this id{_remedy(item, known, hint=hint)}"
    status = known.statuses.get(item, Status.AUTO)
    if status.is_used:
        return ""
    return f"{who} {item.what!r}, which is {status.value} and so never found; make it confirmed, or take it out"


def _remedy(item: RuleItem, known: Known, *, hint: bool) -> str:
    """What may be meant by an id that nothing of its kind has."""
    other = ItemKind.TOPIC if item.kind is ItemKind.ENTITY else ItemKind.ENTITY
    if item.kind is ItemKind.ENTITY and item.what in known.keepers:
        return f"; it is part of another one now: write {{entity: {known.keepers[item.what]}}}"
    if item.what in known.ids[other]:
        return f"; it is the id of another kind: write {{{other.value}: {item.what}}}"
    near = nearest(item.what, known.ids[item.kind]) if hint else ""
    return near or "; mend it, or write {phrase: ...} for words to look for"


def _faults_of(rule: Rule) -> Iterator[str]:
    if not (rule.must or rule.any):
        yield f"the rule {rule.id!r} asks for nothing; {_without_demand(rule)}"
    forbidden = set(map(_as_found, rule.but_not))
    for item in dict.fromkeys((*rule.must, *rule.any)):
        if _as_found(item) in forbidden:
            yield f"the rule {rule.id!r} asks for {item.what!r} and forbids it; take it out of one of the two"


def _without_demand(rule: Rule) -> str:
    """A bare ``not`` holds for everything without these words: a flood, or a silence, that nobody means."""
    if not rule.but_not:
        return "name something under must or any, or delete it"
    if rule.makes is RuleEffect.MENTION:
        return "not alone would keep out every article without these; write what to keep out under must or any"
    return "not alone would let in every article without these; name something under must or any"


def _as_found(item: RuleItem) -> tuple[ItemKind, str]:
    return item.kind, key_of(item.what) if item.kind is ItemKind.PHRASE else item.what


def _window_faults(rule: Rule) -> Iterator[str]:
    if rule.window < 0:
        yield f"window is {rule.window}; it must be a number of characters, or be left out"
    elif rule.window:
        # Items of ``any`` stand for each other, so together they are one thing to be near to.
        if len(set(map(_as_found, rule.must))) + bool(rule.any) < 2:
            yield f"the window of {rule.id!r} has nothing to hold together; ask for two things, or leave it out"
        needed = _least_room(rule)
        if rule.window < needed:
            yield f"window is {rule.window}, and what the rule asks for takes {needed} characters; make it larger"


def _least_room(rule: Rule) -> int:
    """Characters below which no text can hold what is asked for: a name may have short forms, a phrase has none."""
    phrases = {_letters(item.what) for item in rule.must if item.kind is ItemKind.PHRASE}
    apart = [phrase for phrase in phrases if not any(phrase in other for other in phrases - {phrase})]
    choice = min((_room(item) for item in rule.any), default=0)
    return max(sum(map(len, apart)), choice, len(set(map(_as_found, rule.must))) + bool(rule.any))


def _room(item: RuleItem) -> int:
    return len(_letters(item.what)) if item.kind is ItemKind.PHRASE else 1


def _letters(phrase: str) -> str:
    """Without blanks and hyphens, which texts leave out as they like."""
    return "".join(char for char in key_of(phrase) if char.isalnum())
