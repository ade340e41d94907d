"""What people say of articles: kept with the text and the profile that it was said of. It changes nothing by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pipeline.errors import RunError
from pipeline.extract import address_key, normalise_url
from pipeline.match import compile_profile
from pipeline.model.article import Article
from pipeline.model.hit import Judgement, Verdict
from pipeline.run.judging import judge_one
from pipeline.run.plan import WatchPlan
from pipeline.run.ports import Store
from pipeline.text.characters import clean_characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A verdict just given."""

    article: Article
    verdict: Verdict
    earlier: Verdict | None  # that it takes the place of
    agrees: bool  # whether the watch says the same: a good one is a hit, a bad one is none
    judged_now: bool  # nobody had judged this text by this profile before


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictSeen:
    """A verdict with its article, and what has become of both since."""

    verdict: Verdict
    article: Article
    text_changed: bool  # the outlet has edited the text since
    profile_changed: bool  # another profile judges now
    now: Judgement | None  # what the present profile has said of the present text, if anything


def find_stored(key: str, store: Store) -> Article:
    """The stored article with this number or address. Raises ``RunError`` when there is none."""
    known_by = key if key.isdigit() else address_key(normalise_url(key))
    if article := store.articles.article(known_by):
        return article
    raise RunError(key, "no such article is stored", remedy="`seedwatch hits` and `hits --near` list the numbers")


def verdict_on(store: Store, watch: str, article_id: int) -> Verdict | None:
    """What was said of this article."""
    return verdicts_by_article(store, watch).get(article_id)


def verdicts_by_article(store: Store, watch: str) -> dict[int, Verdict]:
    return {verdict.article_id: verdict for verdict in store.verdicts.verdicts(watch)}


def give_verdict(key: str, good: bool, why: str, watch: WatchPlan, store: Store, now: datetime) -> Given:
    """Say that a stored article belongs in the digest, or does not; in place of what was said of it before.

    A text that was never judged by the present profile is judged now. Raises ``RunError`` for an unknown article.
    """
    article = find_stored(key, store)
    profile = watch.profile
    told = store.judgements.judgement(watch.name, article.id, profile.version)
    judgement = told or judge_one(compile_profile(profile), article, profile.version)
    verdict = Verdict(
        article_id=article.id,
        good=good,
        why=" ".join(clean_characters(why).split()),
        text_version=judgement.text_version,
        profile_version=profile.version,
        tier=judgement.tier,
        score=judgement.score,
        at=now,
    )
    earlier = verdict_on(store, watch.name, article.id)
    store.verdicts.save_verdict(watch.name, verdict)
    agrees = good == judgement.is_hit
    return Given(article=article, verdict=verdict, earlier=earlier, agrees=agrees, judged_now=told is None)


def clear_verdict(key: str, watch: str, store: Store) -> tuple[Article, Verdict]:
    """Forget what was said of an article, and give it. Raises ``RunError`` when nothing was."""
    article = find_stored(key, store)
    verdict = verdict_on(store, watch, article.id)
    if verdict is None or not store.verdicts.drop_verdict(watch, article.id):
        raise RunError(key, "there is no verdict on it", remedy="`seedwatch verdict --list` lists those there are")
    return article, verdict


def list_verdicts(watch: WatchPlan, store: Store) -> tuple[VerdictSeen, ...]:
    """All that was said, the latest first."""
    verdicts = store.verdicts.verdicts(watch.name)
    articles = {article.id: article for article in store.articles.articles([each.article_id for each in verdicts])}
    return tuple(
        _seen(verdict, articles[verdict.article_id], watch, store)
        for verdict in reversed(verdicts)
        if verdict.article_id in articles
    )


def _seen(verdict: Verdict, article: Article, watch: WatchPlan, store: Store) -> VerdictSeen:
    return VerdictSeen(
        verdict=verdict,
        article=article,
        text_changed=is_outdated(verdict, article),
        profile_changed=verdict.profile_version != watch.profile.version,
        now=store.judgements.judgement(watch.name, article.id, watch.profile.version),
    )


def is_outdated(verdict: Verdict, article: Article) -> bool:
    """Whether the verdict was given on an earlier text."""
    return verdict.text_version != article.text_version
