"""The digest as Markdown (CommonMark 0.31), every sign of the articles' own escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.digest.page import Page, PageItem, PageSection, PageUpdate
from pipeline.model.digest import Piece

# Signs that may begin markup within a line; each may stand behind a backslash (CommonMark 2.4).
_MARKUP = re.compile(r"([\\`*_\[\]<>&|~#!$])")
# Signs that begin a list, a rule or a heading, but only at the start of a line.
_OPENING = re.compile(r"^(\d{1,9})([.)])|^([-+=])")


def markdown_coat(page: Page) -> str:
    """Return the page as Markdown, ending with a line break."""
    blocks = [f"# {_escaped(page.title)}", _escaped(page.date), *map(_escaped, (*page.summary, *page.notices))]
    blocks += [block for section in page.sections for block in _section(section)]
    blocks += [_escaped(page.more)] if page.more else []
    blocks += [f"## {_escaped(page.updates_title)}"] if page.updates else []
    blocks += [_update(update) for update in page.updates]
    blocks += [f"## {_escaped(page.checked_title)}", "\n".join(f"- {_escaped(line)}" for line in page.checked)]
    return "\n\n".join(blocks) + "\n"


def _escaped(text: str) -> str:
    return _OPENING.sub(r"\1\\\2\3", _MARKUP.sub(r"\\\1", text.strip()))


def _section(section: PageSection) -> Iterator[str]:
    yield f"## {_escaped(section.title)} ({_escaped(section.count)})"
    for item in section.items:
        yield from _item(item)
    if section.lines:
        yield "\n".join(f"- {_link(_title(item), item.url)} — {_facts(item.facts)}" for item in section.lines)


def _item(item: PageItem) -> Iterator[str]:
    yield f"### {_link(_title(item), item.url)}"
    yield _facts(item.facts)
    if item.quote:
        yield f"> {_marked(item.quote)}"
    yield from (line for line in (_escaped(item.why), _copies(item)) if line)


def _title(item: PageItem) -> str:
    return _escaped("".join(piece.text for piece in item.title))


def _link(escaped: str, url: str) -> str:
    return f"[{escaped}](<{url}>)" if url else escaped


def _facts(facts: Iterable[str]) -> str:
    return " · ".join(map(_escaped, facts))


def _marked(pieces: Iterable[Piece]) -> str:
    return "".join(_bold(piece.text) if piece.marked else _inline(piece.text) for piece in pieces)


def _bold(name: str) -> str:
    # ``**K2(흑표)**는`` is no bold text: asterisks between a sign and a letter do not close (CommonMark 6.2).
    if name[0].isalnum() and name[-1].isalnum():
        return f"**{_inline(name)}**"
    return f"<b>{_inline(name)}</b>"


def _inline(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)


def _copies(item: PageItem) -> str:
    if not item.copies:
        return ""
    outlets = ", ".join(_link(_escaped(copy.text), copy.url) for copy in item.copies)
    return f"{_escaped(item.copies_label)}: {outlets} {_escaped(item.copies_more)}".rstrip() + "."


def _update(update: PageUpdate) -> str:
    return f"- {_link(_escaped(update.title), update.url)} — {_facts(update.facts)} — {_escaped(update.change)}"
