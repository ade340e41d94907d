"""Every place of every name, whichever library does the work."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.match.automaton import Automaton, Scan, scan_with_ahocorasick_rs, scan_with_daachorse
from pipeline.text.wordfold import fold_words

_WORDS = st.lists(
    st.text("abs 가나2", min_size=2, max_size=20).map(str.strip).filter(lambda key: len(key) > 1), max_size=8
)


def numbered(keys: list[str]) -> Automaton[int]:
    return Automaton({key: (number,) for number, key in enumerate(keys)})


def test_latin_names_are_words_or_plurals_and_others_stand_anywhere() -> None:
    words = fold_words("Superperu, Peruano y Perues, Peru y 남페루 국산K2")
    found = {words.text[start:end] for start, end, _ in numbered(["peru", "페루", "k2", "perux"]).find(words)}
    assert [found, len(numbered(["peru"]).find(words))] == [{"peru", "페루", "k2"}, 2]


def test_names_that_begin_alike_are_told_apart() -> None:
    keys = ["ministry of foreign affairs", "ministry of foreign trade", "ministry of foreign"]
    words = fold_words("the Ministry of Foreign Trade")
    assert [keys[number] for _, _, number in numbered(keys).find(words)] == [keys[1], keys[2]]


def test_without_names_nothing_is_found() -> None:
    assert numbered([]).find(fold_words("Peru")) == []


@given(_WORDS, st.text("abs 가나2", max_size=40))
def test_all_places_are_found(keys: list[str], text: str) -> None:
    words = fold_words(text)
    keys = sorted({fold_words(key).text.strip() for key in keys})
    wanted = {
        (start, start + len(key), number)
        for number, key in enumerate(keys)
        for start in range(len(words.text))
        if words.text.startswith(key, start)
        and (key[0] in "가나" or (words.text[start - 1] == " " and words.text[start + len(key)] not in "ab2"))
    }
    assert set(numbered(keys).find(words)) == wanted


@pytest.mark.parametrize("build", [scan_with_daachorse, scan_with_ahocorasick_rs])
@given(stems=_WORDS, text=st.text("abs 가나2", max_size=40))
def test_both_libraries_find_the_same(build: Callable[[list[bytes]], Scan], stems: list[str], text: str) -> None:
    patterns = [stem.encode() for stem in sorted(set(stems))]
    data = text.encode()
    if patterns:
        assert {data[start:end] for start, end, _ in build(patterns)(data)} == {p for p in patterns if p in data}
        assert all(data[start:end] == patterns[number] for start, end, number in build(patterns)(data))


def test_names_that_begin_alike_in_large_numbers_are_told_apart() -> None:
    keys = [f"ministry of things number {number}" for number in range(100)] + ["ministry of things"]
    found = numbered(keys).find(fold_words("the Ministry of Things number 42, Ministry of Things Number 7"))
    assert {keys[number] for _, _, number in found} >= {"ministry of things", "ministry of things number 7"}
    assert len(found) == 4  # not number 4
