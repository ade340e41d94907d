"""Names of Korean sentences: place, kind and whose they are."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.profile.names.korean_texts import mentions_in, names_in


def test_a_mention_stands_where_its_form_stands() -> None:
    for mention in mentions_in("서다온 라벤도르 대표는 K9 자주포를 페루 해군에 보낸다고 밝혔다."):
        text = mention.sentence.paragraph.text
        assert mention.form.endswith(text[mention.start : mention.end])


def test_forces_belong_to_the_country_before_them() -> None:
    (force,) = [m for m in mentions_in("정부는 페루 공군에 부품을 보낸다고 밝혔다.") if m.form == "페루 공군"]
    assert force.owner == "PE"


def test_a_ministry_abroad_is_not_the_one_at_home() -> None:
    found = mentions_in("외교부는 페루 외교부와 협의했다. 페루 무역관광부도 참석했다고 밝혔다.")
    assert {(m.form, m.owner) for m in found if m.type and m.type.value == "agency"} == {
        ("외교부", "KR"),
        ("페루 외교부", "PE"),
        ("페루 무역관광부", "PE"),
    }


def test_an_authority_abroad_is_told_by_its_country() -> None:
    found = mentions_in("회사는 페루 항만물자청과 계약했다. 페루 요청에 따라 서명했다고 밝혔다.")
    assert [(m.form, m.owner) for m in found if m.type and m.type.value == "agency"] == [("페루 항만물자청", "PE")]


def test_a_country_with_its_army_in_one_word_is_the_army() -> None:
    (army,) = [m for m in mentions_in("이번 전차는 페루군의 요구를 반영했다고 밝혔다.") if m.form == "페루군"]
    assert (army.type and army.type.value, army.owner) == ("agency", "PE")


def test_the_head_of_an_authority_names_the_authority() -> None:
    assert names_in("행사에 강나루 방위사업청장이 참석했다고 한다.")["방위사업청"] == "agency"


def test_a_bracket_in_latin_letters_may_spell_a_person() -> None:
    found = names_in("압둘라 빈 라벤 알 나세르(Abdullah bin Raven Al Naser) 장관이 왔다고 한다.")
    assert found["Abdullah bin Raven Al Naser"] == "person"


def test_a_new_one_of_its_kind_is_no_name() -> None:
    assert "신규원전" not in names_in("회사는 신규원전 건설 프로젝트를 맡는다. 신규원전 프로젝트는 크다고 밝혔다.")


def test_a_designator_keeps_its_letter_in_front() -> None:
    assert "M-QV2" in names_in("회사는 요격 체계(M-QV2)를 수출한다고 밝혔다.")


def test_an_authority_without_a_country_is_korean() -> None:
    (ministry,) = [m for m in mentions_in("어제 산업통상자원부가 허가를 냈다고 한다.") if m.form == "산업통상자원부"]
    assert ministry.owner == "KR"


def test_papers_are_told_from_what_they_write_about() -> None:
    (paper,) = [m for m in mentions_in("사진은 연합뉴스가 제공했다고 한다.") if m.form == "연합뉴스"]
    assert paper.rule == "press"


def test_designators_are_products() -> None:
    assert names_in("국산 KF-21 전투기를 전시한다고 밝혔다.")["KF-21"] == "product"


def test_the_order_of_seeds_does_not_matter() -> None:
    first = "해상풍력 기업 라벤도르는 허가를 얻었다고 밝혔다."
    second = "사업은 해울이1·2·3으로 나뉜다. 라벤도르의 몫은 해울이2다."
    assert names_in(first, second) == names_in(second, first)


@pytest.mark.parametrize(
    "text",
    [
        "ㄱㄴㄷㅏㅑㅓ ㅋㅋㅋㅋ 한국은 大韓民國이라 쓴다고 한다.",
        "가" * 200_000 + "는 밝혔다고 한다.",
        "쿠팡(" * 20_000 + "한국어 문장입니다.",
        "라벤도르, " * 20_000 + "등 기업이 참여했다고 한다.",
        "해울이1·2·3, " * 10_000 + "한국어 문장이라고 한다.",
        "\u1112\u1161\u11ab\u1100\u116e\u11a8 자모로 쓴 글이라고 한다.",
    ],
    ids=["jamo", "no blanks", "open brackets", "list", "series", "decomposed"],
)
def test_odd_text_is_read_without_trouble(text: str) -> None:
    assert isinstance(names_in(text), dict)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="가나다라해울이에서는을의장관대표사장(A)·,1 2‘’KF-.漢ㅏ", max_size=120))
def test_any_text_gives_names_that_it_holds(text: str) -> None:
    for mention in mentions_in(text + " 한국어 문장이라고 한다."):
        assert 0 <= mention.start < mention.end <= len(mention.sentence.paragraph.text)
