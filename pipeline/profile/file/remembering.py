"""What proposals.yaml holds: what was learnt, and with it all that a person deleted, lest it be proposed again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from pipeline.profile.file.plaindata import LISTS, Plain, aliases_of, as_mapping, by_id, status_of
from pipeline.profile.file.threeway import evidence_left, has_own_quotes, is_left_alone

_REFERENCES = frozenset({"side", "stands_alone", "same_as", "not_same_as", "evidence", "conflicts"})


def remember(new: Plain, base: Plain, mine: Plain, stale: Mapping[str, Collection[str]]) -> Plain:
    """The content of the next proposals: deleted items and aliases are in it as rejected ones.

    ``mine`` is the file before merging, ``stale`` has by list the ids that merging took out of it: those may come back.
    """
    merged = dict(new)
    for key in LISTS:
        present, older, learnt = (by_id(data, key) for data in (mine, base, new))
        merged[key] = [_with_older(item, older.get(item["id"]), present.get(item["id"])) for item in new[key]]
        gone = (item for identity, item in older.items() if identity not in learnt and identity not in stale[key])
        merged[key] += [
            _lowered(item, present[item["id"]], new) if item["id"] in present else _deleted(item) for item in gone
        ]
    return merged


def _lowered(item: Plain, mine: Plain, new: Plain) -> Plain:
    """A kept item that is learnt no more, with the quotes that are left of it, as ``lower_evidence`` leaves them."""
    if has_own_quotes(mine, item):
        return item
    left = evidence_left(item, new["seeds"])
    rest = {key: value for key, value in item.items() if key != "evidence"}
    return rest | ({"evidence": left} if left else {})


def _deleted(item: Plain) -> Plain:
    return {key: value for key, value in item.items() if key not in _REFERENCES} | {"status": "rejected"}


def _with_older(item: Plain, older: Plain | None, mine: Plain | None) -> Plain:
    if older is None:
        return item
    if mine is None:
        return _deleted(item)
    if status_of(mine) == "rejected":
        return older  # learning leaves the entry alone: accepted one day, it goes on from where it stood
    merged = dict(item)
    aliases = _with_older_aliases(item, older, mine)
    if aliases:
        merged["aliases"] = aliases
    if older.get("terms"):
        merged["terms"] = {
            language: [*learnt, *_deleted_terms(language, learnt, older, mine)]
            for language, learnt in item.get("terms", {}).items()
        }
    return merged


def _with_older_aliases(item: Plain, older: Plain, mine: Plain) -> list[Any]:
    present, offered, learnt = aliases_of(mine), aliases_of(older), aliases_of(item)
    is_confirmed = status_of(mine) == "confirmed"
    aliases = [_rejected(alias) if key in offered and key not in present else alias for key, alias in learnt.items()]
    for key, alias in offered.items():
        if key in learnt:
            continue
        if key not in present:
            aliases.append(_rejected(alias))
        elif not is_left_alone(present[key], alias, is_confirmed=is_confirmed):
            aliases.append(alias)
    return aliases


def _rejected(alias: Any) -> Plain:
    return as_mapping(alias) | {"status": "rejected"}


def _deleted_terms(language: str, learnt: list[str], older: Plain, mine: Plain) -> list[str]:
    present = (mine.get("terms") or {}).get(language) or []
    return [form for form in older["terms"].get(language, []) if form not in learnt and form not in present]
