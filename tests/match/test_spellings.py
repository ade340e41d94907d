from __future__ import annotations

import pytest

from pipeline.match.spellings import inflections, spellings
from pipeline.text.wordfold import words_key


@pytest.mark.parametrize(
    ("key", "others"),
    [
        ("kf-21", {"kf21", "kf 21"}),
        ("kf21", {"kf 21"}),
        ("k2", {"k 2"}),
        ("lee jae-myung", {"lee jae myung", "lee jaemyung"}),
        ("k2전차", {"k2 전차", "k 2전차"}),
        ("페루 육군조병창", {"페루육군조병창"}),
        ("한·페루", {"한 페루"}),
        ("defense industry", {"defence industry"}),
        ("armoured carrier", {"armored carrier"}),
        ("s.a.c.", {"s a c"}),
    ],
)
def test_one_name_has_these_spellings(key: str, others: set[str]) -> None:
    assert others | {words_key(key)} <= spellings(key)


@pytest.mark.parametrize(
    ("key", "other"),
    [
        ("line 3", "line3"),
        ("hyundai rotem", "hyundairotem"),
        ("lines 3-4", "lines 34"),
        ("peru", "per u"),
    ],
)
def test_and_not_these(key: str, other: str) -> None:
    assert other not in spellings(key)


def test_long_names_do_not_explode() -> None:
    assert len(spellings("a-b-c-d-e-f-g-h-i-j-k-l-m-n-o-p")) <= 4


@pytest.mark.parametrize(
    ("key", "language", "other"),
    [
        ("vehiculo blindado", "es", "vehiculos blindados"),
        ("aviones de combate", "es", "avion de combate"),
        ("minerales criticos", "es", "mineral critico"),
        ("luz", "es", "luces"),
        ("defense industry", "en", "defense industries"),
        ("naval vessels", "en", "naval vessel"),
        ("companies", "en", "company"),
    ],
)
def test_terms_are_inflected(key: str, language: str, other: str) -> None:
    assert {key, other} <= inflections(key, language)


def test_other_languages_are_left_as_they_are() -> None:
    assert inflections("수출", "ko") == {"수출"}
