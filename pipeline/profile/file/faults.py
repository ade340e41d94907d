"""What is wrong with a profile file: each fault with its line and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from pipeline.profile.file.yamltree import Mapping, Node, Sequence

Path = tuple[str | int, ...]  # keys and positions from the top of the file
_MOST_TOLD = 20
MOST_HINTS = 20  # faults with a near word: seeking one among thousands of ids takes its time


class Faults:
    """Collects what is wrong and where."""

    def __init__(self) -> None:
        self._found: list[tuple[Path, str]] = []

    def add(self, path: Path, what: str) -> None:
        """Note a fault: ``what`` says what is wrong and, after a semicolon, how to mend it."""
        self._found.append((path, what))

    def __len__(self) -> int:
        return len(self._found)

    def listing(self, root: Node) -> str:
        """All faults in the order of their lines, a line each; of very many the first ones."""
        told = sorted((line_of(root, path), what) for path, what in self._found)
        lines = [f"line {line}: {what}" for line, what in told[:_MOST_TOLD]]
        more = len(told) - len(lines)
        return "\n".join(lines) + (f"\nand {more} more" if more else "")


def line_of(root: Node, path: Path) -> int:
    """The line, from 1, of the innermost part of ``path`` that the file has."""
    line, node = 1, root
    for part in path:
        if isinstance(part, str) and isinstance(node, Mapping) and part in node.entries:
            key, node = node.entries[part]
            line = key.line + 1
        elif isinstance(part, int) and isinstance(node, Sequence) and part < len(node.items):
            node = node.items[part]
            line = node.line + 1
        else:
            break
    return line


def nearest(word: str, known: Iterable[str]) -> str:
    """``; did you mean 'entities'?`` when a known word is near, else nothing."""
    close = get_close_matches(word, list(known), n=3, cutoff=0.6)
    return f"; did you mean {' or '.join(repr(other) for other in close)}?" if close else ""
