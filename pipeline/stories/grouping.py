"""Copies found without comparing everything with everything, and folded into stories."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from pipeline.model.hit import Found, Story
from pipeline.stories.copies import Copy, adds_text, are_copies, prepare

_MOST_CANDIDATES = 12  # compared exactly, those that share most first
_COMMON = 100  # a shingle in so many texts is boilerplate and leads to nobody


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouped:
    """``stories`` best first; ``copies_of_shown`` in the same order."""

    stories: tuple[Story, ...]
    copies_of_shown: tuple[Found, ...]


def group_stories(found: Sequence[Found], shown: Sequence[Found]) -> Grouped:
    """Fold near copies in one language into stories, and set apart what only copies an article already shown.

    The lead of a story is its highest score, then the earliest published, then the lowest id; every copy is one of
    the lead. An article that adds substantially to what was shown is no copy of it. The order of the input does not
    matter.
    """
    shown_index = _Index()
    for copy in map(prepare, sorted(shown, key=_rank)):
        shown_index.add(copy)
    leads = _Index()
    followers: defaultdict[int, list[Copy]] = defaultdict(list)
    of_shown: list[Found] = []
    for copy in map(prepare, sorted(found, key=_rank)):
        if any(are_copies(copy, old) and not adds_text(copy, old) for _, old in shown_index.candidates(copy)):
            of_shown.append(copy.found)
            continue
        lead = _lead_of(copy, leads, followers)
        if lead is None:
            leads.add(copy)
        else:
            followers[lead].append(copy)
    stories = (_story(lead, followers[number]) for number, lead in enumerate(leads.copies))
    return Grouped(stories=tuple(stories), copies_of_shown=tuple(of_shown))


def _rank(found: Found) -> tuple[float, datetime, int, str]:
    return -found.judgement.score, found.article.published_at, found.article.id, found.article.url


def _lead_of(copy: Copy, leads: _Index, followers: defaultdict[int, list[Copy]]) -> int | None:
    for number, lead in leads.candidates(copy):
        # Two texts of one outlet must not meet by way of a third one either.
        neighbours = (other for other in followers[number] if _same_outlet(copy, other))
        if are_copies(copy, lead) and all(are_copies(copy, other) for other in neighbours):
            return number
    return None


def _same_outlet(one: Copy, other: Copy) -> bool:
    return one.found.article.outlet == other.found.article.outlet


def _story(lead: Copy, followers: Iterable[Copy]) -> Story:
    copies = sorted(
        (copy.found for copy in followers), key=lambda found: (found.article.published_at, found.article.id)
    )
    return Story(lead=lead.found, copies=tuple(copies))


class _Index:
    """Texts by their sampled shingles."""

    def __init__(self) -> None:
        self.copies: list[Copy] = []
        self._holders: defaultdict[int, list[int]] = defaultdict(list)

    def add(self, copy: Copy) -> None:
        for shingle in copy.print.sample:
            if len(self._holders[shingle]) < _COMMON:
                self._holders[shingle].append(len(self.copies))
        self.copies.append(copy)

    def candidates(self, copy: Copy) -> Iterator[tuple[int, Copy]]:
        """Yield the texts that share most sampled shingles, with their numbers in the index."""
        shared = Counter(number for shingle in copy.print.sample for number in self._holders.get(shingle, ()))
        ranked = sorted(shared.items(), key=lambda item: (-item[1], item[0]))
        return ((number, self.copies[number]) for number, _ in ranked[:_MOST_CANDIDATES])
