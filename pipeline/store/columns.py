"""The kinds of columns that mean the same on SQLite and PostgreSQL."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field


def storable(text: str) -> str:
    """Drop what PostgreSQL refuses in a text: NUL, and surrogates that stand alone."""
    return text if _is_storable(text) else text.replace("\x00", "").encode("utf-8", "ignore").decode()


def all_storable(texts: Sequence[str]) -> Sequence[str]:
    """Each as ``storable`` leaves it. Looking at all of them together costs next to nothing."""
    return texts if _is_storable("".join(texts)) else list(map(storable, texts))


def _is_storable(text: str) -> bool:
    if "\x00" in text:
        return False
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


class CleanText(sa.types.TypeDecorator[str]):
    """Text of any length that any database can hold."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: sa.Dialect) -> str | None:
        return value if value is None else storable(value)


class CleanJson(sa.types.TypeDecorator[Any]):
    """Plain data as JSON (JSONB on PostgreSQL)."""

    impl = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: sa.Dialect) -> Any:
        return _storable_data(value)


def _storable_data(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {storable(key): _storable_data(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_storable_data(item) for item in value]
    return value


def one_of(kind: type[StrEnum], name: str) -> sa.Enum:
    """A text column that holds one of the enum's values, and a check constraint that says so.

    No native enum: adding a value to one cannot be undone on PostgreSQL, and SQLite has none.
    """
    return sa.Enum(
        kind,
        name=name,
        native_enum=False,
        create_constraint=True,
        validate_strings=True,
        length=20,
        values_callable=lambda members: [member.value for member in members],
    )


def hash_of(*parts: str) -> str:
    """Hash texts for a unique column: PostgreSQL's indexes take no key above 2.7 kB, and addresses may be longer."""
    packed = "\x00".join(parts)
    if packed.count("\x00") >= len(parts):
        packed = "\x00".join(map(storable, parts))
    return hashlib.blake2b(packed.encode("utf-8", "ignore"), digest_size=16).hexdigest()


HASH = sa.String(32)

# An annotation with a ``Field`` of its own (a key, a foreign key) must repeat the type: SQLModel forgets it there.
Words = Annotated[str, Field(sa_type=CleanText)]
Data = Annotated[Any, Field(sa_type=CleanJson)]
Hash = Annotated[str, Field(sa_type=HASH)]
Key = Annotated[int | None, Field(primary_key=True)]
