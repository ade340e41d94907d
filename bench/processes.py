"""What a process and all that it started cost: processor time, and memory at its peak. Linux only."""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_TICK_S = 1 / os.sysconf("SC_CLK_TCK")
_GONE = (FileNotFoundError, ProcessLookupError, PermissionError)  # what reading of an ended process says


def cpu_seconds() -> float:
    """Processor time of this process and of all that it ever started, whether they live or not."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    living = sum(map(_cpu_of, descendants(os.getpid())))
    return time.process_time() + ended.ru_utime + ended.ru_stime + living


def _cpu_of(process: int) -> float:
    """Of a living process, and of those it started that have ended; 0 when it has ended itself."""
    try:
        # clock_getcpuclockid(3), which Python does not offer: to the nanosecond where /proc counts hundredths.
        own = time.clock_gettime(~process << 3 | 2)
        fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return own + (int(fields[13]) + int(fields[14])) * _TICK_S  # proc_pid_stat(5): cutime, cstime


def descendants(process: int) -> Iterator[int]:
    """All living processes that this one started, and they, and so on."""
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(*_GONE):
            for child in map(int, children.read_text(encoding="ascii").split()):
                yield child
                yield from descendants(child)


@dataclass(slots=True)
class MemoryPeak:
    """The most memory that a process and its descendants had at a time, in bytes."""

    pss: int = 0  # a page that several share counts once
    rss: int = 0  # it counts in each

    def sample(self, process: int) -> None:
        sizes = [_sizes_of(one) for one in (process, *descendants(process))]
        self.pss = max(self.pss, sum(pss for pss, _ in sizes))
        self.rss = max(self.rss, sum(rss for _, rss in sizes))


def _sizes_of(process: int) -> tuple[int, int]:
    """(PSS, RSS) in bytes, 0 when the process has ended."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except _GONE:
        return 0, 0
    sizes = {name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines[1:])}
    return sizes.get("Pss", 0) * 1024, sizes.get("Rss", 0) * 1024
