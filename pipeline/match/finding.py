"""One pass of a multi-pattern automaton over an article, and which of its finds count."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.match.automaton import Automaton
from pipeline.match.borders import case_is_silent, has_right_case, is_in_one_piece, is_shouted, stands_free
from pipeline.match.forms import Case, Form, Kind
from pipeline.match.korean import is_hangul
from pipeline.match.overlaps import Find, by_place, longest, outside, within_others
from pipeline.match.places import is_other_place
from pipeline.match.surnames import is_somebody_else
from pipeline.model.profile import Entity, EntityType
from pipeline.text.wordfold import WordText, fold_words

_BESIDE = 45  # characters from the start of a ministry's name to "de Corea" right behind it
_SHORT_HANGUL = 2  # syllables; 시마 and 백호 are words and names of all kinds


@dataclass(frozen=True, slots=True, kw_only=True)
class Finds:
    """All that an article holds, each in order of place."""

    names: tuple[Find, ...]
    hidden: tuple[Find, ...]  # places inside longer names of others: Peru in "Embassy of Peru"
    terms: tuple[Find, ...]
    asides: frozenset[str]
    headline_aside: bool
    without_context: tuple[Form, ...]  # would have counted, had one of their context words been there


class Finder:
    """Finds the forms of a watch. Compiled once, then used for any number of articles, from any thread."""

    def __init__(
        self, forms: Mapping[str, tuple[Form, ...]], entities: Mapping[str, Entity], subjects: frozenset[str]
    ) -> None:
        """``subjects`` are the ids of the topics that can be what an article is about."""
        self._forms = tuple(forms.values())
        self._entities = entities
        self._subjects = subjects
        # Overlapping matches, resolved afterwards: leftmost-longest would hide a good short name behind a long one
        # that then fails at its border.
        self._automaton = Automaton(forms)

    def find(self, text: str, headline_end: int, language: str, country: str = "") -> Finds:
        """Find all forms in ``text``.

        ``headline_end`` tells where its title ends, ``language`` is ISO 639-1, ``country`` the outlet's (ISO 3166-1
        alpha-2, "" when unknown).
        """
        found = self._whole_words(text, fold_words(text))
        contexts = {find.form.owner for find in found[Kind.CONTEXT]}
        # At home, and on a subject of the watch, a name needs no explanation: in Lima the MEF is the MEF.
        home = country if any(find.form.owner in self._subjects for find in found[Kind.TERM]) else ""
        named, without = _with_context(found[Kind.NAME], contexts, home)
        named = self._supported(text, named)
        persons = {find.form.owner for find in named}
        named += [find for find in found[Kind.SURNAME] if _is_told_before(text, find, persons)]
        names, hidden = longest(self._unambiguous(named, country))
        asides = outside(found[Kind.ASIDE], names)
        return Finds(
            names=tuple(names),
            hidden=tuple(within_others(hidden, names)),
            terms=tuple(longest(outside(_in_language(found[Kind.TERM], language), names))[0]),
            asides=frozenset(find.form.owner for find in asides),
            headline_aside=any(find.origin < headline_end for find in asides),
            without_context=tuple(without),
        )

    def _whole_words(self, text: str, words: WordText) -> defaultdict[Kind, list[Find]]:
        found: defaultdict[Kind, list[Find]] = defaultdict(list)
        printed, forms, span = words.text, self._forms, words.span
        for start, end, number in self._automaton.find(words):
            is_whole = printed[start - 1] == " " == printed[end]  # most are
            for form in forms[number]:
                if is_whole or stands_free(printed, start, end, form):
                    stop = start + form.width if form.width else end
                    origin, origin_end = span(start, stop)
                    if _is_meant(text, origin, origin_end, form):
                        found[form.kind].append(Find(form, start, stop, origin, origin_end))
        return found

    def _supported(self, text: str, finds: list[Find]) -> list[Find]:
        """Drop names too weak to count by themselves, unless something firm of their own stands in the article."""
        weak: list[Find] = []
        firm: list[Find] = []
        for find in finds:
            (weak if _is_weak(text, find) else firm).append(find)
        owners = {find.form.owner for find in firm}
        sides = owners | {self._side(find) for find in firm} - {""}
        others = any(find.form.type is not EntityType.PLACE for find in firm)

        def counts(find: Find) -> bool:
            if is_hangul(find.form.text):
                return find.form.owner in owners or self._side(find) in sides
            return find.form.owner in owners or others

        return sorted([*firm, *filter(counts, weak)], key=by_place)

    def _unambiguous(self, finds: list[Find], country: str) -> Iterator[Find]:
        """Settle forms that name several entities (two ministries of one name) by the sides near them.

        In an outlet of one of their countries that one is meant, unless another side is named right beside it.
        """
        at: defaultdict[tuple[int, int], list[Find]] = defaultdict(list)
        for find in finds:
            at[find.start, find.end].append(find)
        places: defaultdict[str, list[int]] = defaultdict(list)
        for same in at.values():
            if _is_clear(same):
                places[self._side(same[0])].append(same[0].start)
        for same in at.values():
            yield from same[:1] if _is_clear(same) else self._nearest(same, places, country)

    def _nearest(self, same: list[Find], places: Mapping[str, list[int]], country: str) -> list[Find]:
        """Return the one whose side stands nearest; none when two sides are equally near, or none is there.

        Of several on one side (two lines that are named together) the first by id stands for all.
        """
        ranked = sorted((_distance(find.start, places.get(self._side(find), [])), find.form.owner) for find in same)
        at_home = [find for find in same if country and find.form.country == country]
        if at_home and ranked[0][0] > _BESIDE:
            return at_home[:1]
        owners = [owner for distance, owner in ranked if distance == ranked[0][0]]
        nearest = [find for owner in owners for find in same if find.form.owner == owner]
        return nearest[:1] if len({self._side(find) for find in nearest}) == 1 else []

    def _side(self, find: Find) -> str:
        entity = self._entities[find.form.owner]
        return entity.side or (entity.id if entity.type is EntityType.PLACE else "")


def _is_meant(text: str, start: int, end: int, form: Form) -> bool:
    surface = text[start:end]
    if form.case is not Case.ANY and not has_right_case(surface, form):
        return False
    if (form.width or not surface.isalpha()) and not is_in_one_piece(text, start, end, form):
        return False
    return form.type is not EntityType.PLACE or not is_other_place(text, start, end, form.country)


def _with_context(finds: list[Find], contexts: set[str], home: str) -> tuple[list[Find], list[Form]]:
    named: list[Find] = []
    without: dict[Form, None] = {}
    for find in finds:
        known = (home and find.form.country == home) or contexts.intersection(find.form.context)
        if find.form.context and not known:
            without[find.form] = None
        else:
            named.append(find)
    return named, list(without)


def _is_weak(text: str, find: Find) -> bool:
    form = find.form
    short_hangul = len(form.text) == _SHORT_HANGUL and all(map(is_hangul, form.text))
    if short_hangul and form.type is not EntityType.PLACE and not form.context:
        return True
    if is_shouted(text, find.origin, find.origin_end, form):
        return True  # whatever its context: a veteran in a HALL OF FAME was in the army, too
    # A context word has been found already where the form asks for one.
    return not form.context and case_is_silent(text, find.origin, find.origin_end, form)


def _in_language(terms: list[Find], language: str) -> list[Find]:
    """Drop Spanish terms from English text and the reverse: "red" is a network in one of them."""
    other = {"en": "es", "es": "en"}.get(language)
    return [find for find in terms if find.form.language != other]


def _is_told_before(text: str, find: Find, persons: set[str]) -> bool:
    return find.form.owner in persons and not is_somebody_else(text, find.origin)


def _is_clear(same: list[Find]) -> bool:
    return all(find.form.owner == same[0].form.owner for find in same)


def _distance(start: int, places: list[int]) -> float:
    at = bisect_left(places, start)
    return min((abs(place - start) for place in places[max(0, at - 1) : at + 1]), default=float("inf"))
