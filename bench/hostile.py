"""Poll a web that misbehaves in every way it can, over and over, and see whether anything stays behind.

    python bench/hostile.py [--responses N] [--json]

All scenarios of the test web, served by a process of its own, are sources of one installation, each several times and
many at once, with a sound source after every twentieth. They are polled in rounds by one ``App`` until N answers came.
After a fifth of the rounds, when caches are full, threads, open files (sockets among them) and memory (RSS, of this
process and those that read for it) are noted, and again at the end.

Ends with 1 when there are more threads or open files than at that time, when memory grew by more than 60 MB, or when a
sound source did not come through in every round. Linux only.
"""

from __future__ import annotations

import argparse
import gc
import json
import logging
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
if str(ROOT) not in sys.path:  # when run as a file
    sys.path.insert(0, str(ROOT))

import tests.misbehaving  # noqa: E402, F401 - it adds its scenarios to the web
from bench.processes import descendants  # noqa: E402 - needs the path above
from pipeline.app import App  # noqa: E402
from pipeline.model.source import Health  # noqa: E402
from pipeline.run.polling import poll_sources  # noqa: E402
from pipeline.run.ports import Moment  # noqa: E402
from tests.webserver import SCENARIOS  # noqa: E402

ROUNDS = 10
GOOD_EVERY = 20
MOST_GROWTH = 60_000_000  # bytes, between the warm-up and the end; two processes sway by half of it

_SOUND = {Health.HEALTHY, Health.UNCHANGED, Health.SLOW}
#: Scenarios that want an argument.
_ARGUMENTS = {
    "status": "status/{0}",
    "moved": "moved/301/page/{1}",
    "moved-to": "moved-to?http://169.254.169.254/{1}",
    "cookie-for-everybody": "cookie-for-everybody?/page/{1}",
    "endless-redirects": "endless-redirects?{1}",
}
_STATUSES = tuple(dict.fromkeys((403, 404, 410, 429, 451, 500, 503, *range(400, 600))))
_KINDS = {"sitemap": "sitemap", "list": "list"}
_LIMITS = {
    "allow_private": ["127.0.0.0/8", "::1"],
    "timeout": 1.5,
    "connect_timeout": 1,
    "read_timeout": 1,
    "max_bytes": 2_000_000,
    "per_host": 20,
    "host_delay": 0,
    "max_redirects": 4,
}


@dataclass(frozen=True, slots=True)
class Held:
    """What our processes hold at a time."""

    threads: int
    files: int
    memory: int  # RSS, bytes

    @classmethod
    def now(cls, but: int) -> Held:
        """Of this process and those it started, ``but`` one and those that that one started."""
        gc.collect()
        processes = {os.getpid(), *descendants(os.getpid())} - {but, *descendants(but)}
        return cls(
            threads=sum(_status(one, "Threads") for one in processes),
            files=sum(len(list(Path(f"/proc/{one}/fd").iterdir())) for one in processes),
            memory=sum(_status(one, "VmRSS") for one in processes) * 1024,
        )


def _status(process: int, name: str) -> int:
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace").splitlines()
    return int(next(line for line in lines if line.startswith(f"{name}:")).split()[1])


@contextmanager
def run_web() -> Iterator[tuple[int, int]]:
    """The test web's port and process; it runs until the block ends."""
    command = [sys.executable, "-m", "bench.hostileserver"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin, "it was asked for"
        assert process.stdout, "it was asked for"
        try:
            yield int(process.stdout.readline()), process.pid
        finally:
            process.stdin.close()
            process.wait(60)


def catalogue(port: int, sources: int) -> Iterator[dict[str, Any]]:
    """So many lines, all scenarios in turn; those that ask for a pause on a host of their own, which gets it whole."""
    names = [name for name in SCENARIOS if not name.startswith("robots-")]
    for number in range(sources):
        turn, at = divmod(number, len(names))
        good = number % GOOD_EVERY == 0
        path = f"good/sound-{number}" if good else _path(names[at], turn)
        yield {
            "id": f"{'good' if good else 'bad'}-{number}",
            "name": path,
            "url": f"http://{'localhost' if _asks_for_pause(path) else '127.0.0.1'}:{port}/{path}",
            "kind": "feed" if good else _KINDS.get(names[at].partition("-")[0], "feed"),
            "pages": False,
        }


def _asks_for_pause(path: str) -> bool:
    return path.startswith("pause-") or "429" in path.split("/")


def _path(name: str, turn: int) -> str:
    return _ARGUMENTS.get(name, name + "/{1}").format(_STATUSES[turn % len(_STATUSES)], turn)


def write_installation(folder: Path, port: int, sources: int) -> None:
    watch = folder / "config" / "watches" / "news"
    watch.mkdir(parents=True)
    (watch / "watch.yaml").write_text('{"title": "News"}')
    (watch / "profile.yaml").write_text('{"entities": []}')
    (folder / "config" / "seedwatch.yaml").write_text(json.dumps({"fetch": _LIMITS}))
    (folder / "config" / "sources.yaml").write_text(json.dumps({"sources": [*catalogue(port, sources)]}))


@dataclass(slots=True)
class Campaign:
    """All rounds, and what came of them."""

    healths: Counter[str]
    disturbed: Counter[str]  # sound sources that did not come through, and why
    rounds_s: list[float]
    memories: list[int]  # after each round
    warm: Held
    end: Held

    def faults(self) -> Iterator[str]:
        for name in ("threads", "files"):
            before, after = getattr(self.warm, name), getattr(self.end, name)
            if after > before:
                yield f"{after} {name} where there were {before}"
        if self.end.memory - self.warm.memory > MOST_GROWTH:
            yield f"memory grew by {(self.end.memory - self.warm.memory) / 1e6:.0f} MB"
        for reason, times in self.disturbed.items():
            yield f"{times} times a sound source did not come through: {reason}"


def attack(folder: Path, rounds: int, attacker: int) -> Campaign:
    began_at, start = datetime.now(UTC), Held.now(but=attacker)
    campaign = Campaign(Counter(), Counter(), [], [], start, start)
    with App(folder, environment={}) as app:
        for number in range(rounds):
            now, began = began_at + timedelta(hours=number), time.monotonic()
            for told in poll_sources(app.plan, app.ports, Moment(now=now, stamp=now), force=True, only=()):
                campaign.healths[told.health] += 1
                if told.source_id.startswith("good-") and told.health not in _SOUND:
                    campaign.disturbed[told.reason] += 1
            campaign.rounds_s.append(time.monotonic() - began)
            campaign.end = Held.now(but=attacker)
            campaign.memories.append(campaign.end.memory)
            if number < max(1, rounds // 5):
                campaign.warm = campaign.end
    return campaign


def figures(campaign: Campaign) -> dict[str, Any]:
    return {
        "responses": campaign.healths.total(),
        "rounds": len(campaign.rounds_s),
        "seconds": round(sum(campaign.rounds_s), 1),
        "slowest_round_s": round(max(campaign.rounds_s), 1),
        "healths": dict(campaign.healths.most_common()),
        "after_warm_up": asdict(campaign.warm),
        "at_the_end": asdict(campaign.end),
        "memory_grown_mb": round((campaign.end.memory - campaign.warm.memory) / 1e6, 1),
        "memory_by_round_mb": [round(memory / 1e6, 1) for memory in campaign.memories],
        "faults": list(campaign.faults()),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--responses", type=int, default=10_000)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    logging.disable()  # thousands of sources in trouble
    rounds = min(ROUNDS, args.responses)
    with tempfile.TemporaryDirectory(prefix="bench-hostile-") as name, run_web() as (port, attacker):
        write_installation(Path(name), port, -(-args.responses // rounds))
        found = figures(attack(Path(name), rounds, attacker))
    if args.json:
        print(json.dumps(found, indent=2))
    else:
        show(found)
    sys.exit(bool(found["faults"]))


def show(found: dict[str, Any]) -> None:
    print(f"{found['responses']:,} answers in {found['rounds']} rounds, {found['seconds']} s; ", end="")
    print(", ".join(f"{times} {health}" for health, times in found["healths"].items()))
    print(f"{'':16}{'threads':>8}{'files':>8}{'memory':>10}")
    for title, held in (("after warm-up", found["after_warm_up"]), ("at the end", found["at_the_end"])):
        print(f"{title:16}{held['threads']:>8}{held['files']:>8}{held['memory'] / 1e6:>7.0f} MB")
    for fault in found["faults"]:
        print(f"FAULT: {fault}")


if __name__ == "__main__":
    main()
