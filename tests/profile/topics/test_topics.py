"""Themes and own terms."""

from __future__ import annotations

from pipeline.model.profile import Grade
from pipeline.profile.topics.themes import themes
from pipeline.profile.topics.topics import learn_topics
from pipeline.seeds import read_text


def test_every_theme_has_enough_terms_in_three_languages() -> None:
    for theme in themes():
        for language in ("en", "es", "ko"):
            forms = [term.form for term in theme.terms if term.language == language]
            assert len(forms) >= 15, (theme.id, language)
            assert all(len(form) >= 2 for form in forms), (theme.id, language)
    assert len({theme.id for theme in themes()}) == len(themes()) >= 20


def test_words_that_everyday_texts_use_for_something_else_are_no_terms() -> None:
    terms = {term.form for theme in themes() for term in theme.terms}
    dealers_squad_cars_and_apps = {"concesionario", "patrullero", "app"}
    traps_genes_apples_and_counties = {"함정", "유전", "사과", "군수"}
    usually_vice_ministers_and_the_original = {"통상", "차관", "원조"}
    assert terms.isdisjoint(
        dealers_squad_cars_and_apps | traps_genes_apples_and_counties | usually_vice_ministers_and_the_original
    )
    assert {"concesión", "APP", "해군 함정", "통상협상"} <= terms


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


def test_a_korean_term_is_met_where_a_word_begins() -> None:
    begun = read_text("“잠수함과 호위함, 조선소의 배가 바다로 나갔다고 한다.", file="a.txt", sha256="0")
    inside = read_text("새잠수함과 새호위함이 새조선소에서 바다로 나갔다고 한다.", file="a.txt", sha256="0")
    assert "naval" in {topic.id for topic in learn_topics([begun], frozenset())}
    assert "naval" not in {topic.id for topic in learn_topics([inside], frozenset())}


def test_own_terms_are_phrases_of_the_matter_without_names() -> None:
    text = "The tidal barrage at Skelby is late. Critics of the tidal barrage say that Skelby must wait. "
    seed = read_text(text + "A tidal barrage holds back the sea.", file="a.txt", sha256="0")
    (own,) = [topic for topic in learn_topics([seed], frozenset({"skelby"})) if topic.origin == "seeds"]
    assert "tidal barrage" in {term.form for term in own.terms}
    assert not any("skelby" in term.form for term in own.terms)


def _own(text: str, language: str = "en") -> set[str]:
    seed = read_text(text, file="a.txt", sha256="0")
    own = [topic for topic in learn_topics([seed], frozenset()) if topic.origin == "seeds"]
    return {term.form for topic in own for term in topic.terms if term.language == language}


def test_what_a_text_says_of_somebody_is_no_term() -> None:
    text = "The delegation hopes for a canal lock. A canal lock was lost, and the delegation hopes again for it. "
    terms = _own(text + "The canal lock blew open, and another canal lock blew open in spring.")
    assert "canal lock" in terms
    assert not {"delegation hopes", "lock blew", "hopes", "blew"} & terms


def test_spanish_verbs_are_no_terms_and_trades_in_ia_are() -> None:
    text = "La minería permitirá empleo. La minería debió crecer y permitirá más. El ministro debió hablar de minería."
    terms = _own(text + " La pesca y la minería, dijo, son del país, y el país las cuidará.", "es")
    assert "minería" in terms
    assert not {"permitirá", "debió", "minería permitirá", "minería debió"} & terms


def test_a_phrase_written_with_capitals_is_a_name() -> None:
    text = (
        "Yesterday Harold Quimby wrote of cranes. The report by Harold Quimby says the cranes of the dock stand idle. "
    )
    terms = _own(text + "Dock cranes rust, and other dock cranes were sold, said Harold Quimby.")
    assert any("crane" in term for term in terms)
    assert not any("quimby" in term for term in terms)


def test_words_of_an_active_theme_come_before_others() -> None:
    text = "The submarine left. The frigate left. The shipyard slept. A tortoise slept beside the naval vessels. "
    seed = read_text(text + "A tortoise eats beside the naval vessels.", file="a.txt", sha256="0")
    (own,) = [topic for topic in learn_topics([seed], frozenset()) if topic.origin == "seeds"]
    forms = [term.form for term in own.terms]
    assert forms.index("naval vessels") < forms.index("tortoise")


def _grades(*texts: str) -> dict[str, Grade]:
    seeds = [read_text(text, file=f"s{number}.txt", sha256="0") for number, text in enumerate(texts)]
    return {topic.id: topic.grade for topic in learn_topics(seeds, frozenset())}


_NAVAL = (
    "The shipyard will build a submarine.\n\nA second submarine and a frigate follow from the same shipyard.\n\n"
    "Naval vessels need docks, and the shipyard has two."
)
_OTHER = ("The museum opened.", "The orchard bloomed.", "The choir sang.", "The baker slept.", "The road was wet.")


def test_a_theme_that_one_seed_dwells_on_is_no_background() -> None:
    assert _grades(_NAVAL, *_OTHER)["naval"] is Grade.SECONDARY


def test_a_theme_of_one_remark_is_background_however_many_words_it_takes() -> None:
    remark = "They spoke of denuclearization, human rights abuses, and peace and stability, among other things."
    hostages = "A hostage crisis with many hostages, and armed conflict besides, lay years back."
    assert _grades(remark, hostages, *_OTHER[:3])["security-peninsula"] is Grade.BACKGROUND


def test_korean_terms_hold_no_names_and_no_particles() -> None:
    text = "새벽위원회는 과징금을 물렸다. 새벽위원회는 과징금을 올린 것으로 알려졌다. 새벽위는 과징금을 받았다."
    seed = read_text(text, file="a.txt", sha256="0")
    (own,) = [topic for topic in learn_topics([seed], frozenset({"새벽위원회"})) if topic.origin == "seeds"]
    found = {term.form for term in own.terms}
    assert "과징금" in found
    assert not {"새벽위원회", "새벽위", "것으", "것으로"} & found
