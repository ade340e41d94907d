"""The XML parser feedparser reads with: Python's own, but with running text in one piece.

feedparser does some work for each piece of text, and expat tells of every line break and every ``&lt;`` by itself
unless it is asked to gather them.
"""

from __future__ import annotations

from typing import Any
from xml.sax.expatreader import ExpatParser

_GATHERED = 65_536  # characters


class GatheringParser(ExpatParser):
    """expat as ``xml.sax`` drives it, gathering text."""

    _parser: Any  # pyexpat's, new for every document

    def reset(self) -> None:
        super().reset()
        self._parser.buffer_text = True
        self._parser.buffer_size = _GATHERED


def create_parser() -> GatheringParser:
    """Answer ``xml.sax.make_parser``, which finds this module by its name."""
    return GatheringParser()
