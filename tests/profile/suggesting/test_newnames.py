"""Names that keep coming beside watched ones: who is proposed, how, and who never is."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model.profile import Alias, EntityType, Grade, Status
from pipeline.profile.suggesting import Known, new_forms, new_names
from tests.profile.suggesting.watched import KNOWN, WATCH, article, entity, names_in, near, read

ENGINES = (
    "Korean engine maker Hanseong Turbines will supply ASNA of Peru with six engines.",
    "Ferrosur Andino bought two engines from Hanseong Turbines, a South Korean company.",
    "ASNA and Hanseong Turbines signed a contract in Peru, its chief executive said.",
)


def test_a_company_of_three_stories_is_proposed_with_its_kind_country_and_side() -> None:
    [found] = names_in(*ENGINES).values()
    made = found.entity
    assert (made.name, made.type, made.country, made.side) == (
        "Hanseong Turbines",
        EntityType.COMPANY,
        "KR",
        "south-korea",
    )
    assert (made.status, made.grade, made.stands_alone) == (Status.PROPOSED, Grade.SECONDARY, True)
    assert {alias.origin for alias in made.aliases} == {"archive"}
    assert [seen.article_id for seen in found.seen] == [1, 2, 3]
    assert all("Hanseong Turbines" in seen.quote for seen in found.seen)


def test_spellings_of_three_languages_are_one_name() -> None:
    articles = [
        article(1, ENGINES[0]),
        article(2, "ASNA, de Perú, firmó con Hanseong Turbines.", language="es"),
        article(3, "한성터빈(Hanseong Turbines)이 페루 ASNA에서 엔진을 시험했다.", language="ko"),
    ]
    [found] = new_names(read(articles), KNOWN)
    assert {alias.form for alias in found.entity.aliases} == {"Hanseong Turbines", "한성터빈"}


def test_a_person_needs_a_full_name_and_no_side_is_guessed() -> None:
    found = names_in(
        "La ministra Lucía Barrantes visitó ASNA, en Perú.",
        "Ferrosur Andino recibió a la ministra Lucía Barrantes.",
        "ASNA del Perú espera a Lucía Barrantes, ministra de la Producción.",
        language="es",
    )
    assert [(each.entity.name, each.entity.type, each.entity.side) for each in found.values()] == [
        ("Lucía Barrantes", EntityType.PERSON, "")
    ]


def test_two_stories_or_one_outlet_are_no_habit() -> None:
    assert names_in(*ENGINES[:2]) == {}
    same = [article(number, body, outlet="One") for number, body in enumerate(ENGINES, 1)]
    assert new_names(read(same), KNOWN) == ()


def test_near_misses_alone_prove_nothing_and_far_from_a_watched_name_nothing_either() -> None:
    articles = [article(number, body) for number, body in enumerate(ENGINES, 1)]
    assert new_names([near(each) for each in read(articles)], KNOWN) == ()
    far = [f"ASNA of Peru builds hull {number}.\nHanseong Turbines sold an engine." for number in range(4)]
    assert names_in(*far) == {}


def test_the_press_its_slogans_and_its_authors_are_no_news() -> None:
    body = "Reuters and The Andes Courier say that ASNA of Peru built hull {}. By Marta Quiroga\nMarta Quiroga wrote."
    written = [
        replace(article(number, body.format(number)), outlet=outlet, authors=("Marta Quiroga",))
        for number, outlet in enumerate(("The Andes Courier", "Lima Post", "Seoul Post"), 1)
    ]
    assert new_names(read(written), KNOWN) == ()
    assert names_in(*["Ask Hanseong Turbines about ASNA of Peru and its engines."] * 4) == {}


def test_months_titles_cities_and_halves_of_names_are_none() -> None:
    bodies = [
        f"ASNA of Peru met the Minister in Callao on Monday, {n} May, and the Board of Directors and President Kim. "
        "Immigration and Customs Enforcement waited."
        for n in range(3, 7)
    ]
    assert names_in(*bodies) == {}


def test_who_is_known_is_not_new_not_even_in_part_or_with_an_addition() -> None:
    bodies = [
        f"Ferrosur Andino and Rotor, or Taebaek Rotor Marine Engines, met ASNA of Peru {n} times." for n in "1234"
    ]
    assert names_in(*bodies) == {}
    tombstone = entity("hanseong", "Hanseong Turbines", EntityType.COMPANY, status=Status.REJECTED)
    assert names_in(*ENGINES, known=Known(WATCH, replace(WATCH, entities=(tombstone,)))) == {}
    proposed = replace(tombstone, status=Status.PROPOSED)
    assert names_in(*ENGINES, known=Known(replace(WATCH, entities=(*WATCH.entities, proposed)), None)) == {}


def test_a_form_that_is_suggested_for_another_is_not_taken_again() -> None:
    readings = read([article(number, body) for number, body in enumerate(ENGINES, 1)])
    [form] = new_forms(read([article(9, "Taebaek Rotor (태백로터) sells.")]), KNOWN)
    assert form.alias
    taken = replace(form, alias=replace(form.alias, form="Hanseong Turbines"))
    assert new_names(readings, KNOWN, [taken]) == ()


def test_ids_are_never_used_again() -> None:
    other = entity("hanseong-turbines", "Something else", EntityType.PROJECT)
    known = Known(replace(WATCH, entities=(*WATCH.entities, other)), None)
    [found] = names_in(*ENGINES, known=known).values()
    assert found.entity.id == "hanseong-turbines-2"


def test_capitals_that_no_long_name_explains_there_may_be_somebody_else() -> None:
    bodies = (
        "The Naval Training Institute (NTI) visited ASNA of Peru.",
        "At ASNA of Peru, NTI means national tax index.",
        "NTI and ASNA of Peru met.",
    )
    assert names_in(*bodies) == {}


def test_one_alias_for_each_spelling() -> None:
    [found] = names_in(*ENGINES, "HANSEONG TURBINES wins: ASNA of Peru ordered from Hanseong Turbines.").values()
    assert [alias.form for alias in found.entity.aliases] == ["Hanseong Turbines"]
    assert isinstance(found.entity.aliases[0], Alias)
