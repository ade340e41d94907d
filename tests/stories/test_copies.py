from __future__ import annotations

from pipeline.stories.copies import adds_text, are_copies, prepare
from tests.stories.test_grouping import found

_WORDS = ["".join("abcdefghij"[int(digit)] for digit in f"{number:03}") for number in range(300)]
_LONG = " ".join(_WORDS[:200])


def test_two_thirds_of_a_text_are_its_copy_and_a_third_beside_other_text_is_not() -> None:
    part = prepare(found(2, " ".join(_WORDS[:130])))
    mixed = prepare(found(3, " ".join(_WORDS[:70] + _WORDS[200:])))
    assert are_copies(prepare(found(1, _LONG)), part)
    assert not are_copies(prepare(found(1, _LONG)), mixed)


def test_the_comparison_is_symmetric() -> None:
    one, two = prepare(found(1, _LONG)), prepare(found(2, " ".join(_WORDS[:130])))
    assert are_copies(one, two) == are_copies(two, one)


def test_a_cut_copy_adds_nothing_and_the_whole_adds_to_it() -> None:
    whole, part = prepare(found(1, _LONG)), prepare(found(2, " ".join(_WORDS[:130])))
    assert not adds_text(part, whole)
    assert adds_text(whole, part)


def test_a_rounded_figure_does_not_part_long_texts_but_many_figures_do() -> None:
    figures = "10 20 30 40 50"
    one = prepare(found(1, f"{_LONG} {figures}"))
    assert are_copies(one, prepare(found(2, f"{_LONG} {figures.replace('10', '11')}")))
    assert not are_copies(one, prepare(found(3, f"{_LONG} 11 21 31 41 51")))
