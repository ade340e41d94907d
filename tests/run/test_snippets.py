"""The sentence of an article that shows best why it was found."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.digest import Piece
from pipeline.run.snippets import Span, mark, snippet


def marks(text: str, *words: str) -> list[tuple[Span, int]]:
    """Where the words stand, each a part of the query of its own."""
    found = ((match.span(), part) for part, word in enumerate(words) for match in re.finditer(re.escape(word), text))
    return sorted(found)


def shown(text: str, *words: str) -> str:
    return "".join(f"[{piece.text}]" if piece.marked else piece.text for piece in snippet(text, marks(text, *words)))


def test_the_first_sentence_with_most_of_the_query_is_shown() -> None:
    text = "A tank. A ferry.\nA tank and a ferry go. A ferry and a tank stay. The end."
    assert shown(text, "tank", "ferry") == "A [tank] and a [ferry] go."
    assert shown(text, "tank") == "A [tank]."
    assert shown(text, "plane") == ""
    assert shown("", "plane") == ""


def test_a_sentence_never_goes_over_a_line() -> None:
    assert shown("No stop here\n페루에서 만난다\nnor here", "페루") == "[페루]에서 만난다"


def test_a_long_sentence_is_cut_around_what_was_found() -> None:
    text = "word " * 100 + "tank " + "more " * 100
    found = shown(text, "tank")
    assert found.startswith("… word ")
    assert found.endswith(" more …")
    assert "[tank]" in found
    assert len(found) < 280


def test_a_long_sentence_that_begins_with_it_is_cut_behind_only() -> None:
    found = shown("tank " + "more " * 100, "tank")
    assert found.startswith("[tank] more")
    assert found.endswith("more …")


def test_a_text_without_blanks_or_stops_is_cut_as_well() -> None:
    text = "가" * 100_000 + "페루" + "나" * 100_000
    found = shown(text, "페루")
    assert found.startswith("… 가")
    assert "[페루]" in found
    assert len(found) < 280


def test_overlapping_marks_are_one() -> None:
    assert mark("peruano", [(0, 4), (0, 7), (2, 5)]) == (Piece(text="peruano", marked=True),)
    assert mark("", []) == ()


@given(st.text(), st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9))))
def test_pieces_are_the_text(text: str, places: list[tuple[int, int]]) -> None:
    spans = [(start, min(start + size, len(text))) for start, size in places if start < len(text)]
    pieces = mark(text, sorted(spans))
    assert "".join(piece.text for piece in pieces) == text
    marked = {place for start, end in spans for place in range(start, end)}
    assert sum(len(piece.text) for piece in pieces if piece.marked) == len(marked)


@given(st.text("ab. \n페루", max_size=600))
def test_what_is_shown_stands_in_the_text_with_its_first_mark(text: str) -> None:
    pieces = snippet(text, marks(text, "a", "루"))
    assert bool(pieces) == bool(marks(text, "a", "루"))
    if pieces:
        assert "".join(piece.text for piece in pieces).removeprefix("… ").removesuffix(" …") in text
        assert any(piece.marked for piece in pieces)
