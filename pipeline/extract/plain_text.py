"""Markup to the text a reader would see."""

from __future__ import annotations

import html
import inspect
from contextvars import ContextVar
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
_BREAK = "\n\n"  # known by its identity from a text that is the same
_MAX_MARKUP = 400_000  # characters of one field; the longest reports have 100,000


def text_of_markup(markup: str) -> str:
    """Plain text, blocks parted by one line break; takes plain text and escaped text as well."""
    markup = markup[:_MAX_MARKUP]
    if "<" not in markup:
        return tidy_lines(html.unescape(markup) if "&" in markup else markup)
    return tidy_lines(_read(markup))


def line_of_markup(markup: str) -> str:
    """The same on one line, for titles and names."""
    return " ".join(text_of_markup(markup).split())


class _Seen:
    """Gathers what is seen, with a break where a block begins or ends; the methods are those lxml calls."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.data = self.pieces.append
        self._unseen: list[int] = []  # where what is not seen began

    def start(self, tag: str, attributes: object) -> None:
        if tag in _BLOCKS:
            self.data(_BREAK)
        elif tag in _UNSEEN:
            self._unseen.append(len(self.pieces))

    def end(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.data(_BREAK)
        elif tag in _UNSEEN and self._unseen:
            began = self._unseen.pop()
            self.pieces[began:] = [piece for piece in self.pieces[began:] if piece is _BREAK]

    def close(self) -> str:
        """What was seen; begins anew."""
        seen = "".join(self.pieces)
        self.pieces.clear()
        self._unseen.clear()
        return seen


# lxml asks for it at every parse, and to work it out takes as long as to parse a line.
_Seen.start.__dict__["__signature__"] = inspect.signature(_Seen.start)


# The parser, one for each thread, for to make it takes as long as to read a field. It is libxml2's: it holds on to no
# entity it was not born with. It tells what it meets and builds no tree, in which hostile markup would be nested beyond
# what it can climb.
_PARSER: ContextVar[Any] = ContextVar("parser")


def _read(markup: str) -> str:
    parser = _PARSER.get(None)
    if parser is None:
        seen: Any = _Seen()  # of Any, for the library's stubs want a handler of comments as well
        parser = etree.HTMLParser(target=seen)
    _PARSER.set(None)  # what stops half-way would go on with the next text
    parser.feed(markup)
    seen_text = str(parser.close())
    _PARSER.set(parser)
    return seen_text


def tidy_lines(text: str) -> str:
    """Clean characters, one space between words, one line break between paragraphs."""
    lines = (" ".join(line.split()) for line in clean_characters(text).split("\n"))
    return "\n".join(filter(None, lines))
