"""Sentence borders."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.sentences import sentence_spans


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ship sailed. It came back!", ["The ship sailed.", "It came back!"]),
        ("Mr. Ruiz met Dr. Kim. They spoke.", ["Mr. Ruiz met Dr. Kim.", "They spoke."]),
        ("It cost 3.5 million. Nobody paid.", ["It cost 3.5 million.", "Nobody paid."]),
        ("U.S. officials left. Then rain.", ["U.S. officials left.", "Then rain."]),
        ("Born on Dec. 17 in Quito. He said no. Or so.", ["Born on Dec. 17 in Quito.", "He said no.", "Or so."]),
        ("It was signed by Delta Corp. Chairman Roe. End.", ["It was signed by Delta Corp. Chairman Roe.", "End."]),
        ("It was signed by Delta Corp. The deal holds.", ["It was signed by Delta Corp.", "The deal holds."]),
        ("¿Quién firma? El Sr. Vega. ¡Hoy!", ["¿Quién firma?", "El Sr. Vega.", "¡Hoy!"]),
        ("Lo dijo EE. UU. dos veces.", ["Lo dijo EE. UU. dos veces."]),
        ("장관은 서명했다. 그는 떠났다.", ["장관은 서명했다.", "그는 떠났다."]),
        ("장관은 서명했다.그는 떠났다.", ["장관은 서명했다.", "그는 떠났다."]),
        ("They left Delta Corp. \u2003", ["They left Delta Corp."]),
        ("“It is done.” She smiled.", ["“It is done.”", "She smiled."]),
        ("1. The council met. 2. It voted.", ["1. The council met.", "2. It voted."]),
        ("J. R. Hill wrote it.", ["J. R. Hill wrote it."]),
        ("one line\nanother line", ["one line", "another line"]),
        ("  \n \n", []),
    ],
)  # fmt: skip
def test_sentences_end_where_a_reader_would_end_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(st.text(alphabet=st.sampled_from('ab A.!? \n\t"”)가다1\u2003\u3000'), max_size=80))
def test_spans_are_ordered_trimmed_and_lose_no_word(text: str) -> None:
    spans = sentence_spans(text)
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert all(text[start:end] == text[start:end].strip() and "\n" not in text[start:end] for start, end in spans)
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())


@pytest.mark.parametrize(
    "hostile", ["a. " * 100_000, "foo. foo " * 50_000, "." * 300_000, "x" * 500_000, "1. " * 90_000]
)
def test_hostile_lines_do_not_hang(hostile: str) -> None:
    spans = sentence_spans(hostile)  # a quadratic rule would run into the time-out
    assert spans


@pytest.mark.parametrize("unit", ["Ab", "Lima and ", "현대로템", " " * 3000 + "x"])
def test_what_never_ends_is_cut_and_nothing_of_it_is_lost(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    pieces = sentences(text)
    assert max(map(len, pieces)) <= 2000
    assert "".join(pieces).replace(" ", "") == text.replace(" ", "")


def test_what_is_too_long_is_cut_between_words() -> None:
    assert {word for piece in sentences("harbour " * 1000) for word in piece.split()} == {"harbour"}
