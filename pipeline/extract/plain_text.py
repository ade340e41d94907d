"""Markup to the text a reader would see."""

from __future__ import annotations

import html
import re

from bs4 import BeautifulSoup

from pipeline.text.characters import clean_characters

_UNSEEN = ("script", "style", "noscript", "template", "iframe", "object", "svg", "head")
_BLOCKS = (
    *("p", "div", "br", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("blockquote", "pre", "section", "article", "header", "footer", "figure", "figcaption", "hr", "dd", "dt"),
)
_SPACES = re.compile(r"[^\S\n]+")
_LINE_BREAKS = re.compile(r" ?\n[ \n]*")
_MAX_MARKUP = 400_000  # characters of one field; the longest reports have 100,000


def text_of_markup(markup: str) -> str:
    """Plain text, blocks parted by one line break; takes plain text and escaped text as well."""
    markup = markup[:_MAX_MARKUP]
    if "<" not in markup:
        return tidy_lines(html.unescape(markup) if "&" in markup else markup)
    # The parser is libxml2's: it bounds the nesting, and holds on to no entity it was not born with.
    soup = BeautifulSoup(markup, "lxml")
    for tag in soup.find_all(_UNSEEN):
        tag.decompose()
    for tag in soup.find_all(_BLOCKS):
        tag.insert_before("\n")
        tag.insert_after("\n")
    return tidy_lines(soup.get_text())


def line_of_markup(markup: str) -> str:
    """The same on one line, for titles and names."""
    return " ".join(text_of_markup(markup).split())


def tidy_lines(text: str) -> str:
    """Clean characters, one space between words, one line break between paragraphs."""
    return _LINE_BREAKS.sub("\n", _SPACES.sub(" ", clean_characters(text))).strip()
