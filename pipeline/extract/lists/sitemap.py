"""Sitemaps (sitemaps.org/protocol.html) with Google's news extension, and indexes of sitemaps."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import islice

from pipeline.errors import ExtractError
from pipeline.extract.characters_of_bytes import decode_bytes
from pipeline.extract.dates import parse_date, zone_of_language
from pipeline.extract.entries import MAX_ENTRIES, drop_doubles, make_entry
from pipeline.extract.feeds.feed import parse_feed
from pipeline.extract.lenient_xml import read_tags
from pipeline.extract.lists.sitemap_parts import choose_parts
from pipeline.extract.pages.walls import is_front_page
from pipeline.extract.urls import absolute_url
from pipeline.model.article import Entry, Feed, SitemapIndex
from pipeline.model.page import Page

_MAX_URLS = 50_000  # of one sitemap; the protocol's own bound
_MAX_ADDRESS = 2_048  # characters, likewise
_MAX_TEXT = 2_000  # of any other field
_MAX_PLAIN = 200  # addresses taken of a plain sitemap that does not say which are new
#: How much older than the last poll a change may be said to be: days without clock, in unknown zones.
_MARGIN = timedelta(days=2)
_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)
_ROOT = re.compile(r"<\?xml|<(?:!doctype\s+|[\w-]+:)?(?P<name>urlset|sitemapindex|rss|feed|rdf|html)\b", re.IGNORECASE)
_PROLOGUE_LENGTH = 20_000
_FEEDS = frozenset({"rss", "feed", "rdf"})
# Which fields are read, and within what they count: pictures and films have titles and addresses too.
_WITHIN = {
    "loc": ("url", "sitemap"),
    "lastmod": ("url", "sitemap"),
    "title": ("news", "url"),
    "publication_date": ("news", "url"),
    "name": ("publication", "news"),
    "language": ("publication", "news"),
}
_ADDRESS = re.compile("https?://", re.IGNORECASE)
_DIGITS = re.compile("[0-9]+")
_LANGUAGE = re.compile("[a-z]{2}(?![a-z])")


def parse_sitemap(page: Page, since: datetime | None) -> Feed | SitemapIndex:
    """Read a sitemap of any kind, told apart by content: XML with or without news, an index, plain text, a feed.

    Of a news sitemap all entries are given; of a plain one those changed after ``since`` (UTC, with a margin of two
    days), the others being counted as ``seen``. Where ``since`` is None or a sitemap tells no times, its newest 200
    are given. Raises ``ExtractError`` for what is no sitemap.
    """
    text, labelled = decode_bytes(page.body, page.content_type)
    text = text.strip("\ufeff\x00 \t\r\n")
    if not text:
        raise ExtractError(page.url, "the answer is empty")
    notes: tuple[str, ...] = () if labelled else ("encoding mislabelled",)
    if _ADDRESS.match(text):
        lines = filter(_ADDRESS.match, text.splitlines())
        return _feed([_Place({"loc": line}) for line in islice(lines, _MAX_URLS + 1)], page.url, since, notes)
    if text.startswith("{"):
        return parse_feed(page)
    return _read_xml(text, page, since, notes)


def _read_xml(text: str, page: Page, since: datetime | None, notes: tuple[str, ...]) -> Feed | SitemapIndex:
    # A warning of the server's program may be printed before the document.
    start = _ROOT.search(text, 0, _PROLOGUE_LENGTH)
    reader = _Reader(root="html" if start and (start["name"] or "").lower() == "html" else "")
    if not reader.root and read_tags(text[start.start() :] if start else text, reader, page.url):
        notes += ("not well-formed",)
    if reader.root in _FEEDS:
        return parse_feed(page)
    if reader.root == "sitemapindex":
        listed = ((place.address(page.url), place.time("lastmod")) for place in reader.places)
        return choose_parts(listed, page.url, since - _MARGIN if since else None)
    if reader.root == "urlset":
        return _feed(reader.places, page.url, since, notes)
    if reader.root == "html":
        raise ExtractError(page.url, "this is a web page, not a sitemap")
    named = f": it begins with <{reader.root[:40]}>" if reader.root else ""
    raise ExtractError(page.url, f"this is no sitemap{named}")


@dataclass(slots=True)
class _Place:
    """One address of the sitemap, with all that is said of it."""

    said: dict[str, str]

    def address(self, base: str) -> str:
        written = self.said.get("loc", "").strip().replace("&amp;", "&")
        return absolute_url(base, written) if len(written) <= _MAX_ADDRESS else ""

    def time(self, name: str) -> datetime | None:
        return parse_date(self.said.get(name, ""), zone_of_language(self.said.get("language", "").strip()))

    @property
    def is_news(self) -> bool:
        return "publication_date" in self.said or "title" in self.said


@dataclass(slots=True)
class _Reader:
    """Gathers the addresses of a sitemap while its tags go by."""

    root: str = ""
    places: list[_Place] = field(default_factory=list)
    _inside: list[str] = field(default_factory=list)
    _said: dict[str, str] = field(default_factory=dict)
    _pieces: list[str] | None = None

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        self.root = self.root or name
        within = self._inside[-1] if self._inside else ""
        self._inside.append(name)
        if name in ("url", "sitemap"):
            self._said = {}
        self._pieces = [] if within in _WITHIN.get(name, ()) else None

    def text(self, piece: str) -> None:
        if self._pieces is not None:
            self._pieces.append(piece)

    def end(self, name: str) -> None:
        self._inside.pop()
        if self._pieces is not None:
            self._said.setdefault(name, "".join(self._pieces)[: _MAX_TEXT + _MAX_ADDRESS])
            self._pieces = None
        elif name in ("url", "sitemap") and "loc" in self._said and len(self.places) <= _MAX_URLS:
            self.places.append(_Place(self._said))
            self._said = {}


def _feed(places: list[_Place], base: str, since: datetime | None, notes: tuple[str, ...]) -> Feed:
    if len(places) > _MAX_URLS:
        notes += (f"only the first {_MAX_URLS:,} addresses are read",)
    news = [place for place in places[:_MAX_URLS] if place.is_news]
    plain = [place for place in places[:_MAX_URLS] if not place.is_news]
    chosen = _choose_plain(plain, base, since)
    if len(news) > MAX_ENTRIES:
        news.sort(key=lambda place: place.time("publication_date") or _LONG_AGO, reverse=True)
    kept = news[:MAX_ENTRIES] + chosen
    entries, _ = drop_doubles([_entry(place, address) for place in kept if (address := place.address(base))])
    if places and not any(place.address(base) for place in places[:_MAX_URLS]):
        raise ExtractError(base, "this sitemap names no web address")
    return Feed(
        entries=entries[:MAX_ENTRIES],
        dialect="sitemap",
        notes=notes,
        seen=len(plain) - len(chosen) if since else 0,
    )


def _choose_plain(places: list[_Place], base: str, since: datetime | None) -> list[_Place]:
    """Of addresses without news: what has changed since, or the newest few."""
    places = [place for place in places if not is_front_page(place.address(base))]
    timed = [(time, place) for place in places if (time := place.time("lastmod"))]
    timed.sort(key=lambda pair: pair[0], reverse=True)
    if timed and since:
        return [place for time, place in timed if time >= since - _MARGIN]
    return [place for _, place in timed][:_MAX_PLAIN] or _newest_first(places)[:_MAX_PLAIN]


def _newest_first(places: list[_Place]) -> list[_Place]:
    """Without any time, the numbers in the first and the last address tell which end is the newer."""
    if not places:
        return places
    first, last = (_numbers(place.said["loc"]) for place in (places[0], places[-1]))
    return places[::-1] if last > first else places


def _numbers(address: str) -> tuple[int, ...]:
    return tuple(int(run[:18]) for run in _DIGITS.findall(address))


def _entry(place: _Place, address: str) -> Entry:
    language = _LANGUAGE.match(place.said.get("language", "").strip().lower())
    entry = make_entry(
        own_id="",
        url=address,
        title=place.said.get("title", "")[:_MAX_TEXT],
        summary="",
        content="",
        authors=(),
        published=place.time("publication_date"),
        updated=place.time("lastmod"),
    )
    return replace(
        entry,
        outlet=" ".join(place.said.get("name", "").split())[:_MAX_TEXT],
        language=language[0] if language else "und",
    )
