"""Every place of every name, whether found by the compiled index or without it."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.match.automaton import MOST_FINDS, Automaton
from pipeline.match.names import Names, compile_names
from pipeline.text.wordfold import EAST_ASIAN, fold_words

Compile = Callable[[Mapping[str, Sequence[int]]], Names[int]]

_LETTERS = "abs 가나2한國𠀀"  # of every width; s ends a plural, and the last two need a blank before them
_KEYS = st.lists(st.text(_LETTERS, min_size=2, max_size=20), max_size=8).map(
    lambda keys: sorted({key for key in (fold_words(key).text.strip() for key in keys) if len(key) > 1})
)
compiled = pytest.mark.skipif(
    not find_spec("pipeline.match._finding"), reason="nothing was compiled: is there a C compiler?"
)
# Two ways to the same finds.
_WAYS = [pytest.param(compile_names, marks=compiled), Automaton]
both_ways = pytest.mark.parametrize("compile_", _WAYS, ids=["compiled", "automaton"])


def numbered(keys: Sequence[str], compile_: Compile) -> Names[int]:
    return compile_({key: (number,) for number, key in enumerate(keys)})


def found_in(text: str, keys: Sequence[str], compile_: Compile) -> list[str]:
    words = fold_words(text).text
    return sorted(keys[number] for _, _, number in numbered(keys, compile_).find(words))


@both_ways
def test_latin_names_are_words_or_plurals_and_others_stand_anywhere(compile_: Compile) -> None:
    keys = ["peru", "페루", "k2", "perux", "lima"]
    text = "Superperu, Peruano, Perusal, Perues, Peru y 남페루 국산K2전차, Limas"
    assert found_in(text, keys, compile_) == ["k2", "lima", "peru", "peru", "페루"]


@both_ways
def test_names_that_begin_alike_are_told_apart(compile_: Compile) -> None:
    keys = ["ministry of foreign affairs", "ministry of foreign trade", "ministry of foreign"]
    assert found_in("the Ministry of Foreign Trade", keys, compile_) == [keys[2], keys[1]]


@both_ways
def test_a_plural_may_begin_a_longer_name_of_its_own(compile_: Compile) -> None:
    keys = ["peruano", "peruano x", "peruanos", "peruanos unidos", "per", "pere", "peres gomez"]
    found = found_in("Peruanos Unidos y Peres", keys, compile_)
    assert found == ["per", "pere", "peruano", "peruanos", "peruanos unidos"]


@both_ways
def test_names_that_begin_alike_in_large_numbers_are_told_apart(compile_: Compile) -> None:
    keys = [f"ministry of things number {number}" for number in range(100)] + ["ministry of things"]
    found = found_in("the Ministry of Things number 42, Ministry of Things Number 7", keys, compile_)
    assert found == [keys[100], keys[100], keys[42], keys[7]]  # not number 4


@both_ways
def test_all_that_belongs_to_a_name_is_found(compile_: Compile) -> None:
    found = compile_({"peru": (1, 2), "lima": ()}).find(" lima peru ")
    assert [sorted(find[2] for find in found), {find[:2] for find in found}] == [[1, 2], {(6, 10)}]


@both_ways
def test_without_names_or_words_nothing_is_found(compile_: Compile) -> None:
    assert [numbered([], compile_).find(" peru "), numbered(["peru"], compile_).find("  ")] == [[], []]


@both_ways
def test_long_texts_are_searched_to_their_end(compile_: Compile) -> None:
    text = fold_words("Lima " * 1000 + "페루" * 999 + " Peru").text
    finds = numbered(["peru", "페루", "lima"], compile_).find(text)
    assert [sum(find[2] == number for find in finds) for number in range(3)] == [1, 999, 1000]
    assert max(finds)[1] == len(text) - 1


@both_ways
def test_of_names_within_names_so_many_are_found_and_no_more(compile_: Compile) -> None:
    keys = ["aa", "aa aa", "aa aa aa"]
    finds = numbered(keys, compile_).find(f" {'aa ' * 50_000}")
    assert [len(finds), finds[:3], finds[-1]] == [MOST_FINDS, [(1, 9, 2), (1, 6, 1), (1, 3, 0)], (100_000, 100_008, 2)]


@both_ways
@given(keys=_KEYS, text=st.text(_LETTERS, max_size=40) | st.text(_LETTERS, min_size=250, max_size=300))
@example(keys=["as", "a"], text="ass as ases a가s")
@example(keys=["가나", "나 가", "國a"], text="國a 가나 나 가國a")
def test_all_places_are_found(compile_: Compile, keys: list[str], text: str) -> None:
    words = fold_words(text).text
    wanted = [
        (start, start + len(key), number)
        for start in range(1, len(words))
        for number, key in sorted(enumerate(keys), key=lambda item: -len(item[1]))
        if words.startswith(key, start) and stands_free(words, start, start + len(key))
    ]
    assert numbered(keys, compile_).find(words) == wanted


def stands_free(words: str, start: int, end: int) -> bool:
    if "가" <= words[start] <= "힣":
        return True
    rest = words[end:]
    return words[start - 1] == " " and any(
        rest[len(ending)] == " " or rest[len(ending)] >= EAST_ASIAN
        for ending in ("", "s", "es")
        if rest.startswith(ending) and len(rest) > len(ending)
    )


@compiled
@given(keys=_KEYS, text=st.text(_LETTERS + "\x00\ud800\uffff", max_size=300))
def test_any_string_is_searched_without_reading_beside_it(keys: list[str], text: str) -> None:
    for start, end, number in numbered(keys, compile_names).find(text):
        assert text[start:end] == keys[number]


@compiled
def test_tables_that_do_not_fit_are_refused() -> None:
    from pipeline.match import _finding
    from pipeline.match.nameindex import _head_table, _heads, _name_table, _sieve

    keys = ["lima", "lima sur"]
    heads = [(_finding.hash_of(head), *place) for head, place in _heads(keys).items()]
    good: list[Any] = [(1, 2), _head_table(heads), _sieve(heads), _name_table(keys, [1, 1]), np.zeros(12, np.uint32)]
    index: Any = _finding.Index
    assert index(*good).find(" lima ") == []  # the letters are noughts
    for place, bad in (
        (0, (1,)), (1, good[1][:3]), (1, np.ones(4, good[1].dtype)), (2, good[2][:0]), (3, good[3][:0]),
        (3, np.zeros(3, good[3].dtype)), (4, good[4][:11]),
    ):  # fmt: skip
        with pytest.raises(ValueError, match="do not fit"):
            index(*good[:place], bad, *good[place + 1 :])
    with pytest.raises(TypeError):
        index(*good[:4])
    with pytest.raises(TypeError):
        index(*good).find(b"lima")


@compiled
def test_an_index_that_holds_itself_is_let_go() -> None:
    class Owner:
        index: object = None

    owner = Owner()
    owner.index = compile_names({"lima": (owner,)})
    left = weakref.ref(owner)
    del owner
    gc.collect()
    assert left() is None
