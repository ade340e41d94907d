"""Matching: how well and how fast, beside others.

    python bench/match.py [--gold GOLD.yaml] [--articles N] [--runs N] [--json]

Quality: the labelled leads of ``tests/corpus/leads``, judged by the watch as it is learnt from ``seeds/peru-korea``
(``learnt_*``) and, with ``--gold``, by the same with the ``further`` aliases of answers made by hand (``direct_f1``,
``average_precision``, ``mentions_f1``; without it these are as learnt, too). Beside them a plain search for the watch's
names and the likeness to the nearest seed.

Speed, on one core: made-up articles of 4 kB in three languages, a watch of 10,000 and of 100,000 aliases. ``articles_
per_s`` is the whole judgement, from raw text to scored hit; ``mb_per_s`` is the finding of the aliases alone (fold,
find, borders, places in the original) in megabytes of UTF-8, as for the peers. Each figure is the median of the runs,
in which all take turns; ``compiled`` tells whether the C files were. ``memory_mb`` is the peak of a process that holds
the profile and the compiled watch.
"""

from __future__ import annotations

import argparse
import gc
import json
import pickle
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

ROOT = Path(__file__).parent.parent
if __name__ == "__main__":  # run as a file: its folder comes first, and profile.py there hides Python's own
    sys.path[0] = str(ROOT)

from bench import matchpeers  # noqa: E402 - needs the path above
from bench.leads import average_precision, read_leads  # noqa: E402
from bench.matchload import grown, names_of, subject_of, texts  # noqa: E402
from bench.matchquality import (  # noqa: E402
    judge,
    keyword_ranking,
    nearest_seed_ranking,
    scores,
    with_further,
)
from pipeline.match import compile_profile  # noqa: E402
from pipeline.match.finding import Finder  # noqa: E402
from pipeline.match.forms import Kind, collect_forms  # noqa: E402
from pipeline.model.article import Article  # noqa: E402
from pipeline.model.profile import Profile  # noqa: E402
from pipeline.profile.learn import learn_profile  # noqa: E402
from pipeline.seeds import SeedFolder  # noqa: E402

SEEDS = ROOT / "seeds" / "peru-korea"
SIZES = {"10k": 10_000, "100k": 100_000}
_SLOW_PEER_ARTICLES = 200  # spaCy reads a megabyte a second at best
_MEMORY = """
import pickle, re, sys, time
from pathlib import Path
profile = pickle.loads(Path(sys.argv[1]).read_bytes())
from pipeline.match import compile_profile
started = time.perf_counter()
matcher = compile_profile(profile)
seconds = time.perf_counter() - started
peak = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024
print(peak, seconds)
"""

Figures = dict[str, Any]


def main() -> None:
    arguments = _arguments()
    gc.set_threshold(20_000, 20, 20)  # as the program itself sets it; for all contenders alike
    seeds, _ = SeedFolder(SEEDS).read()
    profile = learn_profile(seeds)
    gold = YAML(typ="safe").load(arguments.gold.read_text(encoding="utf-8")) if arguments.gold else None
    figures = _quality(profile, with_further(profile, gold) if gold else profile, seeds)
    figures |= _speed(profile, arguments.articles, arguments.runs)
    if arguments.json:
        print(json.dumps(figures, ensure_ascii=False))
    else:
        for name, value in figures.items():
            print(f"{name:34} {value}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Matching: how well and how fast, beside others.")
    parser.add_argument("--gold", type=Path, help="answers made by hand, for their `further` aliases")
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def _quality(learnt: Profile, known: Profile, seeds: Sequence[Any]) -> Figures:
    leads = read_leads()
    figures: Figures = {"leads": len(leads)} | scores(judge(known, leads))
    figures |= {f"learnt_{name}": value for name, value in scores(judge(learnt, leads)).items()}
    for name, ranked in (("keywords", keyword_ranking(known, leads)), ("tfidf", nearest_seed_ranking(seeds, leads))):
        figures[f"{name}_average_precision"] = round(average_precision(ranked), 4)
    return figures


def _speed(profile: Profile, amount: int, runs: int) -> Figures:
    largest = grown(profile, max(SIZES.values()))
    articles = texts(names_of(largest), subject_of(profile), amount)
    size = sum(len(f"{article.title}\n{article.body}".encode()) for article in articles) / len(articles)
    peers, missing = matchpeers.available()
    for line in missing:
        print(line, file=sys.stderr)
    compiled = find_spec("pipeline.match._finding") is not None
    figures: Figures = {
        "compiled": compiled,
        "articles": len(articles),
        "article_bytes": round(size),
        "aliases": ", ".join(SIZES),
    }
    for label, aliases in SIZES.items():
        figures |= _speed_at(label, grown(profile, aliases), articles, peers, runs)
    return figures


def _speed_at(label: str, profile: Profile, articles: Sequence[Article], peers: dict[str, Any], runs: int) -> Figures:
    bare = [f"{article.title}\n{article.body}" for article in articles]
    names = [alias.form for entity in profile.entities for alias in entity.aliases]
    few = bare[:_SLOW_PEER_ARTICLES]
    matcher = compile_profile(profile)
    contenders: dict[str, tuple[Callable[[str], object], Sequence[str]]] = {"ours": (_finder(profile), bare)}
    for name, maker in peers.items():
        contenders[name] = (maker(names), few if name == "spacy" else bare)
    times: dict[str, list[float]] = {"whole": [], **{name: [] for name in contenders}}
    gc.collect()
    gc.freeze()  # the names are many and stay: no look for circles among them disturbs any of the contenders
    for _ in range(runs):
        times["whole"].append(_timed(lambda: [matcher.judge(article) for article in articles]) / len(articles))
        for name, (search, read) in contenders.items():
            taken = _timed(lambda search=search, read=read: [search(text) for text in read])  # type: ignore[misc]
            times[name].append(taken / sum(len(text.encode()) for text in read) * 1e6)
    gc.unfreeze()
    figures: Figures = {f"articles_per_s_{label}": round(1 / statistics.median(times.pop("whole")))}
    speeds = {name: 1 / statistics.median(taken) for name, taken in times.items()}
    figures |= {_named(name, label): round(speed, 1) for name, speed in speeds.items()}
    figures |= {f"times_{name}_{label}": round(speeds["ours"] / speeds[name], 2) for name in peers}
    return figures | _memory(label, profile)


def _finder(profile: Profile) -> Callable[[str], object]:
    """The finding alone, of the aliases alone: what the peers do."""
    names = replace(profile, topics=(), rules=())
    found = collect_forms(names).items()
    forms = {key: kept for key, all_ in found if (kept := tuple(form for form in all_ if form.kind is Kind.NAME))}
    finder = Finder(forms, {entity.id: entity for entity in names.entities}, names.pairs, frozenset())
    return finder.whole_words


def _named(name: str, label: str) -> str:
    return f"mb_per_s_{label}" if name == "ours" else f"{name}_mb_per_s_{label}"


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _memory(label: str, profile: Profile) -> Figures:
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "profile"
        kept.write_bytes(pickle.dumps(profile))
        command = [sys.executable, "-c", _MEMORY, str(kept)]
        peak, seconds = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
    return {f"memory_mb_{label}": int(peak), f"compile_s_{label}": round(float(seconds), 2)}


if __name__ == "__main__":
    main()
