"""Run the whole pipeline over real feeds and pages, served on loopback, twice.

    python bench/realworld.py --feeds DIR --pages DIR [--pages DIR] [--json]

``--feeds`` and ``--pages`` hold files as the web served them, plain or .gz; pages are looked for at any depth. Entries
of the feeds are stored with the feed's own words (their pages are on the real web); the pages are listed in one feed
and fetched like any article's. Where right answers lie beside pages, the extraction is scored.

``--json`` prints: feeds, parsed, refused (with reasons), tracebacks, entries, articles, pages, pages_failed,
new_on_second_run, not_modified (second run), changed_ids (entries whose id differs when the same bytes are parsed
again), text_f1 and the other scores, seconds (first run), second_seconds, peak_mb (whole process).
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import resource
import shutil
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.extraction_scores import score_benchmark, score_pages
from bench.realserver import LISTING, RealServer, serve_folders
from pipeline.app import App
from pipeline.errors import ExtractError
from pipeline.extract import parse_feed
from pipeline.model.page import Page
from pipeline.model.report import RunReport, RunRequest
from pipeline.model.source import Health

ROOT = Path(__file__).parent.parent
SETTINGS = {
    "fetch": {"allow_private": ["127.0.0.0/8"], "host_delay": 0, "per_host": 8},
    "polling": {"every": "1h"},
    "digest": {"max_age": "20000d"},
}


class Tracebacks(logging.Handler):
    """Counts the faults of this program that a run survived."""

    count = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.count += bool(record.exc_info)


def write_installation(home: Path, server: RealServer) -> None:
    watch = home / "config" / "watches" / "peru-korea"
    watch.mkdir(parents=True)
    sources = [
        {"id": f"feed-{number}", "name": path.rpartition("/")[2], "url": server.url(path), "pages": False}
        for number, path in enumerate(server.feeds)
    ]
    sources.append({"id": "pages", "name": "Pages", "url": server.url(LISTING), "pages": True})
    (home / "config" / "seedwatch.yaml").write_text(json.dumps(SETTINGS))
    (home / "config" / "sources.yaml").write_text(json.dumps({"sources": sources}))
    (watch / "watch.yaml").write_text('{"title": "Real world"}')
    shutil.copytree(ROOT / "seeds" / "peru-korea", home / "seeds" / "peru-korea")


def measure(feeds: list[Path], pages: list[Path]) -> dict[str, Any]:
    faults = Tracebacks()
    logging.getLogger("seedwatch").addHandler(faults)
    with tempfile.TemporaryDirectory() as name, serve_folders(feeds, pages) as server:
        home = Path(name)
        write_installation(home, server)
        with App(home, environment={}) as app:
            app.learn("peru-korea")
            now = datetime.now(UTC)
            first, seconds = timed_run(app, now)
            before = dict(server.counts)
            # All pages are of one host here, of which a run takes a part; the rest is due a quarter of an hour later.
            second, second_seconds = timed_run(app, now + timedelta(minutes=20))
            not_modified = server.counts.get(304, 0) - before.get(304, 0)
    polled = [source for source in first.sources if source.source_id != "pages"]
    refused = {source.name: source.reason for source in polled if source.health is Health.FAILING}
    return {
        "feeds": len(polled),
        "parsed": len(polled) - len(refused),
        "refused": refused,
        "tracebacks": faults.count,
        "entries": sum(source.entries for source in polled),
        "articles": first.new_articles,
        "pages": first.pages_fetched + second.pages_fetched,
        "pages_failed": first.pages_failed + second.pages_failed,
        "new_on_second_run": second.new_articles + sum(source.changed for source in second.sources),
        "not_modified": not_modified,
        "changed_ids": changed_ids(feeds),
        "direct": first.watches[0].direct,
        "related": first.watches[0].related,
        "seconds": round(seconds, 1),
        "second_seconds": round(second_seconds, 1),
        **scores(pages),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def timed_run(app: App, now: datetime) -> tuple[RunReport, float]:
    started = time.perf_counter()
    report = app.run(RunRequest(force=True), now)
    return report, time.perf_counter() - started


def changed_ids(folders: list[Path]) -> int:
    """Parse every feed twice; count the ids that differ."""
    changed = 0
    for folder in folders:
        for file in sorted(folder.rglob("*.xml*")):
            first, second = (entry_ids(file) for _ in range(2))
            changed += sum(one != other for one, other in zip(first, second, strict=True))
    return changed


def entry_ids(file: Path) -> list[str]:
    body = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    try:
        return [entry.entry_id for entry in parse_feed(Page(url="http://feed.example/", status=200, body=body)).entries]
    except ExtractError:
        return []


def scores(folders: list[Path]) -> dict[str, float]:
    """Extraction scores for every folder that has answers beside its pages, at any depth."""
    found: dict[str, float] = {}
    for folder in folders:
        for answers in sorted(folder.rglob("ground-truth.json.gz")):
            f1, per_second = score_benchmark(answers.parent)
            found |= {"benchmark_f1": round(f1, 4), "benchmark_pages_per_s": round(per_second)}
        publishers = {answer.parent.parent for answer in folder.rglob("*.json")}
        for place in sorted(publishers):
            if any(place.glob("*/*.html.gz")):
                result = score_pages(place)
                found |= {
                    "pages_title": round(result.title, 4),
                    "pages_day": round(result.day, 4),
                    "pages_authors_f1": round(result.authors_f1, 4),
                    "pages_text_f1": round(result.text_f1, 4),
                }
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feeds", type=Path, action="append", required=True)
    parser.add_argument("--pages", type=Path, action="append", default=[])
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    for folder in (*args.feeds, *args.pages):
        if not folder.is_dir():
            parser.error(f"{folder} is no folder")
    result = measure(args.feeds, args.pages)
    if args.json:
        print(json.dumps(result, ensure_ascii=False, indent=2))
        return
    for name, value in result.items():
        print(f"{name:>22}  {value if value != {} else 'none'}")


if __name__ == "__main__":
    main()
