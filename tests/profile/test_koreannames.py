"""Korean names in two scripts."""

from __future__ import annotations

import pytest

from pipeline.profile.koreannames import is_korean_person, same_korean_person, writes


@pytest.mark.parametrize("name", ["Lee Jae-myung", "Yoon Suk Yeol", "Choi Jong Kun", "Min-ji Park", "Ahn Cheol-soo"])
def test_names_of_koreans_are_told_by_their_shape(name: str) -> None:
    assert is_korean_person(name)


@pytest.mark.parametrize(
    "name", ["Ana Ruiz", "Han River Bridge", "John Smith-Jones", "Lee", "Metro Line 3", "São Paulo"]
)
def test_other_names_are_none(name: str) -> None:
    assert not is_korean_person(name)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Lee Jae-myung", "Yi Jae-myeong", True),
        ("Lee Jae-myung", "Jae-myung Lee", True),
        ("Lee Jae-myung", "Lee Jaemyung", True),
        ("Choi Jong-uk", "Choi Jong Kun", False),
        ("Lee Yong-chul", "Lee Won-young", False),
        ("Park Ji-won", "Kim Ji-won", False),
    ],
)
def test_spellings_are_compared_by_syllables(first: str, second: str, same: bool) -> None:
    assert same_korean_person(first, second) is same


@pytest.mark.parametrize(
    ("hangul", "name"), [("이재명", "Lee Jae-myung"), ("최종건", "Choi Jong Kun"), ("박대준", "Park Dae-jun")]
)
def test_hangul_confirms_a_romanised_name(hangul: str, name: str) -> None:
    assert writes(hangul, name)
    assert not writes("김철수", name)
