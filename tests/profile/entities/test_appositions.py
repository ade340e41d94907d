"""The country of a firm by the words beside its name, and all that looks like it and says nothing."""

from __future__ import annotations

import pytest

from pipeline.match import compile_profile
from pipeline.model.hit import Tier
from tests.match.watches import article
from tests.profile.test_learn import entity, learn

ENGLISH = "{} Later QVM left the room."
SPANISH = "{} Luego QVM habló del acuerdo de ayer."
KOREAN = "{} QVM은 소금을 판다고 밝혔다."


@pytest.mark.parametrize(
    "text",
    [
        *map(
            ENGLISH.format,
            (
                "QVM, a Chilean salt producer, spoke.",
                "QVM (QVM.SN), the Chilean salt and lithium producer that feeds it, spoke.",
                "The buyers met QVM, one of Chile's biggest lithium producers.",
                "QVM is Chile's largest lithium producer.",
                "They met Chile's QVM on Monday.",
                "They met Chile’s state-owned miner QVM on Monday.",
                "They met Chilean firm QVM on Monday.",
                "They met the Santiago-based miner QVM on Monday.",
                "The Chilean lithium producers Salmarca and QVM merged.",
            ),
        ),
        *map(
            SPANISH.format,
            (
                "Ayer la minera chilena QVM firmó.",
                "Ayer QVM, la chilena, firmó.",
                "Ayer la empresa chilena QVM firmó.",
                "Ayer QVM, productora chilena de litio, firmó.",
                "Ayer QVM, una empresa estatal chilena, firmó.",
                "El acuerdo con el fabricante chileno de baterías QVM está listo.",
                "Los productores chilenos de litio Salmarca y QVM firmaron ayer.",
                "Ayer firmó QVM, de Chile.",
            ),
        ),
        *map(
            KOREAN.format,
            (
                "칠레 기업 QVM은 어제 계약을 맺었다.",
                "칠레 국영 기업 QVM은 어제 계약을 맺었다.",
                "칠레의 QVM은 어제 계약을 맺었다.",
                "칠레 리튬 업체인 QVM과 어제 계약을 맺었다.",
                "QVM은 칠레의 최대 리튬 기업이다.",
            ),
        ),
    ],
)
def test_the_words_beside_a_name_give_it_a_country(text: str) -> None:
    assert entity(learn(text), "QVM").country == "CL"


@pytest.mark.parametrize(
    "text",
    [
        *map(
            ENGLISH.format,
            (
                "QVM and the Chilean Salmarca spoke.",
                "QVM and the Chilean miner Salmarca spoke.",
                "QVM's Chilean unit spoke.",
                "QVM, the Chilean unit of Salmarca, spoke.",
                "QVM, which the Chilean government supports, spoke.",
                "QVM's deal with Chilean Salmarca was signed.",
                "With QVM, the Chilean miner Salmarca will dig.",
                "QVM, the Chilean miner's rival, spoke.",
                "QVM, the Chilean government told the producer, must pay.",
                "QVM, Chilean companies and two banks met.",
                "They met QVM, a Chilean company said.",
                "QVM, a Latin American miner, spoke.",
                "QVM, a Chilean producer, spoke. QVM, a Peruvian producer, paid.",
            ),
        ),
        *map(
            SPANISH.format,
            (
                "Ayer QVM y la chilena Salmarca firmaron.",
                "Ayer QVM, la chilena Salmarca y otros firmaron.",
                "Ayer la empresa chilena compró QVM.",
                "Ayer la filial chilena de QVM firmó.",
                "Ayer QVM, que opera la chilena Salmarca, firmó.",
            ),
        ),
        *map(
            KOREAN.format,
            (
                "칠레의 QVM 투자는 늘었다.",
                "칠레 기업 QVM에 투자가 늘었다.",
                "칠레 정부는 QVM과 어제 계약을 맺었다.",
                "QVM은 칠레 기업에 판다.",
            ),
        ),
    ],
)
def test_what_is_said_of_another_or_is_contradicted_gives_none(text: str) -> None:
    assert entity(learn(text), "QVM").country == ""


def test_people_are_of_no_country_by_their_firm() -> None:
    profile = learn("Fiona Greig, a Chilean retailer, spoke. Later Fiona Greig left.")
    assert entity(profile, "Fiona Greig").country == ""


LITHIUM = (
    """Daehwa Energy Cells, a South Korean battery maker, will buy lithium from QVM, the Chilean lithium producer.
    The supply between Chile and South Korea is for seven years. South Korea has no lithium, and Chile has much.""",
    "Chile wants South Korea to build plants for cathodes in the north. Chile's ministers spoke of lithium in Seoul.",
    "South Korea buys more lithium from Chile than from anybody. Daehwa Energy Cells and QVM opened an office.",
    "Battery makers of South Korea need lithium; Chile has it. QVM pumps the brine, and Chile taxes it.",
)


def test_both_firms_of_a_trade_stand_for_their_countries() -> None:
    profile = learn(*LITHIUM)
    buyer, seller = entity(profile, "Daehwa Energy Cells"), entity(profile, "QVM")
    assert (buyer.country, buyer.side, buyer.stands_alone) == ("KR", "south-korea", True)
    assert (seller.country, seller.side, seller.stands_alone) == ("CL", "chile", True)
    news = article(
        "Daehwa Energy Cells and QVM extend lithium deal",
        body="Daehwa Energy Cells and QVM have extended their lithium supply by two years. QVM delivers from May.",
    )
    assert compile_profile(profile).judge(news).tier is Tier.DIRECT
