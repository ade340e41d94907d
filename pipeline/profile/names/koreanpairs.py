"""Two forms of one name that a Korean sentence writes side by side: 한글(Latin), Latin(한글), 한글(약칭), "이하 X".

A bracket may hold much else: the owner (반딧불이에너지(에퀴노르)), the product (LS전선(해저케이블)), an age. So the
two forms must fit: by sound, by initials, or as a short form made of the long one's syllables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model.profile import EntityType
from pipeline.profile import lexicon
from pipeline.profile.names.koreanorgs import kind_of
from pipeline.profile.names.koreansounds import begins_like, likeness
from pipeline.profile.names.koreanwords import is_everyday
from pipeline.profile.tokens import Sentence

_HANGUL_NAME = r"[가-힣A-Za-z0-9·&]*[가-힣][가-힣A-Za-z0-9·&]*"
_LATIN_NAME = r"[A-Z][\w&.'’\-]{0,30}(?: (?:[A-Z&][\w&.'’\-]{0,30}|of|for|de|del|la|y|and|[a-z]+[A-Z][\w]{0,30})){0,7}"
_BRACKET = re.compile(r"(?<=[\w가-힣])\((?P<inside>[^()\n]{2,80})\)")
_BEFORE = re.compile(rf"(?P<latin>{_LATIN_NAME})$|(?P<hangul>(?:[가-힣]{{1,12}} ){{0,4}}{_HANGUL_NAME})$")
_HEREAFTER = re.compile(r"^(?:이하|약칭|일명|옛|현)(?: [‘'\"“]?|[‘'\"“])(?P<name>[^’'\"”]{2,20}?)[’'\"”]?$")
_GLOSSED = 0.75  # likeness from which a bracket is taken for the same name: the writer says that it is
_LONGEST_BEFORE = 90  # characters looked at before a bracket


@dataclass(frozen=True, slots=True)
class NamePair:
    """``long`` stands before the bracket, ``short`` inside; ``start`` and ``inner`` are their places."""

    long: str
    start: int
    short: str
    inner: int
    kind: EntityType | None  # what the Hangul form is by itself


def name_pairs(sentence: Sentence) -> Iterator[NamePair]:
    """Pairs of one sentence, in order of place."""
    text = sentence.paragraph.text
    for match in _BRACKET.finditer(text, sentence.start, sentence.end):
        inside = re.split(r"[,;:·△]| 등$", match.group("inside"))[0].strip()
        hereafter = _HEREAFTER.match(inside)
        name = hereafter.group("name").strip() if hereafter else inside
        window = text[max(sentence.start, match.start() - _LONGEST_BEFORE) : match.start()]
        before = _BEFORE.search(window)
        if before and re.match("[A-Z가-힣]", name):
            inner = match.start("inside") + match.group("inside").find(name)
            pair = _fitting(window, before, name, bool(hereafter), match.start())
            if pair:
                yield NamePair(pair, match.start() - len(pair), _mended(name), inner, kind_of(pair) or kind_of(name))


def _fitting(window: str, before: re.Match[str], name: str, said: bool, end: int) -> str:
    """The form before the bracket that fits the one inside, "" for none: the longest that sounds so, else one word."""
    if before.group("latin"):
        form = before.group("latin")
        return form if re.search("[가-힣]", name) and _one_name(name, form) else ""
    words = before.group("hangul").split(" ")
    forms = [" ".join(words[first:]) for first in range(len(words))]
    best = max(forms, key=lambda form: (_fit(form, name), -len(form)))
    if _fit(best, name):
        return best
    return forms[-1] if said and not is_everyday(forms[-1]) else ""


def _fit(form: str, name: str) -> float:
    if re.search("[가-힣]", name):
        return float(is_short_form(name, form))
    return 1 + likeness(form, name) if _one_name(form, name) else 0.0


def _one_name(hangul: str, latin: str) -> bool:
    """Whether a Hangul form and a Latin one beside it are one name."""
    if likeness(hangul, latin) >= _GLOSSED:
        return True
    if _is_abbreviation(latin):
        return _has_initials(hangul, latin) or (" " not in hangul and _is_body(hangul))
    return " " in latin and " " not in hangul and _is_body(hangul) and latin[:1].isupper()


def _is_abbreviation(latin: str) -> bool:
    plain = latin.replace(".", "").replace("&", "")
    return (
        plain.isalpha() and plain.isupper() and 2 <= len(plain) <= 9 and latin.lower() not in lexicon.CONCEPT_ACRONYMS
    )


def _is_body(hangul: str) -> bool:
    """An authority, an organisation, a company or a fair, told by its end: these are abbreviated in Latin letters."""
    kind = kind_of(hangul) or (_fair(hangul))
    return kind not in {None, EntityType.PROJECT, EntityType.AGREEMENT}


def _fair(hangul: str) -> EntityType | None:
    return (
        EntityType.EVENT
        if re.search("(?:전시회|박람회|정상회의|총회|포럼|협력체|공동체|기구|연합|동맹)$", hangul)
        else None
    )


def _has_initials(hangul: str, latin: str) -> bool:
    """``코펜하겐 인프라스트럭처 파트너스`` may be abbreviated CIP."""
    words, letters = hangul.split(), [char for char in latin if char.isalpha()]
    return len(words) == len(letters) > 1 and all(
        begins_like(word, letter) for word, letter in zip(words, letters, strict=True)
    )


def is_short_form(short: str, long: str) -> bool:
    """``한수원`` of 한국수력원자력, ``방사청`` of 방위사업청: its syllables in their order, the first one the same."""
    if not (2 <= len(short) < len(long)) or short[0] != long[0] or not re.fullmatch("[가-힣]+", short):
        return False
    rest = iter(long)
    return all(char in rest for char in short)


def _mended(name: str) -> str:
    """``Tota lEnergies``: a blank that slipped by one letter."""
    return re.sub(r"(?<=[a-z]) ([a-z])(?=[A-Z])", r"\1", name)
