"""Text without the characters that no reader sees and no database keeps."""

from __future__ import annotations

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")
# PostgreSQL refuses NUL, UTF-8 refuses surrogates, and U+FFFE and U+FFFF are no characters; the other controls of
# C0 and C1 (but tab and line feed) come from broken converters and split words in two when they are shown.
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_EITHER = re.compile(f"[\u2028\u2029{_UNWANTED.pattern[1:]}")


def clean_characters(text: str) -> str:
    """Compose to NFC, end lines with a line feed, drop control characters (not tab), NULs and lone surrogates.

    Idempotent: dropping comes first, since a dropped character may stand between a letter and its accent.
    """
    if _EITHER.search(text):  # seldom, and to look is a third of the work of replacing
        text = _UNWANTED.sub("", _LINE_ENDS.sub("\n", text))
    return unicodedata.normalize("NFC", text)
