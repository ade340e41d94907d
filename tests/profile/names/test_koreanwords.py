"""Korean words without their particles."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.profile.names.koreanwords import is_everyday, is_noun_like, is_unheard, strip_particles


@pytest.mark.parametrize(
    "word",
    ["환경영향평가", "공동개발", "정상회의", "전문가", "국가", "추가", "주식시장", "서비스", "나이지리아", "상륙작전"],
)
def test_nouns_that_end_like_a_particle_stay_whole(word: str) -> None:
    assert strip_particles(word) == word


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("환경영향평가를", "환경영향평가"),
        ("공동개발이", "공동개발"),
        ("정상회의에서", "정상회의"),
        ("조사단이", "조사단"),
        ("사업자가", "사업자"),
        ("라벤도르는", "라벤도르"),
        ("해양수산부로부터", "해양수산부"),
        ("무역관광부도", "무역관광부"),
        ("보호법상", "보호법"),
    ],
)
def test_particles_go(word: str, stem: str) -> None:
    assert strip_particles(word) == stem


@pytest.mark.parametrize("word", ["사태", "부유식", "그린에너지", "청정에너지", "해상풍력발전사업"])
def test_compounds_of_common_nouns_are_everyday(word: str) -> None:
    assert is_everyday(word)


@pytest.mark.parametrize("word", ["에퀴노르", "라벤도르", "문무바람", "KT"])
def test_what_the_language_does_not_know_is_not(word: str) -> None:
    assert not is_everyday(word)


def test_a_word_of_the_table_is_not_unheard() -> None:
    assert is_unheard("라벤도르")
    assert not is_unheard("사태")


@pytest.mark.parametrize("word", ["밝혔다", "대해", "이번", "가"])
def test_verbs_and_empty_words_are_no_terms(word: str) -> None:
    assert not is_noun_like(word)


@given(st.text(alphabet=st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), max_size=60))
@example("법상")
def test_a_stem_is_the_front_of_its_word(word: str) -> None:
    stem = strip_particles(word)
    assert word.startswith(stem)
    assert len(stem) >= min(2, len(word))
