"""How far a run is: a bar at a terminal, one plain line a stage in a log."""

from __future__ import annotations

import logging
import sys
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pipeline.app import NoProgress
from pipeline.run.ports import Progress as ProgressPort

log = logging.getLogger("seedwatch.progress")


class BarProgress:
    """A bar on standard error that goes away when its stage is done; it is not shown before ``after_s`` seconds."""

    def __init__(self, after_s: float = 0.0) -> None:
        self._after_s = after_s
        self._began = monotonic()
        self._bars = Progress(
            TextColumn("{task.description:<24}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.fields[on]}"),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._bars.add_task("", total=None, on="", visible=False)

    def stage(self, name: str, total: int | None) -> None:
        self._began = monotonic()
        self._bars.reset(self._task, description=name, total=total, on="", visible=True)
        self._show_in_time()

    def step(self, text: str = "") -> None:
        self._show_in_time()
        self._bars.update(self._task, advance=1, on=text[:40])

    def _show_in_time(self) -> None:
        if monotonic() - self._began >= self._after_s:
            self._bars.start()

    def close(self) -> None:
        """Take the bar away and give the terminal its cursor back."""
        self._bars.stop()


class LineProgress:
    """One log line a stage."""

    def stage(self, name: str, total: int | None) -> None:
        log.info("stage name=%s total=%s", name, total)

    def step(self, text: str = "") -> None: ...

    def close(self) -> None: ...


def choose_progress(*, quiet: bool, after_s: float = 0.0) -> ProgressPort:
    if quiet:
        return NoProgress()
    return BarProgress(after_s) if sys.stderr.isatty() else LineProgress()
