"""Elements of a page's tree: found, read as one line, compared."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import cast

from lxml import etree
from lxml.html import HtmlElement

from pipeline.text.fold import fold_key

_SIGNS = re.compile(r"[\W_]+")
_MAX_LENGTH = 1_000


def finder(path: str) -> Callable[[HtmlElement], list[HtmlElement]]:
    """A function that finds the elements of an XPath expression, which is compiled once."""
    compiled = etree.XPath(path)
    return lambda tree: cast("list[HtmlElement]", compiled(tree))


def line_of(element: HtmlElement, most: int = _MAX_LENGTH, *, glue: str = " ") -> str:
    """The text within an element on one line; of a longer one only so much that it shows to be longer than ``most``.

    ``glue`` stands between the texts of its parts: a blank where these are words, nothing where they are letters.
    """
    parts: list[str] = []
    length = 0
    for part in element.itertext():
        parts.append(part)
        length += len(part.strip())
        if length > most:
            break
    return " ".join(glue.join(parts).split())[: 2 * most]


def letters_of(line: str) -> str:
    """A line to compare with others: folded, letters and digits alone."""
    return _SIGNS.sub("", fold_key(line))
