"""Promises that hold for any article."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.match import compile_profile
from pipeline.model.hit import Judgement, Tier
from tests.match.watches import article, peru_korea

_WATCH = compile_profile(peru_korea())
_PIECES = (
    "Peru",
    "Perú",
    "Peru\u0301",
    "South Korea",
    "Korea",
    "페루",
    "에서",
    "한국",
    "어",
    "한·",
    "\u1111\u1166\u1105\u116e",
    "FAME",
    "army",
    "K2",
    "tank",
    "K‑2",
    "KF－21",
    "Hyundai Rotem",
    "현대로템",
    "Dina Boluarte",
    "Boluarte",
    "Lima",
    " ",
    "\n",
    ".",
    "ﬁ",
    "…",
    "\u00ad",
    "\u200b",
    "\ud800",
    "\x00",
    "\u202e",
    "Ministry of Economy and Finance",
    "concert",
    "submarine",
    "수출",
    "North ",
    "'s",
    "s",
    "-",
    "18b",
)
_texts = st.lists(st.one_of(st.sampled_from(_PIECES), st.characters()), max_size=25).map("".join)


def judged(title: str, summary: str, body: str) -> Judgement:
    return _WATCH.judge(article(title, summary, body))


@given(_texts, _texts, _texts)
def test_every_surface_is_exactly_what_stands_there(title: str, summary: str, body: str) -> None:
    told = article(title, summary, body)
    for mention in _WATCH.judge(told).mentions:
        assert mention.surface
        assert getattr(told, mention.field)[mention.start : mention.end] == mention.surface


@given(_texts, _texts, _texts)
def test_mentions_stand_in_order_and_never_overlap(title: str, summary: str, body: str) -> None:
    order = ["title", "summary", "body"]
    spans = [
        (order.index(mention.field), mention.start, mention.end) for mention in judged(title, summary, body).mentions
    ]
    assert spans == sorted(spans)
    assert all(one[0] < two[0] or one[2] <= two[1] for one, two in pairwise(spans))


@given(_texts, _texts, _texts)
def test_the_parts_sum_up_to_the_score(title: str, summary: str, body: str) -> None:
    judgement = judged(title, summary, body)
    assert 0 <= judgement.score <= 1
    assert sum(part.points for part in judgement.parts) == pytest.approx(judgement.score, abs=1e-3)
    assert all(part.name and part.why for part in judgement.parts)


@given(_texts, _texts, _texts)
def test_a_hit_has_a_rule_and_mentions_and_a_near_miss_says_what_it_lacks(title: str, summary: str, body: str) -> None:
    judgement = judged(title, summary, body)
    assert bool(judgement.rule) == judgement.is_hit
    assert not judgement.is_hit or judgement.mentions
    assert bool(judgement.lacking) == (judgement.tier is Tier.MENTION) or judgement.tier is Tier.NONE


@given(_texts, _texts, _texts)
def test_judging_again_says_the_same(title: str, summary: str, body: str) -> None:
    assert judged(title, summary, body) == compile_profile(peru_korea()).judge(article(title, summary, body))


@pytest.mark.parametrize(
    "text",
    [
        "x" * 10_000_000,
        "Peru " * 2_000_000,
        "페루한국" * 100_000,
        "\ud800Peru\udfff\x00 Korea \u202eעברית " * 5_000,
        "Ministry of Economy and Finance Peru Korea " * 5_000,
        "FAME ARMY SIMA K2 " * 10_000,
        "e\u0301\u0323" * 70_000,
        "Dina Boluarte Nicanor Boluarte " * 6_000,
    ],
    ids=["one word", "one name", "Hangul run", "broken characters", "ambiguous", "capitals", "marks", "surnames"],
)
def test_hostile_text_is_judged_like_any_other(text: str) -> None:
    judgement = judged(text[:300], text[:300], text)
    assert len(judgement.mentions) <= 200
