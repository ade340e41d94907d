"""The one rule for times in records: aware, and in UTC."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def check_times(record: DataclassInstance) -> None:
    """Raise ``ValueError`` when a datetime field of ``record`` is naive or not in UTC."""
    for name in _times_of(type(record)):
        value: Any = getattr(record, name)
        if isinstance(value, datetime) and value.tzinfo is not UTC and value.utcoffset() != timedelta(0):
            raise ValueError(f"{type(record).__name__}.{name} must be an aware UTC time, not {value!r}")


@cache
def _times_of(kind: type[DataclassInstance]) -> tuple[str, ...]:
    """The fields that may hold a time, by their annotations: records are made by the ten thousand."""
    return tuple(field.name for field in fields(kind) if "datetime" in str(field.type))


def to_utc(value: datetime) -> datetime:
    """Turn an aware time of any zone into UTC; raise ``ValueError`` for a naive one, whose instant nobody knows."""
    if value.tzinfo is None:
        raise ValueError(f"a time without a zone cannot be placed: {value!r}")
    return value.astimezone(UTC)
