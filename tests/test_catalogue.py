"""The shipped catalogue keeps its promises: every line is complete, documented and there once.

Each check gathers the ids that break it, so that a failure names them all.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from babel import Locale
from ruamel.yaml import YAML

CATALOGUE = Path(__file__).parent.parent / "config" / "sources.yaml"
SOURCES: list[dict[str, Any]] = YAML(typ="safe").load(CATALOGUE.read_text(encoding="utf-8"))["sources"]
REQUIRED = {"id", "name", "url", "language", "country", "topics", "evidence"}
OPTIONAL = {"every", "pages", "enabled"}
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def same_address(url: str) -> tuple[str, str, str]:
    """Give what two spellings of one address share: host without www, path without final slash, query."""
    parts = urlsplit(url)
    return (parts.hostname or "").removeprefix("www."), parts.path.rstrip("/"), parts.query


def is_plain_address(url: str) -> bool:
    parts = urlsplit(url)
    public = "." in (parts.hostname or "") and not parts.username
    return parts.scheme in {"http", "https"} and public and not parts.fragment and not re.search(r"\s", url)


def test_every_source_has_the_required_keys_and_no_unknown_ones() -> None:
    assert [source for source in SOURCES if not REQUIRED <= set(source) <= REQUIRED | OPTIONAL] == []


def test_ids_are_slugs_and_unique() -> None:
    ids = [source["id"] for source in SOURCES]
    assert [id_ for id_ in ids if not SLUG.fullmatch(id_)] == []
    assert [id_ for id_, count in Counter(ids).items() if count > 1] == []


def test_names_are_unique_and_not_empty() -> None:
    names = Counter(source["name"].strip() for source in SOURCES)
    assert "" not in names
    assert [name for name, count in names.items() if count > 1] == []


def test_addresses_are_plain_public_web_addresses() -> None:
    assert [source["id"] for source in SOURCES if not is_plain_address(source["url"])] == []


def test_addresses_are_unique_however_they_are_spelt() -> None:
    addresses = Counter(same_address(source["url"]) for source in SOURCES)
    assert [address for address, count in addresses.items() if count > 1] == []


def test_languages_are_those_the_program_reads_and_countries_exist() -> None:
    countries = set(Locale("en").territories)
    assert [source["id"] for source in SOURCES if source["language"] not in {"es", "en", "ko"}] == []
    assert [source["id"] for source in SOURCES if source["country"] not in countries] == []
    assert [source["id"] for source in SOURCES if not re.fullmatch(r"[A-Z]{2}", source["country"])] == []


def test_topics_are_distinct_slugs() -> None:
    for source in SOURCES:
        topics = source["topics"]
        assert topics, source["id"]
        assert len(set(topics)) == len(topics), source["id"]
        assert all(SLUG.fullmatch(topic) for topic in topics), source["id"]


def test_intervals_are_whole_minutes_or_hours() -> None:
    intervals = {source["id"]: source["every"] for source in SOURCES if "every" in source}
    assert [id_ for id_, every in intervals.items() if not re.fullmatch(r"[1-9]\d*[mh]", every)] == []


def test_every_address_says_where_it_is_listed_and_never_points_at_itself() -> None:
    listed = re.compile(r"https://\S+|[\w.-]+/[\w.-]+ \S+")
    assert [source["id"] for source in SOURCES if not listed.fullmatch(source["evidence"])] == []
    assert [source["id"] for source in SOURCES if source["evidence"] == source["url"]] == []


def test_both_sides_of_the_watch_are_covered_in_all_three_languages() -> None:
    languages = Counter(source["language"] for source in SOURCES)
    countries = Counter(source["country"] for source in SOURCES)
    assert len(SOURCES) >= 45
    assert min(languages[language] for language in ("es", "en", "ko")) >= 15
    assert min(countries[country] for country in ("PE", "KR")) >= 15


def test_the_head_of_the_file_says_that_no_address_was_fetched() -> None:
    head = CATALOGUE.read_text(encoding="utf-8").partition("\nsources:")[0]
    assert "No address here was fetched" in head
