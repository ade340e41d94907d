"""Which names of a set are one thing, and which are not."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model.profile import EntityType
from pipeline.profile.learn import learn_profile
from pipeline.seeds import read_text
from tests.profile.test_learn import entity, forms, learn, names


@pytest.mark.parametrize(
    ("text", "kept", "gone"),
    [
        ("Dave Quist paid. Later David Quist left, and Quist won.", "David Quist", "Dave Quist"),
        ("Habló Antonio Sanz. Luego Antonio Sanz Cabello salió.", "Antonio Sanz Cabello", "Antonio Sanz"),
        ("Habló Isabel Díaz Ayuso. Luego Díaz Ayuso salió.", "Isabel Díaz Ayuso", "Díaz Ayuso"),
        ("They met Velmar. Then Velmar Group and Velmar paid.", "Velmar", "Velmar Group"),
        ("It is U.S. Customs and Tide Protection. Customs and Tide Protection won.", "U.S. Customs and Tide Protection",
         "Customs and Tide Protection"),
        ("Con el Hospital Virgen del Mar de Sevilla. El Hospital Virgen del Mar paga.",
         "Hospital Virgen del Mar de Sevilla", "Hospital Virgen del Mar"),
        ("The Ministry of Health (Minsa) paid. Minsa won.", "Ministry of Health", "Minsa"),
    ],
)  # fmt: skip
def test_two_ways_of_naming_are_one(text: str, kept: str, gone: str) -> None:
    found = names(learn(text))
    assert kept in found
    assert gone not in found


@pytest.mark.parametrize(
    "text",
    [
        "Dave Quist paid. David Quist left. Then Anna Quist won.",  # three of the name: who is who nobody knows
        "Choi Jong-uk paid. Choi Jong-kun left.",
        "Velmar Rotem paid. HD Velmar Heavy Industries won.",
        "Antonio Sanz paid. Antonio Sanz Cabello and Antonio Sanz Prieto left.",
    ],
)
def test_namesakes_stay_apart(text: str) -> None:
    profile = learn(text)
    assert len([item for item in profile.entities if item.type is not EntityType.PLACE]) >= 2


def test_a_parent_that_is_named_first_is_no_short_form_of_its_branches() -> None:
    profile = learn("In May Velmar paid. It owns Velmar Belfast Works and Velmar Atlantic Sails. Velmar grew.")
    assert {"Velmar", "Velmar Belfast Works", "Velmar Atlantic Sails"} <= names(profile)


def test_a_branch_in_a_country_leaves_its_name_to_the_parent() -> None:
    assert {"Velmar", "Velmar South Korea"} <= names(
        learn("The head of Velmar South Korea spoke of Velmar and of Velmar.")
    )


def test_a_family_word_behind_two_long_names_is_nobodys() -> None:
    assert "Velmar" not in names(learn("They met Velmar Rotem and HD Velmar Heavy Industries. Velmar paid."))


def test_a_place_that_only_lends_its_name_to_an_airline_is_not_learnt() -> None:
    text = "Alaska Airlines paid for it. The Alaska crews were late."
    assert "Alaska" not in names(learn(text))
    assert "Alaska" in names(learn(f"{text} It flew to Alaska."))


def test_a_family_of_models_is_one_product_with_its_makers_name_as_alias() -> None:
    profile = learn("The Quorna 747 Gull flew. A 747 Gull 9 landed. Later the 747 Gull left, said Quorna.")
    (product,) = [item for item in profile.entities if item.type is EntityType.PRODUCT]
    assert {"Quorna 747 Gull", "747 Gull"} <= {alias.form for alias in product.aliases}
    assert "Gull" not in names(profile)


def test_capitals_that_words_written_small_explain_are_a_concept() -> None:
    profile = learn("A last rowing decision (LRD) waits. The LRD and the LRD of NAVRA came.")
    assert names(profile) == {"NAVRA"}


def test_a_numbered_thing_of_nowhere_is_nothing() -> None:
    assert names(learn("Phase 2 and Line 3 opened. Then Phase 2 and Line 3 closed, and Unit 4 too.")) == set()


def test_the_air_force_of_nobody_is_nothing_and_that_of_a_country_is_its_own() -> None:
    assert names(learn("The drills of the Air Force and the Marine Corps began.")) == set()
    assert "Air Force (Chile)" in names(learn("Chile’s army flew. The drills of Chile’s Air Force began."))


_SENTENCES = st.lists(
    st.sampled_from(
        [
            "Velmar South Korea paid Velmar.",
            "Dave Quist met David Quist of NAVRA.",
            "The National Vessel Registry Agency (NAVRA) met Peru’s Ministry of Fisheries (Minpes).",
            "Habló Antonio Sanz Cabello con Díaz Ayuso.",
            "Isabel Díaz Ayuso y Antonio Sanz viajaron a Chile.",
            "Lee Jae-mun met Yi Jae-moon and Choi Jong-uk.",
            "The Quorna 747 Gull and a 747 Gull 9 landed in Lima.",
            "서울에서 이재훈 장관이 페루 국방부와 회담했다.",
            "U.S. Customs and Tide Protection met Customs and Tide Protection.",
        ]
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=25, deadline=None)
@given(st.lists(_SENTENCES, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_any_order_of_any_seeds_gives_the_same_profile_with_true_quotes(
    texts: list[list[str]], chance: random.Random
) -> None:
    seeds = [read_text("\n".join(lines), file=f"s{n}.txt", sha256="0") for n, lines in enumerate(texts)]
    profile = learn_profile(seeds)
    raw = {seed.id: seed.raw for seed in seeds}
    for quote in (quote for item in profile.entities for quote in item.evidence):
        assert raw[quote.seed][quote.start : quote.end] == quote.quote
    chance.shuffle(seeds)
    assert learn_profile(seeds) == profile


def test_a_person_beside_the_ministry_of_another_land_keeps_the_ministries_apart() -> None:
    profile = learn(
        "Peru’s Ministry of Fisheries paid.\n"
        "Then South Korea’s Ministry of Fisheries, led by Minister Kim Do-yoon, left."
    )
    assert {"Ministry of Fisheries (Peru)", "Ministry of Fisheries (South Korea)"} <= names(profile)
    assert entity(profile, "Kim Do-yoon").country == "KR"


def test_the_ministry_of_one_country_is_not_that_of_another() -> None:
    found = names(learn("Seoul's Defense Ministry paid. Later the Saudi Arabian Defense Ministry won."))
    assert {"Defense Ministry", "Saudi Arabian Defense Ministry"} <= found


def test_a_court_of_many_states_is_of_none() -> None:
    found = names(
        learn("Guyana acudió a la Corte Internacional de Aguas. Chile respeta a la Corte Internacional de Aguas.")
    )
    assert "Corte Internacional de Aguas" in found


def test_what_a_body_is_for_is_no_other_name_of_it() -> None:
    found = forms(learn("Opina el Foro de Cooperación de Aguas Claras. Hay cooperación de Aguas Claras."), FORUM)
    assert "Aguas Claras" not in found


FORUM = "Foro de Cooperación de Aguas Claras"
