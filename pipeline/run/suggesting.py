"""Names that the stored articles bring and a watch lacks: found, held against the archive, and queued for a person.

A run never does this: the profile is the person's file, and what stands in it decides what is judged again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from pipeline.match import Matcher, compile_profile
from pipeline.model.article import Article
from pipeline.model.hit import Found, Tier
from pipeline.model.profile import Alias, Entity, Profile, Status
from pipeline.profile.suggesting import (
    ORIGIN,
    Known,
    Sighting,
    Suggestion,
    new_forms,
    new_names,
    queue,
    readings_of,
    without_known,
)
from pipeline.run.judging import judge_one
from pipeline.run.ports import Progress, Store
from pipeline.run.reviewing import Desk
from pipeline.stories import group_stories

__all__ = ["Archived", "Suggested", "Suggestions", "suggest"]

MOST_WAITING = 20  # suggestions in the file at once: more would drown the reader
MOST_READ = 2_000  # stories whose names are looked for, the best first
_MOST_WEIGHED = 60  # suggestions whose hits are counted, the best first: each is compiled for itself
_BATCH = 500
# Of the articles that name something new so many at least are hits already, else it is in all the news; and of a watch
# that finds much of the archive anyhow, so many times as many as of any articles.
_OWN_SHARE, _TIMES_USUAL, _SHARE_ENOUGH = 0.25, 3.0, 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Archived:
    """What is stored of a name: in how many articles of the window it stands, and what watching it would change."""

    articles: int
    outlets: int
    first: datetime  # publication of the earliest of them
    last: datetime
    hits: int  # of them that are hits already
    gained: tuple[int, ...]  # ids of those that would become hits
    lost: tuple[int, ...]  # ... and would cease to be


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """One suggestion with its evidence. ``entity`` is the watched entity or, when ``is_new``, what to watch."""

    form: str
    is_new: bool
    entity: Entity
    alias: Alias | None
    seen: tuple[Sighting, ...]
    archive: Archived

    @property
    def facts(self) -> str:
        """What the archive knows of it, in words."""
        found = self.archive
        days = " to ".join(dict.fromkeys((f"{found.first:%Y-%m-%d}", f"{found.last:%Y-%m-%d}")))
        loss = f", {len(found.lost)} fewer" if found.lost else ""
        where = f"{_count(found.articles, 'article')} of {_count(found.outlets, 'outlet')}, {days}"
        return f"{where}; {_count(len(found.gained), 'more hit')}{loss} if accepted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestions:
    """What was found in ``looked_at`` stored articles; ``queued`` is how many of ``best`` were written."""

    looked_at: int
    read: int  # stories whose names were looked at
    best: tuple[Suggested, ...]
    queued: int
    left: int  # found besides, but not shown: too many wait
    waiting: int  # suggestions that waited in the file before


def suggest(
    desk: Desk, store: Store, since: datetime | None, progress: Progress, *, dry: bool, limit: int = MOST_WAITING
) -> Suggestions:
    """Find what the watch lacks in the articles stored since then; unless ``dry``, write the best into its profile.

    At most ``limit`` wait there at once. Raises ``ProfileError`` when the profile is not there or has a fault.
    """
    profile = desk.profile
    known = Known(profile, desk.proposals)
    archive = _Archive(store, since, progress)
    stories = group_stories(archive.judged(profile), ()).stories
    readings = readings_of(stories)[:MOST_READ]
    progress.stage("read names", 2 * len(readings))
    forms = new_forms(readings, known, progress.step)
    found = (*forms, *new_names(readings, known, forms, progress.step))
    weighed = archive.weigh(profile, without_known(found, known))
    waiting = count_waiting(profile)
    best = weighed[: max(0, limit - waiting)]
    if best and not dry:
        told = {each.key: suggested.facts for each, suggested in best}
        desk.decide(lambda text: queue(text, [each for each, _ in best], told))
    return Suggestions(
        looked_at=archive.size,
        read=len(readings),
        best=tuple(suggested for _, suggested in best),
        queued=0 if dry else count_waiting(desk.profile) - waiting,
        left=len(weighed) - len(best),
        waiting=waiting,
    )


def count_waiting(profile: Profile) -> int:
    """How many suggestions of the archive wait for a person."""
    return sum(map(_waiting, profile.entities))


def _waiting(entity: Entity) -> int:
    own = [alias for alias in entity.aliases if alias.origin == ORIGIN]
    if entity.status is Status.PROPOSED:
        return int(bool(own))
    return sum(alias.status is Status.PROPOSED for alias in own) if entity.status.is_used else 0


class _Archive:
    """The articles of a window, gone through a batch at a time."""

    def __init__(self, store: Store, since: datetime | None, progress: Progress) -> None:
        self._store = store
        self._since = since
        self._progress = progress
        self.size = 0
        self.hits = 0

    @property
    def least_share(self) -> float:
        """Of the articles that name something new: the share that must be hits already."""
        usual = self.hits / max(1, self.size)
        return max(_OWN_SHARE, min(_SHARE_ENOUGH, _TIMES_USUAL * usual))

    def judged(self, profile: Profile) -> list[Found]:
        """Hits and near misses of the profile as it is now, whatever was said of them before."""
        matcher = compile_profile(profile)
        found = []
        for article in self._articles("match the archive"):
            judgement = judge_one(matcher, article, profile.version)
            self.size += 1
            self.hits += judgement.is_hit
            if judgement.tier is not Tier.NONE:
                found.append(Found(article=article, judgement=judgement))
        return found

    def weigh(self, profile: Profile, found: Sequence[Suggestion]) -> list[tuple[Suggestion, Suggested]]:
        """Each with what is stored of it, but none that is in all the news."""
        named = self._naming(found)
        present = compile_profile(profile)
        weighed: list[tuple[Suggestion, Suggested]] = []
        self._progress.stage("weigh suggestions", len(found))
        for each in found:
            if len(weighed) < _MOST_WEIGHED and named[each.key]:
                archived = self._weigh_one(profile, each, named[each.key], present)
                if each.alias or archived.hits >= self.least_share * archived.articles:
                    weighed.append((each, _suggested(each, archived)))
            self._progress.step(each.form)
        return weighed

    def _naming(self, found: Sequence[Suggestion]) -> Mapping[str, list[int]]:
        """Ids of the articles that name each, by one pass over all of them."""
        named: defaultdict[str, list[int]] = defaultdict(list)
        if found:
            matcher = compile_profile(_probe(found))
            for article in self._articles("look for new names"):
                for key in {mention.entity_id for mention in matcher.judge(article).mentions}:
                    named[key].append(article.id)
        return named

    def _weigh_one(self, profile: Profile, each: Suggestion, ids: Sequence[int], present: Matcher) -> Archived:
        accepted = compile_profile(with_accepted(profile, each))
        outlets: set[str] = set()
        days: list[datetime] = []
        gained: list[int] = []
        lost: list[int] = []
        hits = 0
        for article in self._by_ids(ids):
            before, after = present.judge(article).is_hit, accepted.judge(article).is_hit
            hits += before
            if before != after:
                (gained if after else lost).append(article.id)
            outlets.add(article.outlet)
            days.append(article.published_at)
        return Archived(
            articles=len(days),
            outlets=len(outlets),
            first=min(days),
            last=max(days),
            hits=hits,
            gained=tuple(gained),
            lost=tuple(lost),
        )

    def _articles(self, stage: str) -> Iterator[Article]:
        self._progress.stage(stage, self.size or None)
        last = 0
        while articles := self._store.judgements.seen_between(self._since, None, last, _BATCH):
            for article in articles:
                yield article
                self._progress.step(article.outlet)
            last = articles[-1].id

    def _by_ids(self, ids: Sequence[int]) -> Iterator[Article]:
        for start in range(0, len(ids), _BATCH):
            yield from self._store.articles.articles(ids[start : start + _BATCH])


def _suggested(each: Suggestion, archived: Archived) -> Suggested:
    return Suggested(
        form=each.form,
        is_new=each.alias is None,
        entity=each.entity,
        alias=each.alias,
        seen=each.seen,
        archive=archived,
    )


def _probe(found: Iterable[Suggestion]) -> Profile:
    """A profile that knows the suggested forms alone, each suggestion an entity of its own."""
    entities = tuple(
        replace(
            each.entity,
            id=each.key,
            status=Status.CONFIRMED,
            side="",
            stands_alone=False,
            aliases=tuple(replace(alias, status=Status.CONFIRMED) for alias in _forms(each)),
        )
        for each in found
    )
    return Profile(version="", seeds=(), entities=entities, topics=(), pairs=())


def _forms(each: Suggestion) -> tuple[Alias, ...]:
    return (each.alias,) if each.alias else each.entity.aliases


def with_accepted(profile: Profile, each: Suggestion) -> Profile:
    """The profile as it would be if a person accepted this suggestion, and nothing else."""
    aliases = tuple(replace(alias, status=Status.CONFIRMED) for alias in _forms(each))
    if each.alias is None:
        new = replace(each.entity, status=Status.CONFIRMED, aliases=aliases)
        return replace(profile, entities=(*profile.entities, new))
    entities = (
        replace(entity, aliases=(*entity.aliases, *aliases)) if entity.id == each.entity.id else entity
        for entity in profile.entities
    )
    return replace(profile, entities=tuple(entities))


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
