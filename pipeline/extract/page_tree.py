"""A web page's tree, bounded, for pages that are looked through for links."""

from __future__ import annotations

import re
from itertools import islice

from bs4 import BeautifulSoup, Tag

from pipeline.errors import ExtractError
from pipeline.extract.characters_of_bytes import decode_bytes
from pipeline.extract.urls import absolute_url, site_of
from pipeline.model.page import Page

_MAX_CHARACTERS = 3_000_000
_MAX_TAGS = 60_000  # opening and closing ones; lists of real sites stay below 20,000
_MAX_DEPTH = 500  # of tags within tags; forgotten end tags make a hundred
_NO_PAGE = ("application/pdf", "image/", "video/", "audio/", "application/zip")
# Second-level labels under which countries give out names: the owner's own is the third.
_SECOND_LEVEL = frozenset("ac co com edu gob gouv gov go mil ne net or org re pe nom info ltd me".split())
_DECLARATION = re.compile(r"\A(?:\s*<\?xml[^>]*>?)+")
_SPACES = re.compile(r"\s+")


def open_page(page: Page) -> BeautifulSoup:
    """The tree of a page's beginning; lists without end are cut. Raises ``ExtractError`` for what is no web page."""
    if page.content_type.startswith(_NO_PAGE) or page.body.startswith(b"%PDF"):
        raise ExtractError(page.url, f"this is no web page but {page.content_type.partition(';')[0] or 'a PDF'}")
    text, _ = decode_bytes(page.body[:_MAX_CHARACTERS], page.content_type)
    text = text.replace("\x00", "")  # ends the document for libxml2
    if not text.strip():
        raise ExtractError(page.url, "the page is empty")
    beyond = next(islice(re.finditer("<", text), _MAX_TAGS, None), None)
    soup = grow_tree(text[: beyond.start()] if beyond else text)
    if soup.find(True) is None:
        raise ExtractError(page.url, "this is no web page")
    _refuse_deep(soup, page.url)
    return soup


def grow_tree(markup: str) -> BeautifulSoup:
    """The tree of a web page, also of one that says it were XML: of that the library would warn."""
    return BeautifulSoup(_DECLARATION.sub("", markup), "lxml")


def base_of(soup: BeautifulSoup, url: str) -> str:
    """What the page's relative links stand on."""
    base = soup.find("base", href=True)
    return (absolute_url(url, str(base["href"])) if isinstance(base, Tag) else "") or url


def same_owner(a: str, b: str) -> bool:
    """Whether two addresses stand under one registered name, by a simple rule: ``a.city.gob.pe``, ``city.gob.pe``."""
    return bool(_owner(a)) and _owner(a) == _owner(b)


def words_of(tag: Tag) -> str:
    """All text within, on one line."""
    return _SPACES.sub(" ", tag.get_text(" ")).strip()


def _refuse_deep(soup: BeautifulSoup, url: str) -> None:
    """To climb from each link to the top takes as long as there are links and levels."""
    inside: list[Tag] = [soup]
    for tag in soup.find_all(True):
        while tag.parent is not inside[-1]:
            inside.pop()
        inside.append(tag)
        if len(inside) > _MAX_DEPTH:
            raise ExtractError(url, f"the page's tags are nested more than {_MAX_DEPTH:,} deep")


def _owner(url: str) -> str:
    labels = site_of(url).split(".")
    if labels[-1].isdigit():  # an address in numbers has no owner's name in it
        return site_of(url)
    under_country = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL
    return ".".join(labels[-3:] if under_country else labels[-2:])
