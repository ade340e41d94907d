"""Hand-made watches and articles for the tests of this room."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from pipeline.model.article import Article, DateOrigin
from pipeline.model.codec import from_plain
from pipeline.model.profile import Alias, Entity, EntityType, Grade, Pair, Profile, Status, Topic, TopicTerm

_NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
_PROFILE = Path(__file__).parent.parent / "corpus" / "briefs" / "profile.json"


def alias(form: str, language: str = "und", *, context: tuple[str, ...] = (), exact: bool = False) -> Alias:
    return Alias(form=form, language=language, require_context=context, case_sensitive=exact)


def aliases(forms: str) -> tuple[Alias, ...]:
    return tuple(alias(form.strip()) for form in forms.split(","))


def entity(
    id: str,  # noqa: A002 - the record's own field name
    name: str,
    type: EntityType,  # noqa: A002
    forms: str | tuple[Alias, ...],
    *,
    grade: Grade = Grade.CORE,
    side: str = "",
    alone: bool = False,
    country: str = "",
    status: Status = Status.AUTO,
) -> Entity:
    return Entity(
        id=id,
        name=name,
        type=type,
        grade=grade,
        status=status,
        country=country,
        side=side,
        stands_alone=alone,
        aliases=aliases(forms) if isinstance(forms, str) else forms,
    )


def topic(id: str, name: str, grade: Grade, en: str, es: str, ko: str) -> Topic:  # noqa: A002
    written = (("en", en), ("es", es), ("ko", ko))
    terms = [
        TopicTerm(form=form.strip(), language=code) for code, forms in written for form in forms.split(",") if form
    ]
    return Topic(id=id, name=name, grade=grade, terms=tuple(terms))


def peru_korea() -> Profile:
    """A watch with a pair, with the kind of aliases that can be learnt from seeds, names of territories and tables."""
    return from_plain(Profile, json.loads(_PROFILE.read_text(encoding="utf-8")))


def profile_of(*entities: Entity, topics: tuple[Topic, ...] = (), pairs: tuple[Pair, ...] = ()) -> Profile:
    return Profile(version="test", seeds=(), entities=entities, topics=topics, pairs=pairs)


def article(title: str = "", summary: str = "", body: str = "", language: str = "en", article_id: int = 1) -> Article:
    return Article(
        id=article_id,
        url=f"https://outlet.example/{article_id}",
        outlet="Outlet",
        source_id="outlet",
        language=language,
        published_at=_NOON,
        date_origin=DateOrigin.FEED,
        first_seen_at=_NOON,
        title=title,
        summary=summary,
        body=body,
    )
