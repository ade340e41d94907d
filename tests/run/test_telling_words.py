"""The words of an article that may become terms: telling ones, no names, in the three languages that are read."""

from __future__ import annotations

import pytest

from pipeline.match import compile_profile
from pipeline.run.telling_words import telling_words
from tests.match.watches import article, peru_korea

MATCHER = compile_profile(peru_korea())


def words(title: str, body: str, language: str) -> list[str]:
    text = article(title, body=body, language=language)
    return [word.form for word in telling_words(text, MATCHER.judge(text))]


@pytest.mark.parametrize(
    ("title", "body", "language", "telling"),
    [
        ("Peru Orders Turbines", "The turbines reach Peru in May, and more turbines follow.", "en", "turbines"),
        ("Perú compra turbinas", "Las turbinas llegan al Perú en mayo.", "es", "turbinas"),
        ("페루, 발전기 도입", "페루는 발전기를 들여온다. 발전기는 5월에 온다.", "ko", "발전기"),
    ],
)
def test_what_the_title_and_the_body_dwell_on_comes_first(title: str, body: str, language: str, telling: str) -> None:
    found = words(title, body, language)
    assert any(telling in form for form in found[:2])
    assert len(found) <= 6


def test_names_are_no_terms() -> None:
    found = words("Ministra visita Chimbote en el Perú", "La ministra llegó a Chimbote. Chimbote es un puerto.", "es")
    assert not [form for form in found if "chimbote" in form or "perú" in form]


@pytest.mark.parametrize(
    ("title", "language", "everyday"),
    [("Peru beats turbines", "en", "beats"), ("Perú gana turbinas", "es", "gana"), ("페루, 발전기 승리", "ko", "승리")],
)
def test_words_of_everyday_language_are_no_terms(title: str, language: str, everyday: str) -> None:
    assert everyday not in words(title, "", language)


def test_other_languages_and_empty_texts_give_none() -> None:
    assert words("Pérou commande des turbines", "Les turbines arrivent.", "fr") == []
    assert words("", "", "en") == []
