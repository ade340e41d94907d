"""The unique-surname rule: Boluarte counts where Dina Boluarte stands in the same article."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.text.fold import fold_key

# The commonest Korean surnames in the spellings newspapers use. They stand first, and each is borne by so many people
# that it names nobody by itself.
_KOREAN_NAMES = (
    "lee yi rhee kim gim park bak pak choi choe jung jeong chung kang gang cho jo yoon yun youn jang chang lim "
    "im rim han oh seo suh shin sin kwon gwon hwang ahn an song yoo yu ryu ryoo hong jeon chun ko go moon mun "
    "son sohn yang bae baek paik heo hur nam noh roh ha sim shim ma na ra min woo wu cha chu joo ju ku koo gu "
    "bang byun won do"
)
_SHORTEST = 4  # letters; shorter surnames are too often words

# Words that stand before a surname and are not its owner's given name, folded.
_TITLE_WORDS = (
    "president presidenta presidente mr mrs ms mister madam dr sr sra srta senor senora don dona minister "
    "ministro ministra premier ambassador embajador embajadora general secretary secretario secretaria chairman "
    "chairwoman director directora governor gobernador gobernadora mayor alcalde alcaldesa former ex mandataria "
    "mandatario chief canciller senator senador congressman congresista executive"
)
_KOREAN = frozenset(_KOREAN_NAMES.split())
_TITLES = frozenset(_TITLE_WORDS.split())
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\.?[ \u00a0]$")


def surnames(forms: Iterable[str]) -> tuple[str, ...]:
    """Return the surnames of a person's two-word Latin names. Korean names give none."""
    found = set()
    for form in forms:
        words = form.split()
        if len(words) == 2 and _is_given_then_surname(*words):
            found.add(words[1])
    return tuple(sorted(found))


def _is_given_then_surname(given: str, surname: str) -> bool:
    key = fold_key(surname)
    latin = key.isascii() and key.isalpha() and len(key) >= _SHORTEST and surname[:1].isupper()
    return latin and key not in _KOREAN and fold_key(given) not in _KOREAN | _TITLES and given[:1].isupper()


def is_somebody_else(original: str, start: int) -> bool:
    """Whether another given name stands before the surname at ``start``: Nicanor Boluarte is not Dina."""
    match = _WORD_BEFORE.search(original, max(0, start - 24), start)
    if not match or not match.group(1)[0].isupper() or fold_key(match.group(1)) in _TITLES:
        return False
    # A capital at the head of a sentence says nothing: "Ayer Boluarte dijo".
    return not re.search(r"(?:^|[\n.!?:;\"'“‘«¿¡—–-]\s*)$", original[max(0, match.start() - 3) : match.start()])
