"""Which of the names found in an article are meant: by their contexts, by what else is named, by what is near them.

An alias with ``require_context`` counts where one of these words stands near it or in the title; a context word that is
a name of a watched entity stands for all its names and for its side. It counts, too, beside another company, product,
project or person of the core (FAME beside Hyundai Rotem), and a city beside the other side of its pair (Lima beside
Seoul). Whatever lets a name in is kept as its reason.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.match.borders import case_is_silent, is_shouted
from pipeline.match.forms import Form, Kind
from pipeline.match.korean import is_hangul
from pipeline.match.layout import Layout
from pipeline.match.overlaps import Find, by_place
from pipeline.match.surnames import is_somebody_else
from pipeline.model.profile import Entity, EntityType, Grade, Pair
from pipeline.text.fold import fold_key

_BESIDE = 45  # characters from the start of a ministry's name to "de Corea" right behind it
_ASIDES = 2  # words of sport, stage and the like that make an article of their kind
_SHORT_HANGUL = 2  # syllables; 시마 and 백호 are words and names of all kinds

# Beside one of these the watch's own field is meant. Agencies are left out: every country has a ministry of finance.
_COMPANY_OF_ITS_OWN = frozenset(
    {EntityType.COMPANY, EntityType.PRODUCT, EntityType.PROJECT, EntityType.ORGANISATION, EntityType.PERSON}
)
# What may be meant for that reason alone. A project is not: every city has a line 3.
_KNOWN_BY_COMPANY = _COMPANY_OF_ITS_OWN - {EntityType.PROJECT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What stands in an article beyond doubt."""

    words: Mapping[str, list[int]]  # context words and where they stand, in order
    owners: frozenset[str]  # of names that ask for no context
    sides: frozenset[str]
    core: tuple[Entity, ...]  # of the core, other than places and agencies
    home: str  # the outlet's country, when the article is on a subject of the watch
    is_aside: bool  # sport, stage or kitchen: what else is named says little


class Meaning:
    """Tells which finds of a watch are meant. Compiled once."""

    def __init__(self, entities: Mapping[str, Entity], pairs: Iterable[Pair], contexts: Iterable[str]) -> None:
        """``contexts`` are all words, folded, that some alias asks for."""
        self._entities = entities
        self._across: defaultdict[str, set[str]] = defaultdict(set)
        for pair in pairs:
            if pair.left in entities and pair.right in entities:
                self._across[pair.left].add(pair.right)
                self._across[pair.right].add(pair.left)
        self._named = self._entities_called(frozenset(contexts))

    def _entities_called(self, contexts: frozenset[str]) -> dict[str, frozenset[str]]:
        """For each context word that is a name of entities: these, and the sides they stand for."""
        named: defaultdict[str, set[str]] = defaultdict(set)
        for entity in self._entities.values() if contexts else ():
            for alias in entity.aliases:
                if (word := fold_key(alias.form)) in contexts and alias.status.is_used:
                    named[word] |= {entity.id, entity.side} & self._entities.keys()
        return {word: frozenset(owners) for word, owners in named.items()}

    def side(self, find: Find) -> str:
        """The side a find stands for; "" for none."""
        entity = self._entities[find.form.owner]
        return entity.side or (entity.id if entity.type is EntityType.PLACE else "")

    def settle(
        self, layout: Layout, found: Mapping[Kind, list[Find]], home: str, country: str, window: int
    ) -> tuple[list[Find], list[Form]]:
        """The names that are meant, and the forms that would have counted in another context.

        ``home`` is the outlet's country where it explains names, ``country`` the outlet's in any case. ``window`` is
        in characters of the text, either way from a name.
        """
        around = self._surroundings(found, home)
        named, without = self._in_context(found.get(Kind.NAME, []), around, layout, window)
        named = self._supported(layout.text, named)
        full = {find.form.owner: find.form.text for find in named}
        for find in found.get(Kind.SURNAME, []):
            if find.form.owner in full and not is_somebody_else(layout.text, find.origin):
                named.append(find._replace(reason=f"{full[find.form.owner]} is named in full"))
        return list(self._unambiguous(layout.text, named, country)), without

    def _surroundings(self, found: Mapping[Kind, list[Find]], home: str) -> Surroundings:
        words: defaultdict[str, list[int]] = defaultdict(list)
        for find in found.get(Kind.CONTEXT, []):
            words[find.form.owner].append(find.origin)
        for places in words.values():
            places.sort()
        sure = {find.form.owner: find for find in found.get(Kind.NAME, []) if not find.form.context}
        entities = [self._entities[owner] for owner in sorted(sure)]
        return Surroundings(
            words=words,
            owners=frozenset(sure),
            sides=frozenset(map(self.side, sure.values())) - {""},
            core=tuple(each for each in entities if each.grade is Grade.CORE and each.type in _COMPANY_OF_ITS_OWN),
            home=home,
            is_aside=len(found.get(Kind.ASIDE, [])) >= _ASIDES,
        )

    def _in_context(
        self, finds: list[Find], around: Surroundings, layout: Layout, window: int
    ) -> tuple[list[Find], list[Form]]:
        named: list[Find] = []
        lacking: list[Find] = []
        for find in finds:
            if not find.form.context:
                named.append(find)
            elif reason := self._reason(find, around, layout, window):
                named.append(find._replace(reason=reason))
            else:
                lacking.append(find)
        if lacking and not around.is_aside:
            named += self._in_each_others_company(layout.text, lacking)
        if not lacking:
            return named, []
        counted = {id(find.form) for find in named}
        taken = {(find.start, find.end) for find in named}  # the ministry is Peru's: nothing lacks for Korea's
        lacking = [find for find in lacking if (find.start, find.end) not in taken]
        lacking = [find for find in lacking if id(find.form) not in counted]
        return named, [find.form for find in sorted(_first_of_each(lacking), key=self._rank)]

    def _rank(self, find: Find) -> int:
        """What matters most to the watch comes first: of all ministries of that name not Honduras's."""
        return _RANKS[self._entities[find.form.owner].grade]

    def _in_each_others_company(self, text: str, lacking: list[Find]) -> Iterator[Find]:
        """Two doubtful names of the core explain each other (Rotem and FAME), unless their capitals say nothing."""
        doubtful = [find for find in lacking if self._is_core(find) and not _is_in_capitals(text, find)]
        owners = sorted({find.form.owner for find in doubtful})
        for find in doubtful if len(owners) > 1 else ():
            other = next(owner for owner in owners if owner != find.form.owner)
            yield find._replace(reason=f"{self._entities[other].name} is named as well")

    def _is_core(self, find: Find) -> bool:
        return self._entities[find.form.owner].grade is Grade.CORE and find.form.type in _KNOWN_BY_COMPANY

    def _reason(self, find: Find, around: Surroundings, layout: Layout, window: int) -> str:
        """Why an alias that asks for a context has it; "" when it has none."""
        form = find.form
        if around.home and form.country == around.home:
            return "an outlet of its own country need not explain it"
        for word in form.context:
            if _is_near(around.words.get(word, []), find.origin, layout, window):
                return f"“{word}” stands near it"
        return "" if around.is_aside else self._reason_in_company(form, around)

    def _reason_in_company(self, form: Form, around: Surroundings) -> str:
        for entity_id in sorted({owner for word in form.context for owner in self._called(word, form)}):
            if entity_id in around.owners or entity_id in around.sides:
                return f"{self._entities[entity_id].name} is named as well"
        if form.type in _KNOWN_BY_COMPANY:
            for entity in around.core:
                if entity.id != form.owner:
                    return f"{entity.name} is named as well"
        if form.type is EntityType.PLACE:
            own = self._entities[form.owner].side
            for side in sorted(self._across.get(own, set()) & around.sides):
                return f"{self._entities[side].name} is named as well"
        return ""

    def _called(self, word: str, form: Form) -> frozenset[str]:
        """The entities that a context word names; where it is the owner's own full name, that alone will do."""
        named = self._named.get(word, frozenset())
        return frozenset({form.owner}) if form.owner in named else named

    def _supported(self, text: str, finds: list[Find]) -> list[Find]:
        """Drop names too weak to count by themselves, unless something firm of their own stands in the article."""
        weak: list[Find] = []
        firm: list[Find] = []
        for find in finds:
            (weak if _is_weak(text, find) else firm).append(find)
        if not weak:
            return finds
        owners = {find.form.owner for find in firm}
        sides = owners | {self.side(find) for find in firm} - {""}
        others = any(find.form.type is not EntityType.PLACE for find in firm)

        def counts(find: Find) -> bool:
            if is_hangul(find.form.text):
                return find.form.owner in owners or self.side(find) in sides
            return find.form.owner in owners or others

        return sorted([*firm, *filter(counts, weak)], key=by_place)

    def _unambiguous(self, text: str, finds: list[Find], country: str) -> Iterator[Find]:
        """Settle forms that name several entities (two ministries of one name) by the sides near them.

        In an outlet of one of their countries that one is meant, unless another side is named right beside it.
        """
        at: defaultdict[tuple[int, int], list[Find]] = defaultdict(list)
        for find in finds:
            at[find.start, find.end].append(find)
        if len(at) == len(finds):
            yield from finds
            return
        places: defaultdict[str, list[int]] = defaultdict(list)
        for same in at.values():
            if _is_clear(same):
                places[self.side(same[0])].append(same[0].start)
        for same in at.values():
            yield from [_as_printed(text, same)] if _is_clear(same) else self._nearest(same, places, country)

    def _nearest(self, same: list[Find], places: Mapping[str, list[int]], country: str) -> list[Find]:
        """Return the one whose side stands nearest; none when two sides are equally near, or none is there.

        Of several on one side (two lines that are named together) the first by id stands for all.
        """
        ranked = sorted((_distance(find.start, places.get(self.side(find), [])), find.form.owner) for find in same)
        at_home = [find for find in same if country and find.form.country == country]
        if at_home and ranked[0][0] > _BESIDE:
            return [at_home[0]._replace(reason="the outlet's own, for no other is named beside it")]
        by_owner = {find.form.owner: find for find in reversed(same)}
        nearest = [by_owner[owner] for distance, owner in ranked if distance == ranked[0][0]]
        if len({self.side(find) for find in nearest}) > 1:
            return []
        return [nearest[0]._replace(reason=self._nearness(nearest[0]))]

    def _nearness(self, find: Find) -> str:
        side = self._entities.get(self.side(find))
        return f"{side.name} stands nearest to it" if side else "the only one of this name that fits"


def _is_near(places: list[int], origin: int, layout: Layout, window: int) -> bool:
    """Whether one of these places is in the title or within the window around a name."""
    return bool(places) and (places[0] < layout.title_end or _distance(origin, places) * layout.density <= window)


def _is_weak(text: str, find: Find) -> bool:
    form = find.form
    short_hangul = len(form.text) == _SHORT_HANGUL and all(map(is_hangul, form.text))
    if short_hangul and form.type is not EntityType.PLACE and not (form.context or form.sure):
        return True
    if is_shouted(text, find.origin, find.origin_end, form):
        return True  # whatever its context: a veteran in a HALL OF FAME was in the army, too
    # A context word has been found already where the form asks for one.
    return not form.context and case_is_silent(text, find.origin, find.origin_end, form)


_RANKS = {grade: rank for rank, grade in enumerate((Grade.CORE, Grade.SECONDARY, Grade.BACKGROUND))}


def _first_of_each(finds: list[Find]) -> Iterable[Find]:
    """The first find of each form, in their order: by identity, for a form is long to compare."""
    firsts: dict[int, Find] = {}
    for find in finds:
        firsts.setdefault(id(find.form), find)
    return firsts.values()


def _is_in_capitals(text: str, find: Find) -> bool:
    place = (text, find.origin, find.origin_end, find.form)
    return is_shouted(*place) or case_is_silent(*place)


def _as_printed(text: str, same: list[Find]) -> Find:
    """Of several forms of one entity at one place the one that is printed there: Perú, not Peru."""
    return next((find for find in same if find.form.text == text[find.origin : find.origin_end]), same[0])


def _is_clear(same: list[Find]) -> bool:
    return all(find.form.owner == same[0].form.owner for find in same)


def _distance(start: int, places: list[int]) -> float:
    at = bisect_left(places, start)
    return min((abs(place - start) for place in places[max(0, at - 1) : at + 1]), default=float("inf"))
