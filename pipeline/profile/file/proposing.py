"""What was learnt -> what may be proposed to a person, who has said no, yes or "the same" before.

All of it works on plain data in the shape of the file: ``new`` is what was learnt now, ``base`` what was proposed last
(folded, too), ``mine`` the person's file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from copy import deepcopy
from typing import Any

from pipeline.profile.file.claims import stands_in
from pipeline.profile.file.plaindata import (
    LISTS,
    Plain,
    alias_key,
    aliases_of,
    are_kin,
    as_mapping,
    by_id,
    forms_of,
    is_used,
    keepers_of,
    names_of,
    rows,
    status_of,
    tight,
)


def propose(learnt: Plain, base: Plain, mine: Plain) -> Plain:
    """Return what was learnt without what the person turned down, under the ids that the person's file has.

    A rejected item or alias does not come again under another id or spelling (``tight``); what a person called the
    same is one; a confirmed entity gets new aliases only as proposals.
    """
    new = deepcopy(learnt)
    fold_same(new, base, mine)
    _keep_ids(new, base)
    _adopt(new, base, mine)
    for key in LISTS:
        new[key] = _without_buried(key, new[key], mine)
    _drop_rejected_aliases(new, mine)
    known = by_id(mine, "entities")
    for item in new["entities"]:
        _propose_to_confirmed(item, known.get(item["id"]))
    topics = by_id(mine, "topics")
    for topic in new["topics"]:
        _drop_rejected_terms(topic, topics.get(topic["id"], {}))
    _drop_known_words(new["entities"])
    return new


def fold_same(data: Plain, base: Plain, mine: Plain) -> None:
    """Make one of the entities that the person calls the same; whatever names one of them names the keeper then."""
    keepers = keepers_of(mine)
    parts: defaultdict[str, list[Plain]] = defaultdict(list)
    for item in rows(data, "entities"):
        parts[keepers.get(item["id"], item["id"])].append(item)
    data["entities"] = [_joined(identity, items, base, mine) for identity, items in parts.items()]
    for item in data["entities"]:
        _rename(item, "side", keepers)
        if "not_same_as" in item:
            others = dict.fromkeys(keepers.get(other, other) for other in item["not_same_as"])
            item["not_same_as"] = [other for other in others if other != item["id"]]
    for figure in rows(data, "figures"):
        _rename(figure, "subject", keepers)
    data["pairs"] = [[keepers.get(end, end) for end in pair] for pair in rows(data, "pairs")]


def _rename(item: Plain, key: str, keepers: dict[str, str]) -> None:
    if item.get(key) in keepers:
        item[key] = keepers[item[key]]


def _joined(identity: str, items: list[Plain], base: Plain, mine: Plain) -> Plain:
    """One entity of several; only aliases and quotes come from those that are not the keeper itself."""
    own = next((item for item in items if item["id"] == identity), None)
    if own is not None and len(items) == 1:
        return own
    if own is None:
        known = by_id(base, "entities").get(identity) or _must_haves(by_id(mine, "entities")[identity])
        own = {key: value for key, value in known.items() if key not in ("aliases", "evidence", "same_as")}
    joined = dict(own)
    for key in ("aliases", "evidence"):
        values = [value for item in (own, *(item for item in items if item is not own)) for value in item.get(key, [])]
        if values:
            joined[key] = _distinct(values)
    return joined


def _must_haves(item: Plain) -> Plain:
    """Of a person's own entity only what no entity is without: the rest, once proposed, would pass for learnt."""
    return {key: item[key] for key in ("id", "name", "type", "grade")}


def _distinct(values: Iterable[Any]) -> list[Any]:
    found: dict[Any, Any] = {}
    for value in values:
        is_quote = isinstance(value, dict) and "form" not in value
        found.setdefault(str(sorted(value.items())) if is_quote else alias_key(value), value)
    return list(found.values())


def _keep_ids(new: Plain, base: Plain) -> None:
    """An entity that is called by a fuller name now keeps the id under which it was proposed."""
    learnt, proposed = by_id(new, "entities"), by_id(base, "entities")
    older = {identity: item for identity, item in proposed.items() if identity not in learnt}
    fresh = [item for item in new["entities"] if item["id"] not in proposed]
    # By their names first: what was renamed once is found under its new name ever after.
    for forms in (names_of, _seed_forms):
        for item in fresh:
            shared = (other for other in older.values() if forms(other) & forms(item) and are_kin(other, item))
            same = next(shared, None)
            if same and item["id"] in learnt:
                _take_id(new, item, same["id"])
                del older[same["id"]]


def _seed_forms(item: Plain) -> set[str]:
    aliases = item.get("aliases") or []
    return {tight(as_mapping(alias)["form"]) for alias in aliases if as_mapping(alias).get("origin", "seed") == "seed"}


def _take_id(new: Plain, item: Plain, identity: str) -> None:
    old, item["id"] = item["id"], identity
    fold: dict[str, str] = {old: identity}
    for other in new["entities"]:
        _rename(other, "side", fold)
        if old in other.get("not_same_as", []):
            other["not_same_as"] = [fold.get(each, each) for each in other["not_same_as"]]
    for figure in rows(new, "figures"):
        _rename(figure, "subject", fold)
    new["pairs"] = [[fold.get(end, end) for end in pair] for pair in new["pairs"]]


def _adopt(new: Plain, base: Plain, mine: Plain) -> None:
    """What the person's file has under another id keeps that one: its own entry, or the proposals were lost."""
    learnt, proposed, present = (by_id(data, "entities") for data in (new, base, mine))
    names: dict[str, list[Plain]] = defaultdict(list)
    for known in present.values():
        if known["id"] not in learnt and status_of(known) != "rejected":
            for form in names_of(known):
                names[form].append(known)
    for item in new["entities"]:
        if item["id"] in proposed or item["id"] in present:
            continue
        same = next((known for form in names_of(item) for known in names[form] if are_kin(known, item)), None)
        if same:
            _take_id(new, item, same["id"])
            names = defaultdict(list, {key: [k for k in row if k is not same] for key, row in names.items()})


def _without_buried(key: str, items: list[Plain], mine: Plain) -> list[Plain]:
    """The items without what the person has rejected, though under another id or in another spelling."""
    known = by_id(mine, key)
    graves: defaultdict[Any, list[Plain]] = defaultdict(list)
    for item in known.values():
        if status_of(item) == "rejected":
            for mark in _MARKS[key](item):
                graves[mark].append(item)
    return [
        item
        for item in items
        if item["id"] in known
        or not any(_is_same(key, grave, item) for mark in _MARKS[key](item) for grave in graves[mark])
    ]


def _figure_marks(figure: Plain) -> set[Any]:
    return {tuple(figure.get(key) for key in ("kind", "value", "most", "unit", "when", "subject"))}


# What two items must share to be the same.
_MARKS: dict[str, Callable[[Plain], set[Any]]] = {
    "entities": forms_of,
    "topics": lambda topic: {tight(topic["name"])},
    "figures": _figure_marks,
}


def _is_same(key: str, one: Plain, other: Plain) -> bool:
    """Of two that share a mark: entities must share a name of one of them, and be kin."""
    if key != "entities":
        return True
    return are_kin(one, other) and bool(names_of(other) & forms_of(one) or names_of(one) & forms_of(other))


def _drop_rejected_aliases(new: Plain, mine: Plain) -> None:
    """A form that was turned down stays so in every spelling; and under other ids, when its own is learnt no more."""
    known, learnt = by_id(mine, "entities"), by_id(new, "entities")
    gone = {identity: forms for identity, item in known.items() if (forms := _rejected_forms(item))}
    orphaned = [known[identity] for identity in gone if identity not in learnt]
    for item in new["entities"]:
        owners = [item, *(owner for owner in orphaned if are_kin(owner, item))]
        forms = {form for owner in owners for form in gone.get(owner["id"], ())}
        written = aliases_of(known.get(item["id"]))
        left = [
            alias
            for alias in item.pop("aliases", [])
            if alias_key(alias) in written or tight(as_mapping(alias)["form"]) not in forms
        ]
        if left:
            item["aliases"] = left


def _rejected_forms(item: Plain) -> set[str]:
    aliases = item.get("aliases") or []
    return {tight(as_mapping(alias)["form"]) for alias in aliases if status_of(alias) == "rejected"}


def _drop_rejected_terms(topic: Plain, mine: Plain) -> None:
    for language, forms in (mine.get("rejected") or {}).items():
        gone = set(map(tight, forms))
        if language in topic.get("terms", {}):
            topic["terms"][language] = [form for form in topic["terms"][language] if tight(form) not in gone]


def _propose_to_confirmed(item: Plain, mine: Plain | None) -> None:
    """The person answers for this one: what is new about it waits for a word."""
    if mine is None or status_of(mine) != "confirmed":
        return
    written = {alias_key(alias): alias for alias in mine.get("aliases") or []}
    aliases = item.get("aliases", [])
    for place, alias in enumerate(aliases):
        here = written.get(alias_key(alias))
        if (here is None or status_of(here) == "proposed") and is_used(alias):
            aliases[place] = as_mapping(alias) | {"status": "proposed"}


def _drop_known_words(items: Iterable[Plain]) -> None:
    """Take context words out that stand in the form itself, and of several spellings that fold alike all but one."""
    for item in items:
        if "aliases" in item:
            item["aliases"] = [_with_outer_context(alias) for alias in _distinct(item["aliases"])]


def _with_outer_context(alias: Any) -> Any:
    words = as_mapping(alias).get("require_context") or []
    outer = [word for word in words if word.strip() and not stands_in(word, alias["form"])]
    if outer == words:
        return alias
    if outer:
        return alias | {"require_context": outer}
    return {key: value for key, value in alias.items() if key != "require_context"} | {"status": "proposed"}
