"""Elements of a page that are marked as its byline or its time, sought when nothing better tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from pipeline.extract.pages.elements import finder, line_of

# Parts of class names and ids by which systems of the watch's languages mark bylines and dates.
_BYLINE = re.compile("author|byline|autor|redactor|reporter|journalist|writer|firma", re.IGNORECASE)
_DATE = re.compile("publish|date|fecha|time|posted", re.IGNORECASE)
_MARKED_AUTHORS = finder("//body//*[@itemprop='author' or @rel='author']")
_MARKED_TIMES = finder("//*[@itemprop='datePublished']")
_NAMED = finder("//body//*[@class or @id][not(self::h1 or self::script or self::time)]")
_MAX_EACH = 40


def find_marked_authors(tree: HtmlElement) -> Iterator[str]:
    """Texts of microdata and links that say they are the author."""
    return map(_name_within, islice(_MARKED_AUTHORS(tree), _MAX_EACH))


def find_bylines(tree: HtmlElement) -> Iterator[str]:
    """Texts of elements with a telling name, which may say who wrote the page."""
    return _named(tree, _BYLINE)


def find_times(tree: HtmlElement) -> Iterator[str]:
    """Texts that may be times of publication: microdata first, then ``time`` tags, then telling names."""
    for element in islice(_MARKED_TIMES(tree), _MAX_EACH):
        yield element.get("content") or element.get("datetime") or line_of(element)
    for element in islice(tree.iter("time"), _MAX_EACH):
        yield element.get("datetime") or line_of(element)
    yield from _named(tree, _DATE)


def _named(tree: HtmlElement, wanted: re.Pattern[str]) -> Iterator[str]:
    names = ((element, f"{element.get('class') or ''} {element.get('id') or ''}") for element in _NAMED(tree))
    return map(line_of, islice((element for element, name in names if wanted.search(name)), _MAX_EACH))


def _name_within(author: HtmlElement) -> str:
    """The name part of an author's markup, which may hold a portrait and a biography too."""
    named = next((inner for inner in author.iterdescendants() if inner.get("itemprop") == "name"), author)
    return line_of(named)
