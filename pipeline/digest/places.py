"""Who gets a place on the page: best first, and no topic so loud that the others are not heard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model.hit import Story, Tier
from pipeline.model.profile import Profile

RELATED = "related"
OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """The stories of one section, best first."""

    section: str  # topic id, "related" or "other"
    items: tuple[Story, ...]
    lines: tuple[Story, ...]


def place_stories(
    stories: Sequence[Story], profile: Profile, max_items: int, max_lines: int
) -> tuple[tuple[Placed, ...], int]:
    """Give the sections in the order of the page, and how many stories found no place.

    Sections are ordered by their best story; those without a topic and the related ones come last. A topic takes at
    most half of the places as long as others want them. Of the full places direct stories come first, whatever their
    topic's share; of the lines related stories come before a loud topic's surplus.
    """
    # The seeds' own terms help to find a story; as the name of a section they would tell its reader nothing.
    topics = frozenset(topic.id for topic in profile.topics if topic.origin != "seeds")
    ranked = [(story, _section(story, topics)) for story in sorted(stories, key=_weight)]
    full = _fair(ranked, max_items, related_wait=True)
    short = _fair([entry for entry in ranked if entry not in full], max_lines, related_wait=False)
    order = sorted(dict.fromkeys(section for _, section in ranked), key=_comes_late)
    placed = (Placed(section=section, items=_of(full, section), lines=_of(short, section)) for section in order)
    return tuple(one for one in placed if one.items or one.lines), len(ranked) - len(full) - len(short)


Ranked = tuple[Story, str]


def _comes_late(section: str) -> int:
    return {OTHER: 1, RELATED: 2}.get(section, 0)


def _weight(story: Story) -> tuple[float, int, float, int]:
    """Best first; of equals what more outlets printed, then the newer."""
    lead = story.lead
    return -lead.judgement.score, -len(story.copies), -lead.article.published_at.timestamp(), lead.article.id


def _section(story: Story, topics: frozenset[str]) -> str:
    judgement = story.lead.judgement
    if judgement.tier is not Tier.DIRECT:
        return RELATED
    return next((topic.topic_id for topic in judgement.topics if topic.topic_id in topics), OTHER)


def _fair(ranked: Sequence[Ranked], places: int, *, related_wait: bool) -> list[Ranked]:
    share = max(places // 2, 1)
    taken: Counter[str] = Counter()
    calls: list[tuple[tuple[bool, bool], int]] = []
    for index, (_, section) in enumerate(ranked):
        loud, related = taken[section] >= share, section == RELATED
        calls.append(((related, loud) if related_wait else (loud, related), index))
        taken[section] += 1
    return [ranked[index] for _, index in sorted(calls)[:places]]


def _of(ranked: Sequence[Ranked], section: str) -> tuple[Story, ...]:
    return tuple(story for story, own in sorted(ranked, key=lambda entry: _weight(entry[0])) if own == section)
