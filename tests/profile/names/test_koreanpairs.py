"""Two forms of one name, side by side."""

from __future__ import annotations

import pytest

from pipeline.profile.names.koreanpairs import is_short_form, name_pairs
from tests.profile.names.korean_texts import korean_sentences


def pairs(text: str) -> list[tuple[str, str]]:
    return [(pair.long, pair.short) for sentence in korean_sentences(text) for pair in name_pairs(sentence)]


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("행사는 라벤도르(Lavendor)가 주최했다고 관계자가 전했다.", ("라벤도르", "Lavendor")),
        ("국제라벤진흥원(ILPA)에 사고를 신고했다고 회사는 밝혔다.", ("국제라벤진흥원", "ILPA")),
        ("투자사 TPM(톨레도 파트너스 매니지먼트)이 지분을 샀다고 한다.", ("TPM", "톨레도 파트너스 매니지먼트")),
        ("결과는 한국수력원자력(한수원)이 오늘 공개했다고 한다.", ("한국수력원자력", "한수원")),
        ("라벤해양기술(이하 라벤기술)은 배를 짓는다고 밝혔다.", ("라벤해양기술", "라벤기술")),
        ("노르트하임 에너기(Nordheim Energi)는 풍력 사업을 맡는다.", ("노르트하임 에너기", "Nordheim Energi")),
        ("이 사업은 라벤에너지스(Lave nEnergies)가 이끈다고 한다.", ("라벤에너지스", "LavenEnergies")),
    ],
)
def test_pairs_that_fit_are_found(text: str, pair: tuple[str, str]) -> None:
    assert pair in pairs(text)


@pytest.mark.parametrize(
    "text",
    [
        "반짝이에너지(라벤도르)는 사업을 끝냈다고 밝혔다.",  # its owner
        "라벤전선(해저케이블)과 계약을 맺었다고 밝혔다.",  # its product
        "환경영향평가(EIA)를 마쳤다고 회사는 밝혔다.",  # a concept
        "양해각서(MOU)를 맺었다고 두 회사는 밝혔다.",
        "행사는 20일(현지시간) 열렸다고 관계자가 전했다.",
        "김나루(52) 대표가 참석했다고 관계자가 전했다.",
    ],
)
def test_other_brackets_are_left_alone(text: str) -> None:
    assert pairs(text) == []


def test_a_short_form_keeps_first_syllable_and_order() -> None:
    assert is_short_form("방사청", "방위사업청")
    assert not is_short_form("사방청", "방위사업청")
    assert not is_short_form("방위사업청", "방사청")
