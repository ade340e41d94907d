"""Figures in running text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.profile import FigureKind, Hedge
from pipeline.text.figures import FoundFigure, find_figures

AMOUNT, COUNT, SHARE, MEASURE = FigureKind.AMOUNT, FigureKind.COUNT, FigureKind.SHARE, FigureKind.MEASURE


def only(text: str, language: str) -> FoundFigure:
    figures = find_figures(text, language)
    assert len(figures) == 1, [text[item.start : item.end] for item in figures]
    return figures[0]


def told(text: str, language: str) -> list[tuple[str, float, str]]:
    return [(text[item.start : item.end], item.value, item.unit) for item in find_figures(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "found", "value", "unit"),
    [
        ("The yard paid US$6 billion for it.", "en", "US$6 billion", 6e9, "USD"),
        ("A $463 million order.", "en", "$463 million", 463e6, "USD"),
        ("The plan costs 70 billion dollars.", "en", "70 billion dollars", 70e9, "USD"),
        ("They raised $12.9bn.", "en", "$12.9bn", 12.9e9, "USD"),
        ("It sold for €5k.", "en", "€5k", 5e3, "EUR"),
        ("Fees of KRW500m fell due.", "en", "KRW500m", 5e8, "KRW"),
        ("A fund of 31.226 trillion won.", "en", "31.226 trillion won", 31.226e12, "KRW"),
        ("Worth 3 billion Canadian dollars.", "en", "3 billion Canadian dollars", 3e9, "CAD"),
        ("A C$5m grant.", "en", "C$5m", 5e6, "CAD"),
        ("The $12-billion plan.", "en", "$12-billion", 12e9, "USD"),
        ("Sales of US$ 2,780 million.", "en", "US$ 2,780 million", 2.78e9, "USD"),
        ("Costó 2.000 millones de dólares.", "es", "2.000 millones de dólares", 2e9, "USD"),
        ("Costó US$ 2,780 millones.", "es", "US$ 2,780 millones", 2.78e9, "USD"),
        ("Aportó S/ 120 millones.", "es", "S/ 120 millones", 120e6, "PEN"),
        ("Pidió S/. 1'200,500.50 al banco.", "es", "S/. 1'200,500.50", 1200500.5, "PEN"),
        ("Vale 2 billones de wones.", "es", "2 billones de wones", 2e12, "KRW"),
        ("Vale 2,937 billones de wones.", "es", "2,937 billones de wones", 2.937e12, "KRW"),
        ("Prestó 7 mil millones de soles.", "es", "7 mil millones de soles", 7e9, "PEN"),
        ("Gastó 900 mil pesos chilenos.", "es", "900 mil pesos chilenos", 9e5, "CLP"),
        ("Pagó 5.000 pesos.", "es", "5.000 pesos", 5e3, "peso"),
        ("Pide US$ 500 MM.", "es", "US$ 500 MM", 5e8, "USD"),
        ("사업비는 2조 원이다.", "ko", "2조 원", 2e12, "KRW"),
        ("65억 달러를 들였다.", "ko", "65억 달러", 6.5e9, "USD"),
        ("3조 2천억원을 썼다.", "ko", "3조 2천억원", 3.2e12, "KRW"),
        ("칠레 페소로 5억 칠레 페소다.", "ko", "5억 칠레 페소", 5e8, "CLP"),
        ("1억 2,300만 유로를 냈다.", "ko", "1억 2,300만 유로", 1.23e8, "EUR"),
    ],
)
def test_amounts_are_read_in_single_units_of_their_currency(
    text: str, language: str, found: str, value: float, unit: str
) -> None:
    figure = only(text, language)
    assert figure.kind is AMOUNT
    assert (text[figure.start : figure.end], figure.unit) == (found, unit)
    assert figure.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "language", "kind", "found", "value", "unit"),
    [
        ("It ordered 54 K2 tanks from them.", "en", COUNT, "54 K2 tanks", 54, "K2 tank"),
        ("Then 141 wheeled vehicles, all new.", "en", COUNT, "141 wheeled vehicles", 141, "wheeled vehicle"),
        ("A 23.2 million-user leak.", "en", COUNT, "23.2 million-user", 23.2e6, "user"),
        ("Some thirty-five ferries sank.", "en", COUNT, "Some thirty-five ferries", 35, "ferry"),
        ("It hit 33.7 million people.", "en", COUNT, "33.7 million people", 33.7e6, "person"),
        ("He is the 10th largest seller.", "en", COUNT, "10th largest", 10, "rank"),
        ("A third-biggest market.", "en", COUNT, "third-biggest", 3, "rank"),
        ("Shares fell 15 per cent.", "en", SHARE, "15 per cent", 15, "%"),
        ("A 300-km railway.", "en", MEASURE, "300-km", 300, "km"),
        ("It makes 2.5 million tons.", "en", MEASURE, "2.5 million tons", 2.5e6, "t"),
        ("Compró 54 tanques K2 del país.", "es", COUNT, "54 tanques K2", 54, "tanque K2"),
        ("Creó 12 000 empleos directos.", "es", COUNT, "12 000 empleos directos", 12000, "empleo directo"),
        ("Son 33,7 millones de usuarios.", "es", COUNT, "33,7 millones de usuarios", 33.7e6, "usuario"),
        ("Suma 17 abstenciones.", "es", COUNT, "17 abstenciones", 17, "abstención"),
        ("Zarpan treinta y dos buques.", "es", COUNT, "treinta y dos buques", 32, "buque"),
        ("Es el segundo productor mundial.", "es", COUNT, "segundo productor", 2, "rank"),
        ("Avanzó 21,49 % este mes.", "es", SHARE, "21,49 %", 21.49, "%"),
        ("Dura 47 meses.", "es", MEASURE, "47 meses", 47, "month"),
        ("Tiene 6.700 hectáreas.", "es", MEASURE, "6.700 hectáreas", 6700, "ha"),
        ("육군은 K2 전차 54대를 샀다.", "ko", COUNT, "K2 전차 54대", 54, "K2 전차"),
        ("군은 195대를 산다.", "ko", COUNT, "195대", 195, "대"),
        ("현재 4척의 수상함을 짓는다.", "ko", COUNT, "4척의 수상함", 4, "수상함"),
        ("고객 계정 3370만개가 샜다.", "ko", COUNT, "고객 계정 3370만개", 33.7e6, "고객 계정"),
        ("세계 10위 수출국이다.", "ko", COUNT, "10위", 10, "rank"),
        ("지분은 15퍼센트다.", "ko", SHARE, "15퍼센트", 15, "%"),
        ("500톤을 실었다.", "ko", MEASURE, "500톤", 500, "t"),
    ],
)  # fmt: skip
def test_other_figures_tell_what_they_count(
    text: str, language: str, kind: FigureKind, found: str, value: float, unit: str
) -> None:
    figure = only(text, language)
    assert (figure.kind, text[figure.start : figure.end], figure.unit) == (kind, found, unit)
    assert figure.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "language", "found", "value", "most"),
    [
        ("It costs between 5 and 7 billion won.", "en", "5 and 7 billion won", 5e9, 7e9),
        ("It costs US$5-7 billion.", "en", "US$5-7 billion", 5e9, 7e9),
        ("From $5 million to $7 million.", "en", "$5 million to $7 million", 5e6, 7e6),
        ("Needs 500 to 700 tanks.", "en", "500 to 700 tanks", 500, 700),
        ("Between 900 million and 1 billion won.", "en", "900 million and 1 billion won", 9e8, 1e9),
        ("Entre 5 y 7 mil millones de soles.", "es", "5 y 7 mil millones de soles", 5e9, 7e9),
        ("5~7조 원이 든다.", "ko", "5~7조 원", 5e12, 7e12),
    ],
)
def test_a_range_is_one_figure_with_two_ends(text: str, language: str, found: str, value: float, most: float) -> None:
    figure = only(text, language)
    assert (text[figure.start : figure.end], figure.value, figure.most) == (found, value, most)


@pytest.mark.parametrize(
    ("text", "language", "hedge"),
    [
        ("It paid more than 2 trillion won.", "en", Hedge.OVER),
        ("It paid up to 2 trillion won.", "en", Hedge.UNDER),
        ("It paid approximately $1.3 billion.", "en", Hedge.ABOUT),
        ("Pagó al menos 3 millones de euros.", "es", Hedge.OVER),
        ("약 2조원을 냈다.", "ko", Hedge.ABOUT),
        ("2조 원 이상을 냈다.", "ko", Hedge.OVER),
        ("병사 100여 명이 갔다.", "ko", Hedge.OVER),
        ("It paid $2 million.", "en", Hedge.NONE),
    ],
)
def test_a_hedge_is_told(text: str, language: str, hedge: Hedge) -> None:
    assert only(text, language).hedge is hedge


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Work on Line 3 projects and Article 5 goes on.", "en"),
        ("The KF-21 beat COVID-19 at 15:30 by 6-2 in room 9to5.", "en"),
        ("Call 01-234-5678 or 10.0.0.1 now.", "en"),
        ("He left two years ago and came back three weeks later.", "en"),
        ("The 12 won it at COP 28.", "en"),
        ("One of them said several million.", "en"),
        ("Se fue hace tres años, a las 22.30 horas.", "es"),
        ("La ley 30220 y la línea 2 siguen.", "es"),
        ("2년 전에 제3자가 갔다.", "ko"),
        ("원전 5기는 아니고 5 원전이다.", "en"),
    ],
)
def test_names_scores_clocks_and_relative_times_are_no_figures(text: str, language: str) -> None:
    assert told(text, language) == []


def test_sums_and_their_parts_stand_in_order() -> None:
    text = "It took 195 units: 54 K2 tanks and 141 K808 carriers, for 2 trillion won ($1.3 billion), by May 31, 2027."
    assert [text[item.start : item.end] for item in find_figures(text, "en")] == [
        "195 units", "54 K2 tanks", "141 K808 carriers", "2 trillion won", "$1.3 billion", "May 31, 2027",
    ]  # fmt: skip


@given(
    st.text(alphabet=st.sampled_from("1230.,%-~$ €aKmn\n조억만대두 dosbillion년월일"), max_size=60),
    st.sampled_from(["en", "es", "ko", "und"]),
)
def test_spans_lie_in_the_text_and_never_overlap(text: str, language: str) -> None:
    figures = find_figures(text, language)
    assert all(0 <= item.start < item.end <= len(text) for item in figures)
    assert all(before.end <= after.start for before, after in pairwise(figures))
    assert all(any(char.isalnum() for char in text[item.start : item.end]) for item in figures)


@given(st.integers(1, 999_999_999))
def test_what_is_written_out_is_read_back_in_three_languages(amount: int) -> None:
    dotted = f"{amount:,}".replace(",", ".")
    assert only(f"It cost ${amount:,} then.", "en").value == amount
    assert only(f"Costó {dotted} euros entonces.", "es").value == amount
    assert only(f"모두 {amount:,}원을 썼다.", "ko").value == amount


@given(st.integers(1, 9999), st.integers(0, 9999))
def test_korean_scales_add_up(eok: int, man: int) -> None:
    text = f"모두 {eok}억 {man}만 원을 썼다." if man else f"모두 {eok}억 원을 썼다."
    assert only(text, "ko").value == eok * 10**8 + man * 10**4


@given(st.decimals(min_value=1, max_value=999, places=1))
def test_decimal_marks_follow_the_language(number: object) -> None:
    assert only(f"It cost ${number} billion.", "en").value == pytest.approx(float(str(number)) * 1e9)
    spanish = str(number).replace(".", ",")
    assert only(f"Costó {spanish} mil millones de euros.", "es").value == pytest.approx(float(str(number)) * 1e9)


@pytest.mark.parametrize(
    "hostile", ["1", "1 ", "1,", "1.000", "1조", "$", "between 1 and ", "two ", "1-", "in 2000 ", "May 1"]
)
@pytest.mark.parametrize("language", ["en", "es", "ko"])
def test_hostile_text_does_not_hang(hostile: str, language: str) -> None:
    text = hostile * (200_000 // len(hostile))  # a quadratic rule would run into the time-out
    assert all(item.end <= len(text) for item in find_figures(text, language))


def test_only_the_first_million_characters_are_read() -> None:
    figures = find_figures("It cost $5. " + " " * 1_000_000 + "It cost $6.", "en")
    assert [item.value for item in figures] == [5]
