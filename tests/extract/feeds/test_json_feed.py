from __future__ import annotations

import json

import pytest

from pipeline.extract.feeds.feed import parse_feed
from pipeline.model.article import Feed
from pipeline.model.page import Page


def read(**document: object) -> Feed:
    body = json.dumps({"version": "https://jsonfeed.org/version/1.1"} | document).encode()
    return parse_feed(Page(url="https://news.example/feed.json", status=200, body=body))


@pytest.mark.parametrize(("own", "language"), [("es-PE", "es"), ("", "und"), (None, "und"), (7, "und")])
def test_an_entry_tells_its_own_language_only(own: object, language: str) -> None:
    (entry,) = read(language="ko", items=[{"id": "1", "title": "T", "language": own}]).entries
    assert entry.language == language


def test_it_is_always_read_whole() -> None:
    feed = read(items=[{"id": "1", "title": "T"}])
    assert (feed.memory, feed.seen, feed.ttl_s) == (None, 0, None)
