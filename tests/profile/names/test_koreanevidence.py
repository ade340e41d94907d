"""Korean names that only what stands around them tells."""

from __future__ import annotations

import pytest

from tests.profile.names.korean_texts import ListAnalyser, names_in


@pytest.mark.parametrize(
    ("texts", "name", "kind"),
    [
        (("해상풍력 기업 라벤도르는 허가를 얻었다. 라벤도르의 첫 사업이다.",), "라벤도르", "company"),
        (("라벤도르는 30일 사업을 시작한다고 밝혔다.", "이에 따라 라벤도르와 계약했다."), "라벤도르", "company"),
        (("사업주인 바다에너지는 세 회사가 함께 세웠다고 한다.",), "바다에너지", "company"),
        (("사업은 귀신고래1·2·3, 달누리1·2 등으로 나뉜다고 한다.",), "귀신고래", "project"),
        (("해울이1의 허가가 나왔다. 해울이2의 허가도 나왔다고 한다.",), "해울이", "project"),
        (("QVM, 라벤도르, 노르헤임 등 6개 민간투자사가 참여한다고 한다. 노르헤임의 몫이다.",), "노르헤임", "company"),
        (("검찰은 라벤도르 대표를 불렀다. 라벤도르 노조는 반발했다.",), "라벤도르", "company"),
    ],
)
def test_cues_make_a_name(texts: tuple[str, ...], name: str, kind: str) -> None:
    assert names_in(*texts).get(name) == kind


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("이번 사태로 피해를 봤다. 사태가 커졌다. 사태를 막는다. 사태의 원인은 모른다고 밝혔다.", "사태"),
        ("부유식 해상풍력이 뜬다. 부유식은 비싸다. 부유식을 만든다. 부유식의 값이 내린다고 밝혔다.", "부유식"),
        ("글로벌 그린에너지 투자운용사가 나섰다. 청정에너지 공급이 는다고 한다.", "그린에너지"),
        ("냉각판을 만든다. 냉각판이 뜨겁다. 냉각판은 무겁다. 냉각판의 값이 오른다고 한다.", "냉각판"),
        ("1단계 공사가 끝났다. 2단계 공사가 시작됐다. 단계1·2를 본다고 한다.", "단계"),
        ("관계자는 협의한다고 밝혔다. 관계자가 말했다.", "관계자"),
    ],
)
def test_common_nouns_stay_common(text: str, word: str) -> None:
    assert word not in names_in(text)


def test_a_name_is_known_in_the_other_seeds_as_well() -> None:
    found = names_in("해상풍력 기업 라벤도르는 허가를 얻었다고 밝혔다.", "어제 라벤도르를 찾은 사람이 많았다고 한다.")
    assert found["라벤도르"] == "company"


def test_a_name_that_ends_like_a_particle_stays_whole() -> None:
    found = names_in("사업은 해울이1·2·3으로 나뉜다. 해울이가 허가를 얻었다고 한다. 해울이 사업은 크다고 한다.")
    assert "해울이" in found
    assert "해울" not in found


def test_a_label_that_sticks_to_a_name_comes_off() -> None:
    found = names_in("이미지 확대보기HD현대중공업이 잠수함을 짓는다고 밝혔다.")
    assert "HD현대중공업" in found


def test_an_analyser_adds_people_without_a_title() -> None:
    text = "어제 한나루가 경기장에 들어섰다고 전해졌다."
    assert "한나루" not in names_in(text)
    assert names_in(text, analyser=ListAnalyser("한나루"))["한나루"] == "person"


def test_an_analyser_makes_no_name_of_a_common_noun() -> None:
    assert "사태" not in names_in("사태가 커졌다. 사태를 막는다고 한다.", analyser=ListAnalyser("사태"))
