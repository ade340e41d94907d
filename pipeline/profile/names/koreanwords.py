"""Korean words: particles off, and whether a word is made of everyday nouns, by a table of how common morphemes are."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.profile.frequency import korean_frequency
from pipeline.profile.places import Place, place_of

WORD = re.compile(r"[가-힣A-Za-z0-9·&]*[가-힣][가-힣A-Za-z0-9·&]*|[A-Z][A-Za-z0-9&]+")
LONGEST_WORD = 40  # syllables; what is longer is no word but text without blanks


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PARTICLES = _set(
    "은 는 이 가 을 를 의 에 에서 에게 에는 에서는 에도 에게서 로 으로 로는 으로는 로서 으로서 로부터 "
    "으로부터 와 과 도 만 까지 부터 보다 처럼 이나 이라는 라는 이라고 라고 이며 며 이고 측은 측이 "
    "측 등 등은 등이 등을 등의 등과 조차 마저 이다 인 였던 께서 에선 과의 와의 으로의 로의 이라며 라며 에만 "
    "만이 들 들은 들이 들을 들의 간 간의 내 발 서"
)
_LONGEST_PARTICLE = max(map(len, _PARTICLES))
# One syllable behind a noun that makes another noun of it: 부유식, 전문가, 관계자, 국제적.
_NOUN_SUFFIXES = frozenset("성화식적형용률권비료원사자군단지가인품급류론법력장실부과국팀기계업물")
_UNKNOWN = (9.0, 3.0)  # cost of a stretch that the table does not hold: once, and for each of its syllables
_COMMON = 3.7  # zipf from which a noun is everyday language: 사태, not 쿠팡
_IN_COMPOUND = 3.2  # zipf of the rarest part of a compound of the language: 해상풍력, not 오스테드
_CEILING = 9.0
_RIEUL = 8  # number of ㄹ among the final consonants
_RATHER_A_STEM = 2.0  # zipf by which a stem must be commoner than the word that it would leave whole
# How unlikely a particle is: 의 ends many nouns, 발 and 내 are seldom particles at all.
_PARTICLE_COST = {"의": 1.8, **dict.fromkeys(("발", "내", "간", "인", "들", "등", "측", "서", "도", "만", "로"), 2.8)}
_SURE = frozenset("은 는 이 가 을 를 과 와 에서 으로 에게".split())
_PARTICLE_COST |= dict.fromkeys(_SURE, -0.6)


@lru_cache(maxsize=50_000)
def strip_particles(word: str) -> str:
    """``쿠팡은`` -> ``쿠팡``; at least two syllables stay. 환경영향평가 and place names stay whole.

    Of all ways to part the word the likeliest wins, by how common its morphemes are; where the table knows none, the
    longest particle goes.
    """
    if len(word) > LONGEST_WORD or known_place(word):
        return word
    if len(word) > 2 and word.endswith("법상"):
        return word[:-1]  # 보호법상: "under the act"
    stem = _stem(word)
    if not stem or korean_frequency(word) > max(_IN_COMPOUND, korean_frequency(stem) - _RATHER_A_STEM):
        return word
    ministry = len(stem) >= 4 and stem.endswith(("부", "청", "처"))  # 무역관광부도 holds no 부도, a bankruptcy
    if ministry or (word[len(stem) :] in _SURE and not is_everyday(word)):
        return stem
    return min((word, stem), key=lambda form: (_cost(word, form), len(form)))


@lru_cache(maxsize=50_000)
def known_place(word: str) -> Place | None:
    """``place_of``, remembered: the same words come again and again."""
    return place_of(word)


def _stem(word: str) -> str:
    """What is left without the longest particle, "" when none may go: 것으로 is no 것으 with 로.

    Many particles have one shape behind a consonant and another behind a vowel, so 전문가 holds no 가.
    """
    for size in range(min(_LONGEST_PARTICLE, len(word) - 1), 0, -1):
        if word[-size:] in _PARTICLES and _fits_behind(word[-size:], word[-size - 1]):
            return word[:-size] if len(word) - size >= 2 else ""
    return ""


_BEHIND_CONSONANT = ("은", "이", "을", "과", "으로")
_BEHIND_VOWEL = ("는", "가", "를", "와")


def _fits_behind(particle: str, syllable: str) -> bool:
    if not "가" <= syllable <= "힣":
        return True  # Latin letters and numbers, however they are read
    closed = bool((ord(syllable) - 0xAC00) % 28)
    if particle == "로":
        return not closed or (ord(syllable) - 0xAC00) % 28 == _RIEUL
    wrong = _BEHIND_VOWEL if closed else _BEHIND_CONSONANT
    return particle not in wrong


def _cost(word: str, stem: str) -> float:
    """Of reading ``word`` as ``stem`` with a particle; one that is cut off is as common as particles are."""
    if stem == word:
        return _parts(word)[0]
    particle = word[len(stem) :]
    return _parts(stem)[0] + _PARTICLE_COST.get(particle, 0.8)


@lru_cache(maxsize=50_000)
def _parts(word: str) -> tuple[float, tuple[str, ...]]:
    """The likeliest parting into nouns, and its cost; what the table does not hold is one part, however long."""
    if len(word) > LONGEST_WORD:
        return _UNKNOWN[0] + _UNKNOWN[1] * len(word), (word,)
    best: list[tuple[float, tuple[str, ...]]] = [(0.0, ())]
    for end in range(1, len(word) + 1):
        ways = []
        for start in range(max(0, end - 8), end):
            cost, parts = best[start]
            ways.append((cost + _price(word[start:end], start), (*parts, word[start:end])))
        best.append(min(ways))
    return best[-1]


def _price(part: str, start: int) -> float:
    frequency = korean_frequency(part)
    if frequency and (len(part) > 1 or (start and part in _NOUN_SUFFIXES)):
        return _CEILING - frequency + (1.5 if len(part) == 1 else 0.0)
    return _UNKNOWN[0] + _UNKNOWN[1] * len(part)


@lru_cache(maxsize=50_000)
def is_everyday(stem: str) -> bool:
    """Whether a stem is a common noun, or made of nothing but nouns of the language: 사태, 부유식, 그린에너지."""
    if not re.fullmatch("[가-힣]+", stem):
        return False
    parts = _parts(stem)[1]
    if len(parts) == 1:
        return korean_frequency(stem) >= _COMMON
    if any(korean_frequency(part) < _PLAIN for part in parts) and foreign_share(stem) >= _FOREIGN_LOOKING:
        return False  # the table holds pieces of foreign names too
    return all(korean_frequency(part) >= _IN_COMPOUND if len(part) > 1 else part in _NOUN_SUFFIXES for part in parts)


# Syllables that nouns of Chinese origin seldom have and spellings of foreign names often do.
_FOREIGN = frozenset(
    "르츠크트프스즈드브그러로루라레리키티피치디비니미파타카페테케포토코퍼터커푸투쿠바베뇨냐너버저허머헤메네"
)
_FOREIGN_LOOKING = 0.4  # share of such syllables
_PLAIN = 4.0  # zipf from which a part of a compound is a noun beyond doubt


def foreign_share(word: str) -> float:
    """The share of syllables that spellings of foreign names are made of: 1 for 트레이스, 0 for 환경."""
    return sum(char in _FOREIGN for char in word) / len(word)


@lru_cache(maxsize=50_000)
def is_unheard(stem: str) -> bool:
    """Whether the table neither holds a stem nor can make it of what it holds: 에퀴노르, 해울이."""
    return not korean_frequency(stem) and not is_everyday(stem)


_VERBAL = re.compile(
    r"(?:[다고며서면게지]|[하되했됐]는|[하된될할한함됨]|했던|하던|면서|지만|으며|라며|다며|려고|도록|어서|아서|해서|니다|습니다|는데|은데)$"
)
EMPTY_NOUNS = _set(
    "이번 지난 오는 대한 위한 통해 위해 대해 관련 이후 이날 당시 현재 최근 올해 지난해 내년 오전 오후 이상 이하 "
    "가운데 경우 때문 정도 모두 또한 특히 한편 다시 함께 이어 따라 따른 있는 없는 같은 많은 가장 매우 더욱 약 총 "
    "각 및 등 것 수 그 이 저 우리 만원 억원 조원 만명 달러 원 년 월 일 개월 시간 번째 첫 두 세 네 여러 다른 모든 "
    "어떤 이런 그런 대로 동안 사이 이전 다음 관계자 설명 발표 밝힌 말한 전한 이라 라고 대표 사장 회장 장관 대통령 "
    "것으로 관련해 일부 정부 밝혔 기자들 국민 사실 것이 있다 없다 한다 했다 것을 것은 "
    "기자 사진 제공 뉴스 연합뉴스 하지만 그러나 그리고 따르면"
)


def is_noun_like(stem: str) -> bool:
    """Whether a word without its particle may be a noun worth a term: no verb form, no word of time or of reporting."""
    return len(stem) >= 2 and stem not in EMPTY_NOUNS and (is_everyday(stem) or not _VERBAL.search(stem))
