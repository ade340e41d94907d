"""Edits by command: two entities are one, or never are."""

from __future__ import annotations

from pipeline.errors import ProfileError
from pipeline.profile.file.items import (
    FILE,
    ORDERS,
    RULE_LISTS,
    alias_nodes,
    edited,
    find_entity,
    form_of,
    sequences_of,
    text_of,
    words_of,
)
from pipeline.profile.file.splicing import Splice
from pipeline.profile.file.yamltree import Mapping, Sequence, plain
from pipeline.profile.tokens import key_of


def merge_entities(text: str, keep: str, other: str) -> str:
    """Say that ``other`` is ``keep``, which takes its aliases and quotes over and its id into ``same_as``.

    Pairs, sides, figures and rules that name ``other`` name ``keep`` then. Return the new text. Raises as ``accept``
    does; also when a rule makes no sense any more: one that wants the two near each other, or one without the other.
    """
    if keep == other:
        raise ProfileError(FILE, f"{keep!r} cannot be merged with itself", remedy="Name two entities.")

    def change(splice: Splice) -> None:
        kept, lost = find_entity(splice, keep), find_entity(splice, other)
        entities = splice.items("entities")
        _take_over(splice, kept, lost)
        splice.change_list(splice.root, "entities", drop={entities.index(lost)})
        for entity in entities:
            if entity is not lost:
                _rename(splice, entity, "side", other, keep)
                _redirect(splice, entity, keep, other)
        _rename_elsewhere(splice, keep, other)

    return edited(text, change)


def part_entities(text: str, one: str, other: str) -> str:
    """Say that the two are never the same, on both sides; return the new text. Raises as ``accept`` does."""
    if one == other:
        raise ProfileError(FILE, f"{one!r} cannot be parted from itself", remedy="Name two entities.")

    def change(splice: Splice) -> None:
        for entity, partner in ((find_entity(splice, one), other), (find_entity(splice, other), one)):
            _without(splice, entity, "same_as", {partner})
            if partner not in words_of(entity, "not_same_as"):
                splice.change_list(entity, "not_same_as", add=[partner], order=ORDERS["entities"])

    return edited(text, change)


def _rename_elsewhere(splice: Splice, keep: str, other: str) -> None:
    """In figures, pairs and rules."""
    for figure in splice.items("figures"):
        _rename(splice, figure, "subject", other, keep)
    for pair in sequences_of(splice.root.get("pairs")):
        for end in pair.items:
            if plain(end) == other:
                splice.put(end, keep)
    for rule in splice.items("rules"):
        for key in RULE_LISTS:
            _redirect_rule(splice, rule, key, keep, other)


def _take_over(splice: Splice, kept: Mapping, lost: Mapping) -> None:
    order = ORDERS["entities"]
    known = {key_of(form_of(alias)) for alias in alias_nodes(kept)}
    aliases = [plain(alias) for alias in alias_nodes(lost) if key_of(form_of(alias)) not in known]
    splice.change_list(kept, "aliases", add=aliases, order=order)
    quotes = words_of(kept, "evidence")
    new = [quote for quote in words_of(lost, "evidence") if quote not in quotes]
    splice.change_list(kept, "evidence", add=new, order=order)
    ids = dict.fromkeys((text_of(lost, "id"), *words_of(lost, "same_as")))
    here = words_of(kept, "same_as")
    splice.change_list(kept, "same_as", add=[identity for identity in ids if identity not in here], order=order)


def _rename(splice: Splice, node: Mapping, key: str, old: str, new: str) -> None:
    value = node.get(key)
    if value is not None and plain(value) == old:
        if text_of(node, "id") == new:
            splice.remove_key(node, key)
        else:
            splice.put(value, new)


def _redirect(splice: Splice, entity: Mapping, keep: str, other: str) -> None:
    """``not_same_as`` of anybody names the keeper now; the keeper's own forgets the other."""
    words = words_of(entity, "not_same_as")
    if other not in words:
        return
    if text_of(entity, "id") == keep or keep in words:
        _without(splice, entity, "not_same_as", {other})
    else:
        splice.change_list(entity, "not_same_as", put={words.index(other): keep})


def _redirect_rule(splice: Splice, rule: Mapping, key: str, keep: str, other: str) -> None:
    """One list of a rule: the keeper in the place of the other, but not twice."""
    named = words_of(rule, key)
    places = {place for place, item in enumerate(named) if item == {"entity": other}}
    node = rule.get(key)
    if {"entity": keep} in named:
        splice.change_list(rule, key, drop=places)
    elif isinstance(node, Sequence):
        for place in places:
            if isinstance(item := node.items[place], Mapping):
                splice.put(item.entries["entity"][1], keep)


def _without(splice: Splice, node: Mapping, key: str, gone: set[str]) -> None:
    words = words_of(node, key)
    drop = {place for place, word in enumerate(words) if word in gone}
    if drop and len(drop) == len(words):
        splice.remove_key(node, key)
    else:
        splice.change_list(node, key, drop=drop)
