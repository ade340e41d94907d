"""Say what a watch makes of one article, and why, down to the sentence of the seed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePath

from pipeline.errors import ExtractError, FetchError, RunError
from pipeline.extract import address_key, extract_article, normalise_url
from pipeline.match import compile_profile, supports, ways_in
from pipeline.model.article import Article, ArticleText, DateOrigin
from pipeline.model.hit import Judgement, Tier, Verdict
from pipeline.model.page import Page, PageRequest
from pipeline.model.profile import ItemKind, Profile
from pipeline.run.advising import Advice, advise
from pipeline.run.judging import judge_one
from pipeline.run.mentioning import EntityShown, TopicShown, show_entities, show_topics
from pipeline.run.plan import WatchPlan
from pipeline.run.ports import Ports, Store
from pipeline.run.telling_words import telling_words
from pipeline.run.verdicts import verdict_on
from pipeline.text.characters import clean_characters
from pipeline.text.language import detect_language

_VERSIONS = 20  # of the profile, and digests, that are looked through for what was said before


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidBefore:
    """What was said of the article before, where it differs from what the present profile says."""

    by: str  # "stored judgement", or "digest 12 (daily:2026-11-20)"
    profile_version: str
    tier: Tier
    score: float
    because: str  # what has changed since: "profile", "text" or "program"


@dataclass(frozen=True, slots=True, kw_only=True)
class HangsOn:
    """A single thing without which the article would be no hit."""

    item: str  # id of an entity, a topic or a rule
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """An article, what the present profile says of it, and all that this rests upon."""

    watch: str
    article: Article
    judgement: Judgement
    entities: tuple[EntityShown, ...]
    topics: tuple[TopicShown, ...]
    said_before: tuple[SaidBefore, ...] = ()
    verdict: Verdict | None = None  # of a person
    ways_in: tuple[Advice, ...] = ()  # of a miss, the smallest first; empty when nothing small helps
    hangs_on: tuple[HangsOn, ...] = ()  # of a hit


def explain(
    key: str, article: Article | None, watch: WatchPlan, ports: Ports, now: datetime, *, is_only_watch: bool = True
) -> Explanation:
    """Judge the given article, or the stored one with this id or address, or the page at this address.

    Raises ``RunError`` when ``key`` names nothing, ``FetchError`` or ``ExtractError`` when the page cannot be had.
    """
    known_by = key if key.isdigit() else address_key(normalise_url(key))
    article = article or ports.store.articles.article(known_by) or fetch_article(key, ports, now)
    profile = watch.profile
    said = judge_one(compile_profile(profile), article, profile.version)
    explanation = Explanation(
        watch=watch.name,
        article=article,
        judgement=said,
        entities=show_entities(article, said, profile),
        topics=show_topics(said, profile),
        said_before=tuple(_said_before(article, said, watch, ports.store)) if article.id else (),
        verdict=verdict_on(ports.store, watch.name, article.id) if article.id else None,
    )
    if said.is_hit:
        return replace(explanation, hangs_on=tuple(_hangs_on(profile, article, said)))
    ways = ways_in(profile, article, said, telling_words(article, said))
    named = "" if is_only_watch else watch.name
    return replace(explanation, ways_in=tuple(advise(way, profile, named) for way in ways))


def _said_before(article: Article, said: Judgement, watch: WatchPlan, store: Store) -> Iterator[SaidBefore]:
    """The last stored judgement and the last digest with the article, each if it says otherwise."""
    versions = (said.profile_version, *store.judgements.profile_versions(watch.name)[:_VERSIONS])
    stored = (store.judgements.judgement(watch.name, article.id, version) for version in dict.fromkeys(versions))
    last = next(filter(None, stored), None)
    if last and last.tier is not said.tier:
        yield _told("stored judgement", last, article, watch.name, store)
    for digest in store.digests.digests(watch.name, _VERSIONS):
        for item in digest.digest.items:
            if item.article_id == article.id and item.tier is not said.tier:
                shown = replace(
                    said,
                    tier=item.tier,
                    score=item.score,
                    text_version=item.text_version,
                    profile_version=digest.profile_version,
                )
                yield _told(f"digest {digest.id} ({digest.slot})", shown, article, watch.name, store)
                return


def _told(by: str, before: Judgement, article: Article, watch: str, store: Store) -> SaidBefore:
    """Ask the profile of then what it says of the text of now: so it shows whose doing the difference is."""
    profile = store.judgements.profile(watch, before.profile_version)
    again = judge_one(compile_profile(profile), article, profile.version) if profile else None
    if again and again.tier is before.tier:
        because = "profile"
    else:
        because = "program" if before.text_version == article.text_version else "text"
    return SaidBefore(
        by=by, profile_version=before.profile_version, tier=before.tier, score=before.score, because=because
    )


def _hangs_on(profile: Profile, article: Article, said: Judgement) -> Iterator[HangsOn]:
    names = {entity.id: entity.name for entity in profile.entities} | {one.id: one.name for one in profile.topics}
    for support in supports(profile, article, said):
        name, forms = names.get(support.item, support.item), ", ".join(support.forms)
        if support.kind is ItemKind.ENTITY:
            times = "named once" if support.times == 1 else f"named {support.times} times"
            words = f"{name}, {times}, as {forms}"
        else:
            words = f"the topic {name}, by {forms}" if support.kind else f"the rule {name}"
        yield HangsOn(item=support.item, words=f"{words}; without it: {support.tier.value}")


def fetch_article(key: str, ports: Ports, now: datetime) -> Article:
    if "://" not in key:
        raise RunError(key, "no stored article, file or web address", remedy="`seedwatch hits` lists article ids")
    for _request, answer in ports.fetcher.fetch([PageRequest(key="explain", url=key, by_robots=True)]):
        if isinstance(answer, FetchError):
            raise answer
        return as_article(normalise_url(key), extract_article(answer), now)
    raise RunError(key, "no answer")


def read_article_file(path: PurePath, content: bytes, now: datetime) -> Article:
    """Read a saved page or a plain text (first line: title). Raises ``ExtractError`` when there is no text in it."""
    if content.lstrip()[:1] == b"<":
        return as_article(path.as_posix(), extract_article(Page(url=path.as_posix(), status=200, body=content)), now)
    text = clean_characters(content.decode("utf-8", errors="replace")).strip()
    if not text:
        raise ExtractError(str(path), "no text in it")
    title, _, body = text.partition("\n")
    return as_article(path.as_posix(), ArticleText(title=title.strip(), body=body.strip()), now)


def as_article(url: str, text: ArticleText, now: datetime) -> Article:
    return Article(
        id=0,
        url=url,
        outlet="",
        source_id="",
        language=detect_language(f"{text.title}\n{text.body[:2000]}", text.language),
        published_at=text.published_at or now,
        date_origin=DateOrigin.PAGE if text.published_at else DateOrigin.SEEN,
        first_seen_at=now,
        title=text.title,
        summary=text.summary,
        body=text.body,
        authors=text.authors,
    )
