from __future__ import annotations

import select
import threading
from collections.abc import Iterator

import pytest

from pipeline.fetch.names import Names


@pytest.fixture
def names() -> Iterator[Names]:
    names = Names()
    yield names
    names.close()


def heard(names: Names) -> list[tuple[str, tuple[str, ...]]]:
    """Wait for the bell, then for what it says."""
    assert select.select([names.bell], [], [], 20)[0]
    return names.answers()


def test_a_name_is_found_once_and_remembered(names: Names) -> None:
    assert names.find("localhost") is None
    ((host, addresses),) = heard(names)
    assert host == "localhost"
    assert set(addresses) <= {"127.0.0.1", "::1"}
    assert names.find("localhost") == addresses
    assert names.answers() == []


@pytest.mark.parametrize("host", ["a" * 80, "..", "x" * 300])
def test_a_name_that_cannot_be_looked_up_is_found_nowhere(names: Names, host: str) -> None:
    names.find(host)
    assert heard(names) == [(host, ())]
    assert names.find(host) is None  # and is looked up again


@pytest.mark.usefixtures("hanging_names")
def test_a_look_up_that_hangs_holds_nobody_up(names: Names) -> None:
    threads = threading.active_count()
    assert names.find("hanging.example") is None
    assert names.find("hanging.example") is None
    assert threading.active_count() <= threads + 1  # it is looked up once
    assert names.find("quick.example") is None
    assert heard(names) == [("quick.example", ("127.0.0.1",))]
