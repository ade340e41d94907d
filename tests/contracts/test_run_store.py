"""``RunStore``: the journal of runs, and names that only one may hold."""

from __future__ import annotations

import threading

import pytest

from pipeline.run.ports import Store
from tests.contracts.storing import HOUR, NOW


def test_runs_come_newest_first(store: Store) -> None:
    first = store.runs.start_run("manual", "0.1.0", "abc", "{}", NOW)
    second = store.runs.start_run("schedule", "0.1.0", "abc", "{}", NOW + HOUR)
    store.runs.finish_run(first, '{"ok": true}', NOW + HOUR)
    newest, oldest = store.runs.runs(9)
    assert (newest.id, newest.trigger, newest.finished_at, newest.summary) == (second, "schedule", None, "")
    assert (oldest.id, oldest.started_at, oldest.finished_at) == (first, NOW, NOW + HOUR)
    assert (oldest.summary, oldest.settings_hash, oldest.code_version) == ('{"ok": true}', "abc", "0.1.0")
    assert store.runs.runs(1) == (newest,)


def test_an_idle_run_is_kept_until_the_next_starts(store: Store) -> None:
    busy, idle = (store.runs.start_run("schedule", "", "", "", NOW) for _ in range(2))
    store.runs.finish_run(busy, '{"new": 1}', NOW)
    store.runs.finish_run(idle, "", NOW + HOUR)
    assert [(run.id, run.finished_at) for run in store.runs.runs(9)] == [(idle, NOW + HOUR), (busy, NOW)]
    latest = store.runs.start_run("schedule", "", "", "", NOW + 2 * HOUR)
    assert latest > idle
    assert [run.id for run in store.runs.runs(9)] == [latest, busy]


def test_a_run_that_never_ended_is_kept(store: Store) -> None:
    killed, latest = (store.runs.start_run("schedule", "", "", "", NOW) for _ in range(2))
    assert [run.id for run in store.runs.runs(9)] == [latest, killed]


def test_one_at_a_time_holds_a_name(store: Store) -> None:
    with store.runs.exclusive("run") as first:
        assert first
        with store.runs.exclusive("run") as second, store.runs.exclusive("other/../name") as other:
            assert not second
            assert other
        with store.runs.exclusive("run") as still:
            assert not still
    with store.runs.exclusive("run") as again:
        assert again


def test_a_name_is_free_again_after_an_error(store: Store) -> None:
    with pytest.raises(KeyError), store.runs.exclusive("run"):
        raise KeyError
    with store.runs.exclusive("run") as again:
        assert again


def test_of_many_threads_one_holds_the_name(store: Store) -> None:
    answers: list[bool] = []
    together = threading.Barrier(4)

    def ask() -> None:
        together.wait()
        with store.runs.exclusive("run") as mine:
            answers.append(mine)
            together.wait()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [False, False, False, True]
