"""Pinned floors over the labelled leads in tests/corpus/briefs. Lower one only with a reason in the same change."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipeline.match import compile_profile
from pipeline.model.hit import Judgement, Tier
from tests.match.watches import article, peru_korea

_LEADS = Path(__file__).parent.parent / "corpus" / "briefs"
_LANGUAGES = ("en", "es", "ko")


@cache
def judged(language: str) -> tuple[tuple[dict[str, Any], Judgement], ...]:
    matcher = compile_profile(peru_korea())
    leads = map(json.loads, (_LEADS / f"{language}.jsonl").read_text(encoding="utf-8").splitlines())
    return tuple(
        (lead, matcher.judge(article(lead["title"], lead["summary"], lead["body"], language))) for lead in leads
    )


@pytest.mark.parametrize("language", _LANGUAGES)
def test_direct_hits_reach_their_floor(language: str) -> None:
    wanted = {lead["id"] for lead, _ in judged(language) if lead["tier"] == "direct"}
    said = {lead["id"] for lead, judgement in judged(language) if judgement.tier is Tier.DIRECT}
    right = len(wanted & said)
    assert right / len(said) >= 0.94, f"not direct: {sorted(said - wanted)}"
    assert right / len(wanted) >= 0.95, f"missed: {sorted(wanted - said)}"


@pytest.mark.parametrize("language", _LANGUAGES)
def test_no_hard_negative_is_direct(language: str) -> None:
    marks = ("hard negative", "difícil", "어려움")
    hard = [(lead, judgement) for lead, judgement in judged(language) if lead["why"].startswith(marks)]
    assert len(hard) >= 12
    assert [lead["id"] for lead, judgement in hard if judgement.tier is Tier.DIRECT] == []


@pytest.mark.parametrize("language", _LANGUAGES)
def test_tiers_agree_with_the_labels(language: str) -> None:
    wrong = [lead["id"] for lead, judgement in judged(language) if judgement.tier != lead["tier"]]
    assert len(wrong) <= 2, wrong


def test_scores_put_the_direct_hits_first() -> None:
    everything = [pair for language in _LANGUAGES for pair in judged(language)]
    ranked = sorted(everything, key=lambda pair: (-pair[1].score, pair[0]["id"]))
    places = [place for place, (lead, _) in enumerate(ranked, 1) if lead["tier"] == "direct"]
    average_precision = sum(rank / place for rank, place in enumerate(places, 1)) / len(places)
    assert average_precision >= 0.97


def test_the_corpus_is_labelled_and_balanced() -> None:
    for language in _LANGUAGES:
        leads = [lead for lead, _ in judged(language)]
        assert len({lead["id"] for lead in leads}) == len(leads) >= 40
        assert {Tier(lead["tier"]) for lead in leads} == set(Tier)
        assert all(lead["why"] for lead in leads)
