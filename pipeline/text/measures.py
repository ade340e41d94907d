"""Units of measure, shares and spans of time behind a number.

Symbols are those of the International System of Units (BIPM, SI Brochure, 9th edition, 2019) where it has one. Nothing
is converted: 2 GW stays 2 GW, and a ton is written ``t`` whichever ton is meant.
"""

from __future__ import annotations

import re

from pipeline.text.numerals import BLANK

SHARE = "%"
POINT = "percentage point"
# Symbol | words of English and Spanish | words of Korean, the longer ones first.
_UNITS = """
% | percent, per cent, pct, por ciento | 퍼센트
percentage point | percentage points, puntos porcentuales, punto porcentual | 퍼센트포인트, %포인트, %p
km/h | kph, kilometers per hour, kilometres per hour, kilómetros por hora | 시속
km² | km2, square kilometers, square kilometres, square km, kilómetros cuadrados | 제곱킬로미터, ㎢
m² | m2, square meters, square metres, metros cuadrados | 제곱미터, ㎡
m³ | m3, cubic meters, cubic metres, metros cúbicos | 세제곱미터, ㎥
km | kilometer, kilometers, kilometre, kilometres, kilómetro, kilómetros, kms | 킬로미터, ㎞
m | meter, meters, metre, metres, metro, metros | 미터
cm | centimeters, centimetres, centímetros | 센티미터, ㎝
mm | millimeter, millimeters, millimetre, millimetres, milímetros | 밀리미터, ㎜
mile | miles, millas |
nautical mile | nautical miles, millas náuticas | 해리
foot | feet |
inch | inch, inches, pulgadas | 인치
ha | hectare, hectares, hectárea, hectáreas | 헥타르
acre | acres | 에이커
t | ton, tons, tonne, tonnes, tonelada, toneladas, metric tons, metric tonnes, toneladas métricas, short tons | 톤
kg | kilogram, kilograms, kilos, kilogramo, kilogramos | 킬로그램, ㎏
lb | pounds, libras |
oz | ounces, onzas | 온스
L | liters, litres, litros | 리터
barrel | barrels, barriles, bbl | 배럴
TWh | terawatt hours, teravatios hora | 테라와트시
GWh | gigawatt hours, gigavatios hora | 기가와트시
MWh | megawatt hours, megavatios hora | 메가와트시
kWh | kilowatt hours, kilovatios hora | 킬로와트시
GW | gigawatt, gigawatts, gigavatios, gigawatios | 기가와트
MW | megawatt, megawatts, megavatios, megawatios | 메가와트
kW | kilowatt, kilowatts, kilovatios, kilowatios | 킬로와트, ㎾
kV | kilovolts, kilovoltios | 킬로볼트
knot | knots, nudos | 노트
°C | degrees celsius, grados celsius, grados centígrados | 도씨
TEU | teus | 티이유
year | years, año, años | 년간, 년
month | months, mes, meses | 개월
week | weeks, semana, semanas | 주간
day | days, día, días | 일간
hour | hours, hora, horas | 시간
minute | minutes, minuto, minutos | 분간
second | seconds, segundo, segundos | 초간
"""
TIMES = frozenset({"year", "month", "week", "day", "hour", "minute", "second"})
# Written as they are, whatever the language; "m" and "t" are millions and trillions too often.
_SYMBOLS = "km/h km² km2 m² m2 m³ m3 km cm mm kg TWh GWh MWh kWh GW MW kW kV TEU °C ha".split()


def _rows() -> list[tuple[str, list[str], list[str]]]:
    rows = [[cell.strip() for cell in line.split("|")] for line in _UNITS.strip().splitlines()]
    return [(symbol, _list(latin), _list(korean)) for symbol, latin, korean in rows]


def _list(cell: str) -> list[str]:
    return [word.strip() for word in cell.split(",") if word.strip()]


_LATIN = {word: symbol for symbol, words, _ in _rows() for word in [*words, *([symbol] if symbol.islower() else [])]}
_LATIN = {word: symbol for word, symbol in _LATIN.items() if len(word) > 1}
_KOREAN = {word: symbol for symbol, _, words in _rows() for word in words}
_SYMBOL_OF = {"km2": "km²", "m2": "m²", "m3": "m³"}


def _either(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_UNIT = re.compile(
    rf"(?:{BLANK}|-)?(?:(?:de{BLANK})?(?:(?P<sign>%p|%포인트|[%％])|(?P<symbol>{_either(_SYMBOLS)})(?![^\W_])"
    rf"|(?P<latin>(?i:{_either(list(_LATIN))}))(?![^\W_])|(?P<korean>{_either(list(_KOREAN))})))"
)
# Spanish "ha" is also "has": "los 12 ha firmado" does not measure land.
_HAS = re.compile(rf"{BLANK}[^\W\d_]+(?:do|to|cho)(?![^\W_])")


def unit_behind(text: str, end: int) -> tuple[int, str] | None:
    """End and symbol of the unit right behind ``end``: ``%``, ``km``, ``t``, ``year``; None when there is none."""
    found = _UNIT.match(text, end, min(len(text), end + 40))
    if found is None:
        return None
    if found["sign"]:
        symbol = SHARE if found["sign"] in "%％" else POINT
    elif found["symbol"]:
        symbol = _SYMBOL_OF.get(found["symbol"], found["symbol"])
    else:
        symbol = _LATIN[found["latin"].lower()] if found["latin"] else _KOREAN[found["korean"]]
    if symbol == "ha" and _HAS.match(text, found.end()):
        return None
    return found.end(), symbol
