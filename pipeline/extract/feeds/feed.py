"""A page to a feed; tells feeds from web pages."""

from __future__ import annotations

import re
from dataclasses import replace

from bs4 import Tag

from pipeline.errors import ExtractError
from pipeline.extract.characters_of_bytes import decode_bytes
from pipeline.extract.entries import MAX_ENTRIES, drop_doubles
from pipeline.extract.feeds.json_feed import parse_json_feed
from pipeline.extract.feeds.syndication import parse_syndication
from pipeline.extract.page_tree import grow_tree
from pipeline.extract.urls import absolute_url
from pipeline.model.article import Feed
from pipeline.model.page import Page
from pipeline.model.source import FeedMemory

_START_LENGTH = 2_000
_COMMENT = re.compile(r"<!--.*?-->|<\?.*?\?>", re.DOTALL)
_WEB_PAGE = re.compile(r"\s*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json")
_HEAD_LENGTH = 200_000  # of a web page, where it advertises its feed


def parse_feed(page: Page, memory: FeedMemory | None = None) -> Feed:
    """Read RSS 0.9x to 2.0, Atom, RDF or JSON Feed, told apart by content; the header may say what it likes.

    With the ``memory`` of the document before, only items it does not know are read, unless anything makes doubtful
    that the others mean what they meant: ``Feed.entries`` are theirs, and ``Feed.seen`` tells how many were passed
    over. JSON is always read whole.

    A feed without entries is a feed. Raises ``ExtractError`` for anything else; for a web page that advertises a feed
    the remedy names it.
    """
    text, labelled = decode_bytes(page.body, page.content_type)
    text = text.strip("\ufeff\x00 \t\r\n")
    if not text:
        raise ExtractError(page.url, "the answer is empty")
    if text.startswith("{"):
        feed = parse_json_feed(text, page.url)
    elif _WEB_PAGE.match(_COMMENT.sub("", text[:_START_LENGTH])):
        raise ExtractError(page.url, "this is a web page, not a feed", remedy=_advertised(text, page.url))
    else:
        feed = parse_syndication(text, page.url, memory)
    return _finish(feed, labelled)


def _finish(feed: Feed, labelled: bool) -> Feed:
    """The feed without doubles and beyond-measure entries, and with notes on what had to be forgiven."""
    entries, split = drop_doubles(feed.entries)
    notes = list(feed.notes)
    if not labelled:
        notes.append("encoding mislabelled")
    if split:
        notes.append("unlike entries share an id")
    if len(entries) > MAX_ENTRIES:
        notes.append(f"only the first {MAX_ENTRIES} of {len(entries)} entries are read")
    return replace(feed, entries=entries[:MAX_ENTRIES], notes=tuple(notes))


def _advertised(markup: str, base: str) -> str:
    """A sentence with the feed that a web page advertises, "" when it advertises none."""
    soup = grow_tree(markup[:_HEAD_LENGTH])
    for link in soup.find_all("link", href=True):
        if isinstance(link, Tag) and str(link.get("type", "")).lower().strip() in _FEED_TYPES:
            url = absolute_url(base, str(link["href"]))
            if url:
                return f"It names {url} as its feed"
    return ""
