"""Parts of pages at a terminal or in a file. Rich counts the columns: a Korean character takes two."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

_COLUMNS_FROM = 64  # columns of a terminal
_HANGING = 4  # ... by which running text goes on further to the right
_WIDE = 200  # columns of a page in a file or a pipe
UNBROKEN = 4000  # ... of one whose lines are to stay whole there, addresses above all


class Verbatim(Text):
    """A line to be copied: it stands as it is, never broken however narrow the terminal."""


def print_page(console: Console, *parts: RenderableType, width: int = _WIDE) -> None:
    """Print a page: as wide as the terminal, or into a file of so many columns, without blanks at the ends."""
    for is_verbatim, some in groupby(parts, key=lambda part: isinstance(part, Verbatim)):
        if is_verbatim:
            console.print(*some, sep="\n", soft_wrap=True)
        elif console.is_terminal:
            console.print(*some, sep="\n")
        else:
            options = console.options.update(width=width)
            for line in console.render_lines(Group(*some), options, pad=False):
                console.print("".join(segment.text for segment in line).rstrip(), markup=False, soft_wrap=True)


class Rows:
    """Rows of cells: in columns without lines between them or, where these would be narrow, each as running text."""

    def __init__(self, rows: Sequence[Sequence[str | Text]], least: Sequence[int] = (), head: bool = False) -> None:
        self._rows = rows
        self._least = least  # widths of the first columns, so that tables below each other stand in line
        self._head = head  # whether the first row says what the columns are

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if options.max_width >= _COLUMNS_FROM:
            yield self._table()
            return
        for row in self._rows[self._head :]:
            cells = [self._named(place, cell) for place, cell in enumerate(row) if str(cell).strip()]
            first, *others = Text("  ").join(cells).wrap(console, max(8, options.max_width - _HANGING))
            yield first
            yield from (Padding(line, (0, 0, 0, _HANGING)) for line in others)

    def _named(self, place: int, cell: str | Text) -> Text:
        """The cell behind what its column is called."""
        name = f"{self._rows[0][place]}: " if self._head and place else ""
        return Text(name).append(cell)

    def _table(self) -> Table:
        table = Table.grid(padding=(0, 2, 0, 0))
        for number in range(max((len(row) for row in self._rows), default=0)):
            table.add_column(overflow="fold", min_width=self._least[number] if number < len(self._least) else None)
        for place, row in enumerate(self._rows):
            table.add_row(*row, style="bold" if self._head and place == 0 else None)
        return table


def hanging(head: str | Text, *lines: Text) -> Table:
    """Lines behind a head; all but the first, and what does not fit into them, stand below as far to the right."""
    table = Table.grid()
    table.add_column(no_wrap=True, min_width=cell_len(str(head)))
    table.add_column(overflow="fold")
    table.add_row(head, Text("\n").join(lines))
    return table


def heading(text: str) -> Text:
    return Text(f"\n{text}", style="bold")


def indented(part: RenderableType, left: int = 2) -> Padding:
    return Padding(part, (0, 0, 0, left))


def count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def shortened(text: str, columns: int) -> str:
    """The text in so many columns at most, with … for what is left out."""
    short = Text(text)
    short.truncate(columns, overflow="ellipsis")
    return short.plain


def flat(text: str) -> str:
    """The text on one line, without signs that a terminal would obey."""
    return "".join(char if char.isprintable() else " " for char in text)
