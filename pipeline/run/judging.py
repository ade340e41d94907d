"""Hold articles against the watches' profiles and store what comes of it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from pipeline.match import Matcher, compile_profile
from pipeline.model.article import Article
from pipeline.model.hit import Found, Judgement, Tier
from pipeline.model.report import WatchOutcome
from pipeline.run.plan import WatchPlan
from pipeline.run.ports import Ports

log = logging.getLogger("seedwatch.match")

BATCH = 200  # judgements a transaction
PREVIEWED = 100_000  # articles judged for a look at most


def judge_new(watch: WatchPlan, ports: Ports, now: datetime) -> WatchOutcome:
    """Judge what is new since the last delivered digest and not judged by the present profile.

    So an article stored by a run that was killed is judged by the next one, and after an edit of the profile the
    coming digest follows the edit. Older articles are left to ``judge_window``.
    """
    since = ports.store.digests.last_delivered_end(watch.name)
    store = ports.store.judgements

    def next_batch(_last: int) -> Sequence[Article]:
        return store.unjudged(watch.name, watch.profile.version, since, None, BATCH)

    return judge_all(watch, ports, now, next_batch)


def judge_window(
    watch: WatchPlan, ports: Ports, now: datetime, since: datetime | None, until: datetime | None
) -> WatchOutcome:
    """Judge all stored articles of a window again, whatever was said of them before."""
    store = ports.store.judgements

    def next_batch(last: int) -> Sequence[Article]:
        return store.seen_between(since, until, last, BATCH)

    return judge_all(watch, ports, now, next_batch)


def judge_all(
    watch: WatchPlan, ports: Ports, now: datetime, next_batch: Callable[[int], Sequence[Article]]
) -> WatchOutcome:
    ports.store.judgements.save_profile(watch.name, watch.profile, now)
    matcher = compile_profile(watch.profile)
    tiers: list[Tier] = []
    last = 0
    ports.progress.stage(f"match {watch.name}", None)
    while (articles := next_batch(last)) and not ports.stopping():
        judgements = judge_articles(matcher, articles, watch.profile.version, ports)
        ports.store.judgements.save_judgements(watch.name, judgements, now)
        tiers += [judgement.tier for judgement in judgements]
        last = articles[-1].id
    return WatchOutcome(
        watch=watch.name,
        profile_version=watch.profile.version,
        judged=len(tiers),
        direct=tiers.count(Tier.DIRECT),
        related=tiers.count(Tier.RELATED),
        mentions=tiers.count(Tier.MENTION),
    )


def judge_articles(
    matcher: Matcher, articles: Sequence[Article], profile_version: str, ports: Ports
) -> list[Judgement]:
    judgements = []
    for article in articles:
        judgements.append(judge_one(matcher, article, profile_version))
        ports.progress.step(article.outlet)
    return judgements


def judge_one(matcher: Matcher, article: Article, profile_version: str) -> Judgement:
    try:
        return matcher.judge(article)
    except Exception as error:  # an article that trips a bug of ours must not hold back the digest of all others
        log.exception("article %d tripped a fault of this program", article.id)
        return Judgement(
            article_id=article.id,
            text_version=article.text_version,
            profile_version=profile_version,
            tier=Tier.NONE,
            score=0.0,
            lacking=f"It could not be judged, by a fault of this program ({type(error).__name__}).",
        )


def fresh_hits(watch: WatchPlan, ports: Ports, since: datetime | None) -> list[Found]:
    """What a run would find among the articles not judged yet; nothing is stored."""
    matcher = compile_profile(watch.profile)
    articles = ports.store.judgements.unjudged(watch.name, watch.profile.version, since, None, PREVIEWED)
    found = [Found(article=each, judgement=judge_one(matcher, each, watch.profile.version)) for each in articles]
    return [each for each in found if each.judgement.is_hit]
