"""Markup to the text a reader would see."""

from __future__ import annotations

import html
import inspect
from typing import Any

from lxml import etree

from pipeline.text.characters import clean_characters

_UNSEEN = frozenset({"script", "style", "noscript", "template", "iframe", "object", "svg", "head"})
_BLOCKS = frozenset(
    (
        *("p", "div", "br", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("blockquote", "pre", "section", "article", "header", "footer", "figure", "figcaption", "hr", "dd", "dt"),
    )
)
_MAX_MARKUP = 400_000  # characters of one field; the longest reports have 100,000


def text_of_markup(markup: str) -> str:
    """Plain text, blocks parted by one line break; takes plain text and escaped text as well."""
    markup = markup[:_MAX_MARKUP]
    if "<" not in markup:
        return tidy_lines(html.unescape(markup) if "&" in markup else markup)
    # The parser is libxml2's: it holds on to no entity it was not born with. It tells what it meets and builds no tree,
    # in which hostile markup would be nested beyond what it can climb.
    seen: Any = _Seen()  # of Any, for the library's stubs want a handler of comments as well
    parser = etree.HTMLParser(target=seen)
    parser.feed(markup)
    parser.close()
    return tidy_lines("".join(seen.pieces))


def line_of_markup(markup: str) -> str:
    """The same on one line, for titles and names."""
    return " ".join(text_of_markup(markup).split())


class _Seen:
    """Gathers what is seen, with a line break where a block begins or ends; the methods are those lxml calls."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._unseen = 0

    def start(self, tag: str, attributes: object) -> None:
        if tag in _BLOCKS:
            self.pieces.append("\n")
        elif tag in _UNSEEN:
            self._unseen += 1

    def end(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.pieces.append("\n")
        elif tag in _UNSEEN:
            self._unseen -= 1

    def data(self, text: str) -> None:
        if not self._unseen:
            self.pieces.append(text)

    def close(self) -> None:
        """The end; the pieces are all that is wanted."""


# lxml asks for it at every parse, and to work it out takes as long as to parse a line.
_Seen.start.__dict__["__signature__"] = inspect.signature(_Seen.start)


def tidy_lines(text: str) -> str:
    """Clean characters, one space between words, one line break between paragraphs."""
    lines = (" ".join(line.split()) for line in clean_characters(text).split("\n"))
    return "\n".join(filter(None, lines))
