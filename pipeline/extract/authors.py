"""Names of authors as feeds and pages give them, each person for itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

from pipeline.extract.plain_text import line_of_markup

_MAX_AUTHORS = 20
_MAX_LENGTH = 100  # of one name; what is longer is a sentence
# "By" in the languages of the watch and of the agencies it reads, as bylines begin.
_BY = re.compile(
    r"^(?:written by|by|por|von|par|di|da|av|af|door|texto:?|text:?|reporting by|글)\s+(?=\S)", re.IGNORECASE
)
_AND = re.compile(r"\s+(?:and|y|e|und|et|og|och|en|&)\s+", re.IGNORECASE)
_LISTED = re.compile(r"\s*[,;/]\s*")
_KOREAN_TITLE = re.compile(r"\s*(?:선임|수습|인턴)?\s?(?:기자|특파원|논설위원|앵커|객원기자)$")
_KOREAN_OUTLET = re.compile(r"^\([^)]{1,20}\)\s*")
_NAME_AND_MAIL = re.compile(r"\S+@\S+\.\S+\s*\(([^)]+)\)|^(.*?)\s*[<(]?\S+@\S+\.\S+[>)]?$")
_NO_NAME = re.compile(r"^(?:https?:|www\.|//|@|#|\()|^\d+$")
_NOBODY = frozenset({"", "admin", "administrator", "null", "none", "undefined", "unknown", "anonymous", "n/a"})


def clean_authors(given: Iterable[str]) -> tuple[str, ...]:
    """Names without addresses, "by" and titles, lists taken apart, each once, in the order given."""
    names = dict.fromkeys(name for one in islice(given, _MAX_AUTHORS) for name in _names_in(one[:1_000]))
    return tuple(names)[:_MAX_AUTHORS]


@lru_cache(4_096)  # the same few people write a feed's entries
def _names_in(written: str) -> tuple[str, ...]:
    return tuple(name for part in _split(_tidy(written)) if _is_name(name := _tidy(part)))


def _tidy(written: str) -> str:
    name = line_of_markup(written)
    mail = _NAME_AND_MAIL.search(name) if "@" in name[:200] and len(name) < 200 else None
    if mail:
        name = mail[1] or mail[2] or ""
    name = _KOREAN_TITLE.sub("", _KOREAN_OUTLET.sub("", _BY.sub("", name)))
    return name.strip(" \t,;:|·•")


def _split(name: str) -> list[str]:
    """Take a list of people apart; leave firms, agencies and "AFP, Manila" together."""
    parts = [part for half in _AND.split(name) for part in _LISTED.split(half)]
    return parts if len(parts) > 1 and all(_is_full_name(part) for part in parts) else [name]


def _is_full_name(part: str) -> bool:
    """Two to five words that begin like names."""
    words = part.split()
    return 2 <= len(words) <= 5 and words[0][0].isupper() and words[-1][0].isupper()


def _is_name(name: str) -> bool:
    return name.lower() not in _NOBODY and len(name) <= _MAX_LENGTH and not _NO_NAME.match(name)
