"""Seeds and entities -> figures."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from pipeline.model.profile import Entity, Figure, FigureKind
from pipeline.model.seed import SeedText
from pipeline.profile.figures.comparing import contradicts, is_same_fact
from pipeline.profile.figures.doubts import doubt_of
from pipeline.profile.figures.naming import Namer
from pipeline.profile.figures.statements import Statement, statements_of
from pipeline.profile.tokens import key_of

_MOST_COMPARED = 200  # statements of one bucket: more of one unit are a table, not claims about one thing
_SCALES = ((1e12, "tn"), (1e9, "bn"), (1e6, "m"))

Fact = list[Statement]  # statements that say the same, the first one tells it


def learn_figures(seeds: Sequence[SeedText], entities: Sequence[Entity]) -> tuple[Figure, ...]:
    """The figures that seeds state, ordered by kind and id; equal statements are told once.

    The seed with the first id tells them, ``seeds`` names the others. ``conflicts`` names figures that
    say otherwise of the same thing, ``doubt`` why one is hard to believe. Pure; the order of seeds does not matter.
    """
    namer = Namer(entities)
    by_id = {seed.id: seed for seed in seeds}
    statements = [statement for name in sorted(by_id) for statement in statements_of(by_id[name], namer)]
    facts = _facts(statements)
    ids = _ids(facts)
    conflicts = _conflicts(facts, ids)
    buckets = _buckets(statements)
    figures = [
        _figure(fact, identity, conflicts[identity], _doubt(fact, buckets, by_id))
        for fact, identity in zip(facts, ids, strict=True)
    ]
    order = list(FigureKind)
    return tuple(sorted(figures, key=lambda figure: (order.index(figure.kind), figure.id)))


def _facts(statements: Iterable[Statement]) -> list[Fact]:
    buckets: defaultdict[tuple[str, float, str], list[Fact]] = defaultdict(list)
    facts: list[Fact] = []
    for statement in statements:
        bucket = buckets[statement.found.kind, statement.found.value, statement.found.when]
        told = next((fact for fact in bucket[:_MOST_COMPARED] if is_same_fact(fact[0], statement)), None)
        if told is None:
            told = []
            bucket.append(told)
            facts.append(told)
        told.append(statement)
    return facts


def _ids(facts: Iterable[Fact]) -> list[str]:
    """Slugs of subject, value and unit: ``k2-54-k2-tank``, ``peru-70bn-usd``, ``lima-open-1971-08-01``."""
    ids: dict[str, None] = {}
    numbers: defaultdict[str, Iterator[int]] = defaultdict(lambda: count(2))
    for fact in facts:
        statement, found = fact[0], fact[0].found
        value = found.when.replace("/", " to ") or _short(found.value)
        said = f"{statement.act} {value}" if found.when else f"{value} {found.unit.replace('%', 'percent')}"
        slug = re.sub(r"[^0-9a-z가-힣]+", "-", key_of(f"{_subject(fact)[:40]} {said}")).strip("-")
        numbered = (f"{slug}-{number}" for number in numbers[slug])
        ids[slug if slug not in ids else next(other for other in numbered if other not in ids)] = None
    return list(ids)


def _subject(fact: Fact) -> str:
    """What most of the statements are said of; of equally many the first."""
    return Counter(statement.subject for statement in fact).most_common(1)[0][0]


def _short(value: float) -> str:
    scale, letter = next(((scale, letter) for scale, letter in _SCALES if value >= scale), (1, ""))
    return f"{value / scale:.6g}{letter}"


def _buckets(statements: Iterable[Statement]) -> dict[tuple[str, str], list[Statement]]:
    """Statements that can be compared at all: of one kind and one thing counted; all sums of money are together."""
    buckets: defaultdict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in statements:
        buckets[_bucket(statement)].append(statement)
    return buckets


def _bucket(statement: Statement) -> tuple[str, str]:
    kind = statement.found.kind
    if kind is FigureKind.AMOUNT:
        return kind, ""
    return kind, statement.act if kind is FigureKind.DATE else statement.counted


def _conflicts(facts: Sequence[Fact], ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    buckets: defaultdict[tuple[str, ...], list[tuple[str, Statement]]] = defaultdict(list)
    for fact, identity in zip(facts, ids, strict=True):
        for statement in fact:
            unit = "" if statement.found.kind is FigureKind.COUNT else statement.found.unit
            for name in sorted({statement.subject, *statement.names}):
                buckets[*_bucket(statement), unit, name].append((identity, statement))
    for bucket in buckets.values():
        compared = bucket[:_MOST_COMPARED]
        for place, (one, statement) in enumerate(compared):
            for other, counter in compared[place + 1 :]:
                if one != other and contradicts(statement, counter):
                    found[one].add(other)
                    found[other].add(one)
    return defaultdict(tuple, {identity: tuple(sorted(others)) for identity, others in found.items()})


def _doubt(fact: Fact, buckets: dict[tuple[str, str], list[Statement]], seeds: dict[str, SeedText]) -> str:
    reasons = (doubt_of(said, buckets[_bucket(said)][:_MOST_COMPARED], seeds[said.seed]) for said in fact)
    return next((reason for reason in reasons if reason), "")


def _figure(fact: Fact, identity: str, conflicts: tuple[str, ...], doubt: str) -> Figure:
    first, found = fact[0], fact[0].found
    return Figure(
        id=identity,
        kind=found.kind,
        text=first.text,
        value=found.value,
        most=found.most,
        hedge=found.hedge,
        unit=found.unit,
        when=found.when,
        subject=_subject(fact),
        seed=first.seed,
        start=first.start,
        end=first.end,
        quote=first.quote,
        seeds=tuple(dict.fromkeys(statement.seed for statement in fact if statement.seed != first.seed)),
        conflicts=conflicts,
        doubt=doubt,
    )
