"""Who is looked up, and by which names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model.profile import Alias, Entity, EntityType, Grade, Profile, Status
from pipeline.profile.enriching import questions_for

YARD = Entity(
    id="yard",
    name="Hankang Yard",
    type=EntityType.COMPANY,
    grade=Grade.SECONDARY,
    country="KR",
    aliases=(
        Alias(form="HKY", origin="acronym", case_sensitive=True),
        Alias(form="Hankang Yard", language="en"),
        Alias(form="Hankang Shipyard", language="en"),
        Alias(form="Astilleros Hankang", language="es", origin="template"),
        Alias(form="한강조선", language="ko", origin="hangul", confidence=0.6),
        Alias(form="한간조선", language="ko", origin="hangul", confidence=0.3),
    ),
)


def profile(*entities: Entity) -> Profile:
    return Profile(version="", seeds=(), entities=entities, topics=(), pairs=())


def terms(entity: Entity) -> list[str]:
    return [form for question in questions_for(profile(entity), None, None) for form, _ in question.terms]


def test_the_name_comes_first_then_other_languages_and_bare_acronyms_last() -> None:
    (question,) = questions_for(profile(YARD), None, None)
    assert question.terms == (
        ("Hankang Yard", "en"),
        ("Astilleros Hankang", "es"),
        ("한강조선", "ko"),
        ("Hankang Shipyard", "en"),
    )
    assert question.keys == {"hankang yard", "hankang shipyard", "astilleros hankang", "한강조선", "hky"}
    assert question.text == "en: Hankang Yard; es: Astilleros Hankang; ko: 한강조선; en: Hankang Shipyard"


def test_core_entities_come_first() -> None:
    others = [replace(YARD, id=grade.value, grade=grade) for grade in reversed(Grade)]
    assert [each.entity for each in questions_for(profile(*others), None, None)] == ["core", "secondary", "background"]


@pytest.mark.parametrize(
    "entity",
    [
        Entity(id="x", name="Chile", type=EntityType.PLACE, grade=Grade.CORE, aliases=(Alias(form="Chile"),)),
        Entity(id="x", name="Ortega", type=EntityType.PERSON, grade=Grade.CORE, country="PA"),
        replace(YARD, type=EntityType.PERSON, name="Ana Ruiz", country="", aliases=(Alias(form="Ana Ruiz"),)),
        replace(YARD, type=EntityType.AGREEMENT),
        replace(YARD, status=Status.REJECTED),
        replace(YARD, status=Status.PROPOSED),
        replace(YARD, name="Hankang", country="", aliases=(Alias(form="Hankang"),)),
    ],
    ids=["country", "surname", "of no country", "agreement", "rejected", "proposed", "one word of no country"],
)
def test_some_are_not_worth_a_question(entity: Entity) -> None:
    assert terms(entity) == []


def test_a_city_is_asked_and_so_is_a_designator_of_no_country() -> None:
    city = Entity(
        id="x", name="Lima", type=EntityType.PLACE, grade=Grade.CORE, country="PE", aliases=(Alias(form="Lima"),)
    )
    engine = replace(YARD, name="XJ-40", type=EntityType.PRODUCT, country="", aliases=(Alias(form="XJ-40"),))
    assert terms(city) == ["Lima"]
    assert terms(engine) == ["XJ-40"]


def test_a_name_that_each_country_has_is_sought_with_its_country() -> None:
    ministry = replace(
        YARD,
        name="Ministry of Mines (Peru)",
        country="PE",
        aliases=(
            Alias(form="Ministry of Mines", language="en", require_context=("Peru",)),
            Alias(form="Ministerio de Minas", language="es", require_context=("Peru",)),
        ),
    )
    (question,) = questions_for(profile(ministry), None, None)
    assert question.terms == (
        ("Ministry of Mines of Peru", "en"),
        ("Ministerio de Minas de Perú", "es"),
        ("Ministry of Mines", "en"),
        ("Ministerio de Minas", "es"),
    )
    assert "ministerio de minas del peru" in question.keys


def test_a_mended_name_is_sought_instead_of_the_damaged_one() -> None:
    person = replace(
        YARD,
        name="Raúl Garcà",
        type=EntityType.PERSON,
        aliases=(Alias(form="Raúl Garcà"), Alias(form="Raúl García", origin="repair", confidence=0.5)),
    )
    assert terms(person)[0] == "Raúl García"


def test_phrases_around_a_name_are_not_sought() -> None:
    person = replace(
        YARD,
        name="Ana Ruiz",
        type=EntityType.PERSON,
        aliases=(Alias(form="Ana Ruiz"), Alias(form="ministra Ruiz", language="es", origin="template", confidence=0.5)),
    )
    tank = replace(
        YARD,
        name="XT9",
        type=EntityType.PRODUCT,
        aliases=(Alias(form="XT9"), Alias(form="tanque XT9", language="es", origin="designator")),
    )
    assert terms(person) == ["Ana Ruiz"]
    assert terms(tank) == ["XT9"]


def test_what_a_person_corrected_is_asked_as_corrected() -> None:
    mine = replace(YARD, country="JP", type=EntityType.AGENCY)
    (question,) = questions_for(profile(YARD), profile(mine), profile(YARD))
    assert (question.country, question.type) == ("JP", EntityType.AGENCY)


def test_own_proposals_are_no_names_to_ask_by() -> None:
    proposal = Alias(form="Han Works", language="en", origin="wikidata", status=Status.PROPOSED)
    mine = replace(YARD, aliases=(*YARD.aliases, proposal, replace(proposal, status=Status.CONFIRMED)))
    assert questions_for(profile(YARD), profile(mine), None) == questions_for(profile(YARD), None, None)


def test_what_a_person_rejected_or_merged_is_not_asked() -> None:
    other = replace(YARD, id="other", name="Hankang Boats")
    keeper = replace(other, same_as=("yard",))
    assert questions_for(profile(YARD), profile(replace(YARD, status=Status.REJECTED)), None) == ()
    asked = questions_for(profile(YARD, other), profile(keeper), None)
    assert [question.entity for question in asked] == ["other"]


def test_an_item_is_taken_for_granted_only_where_a_person_wrote_it() -> None:
    ours = replace(YARD, wikidata="Q42")
    (given,) = questions_for(profile(YARD), profile(ours), profile(YARD))
    assert (given.item, given.terms, given.text) == ("Q42", (), "Q42")
    (own,) = questions_for(profile(YARD), profile(ours), profile(ours))
    assert own.item == ""
    (nonsense,) = questions_for(profile(YARD), profile(replace(YARD, wikidata="see there")), profile(YARD))
    assert nonsense.item == ""
