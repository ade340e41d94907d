"""The digest as plain text, 76 columns wide; Korean characters count as two. Names stand in [brackets]."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.digest.display_width import pad_between, wrap
from pipeline.digest.page import Page, PageItem, PageSection, PageUpdate
from pipeline.model.digest import Piece

_COLUMNS = 76
_INDENT = "  "
_RULE = "-" * _COLUMNS


def text_coat(page: Page) -> str:
    """Return the page as text, ending with a line break. Addresses stand whole on lines of their own."""
    blocks = [_head(page)]
    blocks += [block for section in page.sections for block in _section(section)]
    blocks += [wrap(page.more, _COLUMNS)] if page.more else []
    blocks += [_heading(page.updates_title)] if page.updates else []
    blocks += [_update(update) for update in page.updates]
    blocks += [_heading(page.checked_title), _lines(page.checked, _INDENT)]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _head(page: Page) -> list[str]:
    return [*pad_between(page.title, page.date, _COLUMNS), *_lines((*page.summary, *page.notices), "")]


def _lines(texts: Iterable[str], indent: str) -> list[str]:
    return [line for text in texts for line in wrap(text, _COLUMNS, indent)]


def _heading(title: str, count: str = "") -> list[str]:
    return [*pad_between(title.upper(), count, _COLUMNS), _RULE]


def _section(section: PageSection) -> Iterator[list[str]]:
    yield _heading(section.title, section.count)
    yield from (_item(item) for item in section.items)
    yield from (_item(item, "- ") for item in section.lines)


def _item(item: PageItem, bullet: str = _INDENT) -> list[str]:
    title = wrap(_plain(item.title, mark=False), _COLUMNS, _INDENT)
    facts = [" · ".join(item.facts), _quoted(item.quote), item.why, _copies(item)]
    rest = [*_lines(facts, _INDENT), *([_INDENT + item.url] if item.url else [])]
    return [bullet + title[0].removeprefix(_INDENT), *title[1:], *rest]


def _plain(pieces: Iterable[Piece], *, mark: bool = True) -> str:
    return "".join(f"[{piece.text}]" if piece.marked and mark else piece.text for piece in pieces)


def _quoted(pieces: tuple[Piece, ...]) -> str:
    return f"“{_plain(pieces)}”" if pieces else ""


def _copies(item: PageItem) -> str:
    if not item.copies:
        return ""
    return f"{item.copies_label}: {', '.join(copy.text for copy in item.copies)} {item.copies_more}".rstrip() + "."


def _update(update: PageUpdate) -> list[str]:
    told = (update.title, " · ".join(update.facts), update.change)
    return [*_lines(told, _INDENT), *([_INDENT + update.url] if update.url else [])]
