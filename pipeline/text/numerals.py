"""Numbers in running text, in digits and in words, for English, Spanish and Korean.

A value is given in single units: ``2.5 million``, ``2,5 millones`` and ``250만`` are 2500000. English counts by the
short scale (billion = 10^9), Spanish by the long one (billón = 10^12, mil millones = 10^9; Real Academia Española,
Diccionario panhispánico de dudas, "billón"), Korean by ten thousands (만 10^4, 억 10^8, 조 10^12).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

BLANK = "[ \t\u00a0\u2009\u202f]"
_MOST_NUMERALS = 5_000  # of one text: more stand only in tables of data, or in a text that means harm

# Groups of three, parted by one of these marks, and then maybe decimals; or plain digits. Nothing that goes on as a
# time, a date, a version or an address, nothing glued to a Latin word ("KF-21") but to a code of money ("KRW500"), no
# ordinal of Korean (제3자).
_DIGITS = (
    r"(?:(?<![0-9A-Za-z\u00c0-\u024f_제])|(?<=\bUSD)|(?<=\bKRW)|(?<=\bPEN)|(?<=\bEUR))"
    r"(?<![0-9][.,:/])(?<![A-Za-z\u00c0-\u024f][-–])"
    r"(?P<digits>[0-9]{1,3}(?:MARK[0-9]{3}){1,5}(?![0-9])(?:[.,][0-9]{1,4})?"
    r"|[0-9]{1,15}(?:[.,][0-9]{1,6})?)"
    r"(?![0-9]|[.,:/][0-9])"
)
_LATIN_SCALES = {
    "hundred": 2, "thousand": 3, "million": 6, "millions": 6, "billion": 9, "billions": 9, "trillion": 12,
    "trillions": 12, "bn": 9, "bln": 9, "mn": 6, "mln": 6, "tn": 12, "trn": 12, "mil millones": 9, "mil": 3, "mill": 6,
    "millón": 6, "millon": 6, "millones": 6, "billón": 12, "billon": 12, "billones": 12, "trillón": 18,
    "trillones": 18, "millardo": 9, "millardos": 9,
}  # fmt: skip
_SCALE = re.compile(
    rf"(?:{BLANK}|-)?(?P<scale>{'|'.join(sorted(_LATIN_SCALES, key=len, reverse=True))})(?![^\W_])", re.IGNORECASE
)
_HANGUL_BIG = {"만": 4, "억": 8, "조": 12, "경": 16}
_HANGUL_SMALL = {"십": 1, "백": 2, "천": 3}
_HANGUL_NUMBER = r"[0-9][0-9,]{0,11}(?:\.[0-9]{1,4})?"
_HANGUL_STEP = re.compile(
    rf"(?P<gap>{BLANK}?)(?=[0-9])(?P<small>(?P<tail>(?:{_HANGUL_NUMBER})?[십백천]){{0,3}})"
    rf"(?P<number>{_HANGUL_NUMBER})?(?P<big>[만억조경])?"
)

_UNITS = {
    "en": "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
    "dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete "
    "veintiocho veintinueve",
}
_TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "es": "treinta cuarenta cincuenta sesenta setenta ochenta noventa",
}
_HUNDREDS = {"cien": 100, "doscientos": 200, "trescientos": 300, "cuatrocientos": 400, "quinientos": 500}
_NATIVE = {
    "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10, "열한": 11, "열두": 12,
    "스무": 20,
}  # fmt: skip
_JOINTS = {"en": "-", "es": " y "}


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at ``[start, end)`` with the words that scale it. ``value`` is in single units."""

    start: int
    end: int
    value: float
    spelt: bool = False  # in words: "three"
    scaled: bool = False  # with a word like million
    digits: float = 1  # the number before its scale: 2.5 of "2.5 million"


def find_numerals(text: str, language: str) -> Iterator[Numeral]:
    """Numbers of ``text`` in order, at most 5,000; ``language`` is ISO 639-1 and decides on marks and words."""
    place = 0
    pattern = _PATTERNS.get(language, _PATTERNS["en"])
    for _ in range(_MOST_NUMERALS):
        found = pattern.search(text, place)
        if found is None:
            return
        numeral = _read(text, found, language)
        place = max(found.end(), numeral.end if numeral else 0)
        if numeral:
            yield numeral


def _words(language: str) -> dict[str, int]:
    if language == "ko":
        return _NATIVE
    first = 2
    words = {word: number for number, word in enumerate(_UNITS[language].split(), first)}
    tens = {word: (10 * number) for number, word in enumerate(_TENS[language].split(), 2 if language == "en" else 3)}
    ones = {"one": 1, "uno": 1, "un": 1, **words}
    words |= tens
    for ten, base in tens.items():
        words |= {f"{ten}{_JOINTS[language]}{one}": base + number for one, number in ones.items() if number < 10}
    if language == "es":
        words |= _HUNDREDS | {word[:-2] + "as": number for word, number in _HUNDREDS.items() if word.endswith("os")}
    # Only with a scale behind: "one million", not "one of them".
    return words | ({"one": 1, "a hundred": 100} if language == "en" else {"un": 1})


_WORDS = {language: _words(language) for language in ("en", "es", "ko")}


def _pattern(language: str) -> re.Pattern[str]:
    words = "|".join(sorted(_WORDS[language], key=len, reverse=True))
    # A native Korean numeral stands alone before its counter: "세 가지", not 세 of 세계.
    after = rf"(?={BLANK})" if language == "ko" else r"(?![^\W_]|['’.]\w|-[^\W\d_]{0,3}\b)"
    # A plain blank parts thousands in Spanish alone: "400 737 jets" are 400 jets of the type 737.
    mark = f"[.,'’\u00a0\u2009\u202f{' ' if language == 'es' else ''}]"
    return re.compile(rf"{_DIGITS.replace('MARK', mark)}|(?<![\w-])(?P<word>{words}){after}", re.IGNORECASE)


_PATTERNS = {language: _pattern(language) for language in _WORDS}


def _read(text: str, found: re.Match[str], language: str) -> Numeral | None:
    if found["word"]:
        return _spelt(text, found, language)
    hangul = _hangul(text, found.start())
    if hangul:
        return hangul
    scale = _SCALE.match(text, found.end())
    end = scale.end() if scale else found.end()
    power = _LATIN_SCALES[scale["scale"].lower()] if scale else 0
    digits = number_of(found["digits"], language, power)
    value = float(digits * Decimal(10) ** power)
    return _with_thousands(text, Numeral(found.start(), end, value, scaled=power > 0, digits=float(digits)), power)


def _spelt(text: str, found: re.Match[str], language: str) -> Numeral | None:
    word = found["word"].lower()
    scale = _SCALE.match(text, found.end()) if language != "ko" else None
    if word in {"one", "un"} and not scale:
        return None
    power = _LATIN_SCALES[scale["scale"].lower()] if scale else 0
    number = _WORDS[language if language in _WORDS else "en"][word]
    end = scale.end() if scale else found.end()
    return Numeral(found.start(), end, float(number * 10**power), spelt=True, scaled=power > 0, digits=float(number))


_THOUSANDS = re.compile(rf"{BLANK}([0-9]{{1,3}}){BLANK}mil(?![^\W_])", re.IGNORECASE)


def _with_thousands(text: str, numeral: Numeral, power: int) -> Numeral:
    """``3 millones 370 mil``."""
    rest = _THOUSANDS.match(text, numeral.end) if power == 6 else None
    if rest is None:
        return numeral
    return Numeral(numeral.start, rest.end(), numeral.value + int(rest[1]) * 1000, scaled=True, digits=numeral.digits)


def number_of(digits: str, language: str, power: int = 0) -> Decimal:
    """The value of digits with their marks.

    Two kinds of marks: the last one is the decimal mark. One kind, once, before other than three digits: decimal.
    Before three digits it parts thousands, unless it is the point of an English or Korean text ("2.937 trillion"),
    follows a lone zero, or stands in Spanish before ``billones`` and more (``power`` from 12 on), where thousands of
    them would be beyond any sum. Spanish uses both marks for thousands: Spain and Chile the point, Peru the comma.
    """
    plain = re.sub("[ '’\u00a0\u2009\u202f]", "", digits)
    marks = [char for char in plain if char in ".,"]
    if not marks:
        return Decimal(plain)
    last = marks[-1]
    whole, _, rest = plain.rpartition(last)
    if len(set(marks)) == 1 and (len(marks) > 1 or _parts_thousands(whole, last, rest, language, power)):
        return Decimal(plain.replace(last, ""))
    return Decimal(f"{whole.replace('.', '').replace(',', '')}.{rest}")


def _parts_thousands(whole: str, mark: str, rest: str, language: str, power: int) -> bool:
    if len(rest) != 3 or whole == "0" or len(whole) > 3:
        return False
    return power < 12 if language == "es" else mark == ","


def _hangul(text: str, start: int) -> Numeral | None:
    """``3조 2천억``, ``1억 2,300만``, ``1만 5000``: a number with at least one Korean scale, read down the scales."""
    total, end, lowest, first = Decimal(0), start, 99, Decimal(0)
    while part := _HANGUL_STEP.match(text, end):
        big = part["big"]
        value, power = _hangul_value(part), _HANGUL_BIG.get(big, 0)
        if end == start:
            if part["gap"] or not (big or part["tail"]):
                return None
            first = value / 10**power
        elif power >= lowest or not (big or part["tail"] or (lowest == 4 and value >= 10)) or value >= 10**lowest:
            break  # another number, or the day of "3조 2일"
        total, end, lowest = total + value, part.end(), power
        if not power:
            break
    return Numeral(start, end, float(total), scaled=True, digits=float(first)) if end > start else None


def _hangul_value(part: re.Match[str]) -> Decimal:
    """``1천200만`` -> 12000000: small scales add up before the big one multiplies."""
    section, rest = Decimal(0), part["small"] or ""
    for number, scale in re.findall(r"([0-9][0-9,.]*)?([십백천])", rest):
        section += Decimal(number.replace(",", "") or 1) * 10 ** _HANGUL_SMALL[scale]
    tail = (part["number"] or "").replace(",", "")
    return (section + Decimal(tail or 0)) * Decimal(10) ** _HANGUL_BIG.get(part["big"], 0)
