from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.characters import clean_characters

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()))  # lone surrogates too


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("nul\x00 bell\x07 c1\x9f", "nul bell c1"),
        ("tab\tstays", "tab\tstays"),
        ("lone \ud83d surrogate", "lone  surrogate"),
        ("e\u0301", "é"),
        ("e\x00\u0301", "é"),
        ("\u1112\u1161\u11ab\u1100\u116e\u11a8", "한국"),
    ],
    ids=["line ends", "controls", "tab", "surrogate", "accent", "accent after a NUL", "Hangul letters"],
)
def test_text_is_cleaned(raw: str, clean: str) -> None:
    assert clean_characters(raw) == clean


@given(ANY_TEXT)
def test_clean_text_can_be_stored_and_stays_as_it_is(raw: str) -> None:
    clean = clean_characters(raw)
    assert clean.encode("utf-8").decode("utf-8") == clean
    assert "\x00" not in clean
    assert "\r" not in clean
    assert clean_characters(clean) == clean
