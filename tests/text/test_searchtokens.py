"""The words by which a text is found."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.searchtokens import index_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Perú firmó", "peru firmo"),
        ("페루에서", "페루 루에 에서 서"),
        ("페", "페"),
        ("K2전차", "k 2 전차 차 k2"),
        ("KF-21", "kf 21 kf21"),
        ("KF 21", "kf 21 kf21"),
        ("KF–21", "kf 21 kf21"),
        ("155mm", "155 mm 155mm"),
        ("K2A1", "k 2 a 1 k2 2a a1"),
        ("Peru, 21", "peru 21"),
        ("snake_case", "snake case"),
        ("東京タワー", "東京 京タ タワ ワー ー"),
        ("! … -", ""),
        ("", ""),
        ("x" * 50, "x" * 40),
    ],
)
def test_the_words_of_a_text(text: str, words: str) -> None:
    """They stand in databases: where this test has to change, a migration must have the indexes built anew."""
    assert set(index_words("", text)) == set(words.split())


def test_words_of_a_title_have_a_mark_as_well() -> None:
    assert set(index_words("K2 표준", "tank")) == set("k 2 k2 표준 준 ^k ^2 ^k2 ^표준 ^준 tank".split())


def test_each_word_comes_once_and_always_in_the_same_order() -> None:
    assert index_words("tank", "tank Tank 탱크 탱크") == ("^tank", "tank", "탱크", "크")


def test_one_form_of_writing_is_as_good_as_another() -> None:
    text = "Perú, 현대로템 ＫＦ－21"
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert index_words("", unicodedata.normalize(form, text)) == index_words("", text)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 3_000_000,
        "a1" * 500_000,
        "1" * 1_000_000,
        "- " * 500_000,
        "가" * 500_000,
        "\ud800\x00\u202e" * 100_000,
        "ﷺ" * 300_000,
        "".join(chr(0x20000 + number * 7919 % 40_000) for number in range(300_000)),
    ],
    ids=range(8),
)
def test_made_up_texts_give_no_more_words_than_a_database_takes(text: str) -> None:
    words = index_words("", text)
    assert sum(len(word.encode()) for word in words) <= 900_000
    assert all(len(word) <= 40 for word in words)


@given(st.text(), st.text())
def test_words_hold_nothing_that_means_something_to_a_database(title: str, text: str) -> None:
    words = index_words(title, text)
    assert len(set(words)) == len(words)
    assert not [word for word in words if set(word.removeprefix("^")) & set(" \t\n\x00\"'\\:*()&|!<^-")]
    assert index_words(title, text) == words
