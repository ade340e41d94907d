"""Plain data of a profile file -> records; what does not fit is a fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import MISSING, fields
from enum import Enum
from functools import cache
from typing import Any

from pipeline.model.hit import TextField
from pipeline.model.profile import (
    LONGEST_FORM,
    Alias,
    Entity,
    EntityType,
    Evidence,
    Figure,
    FigureKind,
    Grade,
    Hedge,
    ItemKind,
    Pair,
    Rule,
    RuleEffect,
    RuleItem,
    SeedRef,
    Status,
    Topic,
    TopicTerm,
)
from pipeline.profile.file.faults import Faults, Path, nearest

KINDS: dict[str, type[Any]] = {
    "seeds": SeedRef,
    "rules": Rule,
    "entities": Entity,
    "topics": Topic,
    "figures": Figure,
}
IN_FILE = {"but_not": "not"}  # fields that the file calls by words which Python keeps for itself
_IN_RECORD = {name: field for field, name in IN_FILE.items()}
_ENUMS: dict[str, type[Enum]] = {
    "grade": Grade,
    "status": Status,
    "type": EntityType,
    "kind": FigureKind,
    "hedge": Hedge,
    "makes": RuleEffect,
    "fields": TextField,
}
_ENUM_KINDS = frozenset({Entity, Alias, Topic, Figure, Rule})
_TYPES: dict[str, tuple[type, ...]] = {
    "confidence": (int, float),
    "value": (int, float),
    "most": (int, float),
    "case_sensitive": (bool,),
    "stands_alone": (bool,),
    "centre": (bool,),
    "start": (int,),
    "end": (int,),
    "window": (int,),
}
_LARGEST = 1e300
_WORD_LISTS = frozenset({"require_context", "not_same_as", "same_as", "seeds", "conflicts"})

Reader = Callable[[Any, Path, Faults], Any]


def read_items(data: dict[str, Any], key: str, faults: Faults) -> list[Any]:
    """The records of one list of the file; None in the place of each that is at fault, so that places stay."""
    items = data.get(key) or []
    if not isinstance(items, list):
        faults.add((key,), f"{key} must be a list; begin each item with a dash")
        return []
    return [_record(item, KINDS[key], (key, index), faults) for index, item in enumerate(items)]


def read_pairs(items: Any, faults: Faults) -> list[Pair | None]:
    """The pairs; None in the place of each that is at fault."""
    pairs: list[Pair | None] = []
    for index, item in enumerate(items if isinstance(items, list) else [items]):
        if isinstance(item, list) and len(item) == 2 and all(isinstance(part, str) for part in item):
            pairs.append(Pair(left=item[0], right=item[1]))
        else:
            faults.add(("pairs", index), "a pair is two entity ids; write it as [peru, south-korea]")
            pairs.append(None)
    return pairs


def _fields_of(kind: type[Any]) -> dict[str, bool]:
    """The fields of a record as the file calls them, and whether they must be there."""
    return {IN_FILE.get(field.name, field.name): field.default is MISSING for field in fields(kind)}


_needs: Callable[[Any], dict[str, bool]] = cache(_fields_of)


def _record(item: Any, kind: type[Any], path: Path, faults: Faults) -> Any:
    """Build one record; None when something in it is wrong, which is then told."""
    before = len(faults)
    known = _needs(kind)
    if not isinstance(item, dict):
        faults.add(path, f"expected a mapping; write its fields as {', '.join(known)}")
        return None
    for key in item:
        if key not in known:
            faults.add((*path, key), f"unknown key {key!r}{nearest(str(key), known)}; known are {', '.join(known)}")
    for name, needed in known.items():
        if needed and name not in item:
            faults.add(path, f"{name} is missing; write {name}: and its value")
    values = {key: _field(key, value, kind, (*path, key), faults) for key, value in item.items() if key in known}
    return kind(**{_IN_RECORD.get(key, key): value for key, value in values.items()}) if len(faults) == before else None


def _field(key: str, value: Any, kind: type[Any], path: Path, faults: Faults) -> Any:
    if kind is Rule and key in _RULE_LISTS:
        return tuple(_list(value, path, faults, _RULE_LISTS[key]))
    if key in _ENUMS and kind in _ENUM_KINDS:
        return _choice(key, value, path, faults)
    if key == "aliases":
        return tuple(_list(value, path, faults, _alias))
    if key == "evidence":
        return tuple(_list(value, path, faults, lambda item, at, to: _record(item, Evidence, at, to)))
    if key in ("terms", "rejected"):
        return tuple(_terms(value, path, faults))
    if key in _WORD_LISTS:
        return tuple(_list(value, path, faults, _text))
    if key in _TYPES:
        return _typed(key, value, path, faults)
    return _text(value, path, faults)


def _choice(key: str, value: Any, path: Path, faults: Faults) -> Any:
    try:
        return _ENUMS[key](value)
    except ValueError:
        choices = [str(choice.value) for choice in _ENUMS[key]]
        faults.add(path, f"{key} is {value!r}{nearest(str(value), choices)}; it must be one of {', '.join(choices)}")
        return None


def _typed(key: str, value: Any, path: Path, faults: Faults) -> Any:
    wanted = _TYPES[key]
    if not _is_one(value, wanted):
        kind = "true or false" if bool in wanted else "a whole number" if float not in wanted else "a number"
        faults.add(path, f"{key} is {value!r}; it must be {kind}")
        return value
    if key == "confidence" and not 0 <= value <= 1:
        faults.add(path, f"confidence is {value}; it must lie between 0 and 1")
    return float(value) if float in wanted else value


def _is_one(value: Any, wanted: tuple[type, ...]) -> bool:
    """No truth is a number here, and neither infinity nor what is no number is one."""
    if isinstance(value, bool) or bool in wanted:
        return isinstance(value, bool) and bool in wanted
    return isinstance(value, (int, float)) and isinstance(value, wanted) and abs(value) < _LARGEST


def _text(value: Any, path: Path, faults: Faults) -> str:
    if isinstance(value, str):
        return value
    hint = "put it in quotes" if value is not None and not isinstance(value, (list, dict)) else "write some text"
    faults.add(path, f"{value!r} is no text; {hint}")
    return ""


def _list(value: Any, path: Path, faults: Faults, read: Reader) -> Iterator[Any]:
    if not isinstance(value, list):
        faults.add(path, f"{path[-1]} must be a list; write it in brackets, or a line each with a dash")
        return
    for index, item in enumerate(value):
        yield read(item, (*path, index), faults)


def _alias(item: Any, path: Path, faults: Faults) -> Alias | None:
    alias: Alias | None
    alias = _record(item, Alias, path, faults) if isinstance(item, dict) else Alias(form=_text(item, path, faults))
    if alias is not None and not alias.form.strip() and isinstance(item, (str, dict)):
        faults.add(path, "an alias needs a form; write one, or take the line out")
    elif alias is not None and len(alias.form) > LONGEST_FORM:
        faults.add(path, f"no name is as long as {LONGEST_FORM} characters, so this is never looked for; shorten it")
    return alias


def _terms(value: Any, path: Path, faults: Faults) -> Iterator[TopicTerm]:
    if not isinstance(value, dict):
        faults.add(path, f"{path[-1]} must name a language first; write {{en: [...], es: [...], ko: [...]}}")
        return
    for language, forms in value.items():
        for form in _list(forms, (*path, language), faults, _text):
            yield TopicTerm(form=form, language=str(language))


def _text_field(value: Any, path: Path, faults: Faults) -> str:
    field = _choice("fields", value, path, faults)
    return field.value if field else ""


def _rule_item(item: Any, path: Path, faults: Faults) -> RuleItem | None:
    kinds = [kind.value for kind in ItemKind]
    if not isinstance(item, dict):
        faults.add(path, f"{item!r} could be an entity, a topic or a phrase; write it as {{entity: its id}}")
        return None
    for key in item:
        if key not in kinds:
            faults.add((*path, key), f"unknown key {key!r}{nearest(str(key), kinds)}; known are {', '.join(kinds)}")
            return None
    if len(item) != 1:
        faults.add(path, "each of these is one entity, topic or phrase; give each its own braces or dash")
        return None
    ((kind, what),) = item.items()
    return RuleItem(kind=ItemKind(kind), what=_text(what, (*path, kind), faults))


_RULE_LISTS: dict[str, Reader] = {"must": _rule_item, "any": _rule_item, "not": _rule_item, "fields": _text_field}
