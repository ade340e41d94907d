"""The YAML that a person edits -> Profile."""

from __future__ import annotations

from typing import Any

from pipeline.errors import ProfileError
from pipeline.model.profile import Profile
from pipeline.profile.file.checking import Records, check_records
from pipeline.profile.file.faults import Faults, nearest
from pipeline.profile.file.records import read_items, read_pairs
from pipeline.profile.file.version import with_version
from pipeline.profile.file.weights import read_weights
from pipeline.profile.file.yamltree import Node, NotYamlError, plain, read_tree

TOP = ("schema", "seeds", "pairs", "rules", "weights", "entities", "topics", "figures")
_LARGEST = 20_000_000  # characters


def load_profile(text: str, name: str) -> Profile:
    """Read a profile file; ``name`` is what errors call it.

    Raises ``ProfileError`` that lists all faults, a line each, with their lines and how to mend them: broken YAML,
    unknown keys, wrong values, ids that are used twice or point nowhere, forms that two entities claim, contexts that
    ask for nothing, statuses that contradict each other, rules that can never be met, weights out of their range.
    """
    root = _parse(text, name)
    faults = Faults()
    records = _records(plain(root), faults)
    if records:
        check_records(records, faults)
    if records is None or len(faults):
        raise ProfileError(name, faults.listing(root), remedy="Mend these lines of the file.")
    return _profile(records)


def load_proposals(text: str | None) -> Profile | None:
    """What was learnt last, as records; None where ``read_proposals`` gives nothing."""
    data = read_proposals(text)
    records = _records(data, Faults()) if data else None
    return _profile(records) if records else None


def read_proposals(text: str | None) -> dict[str, Any]:
    """What was learnt last, as plain data; nothing when that file is not there or its records cannot be read.

    Its records need not fit together: it remembers what a person deleted, too.
    """
    try:
        data = plain(_parse(text or "", "proposals.yaml"))
    except ProfileError:
        return {}
    faults = Faults()
    return data if _records(data, faults) and not len(faults) else {}


def _parse(text: str, name: str) -> Node:
    if len(text) > _LARGEST:
        raise ProfileError(name, "it is larger than 20 MB", remedy="Learn the watch from fewer seeds.")
    try:
        return read_tree(text)
    except NotYamlError as error:
        where = f"line {error.line}: " if error.line else ""
        hint = "Mind indents, quotes and colons; two entries of one mapping cannot have the same key."
        raise ProfileError(name, f"{where}this is not valid YAML ({error.what})", remedy=hint) from error


def _records(data: Any, faults: Faults) -> Records | None:
    """The records of a file; None when it holds no mapping."""
    if not isinstance(data, dict):
        faults.add((), "the file must hold a mapping; its keys are " + ", ".join(TOP))
        return None
    for key in data:
        if key not in TOP:
            faults.add((key,), f"unknown key {key!r}{nearest(key, TOP)}; known are {', '.join(TOP)}")
    if data.get("schema", 1) != 1:
        faults.add(("schema",), "schema must be 1; the file comes from another version of the program")
    return Records(
        seeds=read_items(data, "seeds", faults),
        entities=read_items(data, "entities", faults),
        topics=read_items(data, "topics", faults),
        pairs=read_pairs(data.get("pairs") or [], faults),
        figures=read_items(data, "figures", faults),
        rules=read_items(data, "rules", faults),
        weights=read_weights(data.get("weights") or {}, faults),
        entity_ids=_ids(data.get("entities")),
        topic_ids=_ids(data.get("topics")),
    )


def _profile(records: Records) -> Profile:
    """The profile of records without fault."""
    profile = Profile(
        version="",
        seeds=tuple(records.seeds),
        entities=tuple(entity for entity in records.entities if entity),
        topics=tuple(topic for topic in records.topics if topic),
        pairs=tuple(pair for pair in records.pairs if pair),
        figures=tuple(figure for figure in records.figures if figure),
        rules=tuple(rule for rule in records.rules if rule),
        weights=tuple(records.weights),
    )
    return with_version(profile)


def _ids(items: Any) -> list[str]:
    """The id of each item, empty where it has none: that is told by itself."""
    rows = items if isinstance(items, list) else []
    return [str(item["id"]) if isinstance(item, dict) and "id" in item else "" for item in rows]
