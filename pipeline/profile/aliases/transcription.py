"""Spanish names -> Hangul, after the loanword spelling of the National Institute of Korean Language (1986), Spanish."""

from __future__ import annotations

import re
import unicodedata

_VOWELS = {"a": "ㅏ", "e": "ㅔ", "i": "ㅣ", "o": "ㅗ", "u": "ㅜ", "ya": "ㅑ", "ye": "ㅖ", "yo": "ㅛ", "yu": "ㅠ",
           "wa": "ㅘ",           "we": "ㅞ", "wi": "ㅟ", "wo": "ㅝ", "eu": "ㅡ"}  # fmt: skip
_MEDIALS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_ONSETS = {"b": "ㅂ", "v": "ㅂ", "c": "ㅋ", "k": "ㅋ", "d": "ㄷ", "f": "ㅍ", "g": "ㄱ", "h": "", "j": "ㅎ",
           "l": "ㄹ", "m": "ㅁ",           "n": "ㄴ", "p": "ㅍ", "r": "ㄹ", "s": "ㅅ", "z": "ㅅ",
           "t": "ㅌ", "w": "", "C": "ㅊ", "N": "ㄴ", "": "ㅇ"}  # fmt: skip
_CODAS = {"n": 4, "m": 16, "l": 8, "b": 17, "p": 17, "c": 1, "k": 1, "N": 4}


def hangul_of_spanish(name: str) -> str:
    """Transcribe a Spanish name, word by word; "" when a letter has no rule. Chinchero -> 친체로."""
    words = [_word(word) for word in re.split(r"[\s\-]+", name) if word]
    return " ".join(words) if words and all(words) else ""


def _word(word: str) -> str:
    sounds = _sounds(word)
    if not re.fullmatch(r"[abcdefghijklmnopqrstuvwzyCN]+", sounds):
        return ""
    syllables: list[list[object]] = []  # [onset, vowel, coda]
    place = 0
    while place < len(sounds):
        place = _next(sounds, place, syllables)
    return "".join(_compose(str(onset), str(vowel), int(str(coda))) for onset, vowel, coda in syllables)


def _sounds(word: str) -> str:
    """Letters as they sound: c before e is s, qu is k, ll is y."""
    plain = word.lower().replace("ñ", "N")
    plain = "".join(char for char in unicodedata.normalize("NFD", plain) if unicodedata.category(char) != "Mn")
    for pattern, sound in (
        ("ch", "C"), ("ll", "y"), ("rr", "r"), ("qu(?=[ei])", "k"), ("gu(?=[ei])", "g"), ("g(?=[ei])", "j"),
        ("c(?=[ei])", "s"), ("ph", "f"), ("th", "t"), ("(?<=[aeiou])x(?=[aeiou])", "ks"), ("x", "s"), ("q", "k"),
        ("(?<=[aeiou])y$", "i"), ("ss", "s"),
        ("cc", "k"), ("tt", "t"), ("mm", "m"),
    ):  # fmt: skip
        plain = re.sub(pattern, sound, plain)
    return plain


def _next(sounds: str, place: int, syllables: list[list[object]]) -> int:
    vowel = re.match(
        r"(?P<onset>[bcdfghjklmnprstvwzCN]?)(?P<vowel>y[aeou]|u(?=[aeio])[aeio]|[aeiou]|y)", sounds[place:]
    )
    if vowel:
        onset, core = vowel.group("onset"), vowel.group("vowel")
        if onset not in {"", "c", "g"} and core[0] == "u" and len(core) > 1:
            core = "u"  # 수아레스 and 후안, but 과
        length = len(onset) + len(core)
        core = {"y": "i"}.get(core, core)
        core = "w" + core[1] if len(core) == 2 and core[0] == "u" else core
        if onset == "l" and syllables and syllables[-1][2] == 0 and place:
            syllables[-1][2] = 8  # Boluarte -> 볼루: l between vowels is written twice
        if onset == "N":
            core = {"a": "ya", "e": "ye", "o": "yo", "u": "yu"}.get(core, core)
        syllables.append([onset, core, 0])
        return place + length
    letter, final = sounds[place], place + 1 >= len(sounds) or sounds[place + 1] not in "aeiouy"
    blends = letter in "bpck" and sounds[place + 1 : place + 2] in {"r", "l"}  # 가브리엘
    if final and not blends and letter in _CODAS and syllables and syllables[-1][2] == 0:
        syllables[-1][2] = _CODAS[letter]
    elif letter != "h":
        syllables.append([letter, "eu" if letter in _ONSETS else "i", 0])
    return place + 1


def _compose(onset: str, vowel: str, coda: int) -> str:
    initial = _INITIALS.index(_ONSETS.get(onset, "ㅇ") or "ㅇ")
    return chr(0xAC00 + (initial * 21 + _MEDIALS.index(_VOWELS[vowel])) * 28 + coda)
