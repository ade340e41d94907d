"""What kind of thing a Korean word names, by its last syllables, its Latin letters or the house it belongs to."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

from pipeline.model.profile import EntityType
from pipeline.profile import lexicon
from pipeline.profile.frequency import korean_frequency
from pipeline.profile.names.koreanwords import is_everyday, is_unheard, known_place


@cache
def _tables() -> dict[str, tuple[str, ...]]:
    """The lists of ``koreanorgs.txt``: name -> words, in their order."""
    tables: dict[str, tuple[str, ...]] = {}
    name = ""
    for line in files("pipeline.profile.names").joinpath("koreanorgs.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            tables[name] = (*tables.get(name, ()), *line.split())
        elif not line.startswith("#"):
            name = line
    return tables


_ENDS = tuple(
    (kind, _tables()[f"ends {kind.value}"])
    for kind in (
        EntityType.AGREEMENT,
        EntityType.PROJECT,
        EntityType.EVENT,
        EntityType.AGENCY,
        EntityType.ORGANISATION,
        EntityType.COMPANY,
    )
)
COMMON = frozenset(_tables()["common"])  # nouns that end like names of organisations, and generic ones
MEDIA = frozenset(_tables()["media"])
_HOUSES = _tables()["houses"]  # 삼성전자, 한화오션
_LATIN_HOUSES = frozenset(_tables()["latin-houses"])
_TRADES = frozenset((*dict(_ENDS)[EntityType.COMPANY], *_tables()["trades"]))  # behind a house: SK이노베이션
_NO_TRADES = frozenset(_tables()["no-trades"])  # SK그룹사, SK사태
_LATIN_HEAD = re.compile(r"([A-Z][A-Za-z&]{1,9})([가-힣]{2,})")
# Latin letters before a Hangul noun that make no name of it: AI기술, SAR위성, PF대출.
_CONCEPTS = lexicon.CONCEPT_ACRONYMS | set("pf sar ess smr ctv rps rec epc bim vr ott nft sns cng cbm".split())
_NO_MINISTRY = (
    "정부", "일부", "내부", "외부", "전부", "여부", "간부", "남부", "북부", "동부", "서부", "중부", "하부", "상부",
    "본부", "대부", "세부", "후반부", "사령부", "공부", "기부", "투부", "행정부",
)  # fmt: skip
_MEDIA_ENDS = ("일보", "신문", "방송", "뉴스", "타임스", "저널", "뉴시스", "데일리", "투데이", "통신")


@lru_cache(maxsize=50_000)
def kind_of(stem: str) -> EntityType | None:
    """What a word names by itself, or None: for want of a telling end, and for compounds of everyday nouns."""
    if len(stem) < 3 or stem in COMMON or is_media_name(stem) or stem[0].isdigit() or stem.endswith(_BUILDINGS):
        return None
    head = _LATIN_HEAD.fullmatch(stem)
    if head and head.group(1).lower() in _CONCEPTS:
        return None
    kind = kind_by_end(stem)
    if kind and (kind not in _DOUBTFUL or not is_everyday(stem) or _begins_with_place(stem)):
        return kind
    return _of_house(stem) or (EntityType.AGENCY if _is_ministry(stem) else None)


def headed_by(stem: str) -> str:
    """``방위사업청`` of 방위사업청장: the authority whose head a word names, "" for none."""
    body = stem[:-1] if stem.endswith("장") and len(stem) >= 4 else ""
    return body if kind_of(body) is EntityType.AGENCY else ""


def is_office(stem: str) -> bool:
    """``군비청``: behind a country's name what ends in 청 is one of its authorities, but a request is none."""
    return len(stem) >= 3 and stem.endswith("청") and not stem.endswith(_NO_OFFICE) and stem not in COMMON


_NO_OFFICE = ("요청", "신청", "초청", "재청", "간청", "시청", "도청", "구청", "군청")
_BUILDINGS = ("빌딩", "타워", "공장", "캠퍼스", "사옥")
# Kinds of which a compound of everyday nouns is as likely the thing itself: 그린에너지, 민간공항, 방산전시회.
_DOUBTFUL = frozenset({EntityType.COMPANY, EntityType.PROJECT, EntityType.EVENT, EntityType.ORGANISATION})


@lru_cache(maxsize=50_000)
def kind_by_end(stem: str) -> EntityType | None:
    """By the last syllables alone; 그린에너지 counts as a company, so ask ``kind_of`` first."""
    if stem in COMMON:
        return None
    for kind, ends in _ENDS:
        if stem.endswith(ends) and (len(stem) > 3 or kind is EntityType.AGENCY):
            return kind
    return None


def _begins_with_place(stem: str) -> bool:
    """``한국항공우주산업``, ``동해가스전``: everyday nouns behind a place are a name."""
    return len(stem) >= 5 and (stem.startswith(("대한", "국립")) or any(known_place(stem[:size]) for size in (2, 3)))


def is_media_name(stem: str) -> bool:
    """``매일경제``, ``빌리어드뉴스``: a source."""
    return stem in MEDIA or bool(_NEWS_AGENCY.fullmatch(stem))


_NEWS_AGENCY = re.compile("[A-Z]{2,5}통신")  # AFP통신


def looks_like_media(stem: str) -> bool:
    """By its end; to be asked where a source stands: in a byline or a picture credit."""
    return is_media_name(stem) or (len(stem) >= 4 and stem.endswith((*_MEDIA_ENDS, "경제", "비즈", "닷컴")))


def _of_house(stem: str) -> EntityType | None:
    """``삼성전자``, ``SK이노베이션``, ``CS윈드``: a house and what it does."""
    match = _LATIN_HEAD.fullmatch(stem)
    if match:
        head, noun = match.groups()
        if head in _LATIN_HOUSES:
            return EntityType.COMPANY if noun not in _NO_TRADES else None
        known = head.lower() in _CONCEPTS or not head[:2].isupper()
        return None if known or (noun not in _TRADES and is_everyday(noun)) else EntityType.COMPANY
    house = next((house for house in _HOUSES if stem.startswith(house) and len(stem) >= len(house) + 2), "")
    noun = stem.removeprefix(house)
    return EntityType.COMPANY if house and (noun in _TRADES or is_unheard(stem)) else None


def home_of_house(stem: str) -> str:
    """``KR`` for companies of a Korean house, "" for others."""
    head = _LATIN_HEAD.fullmatch(stem)
    return "KR" if (head and head.group(1) in _LATIN_HOUSES) or stem.startswith(tuple(_HOUSES)) else ""


def _is_ministry(stem: str) -> bool:
    """``산업통상자원부``: five syllables and more that end in 부 and in none of its everyday nouns."""
    hangul = re.fullmatch("[가-힣]{5,}", stem)
    return bool(hangul) and stem.endswith("부") and not stem.endswith(_NO_MINISTRY)


def is_rare(stem: str) -> bool:
    """Whether a stem is no word that everybody uses: it may be a name where something else says so."""
    return korean_frequency(stem) < _RARE and not is_everyday(stem)


_RARE = 4.0
