"""Numbered lines of a city's railway in three languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.profile.aliases.lines import line_aliases


@pytest.mark.parametrize(
    ("name", "owner", "forms"),
    [
        ("Quito Metro Line 2", "EC", {"Line 2 of the Quito Metro", "Línea 2 del Metro de Quito", "키토 메트로 2호선"}),
        ("Line 5 of the Medellín Metro", "CO", {"Medellín Metro Line 5", "메데인 도시철도 5호선"}),
        ("Línea 7 del Metro de Santiago", "CL", {"Santiago Metro Line 7", "Line 7 of the Santiago Metro"}),
        ("Metro Line 1", "PA", {"Línea 1 del Metro de Panamá", "파나마 지하철 1호선"}),
        ("부산 지하철 2호선", "KR", {"Busan Metro Line 2", "부산 도시철도 2호선"}),
    ],
)
def test_a_line_is_named_in_three_languages(name: str, owner: str, forms: set[str]) -> None:
    found = {alias.form: alias for alias in line_aliases(name, owner)}
    assert forms <= found.keys()
    assert not any(found[form].require_context for form in forms)


@pytest.mark.parametrize("short", ["Line 2", "Línea 2", "Línea 2 del Metro", "2호선", "지하철 2호선"])
def test_a_line_without_its_city_asks_for_the_city_or_the_full_name(short: str) -> None:
    found = {alias.form: alias for alias in line_aliases("Quito Metro Line 2", "EC")}
    assert {"Quito", "키토", "Quito Metro Line 2", "Línea 2 del Metro de Quito"} <= set(found[short].require_context)
    assert found[short].confidence < found["Quito Metro Line 2"].confidence


def test_line_and_number_alone_count_with_their_capital_only() -> None:
    strict = {alias.form for alias in line_aliases("Quito Metro Line 2", "EC") if alias.case_sensitive}
    assert strict == {"Line 2", "Línea 2"}


@pytest.mark.parametrize("name", ["Metro Line 3", "Quito Metro", "Quito Tram Line", "Northern Line", ""])
def test_what_is_no_line_of_a_known_place_has_no_such_forms(name: str) -> None:
    assert list(line_aliases(name, "")) == []


@given(st.text(max_size=60))
def test_any_name_is_taken(name: str) -> None:
    assert all(alias.form for alias in line_aliases(name, "PE"))
