"""Reading of plain data in the shape of the file: what an item is called, whose it is, whether it is used."""

from __future__ import annotations

import re
from typing import Any

from pipeline.profile.tokens import key_of

Plain = dict[str, Any]
LISTS = ("entities", "topics", "figures")
_USED = ("auto", "confirmed")
_BODIES = frozenset({"organisation", "company", "agency"})
_COUNTRY = re.compile(r" \([^()]*\)$")  # of "Ministry of Defence (Peru)"


def rows(data: Plain, key: str) -> list[Any]:
    """The items of a list at the top, none when the file leaves it empty."""
    return data.get(key) or []


def by_id(data: Plain, key: str) -> dict[str, Plain]:
    """The items of a list at the top by their ids."""
    return {item["id"]: item for item in rows(data, key)}


def named_by_rules(data: Plain, key: str) -> set[str]:
    """The ids of the entities or topics that the person's rules name."""
    kind = {"entities": "entity", "topics": "topic"}.get(key, "")
    items = (item for rule in rows(data, "rules") for name in ("must", "any", "not") for item in rule.get(name) or [])
    return {item[kind] for item in items if kind in item}


def as_mapping(alias: Any) -> Plain:
    """An alias as a mapping, though it was written as the bare form."""
    return alias if isinstance(alias, dict) else {"form": alias}


def alias_key(alias: Any) -> str:
    """What two spellings of one alias have in common."""
    return key_of(as_mapping(alias)["form"])


def aliases_of(item: Plain | None) -> dict[str, Any]:
    """The aliases of an item by what their spellings have in common; of two that fold alike the first."""
    found: dict[str, Any] = {}
    for alias in (item or {}).get("aliases") or []:
        found.setdefault(alias_key(alias), alias)
    return found


def tight(text: str) -> str:
    """Folded letters and digits alone: 육군 조병창 and 육군조병창, K-2 and K2 are the same to who turned one down."""
    return "".join(char for char in key_of(text) if char.isalnum()) or key_of(text)


def status_of(item: Any) -> str:
    """The status of an item or alias, however it is written."""
    return str(item.get("status", "auto")) if isinstance(item, dict) else "auto"


def is_used(item: Any) -> bool:
    """Whether matching heeds it."""
    return status_of(item) in _USED


def is_untouched(mine: Plain, base: Plain | None) -> bool:
    """Whether an item says what was proposed; new aliases and terms come last, so their order tells nothing."""
    return base is not None and (mine == base or _unordered(mine) == _unordered(base))


def _unordered(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _unordered(item) for key, item in value.items()}
    return sorted(map(_unordered, value), key=repr) if isinstance(value, list) else value


def names_of(item: Plain) -> set[str]:
    """Its name, tight, with and without the country behind it."""
    return {tight(item["name"]), tight(_COUNTRY.sub("", item["name"]))}


def forms_of(item: Plain) -> set[str]:
    """Its name and all its aliases, tight."""
    return names_of(item) | {tight(as_mapping(alias)["form"]) for alias in item.get("aliases") or []}


def are_kin(one: Plain, other: Plain) -> bool:
    """Whether two entities can be one: of one type, of no two countries, and nobody said that they are not."""
    types = {one["type"], other["type"]}
    countries = {one.get("country", ""), other.get("country", "")} - {""}
    apart = other["id"] in (one.get("not_same_as") or ()) or one["id"] in (other.get("not_same_as") or ())
    return (len(types) == 1 or types <= _BODIES) and len(countries) < 2 and not apart


def keepers_of(mine: Plain) -> dict[str, str]:
    """For each id that stands in a ``same_as`` the entity that it is part of, through all steps."""
    direct = {other: item["id"] for item in rows(mine, "entities") for other in item.get("same_as") or []}
    keepers = {}
    for identity in direct:
        keeper = direct[identity]
        while keeper in direct:  # the loader refuses circles
            keeper = direct[keeper]
        keepers[identity] = keeper
    return keepers
