from __future__ import annotations

import pytest

from pipeline.errors import ExtractError
from pipeline.extract.feeds.feed import parse_feed
from pipeline.extract.feeds.feed_limits import cut_overlong, refuse_costly
from pipeline.model.page import Page

URL = "https://news.example/rss"


@pytest.mark.parametrize("tag", ["<a{}>", "<a{}", '<a x=">"{}>'])
def test_a_tag_may_have_500_attributes_however_short(tag: str) -> None:
    others = tag.count("=")
    refuse_costly("<rss>" + tag.format(" b" * (500 - others)), URL)
    with pytest.raises(ExtractError, match="more than 500 attributes in one tag"):
        refuse_costly("<rss>" + tag.format(" b" * (501 - others)), URL)


@pytest.mark.parametrize("tag", ["<p>", "&lt;p>", "&#60;p>", "&#x3C;p>", "\\u003cp>"])
def test_tags_count_however_they_are_written(tag: str) -> None:
    refuse_costly(tag * 100_000, URL)
    with pytest.raises(ExtractError, match="more than 100,000 tags"):
        refuse_costly(tag * 100_001, URL)


def test_ampersands_of_other_kinds_are_no_tags() -> None:
    refuse_costly("&amp;" * 150_000, URL)


def test_an_endless_run_of_text_is_cut_and_the_next_tag_stays() -> None:
    cut = cut_overlong("<p>" + "x" * 500_000 + "</p>")
    assert len(cut) < 401_000
    assert cut.endswith("x</p>")


@pytest.mark.parametrize("element", ["author", "dc:creator", "dc:publisher", "webMaster"])
@pytest.mark.timeout(20)  # what grows with the square of the length takes minutes
def test_an_endless_name_is_passed_over(element: str) -> None:
    named = f"<{element}>{'a.' * 150_000}</{element}>"
    feed = f"<rss xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><item><title>T</title>{named}</item></channel></rss>"
    (entry,) = parse_feed(Page(url=URL, status=200, body=feed.encode())).entries
    assert entry.authors == ()
