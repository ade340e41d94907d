"""Why a story is on the page: one line of names, never of numbers."""

from __future__ import annotations

from collections import Counter

from pipeline.digest.shorten import shortened
from pipeline.digest.wording import Wording
from pipeline.model.hit import Found, Tier
from pipeline.model.profile import Entity, EntityType, Grade, Pair, Profile

_MOST_NAMES = 4
_LONGEST_NAME = 60  # characters
_GRADES = {Grade.CORE: 0, Grade.SECONDARY: 1, Grade.BACKGROUND: 2}


def why_line(found: Found, profile: Profile, wording: Wording) -> str:
    """Name what was found, and which sides stand together: "FAME, Hyundai Rotem, K2; Peru and South Korea together".

    Names come by grade, then by how often they stand in the article; places say no more than the sides do. Where
    there are hardly any, words of the strongest topic follow.
    """
    named = _named(found, profile)
    pillars = {pillar for pair in profile.pairs for pillar in (pair.left, pair.right)}
    names = [entity.name for entity in named if entity.type is not EntityType.PLACE and entity.id not in pillars]
    names = names[:_MOST_NAMES]
    if len(names) < 2:
        names += _topic_words(found, _MOST_NAMES - len(names))
    parts = (", ".join(shortened(name, _LONGEST_NAME) for name in names), _sides(found, named, profile, wording))
    return "; ".join(part for part in parts if part)


def _named(found: Found, profile: Profile) -> list[Entity]:
    times = Counter(mention.entity_id for mention in found.judgement.mentions)
    named = [entity for entity in profile.entities if entity.id in times]
    return sorted(named, key=lambda entity: (_GRADES[entity.grade], -times[entity.id], entity.name))


def _name(entity: Entity, wording: Wording) -> str:
    """Name a country in the reader's language (CLDR has it); everybody else by the name the profile gives."""
    forms = [alias for alias in entity.aliases if alias.origin == "cldr" and alias.language == wording.tag]
    # The surest one, since "surcoreano" is an alias too; and no abbreviation where a name is known.
    best = max(forms, key=lambda alias: (alias.confidence, not alias.case_sensitive), default=None)
    return best.form if best else entity.name


def _topic_words(found: Found, limit: int) -> list[str]:
    return [term for topic in found.judgement.topics[:1] for term in topic.terms[:limit]]


def _sides(found: Found, named: list[Entity], profile: Profile, wording: Wording) -> str:
    present = {entity.id for entity in named} | {entity.side for entity in named}
    names = {entity.id: _name(entity, wording) for entity in profile.entities}
    whole = next((pair for pair in profile.pairs if {pair.left, pair.right} <= present), None)
    if whole and found.judgement.tier is Tier.DIRECT:
        return wording.say(
            "together", left=names.get(whole.left, whole.left), right=names.get(whole.right, whole.right)
        )
    alone = _only_side(profile.pairs, present)
    return wording.say("only", side=names.get(alone, alone)) if alone else ""


def _only_side(pairs: tuple[Pair, ...], present: set[str]) -> str:
    sides = [side for pair in pairs for side in (pair.left, pair.right) if side in present]
    return sides[0] if len(set(sides)) == 1 else ""
