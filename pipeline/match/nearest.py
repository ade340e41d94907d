"""What would have let an article in, and what a hit hangs on: each answer is tried, none is guessed.

Every change is made in a profile cut down to what stands in the article, and the article is judged anew by it; such a
profile compiles in milliseconds, so some dozens of changes, and pairs of them, take less than a second.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, groupby

from pipeline.match.changes import Change, ChangeKind, apply_change, given_sides, harm, is_outweighed, single_changes
from pipeline.match.excerpt import TextLookup, cut_profile
from pipeline.match.matcher import compile_profile
from pipeline.model.article import Article
from pipeline.model.hit import Judgement, Tier
from pipeline.model.profile import ItemKind, Profile, TopicTerm

_WAYS = 3  # told at most
_PAIRED = 9  # changes that are tried together, two at a time


@dataclass(frozen=True, slots=True, kw_only=True)
class WayIn:
    """Changes that, made together, make a hit of the article, and what it would be by them."""

    changes: tuple[Change, ...]
    tier: Tier
    score: float
    outweighed: bool = False  # the article is one of sport, stage or kitchen, and so may be out by right


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """A thing without which a hit would be none: an entity (all its names), a topic or a rule of the analyst's."""

    kind: ItemKind | None  # None: a rule
    item: str
    forms: tuple[str, ...]  # names or terms of it that the article shows; just one: it hangs on that one form
    times: int  # mentions of an entity, terms of a topic
    tier: Tier  # what the article would be without it


def ways_in(profile: Profile, article: Article, said: Judgement, words: Sequence[TopicTerm] = ()) -> tuple[WayIn, ...]:
    """Return the smallest changes of the profile that make a hit of the article, the smallest first.

    ``said`` is what the profile says of it.

    Single changes are tried first, the best of each kind is told; pairs only when no single one suffices, but for two
    entities that are each given a side. ``words`` are words of the article that may become terms of a topic. Empty
    when nothing small helps.
    """
    trials = _Trials(profile, article, said)
    changes = single_changes(trials.profile, trials.lookup, trials.said, words)
    tried = [(change, trials.judge_with((change,))) for change in changes]
    sided = [(pair, trials.judge_with(pair)) for pair in given_sides(changes, trials.said)]
    several = sorted([*(((change,), said) for change, said in tried), *sided], key=lambda trial: harm(trial[0][0]))
    best = [
        max(group, key=lambda trial: (trial[1].tier.height, -len(trial[0]), trial[1].score))
        for _, group in groupby(several, key=lambda trial: harm(trial[0][0]))
    ]
    ways = tuple(_way(changed, after) for changed, after in best if after.is_hit)
    ways = ways[:_WAYS] or _pairs(tried, trials)
    return tuple(replace(way, outweighed=is_outweighed(said)) for way in ways)


def supports(profile: Profile, article: Article, said: Judgement) -> tuple[Support, ...]:
    """Return each single thing that a hit hangs on; empty when it would stay one without any of them.

    ``said`` is what the profile says of the article.
    """
    trials = _Trials(profile, article, said)
    return tuple(support for support in _possible_supports(trials) if support.tier.height < Tier.RELATED.height)


class _Trials:
    """Judges one article by variants of one profile."""

    def __init__(self, profile: Profile, article: Article, said: Judgement) -> None:
        self.lookup = TextLookup(article)
        self.said = said
        self._article = article
        self.profile = cut_profile(profile, self.lookup)
        if self.judge(self.profile) != said:  # to be slow is better than to answer for another profile
            self.profile = profile

    def judge(self, profile: Profile) -> Judgement:
        return compile_profile(profile).judge(self._article)

    def judge_with(self, changes: Sequence[Change]) -> Judgement:
        changed = self.profile
        for change in changes:
            changed = apply_change(change, changed)
        return self.judge(changed)


def _nearness(said: Judgement) -> tuple[int, float]:
    return said.tier.height, said.score


def _way(changes: tuple[Change, ...], said: Judgement) -> WayIn:
    return WayIn(changes=changes, tier=said.tier, score=said.score)


def _pairs(tried: Sequence[tuple[Change, Judgement]], trials: _Trials) -> tuple[WayIn, ...]:
    """The best pair of changes that each bring the article nearer, or at least do something."""
    moving = [trial for trial in tried if _differs(trial[1], trials.said) and trial[0].kind is not ChangeKind.ADD_RULE]
    moving.sort(key=lambda trial: _nearness(trial[1]), reverse=True)
    pairs = [pair for pair in combinations([change for change, _ in moving[:_PAIRED]], 2) if not _contradict(*pair)]
    judged = [(pair, trials.judge_with(pair)) for pair in pairs]
    hits = [(pair, said) for pair, said in judged if said.is_hit]
    return tuple(_way(pair, said) for pair, said in hits[:1])


def _contradict(one: Change, other: Change) -> bool:
    """Two sides for one entity."""
    return one.item == other.item and bool(one.side and other.side)


def _differs(said: Judgement, before: Judgement) -> bool:
    return (said.tier, said.score, said.lacking) != (before.tier, before.score, before.lacking)


def _possible_supports(trials: _Trials) -> Iterator[Support]:
    said = trials.said
    for entity_id in dict.fromkeys(mention.entity_id for mention in said.mentions):
        forms = [mention.alias for mention in said.mentions if mention.entity_id == entity_id]
        tier = trials.judge(_without_names(trials.profile, entity_id)).tier
        yield Support(
            kind=ItemKind.ENTITY, item=entity_id, forms=tuple(dict.fromkeys(forms)), times=len(forms), tier=tier
        )
    for found in said.topics:
        tier = trials.judge(_without_terms(trials.profile, found.topic_id)).tier
        yield Support(kind=ItemKind.TOPIC, item=found.topic_id, forms=found.terms, times=len(found.terms), tier=tier)
    for rule in trials.profile.rules:
        others = tuple(one for one in trials.profile.rules if one != rule)
        tier = trials.judge(replace(trials.profile, rules=others)).tier
        yield Support(kind=None, item=rule.id, forms=(), times=1, tier=tier)


def _without_names(profile: Profile, entity_id: str) -> Profile:
    """The entity stays, for pairs and sides refer to it; its names are gone."""
    return replace(
        profile,
        entities=tuple(replace(one, aliases=()) if one.id == entity_id else one for one in profile.entities),
    )


def _without_terms(profile: Profile, topic_id: str) -> Profile:
    return replace(
        profile, topics=tuple(replace(one, terms=()) if one.id == topic_id else one for one in profile.topics)
    )
