"""Mending text with the way back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.repair import repair_line, repair_text


def test_mojibake_is_undone_and_each_character_knows_its_place() -> None:
    damaged = "El señor".encode().decode("latin-1") + " Ruiz"
    mended = repair_line(damaged)
    assert mended.text == "El señor Ruiz"
    assert damaged[mended.offsets[9] :] == "Ruiz"


def test_sound_text_and_its_curly_quotes_stay_as_they_are() -> None:
    assert repair_text("“José Jerà” said — 서울") == "“José Jerà” said — 서울"


def test_a_soft_hyphen_that_belongs_to_a_letter_is_used_before_anything_is_stripped() -> None:
    assert repair_text("Garc\u00c3\u00ada") == "García"


@given(st.text(alphabet=st.sampled_from("aé Ã±â€™Â\u00ad한\ufb01&amp;\u0301"), max_size=60))
def test_offsets_never_fall_and_stay_inside(text: str) -> None:
    mended = repair_line(text)
    assert len(mended.offsets) == len(mended.text) + 1
    assert list(mended.offsets) == sorted(mended.offsets)
    assert all(0 <= place <= len(text) for place in mended.offsets)


@pytest.mark.parametrize("text", ["", "a" * 200_000, "Ã©" * 20_000])
def test_long_lines_are_mended_without_delay(text: str) -> None:
    assert len(repair_line(text).offsets) >= 1
