"""Places that only borrow a watched place's name: North Korea, New Mexico, Corea del Norte, Lima in Ohio."""

from __future__ import annotations

import re
from enum import Enum, auto

from pipeline.match.korean import is_hangul
from pipeline.text.fold import fold


class Sense(Enum):
    """What a place's name stands for."""

    MEANT = auto()
    OTHER = auto()  # here: North Korea, New Mexico
    NAMESAKE = auto()  # here, and wherever the same text names it again: Lima, Ohio


_BEFORE = 28  # characters looked at before a name ...
_AFTER = 24  # ... and behind it

# "North X" is always another place than X, and people from there other people. "South Korea" is left alone: that is
# what bare "Korea" means too.
_NORTH_BEFORE = re.compile(r"(?<![^\W_])(?:north|n\.?|people's(?: republic of)?|popular democratica(?: de)?)[ -]$")
_NORTH_AFTER = re.compile(r"[ -](?:del norte|septentrional|(?:peninsula|war(?! game))(?![a-z]))")
_PENINSULA_BEFORE = re.compile(r"(?<![a-z])(?:peninsula (?:de )?|guerra de )$")

_NEW_BEFORE = re.compile(r"(?<![^\W_])(?:new|nuev[oa]|papua new)[ -]$")
_NEW_NAMES = (
    "mexico mexican mexicano england york zealand jersey hampshire caledonia guinea delhi orleans britain "
    "brunswick haven london south zelanda inglaterra granada hebrides"
)
_NEW_PLACES = frozenset(_NEW_NAMES.split())
_OTHER_DIRECTIONS = {
    "sudan": "south", "ossetia": "south", "africa": "south", "wales": "new south", "yemen": "south", "vietnam": "south",
    "timor": "east", "germany": "east", "virginia": "west", "guinea": "equatorial", "congo": "democratic",
}  # fmt: skip
_TURNED = frozenset({*_OTHER_DIRECTIONS, "sudán", "áfrica"})
# Body text in lower case before a capital New: a name, and not the head of a headline ("Seoul hails new Peru deal").
_NAMED_NEW = re.compile(r"(?<!\w)[a-z]{2,} (?:New|Nuevo|Nueva)[ -]$")

# Without Washington, Georgia and New York: "Seoul, Washington agree" is about two capitals.
_STATES = (
    "alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|hawaii|idaho|illinois|"
    "indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|"
    "montana|nebraska|nevada|new hampshire|new jersey|new mexico|north carolina|north dakota|ohio|oklahoma|"
    "oregon|pennsylvania|rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia|"
    "west virginia|wisconsin|wyoming|ontario|alberta|manitoba|saskatchewan|nova scotia"
)
# As datelines print them.
_STATES_SHORT = (
    r"ala|ariz|ark|calif|colo|conn|del|fla|ga|ill|ind|kan|ky|la|md|mass|mich|minn|miss|mo|mont|neb|nev|n\.h|n\.j|n\.m|"
    r"n\.y|n\.c|n\.d|okla|ore|pa|r\.i|s\.c|s\.d|tenn|tex|vt|va|wash|w\.va|wis|wyo"
)
# Closed by a mark: "South Korea, Texas universities join" is about two.
_STATE_AFTER = re.compile(rf"(?:, ?| \()(?:(?:{_STATES})(?=[,.;:)\n—–]|$)|(?:{_STATES_SHORT})\.)")
_KOREAN_STATES = (
    "앨라배마|알래스카|애리조나|아칸소|캘리포니아|콜로라도|코네티컷|델라웨어|플로리다|하와이|아이다호|일리노이|인디애나|"
    "아이오와|캔자스|켄터키|루이지애나|메릴랜드|매사추세츠|미시간|미네소타|미시시피|미주리|몬태나|네브래스카|네바다|"
    "뉴햄프셔|뉴저지|뉴멕시코|노스캐롤라이나|노스다코타|오하이오|오클라호마|오리건|펜실베이니아|로드아일랜드|"
    "사우스캐롤라이나|사우스다코타|테네시|텍사스|유타|버몬트|버지니아|위스콘신|와이오밍"
)
_KOREAN_STATE_BEFORE = re.compile(rf"(?:{_KOREAN_STATES})주?의? [가-힣]*(?:도시|마을|소읍|카운티) $")
_STREETS = r"calle|avenida|avda\.?|av\.|jiron|jr\.|paseo|plaza|plazuela|barrio|colonia|rua|urbanizacion"
_STREET_BEFORE = re.compile(rf"(?<![^\W_])(?:{_STREETS}) (?:de |del |el )?$")
_STREET_AFTER = re.compile(r" (?:street|st\.|avenue|ave\.|road|rd\.|boulevard|blvd|lane)(?![a-z])")
_BEANS_AFTER = re.compile(r" (?:bean|beans|butter beans|balsam)(?![a-z])")


# What any of the above begins or ends with: hardly a name has one of these beside it, and the rest is passed over.
_HEADS = frozenset(
    "north n of de del el democratica new nueva nuevo peninsula calle avenida avda av jiron jr paseo plaza plazuela "
    "barrio colonia rua urbanizacion".split()
)
_KOREAN_HEADS = ("도시", "마을", "소읍", "카운티")
_BEHIND_NO_WORD = frozenset('\n(["“‘«,;:/')
_AFTER_SUSPECT = re.compile(
    r"\W(?:del|septentrional|pen|war|bean|butter|balsam|\(|str|st\.|av|ro|rd|bo|bl|la)|,", re.IGNORECASE
)


def sense_of_place(text: str, start: int, end: int, country: str) -> Sense:
    """What the place name printed at [start, end) stands for. ``country`` is the watched place's (ISO 3166-1)."""
    printed, following = text[max(0, start - _BEFORE) : start], text[end : end + _AFTER]
    if not _is_suspect(printed, text[start:end], following):
        return Sense.MEANT
    before, name, after = _folded(printed), _folded(text[start:end]), _folded(following)
    if _NORTH_BEFORE.search(before) or _NORTH_AFTER.match(after) or _PENINSULA_BEFORE.search(before):
        return Sense.OTHER
    if _is_new(before, name, printed) or _is_turned(before, name) or _BEANS_AFTER.match(after):
        return Sense.OTHER
    if country != "US" and (_STATE_AFTER.match(after) or _KOREAN_STATE_BEFORE.search(before)):
        return Sense.NAMESAKE
    if _STREET_BEFORE.search(before) or _STREET_AFTER.match(after):
        return Sense.NAMESAKE
    return Sense.MEANT


def _is_suspect(before: str, name: str, after: str) -> bool:
    """Whether a name is worth the long look: told of most by the words beside them, not folded."""
    if _AFTER_SUSPECT.match(after) or name.lower() in _TURNED:
        return True
    parting = before[-1:]
    if not parting or parting.isalnum() or parting in _BEHIND_NO_WORD:
        return False
    word = before[before.rfind(" ", 0, -1) + 1 : -1].rstrip(".").lower()
    if is_hangul(word[-1:]):
        return word.endswith(_KOREAN_HEADS)
    return word in _HEADS or not word.isascii() or not word.isalpha()


def _folded(text: str) -> str:
    return text.lower() if text.isascii() else fold(text).text


def _is_new(before: str, name: str, original_before: str) -> bool:
    if not _NEW_BEFORE.search(before):
        return False
    return name in _NEW_PLACES or _NAMED_NEW.search(original_before) is not None


def _is_turned(before: str, name: str) -> bool:
    direction = _OTHER_DIRECTIONS.get(name)
    return direction is not None and before.rstrip(" -").endswith(direction)
