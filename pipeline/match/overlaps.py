"""Finds that overlap: the longest stands, what it covers is hidden."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from pipeline.match.forms import Form
from pipeline.model.profile import EntityType

_start_of = attrgetter("start")


class Find(NamedTuple):
    """A form that counts, at [start, end) of the words and [origin, origin_end) of the text itself.

    A bare tuple: an article may give hundreds, and a frozen record takes four times as long to make.
    """

    form: Form
    start: int
    end: int
    origin: int
    origin_end: int
    reason: str = ""  # why it counts, where the form alone does not say so


def by_place(find: Find) -> tuple[int, int, str]:
    """Order finds by where they begin, the longer first."""
    return find.start, -find.end, find.form.owner


def longest(finds: Iterable[Find]) -> tuple[list[Find], list[Find]]:
    """Part the finds into those that stand, no two overlapping, in order of place, and those hidden by a longer one."""
    stands: list[Find] = []
    hidden: list[Find] = []
    for cluster in _clusters(finds):
        if len(cluster) == 1:
            stands += cluster
            continue
        taken: list[Find] = []  # in order of place, no two overlapping: only the neighbours of a find can overlap it
        for find in sorted(cluster, key=lambda find: (find.start - find.end, *by_place(find))):
            place = bisect_right(taken, find.start, key=_start_of)
            beside = [near for near in (place - 1, place) if 0 <= near < len(taken) and _overlap(find, taken[near])]
            if not beside:
                taken.insert(place, find)
            elif len(beside) == 1 and find.form.owner == taken[beside[0]].form.owner:
                taken[beside[0]] = _both(taken[beside[0]], find)
            else:
                hidden.append(find)
        stands += taken
    return stands, hidden


def _overlap(one: Find, other: Find) -> bool:
    return one.start < other.end and other.start < one.end


def _both(long: Find, short: Find) -> Find:
    """Two names of one thing that run into each other are one: President Yoon Suk Yeol."""
    return long._replace(
        start=min(long.start, short.start),
        end=max(long.end, short.end),
        origin=min(long.origin, short.origin),
        origin_end=max(long.origin_end, short.origin_end),
    )


def outside(finds: Iterable[Find], names: Sequence[Find]) -> list[Find]:
    """Return the finds that are no mere part of a name; one that is the whole of a name stays."""
    starts = [name.start for name in names]
    return [find for find in finds if not _is_part(find, _name_at(find, names, starts))]


def within_others(hidden: Iterable[Find], names: Sequence[Find]) -> list[Find]:
    """Return the hidden places that stand in the name of something else: Peru in "Embassy of Peru".

    Korea in "South Korea" or "Korean Peninsula" adds nothing: what hides it is a place too.
    """
    starts = [name.start for name in names]
    places = (find for find in hidden if find.form.type is EntityType.PLACE)
    over = ((find, _name_at(find, names, starts)) for find in places)
    return [find for find, name in over if name and name.form.type is not EntityType.PLACE]


def _name_at(find: Find, names: Sequence[Find], starts: Sequence[int]) -> Find | None:
    index = bisect_right(starts, find.start) - 1
    return names[index] if index >= 0 and find.start < names[index].end else None


def _is_part(find: Find, name: Find | None) -> bool:
    return name is not None and find.end <= name.end and (find.start, find.end) != (name.start, name.end)


def _clusters(finds: Iterable[Find]) -> Iterator[list[Find]]:
    """Part finds into runs that overlap each other, so that resolving one long text is not quadratic."""
    cluster: list[Find] = []
    end = 0
    for find in sorted(finds, key=by_place):
        if cluster and find.start >= end:
            yield cluster
            cluster, end = [], 0
        cluster.append(find)
        end = max(end, find.end)
    if cluster:
        yield cluster
