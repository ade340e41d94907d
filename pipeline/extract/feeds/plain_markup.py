"""Markup that stands in a text as it is (Atom's XHTML), written out again the way feedparser does."""

from __future__ import annotations

from xml.sax.saxutils import escape

from feedparser.api import StrictFeedParser

from pipeline.extract.feeds.plain_names import DoubtError

_PREFIX = "xhtml_"


def start_tag(name: str, attributes: dict[str, str]) -> str:
    written = [_attribute(*attribute) for attribute in attributes.items()]
    if len({one.partition("=")[0] for one in written}) != len(written):
        raise DoubtError(name)
    return f"<{_local(name)}{''.join(written)}>"


def end_tag(name: str) -> str:
    return f"</{_local(name)}>"


def drop_wrapper(pieces: list[str]) -> list[str]:
    """The pieces of a text without the one element around them all, which Atom asks for (RFC 4287, section 3.1.1.3)."""
    seen = [number for number, piece in enumerate(pieces) if piece.strip()]
    pieces = pieces[seen[0] : seen[-1] + 1] if seen else pieces[:1]
    if not pieces or not pieces[0].startswith(("<div>", "<div ")) or pieces[-1] != "</div>":
        return pieces
    depth = 0
    for piece in pieces[:-1]:
        if piece.startswith("</"):
            depth -= 1
            if not depth:
                return pieces
        elif piece.startswith("<"):
            depth += 1
    return pieces[1:-1]


def _attribute(name: str, value: str) -> str:
    name = name.lower()
    if " " in name or name == "base":
        raise DoubtError(name)
    value = value.lower() if name in {"rel", "type"} else value
    return f' {name}="{escape(value, _QUOTE)}"'


_QUOTE = {'"': "&quot;"}


def _local(name: str) -> str:
    """The name of an XHTML element; of others, feedparser heeds the ends, as if they stood outside."""
    if not name.startswith(_PREFIX) or hasattr(StrictFeedParser, f"_end_{name}"):
        raise DoubtError(name)
    local = name.removeprefix(_PREFIX)
    if local in {"svg", "math"}:
        raise DoubtError(name)
    return local
