"""Themes and own terms."""

from __future__ import annotations

from pipeline.profile.themes import themes
from pipeline.profile.topics import learn_topics
from pipeline.seeds import read_text


def test_every_theme_has_enough_terms_in_three_languages() -> None:
    for theme in themes():
        for language in ("en", "es", "ko"):
            forms = [term.form for term in theme.terms if term.language == language]
            assert len(forms) >= 15, (theme.id, language)
            assert all(len(form) >= 2 for form in forms), (theme.id, language)
    assert len({theme.id for theme in themes()}) == len(themes()) >= 20


def test_three_terms_activate_a_theme_and_two_do_not() -> None:
    two = read_text("The submarine lay beside the frigate all summer long.", file="a.txt", sha256="0")
    three = read_text("The submarine and two frigates left the shipyard.", file="a.txt", sha256="0")
    assert "naval" not in {topic.id for topic in learn_topics([two], frozenset())}
    assert "naval" in {topic.id for topic in learn_topics([three], frozenset())}


def test_themes_are_met_in_spanish_and_korean() -> None:
    spanish = read_text("El astillero entregó ayer dos submarinos y una fragata a la flota.", file="a.txt", sha256="0")
    korean = read_text("조선소는 잠수함과 호위함의 진수식을 열었다고 밝혔다.", file="a.txt", sha256="0")
    assert "naval" in {topic.id for topic in learn_topics([spanish], frozenset())}
    assert "naval" in {topic.id for topic in learn_topics([korean], frozenset())}


def test_own_terms_are_phrases_of_the_matter_without_names() -> None:
    text = "The tidal barrage at Skelby is late. Critics of the tidal barrage say that Skelby must wait. "
    seed = read_text(text + "A tidal barrage holds back the sea.", file="a.txt", sha256="0")
    (own,) = [topic for topic in learn_topics([seed], frozenset({"skelby"})) if topic.origin == "seeds"]
    assert "tidal barrage" in {term.form for term in own.terms}
    assert not any("skelby" in term.form for term in own.terms)
