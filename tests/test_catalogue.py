"""The shipped catalogue keeps its promises: every line is complete, documented and there once.

Each check gathers the ids that break it, so that a failure names them all.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import soupsieve
from babel import Locale
from ruamel.yaml import YAML

from pipeline.model.profile import Profile
from pipeline.model.source import Source, SourceKind
from pipeline.sources.queries import expand_queries

CATALOGUE = Path(__file__).parent.parent / "config" / "sources.yaml"
SOURCES: list[dict[str, Any]] = YAML(typ="safe").load(CATALOGUE.read_text(encoding="utf-8"))["sources"]
REQUIRED = {"id", "name", "topics", "evidence"}
OPTIONAL = {"kind", "every", "pages", "enabled"}
ON_THE_WEB = {"url", "language", "country"}
# Of each kind: the keys it must have and those it may have, beside the ones above.
OWN_KEYS: dict[str, tuple[set[str], set[str]]] = {
    "feed": (ON_THE_WEB, set()),
    "sitemap": (ON_THE_WEB, set()),
    "list": (ON_THE_WEB, {"select", "robots"}),
    "query": ({"engine"}, {"language", "country"}),
    "folder": ({"path"}, {"language", "country"}),
}
WEB_SOURCES = [source for source in SOURCES if "url" in source]
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def kind_of(source: dict[str, Any]) -> str:
    return str(source.get("kind", "feed"))


def has_its_keys(source: dict[str, Any]) -> bool:
    own, other = OWN_KEYS[kind_of(source)]
    return REQUIRED | own <= set(source) <= REQUIRED | own | OPTIONAL | other


def of_kind(kind: str) -> list[dict[str, Any]]:
    return [source for source in SOURCES if kind_of(source) == kind]


def same_address(url: str) -> tuple[str, str, str]:
    """Give what two spellings of one address share: host without www, path without final slash, query."""
    parts = urlsplit(url)
    return (parts.hostname or "").removeprefix("www."), parts.path.rstrip("/"), parts.query


def is_plain_address(url: str) -> bool:
    parts = urlsplit(url)
    public = "." in (parts.hostname or "") and not parts.username
    return parts.scheme in {"http", "https"} and public and not parts.fragment and not re.search(r"\s", url)


def test_every_source_is_of_a_known_kind() -> None:
    assert {kind.value for kind in SourceKind} == set(OWN_KEYS)
    assert [source["id"] for source in SOURCES if kind_of(source) not in OWN_KEYS] == []


def test_every_source_has_the_keys_of_its_kind_and_no_others() -> None:
    assert [source["id"] for source in SOURCES if not has_its_keys(source)] == []


def test_ids_are_slugs_and_unique() -> None:
    ids = [source["id"] for source in SOURCES]
    assert [id_ for id_ in ids if not SLUG.fullmatch(id_)] == []
    assert [id_ for id_, count in Counter(ids).items() if count > 1] == []


def test_names_are_unique_and_not_empty() -> None:
    names = Counter(source["name"].strip() for source in SOURCES)
    assert "" not in names
    assert [name for name, count in names.items() if count > 1] == []


def test_addresses_are_plain_public_web_addresses() -> None:
    assert [source["id"] for source in WEB_SOURCES if not is_plain_address(source["url"])] == []


def test_addresses_are_unique_however_they_are_spelt() -> None:
    addresses = Counter(same_address(source["url"]) for source in WEB_SOURCES)
    assert [address for address, count in addresses.items() if count > 1] == []


def test_languages_are_those_the_program_reads_and_countries_exist() -> None:
    countries = set(Locale("en").territories)
    languages = {source["id"]: source["language"] for source in SOURCES if "language" in source}
    lands = {source["id"]: source["country"] for source in SOURCES if "country" in source}
    assert [id_ for id_, language in languages.items() if language not in {"es", "en", "ko"}] == []
    assert [id_ for id_, land in lands.items() if land not in countries or not re.fullmatch("[A-Z]{2}", land)] == []


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
    listed = re.compile(r"https?://\S+|[\w.-]+/[\w.-]+ \S+")
    assert [source["id"] for source in SOURCES if not listed.fullmatch(source["evidence"])] == []
    assert [source["id"] for source in SOURCES if source["evidence"] == source.get("url")] == []


def test_hardly_any_line_rests_on_a_code_search_alone() -> None:
    weak = [source["id"] for source in SOURCES if source["evidence"].startswith("https://github.com/search")]
    assert len(weak) <= 5, weak


def test_selectors_are_of_list_pages_and_can_be_read() -> None:
    for source in of_kind("list"):
        select = source.get("select", {})
        assert set(select) <= {"item", "link", "title", "summary", "date"}, source["id"]
        assert not select or "item" in select, source["id"]
        for selector in select.values():
            soupsieve.compile(selector)


def test_each_search_engine_is_known_and_asked_once() -> None:
    nothing = Profile(version="", seeds=(), entities=(), topics=(), pairs=())
    engines = [source["engine"] for source in of_kind("query")]
    assert sorted(engines) == ["bing-news", "gdelt", "google-news"]
    for engine in engines:
        assert expand_queries(Source(id="search", name="", url="", engine=engine), nothing) == ()


def test_robots_are_heeded_everywhere() -> None:
    assert [source["id"] for source in SOURCES if source.get("robots", True) is not True] == []


def test_outlets_without_a_feed_are_there_by_sitemap_or_page() -> None:
    assert len(of_kind("sitemap")) >= 8
    assert len(of_kind("list")) >= 6


def test_both_sides_of_the_watch_are_covered_in_all_three_languages() -> None:
    languages = Counter(source["language"] for source in WEB_SOURCES)
    countries = Counter(source["country"] for source in WEB_SOURCES)
    assert len(WEB_SOURCES) >= 60
    assert min(languages[language] for language in ("es", "en", "ko")) >= 15
    assert min(countries[country] for country in ("PE", "KR")) >= 25


def test_the_head_of_the_file_says_that_no_address_was_fetched() -> None:
    head = CATALOGUE.read_text(encoding="utf-8").partition("\nsources:")[0]
    assert "No address here was fetched" in head
