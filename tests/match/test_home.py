"""An outlet of one of the sides' own countries does not explain what its readers know."""

from __future__ import annotations

from dataclasses import replace

from pipeline.match import compile_profile
from pipeline.model.article import Article
from pipeline.model.hit import Tier
from pipeline.model.profile import EntityType, Grade, Pair
from tests.match.watches import alias, article, entity, profile_of, topic

_AGENCY = EntityType.AGENCY
_WATCH = compile_profile(
    profile_of(
        entity("peru", "Peru", EntityType.PLACE, "Peru, Perú, peruano", country="PE"),
        entity("south-korea", "South Korea", EntityType.PLACE, "South Korea, Corea del Sur, surcoreana", country="KR"),
        entity(
            "rotem", "Hyundai Rotem", EntityType.COMPANY, "Hyundai Rotem", side="south-korea", alone=True, country="KR"
        ),
        entity(
            "fame",
            "FAME",
            EntityType.COMPANY,
            (alias("FAME", context=("Perú",), exact=True),),
            side="peru",
            alone=True,
            country="PE",
        ),
        *(
            entity(
                f"ministry-{side}",
                f"Ministry of Economy ({country})",
                _AGENCY,
                (alias("Ministerio de Economía", context=(name,)),),
                side=side,
                alone=True,
                country=country,
            )
            for side, country, name in (("peru", "PE", "Perú"), ("south-korea", "KR", "Corea del Sur"))
        ),
        topics=(
            topic("defence", "Defence", Grade.CORE, "", "tanques, blindados, contrato de defensa", ""),
            topic("stage", "Stage", Grade.BACKGROUND, "", "teatro", ""),
        ),
        pairs=(Pair(left="peru", right="south-korea"),),
    )
)


def in_peru(text: Article) -> Article:
    return replace(text, country="PE", language="es")


def test_a_short_name_needs_no_context_at_home_on_a_subject_of_the_watch() -> None:
    news = article("Llegan los tanques", "", "FAME recibirá los tanques de una firma surcoreana en mayo.")
    assert _WATCH.judge(news).tier is not Tier.DIRECT
    assert _WATCH.judge(in_peru(news)).tier is Tier.DIRECT


def test_at_home_but_off_the_subject_it_still_does() -> None:
    gossip = in_peru(article("FAME en el teatro", "", "El grupo FAME cantó en el teatro con una surcoreana."))
    assert all(mention.entity_id != "fame" for mention in _WATCH.judge(gossip).mentions)


def test_two_ministries_of_one_name_are_told_apart_by_the_outlets_country() -> None:
    body = "El Ministerio de Economía pagará los tanques; la firma surcoreana Hyundai Rotem los entregará en mayo."
    judgement = _WATCH.judge(in_peru(article("Pago de los tanques", "", body)))
    assert "ministry-peru" in {mention.entity_id for mention in judgement.mentions}
    assert judgement.tier is Tier.DIRECT


def test_another_side_right_beside_the_name_goes_before_the_outlets_country() -> None:
    body = "El Ministerio de Economía de Corea del Sur revisó los tanques. Corea del Sur espera."
    judgement = _WATCH.judge(in_peru(article("Revisión de tanques", "", body)))
    assert "ministry-peru" not in {mention.entity_id for mention in judgement.mentions}


def test_a_measure_is_no_railway() -> None:
    watch = compile_profile(profile_of(topics=(topic("rail", "Rail", Grade.CORE, "", "metro, tren", ""),)))
    found = watch.judge(in_peru(article("A 500 metros de la cumbre", "", "El metro y los trenes.")))
    assert [term for topic_ in found.topics for term in topic_.terms] == ["metro", "trenes"]
