"""The decision: which tier an article belongs to, by which rule, or what it lacks.

Written for a reader who hates noise:

* **direct**: both sides of a pair are there, each in the title or the lead or more than once, and the text has a
  subject of the watch (a watched company, product, agreement ..., or terms of its topics) that is not outweighed by
  asides (words of sport, stage, kitchen, crime and the like). Without such a subject: both within one sentence, or in
  the title, amid words of state and business. Or each side only once, but within one sentence and beside a company,
  product, project or agreement of the core.
* **related**: what would be direct, but for a title that names another country and neither side; both sides in the
  title and nothing else; both with a subject, one of them only once but through a name of its own (a company, an
  agency), or each only once, apart, beside a company ... of the core; or one side with a company, product, project or
  agreement of the core, prominent and in the company of a subject's words; or one side up front with a strong core
  topic. People, ministries and places alone never suffice: a president is in all the news of his country. Nor does
  anything outweighed by asides.
* **mention**: something watched is named, more than the background. **none**: nothing is.

A side that stands in enumerations alone is there in passing. Of several pairs the one that makes most of an article
counts.

A watch without pairs has no sides: see ``centre.py``.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.match.centre import Centre, decide_without_pairs
from pipeline.match.decision import Decision
from pipeline.match.evidence import Evidence, SideFound
from pipeline.match.subject import Subject, distinctive, is_distinctive, is_strong
from pipeline.match.weights import Weights
from pipeline.match.wording import Wording
from pipeline.model.hit import Tier
from pipeline.model.profile import EntityType, Grade, Pair

_SHOWN_AFFAIRS = 4


def decide(
    evidence: Evidence, subject: Subject, pairs: Sequence[Pair], centre: Centre, weights: Weights, wording: Wording
) -> Decision:
    """Return the tier with the rule in words, or what is lacking. The nearest pair decides."""
    decision = (
        _with_pairs(evidence, subject, pairs, weights, wording)
        if pairs
        else decide_without_pairs(evidence, subject, centre, weights, wording)
    )
    if decision.tier is Tier.MENTION and not _names_something(evidence):
        return Decision(Tier.NONE, lacking=wording.context_lacking(evidence.without_context))
    return decision


def _names_something(evidence: Evidence) -> bool:
    """Whether a name above the background is there; a third country is in half of all news."""
    return bool(evidence.sides) or any(found.entity.grade is not Grade.BACKGROUND for found in evidence.entities)


def _with_pairs(
    evidence: Evidence, subject: Subject, pairs: Sequence[Pair], weights: Weights, wording: Wording
) -> Decision:
    """The best that any pair makes of it; among equals the nearest tells."""
    near = sorted(pairs, key=lambda pair: -_nearness(evidence, pair))
    decisions = [_with_pair(evidence, subject, pair, weights, wording) for pair in near]
    return max(decisions, key=lambda decision: decision.tier.height)


def _with_pair(evidence: Evidence, subject: Subject, pair: Pair, weights: Weights, wording: Wording) -> Decision:
    left, right = evidence.sides.get(pair.left), evidence.sides.get(pair.right)
    if left and right:
        return (
            _both_sides(left, right, evidence, subject, wording)
            or _dealings(left, right, evidence, subject, weights, wording)
            or _in_title(left, right, evidence, subject, wording)
            or _one_side(evidence, subject, weights, wording)
            or Decision(Tier.MENTION, lacking=wording.both_lacking(left, right, subject.points, subject.outweighing))
        )
    related = _one_side(evidence, subject, weights, wording)
    return related or Decision(
        Tier.MENTION, lacking=wording.side_lacking(pair, left or right, evidence.without_context)
    )


def _nearness(evidence: Evidence, pair: Pair) -> int:
    sides = (evidence.sides.get(pair.left), evidence.sides.get(pair.right))
    return sum(1 + side.carried for side in sides if side)


def _both_sides(
    left: SideFound, right: SideFound, evidence: Evidence, subject: Subject, wording: Wording
) -> Decision | None:
    together = wording.together(left, right)
    if left.carried and right.carried:
        if subject.is_met and evidence.elsewhere:
            said = wording.names(evidence.elsewhere)
            return Decision(Tier.RELATED, f"{together}, but {said} in the title")
        if subject.is_met:
            return Decision(Tier.DIRECT, f"{together}; subject: {wording.subject(subject.entities, subject.topics)}")
        return None
    passing = right if left.carried else left
    if subject.is_met and not (left.carried or right.carried) and any(map(is_distinctive, subject.entities)):
        said = wording.subject(subject.entities, subject.topics)
        # Once each, but in one breath, and with the tank by name: the order of one from the other.
        tier = Tier.DIRECT if _are_together(left, right, evidence) else Tier.RELATED
        return Decision(tier, f"{together}, both only in passing; subject: {said}")
    if subject.is_met and (left.carried or right.carried) and _stands_through_more_than_places(passing):
        said = wording.subject(subject.entities, subject.topics)
        return Decision(Tier.RELATED, f"{together}, {passing.pillar.name} only in passing; subject: {said}")
    return None


def _are_together(left: SideFound, right: SideFound, evidence: Evidence) -> bool:
    return frozenset({left.pillar.id, right.pillar.id}) in evidence.together


def _in_title(
    left: SideFound, right: SideFound, evidence: Evidence, subject: Subject, wording: Wording
) -> Decision | None:
    """Both sides in the title: what editors put there is the matter; direct with a word of state or business."""
    if not (left.presence.in_title and right.presence.in_title) or subject.outweighed:
        return None
    together = wording.together(left, right)
    of_background = any(found.topic.grade is Grade.BACKGROUND for found in evidence.topics)
    if evidence.asides or of_background or not evidence.affairs:
        return Decision(Tier.RELATED, f"{together} in the title; no subject of the watch recognised")
    said = ", ".join(evidence.affairs[:_SHOWN_AFFAIRS])
    return Decision(Tier.DIRECT, f"{together} in the title, in matters of state or business: {said}")


def _dealings(
    left: SideFound, right: SideFound, evidence: Evidence, subject: Subject, weights: Weights, wording: Wording
) -> Decision | None:
    """Both sides named together amid words of state and business: dealings that the seeds had no word for."""
    least = weights.affairs_least_brief if evidence.is_brief else weights.affairs_least
    together = _are_together(left, right, evidence)
    outweighed = 2 * evidence.asides > len(evidence.affairs) or bool(evidence.elsewhere)
    if not (left.carried and right.carried and together) or outweighed or len(evidence.affairs) < least:
        return None
    said = ", ".join(evidence.affairs[:_SHOWN_AFFAIRS])
    return Decision(Tier.DIRECT, f"{wording.together(left, right)} in matters of state or business: {said}")


def _stands_through_more_than_places(side: SideFound) -> bool:
    """A factory named once is news of its country; the country named once may end a list."""
    return any(entity.type is not EntityType.PLACE for entity in side.through)


def _one_side(evidence: Evidence, subject: Subject, weights: Weights, wording: Wording) -> Decision | None:
    if not subject.is_met:
        return None
    carried = [side for side in evidence.sides.values() if side.carried]
    companies = [found.entity for found in distinctive(subject) if carried or found.entity.side]
    where = wording.side(carried[0]) if carried else wording.name_of(companies[0].side) if companies else ""
    if companies:
        return Decision(Tier.RELATED, f"{where} only, with {wording.names(companies)}")
    strong = [found for found in subject.topics if is_strong(found, weights)]
    if strong and any(side.presence.in_front for side in carried):
        return Decision(Tier.RELATED, f"{where} only, with a strong topic: {wording.subject((), strong)}")
    return None
