"""Throw unsound inputs at every entrance for bytes from outside, for a bounded time.

    python bench/fuzz.py [--seconds N] [--seed N] [--corpus DIR] [--entrance NAME] [--keep DIR]

Inputs are bred from sound ones, of our own making and, with ``--corpus``, those in DIR (plain or .gz). They are read
in a process of its own, so that one that breaks it is a finding and not the end. A finding is an input that

- raises anything but the room's own error, or brings a result that is not sound,
- takes more than 5 seconds of processor time, or more than 400 MB of memory beyond what was in use,
- breaks the process.

``--keep`` saves the inputs of findings there; ``python bench/fuzz.py --again DIR`` tries saved ones once more. The
same seed breeds the same inputs. Ends with 1 when there was a finding. Linux only.
"""

from __future__ import annotations

import argparse
import logging
import multiprocessing
import pickle
import re
import resource
import sys
import time
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from traceback import extract_tb, format_exc

ROOT = Path(__file__).parent.parent
if str(ROOT) not in sys.path:  # when run as a file
    sys.path.insert(0, str(ROOT))

from bench.entrances import ENTRANCES, REFUSALS, SUFFIXES, Case, ImproperResultError, run_case  # noqa: E402 - needs the path above
from bench.fuzzseeds import made_seeds, seeds_of  # noqa: E402
from bench.mutation import Mutator  # noqa: E402

SLOW_S = 5.0  # of processor time
_HANGING_S = 40.0  # of waiting
_MOST_MEMORY = 400_000_000
_ADDRESS_SPACE = 4_000_000_000
_LABELS = (
    "",
    "text/html",
    "application/xml",
    "text/xml; charset=euc-kr",
    "text/html; charset=utf-16",
    "a/b; charset=\0",
)
_PACKINGS = ("", "gzip", "deflate", "gzip, gzip", "br", "identity, \0")

# Most of what is bred should be read to the end by the entrance that it is thrown at.
_FIT = {
    "feed": rb"<item|<entry|jsonfeed",
    "changed feed": rb"<item|<entry|jsonfeed",
    "sitemap": rb"<urlset|<sitemapindex",
    "listing": rb"<html",
    "candidates": rb"<html",
    "outlines": rb"<opml",
    "article": rb"<html",
    "robots": rb"User-agent",
    "sitemaps of robots": rb"User-agent",
    "head": rb"^HTTP/",
}
_START_BYTES = 5_000


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a case; ``fault`` is "" when all is well."""

    fault: str = ""
    kind: str = ""  # what findings of one cause have in common
    details: str = ""
    refused: bool = False
    seconds: float = 0.0
    memory: int = 0


class Reader:
    """The process that reads the cases; one that broke is replaced."""

    def __init__(self) -> None:
        self._begin()

    def read(self, case: Case) -> Verdict:
        try:
            self._line.send(case)
            if self._line.poll(_HANGING_S):
                verdict: Verdict = self._line.recv()
                return verdict
            fault = f"hangs for more than {_HANGING_S:.0f} s"
        except (EOFError, OSError):
            self._process.join(_HANGING_S)
            fault = f"breaks the process (code {self._process.exitcode})"
        self.end()
        self._begin()
        return Verdict(fault=fault, kind=fault)

    def end(self) -> None:
        self._line.close()
        self._process.kill()
        self._process.join()

    def _begin(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._line, theirs = context.Pipe()
        self._process = context.Process(target=read_cases, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()


def read_cases(line: Connection) -> None:
    """Read what comes down the line, until nobody sends any more."""
    logging.disable()
    warnings.simplefilter("error", UserWarning)  # those of the libraries that read markup, which users would see
    resource.setrlimit(resource.RLIMIT_AS, (_ADDRESS_SPACE, _ADDRESS_SPACE))
    while True:
        try:
            case = line.recv()
        except EOFError:
            return
        line.send(judge(case))


def judge(case: Case) -> Verdict:
    Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew: proc_pid_clear_refs(5)
    in_use, began = memory("VmRSS"), time.process_time()
    verdict = Verdict()
    try:
        run_case(case)
    except REFUSALS:
        verdict = Verdict(refused=True)
    except Exception as error:  # noqa: BLE001 - what it is, is what is asked
        verdict = Verdict(fault=f"{type(error).__name__}: {error}"[:300], kind=kind_of(error), details=format_exc())
    seconds, grown = time.process_time() - began, memory("VmHWM") - in_use
    if not verdict.fault and seconds > SLOW_S:
        verdict = Verdict(fault=f"takes {seconds:.1f} s", kind="slow")
    if not verdict.fault and grown > _MOST_MEMORY:
        verdict = Verdict(fault=f"takes {grown / 1e6:.0f} MB", kind="large")
    return replace(verdict, seconds=seconds, memory=grown)


def kind_of(error: Exception) -> str:
    """The error's class and the line of ours that it passed last."""
    if isinstance(error, ImproperResultError):
        return str(error).partition(":")[0]
    ours = [frame for frame in extract_tb(error.__traceback__) if str(ROOT / "pipeline") in frame.filename]
    place = f" at {Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""
    return type(error).__name__ + place


def memory(name: str) -> int:
    """A line of /proc/self/status, in bytes."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith(f"{name}:")).split()[1]) * 1024


def breed(seed: int, corpus: list[bytes], entrances: list[str]) -> Iterator[Case]:
    """Cases without end; each follows from the seed and its own number alone."""
    fit = {name: [one for one in corpus if re.search(_FIT.get(name, b""), one[:_START_BYTES])] for name in entrances}
    for number in count():
        name = f"{seed}/{number}"
        dice, mutator = Random(name), Mutator(name, corpus)
        entrance = dice.choice(entrances)
        before = dice.choice(fit[entrance] if dice.random() < 0.8 else corpus)
        body = mutator.bend(mutator.made_up() if dice.random() < 0.2 else before)
        label = dice.choice(_LABELS)
        match entrance:
            case "saved":
                label = dice.choice(SUFFIXES)
            case "body":
                body, label = mutator.pack(body), dice.choice(_PACKINGS)
            case "address" | "redirect":
                label, body = "", mutator.bend(mutator.word().encode("utf-8", "surrogatepass"))
        yield Case(entrance, body, before, label)


@dataclass(slots=True)
class Tally:
    """What has come of all cases so far."""

    cases: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    slowest: dict[str, float] = field(default_factory=dict)
    largest: dict[str, int] = field(default_factory=dict)
    findings: Counter[str] = field(default_factory=Counter)

    def take(self, case: Case, verdict: Verdict) -> None:
        name = case.entrance
        self.cases[name] += 1
        self.refused[name] += verdict.refused
        self.slowest[name] = max(self.slowest.get(name, 0.0), verdict.seconds)
        self.largest[name] = max(self.largest.get(name, 0), verdict.memory)

    def show(self) -> None:
        print(f"{'entrance':20}{'cases':>8}{'refused':>9}{'slowest':>10}{'memory':>10}")
        for name, cases in sorted(self.cases.items()):
            slowest, largest = self.slowest[name], self.largest[name] / 1e6
            print(f"{name:20}{cases:>8}{self.refused[name]:>9}{slowest:>8.2f} s{largest:>7.0f} MB")
        print(f"{self.cases.total()} cases, {self.findings.total()} findings")


def report(case: Case, verdict: Verdict, tally: Tally, keep: Path | None) -> None:
    """Tell of a finding; of the same one again only in the tally."""
    kind = f"{case.entrance}: {verdict.kind}"
    tally.findings[kind] += 1
    if tally.findings[kind] > 1:
        return
    print(f"FOUND {kind} ({len(case.body)} bytes, {case.label!r}): {verdict.fault}\n{verdict.details}", flush=True)
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        path = keep / f"{case.entrance.replace(' ', '-')}-{sha256(case.body).hexdigest()[:12]}.case"
        path.write_bytes(pickle.dumps(case))
        print(f"kept as {path}", flush=True)


def saved_cases(folder: Path) -> Iterator[Case]:
    for path in sorted(folder.glob("*.case")):
        case: Case = pickle.loads(path.read_bytes())
        print(path.name, flush=True)
        yield case


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--entrance", choices=ENTRANCES, action="append")
    parser.add_argument("--keep", type=Path, help="where to save the inputs of findings")
    parser.add_argument("--again", type=Path, help="try the inputs that were saved here")
    args = parser.parse_args()
    corpus = [*made_seeds(), *(seeds_of(args.corpus) if args.corpus else ())]
    cases = saved_cases(args.again) if args.again else breed(args.seed, corpus, args.entrance or list(ENTRANCES))
    tally, reader, until = Tally(), Reader(), time.monotonic() + args.seconds
    for case in cases:
        verdict = reader.read(case)
        tally.take(case, verdict)
        if verdict.fault:
            report(case, verdict, tally, args.keep)
        if time.monotonic() > until and not args.again:
            break
    reader.end()
    tally.show()
    sys.exit(bool(tally.findings))


if __name__ == "__main__":
    main()
