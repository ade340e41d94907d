"""How well leads are told apart: by the watch, by a plain search for its names, by likeness to the nearest seed."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bench.leads import (
    LANGUAGES,
    Judged,
    Lead,
    average_precision,
    direct_share,
    mention_share,
    ranking,
)
from bench.profile import same_entity
from pipeline.match import compile_profile
from pipeline.model.hit import Tier
from pipeline.model.profile import Alias, Entity, Profile
from pipeline.model.seed import SeedText
from pipeline.text.fold import fold_key

Ranking = list[tuple[float, str, bool]]


def with_further(profile: Profile, gold: Mapping[str, Any]) -> Profile:
    """The profile with the ``further`` aliases of an answer made by hand; doubtful ones (“?”) left out."""
    return replace(profile, entities=tuple(_with_further(entity, gold) for entity in profile.entities))


def _with_further(entity: Entity, gold: Mapping[str, Any]) -> Entity:
    known = {alias.form for alias in entity.aliases}
    more = {
        str(form): language
        for item in gold["entities"]
        if same_entity(item, entity)
        for language, forms in (item.get("further") or {}).items()
        for form in forms
    }
    aliases = tuple(
        Alias(form=form, language=language, origin="analyst")
        for form, language in more.items()
        if form not in known and not form.endswith("?") and _numbers(form) <= _numbers(" ".join((entity.name, *known)))
    )
    return replace(entity, aliases=(*entity.aliases, *aliases))


def _numbers(text: str) -> set[str]:
    """Two lines of one metro are one item of the answers; each gets the forms of its own number."""
    return set(re.findall(r"\d+", text))


def judge(profile: Profile, leads: Iterable[Lead]) -> Judged:
    matcher = compile_profile(profile)
    return [(lead, matcher.judge(lead.article)) for lead in leads]


def scores(judged: Judged) -> dict[str, float]:
    """F1 of the direct tier and average precision, in all and by language; F1 of the mentions; hits that are none."""
    figures = {
        "direct_f1": direct_share(judged).f1,
        "direct_precision": direct_share(judged).precision,
        "direct_recall": direct_share(judged).recall,
        "average_precision": average_precision(ranking(judged)),
        "mentions_f1": mention_share(judged).f1,
        "hostile_hits": sum(said.is_hit for lead, said in judged if lead.tier is Tier.NONE),
    }
    for language in LANGUAGES:
        part = [(lead, said) for lead, said in judged if lead.article.language == language]
        figures[f"direct_f1_{language}"] = direct_share(part).f1
        figures[f"average_precision_{language}"] = average_precision(ranking(part))
    return {name: round(value, 4) for name, value in figures.items()}


def keyword_ranking(profile: Profile, leads: Sequence[Lead]) -> Ranking:
    """A saved search for the watch's names, anywhere in the text, in any case: first what names both sides of a pair,
    then by how many different names stand there."""
    forms = {entity.id: [alias.form.lower() for alias in entity.aliases] for entity in profile.entities}
    sides = [(pair.left, pair.right) for pair in profile.pairs]

    def points(lead: Lead) -> float:
        text = f"{lead.article.title}\n{lead.article.summary}\n{lead.article.body}".lower()
        there = {entity for entity, found in forms.items() if any(form in text for form in found)}
        both = any({left, right} <= there for left, right in sides)
        return 1000 * both + sum(form in text for found in forms.values() for form in found)

    return _ranked(leads, [points(lead) for lead in leads])


def nearest_seed_ranking(seeds: Sequence[SeedText], leads: Sequence[Lead]) -> Ranking:
    """Cosine of tf-idf vectors (1 + log tf, log N/df; Manning, Raghavan and Schütze 2008, section 6.4) with the
    nearest seed; words of Hangul in pairs of syllables."""
    texts = [seed.raw for seed in seeds]
    texts += [f"{lead.article.title}\n{lead.article.summary}\n{lead.article.body}" for lead in leads]
    counts = [Counter(_tokens(text)) for text in texts]
    spread = Counter(token for count in counts for token in count)
    vectors = [
        {token: (1 + math.log(times)) * math.log(len(texts) / spread[token]) for token, times in count.items()}
        for count in counts
    ]
    near = vectors[: len(seeds)]
    return _ranked(leads, [max(_cosine(vector, seed) for seed in near) for vector in vectors[len(seeds) :]])


def _tokens(text: str) -> Iterable[str]:
    for word in re.findall(r"[^\W_]+", fold_key(text)):
        if "가" <= word[0] <= "힣" and len(word) > 2:
            yield from (word[at : at + 2] for at in range(len(word) - 1))
        else:
            yield word


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    product = sum(value * other.get(token, 0.0) for token, value in one.items())
    lengths = math.sqrt(sum(v * v for v in one.values()) * sum(v * v for v in other.values()))
    return product / lengths if lengths else 0.0


def _ranked(leads: Sequence[Lead], points: Sequence[float]) -> Ranking:
    return [(point, lead.id, lead.tier is Tier.DIRECT) for lead, point in zip(leads, points, strict=True)]
