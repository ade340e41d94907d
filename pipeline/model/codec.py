"""Records to plain data and back, for JSON columns, ``--json`` and the digest's JSON coat."""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from functools import cache
from pathlib import PurePath
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Record = TypeVar("Record")
_PLAIN = frozenset({str, bool, int, float})


def to_plain(value: Any) -> Any:
    """Turn records, enums, tuples and times into dicts, strings and lists that ``json`` can write."""
    if value is None or type(value) in _PLAIN:  # most are
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, PurePath):
        return str(value)
    if isinstance(value, (tuple, list)):
        return [to_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): to_plain(item) for key, item in value.items()}
    return value


def from_plain(kind: type[Record], data: dict[str, Any]) -> Record:
    """Rebuild a record of type ``kind``. Unknown keys are dropped, so that older programs read newer rows.

    Raises ``ValueError``, ``TypeError`` or ``KeyError`` when the data do not fit.
    """
    hints = _hints(kind)
    return kind(**{name: _value(hints[name], item) for name, item in data.items() if name in hints})


_hints: Callable[[Any], dict[str, Any]] = cache(get_type_hints)


def _value(hint: Any, item: Any) -> Any:
    if item is None:
        return None
    origin = get_origin(hint)
    if origin in {Union, types.UnionType}:
        return _value(next(part for part in get_args(hint) if part is not type(None)), item)
    if origin is tuple:
        return tuple(_value(get_args(hint)[0], part) for part in item)
    if isinstance(hint, type):
        if is_dataclass(hint):
            return from_plain(hint, item)
        if issubclass(hint, Enum):
            return hint(item)
        if issubclass(hint, datetime):
            return datetime.fromisoformat(item)
    return item
