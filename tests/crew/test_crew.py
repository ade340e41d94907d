"""Work given to other processes comes back whole, whatever happens there."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from pipeline.crew import Crew
from pipeline.errors import ExtractError
from tests.crew import work


@pytest.fixture
def crew() -> Iterator[Crew]:
    """Gives everything away that its one process can take."""
    with Crew(1, alone_s=0.0, longest_s=0.5) as crew:
        yield crew


def results(crew: Crew, function: Callable[[int], Any], tasks: int) -> dict[int, Any]:
    return dict(crew.spread(function, range(tasks)))


@pytest.mark.parametrize("workers", [0, 1, 2])
def test_every_task_comes_back_once_with_its_result(workers: int) -> None:
    with Crew(workers, alone_s=0.0) as crew:
        pairs = list(crew.spread(work.square, range(50)))
    assert sorted(pairs) == [(number, number * number) for number in range(50)]


def test_little_work_stays_here_and_much_is_shared() -> None:
    with Crew(1, alone_s=60.0) as crew:
        assert set(results(crew, work.who, 20).values()) == {os.getpid()}
    with Crew(1, alone_s=0.0) as crew:
        assert len(set(results(crew, work.who, 20).values())) == 2


def test_a_task_that_kills_its_process_fails_alone(crew: Crew) -> None:
    # Few enough that all are given away: this very process must not die.
    found = results(crew, work.die_at_three, 1)
    found |= {number: next(iter(crew.spread(work.die_at_three, [number])))[1] for number in range(1, 6)}
    assert isinstance(found.pop(3), ExtractError)
    assert found == {number: number for number in (0, 1, 2, 4, 5)}


def test_a_task_that_never_ends_is_given_up(crew: Crew) -> None:
    found = {number: next(iter(crew.spread(work.hang_at_three, [number])))[1] for number in (2, 3, 4)}
    assert isinstance(found.pop(3), ExtractError)
    assert found == {2: 2, 4: 4}


def test_a_fault_of_the_work_is_raised_here(crew: Crew) -> None:
    with pytest.raises(ValueError, match="no 0"):
        list(crew.spread(work.stumble, [0]))


def test_what_a_library_prints_does_not_get_among_the_results(crew: Crew, capfd: pytest.CaptureFixture[str]) -> None:
    assert next(iter(crew.spread(work.chatter, [500_000])))[1] == b"x" * 500_000
    assert "a library speaks" in capfd.readouterr().err


def test_a_result_that_cannot_travel_is_a_fault_not_a_silence(crew: Crew) -> None:
    with pytest.raises(RuntimeError, match="pickle"):
        list(crew.spread(work.unportable, [1]))


def test_nothing_is_left_behind_and_the_crew_can_work_again(crew: Crew) -> None:
    for _ in range(2):
        assert results(crew, work.square, 5)[4] == 16
        crew.close()
        assert not [thread for thread in threading.enumerate() if thread.name.startswith("seedwatch-crew")]


def test_a_lot_that_is_left_early_does_not_stop_the_next(crew: Crew) -> None:
    assert next(iter(crew.spread(work.square, range(100))))
    assert len(results(crew, work.square, 10)) == 10


def test_where_no_process_can_be_started_the_work_is_done_here(crew: Crew, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.crew.crew._MAIN", "raise SystemExit(3)")
    assert results(crew, work.square, 20) == {number: number * number for number in range(20)}


def test_a_process_is_replaced_after_its_share_of_tasks(crew: Crew, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.crew.crew._MOST_TASKS", 2)
    assert len({next(iter(crew.spread(work.who, [number])))[1] for number in range(6)}) == 3
