"""Edits of a profile file by command: the text in, the text with that one change out.

Every byte that the change does not concern stays as it was: comments, order, indents, quotes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from functools import partial
from typing import Any

from pipeline.errors import ProfileError
from pipeline.model.profile import Status
from pipeline.profile.file.faults import nearest
from pipeline.profile.file.items import (
    ALIAS_ORDER,
    FILE,
    ORDERS,
    alias_nodes,
    edited,
    find_item,
    form_of,
    text_of,
    words_of,
)
from pipeline.profile.file.loading import TOP
from pipeline.profile.file.splicing import Splice
from pipeline.profile.file.yamltree import Mapping as MappingNode
from pipeline.profile.file.yamltree import Node, Sequence, plain
from pipeline.profile.tokens import key_of

_FOUND = ("form", "origin")  # of an alias: as it was found, whatever else is set


def accept(text: str, item: str, alias: str = "") -> str:
    """Make an entity, topic or figure ``confirmed``, or only one alias of it; return the new text.

    ``item`` is an id; ``alias`` is a form, compared folded, or a rejected term of a topic, which is used again.
    Raises ``ProfileError``: no such item (names the nearest ids) or alias, or the outcome is no valid profile.
    """
    return edited(text, lambda splice: _set_status(splice, item, alias, Status.CONFIRMED, ""))


def reject(text: str, item: str, alias: str = "", reason: str = "") -> str:
    """Make an entity, topic or figure ``rejected``, or only one alias of it, or a term of a topic; return the new text.

    ``reason`` is written as a comment beside it. Raises as ``accept`` does.
    """
    return edited(text, lambda splice: _set_status(splice, item, alias, Status.REJECTED, reason))


def set_fields(text: str, item: str, fields: Mapping[str, Any]) -> str:
    """Set fields of an item: name, type, grade, status, country, side, stands_alone, note, wikidata, lists of words.

    ``None`` takes a field away. ``{"aliases": [...]}`` adds these aliases, a form or a mapping each, and sets the
    fields of those that are there; ``{"terms": {"en": [...]}}`` adds terms. Raises as ``accept`` does, and for a field
    that the item does not have.
    """

    def change(splice: Splice) -> None:
        key, node = find_item(splice, item)
        for name, value in fields.items():
            _check_field(key, item, name)
            if name == "aliases":
                _add_aliases(splice, node, value)
            elif name == "terms":
                _add_terms(splice, node, value)
            elif value is None:
                splice.remove_key(node, name)
            else:
                splice.set_value(node, name, _as_plain(value), ORDERS[key])

    return edited(text, change)


def set_weights(text: str, weights: Mapping[str, float | None]) -> str:
    """Give weights of the watch these values; None gives one back to the program's table. Return the new text.

    Raises ``ProfileError`` when the outcome is no valid profile: no such weight, out of its range, a sum that is not 1.
    """

    return edited(text, *(partial(_set_weight, name=name, value=value) for name, value in weights.items()))


def _set_weight(splice: Splice, name: str, value: float | None) -> None:
    present = splice.root.get("weights")
    others = present.entries.keys() - {name} if isinstance(present, MappingNode) else ()
    if value is not None:
        written = int(value) if float(value).is_integer() else value
        if isinstance(present, MappingNode) and present.entries:
            splice.set_value(present, name, written)
        else:
            splice.set_value(splice.root, "weights", {name: written}, TOP)
    elif isinstance(present, MappingNode) and others:
        splice.remove_key(present, name)
    else:
        splice.remove_key(splice.root, "weights")


def _set_status(splice: Splice, item: str, form: str, status: Status, reason: str) -> None:
    key, node = find_item(splice, item)
    if not form:
        _mark(splice, node, status, reason, ORDERS[key])
        if status is Status.REJECTED:
            _withdraw_confirmations(splice, node)
    elif key == "topics":
        _move_term(splice, node, form, status, reason)
    elif key == "entities":
        _mark_alias(splice, node, _alias_place(node, form), status, reason)
    else:
        raise ProfileError(FILE, f"{item!r} is a figure and has no aliases", remedy="Leave the form out.")


def _mark(splice: Splice, node: MappingNode, status: Status, reason: str, order: Iterable[str]) -> None:
    present = node.get("status")
    if present is not None and plain(present) == status.value:
        splice.remark(present, reason)
    else:
        splice.set_value(node, "status", status.value, order, remark=reason)


def _withdraw_confirmations(splice: Splice, node: MappingNode) -> None:
    """Nobody answers for the aliases of what is rejected."""
    for alias in alias_nodes(node):
        if isinstance(alias, MappingNode) and text_of(alias, "status") == Status.CONFIRMED.value:
            splice.remove_key(alias, "status")


def _alias_place(node: MappingNode, form: str) -> int:
    """The place of the alias that is written so, or else of one that folds to the same."""
    forms = [form_of(alias) for alias in alias_nodes(node)]
    if form in forms:
        return forms.index(form)
    folded = [key_of(known) for known in forms]
    if key_of(form) in folded:
        return folded.index(key_of(form))
    raise ProfileError(FILE, f"{text_of(node, 'id')!r} has no alias {form!r}{nearest(form, forms)}")


def _mark_alias(splice: Splice, node: MappingNode, place: int, status: Status, reason: str) -> None:
    alias = alias_nodes(node)[place]
    if isinstance(alias, MappingNode):
        _mark(splice, alias, status, reason, ALIAS_ORDER)
    else:
        splice.put(alias, {"form": form_of(alias), "status": status.value})
        splice.remark(alias, reason)


def _move_term(splice: Splice, node: MappingNode, form: str, status: Status, reason: str) -> None:
    """Between the terms of a topic and those that a person took out."""
    source, target = ("terms", "rejected") if status is Status.REJECTED else ("rejected", "terms")
    for language, terms in _languages(node, source):
        for place, term in enumerate(map(plain, terms.items)):
            if key_of(str(term)) == key_of(form):
                home = node.get(source)
                assert isinstance(home, MappingNode)
                splice.change_list(home, language, drop={place})
                _add_terms(splice, node, {language: [term]}, target)
                splice.remark(terms, reason)
                return
    known = [str(plain(term)) for _, terms in _languages(node, source) for term in terms.items]
    among = "among its terms" if source == "terms" else "among its rejected terms"
    raise ProfileError(FILE, f"{text_of(node, 'id')!r} has no {form!r} {among}{nearest(form, known)}")


def _languages(node: MappingNode, key: str) -> list[tuple[str, Sequence]]:
    terms = node.get(key)
    rows = terms.entries.items() if isinstance(terms, MappingNode) else ()
    return [(language, value) for language, (_, value) in rows if isinstance(value, Sequence)]


def _add_terms(splice: Splice, node: MappingNode, terms: Any, key: str = "terms") -> None:
    home = node.get(key)
    if not isinstance(home, MappingNode) or not home.entries:
        splice.set_value(node, key, terms, ORDERS["topics"])
        return
    for language, forms in terms.items():
        known = set(map(key_of, words_of(home, language)))
        splice.change_list(home, language, add=[form for form in forms if key_of(form) not in known])


def _add_aliases(splice: Splice, node: MappingNode, aliases: Iterable[Any]) -> None:
    places = {key_of(form_of(alias)): place for place, alias in enumerate(alias_nodes(node))}
    new = []
    for alias in aliases:
        given = _own_alias(alias)
        place = places.get(key_of(given["form"]))
        if place is None:
            new.append(given)
        else:
            _update_alias(splice, alias_nodes(node)[place], given)
    splice.change_list(node, "aliases", add=new, order=ORDERS["entities"])


def _own_alias(alias: Any) -> dict[str, Any]:
    """Who adds an alias answers for it."""
    if isinstance(alias, Mapping):
        return {name: _as_plain(value) for name, value in alias.items() if value is not None}
    return {"form": str(alias), "origin": "analyst", "status": Status.CONFIRMED.value}


def _update_alias(splice: Splice, alias: Node, given: dict[str, Any]) -> None:
    if not isinstance(alias, MappingNode):
        splice.put(alias, {"form": form_of(alias)} | {name: given[name] for name in given if name not in _FOUND})
        return
    for name, value in given.items():
        if name not in _FOUND:
            splice.set_value(alias, name, value, ALIAS_ORDER)


def _as_plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return [_as_plain(item) for item in value] if isinstance(value, (list, tuple)) else value


def _check_field(key: str, item: str, name: str) -> None:
    known = [field for field in ORDERS[key] if field != "id"]
    if name == "id":
        raise ProfileError(FILE, f"the id of {item!r} cannot change", remedy="Ids stay; change the name instead.")
    if name not in known:
        raise ProfileError(FILE, f"{item!r} has no field {name!r}{nearest(name, known)}")
