"""Embassies in three languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.profile import Alias
from pipeline.profile.aliases.embassies import embassy_aliases


def aliases(name: str) -> dict[str, Alias]:
    return {alias.form: alias for alias in embassy_aliases(name)}


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        (
            "Embassy of South Korea, Quito",
            {
                "Embassy of Korea in Ecuador", "Embassy of the Republic of Korea in Ecuador",
                "South Korean Embassy in Ecuador", "Embajada de Corea en Ecuador",
                "Embajada de la República de Corea en el Ecuador", "주에콰도르 한국 대사관", "주에콰도르 대사관",
            },
        ),
        (
            "Embassy of Ecuador in Seoul",
            {"Embassy of Ecuador in South Korea", "Embajada del Ecuador en Corea del Sur", "주한 에콰도르 대사관"},
        ),
        ("Mexican Embassy in Chile", {"Embajada de México en Chile", "주칠레 멕시코 대사관"}),
        ("Embajada de Chile en el Perú", {"Embassy of Chile in Peru", "주페루 칠레 대사관"}),
    ],
)  # fmt: skip
def test_an_embassy_is_named_by_its_country_and_its_host(name: str, forms: set[str]) -> None:
    found = aliases(name)
    assert forms <= found.keys()
    assert not any(found[form].require_context for form in forms)


@pytest.mark.parametrize("short", ["Embassy of Korea", "Korean Embassy", "Embajada de Corea", "한국 대사관"])
def test_an_embassy_without_its_host_asks_for_the_host_or_the_city(short: str) -> None:
    assert {"Quito", "키토", "Ecuador", "에콰도르"} <= set(
        aliases("Embassy of South Korea, Quito")[short].require_context
    )


def test_the_city_is_a_name_of_its_own() -> None:
    assert not any("Quito" in form for form in aliases("Embassy of South Korea, Quito"))


@pytest.mark.parametrize("name", ["Embassy of Joy", "Embassy Suites", "Consulate of Chile in Quito", ""])
def test_what_is_no_embassy_of_a_country_has_no_such_forms(name: str) -> None:
    assert aliases(name) == {}


@given(st.text(max_size=60))
def test_any_name_is_taken(name: str) -> None:
    assert all(alias.form for alias in embassy_aliases(name))
