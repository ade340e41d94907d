"""Say what a watch makes of one article, and why, down to the sentence of the seed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from pipeline.errors import ExtractError, FetchError, RunError
from pipeline.extract import address_key, extract_article, normalise_url
from pipeline.match import compile_profile
from pipeline.model.article import Article, ArticleText, DateOrigin
from pipeline.model.hit import Judgement
from pipeline.model.page import Page, PageRequest
from pipeline.model.profile import Entity
from pipeline.run.plan import WatchPlan
from pipeline.run.ports import Ports
from pipeline.text.characters import clean_characters
from pipeline.text.language import detect_language


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """An article, the judgement on it, and the entities that were found, each with its evidence in the seeds."""

    article: Article
    stored: bool  # whether the judgement is a stored one; else it was made just now, by the present profile
    judgement: Judgement
    entities: tuple[Entity, ...]
    topics: tuple[tuple[str, tuple[str, ...]], ...]  # (name, terms found)


def explain(key: str, article: Article | None, watch: WatchPlan, ports: Ports, now: datetime) -> Explanation:
    """Judge the given article, or the stored one with this id or address, or the page at this address.

    Raises ``RunError`` when ``key`` names nothing, ``FetchError`` or ``ExtractError`` when the page cannot be had.
    """
    known_by = key if key.isdigit() else address_key(normalise_url(key))
    stored = None if article else ports.store.articles.article(known_by)
    article = article or stored or fetch_article(key, ports, now)
    told = ports.store.judgements.judgement(watch.name, stored.id, watch.profile.version) if stored else None
    judgement = told or compile_profile(watch.profile).judge(article)
    found = {mention.entity_id for mention in judgement.mentions}
    names = {topic.id: topic.name for topic in watch.profile.topics}
    return Explanation(
        article=article,
        stored=told is not None,
        judgement=judgement,
        entities=tuple(entity for entity in watch.profile.entities if entity.id in found),
        topics=tuple((names.get(topic.topic_id, topic.topic_id), topic.terms) for topic in judgement.topics),
    )


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
