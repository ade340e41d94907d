"""Hangul and Latin names of one thing."""

from __future__ import annotations

import pytest

from pipeline.model.profile import Profile
from tests.profile.test_learn import entity, forms, learn, names

ENGLISH = "Lavendor won the bid. The wind developer Lavendor said so on Monday. Shares of Lavendor rose."


def standing(profile: Profile, name: str) -> set[str]:
    return {alias.form for alias in entity(profile, name).aliases if not alias.require_context}


def test_a_transliterated_firm_is_the_one_of_the_other_seed() -> None:
    profile = learn(ENGLISH, "해상풍력 기업 라벤도르는 허가를 얻었다고 밝혔다. 라벤도르의 첫 사업이다.")
    assert "라벤도르" in forms(profile, "Lavendor")


def test_a_word_that_no_cue_makes_a_name_is_heard_all_the_same() -> None:
    profile = learn(ENGLISH, "어제 라벤도르를 찾은 사람이 많다고 한다. 오늘도 라벤도르에 많이 왔다고 한다.")
    assert "라벤도르" in forms(profile, "Lavendor")


@pytest.mark.parametrize("word", ["사태", "부유식", "정부", "시장"])
def test_a_common_noun_is_nobodys_alias(word: str) -> None:
    english = (
        "Posuk, Chuntae, Sitai and Jungbu agreed. Posuk, Chuntae, Sitai and Jungbu met again. Sijang won. Sijang paid."
    )
    profile = learn(english, f"이번 {word}가 컸다고 한다. {word}를 본다고 한다. {word}는 크다고 밝혔다.")
    assert all(word not in forms(profile, name) for name in names(profile))


def test_a_gloss_in_brackets_joins_both_forms() -> None:
    profile = learn("공동 개발사는 노르트하임에너기(Nordheim Energi)라고 한다. 노르트하임에너기는 크다고 한다.")
    assert {"Nordheim Energi", "노르트하임에너기"} <= forms(profile, "Nordheim Energi")


def test_an_owner_in_brackets_joins_nothing() -> None:
    profile = learn(
        "해상풍력 기업 라벤도르는 크다고 밝혔다. 라벤도르의 사업이다. "
        "발전사는 반짝이에너지(라벤도르)라고 한다. 반짝이에너지는 작다."
    )
    assert not any({"라벤도르", "반짝이에너지"} <= forms(profile, name) for name in names(profile))


def test_a_korean_person_and_a_romanised_one_are_one() -> None:
    profile = learn("Acme CEO Seo Da-on bowed. Later Seo Da-on left.", "서다온 라벤도르 대표는 사과한다고 밝혔다.")
    assert "서다온" in forms(profile, "Seo Da-on")


def test_the_first_names_of_a_spaniard_are_enough() -> None:
    profile = learn(
        "El presidente Lucas Beltrán Mora llegó a Quito. Lucas Beltrán Mora habló.",
        "루카스 벨트란 대통령은 회담을 열었다고 밝혔다.",
    )
    assert "루카스 벨트란" in forms(profile, "Lucas Beltrán Mora")


def test_a_trade_is_translated_and_a_house_heard() -> None:
    profile = learn(
        "The shipbuilder Tarvin Heavy Industries won. Tarvin Heavy Industries said so.",
        "조선사 타르빈중공업은 배를 짓는다고 밝혔다. 타르빈중공업의 배다.",
    )
    assert "타르빈중공업" in forms(profile, "Tarvin Heavy Industries")


def test_a_short_form_goes_to_the_one_long_name() -> None:
    profile = learn("민관합동조사단이 조사한다고 한다. 합동조사단은 어제 나왔다고 밝혔다.")
    assert {"민관합동조사단", "합동조사단"} <= forms(profile, "민관합동조사단")


def test_parts_of_a_project_are_one_project() -> None:
    profile = learn("사업은 달누리1·2·3으로 나뉜다고 한다. 허가는 달누리해상풍력1,2,3호가 얻었다고 한다.")
    holders = [name for name in names(profile) if "달누리" in forms(profile, name)]
    assert len(holders) == 1
    assert "달누리해상풍력" in forms(profile, holders[0])


def test_a_name_of_everyday_nouns_needs_company() -> None:
    profile = learn("사업은 귀신고래1·2·3으로 나뉜다고 한다. 해상풍력발전 사업인 귀신고래1의 허가가 나왔다고 한다.")
    assert "귀신고래" not in standing(profile, "귀신고래")
    assert "귀신고래" in forms(profile, "귀신고래")
