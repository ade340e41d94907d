"""A name in an enumeration of four or more says nothing of the others in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.match.lists import is_listed


def listed(text: str, name: str) -> bool:
    start = text.index(name)
    return is_listed(text, start, start + len(name))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("leaders of China, Japan, South Korea, Peru and Chile will come", "Peru"),
        ("leaders of China, Japan, South Korea, Peru and Chile will come", "China"),
        ("Chile, Perú, Corea del Sur y los Estados Unidos votaron", "Perú"),
        ("한국, 일본, 중국, 페루, 칠레가 참석했다", "페루"),
        ("한국·일본·중국·페루 등", "한국"),
    ],
)
def test_listed(text: str, name: str) -> None:
    assert listed(text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Peru, South Korea and Chile signed the treaty", "Peru"),
        ("In Lima, Peru bought tanks", "Peru"),
        ("Peru and South Korea", "Peru"),
        ("페루, 한국과 협정 체결", "페루"),
        ("tanks, jets, ships and Peru", "Peru"),
    ],
)
def test_not_listed(text: str, name: str) -> None:
    assert not listed(text, name)


@given(st.text("A a,가·y ", max_size=400), st.integers(0, 399))
def test_a_list_has_its_marks_within_reach(text: str, place: int) -> None:
    if place < len(text) and is_listed(text, place, place + 1):
        around = text[max(0, place - 160) : place + 161]
        assert sum(around.count(mark) for mark in (",", "·", " y ")) >= 3
