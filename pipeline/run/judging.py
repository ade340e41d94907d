"""Hold articles against the watches' profiles and store what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from pipeline.match import Matcher, compile_profile
from pipeline.model.article import Article
from pipeline.model.hit import Judgement, Tier
from pipeline.model.report import WatchOutcome
from pipeline.run.plan import WatchPlan
from pipeline.run.ports import Ports

BATCH = 200  # judgements a transaction


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
        judgements = judge_articles(matcher, articles, ports)
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


def judge_articles(matcher: Matcher, articles: Sequence[Article], ports: Ports) -> list[Judgement]:
    judgements = []
    for article in articles:
        judgements.append(matcher.judge(article))
        ports.progress.step(article.outlet)
    return judgements
