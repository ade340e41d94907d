"""One pass over an article for all names of a watch, and which of its finds count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.match.borders import free_end, is_printed_so
from pipeline.match.forms import Form, Kind
from pipeline.match.layout import Layout
from pipeline.match.meaning import Meaning
from pipeline.match.names import compile_names
from pipeline.match.overlaps import Find, longest, outside, within_others
from pipeline.match.places import Sense, sense_of_place
from pipeline.model.profile import Entity, Pair
from pipeline.text.wordfold import fold_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Finds:
    """All that an article holds, each in order of place."""

    names: tuple[Find, ...]
    hidden: tuple[Find, ...]  # places inside longer names of others: Peru in "Embassy of Peru"
    terms: tuple[Find, ...]
    phrases: tuple[Find, ...]  # that rules ask for
    asides: frozenset[str]
    headline_aside: bool
    without_context: tuple[Form, ...]  # would have counted, had one of their context words been there


_NOTHING = Finds(
    names=(), hidden=(), terms=(), phrases=(), asides=frozenset(), headline_aside=False, without_context=()
)


_new = tuple.__new__  # a named tuple's own way takes three times as long


class Finder:
    """Finds the forms of a watch. Compiled once, then used for any number of articles, from any thread."""

    def __init__(
        self,
        forms: Mapping[str, tuple[Form, ...]],
        entities: Mapping[str, Entity],
        pairs: Sequence[Pair],
        subjects: frozenset[str],
    ) -> None:
        """``subjects`` are the ids of the topics that can be what an article is about."""
        self._subjects = subjects
        self._pillars = frozenset(side for pair in pairs for side in (pair.left, pair.right))
        contexts = (form.owner for found in forms.values() for form in found if form.kind is Kind.CONTEXT)
        self._meaning = Meaning(entities, pairs, contexts)
        # Overlapping matches, resolved afterwards: leftmost-longest would hide a good short name behind a long one
        # that then fails at its border.
        self._names = compile_names(forms)

    def find(self, layout: Layout, language: str, country: str, window: int) -> Finds:
        """Find all forms in an article.

        ``language`` is ISO 639-1, ``country`` the outlet's (ISO 3166-1 alpha-2, "" when unknown), ``window`` how near
        a context word must be, in characters.
        """
        found = self.whole_words(layout.text)
        if not found:
            return _NOTHING
        # At home, and on a subject of the watch, a name needs no explanation: in Lima the MEF is the MEF.
        home = country if any(find.form.owner in self._subjects for find in found[Kind.TERM]) else ""
        named, without = self._meaning.settle(layout, found, home, country, window)
        names, hidden = longest(named)
        asides = outside(found[Kind.ASIDE], names)
        return Finds(
            names=tuple(names),
            hidden=tuple(within_others(hidden, names)),
            terms=tuple(longest(outside(_in_language(found[Kind.TERM], language), names))[0]),
            phrases=tuple(found[Kind.PHRASE]),
            asides=frozenset(find.form.owner for find in asides),
            headline_aside=any(find.origin < layout.title_end for find in asides),
            without_context=tuple(without),
        )

    def whole_words(self, text: str) -> defaultdict[Kind, list[Find]]:
        """Every form that stands in the text as a word of its own, in the right letters, by kind."""
        words = fold_words(text)
        found: defaultdict[Kind, list[Find]] = defaultdict(list)
        namesakes: set[tuple[str, str]] = set()
        folded = words.text
        is_shifted = bool(words.stretches or words.put_in)
        for start, end, form in self._names.find(folded):
            origin, origin_end = start - 1, end - 1
            if is_shifted:
                origin, origin_end = words.span(start, end)
            is_whole = folded[end] == " " == folded[start - 1]
            if is_whole and form.plain and text[origin:origin_end] == form.text:  # most are
                found[form.kind].append(_new(Find, (form, start, end, origin, origin_end, "")))
                continue
            if form.capital and not text[origin].isupper():
                continue
            stop = end if is_whole else free_end(folded, start, end, form)
            if not stop or not is_printed_so(text, origin, text[origin:origin_end], form):
                continue
            # A plural's letters are as many in the text; of "한·" only the first letter is the name.
            stop = start + form.width if form.width else stop
            find = Find(form, start, stop, origin, origin_end + stop - end)
            if form.tail and text.startswith(form.tail, find.origin_end):
                find = find._replace(origin_end=find.origin_end + len(form.tail))  # Foo Co., Ltd.
            sense = _sense(text, find) if form.place else Sense.MEANT
            if sense is Sense.MEANT:
                found[form.kind].append(find)
            elif sense is Sense.NAMESAKE:
                namesakes.add((form.owner, folded[start:end]))
        if namesakes:
            found[Kind.NAME] = self._without_namesakes(found[Kind.NAME], folded, namesakes)
        return found

    def _without_namesakes(self, finds: list[Find], folded: str, namesakes: set[tuple[str, str]]) -> list[Find]:
        """What is called Peru in Illinois once is so throughout.

        Unless the watched one is named in another way, too, or beside the other side of its pair.
        """

        def is_namesake(find: Find) -> bool:
            return (find.form.owner, folded[find.start : find.end]) in namesakes

        owners = {owner for owner, _ in namesakes}
        meant = {find.form.owner for find in finds if not is_namesake(find)}
        if self._pillars & (meant - owners):
            return finds
        return [find for find in finds if find.form.owner in meant or not is_namesake(find)]


def _sense(text: str, find: Find) -> Sense:
    return sense_of_place(text, find.origin, find.origin_end, find.form.country)


def _in_language(terms: list[Find], language: str) -> list[Find]:
    """Drop Spanish terms from English text and the reverse: "red" is a network in one of them."""
    other = {"en": "es", "es": "en"}.get(language)
    return [find for find in terms if find.form.language != other]
