"""Changes of a YAML text in their places: every byte that no change concerns stays as it was."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.profile.file.yamltree import Mapping as MappingNode
from pipeline.profile.file.yamltree import Node, Scalar, Sequence, plain, read_tree
from pipeline.profile.file.yamlwriting import block_item, block_value, flow, is_listed

_AT_ONCE = 1_000_000  # a column no line has: comments go before all new lines


@dataclass(frozen=True, slots=True)
class _Cut:
    """``text[start:end]`` gives way to ``new``. Of insertions at one place the deeper go first, then items."""

    start: int
    end: int
    new: str
    column: int = 0
    is_field: bool = False

    @property
    def place(self) -> tuple[int, int, int, bool]:
        return self.start, self.end, -self.column, self.is_field


class Splice:
    """Collects changes of one text; ``text_after`` makes them all. Each list or field is changed at most once.

    Raises ``NotYamlError`` when the text is no YAML.
    """

    def __init__(self, text: str) -> None:
        self._mark = "\ufeff" if text.startswith("\ufeff") else ""
        self._text = text.removeprefix("\ufeff")
        self._newline = "\r\n" if "\r\n" in text else "\n"
        self._cuts: list[_Cut] = []
        root = read_tree(self._text)
        self.root = root if isinstance(root, MappingNode) else MappingNode(0, 0, 0, 0, False)

    def text_after(self) -> str:
        """Return the text with all changes made."""
        parts, place = [], 0
        for cut in sorted(self._cuts, key=lambda cut: cut.place):
            parts += [self._text[place : cut.start], cut.new]
            place = max(place, cut.end)
        return self._mark + "".join(parts) + self._text[place:]

    def items(self, key: str) -> list[MappingNode]:
        """The mappings of a list at the top."""
        node = self.root.get(key)
        return [item for item in node.items if isinstance(item, MappingNode)] if isinstance(node, Sequence) else []

    def set_value(
        self, mapping: MappingNode, key: str, value: Any, order: Iterable[str] = (), *, remark: str = ""
    ) -> None:
        """Write ``key: value``, new or instead of the old one, and a remark at the end of its line.

        ``order`` has all keys in their usual order: behind which of them a new one goes.
        """
        old = mapping.get(key)
        if old is not None:
            new = self._value_text(mapping, key, value, old)
            colon = len(self._text[: old.start].rstrip())
            if new.startswith(self._newline):
                self._cut(colon, old.end, new)
            elif "\n" in self._text[colon : old.start] and self._text[colon - 1] == ":":
                self._cut(colon, old.end, f" {new}")  # a block gives way to one line
            else:
                self._replace(old, new)
            self.remark(old, remark)
        elif mapping.is_flow:
            self._insert_in_flow(mapping, f"{flow(key)}: {flow(value)}")
            self.remark(mapping, remark)
        elif not mapping.entries:
            lead = "" if not self._text or self._text.endswith("\n") else self._newline
            lines = self._lines(block_value(key, value, 0), 0)
            self._cut(len(self._text), len(self._text), lead + lines + self._newline)
        else:
            entry = block_value(key, value, 0 if mapping is self.root else 1)
            entry[-1] += _remark(remark)
            self._add_lines(self._anchor(mapping, key, tuple(order)), entry, mapping.column, is_field=True)

    def remove_key(self, mapping: MappingNode, key: str) -> None:
        """Take a key and its value out, if it is there."""
        if key not in mapping.entries:
            return
        keys = list(mapping.entries)
        index = keys.index(key)
        name, value = mapping.entries[key]
        following = mapping.entries[keys[index + 1]][0] if index + 1 < len(keys) else None
        if mapping.is_flow and following is None:
            previous = mapping.entries[keys[index - 1]][1] if index else name
            self._cut(previous.end if index else name.start, value.end, "")
        elif following is not None and (mapping.is_flow or index == 0):
            self._cut(name.start, following.start, "")
        else:
            self._cut_lines(name.start, max(name.end, value.end))

    def change_list(
        self,
        mapping: MappingNode,
        key: str,
        *,
        drop: Collection[int] = (),
        put: Mapping[int, Any] | None = None,
        add: Collection[Any] = (),
        order: Iterable[str] = (),
    ) -> None:
        """Change a list: items at the places ``drop`` go, those of ``put`` are written anew, ``add`` comes behind."""
        node, put = mapping.get(key), put or {}
        if not (drop or put or add):
            return
        if not isinstance(node, Sequence) or not node.items:
            self.set_value(mapping, key, [*self._rest(node, drop, put), *add], order)
        elif node.is_flow:
            self._replace(node, self._flow_list(node, drop, put, add))
        else:
            self._change_block(mapping, key, node, drop, put, add)

    def remark(self, node: Node, words: str) -> None:
        """Write ``# words`` at the end of the line where ``node`` ends."""
        if words.strip():
            place = self._line_end(node.end)
            self._cuts.append(_Cut(place, place, _remark(words), _AT_ONCE))

    def source(self, node: Node) -> str:
        """What the file has at ``node``, letter by letter."""
        return self._text[node.start : node.end]

    def put(self, node: Node, value: Any) -> None:
        """Write a value in the place of ``node``, on one line."""
        self._replace(node, flow(value))

    def _rest(self, node: Node | None, drop: Collection[int], put: Mapping[int, Any]) -> list[Any]:
        old = plain(node) if node is not None else None
        rows = enumerate(old if isinstance(old, list) else [])
        return [put.get(index, item) for index, item in rows if index not in drop]

    def _flow_list(self, node: Sequence, drop: Collection[int], put: Mapping[int, Any], add: Collection[Any]) -> str:
        kept = [
            flow(put[index]) if index in put else self.source(item)
            for index, item in enumerate(node.items)
            if index not in drop
        ]
        return "[" + ", ".join([*kept, *map(flow, add)]) + "]"

    def _change_block(
        self,
        mapping: MappingNode,
        key: str,
        node: Sequence,
        drop: Collection[int],
        put: Mapping[int, Any],
        add: Collection[Any],
    ) -> None:
        for index, item in enumerate(node.items):
            if index in drop:
                self._cut_lines(self._dash(item, node), item.end)
            elif index in put:
                self._replace(item, flow(put[index]))
        is_top = mapping is self.root
        for value in add:
            self._add_lines(node.items[-1].end, block_item(value) if is_top else [f"- {flow(value)}"], node.column)
        if len(drop) == len(node.items) and not add:
            name = mapping.entries[key][0]
            colon = self._text.index(":", name.end) + 1
            self._cut(colon, colon, " []")

    def _value_text(self, mapping: MappingNode, key: str, value: Any, old: Node) -> str:
        """A value in the place of ``old``; a list of mappings on lines of its own where there is room for them."""
        is_bare = isinstance(old, Scalar) and old.start == old.end
        is_block = isinstance(value, Mapping) and value and mapping is not self.root and not mapping.is_flow
        is_rows = isinstance(value, list) and value and is_listed(key, value) and not mapping.is_flow
        if is_rows or (is_block and is_bare):
            lines = block_value(key, value, 0 if mapping is self.root else 1)[1:]
            return self._lines(["", *lines], mapping.column)
        return (" " if is_bare else "") + flow(value)

    def _anchor(self, mapping: MappingNode, key: str, order: tuple[str, ...]) -> int:
        """Behind which place a new key goes: the last one that ``order`` has before it, else the last of all."""
        before = order[: order.index(key)] if key in order else order
        known = [name for name in mapping.entries if name in before] or list(mapping.entries)
        return max(max(node.end for node in mapping.entries[name]) for name in known)

    def _insert_in_flow(self, mapping: MappingNode, entry: str) -> None:
        ends = [max(name.end, value.end) for name, value in mapping.entries.values()]
        place = max(ends) if ends else mapping.start + 1
        is_first = not ends and all(cut.start != place for cut in self._cuts)
        self._cut(place, place, entry if is_first else f", {entry}")

    def _replace(self, node: Node, new: str) -> None:
        self._cut(node.start, node.end, new)

    def _cut(self, start: int, end: int, new: str) -> None:
        self._cuts.append(_Cut(start, end, new))

    def _cut_lines(self, start: int, end: int) -> None:
        """Take whole lines out, with the remark at their end and the line end before them."""
        before = self._text.rfind("\n", 0, start)
        self._cut(self._line_end(before) if before >= 0 else 0, self._line_end(end), "")

    def _add_lines(self, place: int, lines: list[str], column: int, *, is_field: bool = False) -> None:
        end = self._line_end(place)
        self._cuts.append(_Cut(end, end, self._newline + self._lines(lines, column), column, is_field))

    def _lines(self, lines: Iterable[str], column: int) -> str:
        return self._newline.join(" " * column + line if line else "" for line in lines)

    def _line_end(self, place: int) -> int:
        end = self._text.find("\n", max(0, place))
        end = len(self._text) if end < 0 else end
        return end - 1 if end and self._text[end - 1] == "\r" else end

    def _dash(self, item: Node, node: Sequence) -> int:
        """Where the dash of an item stands: remarks and line ends may come between the two."""
        place = item.start
        while place > 0:
            begin = self._text.rfind("\n", 0, place) + 1
            if self._text[begin + node.column : begin + node.column + 1] == "-":
                return begin + node.column
            place = begin - 1
        return item.start


def _remark(words: str) -> str:
    printed = "".join(char if char.isprintable() else " " for char in words)
    return f"  # {' '.join(printed.split())}" if printed.strip() else ""
