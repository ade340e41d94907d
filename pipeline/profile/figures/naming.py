"""The entities that a sentence names, and the one that a figure is said of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from pipeline.model.profile import Entity, EntityType
from pipeline.text.fold import fold

_SHORTEST = 2  # characters of a form; a single Hangul syllable or letter is anything
# How many characters farther away a name counts as: behind the figure, a place, beyond what parts clauses.
_BEHIND, _PLACE, _CLAUSE, _COMMA = 25, 40, 40, 8
_PARTS = re.compile(r"[;:.!?]\s|\b(?:while|whereas|although|and|mientras|aunque|y)\b|지만 ")


@dataclass(frozen=True, slots=True)
class Named:
    """An entity named at ``[start, end)`` of a text."""

    start: int
    end: int
    id: str
    place: bool


class Namer:
    """Finds entities by their names and aliases. Compiled once for all seeds."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        owners: defaultdict[str, set[str]] = defaultdict(set)
        self._exact: defaultdict[str, set[str]] = defaultdict(set)
        for entity in entities:
            for form, exact in _forms(entity):
                key = fold(form).text
                if len(key) >= _SHORTEST:
                    owners[key].add(entity.id)
                    self._exact[key] |= {form} if exact else set()
        # A form of two entities ("Ministry of Foreign Affairs") names neither of them for certain.
        self._owner = {key: ids.pop() for key, ids in owners.items() if len(ids) == 1}
        self._keys = list(self._owner)
        self._places = {entity.id for entity in entities if entity.type is EntityType.PLACE}
        self._automaton = AhoCorasick(self._keys, matchkind=MatchKind.Standard) if self._keys else None

    def names_in(self, text: str) -> tuple[Named, ...]:
        """Entities that ``text`` names, in order; of names within names the longest."""
        found = sorted(self._all_in(text), key=lambda name: (name.start, -name.end))
        longest: list[Named] = []
        for name in found:
            if not longest or name.start >= longest[-1].end:
                longest.append(name)
        return tuple(longest)

    def _all_in(self, text: str) -> Iterator[Named]:
        # Overlapping finds: "K2 tank" would hide "K2" in "K2 tanks", and then not stand free itself.
        folded = fold(text)
        found = self._automaton.find_matches_as_indexes(folded.text, overlapping=True) if self._automaton else ()
        for index, first, last in found:
            key = self._keys[index]
            start, end = folded.span(first, last)
            if _stands_free(folded.text, first, last) and text[start:end] in (self._exact[key] or {text[start:end]}):
                yield Named(start, end, self._owner[key], self._owner[key] in self._places)


def _forms(entity: Entity) -> Iterable[tuple[str, bool]]:
    yield entity.name, False
    for alias in entity.aliases:
        yield alias.form, alias.case_sensitive


def _stands_free(text: str, start: int, end: int) -> bool:
    """Not a part of a word. Korean particles follow names without a blank."""
    before, behind = text[start - 1 : start], text[end : end + 1]
    hangul = "가" <= text[end - 1] <= "힣"
    return not before.isalnum() and (not behind.isalnum() or hangul or "가" <= behind <= "힣")


def named_nearest(text: str, start: int, end: int, names: Sequence[Named]) -> tuple[str, bool]:
    """The id of the entity that the figure at ``[start, end)`` is said of, and whether it is the thing counted.

    A product within the figure is the thing counted ("54 K2 tanks"); else the nearest name, where one behind, a place
    and one beyond a comma or another clause count as farther away. ("", False) when the sentence names nobody.
    """
    inside = [name for name in names if start <= name.start and name.end <= end and not name.place]
    if inside:
        return inside[-1].id, True
    apart = [name for name in names if name.end <= start or name.start >= end]
    nearest = min(apart, key=lambda name: (_distance(text, start, end, name), name.start), default=None)
    return (nearest.id, False) if nearest else ("", False)


def _distance(text: str, start: int, end: int, name: Named) -> int:
    behind = name.start >= end
    between = text[end : name.start] if behind else text[name.end : start]
    parts = _CLAUSE * len(_PARTS.findall(between)) + _COMMA * between.count(",")
    return len(between) + parts + _BEHIND * behind + _PLACE * name.place
