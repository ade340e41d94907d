"""How else a person is written: romanisations, Hangul, the surname, the office with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from pipeline.model.profile import Alias
from pipeline.profile import lexicon
from pipeline.profile.aliases.repair import mended_accent
from pipeline.profile.aliases.transcription import hangul_of_spanish
from pipeline.profile.entities.grouping import Group
from pipeline.profile.entities.owners import looks_spanish
from pipeline.profile.koreannames import hangul_sets, is_korean_person, writes
from pipeline.profile.territories import SPANISH_SPEAKING
from pipeline.profile.tokens import key_of

# Syllables that Korean given names are made of; others make no likely name (own observation).
_GIVEN = frozenset(
    "가건결경계고관광교국군권규균근금기길나남노다단달대덕도동두라란래량려련령로록룡루린림만명모목무묵문미민박배백범별병보복봉부비빈"
    "사산삼상새서석선설섭성세소손솔송수숙순술슬승시식신아안애양언엄연열엽영예오옥온완왕외요용우욱운웅원월위유윤율은을음의이인일임"
    "자장재전정제조종주준중지진집찬창채천철청초춘충치태택평표필하학한해향헌혁현형혜호홍화환활황회효후훈휘흠흥희"
)
_MOST_GUESSES = 3  # Hangul forms of a name that the seeds do not show: more would be noise


def person_aliases(group: Group, name: str, owner: str, near: tuple[str, ...]) -> Iterator[Alias]:
    """Romanisations, Hangul forms and the surname, which needs words of ``near`` beside it."""
    surname = name.split()[-1]
    if is_korean_person(name):
        yield from _korean_person(group, name, near)
    elif " " in name:
        hangul = hangul_of_spanish(mended_accent(name) or name) if _sounds_spanish(group, name, owner) else ""
        if hangul:
            yield Alias(form=hangul, language="ko", origin="hangul", confidence=0.4)
        if any(mention.form == surname for mention in group.weak):
            yield Alias(form=surname, confidence=0.5, require_context=_context_of(group, name, near))
        if hangul and " " in hangul and any(mention.title for mention in group.mentions):
            last = hangul.split()[-1]
            if len(last) >= 3:
                yield Alias(form=last, language="ko", origin="hangul", confidence=0.3, require_context=near[:8])


# Letters and endings that Spanish names have not: Williams, Matthei, Trump, Ted.
_FOREIGN = re.compile(r"w|k|th|sh|ph|[bcdfgjmpqtv]{2}|[bcfgjkmpqtv]\b|([^lrn\W])\1")


def _sounds_spanish(group: Group, name: str, owner: str) -> bool:
    """Whether a Korean paper would spell the name by the rules for Spanish."""
    if owner and owner not in SPANISH_SPEAKING:
        return False
    spoken = bool(owner) or any(mention.sentence.language == "es" for mention in group.mentions)
    return looks_spanish(mended_accent(name) or name) or (spoken and not _FOREIGN.search(name.lower()))


def _context_of(group: Group, name: str, near: tuple[str, ...]) -> tuple[str, ...]:
    titles = [mention.title for mention in group.all if mention.title]
    words = [word for word in name.split()[:-1] if len(word) > 2]
    return tuple(dict.fromkeys((*words, *near)))[:7] + tuple(dict.fromkeys(title.split()[-1] for title in titles))[:1]


def _korean_person(group: Group, name: str, near: tuple[str, ...]) -> Iterator[Alias]:
    words = re.findall(r"[A-Za-z]+", name)
    surname, given = (words[0], words[1:]) if "-" not in name.split()[0] else (words[-1], words[:-1])
    if len(given) == 2:
        first, second = given
        for form in (
            f"{surname} {first}-{second.lower()}",
            f"{surname} {first} {second.capitalize()}",
            f"{first}-{second.lower()} {surname}",
        ):
            yield Alias(form=form, origin="romanisation", confidence=0.9)
    if any(writes(form, name) for form in group.forms):
        return  # the seeds say how it is written
    sets = [sorted(options) for options in hangul_sets(name)]
    sets = [sets[0], *([char for char in options if char in _GIVEN] for options in sets[1:])] if sets else []
    sets = [_likeliest(options, index) for index, options in enumerate(sets)]
    for syllables in list(product(*sets))[:_MOST_GUESSES] if all(sets) else []:
        yield Alias(form="".join(syllables), language="ko", origin="hangul", confidence=0.3, require_context=near[:8])


# The commonest syllables first (surname, then given names): of two candidates the one more people bear.
_ORDER = (
    "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하재명용철석열종"
    "욱건원영성준현민지수진호경상동승태희미정은선혜우기"
)


def _likeliest(options: list[str], index: int) -> list[str]:
    ranked = sorted(options, key=lambda char: (_ORDER.find(char) if char in _ORDER else 999, char))
    return ranked[: 1 if index == 0 else 2]


def titled_aliases(group: Group) -> Iterator[Alias]:
    """``President Yoon``: an office and a surname are enough together, "Mr." and a surname are not."""
    for mention in [*group.mentions, *group.weak]:
        office = mention.title.split()[-1] if mention.title else ""
        if office and key_of(office) in lexicon.OFFICES and len(mention.form.split()) == 1:
            yield Alias(form=f"{mention.title} {mention.form}", language=mention.sentence.language, confidence=0.6)
        if key_of(office) in {"president", "presidente", "presidenta"} and not is_korean_person(group.longest):
            surname = (mended_accent(group.longest) or group.longest).split()[-1]
            for title in _presidents(group.longest):
                yield Alias(form=f"{title} {surname}", language="es", origin="template", confidence=0.5)


def _presidents(name: str) -> tuple[str, ...]:
    """The Spanish title in the gender that the first name shows, else in both."""
    first = key_of(name.split()[0])
    if " " in name and first in lexicon.GIVEN_NAMES:
        return ("presidenta", "presidente") if first.endswith("a") else ("presidente",)
    return "presidente", "presidenta"
