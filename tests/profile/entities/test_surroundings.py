"""What kind of thing a name is, by the words around it, and where a run of capitals is parted."""

from __future__ import annotations

import pytest

from pipeline.model.profile import EntityType
from tests.profile.test_learn import entity, forms, learn, names


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Shares rose. The copper producer Minalba said so. Minalba grew.", "Minalba", EntityType.COMPANY),
        ("They hold a 20% stake in QVM. Later QVM agreed.", "QVM", EntityType.COMPANY),
        ("La operadora Velmar ganó. Ayer Velmar habló.", "Velmar", EntityType.COMPANY),
        ("Wells in the Tolvara desert and the Tolvara region ran dry.", "Tolvara", EntityType.PLACE),
        ("The road is a gateway to Tolva Pekku.", "Tolva Pekku", EntityType.PLACE),
        ("Many tourists who visit Tolva Pekku stay.", "Tolva Pekku", EntityType.PLACE),
        ("Reabrió la carretera a Tolva Pekku.", "Tolva Pekku", EntityType.PLACE),
        ("The delegation will visit Tolva Pekku.", "Tolva Pekku", EntityType.COMPANY),
        ("The lift maker Tolva Pekku, the gateway to Tolva Pekku.", "Tolva Pekku", EntityType.COMPANY),
        ("Two units of the Dolvany power station and the Dolvany plant stopped.", "Dolvany", EntityType.PROJECT),
        ("Yurek Kalvner spoke. Later Kalvner left, and so did all of his aides.", "Yurek Kalvner", EntityType.PERSON),
        ("The bid was led by Vorin Skalle, chairman of the board.", "Vorin Skalle", EntityType.PERSON),
        ("His son-in-law Vorin Skalle paid.", "Vorin Skalle", EntityType.PERSON),
        ("The books range from Vellow Tales to Quorn Comics.", "Quorn Comics", EntityType.COMPANY),
    ],
)
def test_the_surroundings_tell_the_kind(text: str, name: str, kind: EntityType) -> None:
    assert entity(learn(text), name).type is kind


def test_an_office_parts_a_company_from_its_head() -> None:
    profile = learn("Norrfish CEO Han Do-jin bowed. A Norrfish CEO rarely does. Tarn Marine chairman Fiona Greig did.")
    assert {"Norrfish", "Han Do-jin", "Tarn Marine", "Fiona Greig"} <= names(profile)
    assert not any("CEO" in name for name in names(profile))


def test_a_minister_names_the_ministry_and_its_holder() -> None:
    profile = learn("Minister of Science and ICT Han Do-jin came. Minister of Ports and Rivers Vorin Skalle did not.")
    assert {"Han Do-jin", "Ministry of Ports and Rivers"} <= {n.split(" (")[0] for n in names(profile)}
    assert any(name.startswith("Ministry of Science and ICT") for name in names(profile))


def test_a_party_of_a_country_ends_there() -> None:
    profile = learn("The Liberal Party of Chile and Coastal Union Party members met the press.")
    assert {"Liberal Party of Chile", "Coastal Union Party"} <= names(profile)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The plan came from Baltic Hydro & Wind Power last week.", "Baltic Hydro & Wind Power"),
        ("The Movement of People Displaced by Floods protested.", "Movement of People Displaced by Floods"),
        ("La Contraloría General de la República objetó el pago.", "Contraloría General de la República"),
        ("Estuvo el jeque Sultán Ahmed Bin Tarek en la obra.", "Sultán Ahmed Bin Tarek"),
    ],
)
def test_long_names_stay_whole(text: str, name: str) -> None:
    assert name in names(learn(text))


def test_an_adjective_made_of_a_name_gives_the_name_and_a_concept_gives_none() -> None:
    profile = learn("A Norrfish-led group won. Es una Alianza Público-Privada del Gobierno Central, dijo ayer.")
    assert names(profile) == {"Norrfish"}


def test_a_compound_of_two_names_is_what_is_between_them() -> None:
    profile = learn("The Velmar-Quorna pact pleases Velmar and Quorna. Velmar and Quorna signed on Monday.")
    assert entity(profile, "Velmar-Quorna").type is EntityType.AGREEMENT


def test_a_well_known_name_that_is_a_word_stands_with_its_capital() -> None:
    profile = learn("The firm Oracle bid. Then Oracle paid, and Oracle won.")
    (alias,) = entity(profile, "Oracle").aliases
    assert alias.case_sensitive
    assert not alias.require_context


def test_a_surname_of_two_people_is_nobodys_unless_the_office_tells() -> None:
    profile = learn("CEO Park Do-jin bowed. Lawmaker Park Se-hun asked. CEO Park left. Park was silent.")
    assert "Park" not in names(profile)
    assert "CEO Park" in forms(profile, "Park Do-jin") or "Park Do-jin" in names(profile)


def test_only_names_that_sound_spanish_are_spelt_by_the_spanish_rules() -> None:
    profile = learn("Los vio Aurora Williams, y también Pablo Arosema.", "David Thornwell agreed.")
    hangul = {item.name: [a for a in item.aliases if a.origin == "hangul"] for item in profile.entities}
    assert not hangul["Aurora Williams"]
    assert not hangul["David Thornwell"]
    assert hangul["Pablo Arosema"]


def test_the_chair_of_a_board_is_not_called_president() -> None:
    profile = learn("El presidente del directorio de Velmar, Máximo Rivas, y el presidente Pablo Arosema hablaron.")
    assert "presidente Arosema" in forms(profile, "Pablo Arosema")
    assert "presidenta Arosema" not in forms(profile, "Pablo Arosema")
    assert not any(form.startswith("president") for form in forms(profile, "Máximo Rivas"))
