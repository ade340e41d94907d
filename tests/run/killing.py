"""Kill a run at each of its writes, repeat it, and tell what reached the reader.

    python -m tests.run.killing FOLDER

A process of its own without threads, so that forking a child for each kill is safe and cheap. Prints JSON: a line for
each kill with the stories sent, how often each, and the delivery states.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipeline.model.digest import Parcel
from pipeline.run.ports import Store
from pipeline.store import open_store
from tests.fakes.web import page
from tests.run.scenario import DAY, Scenario, hit, source

SUBJECTS = ("twelve engines", "the harbour tunnel", "night trains")
WRITES = ("save_", "mark_", "start_", "finish_", "settle_")
PORTS = ("sources", "articles", "judgements", "digests", "deliveries", "runs", "verdicts", "archive")


class Fuse:
    """Counts writes, and kills the process before or after the one it is set to."""

    def __init__(self, at: int, *, before: bool) -> None:
        self.left = at
        self.before = before

    def wrap(self, name: str, write: Callable[..., Any]) -> Callable[..., Any]:
        def guarded(*arguments: Any, **named: Any) -> Any:
            self.left -= 1
            if self.left == 0 and self.before:
                os.kill(os.getpid(), signal.SIGKILL)
            answer = write(*arguments, **named)
            if self.left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return answer

        return guarded if name.startswith(WRITES) else write


class Guarded:
    """A port whose writes go through the fuse."""

    def __init__(self, port: Any, fuse: Fuse) -> None:
        self._port = port
        self._fuse = fuse

    def __getattr__(self, name: str) -> Any:
        return self._fuse.wrap(name, getattr(self._port, name))


class Mailbox:
    """A channel that cannot take back what it sent, as mail cannot."""

    name = "mail"
    target = "a file"

    def __init__(self, file: Path) -> None:
        self._file = file

    def deliver(self, parcel: Parcel, sending: Callable[[], None]) -> None:
        sending()
        with self._file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(parcel.text) + "\n")


def run_once(folder: Path, fuse: Fuse, day: int) -> None:
    opened = open_store(f"sqlite:///{folder / 'watch.db'}")
    store = Store(**{name: Guarded(getattr(opened, name), fuse) for name in PORTS})
    world = Scenario(store=store, channels=(Mailbox(folder / "sent"),))
    world.now += day * DAY
    world.sources = (source("herald", pages=True),)
    items = [hit(number, subject) for number, subject in enumerate(SUBJECTS[: 2 + day])]
    world.feed("herald", items)
    for item in items:
        url = f"https://herald.example/{item.number}"
        world.answer(url, page(url, f"<html><title>{item.title}</title><p>{item.text * 3}</p></html>"))
    world.run()
    opened.close()


def in_child(act: Callable[[], None]) -> bool:
    """Do it in a child process; tell whether the child lived to the end."""
    child = os.fork()
    if child == 0:
        act()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert status in {0, signal.SIGKILL}, f"a child ended with {status}"
    return status == 0


def stories(folder: Path) -> Counter[str]:
    file = folder / "sent"
    texts = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] if file.exists() else []
    return Counter(subject for text in texts for subject in SUBJECTS if subject in text)


def kill_at(folder: Path, at: int, *, before: bool) -> dict[str, object]:
    folder.mkdir()
    shutil.copy(folder.parent / "empty.db", folder / "watch.db")
    lived = in_child(lambda: run_once(folder, Fuse(at, before=before), 0))
    for day in (0, 1):
        assert in_child(lambda day=day: run_once(folder, Fuse(-1, before=False), day))  # type: ignore[misc]
    opened = open_store(f"sqlite:///{folder / 'watch.db'}")
    digests = opened.digests.digests("desk", 10)
    states = [each.state.value for stored in digests for each in opened.deliveries.deliveries(stored.id)]
    opened.close()
    return {"at": at, "before": before, "lived": lived, "stories": stories(folder), "states": states}


def main() -> None:
    folder = Path(sys.argv[1])
    open_store(f"sqlite:///{folder / 'empty.db'}").close()  # migrated once, then copied
    (folder / "warm").mkdir()
    run_once(folder / "warm", Fuse(-1, before=False), 1)  # so that each child need not load models and templates anew
    results: list[dict[str, object]] = []
    for before in (True, False):
        at = 0
        while not (results and results[-1]["lived"] and results[-1]["before"] == before):
            at += 1
            results.append(kill_at(folder / f"{at}-{before}", at, before=before))
    sys.stdout.write(json.dumps(results))


if __name__ == "__main__":
    main()
