from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.digest.display_width import display_width, pad_between, wrap


def test_korean_takes_two_columns_and_accents_none() -> None:
    assert display_width("K2전차") == 6
    assert display_width("e\u0301") == 1


@given(st.text(st.sampled_from("ab 한국é\u0301\n"), max_size=200), st.integers(8, 40))
def test_wrapped_lines_fit_and_lose_nothing(text: str, columns: int) -> None:
    lines = wrap(text, columns, "  ")
    assert all(display_width(line) <= columns for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_two_ends_share_a_line_or_stand_below_each_other() -> None:
    assert pad_between("한국", "3건", 12) == ["한국" + " " * 5 + "3건"]
    assert pad_between("a long title", "a date", 14) == ["a long title", "a date"]
