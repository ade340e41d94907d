"""What an analyst's rules make of the program's own decision."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from pipeline.match.decision import Decision
from pipeline.match.evidence import Evidence
from pipeline.match.finding import Finds
from pipeline.match.layout import Layout
from pipeline.match.rules import RuleOutcome, Rules, Span
from pipeline.model.hit import Tier
from pipeline.model.profile import ItemKind, RuleItem


def spans_of(finds: Finds, evidence: Evidence) -> dict[RuleItem, list[Span]]:
    """Where everything stands that a rule may ask for.

    A country in the name of its embassy is there, too, and a side of a pair wherever a name stands for it.
    """
    spans: defaultdict[RuleItem, list[Span]] = defaultdict(list)
    for find in (*finds.names, *finds.hidden):
        for entity_id in {find.form.owner, evidence.stands_for.get(find.form.owner, find.form.owner)}:
            spans[RuleItem(kind=ItemKind.ENTITY, what=entity_id)].append((find.origin, find.origin_end))
    for kind, found in ((ItemKind.TOPIC, finds.terms), (ItemKind.PHRASE, finds.phrases)):
        for find in found:
            spans[RuleItem(kind=kind, what=find.form.owner)].append((find.origin, find.origin_end))
    return {item: sorted(found) for item, found in spans.items()}


def rule_on(decision: Decision, rules: Rules, finds: Finds, evidence: Evidence, layout: Layout) -> Decision:
    """The decision after the rules: one that keeps out wins, one that lets in gives at least its tier."""
    outcome = rules.judge(spans_of(finds, evidence), layout)
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
