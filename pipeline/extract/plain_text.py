"""Markup to the text a reader would see."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, CData, NavigableString, Tag

from pipeline.text.characters import clean_characters

_UNSEEN = frozenset({"script", "style", "noscript", "template", "iframe", "object", "svg", "head"})
_BLOCKS = frozenset(
    (
        *("p", "div", "br", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("blockquote", "pre", "section", "article", "header", "footer", "figure", "figcaption", "hr", "dd", "dt"),
    )
)
_SPACES = re.compile(r"[^\S\n]+")
_LINE_BREAKS = re.compile(r" ?\n[ \n]*")
_MAX_MARKUP = 400_000  # characters of one field; the longest reports have 100,000


def text_of_markup(markup: str) -> str:
    """Plain text, blocks parted by one line break; takes plain text and escaped text as well."""
    markup = markup[:_MAX_MARKUP]
    if "<" not in markup:
        return tidy_lines(html.unescape(markup) if "&" in markup else markup)
    # The parser is libxml2's: it holds on to no entity it was not born with.
    return tidy_lines("".join(_read(BeautifulSoup(markup, "lxml"))))


def line_of_markup(markup: str) -> str:
    """The same on one line, for titles and names."""
    return " ".join(text_of_markup(markup).split())


def _read(soup: BeautifulSoup) -> Iterator[str]:
    """What is seen, with a line break where a block begins or ends.

    One walk that changes nothing: to remove a tag, or to put something beside it, takes a search among all its
    neighbours or all it holds, and hostile markup has a hundred thousand of them.
    """
    inside: list[Tag] = [soup]
    unseen = 0
    for element in soup.descendants:
        while element.parent is not inside[-1]:
            left = inside.pop()
            unseen -= left.name in _UNSEEN
            yield "\n" if left.name in _BLOCKS else ""
        if isinstance(element, Tag):
            inside.append(element)
            unseen += element.name in _UNSEEN
            yield "\n" if element.name in _BLOCKS else ""
        elif not unseen and type(element) in (NavigableString, CData):  # their kin are comments and declarations
            yield str(element)


def tidy_lines(text: str) -> str:
    """Clean characters, one space between words, one line break between paragraphs."""
    return _LINE_BREAKS.sub("\n", _SPACES.sub(" ", clean_characters(text))).strip()
