"""Spanish names in Hangul."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.profile.aliases.transcription import hangul_of_spanish


@pytest.mark.parametrize(
    ("name", "hangul"),
    [
        ("Lima", "리마"), ("Callao", "카야오"), ("Quito", "키토"), ("Zapata", "사파타"),
        ("Suárez", "수아레스"), ("Peña", "페냐"),
        ("Juan", "후안"), ("Gabriel", "가브리엘"), ("Guayaquil", "과야킬"),
        ("Dina Boluarte", "디나 볼루아르테"), ("Cusco", "쿠스코"), ("Máximo", "막시모"), ("Xiomara", "시오마라"),
    ],
)  # fmt: skip
def test_names_are_spelt_as_the_guideline_says(name: str, hangul: str) -> None:
    assert hangul_of_spanish(name) == hangul


@given(st.text(max_size=20))
def test_any_text_gives_hangul_or_nothing(text: str) -> None:
    assert all("\uac00" <= char <= "\ud7a3" or char == " " for char in hangul_of_spanish(text))
