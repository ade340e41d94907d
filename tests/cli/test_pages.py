"""Parts of pages keep their columns at any width, whatever letters they hold."""

from __future__ import annotations

import io

import pytest
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.text import Text

from pipeline.cli.pages import UNBROKEN, Verbatim, hanging, print_page, shortened

LONG = "페루 육군이 받은 K2 전차 " * 6


def printed(width: int, *parts: RenderableType, terminal: bool = True, page: int = 200) -> list[str]:
    out = io.StringIO()
    print_page(Console(file=out, width=width, force_terminal=terminal, color_system=None), *parts, width=page)
    return [line.rstrip() for line in out.getvalue().splitlines()]


@pytest.mark.parametrize("width", [24, 48, 72])
def test_what_hangs_behind_a_head_stays_behind_it(width: int) -> None:
    first, *others = printed(width, hanging("    12 ", Text(LONG), Text("https://example.org/" + "x" * 90)))
    assert first.startswith("    12 페루")
    assert all(line.startswith(" " * 7) and line[7] != " " for line in others)
    assert max(map(cell_len, (first, *others))) <= width


def test_a_file_gets_whole_lines_where_the_page_is_unbroken() -> None:
    address = "https://example.org/" + "x" * 300
    assert printed(80, hanging("1 ", Text("a"), Text(address)), terminal=False, page=UNBROKEN) == [
        "1 a",
        f"  {address}",
    ]


@pytest.mark.parametrize("terminal", [True, False])
def test_a_line_to_be_copied_is_never_broken(terminal: bool) -> None:
    line = f"      - {{phrase: {LONG.strip()} {'y' * 300}}}"
    assert printed(30, Text("a"), Verbatim(line), Verbatim("  [b]"), Text("c"), terminal=terminal) == [
        "a", line, "  [b]", "c",
    ]  # fmt: skip


def test_a_name_is_shortened_by_the_columns_it_takes() -> None:
    assert shortened("000_a", 32) == "000_a"
    assert shortened("대사관", 5) == "대사…"
