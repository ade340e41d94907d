"""The analyser of Korean words, where it is installed (``pip install seedwatch[ko]``); all works without it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Any, Protocol

_LONGEST_TEXT = 4_000  # characters analysed at once: what it needs grows with the text
_SHORTEST = 2


class Analyser(Protocol):
    """Tells proper nouns from other words."""

    def proper_nouns(self, text: str) -> Iterator[str]:
        """Proper nouns of a text in their order, those that touch joined to one: 코리오 + 제너레이션."""
        ...


class KiwiAnalyser:
    """kiwipiepy. The model takes about a second and 500 MB when the first text comes."""

    def __init__(self) -> None:
        """Load the model. Raises ImportError without the extra."""
        # Imported here: half a second and 500 MB that a service which never learns need not pay.
        from kiwipiepy import Kiwi

        self._kiwi: Any = Kiwi(num_workers=1)  # one worker: the same answer every time

    def proper_nouns(self, text: str) -> Iterator[str]:
        """Runs of tokens tagged NNP, with the Latin letters (SL) that touch them."""
        for start in range(0, len(text), _LONGEST_TEXT):
            yield from self._runs(text[start : start + _LONGEST_TEXT])

    def _runs(self, text: str) -> Iterator[str]:
        tokens = self._kiwi.tokenize(text)
        ends = [0, *(token.start + token.len for token in tokens)]
        marked = []
        run = 0
        for token, before in zip(tokens, ends, strict=False):
            run += token.start != before or token.tag not in {"NNP", "SL"}
            marked.append((run, token))
        for _, group in groupby(marked, key=lambda item: item[0]):
            names = [token for _, token in group if token.tag in {"NNP", "SL"}]
            if names and any(token.tag == "NNP" for token in names):
                form = text[names[0].start : names[-1].start + names[-1].len]
                if len(form) >= _SHORTEST:
                    yield form


@cache
def installed_analyser() -> Analyser | None:
    """The analyser of this installation, made once; None without the extra."""
    try:
        return KiwiAnalyser()
    except ImportError:
        return None
