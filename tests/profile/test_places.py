"""Places of CLDR and of the gazetteer, by the forms that texts use."""

from __future__ import annotations

import pytest

from pipeline.profile.places import demonym_of, place_of


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("North Carolina", "North Carolina"),
        ("Carolina del Norte", "North Carolina"),
        ("Región de Antofagasta", "Antofagasta"),
        ("South Gyeongsang Province", "South Gyeongsang"),
        ("울산광역시", "Ulsan"),
        ("Escocia", "Scotland"),
        ("Los Angeles", "Los Angeles"),
        ("El Salvador", "El Salvador"),
        ("Washington D.C.", "Washington"),
        ("NYC", "New York"),
        ("US", "United States"),
        ("Hong Kong", "Hong Kong"),
        ("República Popular China", "China"),
        ("Bolivarian Republic of Venezuela", "Venezuela"),
        ("Asia Pacífico", "Asia-Pacific"),
        ("República Democrática del Congo", "Congo - Kinshasa"),
    ],
)
def test_a_form_finds_its_place(form: str, name: str) -> None:
    place = place_of(form)
    assert place is not None
    assert place.name == name


@pytest.mark.parametrize("form", ["us", "ICA", "ILO", "Velmar", "", "Región de Velmar"])
def test_words_and_acronyms_are_no_places(form: str) -> None:
    assert place_of(form) is None


def test_a_country_may_be_a_demonym_of_the_other_language() -> None:
    place = demonym_of("china")
    assert place is not None
    assert place.code == "CN"
