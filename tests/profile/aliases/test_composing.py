"""Names of bodies put together in Spanish."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.profile.aliases.composing import in_spanish


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("Navy Ammunition Factory", {"Fábrica de Municiones de la Marina"}),
        ("National Institute of Fisheries", {"Instituto Nacional de Pesca"}),
        ("Institute for Innovation and Industry", {"Instituto de Innovación e Industria"}),
        ("Bolivian Customs Agency", {"Agencia Boliviana de Aduanas", "Agencia de Aduanas de Bolivia"}),
        ("University of Bogota", {"Universidad de Bogotá"}),
        ("Chile-IDB Trust Fund", {"Fondo Fiduciario Chile-BID"}),
        ("Public Health Laboratory", {"Laboratorio de Salud Pública"}),
    ],
)
def test_a_name_of_known_words_is_put_together(english: str, spanish: set[str]) -> None:
    assert set(in_spanish(english)) == spanish


@pytest.mark.parametrize(
    "name", ["", "Agency", "Gizmo Factory", "Acme Tank Company", "European Health Fund", "The Office"]
)
def test_a_name_with_an_unknown_word_is_left_alone(name: str) -> None:
    assert in_spanish(name) == ()


@given(st.text(max_size=80))
def test_any_text_is_taken(text: str) -> None:
    assert all(form.strip() == form and form for form in in_spanish(text))
