"""What Korean words name by themselves."""

from __future__ import annotations

import pytest

from pipeline.model.profile import EntityType
from pipeline.profile.names.koreanorgs import home_of_house, is_media_name, is_office, kind_of, looks_like_media


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("새만금개발원", EntityType.AGENCY),
        ("산업통상자원부", EntityType.AGENCY),
        ("한국라벤협회", EntityType.ORGANISATION),
        ("라벤도르에너지", EntityType.COMPANY),
        ("한국항공우주산업", EntityType.COMPANY),
        ("SK이노베이션", EntityType.COMPANY),
        ("LS전선", EntityType.COMPANY),
        ("QV윈드", EntityType.COMPANY),
        ("HD현대중공업", EntityType.COMPANY),
        ("삼성바이오로직스", EntityType.COMPANY),
        ("동해가스전", EntityType.PROJECT),
        ("개인정보보호법", EntityType.AGREEMENT),
    ],
)
def test_the_end_or_the_house_tells(word: str, kind: EntityType) -> None:
    assert kind_of(word) is kind


@pytest.mark.parametrize(
    "word",
    [
        "그린에너지",
        "라벤행정부",
        "청정에너지",
        "AI반도체",
        "SAR위성",
        "TV홈쇼핑",
        "방위산업",
        "위원회",
        "정부",
        "SK서린빌딩",
        "4대금융그룹",
        "현대인",
    ],
)
def test_common_nouns_and_concepts_name_nothing(word: str) -> None:
    assert kind_of(word) is None


def test_the_houses_are_korean() -> None:
    assert home_of_house("SK이노베이션") == home_of_house("삼성전자") == "KR"
    assert home_of_house("라벤전자") == ""


def test_papers_are_sources() -> None:
    assert is_media_name("연합뉴스")
    assert not is_media_name("서해일보")
    assert looks_like_media("서해일보")


def test_a_news_agency_is_a_source() -> None:
    assert is_media_name("QVN통신")
    assert not is_media_name("이동통신")


@pytest.mark.parametrize(
    ("word", "office"), [("항만물자청", True), ("요청", False), ("초청", False), ("접종신청", False)]
)
def test_an_office_is_no_request(word: str, *, office: bool) -> None:
    assert is_office(word) is office
