"""All the names of a watch, found in one pass over the words of a text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol, TypeVar

from pipeline.match.automaton import Automaton

Payload = TypeVar("Payload")


class Names(Protocol[Payload]):
    """Finds every place of every name, also where they overlap. Threads may share it."""

    def find(self, words: str, /) -> list[tuple[int, int, Payload]]:
        """All places in order, the longer first: start and end in the words, and one of what belongs to the name.

        More than ``automaton.MOST_FINDS`` are a watch of names within names, or a trap: the first so many are returned.

        ``words`` are as ``fold_words`` leaves them. Of Latin names nothing stands before, and nothing but the ending of
        a plural behind; Hangul may stand within any Hangul.
        """
        ...


def compile_names(payloads: Mapping[str, Sequence[Payload]]) -> Names[Payload]:
    """Compile names, words of two characters or more as ``fold_words`` leaves them, each with what belongs to it."""
    try:
        from pipeline.match.nameindex import build_index
    except ImportError:  # there was no C compiler when this was installed
        return Automaton(payloads)
    return build_index(payloads)
