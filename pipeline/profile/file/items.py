"""An item of the profile file and its parts, where they stand in the text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any

from pipeline.errors import ProfileError
from pipeline.model.profile import Alias, Entity, Figure, Topic
from pipeline.profile.file.faults import nearest
from pipeline.profile.file.loading import load_profile
from pipeline.profile.file.splicing import Splice
from pipeline.profile.file.yamltree import Mapping, Node, Sequence, plain

FILE = "profile.yaml"
_KINDS: dict[str, type[Entity | Topic | Figure]] = {"entities": Entity, "topics": Topic, "figures": Figure}
ORDERS = {key: tuple(field.name for field in fields(kind)) for key, kind in _KINDS.items()}  # of the fields
RULE_LISTS = ("must", "any", "not")
ALIAS_ORDER = tuple(field.name for field in fields(Alias))


def edited(text: str, *changes: Callable[[Splice], None]) -> str:
    """The text after changes, each made in what the one before left; before and after it must be a valid profile."""
    load_profile(text, FILE)
    after = text
    for change in changes:
        splice = Splice(after)
        change(splice)
        after = splice.text_after()
    try:
        load_profile(after, FILE)
    except ProfileError as error:
        remedy = "Nothing was changed; the lines are those that the file would have."
        raise ProfileError(FILE, f"this edit would make it faulty: {error.reason}", remedy=remedy) from error
    return after


def find_item(splice: Splice, identity: str) -> tuple[str, Mapping]:
    for key in _KINDS:
        for node in splice.items(key):
            if text_of(node, "id") == identity:
                return key, node
    known = [text_of(node, "id") for key in _KINDS for node in splice.items(key)]
    raise ProfileError(FILE, f"nothing in it has the id {identity!r}{nearest(identity, known)}")


def find_entity(splice: Splice, identity: str) -> Mapping:
    key, node = find_item(splice, identity)
    if key != "entities":
        raise ProfileError(FILE, f"{identity!r} is no entity", remedy="Only entities can be merged or parted.")
    return node


def text_of(node: Mapping, key: str) -> str:
    value = node.get(key)
    return "" if value is None else str(plain(value))


def words_of(node: Mapping, key: str) -> list[Any]:
    value = node.get(key)
    words = plain(value) if value is not None else []
    return words if isinstance(words, list) else []


def alias_nodes(node: Mapping) -> list[Node]:
    aliases = node.get("aliases")
    return aliases.items if isinstance(aliases, Sequence) else []


def form_of(alias: Node) -> str:
    return text_of(alias, "form") if isinstance(alias, Mapping) else str(plain(alias))


def sequences_of(node: Node | None) -> list[Sequence]:
    return [item for item in node.items if isinstance(item, Sequence)] if isinstance(node, Sequence) else []
