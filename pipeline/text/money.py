"""Which currency stands before or behind a number.

Names of all currencies that are legal tender somewhere, in three languages, come from CLDR through Babel ("Chilean
pesos", "pesos chilenos", "칠레 페소"); the signs and the short everyday names are a table of our own. A bare dollar
sign is read as the dollar of the United States, unless another currency is named behind the number. A bare peso or
pound may be that of several countries: the unit is then the word itself, no code.
"""

from __future__ import annotations

import re
from functools import cache

from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_name

from pipeline.text.numerals import BLANK

# Sign -> ISO 4217; the longest sign that ends before the number wins.
_SIGNS = {
    "US$": "USD", "U.S.$": "USD", "U$S": "USD", "US $": "USD", "USD$": "USD", "$": "USD", "＄": "USD", "S/": "PEN",
    "S/.": "PEN", "€": "EUR", "£": "GBP", "₩": "KRW", "￦": "KRW", "¥": "JPY", "￥": "JPY", "₹": "INR", "R$": "BRL",
    "C$": "CAD", "CA$": "CAD", "A$": "AUD", "AU$": "AUD", "NZ$": "NZD", "HK$": "HKD", "NT$": "TWD", "S$": "SGD",
    "MX$": "MXN", "CLP$": "CLP", "COP$": "COP", "AR$": "ARS", "₽": "RUB", "₺": "TRY", "₫": "VND", "฿": "THB",
    "₱": "PHP", "₴": "UAH", "₪": "ILS", "RMB": "CNY", "CN¥": "CNY", "Bs": "BOB", "Bs.": "BOB",
}  # fmt: skip
_BARE = {
    "dollar": "USD", "dollars": "USD", "us dollars": "USD", "u.s. dollars": "USD", "u.s. dollar": "USD",
    "american dollars": "USD", "dólar": "USD", "dólares": "USD", "dolares": "USD", "dólares americanos": "USD",
    "dólares norteamericanos": "USD", "won": "KRW", "wons": "KRW", "wones": "KRW", "korean won": "KRW", "sol": "PEN",
    "soles": "PEN", "nuevos soles": "PEN", "euro": "EUR", "euros": "EUR", "yen": "JPY", "yenes": "JPY",
    "yuan": "CNY", "yuanes": "CNY", "renminbi": "CNY", "rmb": "CNY", "pounds sterling": "GBP", "peso": "peso",
    "pesos": "peso", "reais": "BRL", "reales": "BRL", "rupees": "rupee", "rupias": "rupee", "rubles": "RUB",
    "roubles": "RUB", "rublos": "RUB", "złoty": "PLN", "zloty": "PLN", "zlotys": "PLN", "esterlinas": "GBP",
}  # fmt: skip
# Sought by length. 원유 is crude oil and 원전 a power plant, no money.
_HANGUL = {
    "미국 달러": "USD", "미국달러": "USD", "미 달러": "USD", "달러": "USD", "유로": "EUR", "위안": "CNY",
    "파운드": "GBP", "페소": "peso", "헤알": "BRL", "루블": "RUB", "루피": "rupee", "즈워티": "PLN", "엔": "JPY",
    "솔": "PEN", "원": "KRW",
}  # fmt: skip
_NOT_MONEY = re.compile("원(?:유|전|자|인|장|격|료|천|칙|본|고|안)|엔(?:진|지|터)|솔(?:루|직)")
_WORDS = frozenset("ALL TOP TRY CUP MOP BAM GEL SOS LAK".split())
_SIGN_LENGTH = max(map(len, _SIGNS)) + 1
_GLUED_SCALES = {"k": 3, "m": 6, "mm": 6, "b": 9, "t": 12}
_GLUED = re.compile(rf"{BLANK}?(?P<scale>mm|[kmbt])(?![^\W_])", re.IGNORECASE)
_WORD = r"[^\W\d_](?:[^\W\d_]|\.(?=[^\W\d_]))*\.?"
_NAME = re.compile(rf"(?:{BLANK}|-)?(?:(?:de|en|of){BLANK})?(?P<name>{_WORD}(?:{BLANK}{_WORD}){{0,2}})")


def sign_before(text: str, start: int) -> tuple[int, str] | None:
    """Where the sign or code right before ``start`` begins, and its currency: ``US$`` of ``US$6``."""
    piece = text[max(0, start - _SIGN_LENGTH) : start]
    bare = piece.rstrip()
    if len(piece) - len(bare) > 1:
        return None
    end = start - (len(piece) - len(bare))
    for length in range(min(len(bare), _SIGN_LENGTH - 1), 0, -1):
        sign = bare[-length:]
        code = _SIGNS.get(sign) or (sign if length == 3 and sign in _codes() else None)
        if code and not (sign[0].isalpha() and text[end - length - 1 : end - length].isalnum()):
            return end - length, code
    return None


def scale_behind(text: str, end: int) -> tuple[int, int] | None:
    """End and power of ten of a short scale that only money has: ``m`` of ``$463m``, ``MM`` of ``US$ 500 MM``."""
    found = _GLUED.match(text, end)
    return (found.end(), _GLUED_SCALES[found["scale"].lower()]) if found else None


def currency_behind(text: str, end: int) -> tuple[int, str] | None:
    """End and ISO 4217 code (or the bare word) of the currency named right behind ``end``: ``million|-dollar``."""
    return _hangul_behind(text, end) or _latin_behind(text, end)


def _hangul_behind(text: str, end: int) -> tuple[int, str] | None:
    start = end + (text[end : end + 1] == " ")
    piece = text[start : start + 12]
    if not "가" <= piece[:1] <= "힣" or _NOT_MONEY.match(piece):
        return None
    for name, code in _hangul_names():
        if piece.startswith(name):
            return start + len(name), code
    return None


def _latin_behind(text: str, end: int) -> tuple[int, str] | None:
    found = _NAME.match(text[end : end + 80])
    if found is None:
        return None
    name = found["name"]
    while name:
        key = name.lower()
        code = _latin_names().get(key) or _latin_names().get(key.rstrip(".")) or (name if name in _codes() else None)
        if code:
            return end + found.start("name") + len(name.rstrip(".")), code
        name = name.rpartition(" ")[0]
    return None


@cache
def _codes() -> frozenset[str]:
    """Codes of what is legal tender now, but for those that are common words in capitals."""
    rows = (row for territory in get_global("territory_currencies").values() for row in territory)
    return frozenset(code for code, _, until, tender in rows if until is None and tender) - _WORDS


@cache
def _latin_names() -> dict[str, str]:
    names = {name.lower(): code for code in sorted(_codes()) for name in _names_of(code, ("en", "es"))}
    return names | _BARE


@cache
def _hangul_names() -> tuple[tuple[str, str], ...]:
    names = {name: code for code in sorted(_codes()) for name in _names_of(code, ("ko",))} | _HANGUL
    return tuple(sorted(names.items(), key=lambda item: -len(item[0])))


def _names_of(code: str, languages: tuple[str, ...]) -> set[str]:
    locales = [Locale(language) for language in languages]
    return {get_currency_name(code, count=count, locale=locale) for locale in locales for count in (1, 2)}
