"""What is about to be proposed must fit what the person's file will then hold: references and claims to forms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.profile.file.claims import Claim, clash
from pipeline.profile.file.plaindata import (
    Plain,
    alias_key,
    aliases_of,
    as_mapping,
    by_id,
    is_untouched,
    is_used,
    named_by_rules,
    rows,
    status_of,
)


@dataclass(frozen=True, slots=True)
class Outlook:
    """Which entities and pairs the file will hold after merging."""

    stale: frozenset[str]  # ids of the person's file that go: untouched, learnt no more, and nothing names them
    ids: frozenset[str]
    used: frozenset[str]  # without the rejected ones
    pairs: list[Any]


def look_out(new: Plain, base: Plain, mine: Plain) -> Outlook:
    """Tell which entities stay, come and go."""
    known, proposed, learnt = (by_id(data, "entities") for data in (mine, base, new))
    idle = idle_ids("entities", new, base, mine)
    coming = {identity for identity in learnt if identity not in known and identity not in proposed}
    rejected = {identity for identity, item in known.items() if status_of(item) == "rejected"}
    pairs = _pairs_after(new, base, mine, (known.keys() - idle - rejected) | coming)
    names = {key: _named_after(known[key], proposed.get(key), learnt.get(key)) for key in known}
    names |= {key: {item.get("side", "")} for key, item in learnt.items() if key in coming}
    named = {end for pair in pairs for end in pair}.union(*(names[key] for key in names if key not in idle))
    stale = frozenset(idle - _with_what_it_names(named, names))
    ids = frozenset((known.keys() - stale) | coming)
    return Outlook(stale=stale, ids=ids, used=ids - rejected, pairs=pairs)


def idle_ids(key: str, new: Plain, base: Plain, mine: Plain) -> frozenset[str]:
    """What nobody touched or names in a rule, and the seeds no longer show."""
    proposed = by_id(base, key)
    needed = by_id(new, key).keys() | named_by_rules(mine, key)
    kept = (item for item in rows(mine, key) if item["id"] not in needed)
    return frozenset(item["id"] for item in kept if is_untouched(item, proposed.get(item["id"])))


def _with_what_it_names(named: set[str], names: dict[str, set[str]]) -> set[str]:
    """All that is named, and by what is named so."""
    waiting, found = list(named), set(named)
    while waiting:
        further = names.get(waiting.pop(), set()) - found
        found |= further
        waiting += further
    return found


def _pairs_after(new: Plain, base: Plain, mine: Plain, used: set[str]) -> list[Any]:
    """Those learnt now, if the person left the pairs alone and both ends are used."""
    current = rows(mine, "pairs")
    is_whole = all(end in used for pair in new["pairs"] for end in pair)
    is_untouched = not mine or (bool(base) and current == rows(base, "pairs"))
    return rows(new, "pairs") if is_whole and is_untouched else current


def _named_after(mine: Plain, base: Plain | None, new: Plain | None) -> set[str]:
    """Its side and whom it is never the same as; of what follows the learning only the side, the rest is settled."""
    follows = new is not None and base is not None and status_of(mine) not in ("confirmed", "rejected")
    is_free = {key: follows and mine.get(key) == (base or {}).get(key) for key in ("side", "not_same_as")}
    side = (new or {}) if is_free["side"] else mine
    return {side.get("side", ""), *([] if is_free["not_same_as"] else mine.get("not_same_as") or [])}


def settle(new: Plain, base: Plain, mine: Plain, outlook: Outlook) -> None:
    """Drop references to what will not be there, and make a claim that clashes with an earlier one a proposal.

    What a rule of the person names stays in use.
    """
    _keep_in_use(new, mine)
    for item in new["entities"]:
        if item.get("side") and item["side"] not in outlook.used:
            item.pop("side")
            item.pop("stands_alone", None)
        if "not_same_as" in item:
            item["not_same_as"] = [other for other in item["not_same_as"] if other in outlook.ids]
            if not item["not_same_as"]:
                item.pop("not_same_as")
    taken: defaultdict[str, list[Claim]] = defaultdict(list)
    for identity, alias in _kept_claims(new, base, mine, outlook):
        taken[alias_key(alias)].append(_claim(identity, alias))
    for item, place in _ordered_claims(new, base, mine):
        alias = item["aliases"][place]
        claim, rivals = _claim(item["id"], alias), taken[alias_key(alias)]
        if any(clash(claim, rival) for rival in rivals):
            item["aliases"][place] = as_mapping(alias) | {"status": "proposed"}
        else:
            rivals.append(claim)


def _keep_in_use(new: Plain, mine: Plain) -> None:
    for key in ("entities", "topics"):
        named = named_by_rules(mine, key)
        for item in rows(new, key):
            if item["id"] in named and not is_used(item):
                item.pop("status")


def _claim(identity: str, alias: Any) -> Claim:
    plain = as_mapping(alias)
    return Claim.made(identity, plain["form"], plain.get("case_sensitive", False), plain.get("require_context", ()))


def _kept_claims(new: Plain, base: Plain, mine: Plain, outlook: Outlook) -> Iterator[tuple[str, Any]]:
    """The used aliases of the file that learning will leave as they are."""
    proposed, learnt = by_id(base, "entities"), by_id(new, "entities")
    for identity, item in by_id(mine, "entities").items():
        if identity in outlook.stale or not is_used(item):
            continue
        offered = aliases_of(proposed.get(identity)) if identity in learnt and status_of(item) == "auto" else {}
        for alias in item.get("aliases") or []:
            if is_used(alias) and alias != offered.get(alias_key(alias)):
                yield identity, alias


def _ordered_claims(new: Plain, base: Plain, mine: Plain) -> list[tuple[Plain, int]]:
    """Where the used aliases stand that will come or follow: those found in seeds first, then the surest."""
    known, proposed = by_id(mine, "entities"), by_id(base, "entities")
    found = []
    for item in new["entities"]:
        current, before = known.get(item["id"]), proposed.get(item["id"])
        if (current is None and before is not None) or (current is not None and not is_used(current)):
            continue
        written, offered = aliases_of(current), aliases_of(before)
        is_confirmed = current is not None and status_of(current) == "confirmed"
        for place, alias in enumerate(item.get("aliases", [])):
            key = alias_key(alias)
            is_kept = key in written and (is_confirmed or written[key] != offered.get(key))
            is_deleted = current is not None and key not in written and key in offered
            if is_used(alias) and is_used(item) and not is_kept and not is_deleted:
                found.append((item, place))
    return sorted(found, key=lambda each: _rank(each[0]["aliases"][each[1]]))


def _rank(alias: Any) -> tuple[bool, float]:
    plain = as_mapping(alias)
    return plain.get("origin", "seed") != "seed", -plain.get("confidence", 1.0)
