"""One round over many sources of which nothing has changed and one in a hundred fails.

    python bench/round.py [--sources N] [--json]

N feeds are served on loopback by another process, each from its own host, and stand in the catalogue of an installation
with its default settings and a database on disk. A first process polls them all, so that they are known; it is not
timed. Then a second one opens the installation, as after a restart, and polls all of them once more: all say "not
modified", but for the failing ones (500, hung up, 404, silent until the time is over).

Figures are of the second process and all it started: seconds to read the catalogue, to open the installation
(catalogue and all), and of the round, wall and processor; memory at its peak (PSS: shared pages count once). Ends with
1 when the round took more than 60 seconds of processor time, or came to anything else than it should. Linux only.
"""

from __future__ import annotations

import argparse
import json
import logging
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
if str(ROOT) not in sys.path:  # when run as a file
    sys.path.insert(0, str(ROOT))

from bench.processes import MemoryPeak, cpu_seconds  # noqa: E402 - needs the path above
from bench.roundserver import fault_of  # noqa: E402

MOST_CPU_S = 60.0
_SAMPLING_S = 0.1
_LONGEST_S = 900.0
_HEALTHS = {"": "unchanged", "not there": "gone"}


@contextmanager
def run_server() -> Iterator[int]:
    """The port of the feeds, which are served by a process of its own until the block ends."""
    command = [sys.executable, "-m", "bench.roundserver"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin, "it was asked for"
        assert process.stdout, "it was asked for"
        try:
            yield int(process.stdout.readline())
        finally:
            process.stdin.close()
            process.wait(60)


def write_installation(folder: Path, port: int, sources: int) -> None:
    """A catalogue as people write it, a line for each field; a watch that looks for nothing."""
    watch = folder / "config" / "watches" / "news"
    watch.mkdir(parents=True)
    (watch / "watch.yaml").write_text("title: News\n")
    (watch / "profile.yaml").write_text("entities: []\n")
    (folder / "config" / "seedwatch.yaml").write_text("fetch:\n  allow_private: [127.0.0.0/8]\n")
    lines = "".join(
        f"  - id: feed-{number}\n    name: Feed {number}\n    url: {url_of(number, port)}\n"
        f"    language: en\n    topics: [harbours]\n    pages: false\n"
        for number in range(sources)
    )
    (folder / "config" / "sources.yaml").write_text(f"sources:\n{lines}")


def url_of(number: int, port: int) -> str:
    host = number + (1 << 8)  # 127.0.1.0 and on
    return f"http://127.{host >> 16 & 255}.{host >> 8 & 255}.{host & 255}:{port}/{number}"


def poll_once(folder: Path) -> dict[str, Any]:
    """What opening the installation and polling every source took, and what it came to."""
    from pipeline.app import App
    from pipeline.run.polling import poll_sources
    from pipeline.run.ports import Moment
    from pipeline.settings import read_settings

    logging.disable()  # a hundred sources in trouble
    began = time.perf_counter()
    read_settings(folder, {})
    catalogue_s, began = time.perf_counter() - began, time.perf_counter()
    with App(folder, environment={}) as app:
        plan, ports = app.plan, app.ports
        opened_s, cpu_s = time.perf_counter() - began, cpu_seconds()
        began, now = time.perf_counter(), datetime.now(UTC)
        polled = poll_sources(plan, ports, Moment(now=now, stamp=now), force=True, only=())
        healths = Counter(told.health.value for told in polled)
        wall_s, cpu_s = time.perf_counter() - began, cpu_seconds() - cpu_s
    return {
        "catalogue_s": round(catalogue_s, 2),
        "opening_s": round(opened_s, 2),
        "wall_s": round(wall_s, 2),
        "cpu_s": round(cpu_s, 2),
        "healths": dict(healths),
    }


def poll_in_process(folder: Path) -> dict[str, Any]:
    """The same, by a new process whose memory is watched."""
    command = [sys.executable, "-m", "bench.round", "--poll", str(folder)]
    memory, until = MemoryPeak(), time.monotonic() + _LONGEST_S
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        while process.poll() is None:
            memory.sample(process.pid)
            time.sleep(_SAMPLING_S)
            if time.monotonic() > until:
                process.kill()
        assert process.stdout, "it was asked for"
        told = process.stdout.read()
    if process.returncode:
        sys.exit(f"the round failed (code {process.returncode})")
    found: dict[str, Any] = json.loads(told)
    return found | {"peak_mb": round(memory.pss / 1e6, 1)}


def faults_of(found: dict[str, Any], sources: int) -> Iterator[str]:
    if found["cpu_s"] > MOST_CPU_S:
        yield f"the round took {found['cpu_s']} s of processor time, more than {MOST_CPU_S:.0f}"
    expected = Counter(_HEALTHS.get(fault_of(number), "failing") for number in range(sources))
    if found["healths"] != expected:
        yield f"the sources are {found['healths']}, not {dict(expected)}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sources", type=int, default=10_000)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--poll", type=Path, help=argparse.SUPPRESS)  # by the process that is measured
    args = parser.parse_args()
    if args.poll:
        print(json.dumps(poll_once(args.poll)))
        return
    with tempfile.TemporaryDirectory(prefix="bench-round-") as name, run_server() as port:
        write_installation(Path(name), port, args.sources)
        first = poll_in_process(Path(name))
        found = poll_in_process(Path(name))
    faults = list(faults_of(found, args.sources))
    found |= {"sources": args.sources, "first_round_s": first["wall_s"], "faults": faults}
    print(json.dumps(found, indent=2) if args.json else table(found))
    sys.exit(bool(faults))


def table(found: dict[str, Any]) -> str:
    lines = [
        f"{found['sources']:,} sources: "
        + ", ".join(f"{times} {health}" for health, times in found["healths"].items()),
        f"the round: {found['wall_s']} s, {found['cpu_s']} s of processor time; at most {found['peak_mb']} MB",
        f"the catalogue: read in {found['catalogue_s']} s; the installation with it: opened in {found['opening_s']} s",
        f"(the first round, all new: {found['first_round_s']} s)",
    ]
    return "\n".join(lines + [f"FAULT: {fault}" for fault in found["faults"]])


if __name__ == "__main__":
    main()
