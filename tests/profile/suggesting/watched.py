"""A watch of made-up names, and articles held against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from pipeline.match import compile_profile
from pipeline.model.article import Article, DateOrigin
from pipeline.model.hit import Found, Judgement, Story, Tier
from pipeline.model.profile import (
    Alias,
    Entity,
    EntityType,
    Grade,
    Pair,
    Profile,
    Status,
    Topic,
    TopicTerm,
)
from pipeline.profile.suggesting import Known, Suggestion, new_forms, new_names, readings_of
from pipeline.profile.suggesting.texts import Reading

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
IN_PERU = ("Peru", "Perú", "페루")


def entity(id_: str, name: str, kind: EntityType, *forms: Alias | str, **more: str | bool | Status) -> Entity:
    aliases = tuple(form if isinstance(form, Alias) else Alias(form=form) for form in (name, *forms))
    given = Entity(id=id_, name=name, type=kind, grade=Grade.CORE, aliases=aliases)
    return replace(given, **more)  # type: ignore[arg-type]  # any of its fields


WATCH = Profile(
    version="w1",
    seeds=(),
    entities=(
        entity("peru", "Peru", EntityType.PLACE, "Perú", "페루", country="PE"),
        entity("south-korea", "South Korea", EntityType.PLACE, "Corea del Sur", "한국", country="KR"),
        replace(
            entity("asna", "ASNA", EntityType.COMPANY, country="PE", side="peru", stands_alone=True),
            aliases=(Alias(form="ASNA", case_sensitive=True, require_context=IN_PERU),),
        ),
        entity(
            "ferrosur", "Ferrosur Andino", EntityType.COMPANY, country="PE", side="peru", stands_alone=True
        ),
        entity("taebaek", "Taebaek Rotor", EntityType.COMPANY, country="KR", side="south-korea", stands_alone=True),
        entity(
            "port-office", "National Port Authority of Peru", EntityType.AGENCY, country="PE", side="peru",
            stands_alone=True,
        ),
        entity("vela", "Rosa Vela", EntityType.PERSON, country="PE", side="peru"),
        entity("gone", "Mirador Sur", EntityType.COMPANY, status=Status.REJECTED),
    ),
    topics=(
        Topic(
            id="ships", name="Ships", grade=Grade.CORE,
            terms=tuple(
                TopicTerm(form=form, language=language)
                for form, language in (("frigate", "en"), ("shipyard", "en"), ("fragata", "es"), ("호위함", "ko"))
            ),
        ),
    ),
    pairs=(Pair(left="peru", right="south-korea"),),
)  # fmt: skip
KNOWN = Known(WATCH, None)
HIT = "South Korea and Peru build a frigate: Peru pays, South Korea builds."


def article(number: int, body: str, *, title: str = HIT, outlet: str = "", language: str = "en") -> Article:
    return Article(
        id=number, url=f"https://news.example/{number}", outlet=outlet or f"Outlet {number}", source_id="s",
        language=language, published_at=NOW, date_origin=DateOrigin.FEED, first_seen_at=NOW, title=title, body=body,
    )  # fmt: skip


def read(articles: Sequence[Article], profile: Profile = WATCH) -> tuple[Reading, ...]:
    """The articles with what the watch says of them, each a story of its own."""
    matcher = compile_profile(profile)
    found = [Found(article=each, judgement=matcher.judge(each)) for each in articles]
    return readings_of(Story(lead=each) for each in found)


def near(reading: Reading) -> Reading:
    """The same reading of a near miss."""
    judgement: Judgement = replace(reading.found.judgement, tier=Tier.MENTION)
    return Reading(replace(reading.found, judgement=judgement))


def forms_in(*bodies: str, language: str = "en", known: Known = KNOWN) -> dict[str, str]:
    """What the bodies, an article each, suggest: form -> entity."""
    articles = [article(number, body, language=language) for number, body in enumerate(bodies, 1)]
    return {each.form: each.entity.id for each in new_forms(read(articles, known.profile), known)}


def names_in(*bodies: str, language: str = "en", known: Known = KNOWN) -> dict[str, Suggestion]:
    articles = [article(number, body, language=language) for number, body in enumerate(bodies, 1)]
    return {each.form: each for each in new_names(read(articles, known.profile), known)}
