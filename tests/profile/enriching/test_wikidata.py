"""Questions as addresses."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from pipeline.profile.enriching import country_of, items_address, names_address, search_address

API = "https://mirror.example/w/api.php"


def parameters(address: str) -> dict[str, str]:
    assert address.startswith(f"{API}?")
    return {key: value for key, (value,) in parse_qs(urlsplit(address).query).items()}


def test_a_search_names_its_language_and_keeps_strange_characters_whole() -> None:
    asked = parameters(search_address(API, "Peña & Söhne #1 한화", "es"))
    assert asked["action"] == "wbsearchentities"
    assert asked["search"] == "Peña & Söhne #1 한화"
    assert (asked["language"], asked["type"], asked["maxlag"], asked["format"]) == ("es", "item", "5", "json")


def test_items_are_asked_together_with_the_name_for_all_languages() -> None:
    asked = parameters(items_address(API, ["Q1", "Q2"]))
    assert asked["action"] == "wbgetentities"
    assert asked["ids"] == "Q1|Q2"
    assert asked["languages"] == "en|es|ko|mul"
    assert "claims" in asked["props"]
    assert parameters(names_address(API, ["Q1"]))["props"] == "labels"


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["Peru"], "PE"),
        (["x", "대한민국"], "KR"),
        (["People's Republic of China"], "CN"),
        (["Lima"], "PE"),
        (["Kestrel Falls"], ""),
        (["South America"], ""),
        ([], ""),
    ],
)
def test_a_place_is_in_the_country_that_its_names_tell(names: list[str], code: str) -> None:
    assert country_of(names) == code
