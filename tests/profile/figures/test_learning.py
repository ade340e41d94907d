"""Known figures: what seeds state, where they contradict each other, what is hard to believe."""

from __future__ import annotations

import pytest

from pipeline.model.profile import Alias, Entity, EntityType, Figure, FigureKind, Grade, Hedge
from pipeline.profile.figures.learning import learn_figures
from pipeline.seeds import read_text


def entity(identity: str, name: str, kind: EntityType, *aliases: str) -> Entity:
    forms = tuple(Alias(form=form) for form in aliases)
    return Entity(id=identity, name=name, type=kind, grade=Grade.CORE, aliases=forms)


ENTITIES = (
    entity("brava", "Brava", EntityType.PLACE, "Bravan", "브라바"),
    entity("osmia", "Osmia", EntityType.PLACE),
    entity("t9", "T9", EntityType.PRODUCT, "T9 tank"),
    entity("norsk-yards", "Norsk Yards", EntityType.COMPANY),
    entity("veda", "Veda", EntityType.COMPANY, "베다"),
    entity("coast-guard", "Coast Guard", EntityType.AGENCY),
)


def learn(*texts: str) -> tuple[Figure, ...]:
    return learn_figures([read_text(text, file=f"{n}.txt", sha256="") for n, text in enumerate(texts)], ENTITIES)


def ids(*texts: str) -> list[str]:
    return [figure.id for figure in learn(*texts)]


def test_a_figure_tells_its_subject_and_quotes_its_sentence_as_the_seed_has_it() -> None:
    raw = "Norsk  Yards won[2] a $463 million order from the Coast Guard. It smiled.\n"
    (figure,) = learn(raw)
    assert (figure.id, figure.kind, figure.text) == ("norsk-yards-463m-usd", FigureKind.AMOUNT, "$463 million")
    assert (figure.value, figure.unit, figure.subject, figure.seed) == (463e6, "USD", "norsk-yards", "0")
    assert (
        figure.quote
        == raw[figure.start : figure.end]
        == "Norsk  Yards won[2] a $463 million order from the Coast Guard."
    )


def test_the_thing_counted_is_the_subject_and_not_of_its_neighbours() -> None:
    subjects = {
        figure.text: figure.subject for figure in learn("Brava ordered 54 T9 tanks and 141 wheeled trucks there.")
    }
    assert subjects == {"54 T9 tanks": "t9", "141 wheeled trucks": "brava"}


def test_who_was_named_before_is_meant_where_nobody_is() -> None:
    (figure,) = learn("The order went to Norsk Yards in the end. The price was put at $40 million by officials.")
    assert figure.subject == "norsk-yards"


def test_a_long_sentence_is_quoted_around_its_figure_in_whole_words() -> None:
    raw = f"Veda {'sold many small things ' * 20}for $40 million {'and bought others again ' * 20}then."
    (figure,) = learn(raw)
    assert figure.quote == raw[figure.start : figure.end]
    assert "$40 million" in figure.quote
    assert len(figure.quote) <= 440
    assert set(figure.quote.split()) <= set(raw.split())


def test_what_several_seeds_state_is_told_once() -> None:
    assert ids(
        "Brava will buy 54 T9 tanks next to other goods.",
        "The deal of Brava covers 54 T9 tanks in all.",
        "El gobierno de Brava confirmó que la entrega suma 54 tanques T9 en total para su ejército.",
    ) == ["t9-54-t9-tank"]


def test_a_figure_names_the_further_seeds_that_state_the_same() -> None:
    deal = "Brava will buy 54 T9 tanks next to other goods."
    (figure,) = learn(deal, "Nothing was said of anything.", deal, f"{deal} Brava again told of its 54 T9 tanks.")
    assert (figure.seed, figure.seeds) == ("0", ("2", "3"))


def test_a_range_has_both_ends_and_a_hedge_is_kept() -> None:
    hedged, ranged = learn("Veda will spend $5-7 billion on mines.", "Veda paid more than 2 million euros for music.")
    assert (ranged.value, ranged.most, ranged.hedge) == (5e9, 7e9, Hedge.NONE)
    assert (hedged.value, hedged.most, hedged.hedge) == (2e6, 0, Hedge.OVER)


def test_dates_count_only_where_something_happened_on_them() -> None:
    text = (
        "Veda and Brava signed the accord on May 31, 2024. Veda said on June 2, 2024 that it was glad. "
        "The museum of 1998 is large."
    )
    (figure,) = learn(text)
    assert (figure.id, figure.kind, figure.when) == ("brava-sign-2024-05-31", FigureKind.DATE, "2024-05-31")


@pytest.mark.parametrize(
    "text",
    [
        "Published: 10 Dec. 2025, 05:00 after the signing",
        "기사입력: 2025.04.25 15:30 서명",
        "Phone: 555 123 for 40 editors.",
        "The two leaders met both sides on three occasions.",
        "1. Veda met the board of Line 3 projects.",
        "Veda to Export 195 Tanks to Brava",
        "Veda is 100% sure of it.",
    ],
)
def test_page_dates_telephones_headlines_and_turns_of_speech_are_left_out(text: str) -> None:
    assert learn(text) == ()


def test_two_seeds_that_count_one_thing_differently_are_in_conflict() -> None:
    figures = learn("Brava will get 54 T9 tanks.", "Brava will receive 60 T9 tanks.", "Osmia has 180 T9 tanks.")
    conflicts = {figure.id: figure.conflicts for figure in figures}
    assert conflicts == {
        "t9-54-t9-tank": ("t9-60-t9-tank",),
        "t9-60-t9-tank": ("t9-54-t9-tank",),
        "t9-180-t9-tank": (),
    }


def test_sums_of_one_contract_are_in_conflict_and_sums_of_two_are_not() -> None:
    figures = learn(
        "Norsk Yards has a $463 million contract to deliver patrol vessels to the Coast Guard.",
        "The contract of Norsk Yards to deliver patrol vessels to the Coast Guard is worth $400 million.",
        "Norsk Yards pays $90 million for studies of a tunnel.",
    )
    flagged = {figure.text for figure in figures if figure.conflicts}
    assert flagged == {"$463 million", "$400 million"}


@pytest.mark.parametrize(
    "text",
    [
        "Brava will buy 54 T9 tanks and later 60 T9 tanks.",  # parts of one sentence
        "Brava buys 195 units. They are 54 T9 tanks and 141 trucks.",  # a whole and its parts
    ],
)
def test_parts_and_wholes_are_no_contradiction(text: str) -> None:
    assert not any(figure.conflicts for figure in learn(text))


def test_rounding_and_hedges_are_no_contradiction() -> None:
    figures = learn(
        "Veda won a contract of more than $2 billion to deliver vessels to the Coast Guard.",
        "The contract of Veda to deliver vessels to the Coast Guard is worth $2.4 billion.",
        "The contract of Veda to deliver vessels to the Coast Guard is worth $2.42 billion.",
    )
    assert not any(figure.conflicts for figure in figures)


def test_one_act_on_two_days_is_a_conflict() -> None:
    figures = learn(
        "The accord between Veda and Norsk Yards on vessel repair was signed on May 3, 2024.",
        "The accord between Veda and Norsk Yards on vessel repair was signed on May 31, 2024.",
        "The accord between Veda and Norsk Yards on vessel repair was signed in May 2024.",
    )
    assert [bool(figure.conflicts) for figure in figures] == [False, True, True]


def test_a_day_of_a_visit_does_not_contradict_the_days_of_the_visit() -> None:
    told = "The fair of Veda and Norsk Yards for vessel repair and trade will be held "
    for day in ("June 4, 2024", "June 12, 2024", "June 12", "June 4-12"):
        assert not any(figure.conflicts for figure in learn(f"{told}June 4-12, 2024.", f"{told}on {day}."))
    assert any(figure.conflicts for figure in learn(f"{told}June 4-12, 2024.", f"{told}on June 3, 2024."))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Veda sells trains for 2.000 millones de wones (1.400 millones de dólares).", "would be 1.429 KRW a dollar"),
        ("Veda will invest $400 trillion in Brava.", "more than the whole world produces in a year"),
        ("Veda has 12 billion users in Brava.", "more than all people on earth"),
        ("The price was not disclosed, but Veda could pay $3 billion.", "an estimate: the sum was not disclosed"),
        ("Veda signed the pact on May 3, 1824.", "the year 1824 is far from any news"),
        ("Brava promises Veda a multi-million grant\n\nVeda will get $70 billion from Brava.", "“multi-million”"),
    ],
)
def test_doubts_are_readable(text: str, reason: str) -> None:
    assert reason in " ".join(figure.doubt for figure in learn(text))


def test_a_right_rate_of_exchange_raises_no_doubt() -> None:
    assert not any(figure.doubt for figure in learn("Veda sells trains for 2 trillion won ($1.4 billion) to Brava."))


def test_a_thousandfold_slip_between_two_seeds_is_doubted() -> None:
    figures = learn(
        "Veda sells trains for 2 trillion won.", "Veda vende trenes, un contrato de venta de 2.000 millones de wones."
    )
    assert {figure.doubt for figure in figures} == {
        "1,000 times what seed 1 says: 2.000 millones de wones",
        "one 1,000th of what seed 0 says: 2 trillion won",
    }


def test_the_order_of_seeds_and_entities_does_not_matter() -> None:
    seeds = [
        read_text(text, file=f"{name}.txt", sha256="")
        for name, text in (
            ("a", "Brava gets 54 T9 tanks for $5 million."),
            ("b", "베다는 T9 전차 60대를 브라바에 판다."),
        )
    ]
    assert learn_figures(seeds, ENTITIES) == learn_figures(seeds[::-1], ENTITIES[::-1])
    assert len(learn_figures(seeds, ENTITIES)) == 3


def test_ids_are_unique() -> None:
    found = ids(
        "Veda paid $5 million for a mine.",
        "Veda gave $5 million for music, it was told, of Brava.",
        "Veda lost 5 mines.",
    )
    assert len(found) == len(set(found))


def test_no_seeds_give_no_figures() -> None:
    assert learn_figures([], ENTITIES) == ()
    assert [
        figure.subject
        for figure in learn_figures([read_text("Workers built 40 bridges.", file="x.txt", sha256="")], [])
    ] == ["workers built"]
