"""What items of a profile find among the articles stored last, or would find if they were accepted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.match import Matcher, compile_profile
from pipeline.model.article import Article
from pipeline.model.hit import Judgement
from pipeline.model.profile import Entity, Profile, Status
from pipeline.run.comparing import LOOKED_AT
from pipeline.run.ports import Progress, Store

_TITLES = 3  # shown of what an item finds


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTitle:
    """An article of the archive that an item is found in."""

    article_id: int
    title: str
    outlet: str
    is_hit: bool  # whether the digest would show it


@dataclass(frozen=True, slots=True, kw_only=True)
class InArchive:
    """What one item finds among the articles stored last, if it is in use."""

    articles: int
    hits: int
    titles: tuple[FoundTitle, ...]  # a few: hits first, then the latest


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveLook:
    """What some items find in the ``looked_at`` articles stored last; items that find nothing are left out."""

    looked_at: int
    found: dict[str, InArchive]

    def of(self, item_id: str) -> InArchive:
        return self.found.get(item_id, InArchive(articles=0, hits=0, titles=()))


def if_accepted(profile: Profile, ids: Iterable[str]) -> Profile:
    """The profile as it would be if these items, and what is proposed with them, were in use."""
    wanted = frozenset(ids)
    return replace(
        profile,
        entities=tuple(_in_use(entity) if entity.id in wanted else entity for entity in profile.entities),
        topics=tuple(
            replace(topic, status=_used(topic.status)) if topic.id in wanted else topic for topic in profile.topics
        ),
    )


def _in_use(entity: Entity) -> Entity:
    aliases = tuple(
        replace(alias, status=Status.CONFIRMED) if alias.status is Status.PROPOSED else alias
        for alias in entity.aliases
    )
    return replace(entity, status=_used(entity.status), aliases=aliases)


def _used(status: Status) -> Status:
    return status if status.is_used else Status.CONFIRMED


def look_into_archive(
    profile: Profile, ids: Sequence[str], store: Store, progress: Progress, limit: int = LOOKED_AT
) -> ArchiveLook:
    """Tell what each of these items finds, or would find, in the ``limit`` articles stored last: one pass for all."""
    wanted = frozenset(ids)
    matcher = compile_profile(if_accepted(profile, wanted))
    found: defaultdict[str, list[FoundTitle]] = defaultdict(list)
    looked_at = 0
    for article, judgement in judge_newest(matcher, store, progress, limit):
        looked_at += 1
        for item_id in wanted & items_of(judgement):
            found[item_id].append(as_title(article, judgement))
    return ArchiveLook(looked_at=looked_at, found={item_id: as_found(titles) for item_id, titles in found.items()})


def judge_newest(matcher: Matcher, store: Store, progress: Progress, limit: int) -> Iterator[tuple[Article, Judgement]]:
    articles = store.articles.newest(limit)
    progress.stage("look into the archive", len(articles))
    for article in articles:
        yield article, matcher.judge(article)
        progress.step(article.outlet)


def items_of(judgement: Judgement) -> frozenset[str]:
    entities = (mention.entity_id for mention in judgement.mentions)
    return frozenset(entities) | {topic.topic_id for topic in judgement.topics}


def as_title(article: Article, judgement: Judgement) -> FoundTitle:
    return FoundTitle(article_id=article.id, title=article.title, outlet=article.outlet, is_hit=judgement.is_hit)


def as_found(titles: Sequence[FoundTitle]) -> InArchive:
    best = sorted(titles, key=lambda found: not found.is_hit)
    return InArchive(articles=len(titles), hits=sum(found.is_hit for found in titles), titles=tuple(best[:_TITLES]))
