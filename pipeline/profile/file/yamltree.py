"""YAML text -> a tree in which each value knows where it stands, so that it can be changed in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

_DEEPEST = 40  # collections within each other; a profile needs seven
_MOST_VALUES = 2_000_000
_TEXT_TAG = "tag:yaml.org,2002:str"


class NotYamlError(ValueError):
    """The text is not YAML, or YAML that is not understood here. ``line`` counts from 1; 0 when it is unknown."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(what)
        self.line = line
        self.what = what


@dataclass(slots=True)
class Node:
    """A value: ``text[start:end]``; ``line`` and ``column`` of its first character count from 0."""

    start: int
    end: int
    line: int
    column: int


@dataclass(slots=True)
class Scalar(Node):
    text: str
    is_plain: bool  # without quotes: 12 is a number


@dataclass(slots=True)
class Mapping(Node):
    is_flow: bool  # {a: 1}
    entries: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)

    def get(self, key: str) -> Node | None:
        return self.entries[key][1] if key in self.entries else None


@dataclass(slots=True)
class Sequence(Node):
    is_flow: bool  # [a, b]
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Reference(Node):
    """``*name``: the value that stands at ``&name``."""

    target: Node


def read_tree(text: str) -> Node:
    """Return the root of the one document in ``text``; an empty text is an empty scalar. Raises ``NotYamlError``."""
    builder = _Builder(text)
    try:
        for event in YAML(typ="safe").parse(text):
            builder.take(event)
    except MarkedYAMLError as error:
        # What was begun and never ended the parser notices where it began, or else behind the end of the text.
        mark = error.context_mark or error.problem_mark
        line = min(mark.line, text.rstrip().count("\n")) + 1 if mark else 0
        raise NotYamlError(line, str(error.problem)) from error
    except (YAMLError, UnicodeError) as error:
        raise NotYamlError(0, str(error).splitlines()[0]) from error
    root = builder.root or Scalar(0, 0, 0, 0, "", True)
    if builder.has_references:
        _bound(root)
    return root


def _bound(root: Node) -> None:
    """Raise ``NotYamlError`` when a few references to references unfold into billions of values, or endlessly deep."""
    waiting, seen = [(root, 0)], 0
    while waiting:
        node, depth = waiting.pop()
        seen += 1
        if seen > _MOST_VALUES or depth > 2 * _DEEPEST:
            raise NotYamlError(node.line + 1, "it unfolds into too much; write out what *name stands for")
        waiting.extend((child, depth + 1) for child in _children(node))


def _children(node: Node) -> Iterable[Node]:
    if isinstance(node, Reference):
        return (node.target,)
    if isinstance(node, Mapping):
        return (value for _, value in node.entries.values())
    return node.items if isinstance(node, Sequence) else ()


def plain(node: Node) -> Any:
    """The value as dict, list, str, int, float, bool or None, by the core schema of YAML 1.2; dates stay text."""
    if isinstance(node, Reference):
        return plain(node.target)
    if isinstance(node, Mapping):
        return {key: plain(value) for key, (_, value) in node.entries.items()}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    assert isinstance(node, Scalar)
    return resolve(node.text) if node.is_plain else node.text


_WORDS: dict[str, Any] = dict.fromkeys(("", "~", "null", "Null", "NULL"))
_WORDS |= {word: word[0] in "tT" for word in ("true", "True", "TRUE", "false", "False", "FALSE")}
_INT = re.compile(r"[-+]?[0-9]{1,300}|0o[0-7]{1,300}|0x[0-9a-fA-F]{1,300}")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|(?i:[-+]?\.inf|\.nan)")


def resolve(text: str) -> Any:
    """What a word without quotes means: https://yaml.org/spec/1.2.2/#1032-tag-resolution."""
    if text[:1].isalpha() and text[:1] not in "nNtTfF":
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INT.fullmatch(text):
        return int(text, 0 if text[1:2] in ("o", "x") else 10)
    if _FLOAT.fullmatch(text):
        return float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))
    return text


class _Builder:
    """Puts the events of the parser together; on the way it refuses what no profile needs."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root: Node | None = None
        self._open: list[Mapping | Sequence] = []
        self._names: list[str] = []  # anchors of the open collections, "" for none
        self._keys: list[Scalar | None] = []  # of each open mapping the key that waits for its value
        self._anchors: dict[str, Node] = {}
        self._documents = 0
        self._values = 0
        self.has_references = False

    def take(self, event: Event) -> None:
        if isinstance(event, ScalarEvent):
            self._place(self._scalar(event), event.anchor)
        elif isinstance(event, (MappingStartEvent, SequenceStartEvent)):
            self._begin(event)
        elif isinstance(event, (MappingEndEvent, SequenceEndEvent)):
            self._finish(event)
        elif isinstance(event, AliasEvent):
            self._place(self._reference(event), "")
        elif isinstance(event, DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise NotYamlError(event.start_mark.line + 1, "a second document begins here (---)")

    def _scalar(self, event: ScalarEvent) -> Scalar:
        start, end = event.start_mark, event.end_mark
        last = end.index
        if event.style in ("|", ">"):
            last = start.index + len(self.text[start.index : last].rstrip())
        if event.tag not in (None, "!", _TEXT_TAG):
            raise NotYamlError(start.line + 1, f"the tag {event.tag} is not understood")
        is_plain = not event.style and event.tag is None
        return Scalar(start.index, last, start.line, start.column, event.value, is_plain)

    def _begin(self, event: MappingStartEvent | SequenceStartEvent) -> None:
        mark = event.start_mark
        if len(self._open) >= _DEEPEST:
            raise NotYamlError(mark.line + 1, "lists and mappings are nested too deeply")
        if event.tag is not None:
            raise NotYamlError(mark.line + 1, f"the tag {event.tag} is not understood")
        kind = Mapping if isinstance(event, MappingStartEvent) else Sequence
        self._open.append(kind(mark.index, mark.index, mark.line, mark.column, bool(event.flow_style)))
        self._names.append(event.anchor or "")
        self._keys.append(None)

    def _finish(self, event: Event) -> None:
        node, name = self._open.pop(), self._names.pop()
        self._keys.pop()
        # The parser ends a block where the next one begins, behind all comments: its last value tells better.
        if node.is_flow:
            node.end = event.end_mark.index
        elif isinstance(node, Mapping):
            node.end = max([node.end, *(max(key.end, value.end) for key, value in node.entries.values())])
        else:
            node.end = max([node.end, *(item.end for item in node.items)])
        self._place(node, name)

    def _reference(self, event: AliasEvent) -> Reference:
        start, end = event.start_mark, event.end_mark
        self.has_references = True
        target = self._anchors.get(event.anchor)
        if target is None:
            raise NotYamlError(start.line + 1, f"there is no &{event.anchor} before *{event.anchor}")
        return Reference(start.index, end.index, start.line, start.column, target)

    def _place(self, node: Node, anchor: str | None) -> None:
        self._values += 1
        if self._values > _MOST_VALUES:
            raise NotYamlError(node.line + 1, "there are too many values")
        if anchor:
            self._anchors[anchor] = node
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
            return
        key = self._keys[-1]
        if key is not None:
            parent.entries[key.text] = (key, node)
            self._keys[-1] = None
        elif not isinstance(node, Scalar):
            raise NotYamlError(node.line + 1, "a key must be a word")
        elif node.text in parent.entries:
            raise NotYamlError(node.line + 1, f"the key {node.text!r} stands twice in one mapping")
        else:
            self._keys[-1] = node
