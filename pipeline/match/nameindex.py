"""The tables in which ``_finding.c`` looks up every word of a text: all the names of a watch, by their first words.

Built here, with what the standard library and numpy have, so that the compiled part is no more than the search itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from pipeline.match._finding import Index, hash_of
from pipeline.text.wordfold import EAST_ASIAN

Payload = TypeVar("Payload")
_Heads = dict[str, tuple[int, int]]  # the first and the end of the names that have it
_Rows = list[tuple[int, int, int]]  # the same behind the head's hash

_HEAD = np.dtype([("hash", np.uint64), ("first", np.int32), ("end", np.int32)])
_NAME = np.dtype([("letters", np.int32), ("length", np.int32), ("beginning", np.int32), ("owners", np.int32)])
_SIEVE = 16  # bits for a head: a word that is none falls through in nineteen of twenty cases
_FIRST_WORD = re.compile(f"[^ {EAST_ASIAN}-\U0010ffff]+")
_LEAST = 16  # places in a table


def build_index(payloads: Mapping[str, Sequence[Payload]]) -> Index[Payload]:
    """Index names, words of two characters or more as ``fold_words`` leaves them, each with what belongs to it."""
    keys = sorted(key for key, belonging in payloads.items() if belonging)
    heads = [(hash_of(head), first, end) for head, (first, end) in _heads(keys).items()]
    owners = tuple(payload for key in keys for payload in payloads[key])
    amounts = [len(payloads[key]) for key in keys]
    letters = np.frombuffer("".join(keys).encode("utf-32-le"), dtype="<u4").astype(np.uint32)
    return Index(owners, _head_table(heads), _sieve(heads), _name_table(keys, amounts), letters)


def _heads(keys: Sequence[str]) -> _Heads:
    heads: _Heads = {}
    for place, key in enumerate(keys):
        head = _head(key)
        _widen(heads, head, place)
        # A plural is a word of its own, and there may be names that begin with it.
        if head == key and key < EAST_ASIAN:
            _widen(heads, f"{key}s", place)
            _widen(heads, f"{key}es", place)
    return heads


def _widen(heads: _Heads, head: str, place: int) -> None:
    first, end = heads.get(head, (place, place))
    heads[head] = (min(first, place), max(end, place + 1))


def _head(key: str) -> str:
    first_word = _FIRST_WORD.match(key)
    return first_word[0] if first_word else key[:2]


def _head_table(heads: _Rows) -> npt.NDArray[np.void]:
    """A hash table with open addressing, half of it empty at least."""
    size = _power_of_two(2 * len(heads))
    table = [(0, 0, 0)] * size
    for row in heads:
        place = row[0] >> 20 & (size - 1)
        while table[place][2]:
            place = (place + 1) & (size - 1)
        table[place] = row
    return np.array(table, dtype=_HEAD)


def _sieve(heads: _Rows) -> npt.NDArray[np.uint64]:
    sieve = [0] * _power_of_two(_SIEVE * len(heads) // 64)
    for value, _, _ in heads:
        sieve[value >> 6 & (len(sieve) - 1)] |= 1 << (value & 63)
    return np.array(sieve, dtype=np.uint64)


def _power_of_two(least: int) -> int:
    return int(1 << (max(least, _LEAST) - 1).bit_length())


def _name_table(keys: Sequence[str], amounts: Sequence[int]) -> npt.NDArray[np.void]:
    """One row a name, and one more that says where the owners of the last end."""
    table = np.zeros(len(keys) + 1, dtype=_NAME)
    lengths = [len(key) for key in keys]
    table["letters"] = [0, *accumulate(lengths)]
    table["length"] = [*lengths, 0]
    table["beginning"] = [*_beginnings(keys), -1]
    table["owners"] = [0, *accumulate(amounts)]
    return table


def _beginnings(keys: Sequence[str]) -> list[int]:
    """For each of the sorted keys the longest other that it begins with, or -1."""
    beginnings: list[int] = []
    open_: list[int] = []  # each the beginning of the next
    for place, key in enumerate(keys):
        while open_ and not key.startswith(keys[open_[-1]]):
            open_.pop()
        beginnings.append(open_[-1] if open_ else -1)
        open_.append(place)
    return beginnings
