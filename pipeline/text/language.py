"""Which language a text is in."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

# Identification over all known languages is unreliable on short texts. These are the languages the program reads plus
# those that its sources mix in, so that a French or Portuguese paragraph is not taken for Spanish.
LANGUAGES = ("en", "es", "ko", "pt", "fr", "it", "de", "ca", "ja", "zh")
_SHORTEST = 15  # letters; below this a guess is worth less than what the surroundings say
_ENOUGH = 400  # characters looked at
_HANGUL_SHARE = 0.2  # Korean news writes company and product names in Latin letters, so far below a half

_LETTERS = re.compile(r"[^\W\d_]+")
_ENOUGH_LETTERS = re.compile(rf"(?:[\W\d_]*+[^\W\d_]){{{_SHORTEST}}}")
_HANGUL = re.compile("[\uac00-\ud7a3]+")
# Words of which texts in the two languages most read are full, and words of which those in their neighbours are. A text
# with several times as many different ones of the one kind as of all others needs no statistics. On 16,000 real
# headlines, summaries and paragraphs the two ways never differed.
_TELLING = {
    "en": frozenset("the and of that with for are by from has have this which been their were said would its".split()),
    "es": frozenset("los las más pero sus fue según también desde hasta una del por y el para dijo".split()),
}
_FOREIGN = frozenset(
    "não uma são dos das ao pelo pela em mais com um foi também os "
    "le les des du et est une dans pour sur au aux il pas ce qui "
    "di che della gli è nel sono alla dei più anche il un "
    "der die das und ist mit den von nicht ein eine für "
    "els amb és dels i les al als ha ser aquest va".split()
)
# Words that the language has in common with some of its neighbours: they do not speak against it where it is likely.
_SHARED = {
    "en": frozenset("a an in on at to is as it be was not or he she they will".split()),
    "es": frozenset("la de en un una que con se al su es lo no ha son como entre sur dos ser".split()),
}
_SEVERAL = 3


def detect_language(text: str, default: str = "und", *, likely: str = "") -> str:
    """Return the ISO 639-1 code of ``text``, or ``default`` when it is too short to tell.

    The share of Hangul among the letters decides first; then words that only English or only Spanish has, of which few
    are enough for the language that is ``likely`` (the feed says so); the rest is told by n-gram statistics over
    ``LANGUAGES``.
    """
    sample = text[:_ENOUGH]
    hangul = 0 if sample.isascii() else sum(map(len, _HANGUL.findall(sample)))
    if hangul >= 2 and hangul >= _HANGUL_SHARE * sum(map(len, _LETTERS.findall(sample))):
        return "ko"
    if not _ENOUGH_LETTERS.match(sample):
        return default
    # Capitals confuse the n-grams: headlines in capitals come out as German.
    sample = sample.lower()
    return _by_words(sample, likely) or str(_identifier().classify(sample)[0])


def _by_words(sample: str, likely: str) -> str:
    words = frozenset(sample.split())
    found = {code: len(words & telling) for code, telling in _TELLING.items()}
    code = max(found, key=lambda one: found[one])
    others = len(words & _FOREIGN) + sum(found.values()) - found[code]
    if found[code] >= _SEVERAL * max(others, 1):
        return code
    own, common = found.get(likely, 0), _SHARED.get(likely, frozenset())
    against = len(words & _FOREIGN - common) + sum(found.values()) - own
    return likely if likely in _TELLING and own >= against else ""


@cache
def _identifier() -> Any:
    # Imported here, for most commands never look at a text and the model takes a while to load.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(LANGUAGES))
    identifier._full_model = None  # noqa: SLF001 - a quarter of its memory, for languages nobody asks for again
    return identifier
