"""Plain data -> YAML as a profile has it: short values on one line, letters of every script as they are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.profile.file.yamltree import resolve


def write_yaml(data: Mapping[str, Any]) -> str:
    """Block style: each item of a list at the top has its own lines, each value below it one line; unescaped."""
    return "".join(f"{line}\n" for line in _block(data, 0))


def block_item(value: Any) -> list[str]:
    """The lines of one item of a list at the top, the first with its dash; indented as if the dash stood first."""
    if not isinstance(value, Mapping) or not value:
        return [f"- {flow(value)}"]
    return [("  " if number else "- ") + line for number, line in enumerate(_block(value, 1))]


def block_value(key: str, value: Any, depth: int = 1) -> list[str]:
    """The lines of ``key: value`` in an item (``depth`` 1) or at the top (0)."""
    if isinstance(value, Mapping) and value:
        return [f"{flow(key)}:", *(f"  {line}" for line in _block(value, depth + 1))]
    if isinstance(value, (list, tuple)) and value and is_listed(key, value):
        items = (block_item(item) if depth == 0 else [f"- {flow(item)}"] for item in value)
        return [f"{flow(key)}:", *(f"  {line}" for lines in items for line in lines)]
    return [f"{flow(key)}: {flow(value)}"]


def is_listed(key: str, value: Any) -> bool:
    """Whether a list has a line for each item: aliases, and all lists of mappings or lists."""
    return key == "aliases" or any(isinstance(item, (Mapping, list, tuple)) for item in value)


def _block(data: Mapping[str, Any], depth: int) -> Iterator[str]:
    for key, value in data.items():
        yield from block_value(key, value, depth)


def flow(value: Any) -> str:
    """One line: ``[a, b]``, ``{form: FAME, confidence: 0.7}``, ``'with: a colon'``."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{flow(key)}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    return repr(value).replace("inf", ".inf")


_NEEDS_QUOTES = re.compile(r"[:#\[\]{},&*!|>'\"%@`?\\~]|^[-=.<]|^\s|\s$")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def quoted(text: str) -> str:
    """``text`` as it can stand anywhere in a file; in quotes if it could be read as something else."""
    if any(_is_hidden(char) for char in text):
        return '"' + "".join(_escaped(char) for char in text) + '"'
    if _NEEDS_QUOTES.search(text) or not isinstance(resolve(text), str):
        return "'" + text.replace("'", "''") + "'"
    return text


def _is_hidden(char: str) -> bool:
    """Line ends, control and format characters; a no-break space may stand as it is."""
    return not char.isprintable() and unicodedata.category(char) != "Zs"


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if not _is_hidden(char):
        return char
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
