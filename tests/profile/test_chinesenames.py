"""Chinese names by surname and syllables."""

from __future__ import annotations

import pytest

from pipeline.profile.chinesenames import is_chinese_person


@pytest.mark.parametrize("name", ["Xi Jinping", "Liu He", "Tsai Ing-wen", "Zhang Yiming", "Wang Yi"])
def test_surname_and_given_name_are_a_person(name: str) -> None:
    assert is_chinese_person(name)


@pytest.mark.parametrize("name", ["Liu Smith", "Wall Street", "Xi", "liu he", "Chen Group", "Sun Microsystems", ""])
def test_other_words_are_none(name: str) -> None:
    assert not is_chinese_person(name)
