"""Who bears a Korean title."""

from __future__ import annotations

import pytest

from tests.profile.names.korean_texts import mentions_in


def people(text: str) -> dict[str, str]:
    return {m.form: m.title for m in mentions_in(text) if m.type and m.type.value == "person"}


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("강나루 대통령은 리마를 방문해 회담을 열었다.", "강나루", "대통령"),
        ("서다온 라벤도르 대표는 사과한다고 밝혔다.", "서다온", "대표"),
        ("유하늘 QVM/QV코리아 공동대표는 협력하겠다고 밝혔다.", "유하늘", "공동대표"),
        ("서다온 방위사업청 기반전력사업본부장이 회의에 참석했다.", "서다온", "본부장"),
        ("루카스 벨트란 시에라 조선소 사장 등이 참석했다고 한다.", "루카스 벨트란 시에라", "사장"),
        ("카를로타 펠리페 멘데스 공군사령관은 지난해 방한했다.", "카를로타 펠리페 멘데스", "사령관"),
        ("페레이라 데 루에다 해군사령관은 지난해 방한했다.", "페레이라 데 루에다", "사령관"),
        ("한나루 장관과 카미르 알 나세르 페루 국방부 장관이 만났다.", "카미르 알 나세르", "장관"),
        ("카밀라 벨트란 페루 육군 참모장은 지난해 방한했다.", "카밀라 벨트란", "참모장"),
        ("검찰은 이나루씨가 배를 타려 했다고 밝혔다.", "이나루", "씨"),
    ],
)
def test_the_name_before_a_title_is_a_person(text: str, name: str, title: str) -> None:
    assert people(text).get(name) == title


@pytest.mark.parametrize(
    "text",
    [
        "중남미 시장 진출을 노린다고 회사는 밝혔다.",  # a market, no mayor
        "한국수력원자력(한수원)이 나섰다. 한수원 사장은 오늘 말했다.",
        "가장 중요한 것은 배터리 사업이 시장에서 인정받는 것이다.",
        "서다온 기자 sdo@example.com",
        "협력을 도왔고 대표는 이를 환영한다고 밝혔다.",
        "정부 대표는 회의가 끝났다고 말했다.",
        "라벤통신에 따르면 벨트라 총리는 회의를 열었다.",  # "according to" is no first name
    ],
)
def test_other_words_before_a_title_are_none(text: str) -> None:
    assert people(text) == {}
