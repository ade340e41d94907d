"""The archive held against a watch: what is suggested, what it would add, and when it is written."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from pipeline.errors import ProfileError
from pipeline.match import compile_profile
from pipeline.model.profile import Status
from pipeline.model.source import Source
from pipeline.profile import dump_profile, load_profile, merge_profile
from pipeline.run.ports import Store
from pipeline.run.reviewing import Desk
from pipeline.run.suggesting import Suggestions, suggest
from tests.contracts.storing import NOW, entry, poll
from tests.fakes.store import memory_store
from tests.fakes.watch import MemoryFiles
from tests.profile.suggesting.watched import HIT, WATCH
from tests.run.scenario import Unwatched

ENGINES = (
    "Korean engine maker Hanseong Turbines will supply ASNA of Peru with six engines.",
    "Ferrosur Andino bought two engines from Hanseong Turbines, a South Korean company.",
    "ASNA and Hanseong Turbines signed a contract in Peru, its chief executive said.",
)
BRACKET = "Taebaek Rotor (태백로터) of South Korea sells engines to Peru for a frigate."
ADDED = "Hanseong Turbines builds a frigate engine. Hanseong Turbines works in Peru, and Peru pays for the shipyard."


def stored(*bodies: str, title: str = HIT) -> Store:
    """The bodies as articles of an outlet each."""
    store = memory_store()
    for number, body in enumerate(bodies):
        source = Source(id=f"s{number}", name=f"Outlet {number}", url=f"https://s{number}.example/feed", pages=False)
        headline = title if body is not ADDED else "An engine for a shipyard"
        poll(store, entry(f"{number}", headline, body=body), source=source)
    return store


def desk_on(text: str) -> tuple[Desk, MemoryFiles]:
    files = MemoryFiles()
    files.texts = [text, None]
    return Desk(files, "profile.yaml"), files


def suggested(store: Store, desk: Desk, *, dry: bool = False, limit: int = 20) -> Suggestions:
    return suggest(desk, store, NOW - timedelta(days=30), Unwatched(), dry=dry, limit=limit)


def test_forms_and_names_are_queued_with_the_hits_that_they_would_add() -> None:
    desk, files = desk_on(dump_profile(WATCH))
    found = suggested(stored(*ENGINES, BRACKET, ADDED), desk)
    assert [(each.form, each.is_new) for each in found.best] == [("태백로터", False), ("Hanseong Turbines", True)]
    name = found.best[1].archive
    assert (name.articles, name.outlets, name.hits, len(name.gained), name.lost) == (4, 4, 3, 1, ())
    assert (found.looked_at, found.queued, found.left) == (5, 2, 0)
    profile = load_profile(files.texts[0] or "", "profile")
    assert profile.entities[-1].note == "4 articles of 4 outlets, 2026-11-21; 1 more hit if accepted"


def test_what_is_gained_is_what_accepting_it_gains() -> None:
    store = stored(*ENGINES, ADDED)
    desk, _files = desk_on(dump_profile(WATCH))
    [name] = suggested(store, desk).best
    desk.accept([name.entity.id])
    [again] = [found for found in store.articles.newest(9) if found.id in name.archive.gained]
    assert not compile_profile(WATCH).judge(again).is_hit
    assert compile_profile(desk.profile).judge(again).is_hit


def test_a_dry_look_writes_nothing_and_a_second_one_adds_nothing() -> None:
    store = stored(*ENGINES, BRACKET)
    desk, files = desk_on(dump_profile(WATCH))
    assert suggested(store, desk, dry=True).queued == 0
    assert files.writes == 0
    assert suggested(store, desk).queued == 2
    again = suggested(store, desk)
    assert (again.best, again.queued, again.waiting, files.writes) == ((), 0, 2, 1)


def test_the_queue_is_capped_best_first_and_tells_what_was_left() -> None:
    store = stored(*ENGINES, BRACKET)
    desk, _files = desk_on(dump_profile(WATCH))
    first = suggested(store, desk, limit=1)
    assert ([each.form for each in first.best], first.left) == (["태백로터"], 1)
    full = suggested(store, desk, limit=1)
    assert (full.best, full.left, full.waiting) == ((), 1, 1)
    desk.reject(["taebaek"], "태백로터")
    assert [each.form for each in suggested(store, desk, limit=1).best] == ["Hanseong Turbines"]


def test_rejected_ones_never_come_again_and_learning_keeps_what_waits() -> None:
    store = stored(*ENGINES, BRACKET)
    learnt = replace(WATCH, entities=tuple(each for each in WATCH.entities if each.status is Status.AUTO))
    first = merge_profile(None, None, learnt)
    desk, files = desk_on(first.profile_text)
    files.texts[1] = first.proposals_text
    [form, name] = suggested(store, desk).best
    desk.reject([form.entity.id], form.form)
    merged = merge_profile(files.texts[0], files.texts[1], learnt)
    assert merged.profile_text == files.texts[0]
    assert load_profile(merged.profile_text, "p").entities[-1].id == name.entity.id
    desk.reject([name.entity.id])
    assert suggested(store, desk).best == ()


def test_what_an_analyst_writes_meanwhile_is_kept() -> None:
    store = stored(*ENGINES, BRACKET)

    class Interrupted(MemoryFiles):
        def save(self, profile: str, proposals: str | None, *, instead_of: tuple[str | None, str | None]) -> bool:
            if self.writes == 0:
                self.texts[0] = (self.texts[0] or "").replace("name: Rosa Vela", "name: Rosa Vela Ruiz")
                self.writes += 1
            return super().save(profile, proposals, instead_of=instead_of)

    files = Interrupted()
    files.texts = [dump_profile(WATCH), None]
    found = suggested(store, Desk(files, "profile.yaml"))
    assert found.queued == 2
    assert "name: Rosa Vela Ruiz" in (files.texts[0] or "")
    assert "태백로터" in (files.texts[0] or "")


def test_what_is_in_all_the_news_is_not_suggested() -> None:
    elsewhere = [f"Hanseong Turbines sponsors a race in Milan, says page {number}." for number in range(12)]
    store = stored(*ENGINES)
    for number, body in enumerate(elsewhere):
        poll(store, entry(f"race-{number}", f"A race {number}", body=body))
    desk, _files = desk_on(dump_profile(WATCH))
    assert suggested(store, desk).best == ()


def test_only_articles_of_the_window_count() -> None:
    desk, _files = desk_on(dump_profile(WATCH))
    found = suggest(desk, stored(BRACKET), NOW + timedelta(days=1), Unwatched(), dry=True)
    assert (found.looked_at, found.best) == (0, ())


def test_without_a_profile_it_says_so() -> None:
    with pytest.raises(ProfileError, match="learn"):
        suggested(memory_store(), Desk(MemoryFiles(), "profile.yaml"))
