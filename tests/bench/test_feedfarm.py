"""The farm of made-up feeds is sound, repeatable and changes as it says."""

from __future__ import annotations

import urllib.request
from collections import Counter
from io import BytesIO
from urllib.error import HTTPError

import feedparser
import pytest

from bench.farm import Farm, run_farm
from bench.feedfarm import changes_at, document, fresh_entries, kind_of

FEEDS = range(20)


def ids_of(number: int, ticks: int) -> list[str]:
    made = document(number, ticks)
    parsed = feedparser.parse(BytesIO(made.body), response_headers={"content-type": made.content_type})
    assert not parsed.bozo, f"feed {number} is not well-formed: {parsed.get('bozo_exception')}"
    return [entry.id for entry in parsed.entries]


@pytest.mark.parametrize("number", FEEDS)
def test_feeds_are_well_formed_and_show_as_many_entries_as_they_say(number: int) -> None:
    assert len(set(ids_of(number, 0))) == kind_of(number).shown


def test_a_tick_puts_one_to_three_entries_on_top_of_one_feed_in_ten_and_leaves_the_others() -> None:
    for number in FEEDS:
        before, after, fresh = ids_of(number, 0), ids_of(number, 1), fresh_entries(number, 1)
        assert fresh in ({1, 2, 3} if changes_at(number, 1) else {0})
        assert after == [*after[:fresh], *before[: len(before) - fresh]]
        assert not set(after[:fresh]) & set(before)
        assert (document(number, 1) == document(number)) is (fresh == 0)


def test_dialects_languages_and_encodings_have_their_shares() -> None:
    kinds = [kind_of(number) for number in range(1000)]
    dialects = Counter(kind.dialect for kind in kinds)
    assert {name: round(count, -1) / 10 for name, count in dialects.items()} == pytest.approx(
        {"rss": 70, "atom": 23, "rdf": 7}, abs=4
    )
    assert Counter(kind.language for kind in kinds) == {"en": 500, "es": 250, "ko": 250}
    assert {kind.encoding for kind in kinds} == {"utf-8", "iso-8859-1", "windows-1252", "euc-kr"}


def test_the_server_says_what_has_changed_and_counts_its_answers() -> None:
    with run_farm(12) as farm:
        etags = {number: ask(farm, number)[1] for number in (1, 2)}
        farm.show_ticks(1)  # feed 1 is one of those that change
        assert [ask(farm, number, etag)[0] for number, etag in etags.items()] == [200, 304]
        assert farm.take_counts() == (3, 1)
        assert farm.take_counts() == (0, 0)


def ask(farm: Farm, number: int, etag: str = "") -> tuple[int, str]:
    url = f"http://127.0.0.1:{farm.port}/{number}.xml"  # the one address that tests may connect to
    request = urllib.request.Request(url, headers={"If-None-Match": etag} if etag else {})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.headers["ETag"]
    except HTTPError as error:
        with error:
            return error.code, error.headers["ETag"]
