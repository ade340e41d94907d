"""Folding to words: the words of ``fold``, parted by blanks, and the way back to the original."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.text import wordfold
from pipeline.text.fold import fold
from pipeline.text.wordfold import fold_words, fold_words_by_numpy, words_key

# Letters that fold to more, to fewer and to other characters; Hangul in one piece and in letters; halves of characters.
_TRICKY = "aÉé ’…½ﬁ\xad\u0301가각\u1100\u1161\u11a8ㅏK2-\n😀𝐏\ud800ßİıΣςſ\u200bㆍ·ー䷀豈\uffff\ue000"
_TEXTS = st.text() | st.text(st.sampled_from(_TRICKY), max_size=12)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Perú’s “K2” — KF-21…", " peru s  k2    kf 21  "),
        ("LIMA", " lima "),
        ("국산KF-21이 페루에서", " 국산 kf 21이 페루에서 "),
        ("K2전차", " k2전차 "),
        ("페루에서", " 페루에서 "),
        ("so\u00adSou\u00adth", " sosouth "),
        ("½ año", " 1 2 ano "),
        ("", "  "),
    ],
)
def test_words(text: str, words: str) -> None:
    assert fold_words(text).text == words


@given(_TEXTS)
@example("가\u0301각가")
@example("İ½𝐏é")
def test_the_words_are_those_of_fold(text: str) -> None:
    words = fold_words(text)
    assert words.text.replace(" ", "") == "".join(filter(str.isalnum, fold(text).text))
    assert words.text[0] == words.text[-1] == " "
    words.text.encode()


@given(_TEXTS)
def test_every_letter_leads_back_to_where_fold_leads_back_to(text: str) -> None:
    words, folded = fold_words(text), fold(text)
    letters = (place for place, char in enumerate(words.text) if char != " ")
    for here, there in zip(letters, (at for at, char in enumerate(folded.text) if char.isalnum()), strict=True):
        assert words.span(here, here + 1) == folded.span(there, there + 1)


@given(_TEXTS, _TEXTS)
def test_a_name_is_led_back_to_in_one_piece(before: str, after: str) -> None:
    text = f"{before} 페루(FAME) {after}"
    words = fold_words(text)
    at = words.text.index(" 페루 fame ") + 1
    start, end = words.span(at, at + 7)
    assert text[start:end] == "페루(FAME"


@given(_TEXTS)
@example("국산KF-21이 2026년 — “K2”")
@example("a…b")
@example("가" * 300 + "a")
def test_the_compiled_part_changes_nothing(text: str) -> None:
    assert fold_words(text) == fold_words_by_numpy(text)


def test_the_compiled_part_takes_nothing_but_a_text_and_its_table() -> None:
    fold, table = wordfold._compiled, wordfold._tables().packed
    if fold is None:
        pytest.skip("nothing was compiled: is there a C compiler?")
    assert [fold("Perú K2", table), fold("국산K2", table)] == [(" peru k2 ", ()), (" 국산 k2 ", (3,))]
    assert [fold("½", table), fold("😀", table), fold("\ud800", table)] == [None, None, None]
    for wrong in ((b"Lima", table), ("Lima", table[:9]), ("Lima", "table")):
        with pytest.raises(TypeError, match="a str, and 65536 numbers"):
            fold(*wrong)


def test_key_of_a_name() -> None:
    assert words_key("FAME S.A.C.") == "fame s a c"
    assert words_key("Servicios  Industriales") == "servicios  industriales"
