"""Pinned floors over the labelled leads in tests/corpus/leads, by the shipped profile as it is learnt.

Lower one only with a reason in the same change. ``bench/match.py`` prints the figures themselves.
"""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest

from bench.leads import (
    LANGUAGES,
    Judged,
    average_precision,
    direct_share,
    mention_share,
    ranking,
    read_leads,
)
from pipeline.match import compile_profile
from pipeline.model.hit import TextField, Tier
from pipeline.profile import load_profile

_PROFILE = Path(__file__).parents[2] / "config" / "watches" / "peru-korea" / "profile.yaml"


@cache
def judged(language: str) -> Judged:
    matcher = compile_profile(load_profile(_PROFILE.read_text(encoding="utf-8"), "profile.yaml"))
    return tuple((lead, matcher.judge(lead.article)) for lead in read_leads([language]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_direct_hits(language: str) -> None:
    share = direct_share(judged(language))
    assert share.precision >= 0.94, misjudged(language)
    assert share.recall >= 0.92, misjudged(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_score_ranks_direct_hits_first(language: str) -> None:
    assert average_precision(ranking(judged(language))) >= 0.96


@pytest.mark.parametrize("language", LANGUAGES)
def test_mentions(language: str) -> None:
    assert mention_share(judged(language)).f1 >= 0.93


def misjudged(language: str) -> list[str]:
    return [
        f"{lead.id} is {lead.tier.value}, said {said.tier.value}: {lead.why}"
        for lead, said in judged(language)
        if (lead.tier is Tier.DIRECT) != (said.tier is Tier.DIRECT)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_names_nothing_watched_is_never_shown(language: str) -> None:
    assert [lead.id for lead, said in judged(language) if lead.tier is Tier.NONE and said.is_hit] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mention_is_exactly_what_is_printed_there(language: str) -> None:
    for lead, said in judged(language):
        for mention in said.mentions:
            assert getattr(lead.article, mention.field.value)[mention.start : mention.end] == mention.surface


def test_the_corpus_is_balanced() -> None:
    leads = read_leads()
    assert len({lead.id for lead in leads}) == len(leads) >= 240
    counts = Counter(lead.article.language for lead in leads)
    assert min(counts.values()) * 3 == len(leads)
    assert sum(lead.kind != "positive" for lead in leads) * 2 >= len(leads)
    assert all(lead.places for lead in leads if lead.tier in {Tier.DIRECT, Tier.RELATED})
    for lead in leads:
        for _, field, start, end in lead.places:
            text = getattr(lead.article, TextField(field).value)
            assert text[start:end].strip() == text[start:end] != ""


def test_threads_that_share_a_matcher_judge_as_one_alone() -> None:
    leads = read_leads(["ko", "en"])
    matcher = compile_profile(load_profile(_PROFILE.read_text(encoding="utf-8"), "profile.yaml"))
    alone = [matcher.judge(lead.article) for lead in leads]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(matcher.judge, [lead.article for lead in leads])) == alone
