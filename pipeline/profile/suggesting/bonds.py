"""Whether what stands beside a watched name in a bracket is another form of it, and how surely.

A bracket may hold much else: a ticker, an age, a place, an office, a party, a partner, a translation of something
else. So a form must fit: by its sound in the other script, by the letters that it is made of, or by being the name of
such a body as the watched one is; and what fits only by the last must be met again.
"""

from __future__ import annotations

import re
from enum import IntEnum

from pipeline.model.profile import Entity, EntityType
from pipeline.profile import lexicon
from pipeline.profile.entities.grading import is_media
from pipeline.profile.frequency import zipf_frequency
from pipeline.profile.koreannames import is_korean_person, writes
from pipeline.profile.names.acronyms import fits, is_acronym
from pipeline.profile.names.koreanorgs import kind_of
from pipeline.profile.names.koreanpairs import is_short_form
from pipeline.profile.names.koreansounds import ALIKE, likeness
from pipeline.profile.names.koreanwords import is_everyday
from pipeline.profile.names.shapes import NO_DESIGNATOR, is_person, owner_inside_words, type_of
from pipeline.profile.places import demonym_of, place_of
from pipeline.profile.suggesting.caution import is_of_a_force
from pipeline.profile.suggesting.known import used_forms
from pipeline.profile.suggesting.texts import HANGUL
from pipeline.profile.tokens import key_of, tokenise

BODIES = frozenset({EntityType.AGENCY, EntityType.ORGANISATION, EntityType.COMPANY})
_GLOSSED = 0.75  # likeness from which a bracket is taken for the same name: the writer says that it is
_SHORT_SOUND = 4  # letters; a shorter name sounds like many
_LONG_NAME = 3  # words from which a name that an acronym is made of is hardly chance
_NOT_SHORT = 2  # syllables of a short form that say too little: 현대 is not 현대로템 alone
_FEWEST_LETTERS, _MOST_LETTERS = 3, 8  # of an acronym: EC is too many things, and longer ones are emphasis
_A_WORD = 3.5  # zipf from which capitals are a word of the language: ICE, RAW
# Where shares are dealt in, and other capitals in brackets that are no names of bodies.
_MARKETS = frozenset(
    "krx kospi kosdaq konex nyse nasdaq bvl bvn tsx tsxv lse asx bmv hkex sse szse tse bse nse otc otcmkts adr etf ipo "
    "ceo cfo coo cto usa eeuu rok dprk hq pdf rss".split()
)
_NAME = re.compile(
    r"[A-ZÁÉÍÓÚÑÜ][\w&.'’\-]{0,30}"
    r"(?: (?:[A-ZÁÉÍÓÚÑÜ&][\w&.'’\-]{0,30}|of|for|and|the|de|del|la|las|los|y|e|en|para)){0,11}"
)
_KOREAN_NAME = re.compile(r"[가-힣A-Za-z0-9·&]{2,20}(?: [가-힣A-Za-z0-9·&]{2,12}){0,3}")


class Bond(IntEnum):
    """How surely two forms are one name; the more the higher."""

    ADDED = 1  # surely, but the shorter form finds it as well
    LOOSE = 2  # it may be: to be met again
    FIRM = 3
    SURE = 4  # one spells the other out


def is_name(text: str) -> bool:
    """Whether a text has the shape of a name and is no place, no paper, no date and no market."""
    if HANGUL.search(text):
        return bool(_KOREAN_NAME.fullmatch(text)) and not place_of(text) and not is_media(text)
    if not _NAME.fullmatch(text) or key_of(text.split()[-1]) in lexicon.FUNCTION_WORDS or NO_DESIGNATOR.fullmatch(text):
        return False
    if key_of(text) in lexicon.CONCEPT_ACRONYMS | lexicon.CALENDAR | _MARKETS or is_media(text):
        return False
    return not (place_of(text) or demonym_of(text))


def bond(entity: Entity, form: str, *, beside: str, explains: bool) -> Bond | None:
    """How surely ``form``, which is no form of it yet, names the entity; None when it does not.

    ``beside`` is how the entity is written there. ``explains``: the form stands before the bracket, that one in it.
    """
    if entity.type is EntityType.PLACE or not is_name(form):
        return None
    forms = used_forms(entity)
    across = [known for known in forms if bool(HANGUL.search(known)) != bool(HANGUL.search(form))]
    heard = [known for known in across if _sounds(form, known, entity.type)]
    if heard:
        short = max(sum(char.isalpha() for char in _latin(form, known)) for known in heard) < _SHORT_SOUND
        return Bond.LOOSE if short else Bond.FIRM
    if entity.type not in BODIES or _is_anothers(entity, form):
        return None
    return _korean_bond(form, forms, beside, explains) if HANGUL.search(form) else _latin_bond(form, forms, beside)


def _latin(one: str, other: str) -> str:
    return other if HANGUL.search(one) else one


def _sounds(one: str, other: str, kind: EntityType) -> bool:
    latin = _latin(one, other)
    hangul = one if latin is other else other
    if kind is EntityType.PERSON and is_korean_person(latin):
        return writes(hangul, latin)
    return likeness(hangul, latin) >= (ALIKE if " " not in latin and len(latin) < _SHORT_SOUND else _GLOSSED)


def _is_anothers(entity: Entity, form: str) -> bool:
    """Whether the form says another country: "Ministerio de Defensa de Chile"."""
    owner = owner_inside_words(form)
    return bool(owner and entity.country and owner != entity.country)


def _korean_bond(form: str, forms: tuple[str, ...], beside: str, explains: bool) -> Bond | None:
    for known in forms:
        cut = is_short_form(form, known) and not known.startswith(form)
        if cut and len(form) > _NOT_SHORT and kind_of(known):
            return Bond.FIRM
    if HANGUL.search(beside):
        return None  # two Korean names of unlike letters are two bodies
    last = form.split()[-1]
    if kind_of(last) in BODIES or kind_of(form.replace(" ", "")) in BODIES:
        return Bond.FIRM if explains else Bond.LOOSE
    if is_of_a_force(form) and len(form.replace(" ", "")) > len("육군") + _NOT_SHORT and not is_everyday(last):
        return Bond.FIRM if explains else Bond.LOOSE
    return None


def _latin_bond(form: str, forms: tuple[str, ...], beside: str) -> Bond | None:
    words = form.split()
    acronyms = [known for known in forms if is_acronym(known)]
    if len(form) < _FEWEST_LETTERS:
        return None
    if is_acronym(form):
        if any(spells(form, known) for known in forms if len(known.split()) > 1):
            return Bond.FIRM
        unsaid = not acronyms and " " in beside and form.isupper() and len(form) <= _MOST_LETTERS
        return Bond.LOOSE if unsaid and zipf_frequency(form.lower(), "en") < _A_WORD else None
    if len(words) == 1:
        return Bond.FIRM if any(spells(form, known) for known in forms if len(known.split()) > 1) else None
    if _kind(form) not in BODIES:
        return None
    if any(spells(known, form) for known in acronyms):
        return Bond.SURE if len(words) >= _LONG_NAME else Bond.FIRM
    return Bond.LOOSE if len(words) >= _LONG_NAME and is_acronym(beside) else None


def _kind(form: str) -> EntityType | None:
    tokens = tuple(tokenise(form))
    return None if is_person(tokens) else type_of(tokens, "")


def spells(short: str, long: str) -> bool:
    """Whether a short form is put together from the beginnings of a long one's words: SEMAN, Minsa, FAME, SIMA.

    The first word gives its first letter, and two words at least give some; small words need not.
    """
    if fits(short, long):
        return True
    letters = "".join(char for char in key_of(short) if char.isalnum())
    words = [word for word in re.findall(r"\w+", key_of(long)) if word not in lexicon.FUNCTION_WORDS][:12]
    if len(letters) < _FEWEST_LETTERS or len(letters) > 2 * _MOST_LETTERS or len(words) < 2:
        return False
    ends = _prefixes(letters, 0, words[0]) - {0}
    for word in words[1:]:
        ends |= {end for place in ends for end in _prefixes(letters, place, word)}
    whole = letters.startswith(words[0]) or words[0].startswith(letters)
    return len(letters) in ends and not whole


def _prefixes(letters: str, place: int, word: str) -> set[int]:
    """Where in ``letters`` one may be behind some beginning of ``word`` that stands at ``place``."""
    ends = {place}
    for size, char in enumerate(word[: len(letters) - place]):
        if letters[place + size] != char:
            break
        ends.add(place + size + 1)
    return ends
