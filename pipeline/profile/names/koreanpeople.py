"""People in Korean sentences: by the title behind them, and where their affiliation stands between."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.profile.frequency import korean_frequency
from pipeline.profile.koreannames import SURNAMES_HANGUL
from pipeline.profile.names.koreanorgs import COMMON, kind_by_end, kind_of, looks_like_media
from pipeline.profile.names.koreanwords import (
    EMPTY_NOUNS,
    foreign_share,
    is_everyday,
    is_noun_like,
    is_unheard,
    known_place,
    strip_particles,
)

TITLES = (
    "대통령", "장관", "차관", "총리", "대표이사", "대표", "사장", "부사장", "회장", "부회장", "의장", "의원",
    "위원장", "원장", "청장", "처장", "국장", "실장", "단장", "대사", "총재", "교수", "시장", "지사", "본부장",
    "이사장", "이사", "총장", "감독", "변호사", "대변인", "최고경영자", "전무", "상무", "소장", "판사", "사령관",
    "검사", "주석", "국무장관", "외교장관", "총사령관", "참모총장", "부장", "팀장", "센터장", "연구원장", "대행",
    "부통령", "수석", "비서실장", "은행장", "행장", "조합장", "협회장", "지부장", "부총리", "국회의장", "군수",
    "여사", "후보", "차장", "과장", "전문위원", "애널리스트", "CEO", "참모장", "부청장",
)  # fmt: skip
# Ends of compounds that are titles too: 해군사령관, 사업본부장, 공동대표.
_TITLE_ENDS = (
    "사령관", "본부장", "위원장", "이사장", "사무총장", "참모총장", "대변인", "공동대표", "대표이사", "차관보", "청장",
    "부총리", "지사장", "법인장", "공장장", "연구소장", "총사령관", "최고경영자", "최고책임자", "시의장", "장관",
)  # fmt: skip
OF_AGENCIES = frozenset(
    {"장관", "차관", "청장", "처장", "위원장", "원장", "대사", "총재", "사령관", "참모총장", "부총리"}
)
BYLINES = frozenset({"기자", "특파원", "앵커", "논설위원"})
_OF_COMPANIES = frozenset({"대표", "사장", "회장", "대표이사", "부사장", "부회장", "공동대표", "CEO", "최고경영자"})
_FILLERS = frozenset("전 현 신임 당시 국가안보 공동 부 각자 전임 직무대행 수석 임시 최고 겸 및 내정자 후보자".split())
_ALSO_NOUNS = frozenset({"시장", "지사", "대행", "수석", "감독", "부장", "이사", "검사", "과장"})  # a market, a branch
_MOST_BETWEEN = 5  # words of affiliation between a person and the title
_JOB_NOUNS = ("조선소", "정부", "정책", "주한", "본사", "지사", "법인", "국방", "외교", "산업", "부처", "당국")
# Syllables that no Korean given name has: 차베스 is no Mr. Cha.
_NEVER_GIVEN = frozenset("스즈츠크트프르브드그베페케테레메헤카타파토코포피키티디버터퍼커너러저허머왔했됐었았겠")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence; ``start`` and ``end`` are places in the paragraph. ``tied``: only a blank before it."""

    text: str
    start: int
    end: int
    tied: bool = False


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who bears a title: words ``[first, last]`` are the person, ``home`` the word of the affiliation or -1."""

    first: int
    last: int
    title: str
    home: int = -1


@lru_cache(maxsize=50_000)
def title_in(word: str) -> str:
    """``사장``, ``해군사령관이`` -> the title; "" when the word is none."""
    stem = strip_particles(word)
    for form in (word, stem):
        if form in TITLES or form in BYLINES:
            return form
        end = next((end for end in _TITLE_ENDS if form.endswith(end)), "")
        if end:
            return end
    return ""


def bearer_of(words: Sequence[Word], index: int, known: Container[str]) -> Bearer | None:
    """Who bears the title that ``words[index]`` is; None when it is no title or nobody can tell.

    ``박대준 쿠팡 대표``, ``이재명 대통령``, ``루이스 실바 시마 조선소 사장``. ``known`` are names that only look like
    people: 한수원 사장.
    """
    title = title_in(words[index].text)
    if not title or title in BYLINES or not words[index].tied:
        return None
    first = index
    while first > 0 and words[first].tied and index - first < _MOST_BETWEEN + 3 and _goes_on(words[first - 1].text):
        first -= 1
    run = list(range(first, index))
    for place in run:
        beside = place == index - 1 or words[place + 1].text in _FILLERS
        seldom = korean_frequency(words[place].text) < (_EVERYBODYS if beside else _SELDOM)
        unsure = title in _ALSO_NOUNS and not beside
        if seldom and not unsure and is_person(words[place].text) and words[place].text not in known:
            between = [word for word in range(place + 1, index) if words[word].text not in _FILLERS]
            return Bearer(place, place, title, between[0] if len(between) == 1 else -1)
    return _foreigner(words, run, title, known) or _only_home(words, run, title)


@lru_cache(maxsize=50_000)
def _goes_on(text: str) -> bool:
    """Whether what stands before a title may belong to it: no particle, no verb."""
    if text in _FILLERS or kind_of(text):
        return True
    return (
        strip_particles(text) == text
        or (known_place(text) is not None)
        or text.endswith(("로", "이", "가", "도", "나"))
        or (text.endswith("만") and is_foreign(text))  # 빈살만
    )


def _foreigner(words: Sequence[Word], run: list[int], title: str, known: Container[str]) -> Bearer | None:
    """``디나 볼루아르테 대통령``: two foreign words and more, before the title or before the affiliation."""
    for begin in run:
        end = begin
        while end in run and _is_foreign_here(words, begin, end) and words[end].text not in known:
            end += 1
        if end - begin >= 2 and _sounds_foreign([words[place].text for place in range(begin, end)]):
            return Bearer(begin, end - 1, title)
    return None


def _is_foreign_here(words: Sequence[Word], begin: int, place: int) -> bool:
    """Whether a word goes on a foreign name: behind a small word of surnames, 알 사우드, whatever it looks like."""
    text = words[place].text
    behind = place > begin and words[place - 1].text in _PARTICLES
    return is_foreign(text) or (behind and _may_be_surname(text))


@lru_cache(maxsize=50_000)
def _may_be_surname(text: str) -> bool:
    plain = bool(re.fullmatch("[가-힣]{2,6}", text)) and korean_frequency(text) < _SELDOM
    return plain and not known_place(text) and not kind_of(text) and strip_particles(text) == text


def _only_home(words: Sequence[Word], run: list[int], title: str) -> Bearer | None:
    """``현대로템 사장``: a company and the title of somebody without a name."""
    home = run[-1] if run else -1
    if home < 0 or title not in _OF_COMPANIES or not may_be_home(words[home].text):
        return None
    return Bearer(home, home - 1, title, home)


def may_be_home(word: str) -> bool:
    """Whether a word before a title may name what its bearer heads."""
    return (
        len(word) >= 2
        and word not in COMMON
        and word not in _FILLERS
        and not known_place(word)
        and not is_everyday(word)
        and not title_in(word)
        and strip_particles(word) == word
    )


@lru_cache(maxsize=50_000)
def is_person(word: str) -> bool:
    """Three syllables that begin with a surname and are no noun."""
    return (
        bool(re.fullmatch("[가-힣]{3}", word))
        and word[0] in SURNAMES_HANGUL
        and not _NEVER_GIVEN.intersection(word[1:])
        and word not in COMMON
        and not known_place(word)
        and not kind_by_end(word)
        and not looks_like_media(word)
        and not word.endswith(_NO_GIVEN_NAME)
        and strip_particles(word) == word
        and not word.endswith(("으로", "에서", "에게", "까지", "부터", "이나", "라고", "하고"))
        and is_noun_like(word)
    )


_NO_GIVEN_NAME = tuple("단실부청처팀회법체의을를는객과")  # 정책실, 방사청, 공동체


@lru_cache(maxsize=50_000)
def is_foreign(word: str) -> bool:
    """``볼루아르테``: Hangul that is no noun of the language, no place and no organisation."""
    if (
        kind_of(word)
        or not re.fullmatch("[가-힣]{1,8}", word)
        or word in COMMON
        or known_place(word)
        or word in _FILLERS
        or word in EMPTY_NOUNS
    ):
        return False
    if len(word) < 2:
        return word in _PARTICLES or word in _SHORT_NAMES
    looks_verbal = not is_noun_like(word) and not (is_unheard(word) and foreign_share(word) >= _STRANGE)  # 루에다
    if looks_verbal or word[-1] in "은는을를의" or word.startswith(_JOB_NOUNS):
        return False
    stem = strip_particles(word)
    if stem != word and is_everyday(stem):
        return False  # 사업이
    strange = foreign_share(word) >= _STRANGE or is_unheard(word)
    return strange and korean_frequency(word) < _EVERYBODYS and not _is_compound(word)


def _is_compound(word: str) -> bool:
    return is_everyday(word) and not korean_frequency(word)


def _sounds_foreign(words: Sequence[str]) -> bool:
    """Whether one of them at least is unknown to the language and one is full of syllables of foreign spellings."""
    strange = max(foreign_share(word) for word in words)
    return strange >= 0.5 and min(korean_frequency(word) for word in words) < _SELDOM


_EVERYBODYS = 4.8  # zipf of a noun that is none of a name: 정부, 사업
_SELDOM = 4.0
# Small words of surnames, as in Abdullah bin Bandar Al Saud and Ursula von der Leyen; first names of one syllable.
_PARTICLES = frozenset("알 엘 빈 이븐 데 델 드 디 폰 반".split())
_SHORT_NAMES = frozenset("존잭폴톰팀벤밥마크피")
_STRANGE = 0.3  # share of foreign syllables
