"""Look learnt entities up in Wikidata: one request at a time, nothing twice, and stop when it does not want us."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from pipeline.errors import ExtractError, FetchError, Lasting
from pipeline.model.page import PageRequest
from pipeline.profile.enriching import (
    Choice,
    Item,
    Lookup,
    Question,
    answered,
    choose,
    classes_to_ask,
    country_of,
    is_fresh,
    items_address,
    names_address,
    places_to_ask,
    read_found,
    read_items,
    search_address,
)
from pipeline.run.ports import Fetcher, Progress

_TOGETHER = 10  # entities: what a break loses at most
_HEAVY, _LIGHT = 20, 50  # items in one request: with statements, with names alone; the API takes 50
_CLASS_STEPS = 3
_ATTEMPTS = 3  # while the server is behind with its work, or fails for the moment

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wikidata:
    """Whom to ask. The fetcher spaces the requests out."""

    api: str
    fetcher: Fetcher
    progress: Progress
    stopping: Callable[[], bool]
    now: datetime
    pause_s: float = 5.0  # seconds to wait when it is behind with its work: what its manual advises


@dataclass(frozen=True, slots=True, kw_only=True)
class Enriched:
    """What looking up brought. ``problem`` is why it ended before its end."""

    lookups: Mapping[str, Lookup]  # by entity: all that are known, old ones among them
    asked: tuple[Lookup, ...] = ()
    left: int = 0  # entities not come to
    problem: FetchError | ExtractError | None = None
    stopped: bool = False  # somebody asked the process to end

    @property
    def found(self) -> int:
        return sum(bool(lookup.item) for lookup in self.asked)


class _Stopped(Exception):  # noqa: N818 - no error: it was asked for
    pass


def enrich(questions: Sequence[Question], known: Mapping[str, Lookup], wikidata: Wikidata) -> Enriched:
    """Ask what is not known or has grown old. Answers that came before a failure are kept."""
    lookups = {question.entity: known[question.entity] for question in questions if question.entity in known}
    due = [question for question in questions if not is_fresh(known.get(question.entity), question, wikidata.now)]
    asked: list[Lookup] = []
    problem: FetchError | ExtractError | None = None
    stopped = False
    if due:
        wikidata.progress.stage("looking names up", len(due))
    try:
        clerk = _Clerk(wikidata)
        for start in range(0, len(due), _TOGETHER):
            asked += clerk.look_up(due[start : start + _TOGETHER])
    except _Stopped:
        stopped = True
    except (FetchError, ExtractError) as error:
        problem = error
    finally:
        wikidata.progress.close()
    lookups |= {lookup.entity: lookup for lookup in asked}
    return Enriched(lookups=lookups, asked=tuple(asked), left=len(due) - len(asked), problem=problem, stopped=stopped)


class _Clerk:
    """Asks, and remembers what classes and places are: entities share them."""

    def __init__(self, wikidata: Wikidata) -> None:
        self._wikidata = wikidata
        self._parents: dict[str, tuple[str, ...]] = {}
        self._countries: dict[str, str] = {}
        self._is_there = False  # it has answered something

    def look_up(self, questions: Sequence[Question]) -> list[Lookup]:
        """Search by the first name of each, then by the second of those that are open still, and so on."""
        found: dict[str, dict[str, Item]] = {question.entity: {} for question in questions}
        choices: dict[str, Choice] = {}
        turn, open_questions = 0, list(questions)
        while open_questions:
            self._search(open_questions, turn, found)
            candidates = [(question, tuple(found[question.entity].values())) for question in open_questions]
            self._learn_classes(candidates)
            self._learn_places(candidates)
            for question, items in candidates:
                choices[question.entity] = choose(question, items, self._parents, self._countries)
            turn += 1
            open_questions = [
                question
                for question in open_questions
                if turn < len(question.terms) and not choices[question.entity].settled
            ]
        return [answered(question, choices[question.entity], self._wikidata.now) for question in questions]

    def _search(self, questions: Sequence[Question], turn: int, found: dict[str, dict[str, Item]]) -> None:
        """Add the items that the names of this turn find."""
        hits: dict[str, tuple[str, ...]] = {}
        for question in questions:
            hits[question.entity] = (question.item,) if question.item else self._find(*question.terms[turn])
            if turn == 0:
                self._wikidata.progress.step(question.item or question.terms[0][0])
        seen = {identity: item for items in found.values() for identity, item in items.items()}
        items = seen | self._fetch({identity for ids in hits.values() for identity in ids} - seen.keys())
        for entity, ids in hits.items():
            found[entity] |= {identity: items[identity] for identity in ids if identity in items}

    def _find(self, form: str, language: str) -> tuple[str, ...]:
        return self._ask(search_address(self._wikidata.api, form, language), read_found)

    def _learn_classes(self, candidates: Sequence[tuple[Question, tuple[Item, ...]]]) -> None:
        for _ in range(_CLASS_STEPS):
            wanted = {name for question, items in candidates for name in classes_to_ask(question, items, self._parents)}
            if not wanted:
                return
            classes = self._fetch(wanted)
            self._parents |= {name: classes[name].classes if name in classes else () for name in wanted}

    def _learn_places(self, candidates: Sequence[tuple[Question, tuple[Item, ...]]]) -> None:
        wanted = {name for question, items in candidates for name in places_to_ask(question, items, self._parents)}
        wanted -= self._countries.keys()
        places = self._fetch(wanted, heavy=False)
        for name in wanted:
            names = places[name].names if name in places else ()
            self._countries[name] = country_of(each.form for each in names)

    def _fetch(self, ids: Iterable[str], *, heavy: bool = True) -> dict[str, Item]:
        """Items by the id they were asked by; what is not there is left out."""
        ordered, size = sorted(ids), _HEAVY if heavy else _LIGHT
        items: dict[str, Item] = {}
        for start in range(0, len(ordered), size):
            items |= self._fetch_batch(ordered[start : start + size], items_address if heavy else names_address)
        return items

    def _fetch_batch(self, ids: Sequence[str], address: Callable[[str, Iterable[str]], str]) -> dict[str, Item]:
        """One unknown id fails all it was asked with, and so does an answer too large: then each half is asked."""
        try:
            return self._ask(address(self._wikidata.api, ids), read_items)
        except (FetchError, ExtractError) as error:
            if error.lasting is not Lasting.PERMANENT or getattr(error, "status", None) is not None:
                raise
        if len(ids) == 1:
            return {}
        half = len(ids) // 2
        return self._fetch_batch(ids[:half], address) | self._fetch_batch(ids[half:], address)

    def _ask(self, address: str, read: Callable[[bytes], Answer]) -> Answer:
        """Ask one thing and wait for the answer; ask again, later, what fails for the moment."""
        for attempt in range(_ATTEMPTS):
            if self._wikidata.stopping():
                raise _Stopped
            pause_s = self._wikidata.pause_s * attempt
            request = PageRequest(key=address, url=address, accept="application/json", apart_s=pause_s)
            try:
                return self._answer(request, read)
            except (FetchError, ExtractError) as error:
                if not self._is_passing(error) or attempt == _ATTEMPTS - 1:
                    raise
        raise AssertionError("the last attempt returns or raises")

    def _is_passing(self, error: FetchError | ExtractError) -> bool:
        """Whether to ask again: not where there is no network, nor a host that asked for a longer pause."""
        if isinstance(error, ExtractError):
            return error.lasting is Lasting.THROTTLED
        return self._is_there and error.lasting is Lasting.TEMPORARY

    def _answer(self, request: PageRequest, read: Callable[[bytes], Answer]) -> Answer:
        ((_, page),) = self._wikidata.fetcher.fetch((request,))
        if isinstance(page, FetchError):
            raise page
        answer = read(page.body)
        self._is_there = True
        return answer
