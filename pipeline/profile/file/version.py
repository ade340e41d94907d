"""The version of a profile: a hash of what it says."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import Any

from pipeline.model.codec import to_plain
from pipeline.model.profile import Profile

_as_json = json.JSONEncoder(sort_keys=True).encode


def version_of(profile: Profile) -> str:
    """Return 12 hex digits of the SHA-256 of the content, whatever the formatting and the order of its items were.

    The order of the rules tells: of two that hold, the first is named.
    """
    plain = to_plain(replace(profile, version=""))
    rules, weights = plain.pop("rules"), plain.pop("weights")
    # Said only where there are any: profiles from before there were keep their versions, and their judgements.
    for entity in plain["entities"]:
        if not entity["centre"]:
            del entity["centre"]
    said = _sorted(plain) | ({"rules": list(map(_sorted, rules))} if rules else {})
    said |= {"weights": _sorted(weights)} if weights else {}
    content = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(content.encode()).hexdigest()[:12]


def with_version(profile: Profile) -> Profile:
    """The same profile with the version its content has."""
    return replace(profile, version=version_of(profile))


def _sorted(value: Any) -> Any:
    """Lists are sets here: entities, aliases, terms and context words mean the same in any order."""
    if isinstance(value, dict):
        return {key: _sorted(item) for key, item in value.items()}
    if isinstance(value, list):
        return sorted(map(_sorted, value), key=_as_json)
    return value
