"""The YAML that a person edits -> Profile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, fields
from enum import Enum
from typing import Any

from ruamel.yaml.error import YAMLError

from pipeline.errors import ProfileError
from pipeline.model.profile import (
    Alias,
    Entity,
    EntityType,
    Evidence,
    Figure,
    FigureKind,
    Grade,
    Pair,
    Profile,
    SeedRef,
    Status,
    Topic,
    TopicTerm,
)
from pipeline.profile.file.version import with_version
from pipeline.profile.file.yamltext import read_commented, read_yaml

Path = tuple[str | int, ...]
_TOP = ("schema", "seeds", "pairs", "entities", "topics", "figures")
_LARGEST = 20_000_000  # characters
_MOST_VALUES = 2_000_000
_MOST_FAULTS = 20
_ENUMS: dict[str, type[Enum]] = {"grade": Grade, "status": Status, "type": EntityType, "kind": FigureKind}
_TYPES: dict[str, tuple[type, ...]] = {
    "confidence": (int, float),
    "value": (int, float),
    "case_sensitive": (bool,),
    "stands_alone": (bool,),
    "start": (int,),
    "end": (int,),
}
_LISTS = frozenset({"require_context", "not_same_as", "same_as", "seeds", "conflicts"})


class _Faults:
    """Collects what is wrong and where."""

    def __init__(self) -> None:
        self.found: list[tuple[Path, str]] = []

    def add(self, path: Path, what: str) -> None:
        self.found.append((path, what))


def load_profile(text: str, name: str) -> Profile:
    """Read a profile file; ``name`` is what errors call it.

    Raises ``ProfileError`` that lists all faults with their lines: broken YAML, unknown keys, wrong values, ids that
    are used twice or point nowhere.
    """
    data = _parse(text, name)
    faults = _Faults()
    profile = _profile(data, faults)
    if faults.found or profile is None:
        raise ProfileError(name, _listing(text, faults), remedy="Mend these lines, or restore an earlier profile.")
    return with_version(profile)


def _parse(text: str, name: str) -> Any:
    if len(text) > _LARGEST:
        raise ProfileError(name, "it is larger than 20 MB", remedy="Learn the watch from fewer seeds.")
    try:
        return _bounded(read_yaml(text))
    except (YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}: " if mark else ""
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        hint = "Mind indents, quotes and colons; two entries of one mapping cannot have the same key."
        raise ProfileError(name, f"{where}this is not valid YAML ({problem})", remedy=hint) from error


def _bounded(data: Any) -> Any:
    """The data, unless a few aliases of aliases unfold into billions of values: then raise ``ValueError``."""
    waiting, seen = [data], 0
    while waiting:
        node = waiting.pop()
        seen += 1
        if seen > _MOST_VALUES:
            raise ValueError("it unfolds into too many values; are there aliases (*name) that repeat each other?")
        waiting.extend(node.values() if isinstance(node, dict) else node if isinstance(node, list) else ())
    return data


def _listing(text: str, faults: _Faults) -> str:
    commented = read_commented(text)
    lines = sorted((_line(commented, path), what) for path, what in faults.found)
    shown = [f"line {line}: {what}" for line, what in lines[:_MOST_FAULTS]]
    more = len(lines) - len(shown)
    return "; ".join(shown) + (f"; and {more} more" if more else "")


def _line(root: Any, path: Path) -> int:
    """The line of the innermost node of ``path`` that exists, from 1."""
    line = 1
    node = root
    for part in path:
        try:
            line = (node.lc.item(part) if isinstance(part, int) else node.lc.key(part))[0] + 1
            node = node[part]
        except (AttributeError, KeyError, IndexError, TypeError):
            break
    return int(line)


def _profile(data: Any, faults: _Faults) -> Profile | None:
    if not isinstance(data, dict):
        faults.add((), "the file must hold a mapping with the keys " + ", ".join(_TOP))
        return None
    for key in data:
        if key not in _TOP:
            faults.add((key,), f"unknown key {key!r}; known are {', '.join(_TOP)}")
    if data.get("schema", 1) != 1:
        faults.add(("schema",), "schema must be 1; the file comes from another version of the program")
    profile = Profile(
        version="",
        seeds=tuple(_items(data, "seeds", SeedRef, faults)),
        entities=tuple(_items(data, "entities", Entity, faults)),
        topics=tuple(_items(data, "topics", Topic, faults)),
        pairs=tuple(_pairs(data.get("pairs") or [], faults)),
        figures=tuple(_items(data, "figures", Figure, faults)),
    )
    _check_ids(profile, faults)
    return profile


def _items(data: dict[str, Any], key: str, kind: type[Any], faults: _Faults) -> Iterator[Any]:
    items = data.get(key) or []
    if not isinstance(items, list):
        faults.add((key,), f"{key} must be a list")
        return
    for index, item in enumerate(items):
        record = _record(item, kind, (key, index), faults)
        if record is not None:
            yield record


def _record(item: Any, kind: type[Any], path: Path, faults: _Faults) -> Any:
    """Build one record; None when something in it is wrong, which is then told."""
    before = len(faults.found)
    if not isinstance(item, dict):
        faults.add(path, f"expected a mapping with {', '.join(field.name for field in fields(kind))}")
        return None
    known = {field.name: field for field in fields(kind)}
    for key in item:
        if key not in known:
            faults.add((*path, key), f"unknown key {key!r}; known are {', '.join(known)}")
    for name, field in known.items():
        if field.default is MISSING and name not in item:
            faults.add(path, f"{name} is missing")
    values = {key: _field(key, value, kind, (*path, key), faults) for key, value in item.items() if key in known}
    return kind(**values) if len(faults.found) == before else None


def _field(key: str, value: Any, kind: type[Any], path: Path, faults: _Faults) -> Any:
    if key in _ENUMS and kind in {Entity, Alias, Topic, Figure}:
        return _choice(key, value, path, faults)
    if key == "aliases":
        return tuple(_list(value, path, faults, _alias))
    if key == "evidence":
        return tuple(_list(value, path, faults, lambda item, at, to: _record(item, Evidence, at, to)))
    if key == "terms":
        return tuple(_terms(value, path, faults))
    if key in _LISTS:
        return tuple(_list(value, path, faults, _text))
    if key in _TYPES:
        return _typed(key, value, path, faults)
    return _text(value, path, faults)


def _choice(key: str, value: Any, path: Path, faults: _Faults) -> Any:
    try:
        return _ENUMS[key](value)
    except ValueError:
        choices = ", ".join(str(choice.value) for choice in _ENUMS[key])
        faults.add(path, f"{key} is {value!r}, but must be one of {choices}")
        return None


def _typed(key: str, value: Any, path: Path, faults: _Faults) -> Any:
    wanted = _TYPES[key]
    if not isinstance(value, wanted) or (isinstance(value, bool) and bool not in wanted):
        kind = "true or false" if bool in wanted else "a number"
        faults.add(path, f"{key} is {value!r}, but must be {kind}")
        return value
    if key == "value":
        return float(value)
    return _confidence(value, path, faults) if key == "confidence" else value


def _confidence(value: Any, path: Path, faults: _Faults) -> float:
    if not 0 <= value <= 1:
        faults.add(path, f"confidence is {value}, but must lie between 0 and 1")
    return float(value)


def _text(value: Any, path: Path, faults: _Faults) -> str:
    if isinstance(value, str):
        return value
    hint = "put it in quotes" if value is not None and not isinstance(value, (list, dict)) else "write some text"
    faults.add(path, f"{value!r} is no text; {hint}")
    return ""


def _list(value: Any, path: Path, faults: _Faults, read: Any) -> Iterator[Any]:
    if not isinstance(value, list):
        faults.add(path, f"{path[-1]} must be a list, in brackets or a line each with a dash")
        return
    for index, item in enumerate(value):
        yield read(item, (*path, index), faults)


def _alias(item: Any, path: Path, faults: _Faults) -> Alias | None:
    alias: Alias | None
    alias = _record(item, Alias, path, faults) if isinstance(item, dict) else Alias(form=_text(item, path, faults))
    if alias is not None and not alias.form.strip() and isinstance(item, (str, dict)):
        faults.add(path, "an alias needs a form")
    return alias


def _terms(value: Any, path: Path, faults: _Faults) -> Iterator[TopicTerm]:
    if not isinstance(value, dict):
        faults.add(path, "terms must name a language first: {en: [...], es: [...], ko: [...]}")
        return
    for language, forms in value.items():
        for form in _list(forms, (*path, language), faults, _text):
            yield TopicTerm(form=form, language=str(language))


def _pairs(items: Any, faults: _Faults) -> Iterator[Pair]:
    for index, item in enumerate(items if isinstance(items, list) else [items]):
        if isinstance(item, list) and len(item) == 2 and all(isinstance(part, str) for part in item):
            yield Pair(left=item[0], right=item[1])
        else:
            faults.add(("pairs", index), "a pair is two entity ids: [peru, south-korea]")


def _check_ids(profile: Profile, faults: _Faults) -> None:
    if len(faults.found):
        return  # positions would be wrong, and the other faults come first
    _check_unique("entities", [entity.id for entity in profile.entities], faults)
    _check_unique("topics", [topic.id for topic in profile.topics], faults)
    _check_unique("figures", [figure.id for figure in profile.figures], faults)
    _check_unique("seeds", [seed.id for seed in profile.seeds], faults)
    ids = {entity.id for entity in profile.entities}
    for index, pair in enumerate(profile.pairs):
        for side in (pair.left, pair.right):
            if side not in ids:
                faults.add(("pairs", index), f"the pair names {side!r}, and no entity has this id")
    for index, entity in enumerate(profile.entities):
        if entity.side and entity.side not in ids:
            faults.add(("entities", index, "side"), f"side is {entity.side!r}, and no entity has this id")


def _check_unique(key: str, ids: list[str], faults: _Faults) -> None:
    seen: set[str] = set()
    for index, identity in enumerate(ids):
        if not identity or identity in seen:
            faults.add((key, index), f"the id {identity!r} is empty or used twice")
        seen.add(identity)
