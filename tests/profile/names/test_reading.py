"""Names in single sentences: what is taken whole, what is parted, what is nobody's name."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model.profile import EntityType
from pipeline.profile.names.mentions import Mention
from pipeline.profile.names.reading import find_mentions
from pipeline.profile.tokens import sentences_of
from pipeline.seeds import read_text


def mentions(text: str) -> list[Mention]:
    seed = read_text(text, file="a.txt", sha256="0")
    return [mention for sentence in sentences_of(seed) for mention in find_mentions(sentence)]


def forms(text: str) -> list[str]:
    return [mention.form for mention in mentions(text) if mention.sure]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They heard the Standing Subcommittee on Ports today.", "Standing Subcommittee on Ports"),
        ("Both signed the General Agreement for Work on River Boats.", "General Agreement for Work on River Boats"),
        ("An 'Accord for Joint Use of Harbour Cranes' came.", "Accord for Joint Use of Harbour Cranes"),
        ("Opina la Comisión para el Mercado Pesquero desde ayer.", "Comisión para el Mercado Pesquero"),
        ("Saludó la Sociedad Nacional de Redes, Velas y Anclas ayer.", "Sociedad Nacional de Redes, Velas y Anclas"),
        ("Opina el Organismo Regulador de la Pesca en Aguas de Uso Común (Ropauc) desde ayer.",
         "Organismo Regulador de la Pesca en Aguas de Uso Común"),
        ("Dijo el viceministro de Pesca Artesanal, Beto Quiñe Vara.", "Viceministerio de Pesca Artesanal"),
        ("It pays under the TIDES and Science Act today.", "TIDES and Science Act"),
        ("Opina la Secretaría de Pesca desde ayer.", "Secretaría de Pesca"),
        ("A gull over the quay [HARBOUR PROGRAM AUTHORITY]", "HARBOUR PROGRAM AUTHORITY"),
        ("It asked the Council on Tides, Winds, and Water again.", "Council on Tides, Winds, and Water"),
        ("It asked the Ministry of Trade, Industry and Fisheries again.", "Ministry of Trade, Industry and Fisheries"),
        ("It pays Velmar Defence, Sails & Anchors each year.", "Velmar Defence, Sails & Anchors"),
        ("Firmó el Banco de Puertos de América Latina y el Caribe.", "Banco de Puertos de América Latina y el Caribe"),
        ("Ganó el consorcio Aurora de Tarma ayer.", "Aurora de Tarma"),
        ("Ganó VELMAR Ingeniería y Tecnología ayer.", "VELMAR Ingeniería y Tecnología"),
        ("It went to Velmar Engineering & Construction CO. LTD today.", "Velmar Engineering & Construction CO. LTD"),
        ("Ganó VELMAR Constructora S.A de C.V. ayer.", "VELMAR Constructora S.A de C.V."),
        ("Then Ursula van der Berg spoke.", "Ursula van der Berg"),
        ("Then Mary E. Quist spoke.", "Mary E. Quist"),
        ("Then Beto O’Quist spoke.", "Beto O’Quist"),
        ("The harbour pilot, Per Skelby Holm, spoke.", "Per Skelby Holm"),
        ("They praised Sailors Without Borders today.", "Sailors Without Borders"),
        ("It met the People's Fishing Party today.", "People's Fishing Party"),
        ("Crece la mina Las Palmeras desde ayer.", "Las Palmeras"),
        ("It sold the Quorna 747 Gull to them.", "Quorna 747 Gull"),
    ],
)  # fmt: skip
def test_a_name_is_taken_whole(text: str, name: str) -> None:
    assert name in forms(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A note by Harbour Safety Board Chair Jennifer Quist came.", ["Harbour Safety Board", "Jennifer Quist"]),
        ("A note by NHSA Administrator Mike Quist came.", ["NHSA", "Mike Quist"]),
        ("Then WSO Director-General Tesfaye Alemu Bekele spoke.", ["WSO", "Tesfaye Alemu Bekele"]),
        ("The ambassador to Chile Liu Xiaobing spoke.", ["Chile", "Liu Xiaobing"]),
        ("It was bought by Buenos Aires-based Tarn Marine.", ["Buenos Aires", "Tarn Marine"]),
        ("Its peers are Skelby-based Tarn Marine and others.", ["Skelby", "Tarn Marine"]),
        ("He saw Galicia-Chile ties and US-China trade.", ["US", "China"]),
        ("Fiona Greig and Duncan Ashworth met.", ["Fiona Greig", "Duncan Ashworth"]),
        ("Firmaron NAVRA Perú y Velmar Heavy Industries ayer.", ["NAVRA Perú", "Velmar Heavy Industries"]),
        ("It pays Velmar Robotics and Quorna Nano Systems now.", ["Velmar Robotics", "Quorna Nano Systems"]),
        ("A yard of 1.4 GW Incheon sites.", ["Incheon"]),
        ("Ouvriers de Talca, directora de Puertos Eva-María Quist hablaron.", ["Talca", "Eva-María Quist"]),
    ],
)  # fmt: skip
def test_names_that_touch_are_parted(text: str, names: list[str]) -> None:
    assert set(names) <= set(forms(text)), forms(text)


@pytest.mark.parametrize(
    "text",
    [
        "She spoke for Sen. Quist, D-Conn., and R-Wisc., today, and WHO IS THE WINNER HERE did not matter.",
        "They like SUVs and EVs and LEDs at 5 GW.",
        "Read it at velmar.com or t.co/fCX2Ptc7YNq or #Velmar or <VLMR>.",
        "All Rights Reserved is what the Democratic Vice Ministry said on Monday at 5 p.m. ET in spring.",
    ],
)
def test_what_has_capitals_and_is_no_name_is_left_out(text: str) -> None:
    assert set(forms(text)) <= {"Quist"}


def test_a_word_in_capitals_that_the_seed_also_writes_small_is_emphasis() -> None:
    assert forms("It was a TUNNEL, the tunnel of NAVRA.") == ["NAVRA"]


def test_an_everyday_word_before_a_name_that_stands_alone_elsewhere_is_the_sentences() -> None:
    assert "Velmar" in forms("Watching Velmar pays. It likes Velmar and Velmar likes it.")
    assert "Standing Rock" in forms("Standing Rock pays. It likes Standing Rock.")


def test_a_dateline_in_capitals_is_a_town() -> None:
    (first, *_) = mentions("PORT SKELBY, Texas (Reuters) - The yard opened on Monday in Texas.")
    assert (first.form, first.type) == ("Port Skelby", EntityType.PLACE)


def test_what_stands_before_its_province_is_a_place() -> None:
    kinds = {
        mention.form: (mention.type, mention.owner) for mention in mentions("Yards at Skelby, North Carolina, grew.")
    }
    assert kinds["Skelby"] == (EntityType.PLACE, "US")


def test_a_country_in_brackets_owns_what_stands_before_it() -> None:
    (owner,) = {
        m.owner for m in mentions("Ganó Velmar Corporation Limited (China) ayer.") if m.form.startswith("Velmar")
    }
    assert owner == "CN"


def test_in_german_where_every_noun_has_a_capital_only_places_and_people_are_taken() -> None:
    text = (
        "Die Polizei hat am Mittwoch eine Wohnung in Madrid durchsucht und dabei Bargeld und Waffen gefunden, "
        "wie die Behörden am Abend nach der Sitzung mitteilten."
    )
    assert forms(text) == ["Madrid"]


_PIECES = st.sampled_from(
    "Velmar Chile of and the de la y del , . ( ) ' ’ 737 Max S.A. Co. U.S. O’Quist -based Lee Xi He JOSÉ & 서울 "
    "\u00ad José Ministry Minister President 3 lines Line on without “ ” « » \u00a0 @x http://a.b/C Ã±".split(" ")
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, max_size=25).map(" ".join))
def test_no_mixture_of_words_and_marks_breaks_the_reader_and_places_are_true(text: str) -> None:
    for mention in mentions(text):
        piece = mention.sentence.paragraph.text[mention.start : mention.end]
        assert 0 <= mention.start < mention.end
        assert piece.split()[-1].casefold() in mention.form.casefold() or mention.rule == "office"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Opina el experto en Derecho Marítimo, Beto Quiñe Vara.", "Derecho Marítimo"),
        ("It pays off for Central Texans and for Alaskans.", "Central Texans"),
        ("It pays off for Central Texans and for Alaskans.", "Alaskans"),
        ("She is a professor of Public Health in Skelby.", "Public Health"),
        ("Later Fiona Greig, Harbour Safety Chief, spoke.", "Harbour Safety Chief"),
        ("Later Fiona Greig, Harbour Safety Chief, spoke.", "Harbour Safety"),
    ],
)
def test_a_field_is_nobodys_name(text: str, form: str) -> None:
    assert form not in forms(text)


def test_who_heads_a_body_names_it() -> None:
    assert "Skelby Police" in forms("Later Fiona Greig, Skelby Police Chief, spoke.")


def test_a_bracket_abbreviates_the_parent_where_its_letters_say_so() -> None:
    found = forms("Firmó la Procuraduría del Ministerio de Pesca y Aguas (MPA) ayer.")
    assert found == ["Procuraduría del Ministerio de Pesca y Aguas", "Ministerio de Pesca y Aguas", "MPA"]
