"""Articles, stories and material in a few words."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from pipeline.digest import DigestMaterial
from pipeline.model.article import Article, DateOrigin
from pipeline.model.hit import Found, Judgement, Mention, Story, TextField, Tier, TopicFound
from pipeline.model.profile import Alias, Entity, EntityType, Grade, Pair, Profile, Topic

END = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)

NAMES = {
    "chile": "Chile",
    "korea": "South Korea",
    "asmar": "ASMAR",
    "hanbada": "Hanbada Heavy",
    "한바다중공업": "한바다중공업",
}


def _entity(entity_id: str, name: str, grade: Grade, side: str = "") -> Entity:
    return Entity(id=entity_id, name=name, type=EntityType.COMPANY, grade=grade, side=side)


PROFILE = Profile(
    version="p1",
    seeds=(),
    entities=(
        _entity("chile", "Chile", Grade.CORE),
        replace(
            _entity("korea", "South Korea", Grade.CORE),
            aliases=(
                Alias(form="surcoreano", language="es", origin="cldr", confidence=0.6),
                Alias(form="Corea del Sur", language="es", origin="cldr"),
            ),
        ),
        _entity("asmar", "ASMAR", Grade.CORE, side="chile"),
        _entity("hanbada", "Hanbada Heavy", Grade.SECONDARY, side="korea"),
        _entity("한바다중공업", "한바다중공업", Grade.SECONDARY, side="korea"),
    ),
    topics=(Topic(id="ports", name="Ports"), Topic(id="minerals", name="Minerals")),
    pairs=(Pair(left="chile", right="korea"),),
)


def found(
    number: int = 1, *, tier: Tier = Tier.DIRECT, score: float = 0.5, topic: str = "ports", **article: Any
) -> Found:
    """An article whose entities' names are mentions wherever they stand."""
    fields: dict[str, Any] = {
        "id": number,
        "url": f"https://outlet{number}.example/{number}",
        "outlet": f"Outlet {number}",
        "source_id": "s",
        "language": "en",
        "published_at": END - timedelta(hours=3),
        "date_origin": DateOrigin.FEED,
        "first_seen_at": END - timedelta(hours=2),
        "title": f"Story {number}",
    }
    whole = Article(**(fields | article))
    judgement = Judgement(
        article_id=number,
        text_version=1,
        profile_version="p1",
        tier=tier,
        score=score,
        mentions=tuple(_mentions(whole)),
        topics=(TopicFound(topic_id=topic, terms=("yard", "dock")),) if topic else (),
    )
    return Found(article=whole, judgement=judgement)


def _mentions(article: Article) -> list[Mention]:
    texts = {TextField.TITLE: article.title, TextField.SUMMARY: article.summary, TextField.BODY: article.body}
    return [
        Mention(entity_id=entity_id, alias=name, surface=name, field=field, start=place.start(), end=place.end())
        for field, text in texts.items()
        for entity_id, name in NAMES.items()
        for place in re.finditer(re.escape(name), text)
    ]


def story(number: int = 1, copies: tuple[Found, ...] = (), **how: Any) -> Story:
    return Story(lead=found(number, **how), copies=copies)


def material(*stories: Story, **changes: Any) -> DigestMaterial:
    plain = DigestMaterial(
        watch="chile-korea",
        title="Chile–Korea watch",
        slot="daily:2026-11-21",
        language="en",
        timezone="America/Santiago",
        window_start=END - timedelta(days=1),
        window_end=END,
        profile=PROFILE,
        max_items=12,
        max_lines=24,
        max_age=timedelta(days=7),
        stories=stories,
        sources=3,
        reached=3,
        articles=20,
    )
    return replace(plain, **changes)
