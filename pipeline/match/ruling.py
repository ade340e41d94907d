"""What an analyst's rules make of the program's own decision."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from pipeline.match.finding import Finds
from pipeline.match.layout import Layout
from pipeline.match.rules import RuleOutcome, Rules, Span
from pipeline.match.tiers import Decision
from pipeline.model.hit import Tier
from pipeline.model.profile import ItemKind, RuleItem


def spans_of(finds: Finds) -> dict[RuleItem, list[Span]]:
    """Where everything stands that a rule may ask for; a country in the name of its embassy is there, too."""
    spans: defaultdict[RuleItem, list[Span]] = defaultdict(list)
    kinds = (
        (ItemKind.ENTITY, sorted((*finds.names, *finds.hidden), key=lambda find: find.origin)),
        (ItemKind.TOPIC, finds.terms),
        (ItemKind.PHRASE, finds.phrases),
    )
    for kind, found in kinds:
        for find in found:
            spans[RuleItem(kind=kind, what=find.form.owner)].append((find.origin, find.origin_end))
    return spans


def rule_on(decision: Decision, rules: Rules, finds: Finds, layout: Layout) -> Decision:
    """The decision after the rules: one that keeps out wins, one that lets in gives at least its tier."""
    outcome = rules.judge(spans_of(finds), layout)
    said = rules.said(outcome.held[0]) if outcome.held else ""
    if outcome.tier is Tier.MENTION:
        return Decision(min(Tier.MENTION, decision.tier, key=lambda tier: tier.height), lacking=_sentence(said))
    if outcome.tier and outcome.tier.height > decision.tier.height:
        return Decision(outcome.tier, said)
    return _with_advice(decision, rules, outcome)


def _with_advice(decision: Decision, rules: Rules, outcome: RuleOutcome) -> Decision:
    """A miss tells of the rule, too, that one thing more would have met."""
    if decision.rule or outcome.nearest is None:
        return decision
    advice = _sentence(rules.lacking(outcome.nearest))
    return replace(decision, lacking=f"{decision.lacking} {advice}".strip())


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
