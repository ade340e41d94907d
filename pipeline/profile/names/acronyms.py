"""Which long form an acronym stands for, as the text itself says in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.model.profile import EntityType
from pipeline.profile import lexicon
from pipeline.profile.names.mentions import Mention
from pipeline.profile.tokens import key_of

_ACRONYM = re.compile(r"[A-ZÁÉÍÓÚÑ][A-Za-zÁÉÍÓÚÑáéíóúñ&\-]{1,9}")
_SMALL = frozenset("of for the and de del la las los el y e en in on & do da to a".split())


@dataclass(frozen=True, slots=True)
class AcronymPair:
    short: Mention
    long: Mention
    confidence: float


def is_acronym(form: str) -> bool:
    """KAI, CABEI, ProInversión is none: at least two capitals and more of them than of small letters."""
    capitals = sum(char.isupper() for char in form)
    return bool(_ACRONYM.fullmatch(form)) and capitals >= 2 and capitals > len(form) / 2


def bracket_pairs(mentions: Sequence[Mention]) -> Iterator[AcronymPair]:
    """Pairs in one sentence: long (ACR) and ACR (long). ``mentions`` are ordered by place.

    Letters that do not fit are believed all the same, for the acronym may be of another language: "Army Weapons and
    Ammunition Factory (FAME)".
    """
    for place, (first, second) in enumerate(pairwise(mentions)):
        text = first.sentence.paragraph.text
        if text[first.end : second.start].strip() != "(" or text[second.end : second.end + 1] not in {")", ",", ";"}:
            continue
        short, long = (second, first) if is_acronym(second.form) or _is_short(second, first) else (first, second)
        capitals = is_acronym(short.form) or _is_short(short, long)
        if not capitals or len(long.form) <= len(short.form) or is_acronym(long.form):
            continue
        if long.place and not fits(short.form, long.form):
            if long is first and (body := _ending_in(mentions[: place + 1])):
                whole = text[body.start : long.end]
                yield AcronymPair(short, body, 1.0 if fits(short.form, whole) else 0.7)
            continue
        yield AcronymPair(short, long, 1.0 if fits(short.form, long.form) else 0.7)


def _ending_in(mentions: Sequence[Mention]) -> Mention | None:
    """The body whose name the last mention, a place, ends: "Urban Development Corporation Abroad of Korea (KIND)"."""
    text, begin = mentions[-1].sentence.paragraph.text, len(mentions) - 1
    while begin and _JOINING.fullmatch(text[mentions[begin - 1].end : mentions[begin].start]):
        begin -= 1
    bodies = (each for each in mentions[begin:-1] if not each.place and each.type is not EntityType.PERSON)
    return next((each for each in bodies if " " in each.form), None)


_JOINING = re.compile(r"(?: [\w'’]{1,12}){0,4} ")
_BODIES = frozenset({EntityType.AGENCY, EntityType.ORGANISATION})


def _is_short(short: Mention, long: Mention) -> bool:
    """``Ministerio de Salud (Minsa)``: a word made of syllables, behind the name of a body."""
    word = short.type is None and not short.place and re.fullmatch(r"[A-ZÁÉÍÓÚ][a-zA-Záéíóúñ]{3,11}", short.form)
    fresh = bool(word) and key_of(short.form) not in lexicon.MEDIA
    return fresh and long.type in _BODIES and " " in long.form and long.start < short.start


_EXPLAINED = re.compile(r"((?:(?:& )?[a-záéíóúñ][\w'’\-]{0,40}[ ,]{1,3}){2,8})\(([A-Z][A-Z&\-]{1,6})s?\)")


def common_nouns(text: str) -> set[str]:
    """Keys of acronyms that the text explains by words written small: "final investment decision (FID)" is no name."""
    return {
        key_of(match.group(2))
        for match in _EXPLAINED.finditer(text)
        if _abbreviates(key_of(match.group(2)).replace("&", ""), match.group(1).replace("& ", "").split())
    }


def _abbreviates(letters: str, words: list[str]) -> bool:
    for count in range(len(letters), len(words) + 1):
        tail = " ".join(words[-count:])
        if letters.replace("-", "") in {initials(tail), initials(tail, small=True)}:
            return True
    return False


def fits(short: str, long: str) -> bool:
    """Whether the letters of ``short`` are the initials of ``long``, its small words counted or not."""
    letters = "".join(char for char in key_of(short) if char.isalnum())
    return letters in {initials(long), initials(long, small=True)} or _in_order(letters, long)


def abbreviates(short: str, long: str) -> bool:
    """Whether ``short`` is nothing but the initials of ``long``."""
    return key_of(short) in {initials(long), initials(long, small=True)}


def initials(long: str, *, small: bool = False) -> str:
    """First letters of the words; hyphenated words count as two: Asia-Pacific Economic Cooperation is APEC."""
    words = re.split(r"[\s\-–/&]+", key_of(long))
    return "".join(word[0] for word in words if word and (small or word not in _SMALL))


def _in_order(letters: str, long: str) -> bool:
    """CABEI of Central American Bank for Economic Integration; KISA; also letters from within words (ProInversión)."""
    words = [word for word in re.split(r"[\s\-–/&,]+", key_of(long)) if word]
    return len(letters) > 2 and bool(words) and letters[0] == words[0][0] and _consumes(letters, words)


def _consumes(letters: str, words: Iterable[str]) -> bool:
    rest = letters
    for word in words:
        if rest and word[0] == rest[0]:
            rest = rest[1:]
    return not rest
