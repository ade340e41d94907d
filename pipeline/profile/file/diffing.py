"""What differs between two profiles, as records and as lines that a person reads at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from typing import Any

from pipeline.model.profile import (
    Alias,
    Entity,
    Figure,
    Pair,
    Profile,
    Rule,
    RuleItem,
    SeedRef,
    Status,
    Topic,
    TopicTerm,
)
from pipeline.model.rulewords import names_of_items, rule_in_words
from pipeline.model.weights import RANGES

Item = Entity | Topic | Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field, as plain text both times; lists are written with commas, a missing value is empty."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormChange:
    """An alias of an entity or a term of a topic that was gained, lost or changed."""

    form: str
    language: str
    kind: str  # added, removed, changed
    status: Status = Status.AUTO  # as it is now, or as it was when it is removed
    fields: tuple[FieldChange, ...] = ()  # of a changed one


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemChange:
    """An entity, topic or figure that both profiles have, and what is new in it."""

    id: str
    name: str
    kind: str  # entity, topic, figure
    fields: tuple[FieldChange, ...] = ()
    forms: tuple[FormChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileDiff:
    """All that differs; items in the order of the profiles."""

    added: tuple[Item, ...] = ()
    removed: tuple[Item, ...] = ()
    changed: tuple[ItemChange, ...] = ()
    pairs_added: tuple[Pair, ...] = ()
    pairs_removed: tuple[Pair, ...] = ()
    seeds_added: tuple[SeedRef, ...] = ()
    seeds_removed: tuple[SeedRef, ...] = ()
    rules: tuple[FieldChange, ...] = ()  # by their ids, each in words
    rules_order: tuple[str, ...] = ()  # ids as they stand now, if they stood otherwise
    weights: tuple[FieldChange, ...] = ()
    names: tuple[tuple[str, str], ...] = ()  # id and name of the entities that pairs, sides and figures point to

    @property
    def is_empty(self) -> bool:
        """Whether the two profiles say the same."""
        return not any(getattr(self, field.name) for field in fields(self) if field.name != "names")


def compare(old: Profile, new: Profile) -> ProfileDiff:
    """Tell what ``new`` says otherwise than ``old``; the order of items, aliases and words is no difference.

    That of the rules is one.
    """
    parts = [
        _Part("entity", old.entities, new.entities),
        _Part("topic", old.topics, new.topics),
        _Part("figure", old.figures, new.figures),
    ]
    return ProfileDiff(
        added=tuple(item for part in parts for item in part.added()),
        removed=tuple(item for part in parts for item in part.removed()),
        changed=tuple(change for part in parts for change in part.changed()),
        pairs_added=tuple(pair for pair in new.pairs if pair not in old.pairs),
        pairs_removed=tuple(pair for pair in old.pairs if pair not in new.pairs),
        seeds_added=tuple(seed for seed in new.seeds if seed not in old.seeds),
        seeds_removed=tuple(seed for seed in old.seeds if seed not in new.seeds),
        rules=tuple(_rule_changes(old, new)),
        rules_order=_order_of_rules(old, new),
        weights=tuple(_weight_changes(old, new)),
        names=tuple(sorted(({e.id: e.name for e in old.entities} | {e.id: e.name for e in new.entities}).items())),
    )


def describe(diff: ProfileDiff) -> tuple[str, ...]:
    """Return one line a difference: ``+`` came, ``-`` went, ``~`` changed; none for an empty difference."""
    names = dict(diff.names)
    lines = [f"+ seed  {seed.file}" for seed in diff.seeds_added]
    lines += [f"- seed  {seed.file}" for seed in diff.seeds_removed]
    lines += [f"+ {_titled(item, names)}" for item in diff.added]
    lines += [f"- {_titled(item, names)}" for item in diff.removed]
    lines += [f"+ pair  {_paired(pair, names)}" for pair in diff.pairs_added]
    lines += [f"- pair  {_paired(pair, names)}" for pair in diff.pairs_removed]
    lines += [line for change in diff.changed for line in _change_lines(change)]
    lines += [_rule_line(change) for change in diff.rules]
    lines += [f"~ rules in another order: {', '.join(diff.rules_order)}"] if diff.rules_order else []
    lines += [f"~ weight  {each.field}: {each.old} → {each.new}" for each in diff.weights]
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class _Part:
    """Items of one kind, before and after."""

    kind: str
    old: Sequence[Item]
    new: Sequence[Item]

    def added(self) -> Iterator[Item]:
        before = {item.id for item in self.old}
        return (item for item in self.new if item.id not in before)

    def removed(self) -> Iterator[Item]:
        after = {item.id for item in self.new}
        return (item for item in self.old if item.id not in after)

    def changed(self) -> Iterator[ItemChange]:
        before = {item.id: item for item in self.old}
        for item in self.new:
            if item.id in before and item != before[item.id]:
                change = _item_change(self.kind, before[item.id], item)
                if change.fields or change.forms:
                    yield change


def _item_change(kind: str, old: Any, new: Any) -> ItemChange:
    forms: Iterable[FormChange] = ()
    if isinstance(new, Entity):
        forms = _form_changes(old.aliases, new.aliases)
    elif isinstance(new, Topic):
        forms = (*_form_changes(old.terms, new.terms),)
    changed = tuple(_field_changes(old, new, leave=("aliases", "terms")))
    return ItemChange(id=new.id, name=name_of(new), kind=kind, fields=changed, forms=tuple(forms))


def name_of(item: Item) -> str:
    """What a person calls it: the name, or the words of a figure."""
    return item.text if isinstance(item, Figure) else item.name


def _field_changes(old: Any, new: Any, leave: Iterable[str] = ()) -> Iterator[FieldChange]:
    for field in fields(new):
        before, after = getattr(old, field.name), getattr(new, field.name)
        if field.name in leave or _unordered(before) == _unordered(after):
            continue
        yield FieldChange(field=field.name, old=_shown(field.name, before), new=_shown(field.name, after))


def _unordered(value: Any) -> Any:
    return frozenset(value) if isinstance(value, tuple) else value


def _shown(name: str, value: Any) -> str:
    if name == "evidence":
        return f"{len(value)} quote{'' if len(value) == 1 else 's'}"
    if isinstance(value, tuple):
        return ", ".join(_form_of(item) for item in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.15g}" if isinstance(value, float) else str(value.value if isinstance(value, Enum) else value)


def _form_of(item: Any) -> str:
    return str(item.form) if is_dataclass(item) and hasattr(item, "form") else str(item)


def _form_changes(old: Sequence[Alias | TopicTerm], new: Sequence[Alias | TopicTerm]) -> Iterator[FormChange]:
    before, after = _by_form(old), _by_form(new)
    for key, alias in after.items():
        if key not in before:
            yield _form_change(alias, "added")
        elif alias != before[key]:
            changes = tuple(_field_changes(before[key], alias))
            if changes:
                yield _form_change(alias, "changed", changes)
    yield from (_form_change(alias, "removed") for key, alias in before.items() if key not in after)


def _by_form(forms: Sequence[Alias | TopicTerm]) -> dict[tuple[str, str], Alias | TopicTerm]:
    return {(item.form, item.language): item for item in forms}


def _form_change(item: Alias | TopicTerm, kind: str, changes: tuple[FieldChange, ...] = ()) -> FormChange:
    status = item.status if isinstance(item, Alias) else Status.AUTO
    return FormChange(form=item.form, language=item.language, kind=kind, status=status, fields=changes)


def _rule_changes(old: Profile, new: Profile) -> Iterator[FieldChange]:
    before, after = ({rule.id: rule for rule in profile.rules} for profile in (old, new))
    was, now = names_of_items(old), names_of_items(new)
    for identity in dict.fromkeys((*after, *before)):
        rule, other = before.get(identity), after.get(identity)
        if rule is None or other is None or not _is_same_rule(rule, other):
            yield FieldChange(
                field=identity,
                old=_rule_words(rule, now | was) if rule else "",
                new=_rule_words(other, was | now) if other else "",
            )


def _is_same_rule(one: Rule, other: Rule) -> bool:
    return all(_unordered(getattr(one, row.name)) == _unordered(getattr(other, row.name)) for row in fields(Rule))


def _rule_words(rule: Rule, names: Mapping[RuleItem, str]) -> str:
    return rule_in_words(rule, names) + (f" ({rule.note})" if rule.note else "")


def _order_of_rules(old: Profile, new: Profile) -> tuple[str, ...]:
    """The ids of the rules as they stand now, if those that both profiles have stood otherwise."""
    before, after = ([rule.id for rule in profile.rules] for profile in (old, new))
    both = set(before) & set(after)
    is_moved = [each for each in before if each in both] != [each for each in after if each in both]
    return tuple(after) if is_moved else ()


def _weight_changes(old: Profile, new: Profile) -> Iterator[FieldChange]:
    before, after = ({weight.name: weight.value for weight in profile.weights} for profile in (old, new))
    for name in dict.fromkeys((*after, *before)):
        if before.get(name) != after.get(name):
            yield FieldChange(field=name, old=_weight_words(name, before), new=_weight_words(name, after))


def _weight_words(name: str, values: Mapping[str, float]) -> str:
    if name in values:
        return f"{values[name]:.15g}"
    return f"{RANGES[name].usual:.15g} as usual" if name in RANGES else ""


def _titled(item: Item, names: Mapping[str, str]) -> str:
    """``company  SIMA  (core, Peru)``."""
    describe_kind: dict[type[Any], Callable[[Any], tuple[str, list[str]]]] = {
        Entity: lambda it: (it.type.value, [it.grade.value, names.get(it.side, it.country)]),
        Topic: lambda it: ("topic", [it.grade.value]),
        Figure: lambda it: (it.kind.value, [names.get(it.subject, it.subject)]),
    }
    kind, told = describe_kind[type(item)](item)
    if item.status is not Status.AUTO:
        told.append(item.status.value)
    aside = ", ".join(part for part in told if part)
    return f"{kind}  {name_of(item)}" + (f"  ({aside})" if aside else "")


def _paired(pair: Pair, names: Mapping[str, str]) -> str:
    return f"{names.get(pair.left, pair.left)} and {names.get(pair.right, pair.right)}"


def _change_lines(change: ItemChange) -> Iterator[str]:
    for field in change.fields:
        yield f"~ {change.name}: {_field_line(field)}"
    word = "term" if change.kind == "topic" else "alias"
    for form in change.forms:
        yield f"~ {change.name}: {word} {form.form} {_form_line(form)}"


def _form_line(form: FormChange) -> str:
    if form.kind == "changed":
        return "changed: " + "; ".join(_field_line(field) for field in form.fields)
    told = [form.language] if form.language != "und" else []
    told += [form.status.value] if form.status is not Status.AUTO else []
    return form.kind + (f" ({', '.join(told)})" if told else "")


def _rule_line(change: FieldChange) -> str:
    if not (change.old and change.new):
        return f"{'-' if change.old else '+'} rule  {change.field}  ({change.old or change.new})"
    return f"~ rule  {change.field}: {change.old} → {change.new}"


def _field_line(field: FieldChange) -> str:
    words = field.field.replace("_", " ")
    if not field.old:
        return f"{words}: {field.new}"
    return f"{words}: {field.old} → {field.new}" if field.new else f"{words} taken away: {field.old}"
