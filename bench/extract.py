"""Read article pages beside plain trafilatura and newspaper4k, in one interleaved run.

    python bench/extract.py --benchmark DIR --pages DIR [--rounds N] [--json]

The folders are those of ``bench/extraction_scores.py``, whose docstring tells how answers are compared. First every
extractor reads every page, for the scores; then all take turns over the benchmark's pages N times, for the speed:
processor seconds of this one thread, median of the rounds. "plain" is trafilatura with its defaults (text alone when
it is timed, with its metadata when it is scored). No peer fetches anything; one that is not installed is named.

``--json`` prints benchmark_f1, pages_title, pages_day, pages_authors_f1, pages_text_f1, pages_refused, pages_per_s and
the same for each peer (plain_text_f1, plain_title ...; newspaper_text_f1 ...), speed_ratio (ours by plain), missing.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console

from bench.extraction_peers import available_peers, plain_text
from bench.extraction_scores import Extractor, benchmark_pages, score_benchmark, score_pages
from pipeline.errors import ExtractError
from pipeline.extract import extract_article
from pipeline.model.page import Page

OURS = "pages"
_ROWS = {
    "text F1 (benchmark)": "{prefix}benchmark_f1",
    "text F1 (pages)": "{name}_text_f1",
    "title exact": "{name}_title",
    "day exact": "{name}_day",
    "authors F1": "{name}_authors_f1",
    "pages refused": "{name}_refused",
    "pages/s and core": "{prefix}pages_per_s",
}
Figures = dict[str, Any]
Say = Callable[[str], None]


def main() -> None:
    arguments = _arguments()
    peers, missing = available_peers()
    for line in missing:
        print(line, file=sys.stderr)
    extractors: dict[str, Extractor] = {OURS: extract_article, **peers}
    with _progress() as say:
        figures = score(extractors, arguments.benchmark, arguments.pages, say)
        if arguments.benchmark:
            timed = extractors | ({"plain": plain_text()} if "plain" in peers else {})
            figures |= time_rounds(timed, benchmark_pages(arguments.benchmark), arguments.rounds, say)
    figures["missing"] = missing
    print(json.dumps(figures, ensure_ascii=False) if arguments.json else _table(figures, list(extractors)))


def score(extractors: dict[str, Extractor], benchmark: Path | None, pages: Path | None, say: Say) -> Figures:
    """How right each extractor is."""
    figures: Figures = {}
    for name, extract in extractors.items():
        if benchmark:
            say(f"{_title(name)}: texts of the benchmark")
            figures[f"{_prefix(name)}benchmark_f1"] = round(score_benchmark(benchmark, extract)[0], 4)
        if pages:
            say(f"{_title(name)}: pages with known answers")
            scores = score_pages(pages, extract)
            shares = {"title": scores.title, "day": scores.day, "authors_f1": scores.authors_f1}
            shares |= {"text_f1": scores.text_f1}
            figures |= {f"{name}_{key}": round(share, 4) for key, share in shares.items()}
            figures[f"{name}_refused"] = len(scores.refused)
    return figures


def time_rounds(extractors: dict[str, Extractor], pages: list[Page], rounds: int, say: Say) -> Figures:
    """Pages a second of one core, all extractors in turn."""
    seconds: dict[str, list[float]] = {name: [] for name in extractors}
    for number in range(1, rounds + 1):
        for name, extract in extractors.items():
            say(f"{_title(name)}: speed, round {number} of {rounds}")
            seconds[name].append(_time_pass(extract, pages))
    figures: Figures = {
        f"{_prefix(name)}pages_per_s": round(len(pages) / median(all_of), 1) for name, all_of in seconds.items()
    }
    if "plain" in seconds:
        ratios = [plain / ours for ours, plain in zip(seconds[OURS], seconds["plain"], strict=True)]
        figures["speed_ratio"] = round(median(ratios), 2)
    return figures


def _time_pass(extract: Extractor, pages: list[Page]) -> float:
    started = time.process_time()
    for page in pages:
        try:
            extract(page)
        except ExtractError:
            continue
    return time.process_time() - started


def _prefix(name: str) -> str:
    return "" if name == OURS else f"{name}_"


def _title(name: str) -> str:
    return {OURS: "seedwatch", "plain": "trafilatura", "newspaper": "newspaper4k"}[name]


@contextmanager
def _progress() -> Iterator[Say]:
    """A line that changes at a terminal; lines one below the other elsewhere. The result alone goes to the output."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda step: print(step, file=sys.stderr)
        return
    with console.status("starting") as status:
        yield status.update


def _table(figures: Figures, names: list[str]) -> str:
    """One row a measure, one column an extractor."""
    lines = [f"{'':20}" + "".join(f"{_title(name):>14}" for name in names)]
    for title, key in _ROWS.items():
        cells = [figures.get(key.format(name=name, prefix=_prefix(name))) for name in names]
        if any(cell is not None for cell in cells):
            lines.append(f"{title:20}" + "".join(f"{'-' if cell is None else cell:>14}" for cell in cells))
    if "speed_ratio" in figures:
        lines.append(f"{figures['speed_ratio']} times as fast as trafilatura")
    return "\n".join(lines)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--benchmark", type=Path)
    parser.add_argument("--pages", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    if not arguments.benchmark and not arguments.pages:
        parser.error("give --benchmark, --pages or both")
    for folder in filter(None, (arguments.benchmark, arguments.pages)):
        if not folder.is_dir():
            parser.error(f"{folder} is no folder")
    return arguments


if __name__ == "__main__":
    main()
