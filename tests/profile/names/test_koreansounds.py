"""Names in two scripts, compared by sound."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.profile.names.koreansounds import alike, likeness, rough_sound, rough_sounds

PAIRS = [
    ("오스테드", "Ørsted"), ("에퀴노르", "Equinor"), ("쿠팡", "Coupang"),
    ("토탈에너지스", "TotalEnergies"), ("쉘", "Shell"),
    ("포스코", "POSCO"), ("한화", "Hanwha"), ("삼성", "Samsung"), ("코델코", "Codelco"),
    ("넷플릭스", "Netflix"),
    ("지멘스", "Siemens"), ("베스타스", "Vestas"), ("마이크로소프트", "Microsoft"), ("아스트라제네카", "AstraZeneca"),
    ("울산", "Ulsan"), ("디나 볼루아르테", "Dina Boluarte"), ("호세 헤리", "José Jerí"),
    ("록히드마틴", "Lockheed Martin"),
    ("코리오제너레이션", "Corio Generation"), ("현대로템", "Hyundai Rotem"),
]  # fmt: skip


@pytest.mark.parametrize(("hangul", "latin"), PAIRS)
def test_spellings_of_one_name_are_alike(hangul: str, latin: str) -> None:
    assert alike(hangul, latin)
    assert rough_sound(hangul) in rough_sounds(latin)


@pytest.mark.parametrize(
    ("hangul", "latin"),
    [
        ("사태", "China"), ("부유식", "POSCO"), ("정부", "Jumbo"), ("사업", "Sab"), ("시장", "Susan"),
        ("개발", "Gable"), ("에너지", "Equinor"), ("화이자", "Pfizer"),
    ],
)  # fmt: skip
def test_other_words_are_not(hangul: str, latin: str) -> None:
    assert not alike(hangul, latin)


def test_no_two_of_the_names_are_mistaken_for_each_other() -> None:
    wrong = [(h, other) for h, own in PAIRS for _, other in PAIRS if other != own and alike(h, other)]
    assert wrong == []


def test_what_has_no_letters_is_like_nothing() -> None:
    assert likeness("", "") == likeness("쿠팡", "") == likeness("", "Coupang") == likeness("123", "...") == 0


def test_overlong_text_is_not_compared() -> None:
    assert likeness("쿠팡" * 100_000, "Coupang" * 100_000) == 0


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_is_a_share(hangul: str, latin: str) -> None:
    assert 0 <= likeness(hangul, latin) <= 1
