"""Korean personal names in Latin letters and in Hangul: telling them, and comparing them syllable by syllable.

Newspapers romanise as the bearer likes (Lee, Yi, Rhee for one surname), so a name is compared through the set of Hangul
that each syllable may stand for, never by the distance of its letters: that would make one person of Choi Jong-uk and
Choi Jong-kun. The official romanisation is that of the Ministry of Culture (2000); the habits around it are tabled.
"""

from __future__ import annotations

import re
from functools import lru_cache

# Hangul surname -> spellings met in the press, lower case.
_SURNAMES = {
    "김": "kim gim", "이": "lee yi rhee i ri li", "박": "park pak bak", "최": "choi choe",
    "정": "jung jeong chung chong", "강": "kang gang", "조": "cho jo", "윤": "yoon yun", "장": "jang chang",
    "임": "lim im rim", "한": "han", "오": "oh o", "서": "seo suh so", "신": "shin sin", "권": "kwon gwon",
    "황": "hwang", "안": "ahn an", "송": "song", "류": "ryu ryoo yoo", "유": "yoo yu you ryu",
    "전": "jeon jun chun", "홍": "hong", "고": "ko go koh", "문": "moon mun", "양": "yang", "손": "son sohn",
    "배": "bae pae", "백": "baek paik back baik", "허": "heo hur huh", "남": "nam", "심": "shim sim",
    "노": "noh roh no", "하": "ha", "곽": "kwak gwak", "성": "sung seong", "차": "cha", "주": "joo ju",
    "우": "woo u wu", "구": "koo goo ku gu", "나": "na ra", "민": "min", "진": "jin chin", "지": "ji jee chi",
    "엄": "eom um uhm", "채": "chae", "원": "won", "천": "cheon chun", "방": "bang pang", "공": "kong gong",
    "현": "hyun hyeon", "함": "ham", "여": "yeo yuh", "추": "choo chu", "도": "do", "소": "so", "석": "seok suk",
    "선": "sun seon", "설": "seol sul", "마": "ma", "길": "gil kil", "연": "yeon", "위": "wi", "표": "pyo",
    "명": "myung", "기": "ki", "반": "ban", "라": "ra", "왕": "wang", "금": "keum", "옥": "ok", "육": "yook",
    "인": "in", "맹": "maeng", "제": "je", "모": "mo", "탁": "tak", "국": "kook", "어": "eo", "은": "eun",
    "편": "pyun", "용": "yong", "예": "ye",
}  # fmt: skip
SURNAMES_HANGUL = frozenset(_SURNAMES)
_BY_SPELLING: dict[str, frozenset[str]] = {
    spelling: frozenset(hangul for hangul, spellings in _SURNAMES.items() if spelling in spellings.split())
    for spellings in _SURNAMES.values()
    for spelling in spellings.split()
}
# Letters a syllable begins with, in the order of Unicode, and how they are written.
_ONSETS = (
    "g k", "kk gg", "n", "d t", "tt dd", "r l", "m", "b p", "pp bb", "s sh", "ss", "", "j ch", "jj", "ch", "k", "t",
    "p", "h",
)  # fmt: skip
_VOWELS = (
    "a ah", "ae ai", "ya", "yae", "eo u uh o au", "e", "yeo yu you yo", "ye yeh", "o oh", "wa", "wae", "oe oi",
    "yo yoh", "u oo ou", "wo weo", "we", "wi wie", "yu yoo you", "eu u", "ui ee eui", "i ee yi",
)  # fmt: skip
_CODAS = {0: "", 1: "k g", 4: "n", 7: "t d", 8: "l r", 16: "m", 17: "p b", 19: "t s", 21: "ng"}
_WHOLE = {"wook": "욱", "uk": "욱", "wuk": "욱", "woo": "우", "young": "영", "hyung": "형", "kyu": "규", "gue": "규"}
_LATIN = re.compile(r"([A-Za-z]+)(?:-([a-z]+|[A-Z][a-z]+)| ([A-Z][a-z]+))?")


@lru_cache(maxsize=1)
def _syllables() -> dict[str, frozenset[str]]:
    """Spelling -> the Hangul syllables it may stand for."""
    table: dict[str, set[str]] = {}
    for onset, starts in enumerate(_ONSETS):
        for vowel, middles in enumerate(_VOWELS):
            for coda, ends in _CODAS.items():
                hangul = chr(0xAC00 + (onset * 21 + vowel) * 28 + coda)
                for spelling in _spellings(starts, middles, ends):
                    table.setdefault(spelling, set()).add(hangul)
    for spelling, hangul in _WHOLE.items():
        table.setdefault(spelling, set()).add(hangul)
    return {spelling: frozenset(hangul) for spelling, hangul in table.items()}


def _spellings(starts: str, middles: str, ends: str) -> list[str]:
    return [
        start + middle + end
        for start in starts.split() or [""]
        for middle in middles.split()
        for end in ends.split() or [""]
    ]


@lru_cache(maxsize=20_000)
def hangul_sets(name: str) -> tuple[frozenset[str], ...]:
    """For each syllable of a romanised name, surname first, the Hangul it may be; empty when it is no Korean name."""
    words = re.findall(r"[A-Za-z]+", name)
    if not 2 <= len(words) <= 3 or re.search(r"[^A-Za-z\-\s]", name):
        return ()
    for surname, given in ((words[0], words[1:]), (words[-1], words[:-1])):
        parts = _given(given)
        if surname.lower() in _BY_SPELLING and parts:
            return (_BY_SPELLING[surname.lower()], *parts)
    return ()


def _given(words: list[str]) -> tuple[frozenset[str], ...]:
    syllables = _syllables()
    if len(words) == 2:
        parts = [syllables.get(word.lower()) for word in words]
        return tuple(part for part in parts if part) if all(parts) else ()
    word = words[0].lower()
    for cut in range(2, len(word) - 1):
        first, second = syllables.get(word[:cut]), syllables.get(word[cut:])
        if first and second:
            return first, second
    return ()


@lru_cache(maxsize=20_000)
def is_korean_person(text: str) -> bool:
    """Whether a romanised text is shaped like a Korean person's name: Lee Jae-myung, Yoon Suk Yeol, Jae-myung Lee.

    A surname and one undivided word ("Lee Jaemyung") is too weak by itself, and so are English names made of such
    syllables.
    """
    match = re.fullmatch(r"([A-Z][a-z]+) ([A-Z][a-z]+)[- ]([A-Za-z][a-z]+)|([A-Z][a-z]+-[a-z]+) ([A-Z][a-z]+)", text)
    return bool(match) and bool(hangul_sets(text))


def same_korean_person(first: str, second: str) -> bool:
    """Whether two romanised names may be one person: every syllable can be the same Hangul."""
    one, other = hangul_sets(first), hangul_sets(second)
    return len(one) == len(other) > 0 and all(a & b for a, b in zip(one, other, strict=True))


def writes(hangul: str, name: str) -> bool:
    """Whether the Hangul name may be written ``name`` in Latin letters."""
    sets = hangul_sets(name)
    return len(sets) == len(hangul) > 0 and all(char in options for char, options in zip(hangul, sets, strict=True))


def is_hangul_person(text: str) -> bool:
    """Two to four syllables that begin with a surname: a person, where a title stands beside it."""
    return bool(re.fullmatch("[가-힣]{2,4}", text)) and text[0] in SURNAMES_HANGUL and len(text) == 3
