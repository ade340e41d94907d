"""A line of JSON -> a document to judge, or what is wrong with the line and how to mend it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NoReturn

from pipeline.model.article import Article, DateOrigin
from pipeline.text.language import detect_language

#: Bytes of a line at most: twenty times the text that is ever read of a document.
LONGEST_LINE = 4_000_000

_TEXTS = ("text", "body")  # two names for the same
_FIELDS = ("title", "summary", *_TEXTS, "url", "language")
_BOM = b"\xef\xbb\xbf"
_CODE = re.compile(r"[a-z]{2,3}(?![a-z])")
_DETECTED_IN = 2000  # characters
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # no judgement asks for the date
_KINDS = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}


class BrokenLineError(ValueError):
    """What is wrong with a line, and how to mend it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document as an article, with the id it was given and what it calls its text."""

    id: str | int | None
    article: Article
    text_name: str  # "text" or "body"


def read_document(line: bytes | None) -> Document:
    """Read a document: ``id``, ``title``, ``text`` (or ``body``), ``summary``, ``url``, ``language``; all else is left.

    ``line`` None stands for one that is too long. Without a language code it is told from the text. The texts are
    taken as they are, so that offsets fit. Raises ``BrokenLineError``.
    """
    if line is None:
        raise BrokenLineError(f"longer than {LONGEST_LINE // 1_000_000} MB; only 200,000 characters of a text are read")
    record = _record(line)
    given = {name: _string(record, name) for name in _FIELDS}
    if given["text"] and given["body"]:
        raise BrokenLineError("it has a text and a body; keep one of the two")
    text_name = "body" if given["body"] else "text"
    if not any(given[name].strip() for name in ("title", "summary", text_name)):
        raise BrokenLineError('there is nothing to read; give it a "text", or a "title" at least')
    article = Article(
        id=0,
        url=given["url"],
        outlet="",
        source_id="",
        language=_language(given, given[text_name]),
        published_at=_NEVER,
        date_origin=DateOrigin.SEEN,
        first_seen_at=_NEVER,
        title=given["title"],
        summary=given["summary"],
        body=given[text_name],
    )
    return Document(id=_id(record), article=article, text_name=text_name)


def _record(line: bytes) -> dict[str, Any]:
    try:
        record = json.loads(line.removeprefix(_BOM).decode("utf-8"), parse_constant=_refuse)
    except BrokenLineError:
        raise
    except UnicodeDecodeError as error:
        raise BrokenLineError(f"byte {error.start + 1} is no UTF-8; save the file as UTF-8") from error
    except RecursionError as error:
        raise BrokenLineError("nested too deeply; an object with plain fields will do") from error
    except json.JSONDecodeError as error:
        raise BrokenLineError(f"no JSON: {error.msg}, column {error.colno}; one object a line, like {_LIKE}") from error
    except ValueError as error:  # a number of thousands of digits
        raise BrokenLineError(f"no JSON that can be read: {error}") from error
    if not isinstance(record, dict):
        raise BrokenLineError(f"it is {_kind(record)} and no object; one object a line, like {_LIKE}")
    return record


_LIKE = '{"id": "a1", "title": "...", "text": "..."}'


def _refuse(constant: str) -> NoReturn:
    raise BrokenLineError(f"{constant} is no JSON; write null, or leave the field out")


def _string(record: dict[str, Any], name: str) -> str:
    value = record.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BrokenLineError(f'"{name}" is {_kind(value)}; write it as one string in quotes')
    return _whole(value, name)


def _id(record: dict[str, Any]) -> str | int | None:
    value = record.get("id")
    if isinstance(value, str):
        return _whole(value, "id")
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise BrokenLineError(f'"id" is {_kind(value)}; write a string or a whole number')


def _whole(value: str, name: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError as error:
        remedy = "a pair was cut in two: write the text anew as UTF-8"
        raise BrokenLineError(f'"{name}" has half a character at {error.start}; {remedy}') from error
    return value


def _kind(value: object) -> str:
    return "a string" if isinstance(value, str) else _KINDS.get(type(value), "null")


def _language(given: dict[str, str], text: str) -> str:
    code = _CODE.match(given["language"].strip().lower())
    return code[0] if code else detect_language(f"{given['title']}\n{given['summary']}\n{text[:_DETECTED_IN]}")
