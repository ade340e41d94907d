"""Rules that an analyst wrote: which hold for an article, where, and what the others lack."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.match.layout import Layout, lay_out
from pipeline.match.rules import RuleFound, RuleOutcome, Rules, Spans
from pipeline.model.hit import Tier
from pipeline.model.profile import EntityType, Grade, ItemKind, Rule, RuleEffect, RuleItem
from tests.match.watches import article, entity, profile_of, topic

SHIP = RuleItem(kind=ItemKind.ENTITY, what="ship")
YARD = RuleItem(kind=ItemKind.ENTITY, what="yard")
PORTS = RuleItem(kind=ItemKind.TOPIC, what="ports")
LOAN = RuleItem(kind=ItemKind.PHRASE, what="soft loan")
FAIR = RuleItem(kind=ItemKind.PHRASE, what="boat fair")
ITEMS = (SHIP, YARD, PORTS, LOAN)
LAYOUT = lay_out(article(title="t" * 99, summary="s" * 99, body="b" * 800))  # they begin at 0, 100 and 200


def rules(*written: Rule) -> Rules:
    watched = profile_of(
        entity("ship", "The Ship", EntityType.PRODUCT, "Ship"),
        entity("yard", "The Yard", EntityType.COMPANY, "Yard"),
        topics=(topic("ports", "Ports", Grade.CORE, "port", "", ""),),
    )
    return Rules(replace(watched, rules=written))


def judge(rule: Rule, spans: Spans, layout: Layout = LAYOUT) -> RuleFound:
    outcome = rules(rule).judge(spans, layout)
    (found,) = (*outcome.held, *outcome.missed)
    return found


def lacking(rule: Rule, spans: Spans) -> str:
    found = judge(rule, spans)
    assert found.faults
    return rules(rule).lacking(found)


def test_what_must_be_looked_for_is_each_item_once() -> None:
    both = Rule(id="a", must=(SHIP, LOAN), any=(PORTS, SHIP), but_not=(FAIR,)), Rule(id="b", must=(SHIP,))
    assert rules(*both).items == (SHIP, LOAN, PORTS, FAIR)
    assert rules().items == ()


def test_all_of_must_and_one_of_any_make_a_rule_hold_and_say_where() -> None:
    rule = Rule(id="r", must=(SHIP, YARD), any=(PORTS, LOAN))
    found = judge(rule, {SHIP: [(300, 304), (900, 904)], YARD: [(10, 14)], LOAN: [(500, 509)]})
    assert not found.faults
    assert [(place.item, place.start, place.end) for place in found.places] == [
        (SHIP, 300, 304),
        (YARD, 10, 14),
        (LOAN, 500, 509),
    ]
    assert rules(rule).said(found) == "rule r: The Ship, The Yard and “soft loan”"


def test_nothing_there_is_nothing_to_tell() -> None:
    nothing: tuple[Spans, ...] = ({}, {SHIP: []}, {FAIR: [(0, 4)]})
    for spans in nothing:
        assert rules(Rule(id="r", must=(SHIP, YARD), but_not=(FAIR,))).judge(spans, LAYOUT) == RuleOutcome()


def test_what_is_lacking_is_told_in_words() -> None:
    rule = Rule(id="r", must=(SHIP, YARD, PORTS), any=(LOAN,), but_not=(FAIR,))
    assert lacking(rule, {SHIP: [(0, 4)], LOAN: [(9, 18)]}) == "rule r: The Yard and Ports are missing"
    assert lacking(rule, {SHIP: [(0, 4)], YARD: [(5, 9)], PORTS: [(20, 24)]}) == "rule r: “soft loan” is missing"
    there = {SHIP: [(0, 4)], YARD: [(5, 9)], PORTS: [(20, 24)], LOAN: [(30, 39)], FAIR: [(50, 59)]}
    assert lacking(rule, there) == "rule r: “boat fair” is there"
    either = Rule(id="r", must=(SHIP,), any=(YARD, LOAN))
    assert lacking(either, {SHIP: [(0, 4)]}) == "rule r: neither The Yard nor “soft loan” is there"
    many = Rule(id="r", must=(SHIP,), any=(YARD, LOAN, FAIR))
    assert lacking(many, {SHIP: [(0, 4)]}) == "rule r: none of The Yard, “soft loan” or “boat fair” is there"
    two = Rule(id="r", must=(SHIP, YARD), any=(LOAN,))
    assert lacking(two, {SHIP: [(0, 4)]}) == "rule r: The Yard and “soft loan” are missing"


def test_only_the_fields_of_a_rule_are_read() -> None:
    rule = Rule(id="r", must=(SHIP,), any=(YARD,), but_not=(FAIR,), fields=("title", "summary"))
    assert not judge(rule, {SHIP: [(0, 4)], YARD: [(198, 202)], FAIR: [(200, 209)]}).faults
    assert lacking(rule, {SHIP: [(0, 4)], YARD: [(200, 204)]}) == (
        "rule r: The Yard is missing in the title or the summary"
    )
    assert (
        lacking(rule, {SHIP: [(200, 204)], YARD: [(1, 5)]}) == "rule r: The Ship is missing in the title or the summary"
    )
    found = judge(rule, {SHIP: [(100, 104)], YARD: [(0, 4), (150, 154)]})
    assert rules(rule).said(found) == "rule r: The Ship and The Yard in the title or the summary"


@pytest.mark.parametrize(("window", "holds"), [(53, False), (54, True), (0, True)])
def test_a_window_holds_them_from_the_first_character_to_the_last(window: int, holds: bool) -> None:
    rule = Rule(id="r", must=(SHIP, YARD), window=window)
    found = judge(rule, {SHIP: [(0, 4), (300, 304)], YARD: [(350, 354), (700, 704)]})
    assert (found.faults == 0) is holds
    if holds and window:
        assert rules(rule).said(found) == "rule r: The Ship and The Yard within 54 characters"
    if not holds:
        assert found.is_apart
        assert rules(rule).lacking(found) == "rule r: The Ship and The Yard take 54 characters, the window has 53"


def test_whichever_of_any_stands_nearest_counts() -> None:
    rule = Rule(id="r", must=(SHIP,), any=(YARD, LOAN), window=40)
    found = judge(rule, {SHIP: [(300, 304)], YARD: [(400, 404)], LOAN: [(320, 329)]})
    assert [place.item for place in found.places] == [SHIP, LOAN]


def test_what_is_unwanted_counts_far_outside_the_window_too() -> None:
    rule = Rule(id="r", must=(SHIP, YARD), but_not=(FAIR,), window=40)
    assert judge(rule, {SHIP: [(0, 4)], YARD: [(9, 13)], FAIR: [(900, 909)]}).faults == 1


spans_of = st.lists(
    st.tuples(st.integers(0, 300), st.integers(1, 30)).map(lambda pair: (pair[0], pair[0] + pair[1])), max_size=6
).map(sorted)


@given(found=st.fixed_dictionaries(dict.fromkeys(ITEMS, spans_of)), window=st.integers(1, 120), choice=st.booleans())
def test_the_window_search_finds_what_trying_all_combinations_finds(
    found: dict[RuleItem, list[tuple[int, int]]], window: int, choice: bool
) -> None:
    rule = Rule(id="r", must=ITEMS[:2], any=ITEMS[2:] if choice else (), window=window)
    groups = [found[SHIP], found[YARD]] + ([found[PORTS] + found[LOAN]] if choice else [])
    stretches = [max(end for _, end in spans) - min(start for start, _ in spans) for spans in product(*groups)]
    outcome = rules(rule).judge(found, LAYOUT)
    assert bool(outcome.held) == bool(stretches and min(stretches) <= window)
    for each in (*outcome.held, *outcome.missed):
        if stretches:
            assert each.stretch == min(stretches)
            assert all((place.start, place.end) in found[place.item] for place in each.places)


def test_ten_thousand_places_of_many_items_are_searched_once() -> None:
    items = tuple(RuleItem(kind=ItemKind.PHRASE, what=f"word {number}") for number in range(20))
    spans = {item: [(at * 20 + number, at * 20 + number + 6) for at in range(500)] for number, item in enumerate(items)}
    found = judge(Rule(id="r", must=items, window=10), spans)
    assert (found.stretch, found.is_apart) == (25, True)


def test_keeping_out_wins_then_the_higher_tier_then_the_first_in_the_file() -> None:
    related = Rule(id="related", makes=RuleEffect.RELATED, must=(SHIP,))
    direct = Rule(id="direct", must=(SHIP,))
    second = Rule(id="second", must=(SHIP,))
    out = Rule(id="out", makes=RuleEffect.MENTION, must=(FAIR,))
    written = rules(related, direct, second, out)
    outcome = written.judge({SHIP: [(0, 4)]}, LAYOUT)
    assert (outcome.tier, outcome.held[0].rule.id) == (Tier.DIRECT, "direct")
    kept_out = written.judge({SHIP: [(0, 4)], FAIR: [(9, 18)]}, LAYOUT)
    assert kept_out.tier is Tier.MENTION
    assert written.said(kept_out.held[0]) == "rule out keeps it out: “boat fair”"
    assert rules(related).judge({SHIP: [(0, 4)]}, LAYOUT).tier is Tier.RELATED
    assert written.judge({}, LAYOUT).tier is None


def test_the_nearest_rule_is_one_that_would_let_in_and_lacks_one_thing() -> None:
    far = Rule(id="far", must=(SHIP, YARD, PORTS))
    near = Rule(id="near", must=(SHIP, YARD))
    out = Rule(id="out", makes=RuleEffect.MENTION, must=(SHIP, FAIR))
    outcome = rules(out, far, near).judge({SHIP: [(0, 4)]}, LAYOUT)
    assert [found.rule.id for found in outcome.missed] == ["out", "near", "far"]
    assert outcome.nearest
    assert outcome.nearest.rule.id == "near"
    assert rules(far, out).judge({SHIP: [(0, 4)]}, LAYOUT).nearest is None
