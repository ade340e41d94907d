"""Words of state and business in three languages, whole words only."""

from __future__ import annotations

import pytest

from pipeline.match import compile_profile
from pipeline.match.affairs import affairs_in
from pipeline.model.hit import Tier
from tests.match.watches import article, peru_korea

_WATCH = compile_profile(peru_korea())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The treaty and the ambassadors' protocol", ("treaty", "ambassador", "protocol")),
        ("Los convenios y el protocolo sanitario", ("convenio", "protocolo", "sanitario")),
        ("협정을 체결한 양국", ("협정", "체결", "양국")),
        ("reported a grantee's trip", ()),
    ],
)
def test_words(text: str, words: tuple[str, ...]) -> None:
    assert affairs_in(text) == words


def test_dealings_the_seeds_had_no_word_for_are_direct() -> None:
    told = article(
        "Clinic opens",
        "",
        "South Korea handed Peru a hospital on Monday. The consul called it the largest donation in years; the "
        "protocol for a second one was signed. Peru thanked South Korea.",
    )
    judgement = _WATCH.judge(told)
    assert judgement.tier is Tier.DIRECT
    assert "matters of state or business: hospital, consul, donation" in judgement.rule


def test_but_not_when_the_two_never_stand_together_or_a_match_is_played() -> None:
    apart = "Peru opens a hospital, and the ambassador signed a protocol. " + "Nothing else is new. " * 20
    assert _WATCH.judge(article("Brief", "", f"{apart} South Korea votes.")).tier is Tier.MENTION
    match = "South Korea beat Peru in a volleyball match; the ambassador, a hospital and a protocol were thanked."
    assert _WATCH.judge(article("Volleyball", "", match)).tier is Tier.MENTION
