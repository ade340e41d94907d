"""Names whose accent was lost on the way to the seed."""

from __future__ import annotations

import re

_LOST = re.compile(r"à(?=\s|$)")


def mended_accent(form: str) -> str:
    """``José Jerà`` -> ``José Jerí``; "" for a name without this damage.

    The second byte of í in UTF-8 is, read as Latin-1, an invisible soft hyphen; once that is lost the word ends in à,
    which no Spanish word does.
    """
    return _LOST.sub("í", form) if _LOST.search(form) else ""
