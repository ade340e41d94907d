"""What the elements of a feed do to what is gathered of it, each as feedparser does it.

Read from feedparser 6.0's ``mixin.py`` and ``namespaces/``, whose ways are kept, odd as some are: the last of several
elements counts, except for titles, of which it is the first outermost one; a second summary is the content; an id that
is a permanent link is the link if none came before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from feedparser.html import _cp1252
from feedparser.mixin import _FeedParserMixin
from feedparser.urls import _urljoin

from pipeline.extract.feeds.feedparser_thrift import LONGEST_NAME
from pipeline.extract.feeds.plain_names import DoubtError

Attributes = Mapping[str, str]

_TEXT_TYPES = frozenset({"text", "plain", "html", "text/plain", "text/html"})
_MARKUP_TYPES = frozenset({"xhtml", "application/xhtml+xml"})
_MODES = frozenset({"escaped", "xml"})  # of Atom 0.3; feedparser heeds its base64 alone
_RSS_VERSIONS = {"0.91": "rss091u", "0.92": "rss092", "0.93": "rss093", "0.94": "rss094"}
_ATOM_VERSIONS = {"0.1": "atom01", "0.2": "atom02", "0.3": "atom03"}
_C1_CONTROL = re.compile("[\x80-\x9f]")
_REFERENCE = re.compile("&([A-Za-z0-9_]+);")
_PAGE_TYPES = frozenset({"html", "text/html"}) | _MARKUP_TYPES


@dataclass(slots=True)
class Gathered:
    """What has been gathered of a feed, in feedparser's words, and what it keeps in mind while it reads."""

    version: str = ""
    feed: dict[str, Any] = field(default_factory=dict)
    entries: list[dict[str, Any]] = field(default_factory=list)
    entry: dict[str, Any] = field(default_factory=dict)
    source: dict[str, Any] = field(default_factory=dict)
    language: str | None = None  # by xml:lang
    depth: int = 0
    depths: dict[str, int] = field(default_factory=dict)  # of what the entry's values were taken from
    title_depth: int = -1
    channels: int = 0
    has_content: bool = False
    as_content: bool = False
    is_markup: bool = False  # the text that has begun
    is_permalink: bool = False
    has_href: bool = False

    def keep(self, key: str, value: str) -> None:
        """Set a value of the entry, unless it has one from further out."""
        if self.depth <= self.depths.get(key, self.depth):
            self.depths[key] = self.depth
            self.entry[key] = value


def settle_text(text: str) -> str:
    """Text as feedparser gives it: stripped, and mended if it was encoded twice or has Windows' characters."""
    text = text.strip()
    if text.isascii():
        return text
    with suppress(UnicodeError):
        text = text.encode("iso-8859-1").decode("utf-8")
    return text.translate(_cp1252) if _C1_CONTROL.search(text) else text


def settle_address(text: str) -> str:
    """An address as feedparser gives it."""
    return settle_text(_drop_slashes(text.strip()))


def _drop_slashes(address: str) -> str:
    return str(_urljoin("", address)) if ":///" in address else address


def begin_text(gathered: Gathered, attributes: Attributes) -> None:
    """Tell markup from text, in which it is escaped; raise ``DoubtError`` for any other kind."""
    kind = attributes.get("type", "text").lower()
    gathered.is_markup = kind in _MARKUP_TYPES
    if not (gathered.is_markup or kind in _TEXT_TYPES) or attributes.get("mode", "escaped") not in _MODES:
        raise DoubtError(kind)


def begin_rss(gathered: Gathered, attributes: Attributes) -> None:
    if not gathered.version.startswith("rss"):
        version = attributes.get("version", "")
        gathered.version = _RSS_VERSIONS.get(version, "rss20" if version.startswith("2.") else "rss")
    _inherit_language(gathered)


def begin_atom(gathered: Gathered, attributes: Attributes) -> None:
    _refuse_address(gathered, attributes)
    if not gathered.version:
        gathered.version = _ATOM_VERSIONS.get(attributes.get("version", ""), "atom")
    _inherit_language(gathered)


def begin_rdf(gathered: Gathered, _: Attributes) -> None:
    if not gathered.version:
        raise DoubtError("RDF of no version")


def _inherit_language(gathered: Gathered) -> None:
    if gathered.language:
        gathered.feed["language"] = gathered.language.replace("_", "-")


def begin_channel(gathered: Gathered, attributes: Attributes) -> None:
    _refuse_address(gathered, attributes)
    gathered.channels += 1
    if gathered.channels > 1:
        raise DoubtError("a second channel")


def _refuse_address(_: Gathered, attributes: Attributes) -> None:
    if "href" in attributes:  # of a channel or an item: CDF
        raise DoubtError("CDF")


def begin_entry(gathered: Gathered, attributes: Attributes) -> None:
    _refuse_address(gathered, attributes)
    gathered.entry, gathered.depths, gathered.title_depth = {}, {}, -1
    gathered.entries.append(gathered.entry)
    if attributes.get("rdf:about"):
        gathered.entry["id"] = attributes["rdf:about"]


def finish_entry(gathered: Gathered, _: str) -> None:
    gathered.has_content = False


def keeper(key: str) -> Callable[[Gathered, str], None]:
    def keep(gathered: Gathered, text: str) -> None:
        gathered.keep(key, settle_text(text))

    return keep


def feed_keeper(key: str) -> Callable[[Gathered, str], None]:
    def keep(gathered: Gathered, text: str) -> None:
        gathered.feed[key] = settle_text(text)

    return keep


def _counts_as_title(gathered: Gathered) -> bool:
    return not -1 < gathered.title_depth <= gathered.depth


def finish_other_title(gathered: Gathered, text: str) -> None:
    if _counts_as_title(gathered):
        gathered.keep("title", settle_text(text))
        gathered.entry["title_detail"] = _language_detail(gathered)


def finish_title(gathered: Gathered, text: str) -> None:
    finish_other_title(gathered, text)
    pass_title(gathered, text)


def finish_feed_title(gathered: Gathered, text: str) -> None:
    finish_other_feed_title(gathered, text)
    pass_title(gathered, text)


def finish_other_feed_title(gathered: Gathered, _: str) -> None:
    if _counts_as_title(gathered):
        gathered.feed["title_detail"] = _language_detail(gathered)


def finish_source_title(gathered: Gathered, text: str) -> None:
    if _counts_as_title(gathered):
        gathered.source["title"] = settle_text(text)
    pass_title(gathered, text)


def pass_title(gathered: Gathered, text: str) -> None:
    if text.strip():
        gathered.title_depth = gathered.depth


def _language_detail(gathered: Gathered) -> dict[str, Any]:
    return {"language": gathered.language and gathered.language.replace("_", "-")}


def forget_title(gathered: Gathered, _: Attributes) -> None:
    gathered.title_depth = -1


def begin_summary(gathered: Gathered, attributes: Attributes) -> None:
    _tell_content(gathered, attributes, gathered.entry)


def begin_feed_summary(gathered: Gathered, attributes: Attributes) -> None:
    _tell_content(gathered, attributes, gathered.feed)


def _tell_content(gathered: Gathered, attributes: Attributes, context: dict[str, Any]) -> None:
    """A second summary is the content, unless there is one; of a feed as well, and then the first entry has one."""
    begin_text(gathered, attributes)
    gathered.as_content = "summary" in context and not gathered.has_content
    gathered.has_content |= gathered.as_content


def finish_summary(gathered: Gathered, text: str) -> None:
    if gathered.as_content:
        add_content(gathered, text)
    else:
        gathered.keep("summary", settle_text(text))


def begin_content(gathered: Gathered, attributes: Attributes) -> None:
    begin_text(gathered, attributes)
    gathered.has_content = True


def add_content(gathered: Gathered, text: str) -> None:
    value = settle_text(text)
    gathered.entry.setdefault("content", []).append({"value": value})
    gathered.entry.setdefault("summary", value)


def begin_link(gathered: Gathered, attributes: Attributes) -> None:
    if "url" in attributes or "uri" in attributes:
        raise DoubtError("link")
    gathered.has_href = "href" in attributes
    link = {"href": _drop_slashes(attributes["href"])} if gathered.has_href else {}
    gathered.entry.setdefault("links", []).append(link)
    relation = attributes.get("rel", "alternate").lower()
    if gathered.has_href and relation == "alternate" and attributes.get("type", "html").lower() in _PAGE_TYPES:
        gathered.entry["link"] = link["href"]


def finish_link(gathered: Gathered, text: str) -> None:
    if gathered.has_href:
        return
    link = settle_address(text)
    if "&" in link:
        link = _REFERENCE.sub(r"&\g<1>", link.replace("&amp;", "&"))
    gathered.entry["link"] = link
    if link:
        gathered.entry["links"][-1]["href"] = link


def begin_enclosure(gathered: Gathered, attributes: Attributes) -> None:
    href = attributes.get("url", attributes.get("uri", attributes.get("href"))) or attributes.get("href")
    gathered.entry.setdefault("links", []).append({"href": href})


def begin_id(gathered: Gathered, attributes: Attributes) -> None:
    gathered.is_permalink = attributes.get("ispermalink", "true") == "true"


def finish_id(gathered: Gathered, text: str) -> None:
    value = settle_address(text) if gathered.is_permalink else settle_text(text)
    gathered.keep("id", value)
    if gathered.is_permalink:
        gathered.entry.setdefault("link", value)


class _Signed:
    """An entry's authors, by feedparser's own reading of names and mail addresses."""

    def __init__(self, entry: dict[str, Any]) -> None:
        self._get_context = lambda: entry

    # There is no public place for them.
    _sync_author_detail, _save_author = _FeedParserMixin._sync_author_detail, _FeedParserMixin._save_author  # noqa: SLF001

    def settle(self) -> None:
        self._sync_author_detail()

    def save(self, key: str, value: str) -> None:
        self._save_author(key, value)


def begin_author(gathered: Gathered, _: Attributes) -> None:
    gathered.entry.setdefault("authors", []).append({})


def finish_author(gathered: Gathered, text: str) -> None:
    name, author = settle_text(_short(text)), gathered.entry["authors"][-1]
    gathered.keep("author", name)
    if author or "@" in name or not name:
        _Signed(gathered.entry).settle()
    else:
        author["name"] = name
        gathered.entry.setdefault("author_detail", author)


def author_saver(key: str) -> Callable[[Gathered, str], None]:
    def save(gathered: Gathered, text: str) -> None:
        _Signed(gathered.entry).save(key, _short(text))

    return save


def _short(text: str) -> str:
    if len(text) > LONGEST_NAME:
        raise DoubtError("a long name")
    return text.strip()


def begin_source(gathered: Gathered, _: Attributes) -> None:
    gathered.source, gathered.title_depth = {}, -1


def finish_source(gathered: Gathered, text: str) -> None:
    value = settle_text(text)
    gathered.entry["source"] = gathered.source | ({"title": value} if value else {})


def finish_feed_summary(gathered: Gathered, text: str) -> None:
    if not gathered.as_content:
        gathered.feed["summary"] = settle_text(text)


def refuse_text(_: Gathered, text: str) -> None:
    """For elements that feedparser does not tell from the one around: their text would be its text."""
    if text.strip():
        raise DoubtError("text of an element within a text")
