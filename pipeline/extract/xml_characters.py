"""Characters that XML refuses, in the open and as references: one of them ends the reading of a document."""

from __future__ import annotations

import re
import sys

# XML 1.0, section 2.2: characters that make a document not well-formed wherever they stand.
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# To look for each costs a tenth of looking for one of the class, and documents hardly ever have any.
_CONTROLS = tuple(char for number in (*range(32), 0xFFFE, 0xFFFF) if _REFUSED.match(char := chr(number)))
_SURROGATE = re.compile("[\ud800-\udfff]")
_REFERENCES = re.compile("(?:&#(?:[xX][0-9a-fA-F]+|[0-9]+);?)+")
_REFERENCE = re.compile("&#(?:[xX]0*([0-9a-fA-F]+)|0*([0-9]+))")
_MAX_DIGITS = 7


def drop_refused(text: str) -> str:
    """The document without what XML refuses, and what feedparser and lxml trip over.

    Halves of a character side by side ("&#55357;&#56842;", as programs write emoji that think in UTF-16) become the
    character.
    """
    if any(map(text.__contains__, _CONTROLS)) or (not text.isascii() and _SURROGATE.search(text)):
        text = _REFUSED.sub("", text)
    return settle_references(text)


def settle_references(text: str) -> str:
    """The same for references alone."""
    return _REFERENCES.sub(_settle, text) if "&#" in text else text


def _settle(run: re.Match[str]) -> str:
    characters = [_character(*found.groups()) for found in _REFERENCE.finditer(run[0])]
    if not _REFUSED.search("".join(characters)) and all(characters):
        return run[0]
    whole = "".join(characters).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return "".join(f"&#{ord(character)};" for character in _REFUSED.sub("", whole))


def _character(hexadecimal: str | None, decimal: str | None) -> str:
    """The character of a number, "" for a number that has none."""
    digits = hexadecimal or decimal or ""
    number = int(digits, 16 if hexadecimal else 10) if len(digits) <= _MAX_DIGITS else sys.maxunicode + 1
    return chr(number) if number <= sys.maxunicode else ""
