"""What another profile makes of the stored articles: hits gained, hits lost, articles moved; nothing is stored."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from pipeline.match import compile_profile
from pipeline.model.article import Article
from pipeline.model.hit import Judgement, Tier
from pipeline.model.profile import Entity, Profile, Topic
from pipeline.run.judging import judge_one
from pipeline.run.ports import Progress, Store

LOOKED_AT = 2000  # articles stored last, for a quick look: some days of a large catalogue
_BATCH = 500
_CAUSES = 12  # told of all, and ...
_CAUSES_EACH = 4  # ... of one article


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """An article that the two profiles see otherwise."""

    article_id: int
    title: str
    outlet: str
    before: Tier
    after: Tier
    score: float  # by the profile that gives the higher tier
    why: str  # the rule by which it is a hit, or what it lacks now
    causes: tuple[str, ...]  # what only one of the two finds: "+FAME (fame)"; what they weigh otherwise: "~FAME"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """Articles that went one way: how many, and the best of them."""

    count: int
    best: tuple[Moved, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a changed profile makes of ``looked_at`` stored articles."""

    looked_at: int
    hits_before: int
    hits_after: int
    gained: Moves  # hits that were none before
    lost: Moves
    moved: Moves  # between direct and related
    tiers: dict[str, int]  # "mention → direct": how many
    causes: tuple[tuple[str, int], ...]  # what is behind most of the changes, with the number of articles


def weigh_edit(before: Profile, after: Profile, store: Store, progress: Progress, limit: int = LOOKED_AT) -> Effect:
    """Weigh a change by the ``limit`` articles stored last."""
    articles = store.articles.newest(limit)
    return compare_profiles(before, after, articles, progress, shown=limit, total=len(articles))


def weigh_over_archive(
    before: Profile,
    after: Profile,
    store: Store,
    progress: Progress,
    since: datetime | None,
    until: datetime | None,
    *,
    shown: int,
) -> Effect:
    """Weigh a change by all articles whose text was stored in [since, until), a batch in memory at a time."""
    return compare_profiles(before, after, _archive(store, since, until), progress, shown=shown)


def compare_profiles(
    before: Profile,
    after: Profile,
    articles: Iterable[Article],
    progress: Progress,
    *,
    shown: int,
    total: int | None = None,
) -> Effect:
    """Judge all articles by both profiles. ``shown`` of each kind are kept, the best; the counts are of all."""
    old, new = compile_profile(before), compile_profile(after)
    names = {item.id: item.name for item in (*_items(before), *_items(after))}
    tally = _Tally(shown, names, _changed(before, after))
    progress.stage("compare profiles", total)
    for article in articles:
        tally.add(article, judge_one(old, article, before.version), judge_one(new, article, after.version))
        progress.step(article.outlet)
    return tally.effect()


def _archive(store: Store, since: datetime | None, until: datetime | None) -> Iterator[Article]:
    last = 0
    while articles := store.judgements.seen_between(since, until, last, _BATCH):
        yield from articles
        last = articles[-1].id


def _changed(before: Profile, after: Profile) -> frozenset[str]:
    """Ids of items that both profiles have, and that are not the same in both."""
    old = {item.id: item for item in _items(before)}
    return frozenset(item.id for item in _items(after) if old.get(item.id, item) != item)


def _items(profile: Profile) -> tuple[Entity | Topic, ...]:
    return (*profile.entities, *profile.topics)


@dataclass(slots=True)
class _Best:
    """The best so many of all that are put in."""

    most: int
    count: int = 0
    _heap: list[tuple[float, int, Moved]] = field(default_factory=list)

    def put(self, moved: Moved) -> None:
        self.count += 1
        entry = (moved.score, -moved.article_id, moved)
        if len(self._heap) < self.most:
            heapq.heappush(self._heap, entry)
        elif self.most:
            heapq.heappushpop(self._heap, entry)

    def moves(self) -> Moves:
        return Moves(count=self.count, best=tuple(moved for *_, moved in sorted(self._heap, reverse=True)))


class _Tally:
    """What comes of all articles, in bounded memory."""

    def __init__(self, shown: int, names: dict[str, str], changed: frozenset[str]) -> None:
        self._names = names
        self._changed = changed
        self._looked_at = self._hits_before = self._hits_after = 0
        self._gained, self._lost, self._moved = _Best(shown), _Best(shown), _Best(shown)
        self._tiers: Counter[str] = Counter()
        self._causes: Counter[str] = Counter()

    def add(self, article: Article, old: Judgement, new: Judgement) -> None:
        self._looked_at += 1
        self._hits_before += old.is_hit
        self._hits_after += new.is_hit
        if old.tier is new.tier:
            return
        self._tiers[f"{old.tier.value} → {new.tier.value}"] += 1
        if old.is_hit or new.is_hit:
            causes = _causes(old, new, self._names, self._changed)
            self._causes.update(causes)
            best = self._moved if old.is_hit and new.is_hit else self._gained if new.is_hit else self._lost
            best.put(_moved(article, old, new, causes))

    def effect(self) -> Effect:
        return Effect(
            looked_at=self._looked_at,
            hits_before=self._hits_before,
            hits_after=self._hits_after,
            gained=self._gained.moves(),
            lost=self._lost.moves(),
            moved=self._moved.moves(),
            tiers=dict(sorted(self._tiers.items(), key=lambda item: (-item[1], item[0]))),
            causes=tuple(sorted(self._causes.items(), key=lambda item: (-item[1], item[0]))[:_CAUSES]),
        )


def _moved(article: Article, old: Judgement, new: Judgement, causes: tuple[str, ...]) -> Moved:
    higher = max(new, old, key=lambda said: said.tier.height)
    return Moved(
        article_id=article.id,
        title=article.title,
        outlet=article.outlet,
        before=old.tier,
        after=new.tier,
        score=higher.score,
        why=new.rule or new.lacking,
        causes=causes[:_CAUSES_EACH],
    )


def _causes(old: Judgement, new: Judgement, names: dict[str, str], changed: frozenset[str]) -> tuple[str, ...]:
    """Names and terms that only one of the two finds, else the changed items that both find; () when neither is so."""
    found_before, found_after = set(_finds(old)), set(_finds(new))
    signed = [("+", find) for find in found_after - found_before] + [("-", find) for find in found_before - found_after]
    if not signed:
        return tuple(sorted(f"~{names[item]}" for item in {item for item, _ in found_after} & changed))
    return tuple(sorted(f"{sign}{names.get(item, item)} ({form})" for sign, (item, form) in signed))


def _finds(said: Judgement) -> Iterator[tuple[str, str]]:
    yield from ((mention.entity_id, mention.alias) for mention in said.mentions)
    yield from ((found.topic_id, term.casefold()) for found in said.topics for term in found.terms)
