"""One item of the person's file, what was proposed and what was learnt -> changes of the file.

Field by field: what is as it was proposed follows the learning, what was edited stays. Without a proposal all fields
are the person's.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pipeline.model.profile import ARTICLE
from pipeline.profile.file.plaindata import Plain, alias_key, aliases_of, status_of
from pipeline.profile.file.splicing import Splice
from pipeline.profile.file.yamltree import Mapping, plain

UPDATED, KEPT, SAME = "updated", "kept", "same"


def merge_seeds(splice: Splice, seeds: list[Plain]) -> None:
    """The list of seeds is the program's: it says what the watch was learnt from."""
    node = splice.root.get("seeds")
    current = (plain(node) if node is not None else None) or []
    drop = {place for place, seed in enumerate(current) if seed not in seeds}
    splice.change_list(splice.root, "seeds", drop=drop, add=[seed for seed in seeds if seed not in current])


def merge_item(splice: Splice, node: Mapping, base: Plain | None, new: Plain, order: Iterable[str]) -> str:
    """Change what follows the learning; return ``UPDATED``, ``KEPT`` when the person's edits differ, or ``SAME``."""
    mine = plain(node)
    status = status_of(mine)
    if status == "rejected":
        return KEPT
    merger = _Merger(splice, node, mine, base, new, tuple(order))
    for name in dict.fromkeys((*new, *mine)):
        if name == "aliases":
            merger.merge_aliases(is_confirmed=status == "confirmed")
        elif status == "confirmed" and name != "evidence":
            merger.is_edited |= mine.get(name) != new.get(name)
        elif name == "terms":
            merger.merge_terms()
        else:
            merger.merge_field(name)
    return UPDATED if merger.is_changed else KEPT if merger.is_edited else SAME


def lower_evidence(splice: Splice, node: Mapping, base: Plain, seeds: Iterable[Plain]) -> str:
    """Take the quotes of seeds that are gone out of an item that the person keeps, unless rejected or edited."""
    mine = plain(node)
    left = evidence_left(mine, seeds)
    if has_own_quotes(mine, base) or mine.get("evidence") == left:
        return KEPT
    if left:
        drop = {place for place, quote in enumerate(mine["evidence"]) if quote not in left}
        splice.change_list(node, "evidence", drop=drop)
    else:
        splice.remove_key(node, "evidence")
    return UPDATED


def has_own_quotes(mine: Plain, base: Plain) -> bool:
    """Whether a person edited the quotes of an item, or rejected it: they stay then, whatever becomes of the seeds."""
    return status_of(mine) == "rejected" or _of_seeds(mine) != _of_seeds(base)


def _of_seeds(item: Plain) -> list[Plain]:
    return [quote for quote in item.get("evidence") or [] if not quote["seed"].startswith(ARTICLE)]


def _of_articles(item: Plain) -> list[Plain]:
    return [quote for quote in item.get("evidence") or [] if quote["seed"].startswith(ARTICLE)]


def evidence_left(item: Plain, seeds: Iterable[Plain]) -> list[Plain] | None:
    """The quotes of an item that stand in one of these seeds, or in an article; None for none."""
    known = {seed["id"] for seed in seeds}
    left = [quote for quote in item.get("evidence") or [] if quote["seed"] in known]
    return [*left, *_of_articles(item)] or None


def is_left_alone(alias: Any, offered: Any, *, is_confirmed: bool) -> bool:
    """Whether an alias is as it was proposed and follows the learning; of a confirmed entity only a proposal does."""
    return bool(alias == offered) and (not is_confirmed or status_of(alias) == "proposed")


class _Merger:
    """The three sides of one item, and what became of it."""

    def __init__(
        self, splice: Splice, node: Mapping, mine: Plain, base: Plain | None, new: Plain, order: tuple[str, ...]
    ) -> None:
        self._splice = splice
        self._node = node
        self._mine = mine
        self._base = base
        self._new = new
        self._order = order
        self.is_changed = False
        self.is_edited = False

    def merge_field(self, name: str) -> None:
        current, wanted = self._mine.get(name), self._new.get(name)
        offered = None if self._base is None else self._base.get(name)
        if name == "evidence" and (own := _of_articles(self._mine)):
            wanted = [*(wanted or []), *own]
            offered = None if self._base is None else [*(offered or []), *own]
        if current == wanted:
            return
        if self._base is None or current != offered:
            self.is_edited = True
            return
        self.is_changed = True
        if wanted is None:
            self._splice.remove_key(self._node, name)
        elif isinstance(wanted, list):
            self._write_list(name, current or [], wanted)
        else:
            self._splice.set_value(self._node, name, wanted, self._order)

    def _write_list(self, name: str, current: list[Any], wanted: list[Any]) -> None:
        drop = {place for place, value in enumerate(current) if value not in wanted}
        add = [value for value in wanted if value not in current]
        left = [value for place, value in enumerate(current) if place not in drop]
        if left + add != wanted:
            drop, add = set(range(len(current))), wanted
        self._splice.change_list(self._node, name, drop=drop, add=add, order=self._order)

    def merge_aliases(self, *, is_confirmed: bool) -> None:
        """Of a confirmed entity only those follow that are still proposals."""
        offered, learnt = aliases_of(self._base), aliases_of(self._new)
        drop: set[int] = set()
        put: dict[int, Any] = {}
        seen: set[str] = set()
        for place, alias in enumerate(self._mine.get("aliases") or []):
            key = alias_key(alias)
            is_free = is_left_alone(alias, offered.get(key), is_confirmed=is_confirmed)
            if is_free and key not in learnt:
                drop.add(place)
            elif is_free and key not in seen and alias != learnt[key]:
                put[place] = learnt[key]
            elif not is_free:
                self.is_edited |= key in learnt and alias != learnt[key]
            seen.add(key)
        add = [alias for key, alias in learnt.items() if key not in seen and key not in offered]
        self.is_edited |= any(key not in seen for key in offered)
        self.is_changed |= bool(drop or put or add)
        if drop and not add and len(drop) == len(self._mine["aliases"]):
            self._splice.remove_key(self._node, "aliases")
        else:
            self._splice.change_list(self._node, "aliases", drop=drop, put=put, add=add, order=self._order)

    def merge_terms(self) -> None:
        """Terms are sets by language: what the person took out stays out, what was added stays in."""
        home = self._node.get("terms")
        current, learnt = self._mine.get("terms") or {}, self._new.get("terms") or {}
        offered = (self._base or {}).get("terms") or {}
        added: dict[str, list[str]] = {}
        for language in dict.fromkeys((*current, *learnt)):
            mine, new, old = (set(terms.get(language) or []) for terms in (current, learnt, offered))
            add = [form for form in learnt.get(language) or [] if form not in mine | old]
            drop = {place for place, form in enumerate(current.get(language) or []) if form in old - new}
            self.is_edited |= mine != old
            self.is_changed |= bool(add or drop)
            if isinstance(home, Mapping) and home.entries:
                self._splice.change_list(home, language, drop=drop, add=add)
            elif add:
                added[language] = add
        if added:
            self._splice.set_value(self._node, "terms", added, self._order)
