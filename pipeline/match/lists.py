"""Names that only stand in a list: "China, Japón, Corea del Sur, Perú y Chile" says nothing of any two of them."""

from __future__ import annotations

import re

_LEAST = 3  # other names beside it, so four in all: three countries may be the parties of one agreement
_AROUND = 160  # characters on either side in which the list must be seen

_WORD = r"[^\W\d_a-zà-öø-ÿ가-힣][\w'’.-]{0,30}"  # begins with a capital
_NAME = rf"(?:(?:the|la|el|los|las) )?{_WORD}(?: (?:of |de |del |the )?{_WORD}){{0,3}}"
_COMMA = r"(?:, (?:and |y |e |o |or )?| and | y | e )"
_BEFORE = re.compile(rf"(?:{_NAME}{_COMMA}){{1,12}}(?:(?:the|la|el|los|las) )?$")
_AFTER = re.compile(rf"(?:{_COMMA}{_NAME}){{1,12}}")
_KOREAN_BEFORE = re.compile(r"(?:[가-힣A-Z]{2,8}(?:, ?|·| )(?:와 |과 )?){0,12}[가-힣A-Z]{2,8}(?:, ?|·)$")
_KOREAN_AFTER = re.compile(r"(?:(?:, ?|·)[가-힣A-Z]{2,8}){1,12}")
_PARTED = re.compile(r", |·| and | y | e ")


def is_listed(text: str, start: int, end: int) -> bool:
    """Whether the name at [start, end) is one of four or more in an enumeration of names."""
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    korean = "가" <= text[start] <= "힣"
    left = (_KOREAN_BEFORE if korean else _BEFORE).search(before)
    right = (_KOREAN_AFTER if korean else _AFTER).match(after)
    others = sum(len(_PARTED.findall(side.group())) for side in (left, right) if side)
    return others >= _LEAST
