from __future__ import annotations

import pytest

from pipeline.match.surnames import is_somebody_else, surnames


def test_the_second_of_two_latin_words_is_the_surname() -> None:
    assert surnames(["Dina Boluarte", "Dina Ercilia Boluarte Zegarra", "볼루아르테"]) == ("Boluarte",)


@pytest.mark.parametrize(
    "name", ["Lee Jae-myung", "Yoon Sukyeol", "Bom Kim", "President Boluarte", "Al Roe", "de Soto"]
)
def test_these_give_none(name: str) -> None:
    assert surnames([name]) == ()


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("with Nicanor Boluarte", True),
        ("with President Boluarte", False),
        ("Ayer Boluarte dijo", False),
        ("He left. Later Boluarte came", False),
        ("and then Boluarte came", False),
        ("Boluarte came", False),
    ],
)
def test_another_given_name_before_it_makes_it_somebody_else(text: str, other: bool) -> None:
    assert is_somebody_else(text, text.index("Boluarte")) is other
