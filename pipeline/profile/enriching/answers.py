"""Answers of Wikidata's API -> ids and items.

The form is that of https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html, and whatever departs from it
is left out: anybody may edit Wikidata, and a mirror may answer anything.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeGuard

from pipeline.errors import ExtractError, Lasting
from pipeline.profile.enriching.wikidata import LANGUAGES
from pipeline.text.characters import clean_characters

_CLASSES = ("P31", "P279")  # instance of, subclass of
# Country, citizenship, country of origin, applies to jurisdiction, headquarters, located in, operator (of an embassy).
_PLACES = ("P17", "P27", "P495", "P1001", "P159", "P131", "P137")
_MOST_NAMES = 60
_MOST_VALUES = 40  # of one property
_LONGEST_NAME = 100
_LONGEST_DESCRIPTION = 200
_ID = re.compile(r"Q[1-9][0-9]{0,9}")
_MARKUP = re.compile(r"[<>\[\]{}()|=\\/@#*_~^\"“”«»\n\t]|https?:")
_BEHIND = frozenset({"maxlag", "ratelimited", "readonly"})  # what passes by itself
_NOT_THERE = frozenset({"no-such-entity", "invalid-entity-id", "param-invalid"})


@dataclass(frozen=True, slots=True)
class ItemName:
    form: str
    language: str  # en, es, ko; und for all languages
    label: bool = False  # its main name in that language


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What is known there of one thing, class or place."""

    id: str
    names: tuple[ItemName, ...] = ()
    description: str = ""
    classes: tuple[str, ...] = ()  # items it is an instance or a subclass of
    places: tuple[str, ...] = ()  # items of the places it belongs to


def read_found(body: bytes) -> tuple[str, ...]:
    """The ids that a search found, the best first. Raises ``ExtractError``, see ``read_items``."""
    found = _read(body).get("search")
    hits = found if isinstance(found, list) else []
    ids = (hit.get("id") for hit in hits if isinstance(hit, dict))
    return tuple(dict.fromkeys(identity for identity in ids if is_item_id(identity)))


def read_items(body: bytes) -> dict[str, Item]:
    """Items by the id they were asked by; one that was merged into another has the other's ``id``.

    Deleted ones are left out. Raises ``ExtractError``: throttled when the server asks for a pause, permanent when an
    id among those asked is none, temporary for everything that is no answer of this API.
    """
    found = _read(body).get("entities")
    entities = found if isinstance(found, dict) else {}
    return {key: _item(entity) for key, entity in entities.items() if _is_there(key, entity)}


def is_item_id(value: Any) -> TypeGuard[str]:
    return isinstance(value, str) and bool(_ID.fullmatch(value))


def _read(body: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        raise _strange("it is no JSON") from None
    if not isinstance(answer, dict):
        raise _strange("it is no JSON object")
    if "error" in answer:
        raise _refusal(answer["error"])
    if not answer.keys() & {"search", "entities"}:
        raise _strange("it has neither finds nor items")
    return answer


def _strange(what: str) -> ExtractError:
    return ExtractError("", f"the answer is none of Wikidata's API: {what}", lasting=Lasting.TEMPORARY)


def _refusal(error: Any) -> ExtractError:
    code, info = (str(error.get(key, "")) for key in ("code", "info")) if isinstance(error, dict) else ("", str(error))
    lasting = Lasting.TEMPORARY
    if code in _BEHIND:
        lasting = Lasting.THROTTLED
    elif code in _NOT_THERE:
        lasting = Lasting.PERMANENT
    return ExtractError("", f"Wikidata refuses: {clean_line(info or code, _LONGEST_DESCRIPTION)}", lasting=lasting)


def _is_there(key: Any, entity: Any) -> bool:
    return is_item_id(key) and isinstance(entity, dict) and "missing" not in entity and is_item_id(entity.get("id"))


def _item(entity: dict[str, Any]) -> Item:
    claims = _mapping(entity.get("claims"))
    descriptions = (_value(_mapping(entity.get("descriptions")).get(code)) for code in LANGUAGES)
    return Item(
        id=entity["id"],
        names=tuple(dict.fromkeys((*_labels(entity), *_also(entity))))[:_MOST_NAMES],
        description=clean_line(next(filter(None, descriptions), ""), _LONGEST_DESCRIPTION),
        classes=tuple(dict.fromkeys(_targets(claims, _CLASSES))),
        places=tuple(dict.fromkeys(_targets(claims, _PLACES))),
    )


def _mapping(value: Any) -> dict[str, Any]:
    """PHP writes an empty mapping as a list."""
    return value if isinstance(value, dict) else {}


def _labels(entity: dict[str, Any]) -> Iterator[ItemName]:
    labels = _mapping(entity.get("labels"))
    for code in LANGUAGES:
        if form := usable_form(_value(labels.get(code))):
            yield ItemName(form, _language(code), label=True)


def _also(entity: dict[str, Any]) -> Iterator[ItemName]:
    aliases = _mapping(entity.get("aliases"))
    for code in LANGUAGES:
        values = aliases.get(code)
        for value in values[:_MOST_NAMES] if isinstance(values, list) else ():
            if form := usable_form(_value(value)):
                yield ItemName(form, _language(code))


def _language(code: str) -> str:
    return "und" if code == "mul" else code


def _value(term: Any) -> str:
    value = term.get("value") if isinstance(term, dict) else None
    return value if isinstance(value, str) else ""


def _targets(claims: dict[str, Any], properties: tuple[str, ...]) -> Iterator[str]:
    for name in properties:
        statements = claims.get(name)
        for statement in statements[:_MOST_VALUES] if isinstance(statements, list) else ():
            if isinstance(statement, dict) and statement.get("rank") != "deprecated":
                snak = _mapping(statement.get("mainsnak"))
                target = _mapping(_mapping(snak.get("datavalue")).get("value")).get("id")
                if is_item_id(target):
                    yield target


def usable_form(text: str) -> str:
    """The form as an article may write it, or "": no markup, no brackets, at most 100 characters, Latin or Hangul."""
    form = " ".join(clean_characters(text[: 4 * _LONGEST_NAME]).split())
    letters = [char for char in form if char.isalpha()]
    known = all(unicodedata.name(char, "").startswith(("LATIN", "HANGUL")) for char in letters)
    return form if 2 <= len(form) <= _LONGEST_NAME and letters and known and not _MARKUP.search(text) else ""


def clean_line(text: str, longest: int) -> str:
    """One line without control characters, cut at ``longest`` characters."""
    return " ".join(clean_characters(text[: 4 * longest]).split())[:longest]
