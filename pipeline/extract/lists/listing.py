"""A web page that lists articles, as a feed: by the selectors of the catalogue, or by a guess."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import datetime, tzinfo
from html import escape

from bs4 import BeautifulSoup, Tag
from soupsieve import SelectorSyntaxError
from soupsieve import compile as compile_selector

from pipeline.errors import ExtractError
from pipeline.extract.dates import parse_date, zone_of_language
from pipeline.extract.entries import drop_doubles, make_entry
from pipeline.extract.lists.article_links import MAX_ITEMS, ArticleLinks, find_article_links, is_scripted
from pipeline.extract.lists.list_items import ListItem, article_address, date_of, summary_of, title_of
from pipeline.extract.loose_dates import read_loose_date
from pipeline.extract.page_tree import base_of, open_page, words_of
from pipeline.model.article import Entry, Feed
from pipeline.model.page import Page
from pipeline.model.source import Selectors

_HANGUL = re.compile("[\uac00-\ud7a3]")
_DAY_IN_ADDRESS = re.compile(r"/(20\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?!\d)")
_NAME_THEM = "Name them by `select` in the catalogue"
_GO_ELSEWHERE = "Look for a feed of this site, or for another page that lists the same"


def parse_listing(page: Page, selectors: Selectors, now: datetime) -> Feed:
    """The articles that a page lists, in its order, at most 200; dates without year or zone are reckoned from ``now``.

    Raises ``ExtractError`` for what is no web page, for a page without article links, and for a selector that is no
    CSS or matches nothing. A selector for summary or date that matches nothing is a note: the articles are there.
    """
    soup = open_page(page)
    if selectors.item:
        found, notes = _select(soup, page.url, selectors)
    else:
        found, notes = find_article_links(soup, page.url), []
    if not found.items:
        raise ExtractError(page.url, _nothing(found), remedy=_GO_ELSEWHERE if found.scripted else _NAME_THEM)
    if found.scripted:
        notes.append(f"{_scripted(found)} were passed over")
    korean = any(_HANGUL.search(item.title) for item in found.items)
    zone = zone_of_language("ko" if korean else "")
    entries, _ = drop_doubles([_entry(item, now, zone) for item in found.items])
    return Feed(entries=entries, dialect="list", notes=tuple(notes))


def _nothing(found: ArticleLinks) -> str:
    if found.scripted:
        return f"no article links found on this page, but {_scripted(found)} and cannot be followed"
    return "no article links found on this page"


def _scripted(found: ArticleLinks) -> str:
    return f"{len(found.scripted)} links that run a program ({found.scripted[0]})"


def _entry(item: ListItem, now: datetime, zone: tzinfo) -> Entry:
    in_address = _DAY_IN_ADDRESS.search(item.url)
    day = parse_date("-".join(in_address.groups()), zone) if in_address else None
    return make_entry(
        own_id="",
        url=item.url,
        title=escape(item.title, quote=False),
        summary=escape(item.summary, quote=False),
        content="",
        authors=(),
        published=read_loose_date(item.written, now, zone) or day,
        updated=None,
    )


def _select(soup: BeautifulSoup, url: str, selectors: Selectors) -> tuple[ArticleLinks, list[str]]:
    """The articles that the selectors point at, and notes on those that pointed at nothing."""
    for one in fields(selectors):
        _refuse_wrong(url, one.name, getattr(selectors, one.name))
    boxes = _innermost(soup.select(selectors.item, limit=MAX_ITEMS))
    if not boxes:
        raise ExtractError(url, f"the selector item: {selectors.item!r} matches nothing on this page")
    anchors = [_anchor_of(box, selectors.link) for box in boxes]
    titles = [_first(box, selectors.title) for box in boxes]
    if not any(anchors):
        _refuse_unmatched(url, "link", selectors.link or "a[href]", len(boxes))
    if selectors.title and not any(titles):
        _refuse_unmatched(url, "title", selectors.title, len(boxes))
    base = base_of(soup, url)
    items = [
        _item(box, anchor, title, base, selectors) for box, anchor, title in zip(boxes, anchors, titles, strict=True)
    ]
    scripted = tuple(str(one.get("onclick") or one["href"])[:80] for one in anchors if one and is_scripted(one))
    links = ArticleLinks(items=tuple(item for item in items if item and item.title), scripted=scripted)
    return links, list(_unmatched(boxes, selectors))


def _innermost(boxes: Sequence[Tag]) -> list[Tag]:
    """The boxes that hold no other: "div" matches what stands around the list as well."""
    around = {id(tag) for box in boxes for tag in box.parents}
    return [box for box in boxes if id(box) not in around]


def _item(box: Tag, anchor: Tag | None, title: Tag | None, base: str, selectors: Selectors) -> ListItem | None:
    address = article_address(base, str(anchor["href"])) if anchor and not is_scripted(anchor) else ""
    if anchor is None or not address:
        return None
    shown = words_of(title) if title else title_of(anchor)[1] or title_of(box)[1]
    date, summary = _first(box, selectors.date), _first(box, selectors.summary)
    return ListItem(
        url=address,
        title=shown,
        written=date_of([date], shown) or words_of(date) if date else "" if selectors.date else date_of([box], shown),
        summary=words_of(summary) if summary else "" if selectors.summary else summary_of([box], shown),
    )


def _anchor_of(box: Tag, selector: str) -> Tag | None:
    """The link of an item: what the selector finds or what that holds, else the item itself or its first link."""
    chosen = _first(box, selector) if selector else box
    if chosen is None or (chosen.name == "a" and chosen.get("href")):
        return chosen
    inner = chosen.find("a", href=True)
    return inner if isinstance(inner, Tag) else None


def _first(box: Tag, selector: str) -> Tag | None:
    return box.select_one(selector) if selector else None


def _unmatched(boxes: Sequence[Tag], selectors: Selectors) -> Iterator[str]:
    for name in ("summary", "date"):
        selector = getattr(selectors, name)
        if selector and not any(_first(box, selector) for box in boxes):
            yield f"the selector {name}: {selector!r} matches in none of {len(boxes)} items"


def _refuse_wrong(url: str, name: str, selector: str) -> None:
    try:
        compile_selector(selector or "a")
    except (SelectorSyntaxError, ValueError) as error:
        cause = str(error).partition("\n")[0]
        raise ExtractError(url, f"the selector {name}: {selector!r} is no valid CSS: {cause}") from error


def _refuse_unmatched(url: str, name: str, selector: str, count: int) -> None:
    raise ExtractError(url, f"the selector {name}: {selector!r} matches in none of {count} items")
