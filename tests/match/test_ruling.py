"""An analyst's rules beside the program's own decision."""

from __future__ import annotations

from dataclasses import replace

from pipeline.match import compile_profile
from pipeline.model.hit import Judgement, Tier
from pipeline.model.profile import ItemKind, Rule, RuleEffect, RuleItem
from tests.match.watches import article, peru_korea

_PERU = RuleItem(kind=ItemKind.ENTITY, what="peru")
_DEFENCE = RuleItem(kind=ItemKind.TOPIC, what="defence")


def phrase(words: str) -> RuleItem:
    return RuleItem(kind=ItemKind.PHRASE, what=words)


def judged(text: str, *rules: Rule, title: str = "") -> Judgement:
    return compile_profile(replace(peru_korea(), rules=rules)).judge(article(title, "", text))


def test_a_rule_lets_in_what_the_program_would_not() -> None:
    rule = Rule(id="quake", makes=RuleEffect.RELATED, must=(_PERU, phrase("earthquake")))
    told = "An earthquake shook Peru."
    assert judged(told).tier is Tier.MENTION
    judgement = judged(told, rule)
    assert (judgement.tier, judgement.rule) == (Tier.RELATED, "rule quake: Peru and “earthquake”")


def test_a_rule_keeps_out_what_the_program_would_let_in() -> None:
    told = "Peru signs with South Korea for K2 tanks. Hyundai Rotem delivers the tanks. Press release."
    rule = Rule(id="adverts", makes=RuleEffect.MENTION, must=(phrase("press release"),))
    assert judged(told).tier is Tier.DIRECT
    judgement = judged(told, rule)
    assert (judgement.tier, judgement.rule) == (Tier.MENTION, "")
    assert judgement.lacking == "Rule adverts keeps it out: “press release”."


def test_keeping_out_names_nothing_that_was_not_named() -> None:
    rule = Rule(id="adverts", makes=RuleEffect.MENTION, must=(phrase("press release"),))
    assert judged("A press release.", rule).tier is Tier.NONE


def test_a_rule_never_lowers() -> None:
    told = "Peru signs with South Korea for K2 tanks. Hyundai Rotem delivers the tanks."
    rule = Rule(id="low", makes=RuleEffect.RELATED, must=(_PERU,))
    assert judged(told, rule).tier is Tier.DIRECT


def test_a_miss_tells_of_the_rule_that_one_thing_more_would_have_met() -> None:
    rule = Rule(id="quake", must=(_PERU, phrase("earthquake")))
    assert judged("Peru votes on Sunday.", rule).lacking.endswith("Rule quake: “earthquake” is missing.")


def test_phrases_are_whole_words_in_any_case_and_with_korean_particles() -> None:
    rule = Rule(id="ports", must=(phrase("port call"),), any=(phrase("기항"), phrase("Escala técnica")))
    assert judged("PORT-CALL: 리마 기항을 마친 배", rule).tier is Tier.DIRECT
    assert judged("Port calls and an escala tecnica", rule).tier is Tier.DIRECT
    assert judged("airport call, 기항지", rule).tier is not Tier.DIRECT


def test_a_topic_and_a_window() -> None:
    rule = Rule(id="near", must=(_PERU, _DEFENCE), window=40)
    assert judged("Peru wants tanks.", rule).tier is Tier.DIRECT
    assert judged(f"Peru votes. {'Much else happened. ' * 5} There were tanks.", rule).tier is not Tier.DIRECT


def test_a_phrase_of_a_rule_is_an_aside_still() -> None:
    told = "South Korea beat Peru at football. The football team of Peru thanked South Korea for the football."
    rule = Rule(id="no-sport", makes=RuleEffect.MENTION, must=(phrase("football"), phrase("world cup")))
    assert judged(told, rule) == replace(judged(told), lacking=judged(told, rule).lacking)


def test_a_side_is_there_wherever_a_name_stands_for_it() -> None:
    tank = RuleItem(kind=ItemKind.ENTITY, what="k2")
    rule = Rule(id="abroad", makes=RuleEffect.MENTION, must=(tank,), but_not=(_PERU,))
    told = "Hyundai Rotem will assemble K2 tanks with FAME in Lima."
    assert "Peru (through" in judged(told).rule
    assert judged(told, rule).tier is judged(told).tier
    assert judged("Poland takes K2 tanks from Hyundai Rotem.", rule).lacking.startswith("Rule abroad keeps it out")
