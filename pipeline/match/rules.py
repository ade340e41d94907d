"""The rules that an analyst wrote, held against one article: which hold and where, and what the others lack.

Pure bookkeeping over places: who finds the items in a text hands in where each of them stands. A rule that keeps out
beats all that let in; of these the one that makes an article direct beats one that makes it related; among equals the
first in the file says why.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter, itemgetter

from pipeline.match.layout import Layout
from pipeline.model.hit import TextField, Tier
from pipeline.model.profile import Profile, Rule, RuleEffect, RuleItem
from pipeline.model.rulewords import in_fields, listed, names_of_items

Span = tuple[int, int]  # from and to, in the text of the layout
Spans = Mapping[RuleItem, Sequence[Span]]  # those of an item in the order of their starts; they may overlap

_STRENGTH = {RuleEffect.MENTION: 0, RuleEffect.DIRECT: 1, RuleEffect.RELATED: 2}
_START = itemgetter(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something that a rule names stands: ``layout.text[start:end]``."""

    item: RuleItem
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFound:
    """What an article holds of one rule; it holds when nothing is missing, forbidden or too far apart."""

    rule: Rule
    places: tuple[Place, ...] = ()  # of what it asks for: nearest together with a window, else the first of each
    missing: tuple[RuleItem, ...] = ()  # of ``must``
    has_choice: bool = True  # one of ``any`` is there, or the rule has none
    forbidden: tuple[Place, ...] = ()
    stretch: int = 0  # characters of the shortest stretch that holds ``places``, where the rule has a window

    @property
    def is_apart(self) -> bool:
        """Whether all is there, but not within the window."""
        return self.stretch > self.rule.window > 0

    @property
    def faults(self) -> int:
        """How many things keep it from holding."""
        return len(self.missing) + (not self.has_choice) + len(self.forbidden) + self.is_apart


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleOutcome:
    """What the rules say of one article."""

    held: tuple[RuleFound, ...] = ()  # the one that decides first
    missed: tuple[RuleFound, ...] = ()  # of which something is there, those that lack least first

    @property
    def tier(self) -> Tier | None:
        """The tier that the rules make: ``MENTION`` keeps the article out, the others are the least it gets."""
        return Tier(self.held[0].rule.makes.value) if self.held else None

    @property
    def nearest(self) -> RuleFound | None:
        """The rule that would let the article in, had it one thing more, or less; None when there is none."""
        lifting = (found for found in self.missed if found.rule.makes is not RuleEffect.MENTION)
        return next((found for found in lifting if found.faults == 1), None)


class Rules:
    """The rules of one profile. Keeps nothing between two articles."""

    def __init__(self, profile: Profile) -> None:
        self._names = names_of_items(profile) if profile.rules else {}
        self._rules = profile.rules
        asked: defaultdict[RuleItem, list[int]] = defaultdict(list)
        for number, rule in enumerate(profile.rules):
            for item in dict.fromkeys((*rule.must, *rule.any)):
                asked[item].append(number)
        self._asked = dict(asked)
        self.items = tuple(dict.fromkeys((*asked, *(item for rule in profile.rules for item in rule.but_not))))

    def judge(self, spans: Spans, layout: Layout) -> RuleOutcome:
        """Tell which rules hold and which do nearly.

        ``spans`` has for each of ``items`` where it stands in ``layout.text``, in the order of the starts; an item
        that is not there may be left out. For each rule of which something is there, the time grows with the number of
        spans, and with a window with the number of its items besides.
        """
        numbers = {number for item, found in spans.items() if found for number in self._asked.get(item, ())}
        read = _FieldSpans(spans, layout)
        founds = [_hold(self._rules[number], read) for number in sorted(numbers)]
        held = [found for found in founds if not found.faults]
        missed = [found for found in founds if found.faults]
        return RuleOutcome(
            held=tuple(sorted(held, key=lambda found: _STRENGTH[found.rule.makes])),
            missed=tuple(sorted(missed, key=attrgetter("faults"))),
        )

    def said(self, found: RuleFound) -> str:
        """Why a rule holds: ``rule rotem-in-lima: Hyundai Rotem and Defence within 300 characters``."""
        rule, words = found.rule, listed((place.item for place in found.places), self._names, "and")
        if rule.makes is RuleEffect.MENTION:
            return f"rule {rule.id} keeps it out: {words}{_where(rule)}"
        return f"rule {rule.id}: {words}{_where(rule)}"

    def lacking(self, found: RuleFound) -> str:
        """What keeps a rule from holding: ``rule rotem-in-lima: Defence is missing``."""
        return f"rule {found.rule.id}: {'; '.join(self._lacking(found))}"

    def _lacking(self, found: RuleFound) -> Iterator[str]:
        rule, where = found.rule, f" {in_fields(found.rule)}" if found.rule.fields else ""
        options = () if found.has_choice else tuple(dict.fromkeys(rule.any))
        missing = (*found.missing, *(options if len(options) == 1 else ()))
        if missing:
            verb = "are" if len(missing) > 1 else "is"
            yield f"{listed(missing, self._names, 'and')} {verb} missing{where}"
        if len(options) > 1:
            none, last = ("neither", "nor") if len(options) == 2 else ("none of", "or")
            yield f"{none} {listed(options, self._names, last)} is there{where}"
        if found.is_apart:
            words = listed((place.item for place in found.places), self._names, "and")
            yield f"{words} take {found.stretch:,} characters, the window has {rule.window:,}"
        if found.forbidden:
            words = listed((place.item for place in found.forbidden), self._names, "and")
            yield f"{words} {'are' if len(found.forbidden) > 1 else 'is'} there{where}"


def _where(rule: Rule) -> str:
    window = f" within {rule.window:,} characters" if rule.window else ""
    return window + (f" {in_fields(rule)}" if rule.fields else "")


class _FieldSpans:
    """The places of items in some fields of one article, each cut out once however many rules ask."""

    def __init__(self, spans: Spans, layout: Layout) -> None:
        self._spans = spans
        self._layout = layout
        self._cut: dict[tuple[RuleItem, tuple[str, ...]], Sequence[Span]] = {}

    def of(self, item: RuleItem, fields: tuple[str, ...]) -> Sequence[Span]:
        """Those that begin in one of the fields; in any when none is named."""
        spans = self._spans.get(item, ())
        if not fields or not spans:
            return spans
        if (item, fields) not in self._cut:
            stretches = _stretches(fields, self._layout)
            self._cut[item, fields] = [span for begin, end in stretches for span in _between(spans, begin, end)]
        return self._cut[item, fields]


def _hold(rule: Rule, spans: _FieldSpans) -> RuleFound:
    """Hold one rule against an article."""
    must = {item: spans.of(item, rule.fields) for item in dict.fromkeys(rule.must)}
    choice = {item: found for item in rule.any if (found := spans.of(item, rule.fields))}
    unwanted = {item: found for item in rule.but_not if (found := spans.of(item, rule.fields))}
    missing = tuple(item for item, found in must.items() if not found)
    has_choice = bool(choice) or not rule.any
    places = tuple(_first(item, found) for item, found in (must | dict([*choice.items()][:1])).items() if found)
    stretch = 0
    if rule.window and not missing and has_choice:
        places = _nearest_together([*({item: found} for item, found in must.items()), *([choice] if choice else [])])
        stretch = max(place.end for place in places) - min(place.start for place in places)
    return RuleFound(
        rule=rule,
        places=places,
        missing=missing,
        has_choice=has_choice,
        forbidden=tuple(_first(item, found) for item, found in unwanted.items()),
        stretch=stretch,
    )


def _first(item: RuleItem, spans: Sequence[Span]) -> Place:
    return Place(item=item, start=spans[0][0], end=spans[0][1])


def _stretches(fields: Iterable[str], layout: Layout) -> Iterator[Span]:
    bounds = {
        TextField.TITLE: (0, layout.summary_start),
        TextField.SUMMARY: (layout.summary_start, layout.body_start),
        TextField.BODY: (layout.body_start, len(layout.text) + 1),
    }
    return (bound for field, bound in bounds.items() if field.value in fields)


def _between(spans: Sequence[Span], begin: int, end: int) -> Sequence[Span]:
    return spans[bisect_left(spans, begin, key=_START) : bisect_left(spans, end, key=_START)]


def _nearest_together(groups: Sequence[Mapping[RuleItem, Sequence[Span]]]) -> tuple[Place, ...]:
    """The places, one of each group, that fit into the shortest stretch of text; of equals the first.

    One pass over all spans by their ends: up to any end, the stretch that ends there is shortest when each group is
    represented by the span that begins last.
    """
    spans = [
        (end, start, number, item)
        for number, group in enumerate(groups)
        for item, found in group.items()
        for start, end in found
    ]
    spans.sort(key=itemgetter(0, 1))
    latest: dict[int, tuple[int, int, RuleItem]] = {}
    best: tuple[int, dict[int, tuple[int, int, RuleItem]]] | None = None
    for end, start, number, item in spans:
        if number not in latest or start > latest[number][0]:
            latest[number] = (start, end, item)
        if len(latest) == len(groups):
            length = end - min(begin for begin, _, _ in latest.values())
            if best is None or length < best[0]:
                best = length, dict(latest)
    chosen = best[1] if best else {}
    return tuple(Place(item=item, start=start, end=end) for _, (start, end, item) in sorted(chosen.items()))
