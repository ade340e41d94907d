"""How firmly a number is said: ``more than``, ``al menos``, ``약``."""

from __future__ import annotations

import re

from pipeline.model.profile import Hedge
from pipeline.text.numerals import BLANK

_HEDGES = {
    Hedge.OVER: "more than|over|at least|exceed|exceeds|exceeded|exceeding|upwards of|no fewer than|as many as|"
    "más de|al menos|por lo menos|superior a|supera los|superó los|최소|무려",
    Hedge.UNDER: "less than|fewer than|under|up to|at most|below|nearly|almost|menos de|hasta|casi|최대|거의",
    Hedge.ABOUT: "about|around|approximately|roughly|some|an estimated|circa|close to|cerca de|alrededor de|unos|unas|"
    "aproximadamente|aproximado de|약|대략",
}
_HEDGE = re.compile(
    "(?<![^\\W_])(?:" + "|".join(f"(?P<{hedge.name}>{words})" for hedge, words in _HEDGES.items()) + rf"){BLANK}?$",
    re.IGNORECASE,
)
_HEDGE_BEHIND = re.compile(
    rf"{BLANK}?(?:(?P<OVER>이상|넘|초과|or more|o más)|(?P<UNDER>이하|미만|or less)|(?P<ABOUT>가량|정도|안팎|내외))"
)


def hedge_around(text: str, start: int, end: int) -> tuple[int, int, Hedge]:
    """The span ``[start, end)`` with the hedge before or behind it, and the hedge."""
    before = _HEDGE.search(text[max(0, start - 24) : start])
    if before and before.lastgroup:
        return start - len(before.group()), end, Hedge[before.lastgroup]
    behind = _HEDGE_BEHIND.match(text, end)
    if behind and behind.lastgroup:
        return start, behind.end(), Hedge[behind.lastgroup]
    return start, end, Hedge.OVER if _ODD.search(text[max(start, end - 5) : end]) else Hedge.NONE


_ODD = re.compile(rf"(?:[0-9]|[십백천만억조]){BLANK}?여")  # "100여 명": a hundred and some
