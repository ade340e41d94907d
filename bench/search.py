"""Searching an archive of made-up articles in English, Spanish and Korean.

    python bench/search.py [--articles N] [--database URL] [--json]

Words are drawn by Zipf's law from lists of wordfreq, Korean ones with particles glued to them, and names are strewn in.
Articles of about 1 kB are stored as polls bring them, 60 % English, 25 % Spanish, 15 % Korean; then the index is built,
and asked. Told are:

    store_articles_per_s, build_articles_per_s    storing all, and then bringing all into the index
    texts_mb, index_mb     the database without the index, and what it grew by (SQLite only)
    after_a_run_ms         bringing 100 new articles in, as at the end of a run; idle_ms: when there are none
    index_ms, newest_ms    p50 and p95 of asking the index for 20 articles, and of whole searches, with snippets
    best_ms                ... and of whole searches for the best
    like_ms                p50 of seeking one name with LIKE in all texts, which is what the index replaces
    recall_ko, recall      of the articles that LIKE finds by Korean names, and by all names, the share found
    like_recall            of the articles found by names, the share that LIKE finds: to it, Perú is not Peru

Ends with 1 when the index takes more than 5 ms at p95, or less is found by Korean names than LIKE finds.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random
from statistics import median
from typing import Any, cast

import sqlalchemy as sa
from wordfreq import top_n_list

ROOT = Path(__file__).parent.parent
if str(ROOT) not in sys.path:  # when run as a file
    sys.path.insert(0, str(ROOT))

from pipeline.app import NoProgress  # noqa: E402 - needs the path above
from pipeline.extract import address_key  # noqa: E402
from pipeline.model.article import DateOrigin, Entry  # noqa: E402
from pipeline.model.search import Among  # noqa: E402
from pipeline.model.source import Source, SourceState  # noqa: E402
from pipeline.model.storing import EntryToStore, PollToStore  # noqa: E402
from pipeline.run.ports import Store  # noqa: E402
from pipeline.run.searching import keep_index, search  # noqa: E402
from pipeline.store import SqlStore, open_store  # noqa: E402
from pipeline.text.searchquery import parse_query  # noqa: E402

MOST_MS = 5.0
NOW = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
LANGUAGES = ("en",) * 12 + ("es",) * 5 + ("ko",) * 3
WORDS = {"en": 160, "es": 155, "ko": 95}  # of an article: about 1 kB each
PARTICLES = ("", "은", "는", "이", "가", "을", "를", "에서", "의", "과")
# Name -> how often it stands in an article of its language, in thousandths.
NAMES = {
    "en": {"Peru": 60, "Lima": 30, "Hyundai Rotem": 4, "KF-21": 3, "K2": 5, "joint venture": 8, "Callao": 2},
    "es": {"Perú": 150, "Lima": 80, "Hyundai Rotem": 4, "KF 21": 2, "K2": 5, "Callao": 9, "Ucayali": 1},
    "ko": {"페루": 60, "현대로템": 8, "한국": 150, "K2": 9, "KF21": 4, "카야오": 2, "방산": 40, "육군조병창": 1},
}
KOREAN = ("페루", "현대로템", "한국", "카야오", "방산", "육군조병창", "로템", "조병창")
LATIN = ("Peru", "Perú", "Ucayali", "Hyundai Rotem", "KF-21", "KF21", "K2", "joint venture")
QUERIES = (
    *KOREAN, *LATIN, '"joint venture"', "peru callao", "peru OR 페루 K2", "the", "gobierno", "year people", "presi",
    "peru -lima", '"hyundai rotem" OR 현대로템', "정부", "있는", "nothingatall", "kf-21 peru", "minister",
)  # fmt: skip


class Writer:
    """Writes articles, always the same ones."""

    def __init__(self) -> None:
        self._dice = Random(7)
        self._words = {language: top_n_list(language, 50_000) for language in WORDS}
        # Zipf's law, from the third word on; the list itself tells how often only where a language can be tokenised.
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(len(self._words["en"]))))

    def entry(self, number: int) -> EntryToStore:
        language = self._dice.choice(LANGUAGES)
        words = self._draw(language)
        said = Entry(
            entry_id=str(number),
            url=f"https://news.example/{number}",
            title=" ".join(words[:9]),
            content=". ".join(" ".join(words[start : start + 15]) for start in range(9, len(words), 15)),
            fingerprint="f",
        )
        published_at = NOW - timedelta(minutes=self._dice.randrange(30))
        return EntryToStore(
            entry=said,
            canonical_url=said.url,
            address=address_key(said.url),
            language=language,
            published_at=published_at,
            date_origin=DateOrigin.FEED,
        )

    def _draw(self, language: str) -> list[str]:
        pool = self._words[language]
        words = self._dice.choices(pool, cum_weights=self._weights[: len(pool)], k=WORDS[language])
        for name, thousandths in NAMES[language].items():
            if self._dice.randrange(1000) < thousandths:
                words[self._dice.randrange(len(words))] = name
        if language == "ko":
            words = [word + self._dice.choice(PARTICLES) for word in words]
        return words


def main() -> int:
    arguments = read_arguments()
    with tempfile.TemporaryDirectory() as folder:
        url = arguments.database or f"sqlite:///{folder}/bench.db"
        with closing(open_store(url)) as opened:
            figures = measure(opened, arguments.articles)
    if arguments.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:22} {value}")
    return int(figures["index_ms"]["p95"] > MOST_MS or figures["recall_ko"] < 1)


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure how the archive is searched.")
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--database", default="", help="an empty one; by default an SQLite file that is thrown away")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def measure(opened: SqlStore, articles: int) -> dict[str, Any]:
    store, writer = cast(Store, opened), Writer()
    storing_s = fill(store, writer, articles)
    without = size_mb(opened)
    _, building_s = timed(lambda: keep_index(store, NoProgress()))
    index_mb = size_mb(opened) - without
    after_s, idle_s = [], []
    for number in range(20):
        fill(store, writer, 100, articles + number * 100)
        after_s.append(timed(lambda: keep_index(store, NoProgress()))[1])
        idle_s.append(timed(lambda: keep_index(store, NoProgress()))[1])
    return {
        "articles": articles,
        "store_articles_per_s": round(articles / storing_s),
        "build_articles_per_s": round(articles / building_s),
        "texts_mb": round(without),
        "index_mb": round(index_mb),
        "after_a_run_ms": milliseconds(median(after_s)),
        "idle_ms": milliseconds(median(idle_s)),
        "index_ms": spread(lambda query: ask_index(store, query)),
        "newest_ms": spread(lambda query: ask(store, query)),
        "best_ms": spread(lambda query: ask(store, query, best=True)),
        **compare(opened, store),
    }


def fill(store: Store, writer: Writer, count: int, first: int = 0) -> float:
    """Store so many articles, a thousand a poll and half an hour, and give the seconds that storing took."""
    source = Source(id="news", name="News", url="https://news.example/feed", pages=False)
    seconds = 0.0
    for start in range(first, first + count, 1000):
        now = NOW + timedelta(minutes=30 * (start // 1000))
        entries = tuple(writer.entry(number) for number in range(start, min(start + 1000, first + count)))
        poll = PollToStore(source=source, state=SourceState(source_id=source.id), entries=entries)
        seconds += timed(lambda poll=poll, now=now: store.sources.save_polls([poll], now))[1]  # type: ignore[misc]
    return seconds


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    began = time.perf_counter()
    result = work()
    return result, time.perf_counter() - began


def size_mb(opened: SqlStore) -> float:
    file = opened.database.file
    if file is None:
        return 0.0
    with opened.database.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        return float(pages * connection.exec_driver_sql("PRAGMA page_size").scalar_one()) / 1e6


def ask(store: Store, query: str, *, best: bool = False) -> object:
    return search(query, Among(), store, NoProgress(), limit=20, best=best)


def ask_index(store: Store, query: str) -> object:
    return store.archive.find(parse_query(query).lookup(), Among(), before=None, limit=21)


def spread(work: Callable[[str], object]) -> dict[str, float]:
    """p50 and p95 over all queries; of each the median of seven times counts, so that others at work do not."""
    times = sorted(median(timed(lambda query=query: work(query))[1] for _ in range(7)) for query in QUERIES)  # type: ignore[misc]
    return {"p50": milliseconds(median(times)), "p95": milliseconds(times[int(len(times) * 0.95)])}


def milliseconds(seconds: float) -> float:
    return round(seconds * 1000, 2)


def compare(opened: SqlStore, store: Store) -> dict[str, Any]:
    """Hold what is found by names against what LIKE finds."""
    liked, like_s = {}, []
    for name in (*KOREAN, *LATIN):
        liked[name], seconds = timed(lambda name=name: by_like(opened, name))  # type: ignore[misc]
        like_s.append(seconds)
    found = {name: set(all_found(store, name)) for name in liked}
    return {
        "like_ms": milliseconds(median(like_s)),
        "recall_ko": share(KOREAN, found, liked),
        "recall": share((*KOREAN, *LATIN), found, liked),
        "like_recall": share((*KOREAN, *LATIN), liked, found),
    }


def share(names: Sequence[str], found: dict[str, set[int]], of: dict[str, set[int]]) -> float:
    both = sum(len(found[name] & of[name]) for name in names)
    return round(both / sum(len(of[name]) for name in names), 4)


def by_like(opened: SqlStore, name: str) -> set[int]:
    query = sa.text("SELECT article_id FROM article_text WHERE title LIKE :like OR body LIKE :like")
    with opened.database.reading() as connection:
        return set(connection.execute(query, {"like": f"%{name}%"}).scalars())


def all_found(store: Store, name: str) -> Iterator[int]:
    query = f'"{name}"' if " " in name else name
    yield from (found.article_id for found in search(query, Among(), store, NoProgress(), limit=10**6).found)


if __name__ == "__main__":
    sys.exit(main())
