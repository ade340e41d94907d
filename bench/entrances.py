"""The entrances through which bytes from outside come in, each with what must hold of whatever comes out.

An entrance takes a case and gives nothing: it raises the room's own error for what it refuses, ``ImproperResultError``
for a result that is not sound, and anything else only through a bug.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from pipeline.errors import ExtractError, FetchError
from pipeline.extract import (
    address_key,
    extract_article,
    find_candidates,
    normalise_url,
    parse_feed,
    parse_listing,
    parse_sitemap,
    read_outlines,
    read_saved,
    same_site,
    sitemaps_of_robots,
    write_outlines,
)
from pipeline.extract.urls import absolute_url
from pipeline.extract.wrapped_urls import unwrap_url
from pipeline.fetch.addresses import join_web_url, parse_web_url
from pipeline.fetch.answers import max_age_s, refusal, retry_after_s, validator
from pipeline.fetch.bodies import unpack_body
from pipeline.fetch.heads import is_bloated, read_head
from pipeline.fetch.robots import read_robots
from pipeline.model.article import Feed, SitemapIndex
from pipeline.model.page import Page
from pipeline.model.source import Selectors, Source
from pipeline.run.reading import settle_entries

REFUSALS = (ExtractError, FetchError)
SUFFIXES = ("html", "htm", "mht", "mhtml", "eml", "mbox", "jsonl", "ndjson", "json", "txt", "md")

_NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)
_URL = "https://n.example/news/"
_SOURCE = Source(id="n", name="N", url=_URL)
_SELECTORS = Selectors(item="li, item, div", link="a", title="a", summary="p", date="time")
_MOST_ENTRIES = 2_000
_MOST_UNPACKED = 2_000_000


@dataclass(frozen=True, slots=True)
class Case:
    """One input; the seed it was bred from stands for what was there before."""

    entrance: str
    body: bytes
    before: bytes = b""
    label: str = ""  # a content type, an encoding, or the ending of a file's name


class ImproperResultError(Exception):
    """A result came out that no reader of it may be given."""


def run_case(case: Case) -> None:
    ENTRANCES[case.entrance](case)


def _page(case: Case, body: bytes | None = None) -> Page:
    return Page(url=_URL, status=200, body=case.body if body is None else body, content_type=case.label)


def _enter_feed(case: Case) -> None:
    feed = parse_feed(_page(case))
    _check_feed(feed)
    again = parse_feed(_page(case), feed.memory)
    if feed.memory:
        _demand(not again.entries and again.seen == len(feed.entries), "a feed does not know itself again")


def _enter_changed_feed(case: Case) -> None:
    """With the memory of the seed, a feed must give what it gives without, but for what the seed gave already."""
    before = parse_feed(_page(case, case.before))
    whole, new = parse_feed(_page(case)), parse_feed(_page(case), before.memory)
    _check_feed(new)
    _demand(len(new.entries) + new.seen == len(whole.entries), "a feed with memory counts other entries")
    _demand(set(new.entries) <= set(whole.entries), "a feed with memory gives other entries")
    passed_over = {entry.entry_id for entry in whole.entries} - {entry.entry_id for entry in new.entries}
    known = {entry.entry_id for entry in before.entries}
    _demand(passed_over <= known, "a feed with memory passes over an entry that is new")


def _enter_sitemap(case: Case) -> None:
    for since in (None, _NOW):
        found = parse_sitemap(_page(case), since)
        if isinstance(found, SitemapIndex):
            _demand(len(found.parts) <= 10, "an index has too many parts")
            _check_record(found)
        else:
            _check_feed(found)


def _enter_listing(case: Case) -> None:
    _check_feed(parse_listing(_page(case), _SELECTORS if len(case.body) % 2 else Selectors(), _NOW))


def _enter_candidates(case: Case) -> None:
    for candidate in find_candidates(_page(case)):
        _check_address(candidate.url)
        _check_record(candidate)


def _enter_saved(case: Case) -> None:
    saved = read_saved(f"a.{case.label}", case.body, _NOW)
    _check_record(saved)
    _check_entries(Feed(entries=saved.entries, dialect="saved"))


def _enter_outlines(case: Case) -> None:
    outlines = read_outlines(case.body, "a.opml")
    for outline in outlines:
        _check_address(outline.url)
        _check_record(outline)
    written = write_outlines("N", outlines, _NOW).encode()
    _demand({one.url for one in read_outlines(written, "b.opml")} == {one.url for one in outlines}, "OPML loses feeds")


def _enter_article(case: Case) -> None:
    article = extract_article(_page(case))
    _check_record(article)
    for url in filter(None, (article.canonical_url, article.image)):
        _check_address(url)


def _enter_body(case: Case) -> None:
    body = unpack_body(_URL, case.body, case.label, _MOST_UNPACKED)
    _demand(len(body) <= _MOST_UNPACKED, "a body is larger than it may be")


def _enter_robots(case: Case) -> None:
    robots = read_robots(_page(case))
    for path in ("/", "/a/b?c=d", "/%EA%B0%80" + "a" * 500):
        robots.check(parse_web_url(f"https://n.example{path}"))
    _demand(0 <= robots.delay_s <= 30, "a robots.txt has its own way with time")


def _enter_robots_sitemaps(case: Case) -> None:
    for candidate in sitemaps_of_robots(case.body.decode("utf-8", "replace"), _URL):
        _check_address(candidate.url)


def _enter_address(case: Case) -> None:
    """As JSON hands it over: half characters and all."""
    text = case.body[:10_000].decode("utf-8", "surrogateescape")
    for url in (text, f"https://{text}", _URL + text):
        unwrap_url(url)
        absolute_url(_URL, url)
        same_site(url, _URL)
        form = normalise_url(url)
        _demand(normalise_url(form) == form, f"an address has two forms: {form!r}")
        _demand(address_key(address_key(form)) == address_key(form), f"an address has two keys: {form!r}")
        form.encode()
    for url in (text, _URL + text):
        address = parse_web_url(url)
        _demand(parse_web_url(str(address)) == address._replace(login=""), f"an address is read in two ways: {address}")


def _enter_redirect(case: Case) -> None:
    try:
        target = join_web_url(parse_web_url(_URL), case.body[:5_000].decode("utf-8", "replace"))
    except ValueError:
        return  # as it says
    _demand(str(target).isascii() and str(target).isprintable(), "a redirect leads to what cannot be sent")


def _enter_head(case: Case) -> None:
    lines = case.body[:50_000].splitlines(keepends=True)
    is_bloated(lines)
    head = read_head(lines)
    if head is None:
        return
    for seconds in (max_age_s(head.headers, _NOW), retry_after_s(head.headers, _NOW)):
        _demand(seconds is None or 0 <= seconds < 1e12, "a time is beyond measure")
    validator(head.headers, "etag")
    refusal(_URL, head.status, head.headers, _NOW)


ENTRANCES: dict[str, Callable[[Case], None]] = {
    "feed": _enter_feed,
    "changed feed": _enter_changed_feed,
    "sitemap": _enter_sitemap,
    "listing": _enter_listing,
    "candidates": _enter_candidates,
    "saved": _enter_saved,
    "outlines": _enter_outlines,
    "article": _enter_article,
    "body": _enter_body,
    "robots": _enter_robots,
    "sitemaps of robots": _enter_robots_sitemaps,
    "address": _enter_address,
    "redirect": _enter_redirect,
    "head": _enter_head,
}


def _check_feed(feed: Feed | SitemapIndex) -> None:
    _demand(isinstance(feed, Feed), "this is no feed")
    assert isinstance(feed, Feed)
    _check_record(feed)
    _check_entries(feed)
    _demand(feed.ttl_s is None or 60 <= feed.ttl_s <= 86_400, "a feed asks for a pause beyond measure")


def _check_entries(feed: Feed) -> None:
    """Entries as the store takes them, and as it tells them apart."""
    entries = feed.entries
    _demand(len(entries) <= _MOST_ENTRIES, "there are too many entries")
    _demand(len({entry.entry_id for entry in entries}) == len(entries), "two entries have one id")
    for entry in entries:
        _demand(0 < len(entry.entry_id) <= 500, f"an entry has no fit id: {entry.entry_id[:50]!r}")
        if entry.url:
            _check_address(entry.url)
    for settled in settle_entries(_SOURCE, feed, _NOW):
        _demand(bool(settled.address and settled.canonical_url), "an entry has no address to be known by")
        _check_record(settled)


def _check_address(url: str) -> None:
    parts = urlsplit(url)
    _demand(
        parts.scheme.lower() in ("http", "https") and bool(parts.hostname), f"this is no web address: {url[:200]!r}"
    )


def _check_record(record: Any) -> None:
    """Whether processes can hand it over, and every text in it can be written."""
    pickle.dumps(record)
    for text in _texts(record):
        _check_text(text)


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif hasattr(value, "__dataclass_fields__"):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))


def _check_text(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ImproperResultError("a text holds half a character") from error
    _demand("\0" not in text, "a text holds a zero, which PostgreSQL refuses")


def _demand(holds: bool, otherwise: str) -> None:
    if not holds:
        raise ImproperResultError(otherwise)
