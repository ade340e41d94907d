"""Countries of products, projects and bodies that do not say them, and the pairs and grades that follow."""

from __future__ import annotations

import pytest

from pipeline.model.profile import Grade, Profile
from tests.profile.test_learn import entity, learn, names

_BOTH = "Chile and Japan met. Chile sold copper to Japan. In Chile and in Japan people agreed. "


def between(text: str) -> Profile:
    return learn(_BOTH + text, _BOTH)


@pytest.mark.parametrize(
    "text",
    [
        "Chile bought 20 X-77 boats, made by Japanese shipbuilder Tarukawa Heavy Industries.",
        "Chile imported the X-77 from Japan.",
        "Japan will supply boats to the Chilean Navy, an acquisition of 20 X-77 boats.",
    ],
)
def test_a_product_belongs_to_its_makers_side_but_never_stands_for_it(text: str) -> None:
    product = entity(between(text), "X-77")
    assert (product.country, product.side, product.stands_alone) == ("JP", "japan", False)


def test_a_buyer_is_no_maker() -> None:
    assert entity(between("Chile plans to acquire 20 X-77 boats."), "X-77").side == ""


@pytest.mark.parametrize(
    "text",
    [
        "Work on the Calima Airport in Chile begins.",
        "Firms bid for the Chilean Port of Malva and the new Calima Airport.",
    ],
)
def test_a_project_belongs_to_where_it_stands(text: str) -> None:
    assert entity(between(text), "Calima Airport").side == "chile"


def test_suppliers_such_as_a_company_share_its_demonym() -> None:
    assert entity(learn("He praised Korean suppliers such as Hanul Turbine."), "Hanul Turbine").country == "KR"


def test_a_company_beside_a_minister_does_not_place_the_ministry() -> None:
    text = "Minister of Industry and Trade Vorin Skalle praised Korean suppliers such as Hanul Turbine."
    ministry = next(item for item in learn(text).entities if item.name.startswith("Ministry of"))
    assert ministry.country != "KR"


def test_in_seeds_about_one_country_its_ministers_and_ministries_are_its_own() -> None:
    profile = learn("Chile exports lithium. In Chile, prices fell. President Pablo Rivas spoke. Chile waits.", "Chile.")
    assert entity(profile, "Pablo Rivas").country == "CL"


def test_a_country_is_met_through_its_companies_too() -> None:
    text = "Korean firm Hanul Atomic and Czech utility Vltava Power talked. Hanul Atomic offered. Vltava Power waited. "
    profile = learn(
        text, text + "Hanul Atomic signed.", "Hanul Atomic met Vltava Power. Hanul Atomic and Vltava Power."
    )
    assert [{pair.left, pair.right} for pair in profile.pairs] == [{"south-korea", "czechia"}]


def test_one_company_that_all_seeds_open_with_is_the_centre_whatever_countries_they_name() -> None:
    profile = learn(
        "Quorna Media lost data. Quorna Media is Korean and listed in the United States. Quorna Media paid.",
        "Police search Quorna Media. Quorna Media said sorry in South Korea and the United States.",
        "A fine for Quorna Media. South Korea and the United States looked on. Quorna Media appeals.",
    )
    assert (profile.pairs, entity(profile, "Quorna Media").centre) == ((), True)
    assert [item.name for item in profile.entities if item.centre] == ["Quorna Media"]


def test_a_company_that_comes_up_less_than_the_countries_is_no_centre() -> None:
    text = (
        "Quorna Media sells tanks. Chile and Peru talked. Peru asked Chile. Chile and Peru agreed, Peru said to Chile. "
    )
    profile = learn(text, text + "Quorna Media waits.", text + "Good.")
    assert [len(profile.pairs), any(item.centre for item in profile.entities)] == [1, False]


def test_three_rival_companies_are_no_pair() -> None:
    text = "Velmar bid for Quorna Media. Tolvex Stream bid for Quorna Media. Velmar and Tolvex Stream quarrel. "
    assert learn(text, text + "More.", text + "Again.").pairs == ()


def test_two_companies_that_run_through_the_seeds_are_the_pair() -> None:
    text = "Velmar and Quorna Media merge. Velmar pays Quorna Media. "
    (pair,) = learn(text, text + "More.", text + "Again.").pairs
    assert {pair.left, pair.right} == {"velmar", "quorna-media"}


def test_a_country_that_stands_in_lists_only_is_background() -> None:
    text = "Chile mines lithium. Chile sells it. Regulators in Brazil agreed. "
    profile = learn(text, text + "Good.", text + "Fine.")
    assert entity(profile, "Brazil").grade is Grade.BACKGROUND
    assert entity(profile, "Chile").grade is Grade.CORE


def test_korean_authorities_have_their_country_and_meet_their_english_names() -> None:
    profile = learn(
        "산업통상자원부 장관이 페루 외교부와 체코전력공사를 찾았다. 과학기술정보통신부는 민관합동조사단을 꾸렸다. "
        "합동조사단은 곧 조사를 시작한다. 정부는 일부 비용을 낸다.",
        "South Korea’s Ministry of Science and ICT agreed.",
    )
    countries = {item.name: item.country for item in profile.entities}
    assert countries["산업통상자원부"] == "KR"
    assert countries["체코전력공사"] == "CZ"
    assert countries["페루 외교부"] == "PE"
    assert "과학기술정보통신부" not in names(profile)
    assert "합동조사단" not in names(profile)


def test_an_abbreviated_company_before_its_head_is_no_person() -> None:
    profile = learn("한국수력원자력(한수원)이 계약했다. 황주호 한수원 사장은 기뻐했다.")
    assert "황주호" in names(profile)
    assert "한수원" not in {item.name for item in profile.entities if item.type.value == "person"}


def test_a_foreigner_in_hangul_is_joined_by_sound() -> None:
    profile = learn("페트르 피알라 총리는 말했다.", "Prime Minister Petr Fiala spoke.")
    assert "페트르 피알라" not in names(profile)


_LITHIUM = (
    "Chile mines lithium. Lithium carbonate from brine is made in Chile, a lithium producer, on its salt flat. "
    "The miner has evaporation ponds for brine, and a copper mine. Critical mineral exports grow. "
)


def test_seeds_on_a_subject_in_one_country_have_that_country_at_the_centre() -> None:
    profile = learn(
        _LITHIUM + "Quorna Litio, a Chilean miner, signed. Minister of Mining Pablo Rivas spoke.",
        _LITHIUM + "Work on the Calima Airport begins.",
        _LITHIUM + "Japan buys lithium.",
    )
    assert [item.name for item in profile.entities if item.centre] == ["Chile"]
    assert (entity(profile, "Pablo Rivas").side, entity(profile, "Japan").side) == ("chile", "")
    assert (entity(profile, "Calima Airport").side, entity(profile, "Calima Airport").stands_alone) == ("chile", True)


def test_what_two_firms_of_the_country_do_is_an_affair_of_the_country() -> None:
    text = _LITHIUM + "Quorna Litio, a Chilean miner, met Vorin Cobre, a Chilean miner. Quorna Litio and Vorin Cobre. "
    profile = learn(text, text + "Vorin Cobre waits. ", text + "Quorna Litio waits. ")
    assert (profile.pairs, [item.name for item in profile.entities if item.centre]) == ((), ["Chile"])


def test_one_country_without_a_subject_is_no_centre() -> None:
    text = "Chile waits. In Chile people talk. Chile and its people. Vorin Skalle lives in Chile. "
    assert not any(item.centre for item in learn(text, text + "Chile. ", text + "Again Chile. ").entities)
