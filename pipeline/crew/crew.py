"""Gives work out to processes, and does what is little itself."""

from __future__ import annotations

import logging
import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from types import TracebackType
from typing import Any, Self, TypeVar

from pipeline.crew.worker import READY, read_packet, write_packet
from pipeline.errors import ExtractError

log = logging.getLogger("seedwatch.crew")

Task = TypeVar("Task")
Result = TypeVar("Result")

_ALONE_S = 0.4  # of work in one go that is done here: a process takes about as long to begin
_MOST_TASKS = 2_000  # for one process: memory that big documents tear into shreds is given back by its end only
# A process waits for its next task until a thread here may run; at the usual 5 ms it would idle a third of its time.
_SWITCH_S = 0.0005
_QUEUED = 8  # tasks for each worker that wait their turn, so that it has some while this process stores
_MAIN = "from pipeline.crew.worker import main; main()"
_LONGEST_S = 60.0  # for one task; the slowest honest documents take two


class Crew:
    """Does work in any order, in as many processes as there are processors beside this one's.

    Small lots are done here, where nothing has to travel; once a lot has taken ``alone_s`` seconds, processes are
    started, and this one goes on beside them, so that no processor is idle. A task that kills one of them, or keeps it
    for ``longest_s`` seconds, fails alone; what is done here has only the limits of its own work. Work must be
    functions of modules, tasks and results what pickle takes.
    """

    def __init__(self, workers: int | None = None, *, alone_s: float = _ALONE_S, longest_s: float = _LONGEST_S) -> None:
        self._size = max(0, (os.cpu_count() or 1) - 1) if workers is None else workers
        self._alone_s = alone_s
        self._longest_s = longest_s
        self._mine = threading.local()
        self._started: list[_Worker] = []
        self._threads: ThreadPoolExecutor | None = None
        self._usual_switch_s = sys.getswitchinterval()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def spread(
        self, work: Callable[[Task], Result], tasks: Iterable[Task], *, many: bool = False
    ) -> Iterator[tuple[Task, Result | ExtractError]]:
        """Yield each task with its result as they come; ``tasks`` are drawn one at a time, few ahead.

        ``many`` are to come: processes are started at once. A task whose process died or took too long gets an
        ``ExtractError``. Raises what ``work`` raises.
        """
        given: dict[Future[Result | ExtractError], Task] = {}
        spent_s = self._alone_s if many else 0.0
        for task in tasks:
            if self._size and spent_s >= self._alone_s and len(given) < self._size * (1 + _QUEUED):
                given[self._give(work, task)] = task
            else:
                started = time.monotonic()
                result = work(task)
                spent_s += time.monotonic() - started
                yield task, result
            done = [future for future in given if future.done()]
            yield from ((given.pop(future), future.result()) for future in done)
        while given:
            finished, _ = wait(given, return_when=FIRST_COMPLETED)
            yield from ((given.pop(future), future.result()) for future in finished)

    def close(self) -> None:
        """End the processes."""
        for worker in self._started:
            worker.end()
        self._started.clear()
        if self._threads:
            self._threads.shutdown(wait=True, cancel_futures=True)
            self._threads = None
            sys.setswitchinterval(self._usual_switch_s)

    def _give(self, work: Callable[[Task], Result], task: Task) -> Future[Result | ExtractError]:
        if self._threads is None:
            self._usual_switch_s = sys.getswitchinterval()
            sys.setswitchinterval(_SWITCH_S)
            self._threads = ThreadPoolExecutor(self._size, thread_name_prefix="seedwatch-crew")
            self._mine = threading.local()
        return self._threads.submit(self._ask, work, task)

    def _ask(self, work: Callable[[Task], Result], task: Task) -> Result | ExtractError:
        """Have this thread's process do it; one that died is replaced for the next task."""
        worker: _Worker | None = getattr(self._mine, "worker", None)
        if worker is not None and worker.tasks >= _MOST_TASKS:
            worker.end()
        if worker is None or not worker.alive:
            worker = self._mine.worker = _Worker()
            self._started.append(worker)
        if not worker.alive:  # no process can be started here: better slow and exposed than blind
            log.warning("no process for documents can be started; they are read in this one")
            self._size = 0
            return work(task)
        answer: Result | ExtractError = worker.ask(work, task, self._longest_s)
        return answer


class _Worker:
    """A process and its pipes; not ``alive`` when it did not come about."""

    def __init__(self) -> None:
        # The child must find this very package, wherever it was found here.
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        self._process = subprocess.Popen(  # noqa: S603 - ourselves
            [sys.executable, "-c", _MAIN], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
        )
        assert self._process.stdout is not None
        self.alive = read_packet(self._process.stdout) == READY
        self.tasks = 0

    def ask(self, work: Callable[[Any], Any], task: Any, longest_s: float) -> Any:
        self.tasks += 1
        tasks, results = self._process.stdin, self._process.stdout
        assert tasks is not None
        assert results is not None
        timer = threading.Timer(longest_s, self.end)
        timer.start()
        try:
            write_packet(tasks, pickle.dumps((work, task), pickle.HIGHEST_PROTOCOL))
            packed = read_packet(results)
        except (OSError, ValueError):  # the pipe broke, or was closed on us
            packed = None
        finally:
            timer.cancel()
        if packed is None:
            self.end()
            reason = "the document broke the process that read it, or kept it for too long"
            return ExtractError("", reason)
        result, error = pickle.loads(packed)  # noqa: S301 - our own child wrote it
        if error is not None:
            raise error
        return result

    def end(self) -> None:
        self.alive = False
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if pipe:
                    pipe.close()
