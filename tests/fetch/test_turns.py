from __future__ import annotations

from pipeline.fetch.turns import Turns


def called(turns: Turns[str], now: float) -> list[str]:
    """All whose turn it is now."""
    names = []
    while turn := turns.call(now):
        names.append(turn[1])
    return names


def test_each_host_is_asked_by_few_at_a_time_in_the_order_they_came() -> None:
    turns: Turns[str] = Turns(2, 0.0, {})
    for name in ("a1", "a2", "a3", "b1"):
        turns.line_up(name[0], name)
    assert called(turns, 0.0) == ["a1", "b1", "a2"]
    assert turns.next_at() is None
    turns.done("a")
    assert called(turns, 0.0) == ["a3"]


def test_a_host_is_asked_at_a_distance_and_the_others_meanwhile() -> None:
    turns: Turns[str] = Turns(2, 1.0, {})
    for name in ("a1", "a2", "b1"):
        turns.line_up(name[0], name)
    assert called(turns, 10.0) == ["a1", "b1"]
    assert turns.next_at() == 11.0
    assert called(turns, 10.9) == []
    assert called(turns, 11.0) == ["a2"]


def test_the_distance_is_kept_from_batch_to_batch() -> None:
    last_starts: dict[str, float] = {}
    for now, expected in ((10.0, ["a"]), (10.5, [])):
        turns: Turns[str] = Turns(2, 1.0, last_starts)
        turns.line_up("a", "a")
        assert called(turns, now) == expected


def test_a_host_that_wishes_it_is_asked_more_slowly_even_if_its_turn_was_near() -> None:
    turns: Turns[str] = Turns(2, 1.0, {"a": 10.0})
    turns.line_up("a", "a1")
    turns.slow_down("a", 5.0)
    turns.slow_down("a", 2.0)
    assert called(turns, 11.0) == []
    assert turns.next_at() == 15.0
    assert called(turns, 15.0) == ["a1"]
    turns.done("a")
    turns.line_up("a", "a2")
    assert turns.next_at() == 20.0


def test_those_who_are_dismissed_leave_the_line_and_others_may_join_it() -> None:
    turns: Turns[str] = Turns(1, 0.0, {})
    for name in ("a1", "a2", "a3", "b1"):
        turns.line_up(name[0], name)
    assert called(turns, 0.0) == ["a1", "b1"]
    assert turns.dismiss("a") == ["a2", "a3"]
    turns.done("a")
    assert called(turns, 0.0) == []
    turns.line_up("a", "a4")
    assert called(turns, 0.0) == ["a4"]


def test_a_host_whose_line_is_dismissed_while_it_is_ready_has_nobodys_turn() -> None:
    turns: Turns[str] = Turns(1, 1.0, {"a": 10.0})
    turns.line_up("a", "a1")
    assert turns.dismiss("a") == ["a1"]
    assert called(turns, 11.0) == []
    assert turns.next_at() is None


def test_thousands_of_hosts_that_were_slowed_down_are_passed_over() -> None:
    hosts = [str(number) for number in range(3_000)]
    turns: Turns[str] = Turns(2, 1.0, dict.fromkeys(hosts, 0.0))
    for host in hosts:
        turns.line_up(host, host)
        turns.slow_down(host, 30.0)
    assert called(turns, 2.0) == []
    assert called(turns, 30.0) == hosts
