"""Places that only borrow a watched place's name: North Korea, New Mexico, Corea del Norte, Lima in Ohio."""

from __future__ import annotations

import re

from pipeline.text.fold import fold

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
_STATE_AFTER = re.compile(rf"(?:, ?| \(|,? in )(?:{_STATES})(?![a-z])")
_BEANS_AFTER = re.compile(r" (?:bean|beans|butter beans|balsam)(?![a-z])")


def is_other_place(text: str, start: int, end: int, country: str) -> bool:
    """Whether the place name printed at [start, end) is part of another place's, or of a plant's, name.

    ``country`` is the watched place's (ISO 3166-1).
    """
    printed = text[max(0, start - _BEFORE) : start]
    before, name, after = fold(printed).text, fold(text[start:end]).text, fold(text[end : end + _AFTER]).text
    if _NORTH_BEFORE.search(before) or _NORTH_AFTER.match(after) or _PENINSULA_BEFORE.search(before):
        return True
    if _is_new(before, name, printed) or _is_turned(before, name):
        return True
    return bool(_BEANS_AFTER.match(after) or (country != "US" and _STATE_AFTER.match(after)))


def _is_new(before: str, name: str, original_before: str) -> bool:
    if not _NEW_BEFORE.search(before):
        return False
    return name in _NEW_PLACES or _NAMED_NEW.search(original_before) is not None


def _is_turned(before: str, name: str) -> bool:
    direction = _OTHER_DIRECTIONS.get(name)
    return direction is not None and before.rstrip(" -").endswith(direction)
