"""Which language a text is in."""

from __future__ import annotations

from functools import cache
from typing import Any

# Identification over all known languages is unreliable on short texts. These are the languages the program reads plus
# those that its sources mix in, so that a French or Portuguese paragraph is not taken for Spanish.
LANGUAGES = ("en", "es", "ko", "pt", "fr", "it", "de", "ca", "ja", "zh")
_SHORTEST = 15  # letters; below this a guess is worth less than what the surroundings say
_ENOUGH = 3000  # characters looked at
_HANGUL_SHARE = 0.2  # Korean news writes company and product names in Latin letters, so far below a half


def detect_language(text: str, default: str = "und") -> str:
    """Return the ISO 639-1 code of ``text``, or ``default`` when it is too short to tell.

    The share of Hangul among the letters decides first; the rest is told by n-gram statistics over ``LANGUAGES``.
    """
    sample = text[:_ENOUGH]
    letters = [char for char in sample if char.isalpha()]
    hangul = sum("\uac00" <= char <= "\ud7a3" for char in letters)
    if hangul >= 2 and hangul >= _HANGUL_SHARE * len(letters):
        return "ko"
    if len(letters) < _SHORTEST:
        return default
    # Capitals confuse the n-grams: headlines in capitals come out as German.
    code, _ = _identifier().classify(sample.lower())
    return str(code)


@cache
def _identifier() -> Any:
    # Imported here, for most commands never look at a text and the model takes a while to load.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(LANGUAGES))
    return identifier
