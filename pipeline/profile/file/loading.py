"""The YAML that a person edits -> Profile."""

from __future__ import annotations

from typing import Any

from pipeline.errors import ProfileError
from pipeline.model.profile import Profile
from pipeline.profile.file.checking import Records, check_records
from pipeline.profile.file.faults import Faults, nearest
from pipeline.profile.file.records import read_items, read_pairs
from pipeline.profile.file.version import with_version
from pipeline.profile.file.yamltree import Node, NotYamlError, plain, read_tree

_TOP = ("schema", "seeds", "pairs", "entities", "topics", "figures")
_LARGEST = 20_000_000  # characters


def load_profile(text: str, name: str) -> Profile:
    """Read a profile file; ``name`` is what errors call it.

    Raises ``ProfileError`` that lists all faults, a line each, with their lines and how to mend them: broken YAML,
    unknown keys, wrong values, ids that are used twice or point nowhere, forms that two entities claim, contexts that
    ask for nothing, statuses that contradict each other.
    """
    root = _parse(text, name)
    faults = Faults()
    profile = _profile(plain(root), faults)
    if len(faults) or profile is None:
        raise ProfileError(name, faults.listing(root), remedy="Mend these lines, or restore an earlier profile.")
    return with_version(profile)


def _parse(text: str, name: str) -> Node:
    if len(text) > _LARGEST:
        raise ProfileError(name, "it is larger than 20 MB", remedy="Learn the watch from fewer seeds.")
    try:
        return read_tree(text)
    except NotYamlError as error:
        where = f"line {error.line}: " if error.line else ""
        hint = "Mind indents, quotes and colons; two entries of one mapping cannot have the same key."
        raise ProfileError(name, f"{where}this is not valid YAML ({error.what})", remedy=hint) from error


def _profile(data: Any, faults: Faults) -> Profile | None:
    if not isinstance(data, dict):
        faults.add((), "the file must hold a mapping; its keys are " + ", ".join(_TOP))
        return None
    for key in data:
        if key not in _TOP:
            faults.add((key,), f"unknown key {key!r}{nearest(key, _TOP)}; known are {', '.join(_TOP)}")
    if data.get("schema", 1) != 1:
        faults.add(("schema",), "schema must be 1; the file comes from another version of the program")
    records = Records(
        seeds=read_items(data, "seeds", faults),
        entities=read_items(data, "entities", faults),
        topics=read_items(data, "topics", faults),
        pairs=read_pairs(data.get("pairs") or [], faults),
        figures=read_items(data, "figures", faults),
        entity_ids=_ids(data.get("entities")),
    )
    check_records(records, faults)
    if len(faults):
        return None
    return Profile(
        version="",
        seeds=tuple(records.seeds),
        entities=tuple(entity for entity in records.entities if entity),
        topics=tuple(records.topics),
        pairs=tuple(pair for pair in records.pairs if pair),
        figures=tuple(figure for figure in records.figures if figure),
    )


def _ids(items: Any) -> list[str]:
    """The id of each item, empty where it has none: that is told by itself."""
    rows = items if isinstance(items, list) else []
    return [str(item["id"]) if isinstance(item, dict) and "id" in item else "" for item in rows]
