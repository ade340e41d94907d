"""What may stand around a Hangul name: particles and suffixes, but not the rest of a longer word."""

from __future__ import annotations

import re

from pipeline.model.profile import EntityType

# One syllable for a country, as headlines join them (한·미, 한-페루); by ISO 3166-1 alpha-2.
COUNTRY_SYLLABLES = {
    "KR": "한", "KP": "북", "US": "미", "CN": "중", "JP": "일", "RU": "러", "GB": "영", "FR": "불", "DE": "독",
}  # fmt: skip

# Particles (조사) and the copula's commonest forms, after the standard grammar's list.
_PARTICLES = (
    "들 은 는 이 가 을 를 의 에 와 과 도 만 로 으로 에서 에게 에게서 에서는 에서도 에서의 에는 에도 에만 에의 "
    "한테 께 께서 까지 까지도 부터 부터는 보다 보다는 처럼 만큼 마다 조차 마저 밖에 이나 나 이란 란 이라 라 "
    "이라고 라고 이라는 라는 이라며 라며 이며 며 이고 고 이자 이다 다 였다 이었다 인 이지만 지만 하고 로서 "
    "으로서 로써 으로써 로의 으로의 로부터 으로부터 로는 으로는 로도 으로도 와의 과의 와는 과는 와도 과도 이든 "
    "든 이나마 뿐 뿐만 대로 등 등의 등이 등은 등을 등과 등에 등에서 등도 및 측 씨"
)
_SYLLABLE_PARTICLES = frozenset(particle for particle in _PARTICLES.split() if len(particle) == 1)
# Nouns and suffixes that news prints glued to a country's or city's name and that leave it what it is.
# 한다 and its like are for 방한 (visits Korea).
# 어 (language), 사 (history), 대 (university), 시 (city hall), 역 (station) and the like make other things.
_PLACE_NOUNS = (
    "인 인들 산 계 형 제 행 발 내 간 식 측 군 정부 당국 대통령 총리 장관 대사 대사관 국민 국회 의회 육군 해군 "
    "공군 국방부 외교부 기업 기업들 업체 시장 현지 법인 공장 지사 조선소 방산 수출 수입 방문 진출 사업 경제 무역 "
    "교역 관계 협력 투자 정상 회담 한다 한다고 했다 했다고 하는 할 하기 해 하며 한 정상회담 총괄 출신 동포 교민 "
    "전투기 전차 잠수함 함정 국적 주재 순방 국빈 남부 북부 중부 동부 서부"
)
_PERSON_TITLES = (
    "대통령 총리 장관 차관 의원 대표 후보 회장 사장 부회장 위원장 청장 실장 대사 정부 전 씨 측 행정부 지사 시장 "
    "총장 의장"
)
_MAKER_NOUNS = (
    "측 장 사 제 산 형 급 그룹 주가 주식 노조 사장 회장 대표 관계자 장관 차관 청장 대변인 전차 장갑차 전투기 "
    "잠수함 호위함 조선소 공장 본사 임원 직원 협력 수주 계약 수출 사업 공사 관계 컨소시엄"
)
# A noun of two syllables goes on as a verb (수출했다), or as one of these compounds (수출액, 방산업체).
_TERM_ENDINGS = (
    "하 한 할 함 해 했 하는 하고 하기 하며 했다 한다 된 될 돼 됐다 되는 된다 되고 시 용 액 량 업 업체 업계 산업 "
    "기업 기지 사업 계약 협력 시장 수출 수입 분야 전략 정책 협정 협상 자원 광산 회담 선언 합의 기술 체결 규모 국 "
    "국가 부 청 단 측 화 적 성 주 권 망"
)
# 주페루 (posted to), 대페루 (towards), 재페루 (living in), 방페루 (visiting), 한페루 (Korean-Peruvian).
_PLACE_PREFIXES = frozenset("주대재방한미중일")
# Made of a place's name and a suffix, and yet other things: a mountain beside Seoul.
_OTHER_WORDS = ("북한산",)
_ANY_TAIL_FROM = 4  # syllables; a name this long is not the beginning of another word


def _tail(nouns: str, more: str = "") -> re.Pattern[str]:
    def either(words: str) -> str:
        return "|".join(sorted(set(words.split()), key=lambda word: (-len(word), word)))

    return re.compile(rf"(?:{either(nouns)})?(?:{either(_PARTICLES + more)}){{0,3}}(?![가-힣])")


_PLACE_TAIL = _tail(_PLACE_NOUNS, " 서 서는 서도 서의")  # 리마서: in Lima, as headlines shorten it
_PERSON_TAIL = _tail(_PERSON_TITLES)
_MAKER_TAIL = _tail(_MAKER_NOUNS)
_TERM_TAIL = _tail(_TERM_ENDINGS)


def is_hangul(char: str) -> bool:
    """Whether ``char`` begins with a composed Hangul syllable; false for the empty string."""
    return "\uac00" <= char[:1] <= "\ud7a3"


def begins_word(text: str, start: int, kind: EntityType | None) -> bool:
    """Whether a Hangul form at ``start`` is not the rest of a longer word.

    Latin before it is a border (K방산), but not before a place: FC서울 is a club.
    """
    before = text[start - 1 : start]
    if not is_hangul(before):
        return kind is not EntityType.PLACE or not (before.isalpha() and before.isascii())
    if kind is not EntityType.PLACE or text[start - 1] not in _PLACE_PREFIXES:
        return False
    return start == 1 or not is_hangul(text[start - 2])


def ends_word(text: str, start: int, end: int, kind: EntityType | None) -> bool:
    """Whether what follows a Hangul form at [start, end) leaves it that name: nothing, particles, known suffixes.

    ``kind`` is the entity's type, or None for a word of a topic.
    """
    if not is_hangul(text[end : end + 1]):
        return True
    if kind is EntityType.PLACE and text.startswith(_OTHER_WORDS, start):
        return False
    if text[end] in _SYLLABLE_PARTICLES and not is_hangul(text[end + 1 : end + 2]):  # most are
        return True
    least = _ANY_TAIL_FROM if kind is not None else _ANY_TAIL_FROM - 1
    if end - start >= least and sum(map(is_hangul, text[start:end])) >= least:
        return True
    return _tail_for(kind).match(text, end) is not None


def _tail_for(kind: EntityType | None) -> re.Pattern[str]:
    if kind is None:
        return _TERM_TAIL
    return {EntityType.PLACE: _PLACE_TAIL, EntityType.PERSON: _PERSON_TAIL}.get(kind, _MAKER_TAIL)
