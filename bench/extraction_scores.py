"""How well article pages are read: text, title, publishing day and authors against known answers.

    python -m bench.extraction_scores --pages DIR --benchmark DIR [--json] [--list]

``--pages`` holds ``<country>/<Publisher>_<year>_<month>_<day>.html.gz`` with ``<Publisher>.json`` beside them: one
record a parser version, and the newest version valid on the page's day applies, so that versions and pages pair up in
order. ``--benchmark`` holds ``html/<hash>.html.gz`` and ``ground-truth.json.gz`` with an ``articleBody`` for each hash.
Texts are compared by overlap of 4-token shingles as Scrapinghub's article extraction benchmark does: precision and
recall averaged over the pages, and F1 of the two averages.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from pipeline.errors import ExtractError
from pipeline.extract import extract_article
from pipeline.model.article import ArticleText
from pipeline.model.page import Page

_TOKEN = re.compile(r"\w+")
_SHINGLE = 4

Extractor = Callable[[Page], ArticleText]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Shares between 0 and 1, and what went wrong where (field: page name, expected, found)."""

    pages: int
    title: float
    day: float
    authors_f1: float
    text_f1: float
    refused: tuple[str, ...]
    misses: tuple[tuple[str, str, object, object], ...]
    seconds: float


def read_page(file: Path) -> Page:
    """A stored page as the fetcher would hand it over."""
    body = gzip.decompress(file.read_bytes())
    return Page(url="", status=200, body=body, content_type="text/html")


def shingle_overlap(expected: str, found: str) -> tuple[float, float]:
    """Precision and recall of the found text's shingles."""
    wanted, got = _shingles(expected), _shingles(found)
    shared = sum((wanted & got).values())
    if wanted == got:
        return 1.0, 1.0
    return shared / max(1, sum(got.values())), shared / max(1, sum(wanted.values()))


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def score_benchmark(folder: Path, extract: Extractor = extract_article) -> tuple[float, float]:
    """Text F1 over the benchmark's pages, and pages a second."""
    truth = json.loads(gzip.decompress((folder / "ground-truth.json.gz").read_bytes()))
    overlaps = []
    seconds = 0.0
    for name, answer in sorted(truth.items()):
        page = read_page(_benchmark_file(folder, name))
        started = time.perf_counter()
        text = _text_or_nothing(extract, page)
        seconds += time.perf_counter() - started
        overlaps.append(shingle_overlap(answer["articleBody"], text.body))
    return _mean_f1(overlaps), len(overlaps) / seconds


def benchmark_pages(folder: Path) -> list[Page]:
    """All pages of the benchmark, in order."""
    return [read_page(file) for file in sorted(folder.glob("html/*.html*"))]


def score_pages(folder: Path, extract: Extractor = extract_article) -> Scores:
    """All scores over pages with known metadata."""
    right: Counter[str] = Counter()
    author_counts: Counter[str] = Counter()
    overlaps, refused = [], []
    misses: list[tuple[str, str, object, object]] = []
    seconds = 0.0
    for file, answer in pages_with_answers(folder):
        page = read_page(file)
        started = time.perf_counter()
        try:
            found = extract(page)
        except ExtractError as error:
            found = ArticleText()
            refused.append(f"{file.name}: {error.reason}")
        seconds += time.perf_counter() - started
        for field, expected, got, same in _compare(answer, found):
            right[field] += same
            if not same:
                misses.append((field, file.name, expected, got))
        _count_authors(author_counts, answer.get("authors") or (), found.authors)
        overlaps.append(shingle_overlap(body_of(answer), found.body))
    total = len(overlaps)
    return Scores(
        pages=total,
        title=right["title"] / total,
        day=right["day"] / total,
        authors_f1=f1(
            author_counts["shared"] / max(1, author_counts["found"]),
            author_counts["shared"] / max(1, author_counts["expected"]),
        ),
        text_f1=_mean_f1(overlaps),
        refused=tuple(refused),
        misses=tuple(misses),
        seconds=seconds,
    )


def pages_with_answers(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Pair each publisher's pages, oldest first, with the versions of its answers."""
    files = sorted(folder.glob("*/*.html.gz"))
    for publisher, group in groupby(files, key=lambda file: file.parent / file.name.split("_")[0]):
        pages = list(group)
        versions = list(json.loads(publisher.with_suffix(".json").read_text(encoding="utf-8")).values())
        for position, file in enumerate(pages):
            yield file, versions[min(position, len(versions) - 1)]


def body_of(answer: dict[str, Any]) -> str:
    """Summary, headlines and paragraphs of an answer in the order of the page."""
    body = answer.get("body") or {}
    lines = list(body.get("summary") or ())
    for section in body.get("sections") or ():
        lines += [*(section.get("headline") or ()), *(section.get("paragraphs") or ())]
    return "\n".join(lines)


def fold_for_comparison(text: str) -> str:
    """Letters and digits only, lower case: quotes, dashes and spaces differ between a page's own copies of a title."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in plain if char.isalnum())


def _compare(answer: dict[str, Any], found: ArticleText) -> Iterator[tuple[str, object, object, bool]]:
    title = answer.get("title") or ""
    yield "title", title, found.title, fold_for_comparison(title) == fold_for_comparison(found.title)
    expected = datetime.fromisoformat(answer["publishing_date"])
    got = found.published_at
    same = got is not None and got.astimezone(expected.tzinfo or got.tzinfo).date() == expected.date()
    yield "day", expected, got, same
    authors = answer.get("authors") or []
    names = {fold_for_comparison(name) for name in authors}
    yield "authors", authors, found.authors, names == {fold_for_comparison(name) for name in found.authors}


def _count_authors(counts: Counter[str], expected: Iterable[str], found: Iterable[str]) -> None:
    wanted, got = ({fold_for_comparison(name) for name in names} for names in (expected, found))
    counts.update(expected=len(wanted), found=len(got), shared=len(wanted & got))


def _text_or_nothing(extract: Extractor, page: Page) -> ArticleText:
    try:
        return extract(page)
    except ExtractError:
        return ArticleText()


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    tokens = _TOKEN.findall(text)
    return Counter(tuple(tokens[i : i + _SHINGLE]) for i in range(max(1, len(tokens) - _SHINGLE + 1)))


def _mean_f1(overlaps: list[tuple[float, float]]) -> float:
    count = max(1, len(overlaps))
    return f1(sum(one[0] for one in overlaps) / count, sum(one[1] for one in overlaps) / count)


def _benchmark_file(folder: Path, name: str) -> Path:
    return next(folder.glob(f"html/{name}.html*"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path)
    parser.add_argument("--benchmark", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--list", action="store_true", help="show every miss")
    args = parser.parse_args()
    figures: dict[str, float] = {}
    if args.pages:
        scores = score_pages(args.pages)
        figures |= {"pages": scores.pages, "pages_title": scores.title, "pages_day": scores.day}
        figures |= {"pages_authors_f1": scores.authors_f1, "pages_text_f1": scores.text_f1}
        figures |= {"pages_refused": len(scores.refused), "pages_per_s": scores.pages / scores.seconds}
        if args.list:
            print(*scores.refused, *scores.misses, sep="\n")
    if args.benchmark:
        figures["benchmark_f1"], figures["benchmark_pages_per_s"] = score_benchmark(args.benchmark)
    print(json.dumps(figures) if args.json else "\n".join(f"{name:24} {value:.4g}" for name, value in figures.items()))


if __name__ == "__main__":
    main()
