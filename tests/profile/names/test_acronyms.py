"""Acronyms and what they stand for."""

from __future__ import annotations

from pipeline.profile.names.acronyms import common_nouns
from tests.profile.test_learn import learn


def test_an_acronym_of_small_words_is_no_name() -> None:
    assert common_nouns("They took a final investment decision (FID) in May.") == {"fid"}


def test_a_word_without_end_explains_nothing() -> None:
    """The time for it must not grow with the square of its length."""
    assert common_nouns("ab" * 100_000) == set()


def test_an_acronym_behind_a_place_is_that_of_the_body_whose_name_it_ends() -> None:
    profile = learn(
        "La Corporación de Desarrollo Urbano en el Exterior de Corea (QUOR) firmó con Colombia. QUOR pagó. "
        "Habló la Empresa Metro de Bogotá (EMBX). The Republic of Korea (ROK) agreed."
    )
    forms = {item.name: {alias.form for alias in item.aliases} for item in profile.entities}
    assert "QUOR" in forms["Corporación de Desarrollo Urbano"]
    assert not {"QUOR", "EMBX", "Exterior"} & (forms["South Korea"] | forms["Bogota"])
    assert "ROK" in forms["South Korea"]
