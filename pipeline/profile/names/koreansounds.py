"""Whether a Hangul spelling and a Latin one sound alike: 에퀴노르 and Equinor, 쿠팡 and Coupang.

Both are aligned sound by sound. Hangul is broken into letters (compound vowels into their parts, the empty ㅡ left
out); each group of Latin letters may stand for any of the sounds that Korean papers write for it, after the loanword
spelling of the National Institute of Korean Language (1986) and the romanisations met in the press.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import islice, product

ALIKE = 0.93  # from which two names are one; below, a person must say so
_MOST_LETTERS = 60  # of either name: a longer one is no name, and the alignment is quadratic
_ONSETS = "K K N T T L M P P S S - C C C K T P H".split()
_VOWELS = "a e ia ie v e iv ie o oa oe oi io u uv ue ui iu - i i".split()  # v is ㅓ, e both ㅔ and ㅐ
_CODAS = "- K K K N N N T L L L L L L L L M P P T T G T T K T P H".split()  # G is ㅇ at the end: ng
_SOUNDS = {
    "b": "P", "c": "K S C", "ch": "C K S H", "ck": "K", "d": "T", "f": "P", "g": "K C H", "gh": "K -", "gn": "N Ni",
    "gu": "K Ku", "h": "H -", "j": "C H i", "k": "K", "kh": "K H", "l": "L", "ll": "L i", "m": "M", "n": "N",
    "ng": "G NK NC GK", "nk": "GK NK", "p": "P", "ph": "P", "q": "K", "qu": "K Ku Ko", "r": "L -", "s": "S C",
    "sc": "S SK", "sch": "S SK", "sh": "S Si Su", "t": "T", "tch": "C", "th": "S T", "tion": "SivN SiN", "ts": "C",
    "tz": "C TS", "v": "P", "w": "u o P -", "wh": "u H Ho Hu", "x": "KS S C H", "y": "i ai -", "z": "C S", "zh": "C",
    "a": "a e ei v",
    "aa": "a", "ae": "e", "air": "ev", "ai": "ai ei e", "au": "o au", "aw": "o", "ay": "ei ai", "e": "e i v",
    "ea": "i e ia ea",
    "ee": "i", "ei": "ai ei i", "eo": "v io eo", "er": "v", "eu": "- oi eu iu v", "ew": "iu u", "ey": "i ei",
    "i": "i ai", "ia": "ia iv", "ie": "i ie ai", "igh": "ai", "io": "io iv", "o": "o v a", "oa": "o oa",
    "oe": "oe e oi o", "oi": "oi oa", "on": "vN N", "oo": "u o", "ou": "u o v au", "ow": "o au", "oy": "oi",
    "u": "u v iu o a",
    "ue": "u ue iu", "ui": "ui u i", "ur": "v", "wa": "oa ua o", "wo": "uv uo o", "yo": "io iv", "yeo": "iv",
    "ye": "ie e",
}  # fmt: skip
_LATIN = {spelling: tuple(sound.strip("-") for sound in sounds.split()) for spelling, sounds in _SOUNDS.items()}
_LONGEST_SPELLING = max(map(len, _LATIN))
_SINGLE = str.maketrans({"ø": "o", "æ": "ae", "å": "o", "ß": "ss", "ł": "l", "đ": "d", "ı": "i", "œ": "oe"})
_SILENT = 0.1  # an e that nobody hears


@lru_cache(maxsize=50_000)
def likeness(hangul: str, latin: str) -> float:
    """How alike two spellings sound: 1 for the same sounds, 0 for none in common. Blanks and marks do not count."""
    heard, letters = _heard(hangul), _letters(latin)
    if not heard or not letters or max(len(heard), len(letters)) > _MOST_LETTERS:
        return 0.0
    return max(0.0, 1 - _distance(heard, letters) / len(heard))


def alike(hangul: str, latin: str) -> bool:
    """Whether the two may be taken for one name without asking."""
    return likeness(hangul, latin) >= ALIKE


def begins_like(hangul: str, letter: str) -> bool:
    """Whether a Hangul word may begin with a Latin letter: 파트너스 with P."""
    return _heard(hangul).startswith(tuple(filter(None, _LATIN.get(letter.lower(), ()))))


def _heard(hangul: str) -> str:
    sounds = []
    for char in hangul:
        if "가" <= char <= "힣":
            onset, rest = divmod(ord(char) - 0xAC00, 588)
            sounds += [_ONSETS[onset], _VOWELS[rest // 28], _CODAS[rest % 28]]
        elif char.isascii() and char.isalpha():
            sounds.append(_LATIN.get(char.lower(), ("",))[0])
    return re.sub(r"([A-Z])\1", r"\1", "".join(sounds).replace("-", ""))


def _letters(latin: str) -> str:
    plain = unicodedata.normalize("NFD", latin.lower().translate(_SINGLE))
    return re.sub(r"([bcdfghjkmnpqrstvwxz])\1", r"\1", re.sub(r"[^a-z]", "", plain))


def _distance(heard: str, letters: str) -> float:
    """The cheapest alignment: a consonant too many or too few costs 1, a vowel half of it."""
    width = len(heard) + 1
    best = [[float("inf")] * width for _ in range(len(letters) + 1)]
    best[0][0] = 0.0
    for row in range(len(letters) + 1):
        for column in range(width):
            here = best[row][column]
            if column < len(heard) and here + _price(heard[column]) < best[row][column + 1]:
                best[row][column + 1] = here + _price(heard[column])
            for cost, size, length in _steps(heard, letters, row, column):
                target = best[row + size]
                target[column + length] = min(target[column + length], here + cost)
    return best[-1][-1]


def _steps(heard: str, letters: str, row: int, column: int) -> list[tuple[float, int, int]]:
    """(cost, Latin letters used, sounds used) of all ways to go on."""
    if row == len(letters):
        return []
    silent = letters[row] == "e" and (row + 1 == len(letters) or letters[row + 1] in "s")
    steps = [(_SILENT if silent else _price(letters[row]), 1, 0)]
    sizes = range(1, min(_LONGEST_SPELLING, len(letters) - row) + 1)
    return steps + [
        (0.0, size, len(sound))
        for size in sizes
        for sound in _LATIN.get(letters[row : row + size], ())
        if heard.startswith(sound, column)
    ]


def _price(sound: str) -> float:
    return 0.5 if sound in "aeiouv" else 1.0


_ROUGH = str.maketrans({"S": "T", "C": "T", "G": "N", "L": "", "H": "", **dict.fromkeys("aeiouv", "")})
_MOST_READINGS = 48


@lru_cache(maxsize=50_000)
def rough_sound(hangul: str) -> str:
    """The consonants that survive every way of spelling; names that sound alike share it with ``rough_sounds``."""
    return _squeezed(_heard(hangul))


@lru_cache(maxsize=50_000)
def rough_sounds(latin: str) -> frozenset[str]:
    """What ``rough_sound`` may be of a name in Latin letters: to look up before comparing."""
    spellings = re.findall(r"tion|tch|sch|ch|sh|ph|th|ng|gh|wh|ts|tz|[b-df-hj-np-tv-xz]", _letters(latin))
    choices = [sorted({sound.translate(_ROUGH) for sound in _LATIN[spelling]}) for spelling in spellings]
    return frozenset(_squeezed("".join(reading)) for reading in islice(product(*choices), _MOST_READINGS))


def _squeezed(sounds: str) -> str:
    return re.sub(r"(.)\1+", r"\1", sounds.translate(_ROUGH))
