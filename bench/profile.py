"""Score what is learnt from a folder of seeds against answers made by hand.

    python bench/profile.py GOLD.yaml SEEDS_DIR [--json]

GOLD.yaml holds ``entities`` (id, name, type, salience, in_seeds, further, form), ``never_alias`` and ``topics`` with
``terms``. An entity of the gold is found when a learnt name or alias that the seeds hold reads like one of its forms.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from pipeline.model.profile import Entity, Figure, FigureKind, Profile
from pipeline.model.seed import SeedText
from pipeline.profile.figures.learning import learn_figures
from pipeline.profile.learn import learn_profile
from pipeline.seeds import SeedFolder
from pipeline.text.figures import find_figures
from pipeline.text.fold import fold_key

_WEIGHTS = {"core": 3, "secondary": 2, "background": 1}
_JUNK = ("date", "mou", "ppp", "press releases", "high-level", "본문 바로가기", "journey", "president", "ministry")
Gold = dict[str, Any]


def main() -> None:
    arguments = _arguments()
    gold = YAML(typ="safe").load(arguments.gold.read_text(encoding="utf-8"))
    started = time.perf_counter()
    seeds, errors = SeedFolder(arguments.seeds).read()
    profile = learn_profile(seeds)
    figures = score(gold, profile)
    figures |= score_figures(gold, profile, seeds)
    figures["seconds"] = round(time.perf_counter() - started, 2)
    figures["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    if arguments.json:
        print(json.dumps(figures, ensure_ascii=False))
    else:
        for name, value in figures.items():
            print(f"{name:16} {value}")
    for error in errors:
        print(error, file=sys.stderr)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Score a learnt profile against answers made by hand.")
    parser.add_argument("gold", type=Path)
    parser.add_argument("seeds", type=Path)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def score(gold: Gold, profile: Profile) -> dict[str, Any]:
    """All figures but time and memory."""
    named = [item for item in gold["entities"] if item.get("form", "named") == "named"]
    found = {item["id"]: [e for e in profile.entities if same_entity(item, e)] for item in gold["entities"]}
    matched = {entity.id for entities in found.values() for entity in entities}
    core = [item for item in named if item["salience"] == "core"]
    junk = [
        e.name
        for e in profile.entities
        if fold_key(e.name) in _JUNK + tuple(map(fold_key, gold.get("never_alias", [])))
    ]
    return {
        "core_recall": _share([bool(found[item["id"]]) for item in core]),
        "weighted_recall": _weighted(named, found),
        "precision": _share([entity.id in matched for entity in profile.entities]),
        "wrong_merges": _wrong_merges(gold, found),
        "alias_es": _alias_share(named, found, "es"),
        "alias_ko": _alias_share(named, found, "ko"),
        "topic_p20": _topic_precision(gold, profile),
        "junk": junk + _standing_never(gold, profile),
        "entities": len(profile.entities),
        "missed": [item["id"] for item in named if not found[item["id"]]],
        "false": [entity.name for entity in profile.entities if entity.id not in matched],
    }


def score_figures(gold: Gold, profile: Profile, seeds: Sequence[SeedText]) -> dict[str, Any]:
    """Of the facts with a number or a date, the share that its seed alone teaches, with a quote from it; of the
    contradictions about a sum, the share in which the sum is doubted or contradicted. Nothing when the gold has none.
    """
    facts = [(fact, wanted) for fact in gold.get("facts", []) if (wanted := _values(str(fact["value"])))]
    taught = {seed.id[:3]: _taught(learn_figures([seed], profile.entities)) for seed in seeds}
    missed = [
        f"{fact['seed']} {fact['what']}" for fact, wanted in facts if not wanted <= taught.get(fact["seed"], set())
    ]
    sums = [wanted for item in gold.get("contradictions", []) if (wanted := _sums(str(item["about"])))]
    flagged = _taught([figure for figure in profile.figures if figure.doubt or figure.conflicts])
    scores: dict[str, Any] = {"figures": len(profile.figures), "figures_missed": missed}
    if facts:
        scores["figures_recall"] = round(1 - len(missed) / len(facts), 3)
    if sums:
        scores["contradictions_found"] = _share([bool(wanted & flagged) for wanted in sums])
    return scores


def _taught(figures: Sequence[Figure]) -> set[float | str]:
    return {figure.when or figure.value for figure in figures}


def _values(answer: str) -> set[float | str]:
    """Numbers and dates of an answer; what stands in brackets is the annotator's own addition."""
    plain = re.sub(r"\([^)]*\)", "", answer).strip()
    if re.fullmatch("[0-9]{4}-[0-9]{2}", plain):
        return {plain}
    values: set[float | str] = set()
    for figure in reversed(find_figures(plain, "en")):
        values |= set(figure.when.split("/")) if figure.when else {figure.value}
        plain = plain[: figure.start] + plain[figure.end :]
    bare = re.findall(r"(?<![\w.,-])([0-9]+)(?:st|nd|rd|th)?(?![\w.,-])", plain)
    return values | {_year(float(number)) for number in bare}


def _year(number: float) -> float | str:
    return f"{number:.0f}" if 1900 <= number <= 2100 else number


def _sums(about: str) -> set[float | str]:
    return {figure.value for figure in find_figures(about, "en") if figure.kind is FigureKind.AMOUNT}


def _share(hits: list[bool]) -> float:
    return round(sum(hits) / len(hits), 3) if hits else 1.0


def _weighted(named: list[Gold], found: dict[str, list[Entity]]) -> float:
    total = sum(_WEIGHTS.get(item["salience"], 1) for item in named)
    return round(sum(_WEIGHTS.get(item["salience"], 1) for item in named if found[item["id"]]) / total, 3)


def _key(form: str) -> str:
    plain = re.sub(r"^(?:the|el|la|los|las|mr|mr\.|president) ", "", fold_key(re.sub(r"\([^)]*\)", "", form)))
    return re.sub(r"\s+", " ", plain).strip(" ?.")


def _forms(item: Gold) -> set[str]:
    further = item.get("further") or {}
    forms = [item["name"], *item["in_seeds"], *(form for group in further.values() for form in group)]
    return {_key(str(form)) for form in forms}


def same_entity(item: Gold, entity: Entity) -> bool:
    """By name or by a form of the seeds; namesakes of several countries must agree on the country's name."""
    land = re.search(r"\(([^)]*)\)", item["name"])
    theirs = re.search(r"\(([^)]*)\)$", entity.name)
    if land and theirs and fold_key(land.group(1)) not in fold_key(theirs.group(1)):
        return False
    own = {_key(entity.name), *(_key(a.form) for a in entity.aliases if a.origin in {"seed", "acronym", "cldr"})}
    return bool(own & _forms(item))


def _wrong_merges(gold: Gold, found: dict[str, list[Entity]]) -> list[str]:
    """Entities that stand for two of the gold, unless the gold allows it."""
    allowed = {frozenset((item["id"], item["merge_ok_with"])) for item in gold["entities"] if "merge_ok_with" in item}
    holders: dict[str, list[str]] = {}
    for identity, entities in found.items():
        for entity in entities:
            holders.setdefault(entity.id, []).append(identity)
    return [
        f"{entity}: {', '.join(ids)}"
        for entity, ids in holders.items()
        if len(ids) > 1 and not all(frozenset((ids[0], other)) in allowed for other in ids[1:])
    ]


def _alias_share(named: list[Gold], found: dict[str, list[Entity]], language: str) -> float:
    """Of core and secondary entities with a gold alias in the language, those for which one right form is there."""
    hits = []
    for item in named:
        wanted = {_key(str(form)) for form in (item.get("further") or {}).get(language, [])}
        if wanted and item["salience"] != "background":
            have = {_key(alias.form) for entity in found[item["id"]] for alias in entity.aliases}
            hits.append(bool(wanted & have))
    return _share(hits)


def _topic_precision(gold: Gold, profile: Profile) -> float:
    """Of the first 20 own English terms, those that share a content word with a gold term."""
    own = [topic for topic in profile.topics if topic.origin == "seeds"]
    terms = [term.form for topic in own for term in topic.terms if term.language == "en"][:20]
    wanted = {_key(str(term)) for topic in gold["topics"] for term in topic["terms"].get("en", [])}
    words = {word.rstrip("s") for term in wanted for word in term.split() if len(word) > 3}
    hits = [_key(term) in wanted or all(word.rstrip("s") in words for word in _key(term).split()) for term in terms]
    return _share(hits)


def _standing_never(gold: Gold, profile: Profile) -> list[str]:
    """Forms that must not stand alone, yet do."""
    never = {fold_key(str(form)) for form in gold.get("never_alias", [])}
    return [
        f"{entity.id}:{alias.form}"
        for entity in profile.entities
        for alias in entity.aliases
        if fold_key(alias.form) in never and not alias.require_context
    ]


if __name__ == "__main__":
    main()
