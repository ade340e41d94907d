"""Update many feeds beside ``reader`` and a bare loop, in one interleaved run.

    python bench/fetch.py [--feeds N] [--rounds N] [--latency-ms MS] [--json]

N feeds are served on loopback, each from its own host. In every round each peer in turn, in a process of its own with
a new database, updates all of them four times: when everything is new ("cold"), when nothing is ("warm"), when one feed
in ten has one to three new entries ("tick"), and when nothing is and every answer takes MS milliseconds. A pass is
timed from within, without the start of the interpreter.

``--json`` prints medians of the rounds: cold_ratio, tick_ratio, warm_ratio and warm50_ratio (the last at MS, whatever
it is) are reader's seconds by ours, warm_cpu_ratio the processor time's; peak_mb is the most memory that our processes
had together (PSS: shared pages count once; peak_rss_mb: in each), fidelity the share of entries that are stored as
feedparser gives them. ``peers`` holds each peer's seconds (wall and CPU, median, least and most), ``machine`` where.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import platform
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import product
from pathlib import Path
from statistics import median
from typing import Any

from bench.farm import ROOT, Farm, run_farm
from bench.feedfarm import changes_at
from bench.feedfidelity import Fidelity, Seen, check_fidelity, stored_entries
from bench.feedpeers import PEERS, PHASES, Pass, database_in, source_id
from bench.processes import MemoryPeak

_SAMPLING_S = 0.05
_FAULTS_SHOWN = 10
_CELL = 32  # characters of a column
_TITLES = {"cold": "all new", "warm": "unchanged", "tick": "one in ten changed", "warm_late": "unchanged, {} ms"}
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Run:
    """One peer in one round."""

    passes: dict[str, Pass]
    memory: MemoryPeak


class PeerError(Exception):
    """A peer did not get through."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feeds", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--latency-ms", type=int, default=50)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    if min(args.feeds, args.rounds) < 1:
        parser.error("there must be a feed and a round")
    for peer in ("reader", "pycurl"):
        if not importlib.util.find_spec(peer):
            sys.exit(f"{peer} is not installed, and it is what is measured against: pip install {peer}")
    try:
        figures = measure(args.feeds, args.rounds, args.latency_ms, say=progress_line)
    except PeerError as error:
        progress_line("")
        sys.exit(str(error))
    progress_line("")
    print(json.dumps(figures, ensure_ascii=False, indent=2) if args.json else table(figures))


def progress_line(text: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)


def measure(feeds: int, rounds: int, latency_ms: int, say: Say) -> dict[str, Any]:
    """Run all rounds and give every figure."""
    load = os.getloadavg()[0]
    runs: dict[str, list[Run]] = {peer: [] for peer in PEERS}
    stored: list[set[Seen]] = []
    say(f"sowing {feeds} feeds")
    with run_farm(feeds) as farm:
        for number, peer in product(range(rounds), PEERS):
            say(f"round {number + 1} of {rounds}: {peer}")
            with tempfile.TemporaryDirectory(prefix="bench-fetch-") as name:
                runs[peer].append(run_peer(peer, farm, latency_ms, Path(name)))
                if peer == "ours" and not stored:
                    stored = stored_entries(database_in(Path(name)), [source_id(one) for one in range(feeds)])
    say("comparing the entries with feedparser's")
    mine, theirs = runs["ours"][0].passes, runs["reader"][0].passes
    fidelity = check_fidelity(stored, mine["cold"].counts, mine["tick"].counts, {p: theirs[p].counts for p in PHASES})
    entries = sum(mine["cold"].counts)
    asked = {"feeds": feeds, "entries": entries, "rounds": rounds, "latency_ms": latency_ms}
    return ratios(runs) | summary(runs["ours"], fidelity) | asked | details(runs, fidelity) | {"machine": machine(load)}


def run_peer(peer: str, farm: Farm, latency_ms: int, folder: Path) -> Run:
    """Run the peer to its end, and watch its memory. Raises ``PeerError`` when it fails or takes far too long."""
    command = [sys.executable, "-m", "bench.feedpeers", peer, "--folder", str(folder)]
    command += ["--port", str(farm.port), "--feeds", str(farm.feeds), "--latency-ms", str(latency_ms)]
    environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    limit_s = 120 + farm.feeds * (0.3 + latency_ms / 1000)
    memory = MemoryPeak()
    with (folder / "errors").open("w+", encoding="utf-8", errors="replace") as errors:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=errors, stderr=errors, start_new_session=True
        )
        try:
            watch(process, memory, limit_s)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        if process.returncode:
            errors.seek(0)
            said = (
                errors.read().strip() or f"nothing was said (code {process.returncode}; allowed were {limit_s:.0f} s)"
            )
            raise PeerError(f"{peer} failed: {said[-2000:]}")
    found = json.loads((folder / "result.json").read_text())
    return Run(passes={phase: Pass(**one) for phase, one in found.items()}, memory=memory)


def watch(process: subprocess.Popen[bytes], memory: MemoryPeak, limit_s: float) -> None:
    deadline = time.monotonic() + limit_s
    while process.poll() is None and time.monotonic() < deadline:
        memory.sample(process.pid)
        time.sleep(_SAMPLING_S)


def ratios(runs: dict[str, list[Run]]) -> dict[str, float]:
    """How many times reader's cost is ours."""
    wanted = {
        "cold_ratio": ("cold", "wall_s"),
        "tick_ratio": ("tick", "wall_s"),
        "warm_ratio": ("warm", "wall_s"),
        "warm_cpu_ratio": ("warm", "cpu_s"),
        "warm50_ratio": ("warm_late", "wall_s"),
    }
    return {
        name: round(median(costs(runs["reader"], *cost)) / median(costs(runs["ours"], *cost)), 2)
        for name, cost in wanted.items()
    }


def costs(runs: Sequence[Run], phase: str, cost: str) -> list[float]:
    return [float(getattr(run.passes[phase], cost)) for run in runs]


def summary(ours: Sequence[Run], fidelity: Fidelity) -> dict[str, float]:
    return {
        "peak_mb": megabytes(run.memory.pss for run in ours),
        "peak_rss_mb": megabytes(run.memory.rss for run in ours),
        "fidelity": round(fidelity.share, 6),
    }


def megabytes(sizes: Iterable[int]) -> float:
    return round(max(sizes) / 1e6, 1)


def details(runs: dict[str, list[Run]], fidelity: Fidelity) -> dict[str, Any]:
    faults = [*fidelity.faults, *wrong_answers(runs)]
    return {
        "faults": len(faults),
        "first_faults": faults[:_FAULTS_SHOWN],
        "peers": {peer: peer_details(of_peer) for peer, of_peer in runs.items()},
    }


def wrong_answers(runs: dict[str, list[Run]]) -> Iterator[str]:
    """Name the passes in which a peer did not ask every feed, or was sent whole what it has: no fair measure."""
    for peer, phase in product(runs, PHASES):
        for one in (run.passes[phase] for run in runs[peer]):
            feeds = range(len(one.counts))
            news = {"cold": len(feeds), "tick": sum(changes_at(number, 1) for number in feeds)}.get(phase, 0)
            if (one.whole, one.unchanged) != (news, len(feeds) - news):
                yield (
                    f"{peer}, {phase}: {one.whole} documents and {one.unchanged} times 'not modified' were sent, "
                    f"where {news} of {len(feeds)} feeds had news"
                )


def peer_details(runs: Sequence[Run]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for phase in PHASES:
        wall, cpu = costs(runs, phase, "wall_s"), costs(runs, phase, "cpu_s")
        one = runs[0].passes[phase]
        found[phase] = {
            "wall_s": round(median(wall), 4),
            "wall_spread_s": [round(min(wall), 4), round(max(wall), 4)],
            "cpu_s": round(median(cpu), 4),
            "cpu_spread_s": [round(min(cpu), 4), round(max(cpu), 4)],
            "feeds_per_s": round(len(one.counts) / median(wall), 1),
            "sent_whole": one.whole,
            "sent_unchanged": one.unchanged,
        }
    found["peak_mb"] = megabytes(run.memory.pss for run in runs)
    found["peak_rss_mb"] = megabytes(run.memory.rss for run in runs)
    return found


def machine(load: float) -> dict[str, Any]:
    return {
        "processors": len(os.sched_getaffinity(0)),
        "load_before": round(load, 2),
        "system": platform.platform(),
        "python": platform.python_version(),
        **{name: version(name) for name in ("reader", "feedparser", "pycurl")},
    }


def table(figures: dict[str, Any]) -> str:
    """The figures for people."""
    lines = [
        f"{figures['feeds']:,} feeds, {figures['entries']:,} entries; medians of {figures['rounds']} rounds, seconds",
        f"{'':22}{''.join(f'{peer:>{_CELL}}' for peer in figures['peers'])}",
    ]
    for phase in PHASES:
        title = _TITLES[phase].format(figures["latency_ms"])
        lines.append(f"{title:22}{''.join(cell(peer[phase]) for peer in figures['peers'].values())}")
    memory = "".join(f"{peer['peak_mb']:>{_CELL - 3}.0f} MB" for peer in figures["peers"].values())
    lines += [f"{'memory (PSS), peak':22}{memory}", ""]
    names = ("cold_ratio", "tick_ratio", "warm_ratio", "warm_cpu_ratio", "warm50_ratio")
    lines.append("reader by ours: " + ", ".join(f"{name.removesuffix('_ratio')} {figures[name]}x" for name in names))
    lines.append(f"entries as feedparser gives them: {figures['fidelity']:.2%}; faults: {figures['faults']}")
    return "\n".join(lines + [f"  {fault}" for fault in figures["first_faults"]])


def cell(phase: dict[str, Any]) -> str:
    least, most = phase["wall_spread_s"]
    spread = f"({short(least)}-{short(most)})"
    return f"{short(phase['wall_s'])} {spread} CPU {short(phase['cpu_s'])}".rjust(_CELL)


def short(seconds: float) -> str:
    return f"{seconds:.1f}" if seconds >= 10 else f"{seconds:.3f}"[:4]


if __name__ == "__main__":
    main()
