"""Ranks: ``10th largest``, ``tercer mayor``, ``4위``."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ORDINALS = {
    "en": "second third fourth fifth sixth seventh eighth ninth tenth".split(),
    "es": "segund[oa] tercera? cuart[oa] quint[oa] sext[oa] séptim[oa] octav[oa] noven[oa] décim[oa]".split(),
}
_HIGHEST = "largest|biggest|highest|most|leading|best|busiest|richest|longest|fastest|smallest"
_RANKS = {
    "en": re.compile(
        rf"(?<![\w.,])(?:(?P<digits>[0-9]{{1,3}})(?:st|nd|rd|th)|(?P<word>{'|'.join(_ORDINALS['en'])}))"
        rf"[ -](?:{_HIGHEST})(?!\w)",
        re.IGNORECASE,
    ),
    "es": re.compile(
        rf"(?<![\w.,])(?:(?P<digits>[0-9]{{1,3}})\.?[º°ª]|(?P<word>{'|'.join(_ORDINALS['es'])})) "
        r"(?:mayor|principal|más |productor|exportador|importador|economía|reserva|mercado|proveedor|socio)\w*",
        re.IGNORECASE,
    ),
    "ko": re.compile(r"(?<![0-9.,])(?P<digits>[0-9]{1,3})위(?!원|안|치|기|험|반|한|해)(?P<word>(?!))?"),
}


def find_ranks(text: str, language: str) -> Iterator[tuple[int, int, int]]:
    """Start, end and place of each rank of ``text``; "the largest" is none, for it has no number."""
    known = language if language in _RANKS else "en"
    for found in _RANKS[known].finditer(text):
        place = int(found["digits"]) if found["digits"] else _ordinal(found["word"], known)
        if place:
            yield found.start(), found.end(), place


def _ordinal(word: str, language: str) -> int:
    patterns = enumerate(_ORDINALS[language], 2)
    return next((number for number, pattern in patterns if re.fullmatch(pattern, word, re.IGNORECASE)), 0)
