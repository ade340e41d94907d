"""What is learnt from seeds, trap by trap."""

from __future__ import annotations

import random

import pytest

from pipeline.model.profile import Entity, EntityType, Grade, Profile, Status
from pipeline.model.seed import SeedText
from pipeline.profile.learn import learn_profile, with_ids_apart
from pipeline.seeds import read_text


def seed(text: str, name: str = "a") -> SeedText:
    return read_text(text, file=f"{name}.txt", sha256="0")


def learn(*texts: str) -> Profile:
    return learn_profile([seed(text, f"s{number}") for number, text in enumerate(texts)])


def names(profile: Profile) -> set[str]:
    return {entity.name for entity in profile.entities}


def entity(profile: Profile, name: str) -> Entity:
    return next(item for item in profile.entities if item.name == name)


def forms(profile: Profile, name: str) -> set[str]:
    return {alias.form for alias in entity(profile, name).aliases}


def test_nothing_is_learnt_from_nothing() -> None:
    profile = learn_profile([])
    assert [*profile.entities, *profile.topics, *profile.pairs] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Agency for the Protection of Coasts and Rivers won.", "Agency for the Protection of Coasts and Rivers"),
        ("A bill went to the Energy, Trade and Fisheries Committee today.", "Energy, Trade and Fisheries Committee"),
        ("Visitó la Fábrica de Redes y Velas del Puerto S.A.C. ayer.", "Fábrica de Redes y Velas del Puerto S.A.C."),
        ("La Cámara de Pescadoras y Pescadores votó ayer.", "Cámara de Pescadoras y Pescadores"),
        ("Oyó al presidente del Congreso Fernando Quiñe Vara.", "Fernando Quiñe Vara"),
        ("They met Korean Ambassador to Chile Min Sang-ho on Monday.", "Min Sang-ho"),
        ("The navy bought the X-77 Sea Falcon missile boats.", "X-77 Sea Falcon"),
        ("Work on the Calima international airport begins soon.", "Calima international airport"),
    ],
)  # fmt: skip
def test_a_name_is_taken_whole(text: str, name: str) -> None:
    assert name in names(learn(text))


def test_two_names_joined_by_and_stay_two() -> None:
    found = names(learn("Later Fiona Greig and Duncan Ashworth met the Ministry of Health and the Ministry of Labor."))
    assert {"Fiona Greig", "Duncan Ashworth", "Ministry of Health", "Ministry of Labor"} <= found


def test_an_acronym_is_an_alias_even_when_its_letters_do_not_fit() -> None:
    profile = learn("Peru’s Coastal Ropes and Nets Factory (FREPE) hired 20 people. FREPE is growing, they said.")
    (alias,) = [a for a in entity(profile, "Coastal Ropes and Nets Factory").aliases if a.form == "FREPE"]
    assert alias.case_sensitive
    assert 0 < alias.confidence < 1


def test_an_acronym_of_one_seed_finds_its_long_form_in_another() -> None:
    profile = learn("The plan came from the SHA last week.", "The Skelby Harbour Authority will pay for it.")
    assert "SHA" in forms(profile, "Skelby Harbour Authority")


def test_one_form_under_two_countries_is_two_entities() -> None:
    profile = learn(
        "In Chile, the delegation met the Ministry of Health. In Peru, the delegation met the Ministry of Health."
    )
    chile, peru = entity(profile, "Ministry of Health (Chile)"), entity(profile, "Ministry of Health (Peru)")
    assert (chile.country, peru.country) == ("CL", "PE")
    assert peru.id in chile.not_same_as
    assert all(alias.require_context for alias in peru.aliases if alias.form == "Ministry of Health")


def test_lines_3_and_4_are_two_projects_and_another_citys_line_3_is_a_third() -> None:
    profile = learn("Peru’s new Lima Metro Lines 3 and 4 project and Panama’s Metro Line 3 project were discussed.")
    assert {"Lima Metro Line 3", "Lima Metro Line 4", "Panama Metro Line 3"} <= names(profile)


def test_people_who_differ_in_a_syllable_stay_apart_and_spellings_of_one_come_together() -> None:
    profile = learn("He saw Han Jong-uk and Han Jong-kun met Baek Jae-myung.", "Later Paik Jae-myeong spoke.")
    assert {"Han Jong-uk", "Han Jong-kun"} <= names(profile)
    assert len({name for name in names(profile) if "Jae-my" in name}) == 1


def test_surnames_of_koreans_and_of_strangers_never_stand_alone() -> None:
    profile = learn("President Han Suk Yeol spoke. Han smiled. Mr. Quispe, head of Andes Water Council, agreed.")
    for item in profile.entities:
        for alias in item.aliases:
            assert alias.form not in {"Han", "Mr. Quispe"}
            assert alias.form != "Quispe" or alias.require_context


def test_a_family_name_of_companies_belongs_to_none_of_them() -> None:
    profile = learn("Daewon Rail and HD Daewon Steel Industries signed. Daewon will build trains.")
    assert "Daewon" not in {alias.form for item in profile.entities for alias in item.aliases}


def test_damaged_spelling_is_kept_and_its_repair_proposed() -> None:
    profile = learn("The ceremony was attended by President José Verà of Chile.")
    aliases = {alias.form: alias for alias in entity(profile, "José Verà").aliases}
    assert (aliases["José Verí"].origin, aliases["José Verí"].status) == ("repair", Status.PROPOSED)
    assert aliases["José Verí"].confidence < aliases["José Verà"].confidence


def test_a_word_of_a_language_that_ends_words_so_is_not_mended() -> None:
    profile = learn("Il presidente Marco Verà della Regione ha detto che la città e la società non possono aspettare.")
    assert not [alias for item in profile.entities for alias in item.aliases if alias.origin == "repair"]


def test_what_is_no_name_is_not_learnt() -> None:
    profile = learn(
        "Press Releases\n date 2024-01-02 The MOU was signed on Monday. A Public-Private Partnership (PPP) of US$70 "
        "million followed in April. Contract terms were not given. The President spoke. It filed an S-1 in Q3."
    )
    assert names(profile) == set()


def test_countries_come_with_names_in_three_languages() -> None:
    profile = learn("Peruvian exports to South Korea grew. La República de Corea compra más.")
    assert {"페루", "peruano"} <= forms(profile, "Peru")
    assert {"Corea del Sur", "한국", "República de Corea"} <= forms(profile, "South Korea")


def test_korean_seeds_give_names_by_rule_and_meet_their_latin_spelling() -> None:
    profile = learn(
        "김도윤 장관은 서울에서 해양수산부와 한국선박진흥원(KOSPI) 관계자를 만났다.",
        "Minister Kim Do-yoon visited the yard in Busan.",
    )
    assert "김도윤" in forms(profile, "Kim Do-yoon")
    assert {"해양수산부", "한국선박진흥원"} <= {a.form for e in profile.entities for a in e.aliases}


def test_two_countries_that_run_through_the_seeds_are_the_pair() -> None:
    text = "Chile and Japan signed. Chile exports copper to Japan. The Chilean Navy met Japanese officers of Japan."
    profile = learn(text, text.replace("copper", "fruit"))
    assert [(pair.left, pair.right) for pair in profile.pairs] == [("chile", "japan")]
    navy = entity(profile, "Chilean Navy")
    assert (navy.side, navy.stands_alone, navy.grade) == ("chile", True, Grade.CORE)


def test_seeds_without_two_pillars_have_no_pair() -> None:
    assert learn("The Port of Skelby signed a contract with Norra Ferries.").pairs == ()


def test_every_quote_is_the_raw_slice_of_its_seed() -> None:
    seeds = [
        seed(
            " date 2024-01-02 • Peru’s Navy met Dr.\u00a0Ana Ruiz[1] of Chile.\nEl seÃ±or Juan Vela llegó a Lima.", "x"
        ),
        seed("서울에서 이재훈 장관이 페루 국방부와 회담했다.", "y"),
    ]
    raw = {item.id: item.raw for item in seeds}
    profile = learn_profile(seeds)
    quotes = [quote for item in profile.entities for quote in item.evidence]
    assert quotes
    assert all(raw[quote.seed][quote.start : quote.end] == quote.quote for quote in quotes)


def test_the_order_of_the_seeds_does_not_matter() -> None:
    texts = ["Chile met Japan.", "The SHA paid.", "Skelby Harbour Authority and Tarn Marine of Japan signed in Chile."]
    seeds = [seed(text, f"s{number}") for number, text in enumerate(texts)]
    expected = learn_profile(seeds)
    for turn in range(4):
        shuffled = random.Random(turn).sample(seeds, len(seeds))
        assert learn_profile(shuffled) == expected


def test_types_are_told_by_heads_titles_and_designators() -> None:
    profile = learn(
        "The Skelby Harbour Authority, Tarn Marine Ltd and Minister Ana Ruiz praised the Treaty of Skelby. "
        "They saw the EF-90."
    )
    kinds = {item.name: item.type for item in profile.entities}
    assert kinds["Tarn Marine Ltd"] is EntityType.COMPANY
    assert kinds["Ana Ruiz"] is EntityType.PERSON
    assert kinds["Treaty of Skelby"] is EntityType.AGREEMENT
    assert kinds["EF-90"] is EntityType.PRODUCT


def test_a_common_word_that_two_seeds_only_write_as_a_name_is_one() -> None:
    assert "Apple" in names(learn("They saw the Apple stand by the quay.", "Boats carry the Apple flag again."))
    assert "Apple" not in names(
        learn("They saw the Apple stand by an apple tree.", "Boats carry the Apple flag again.")
    )


def test_one_of_a_kind_of_firms_is_a_company() -> None:
    assert entity(learn("It pays boatmakers such as Orange and others."), "Orange").type is EntityType.COMPANY


def test_entities_of_one_id_get_ids_that_nobody_has() -> None:
    def entity(identity: str, name: str) -> Entity:
        return Entity(id=identity, name=name, type=EntityType.COMPANY, grade=Grade.CORE)

    given = [entity("orca", "Orca"), entity("orca", "Orcá"), entity("orca-2", "Orca 2"), entity("orca", "ORCA!")]
    ids = [one.id for one in with_ids_apart(given)]
    assert len(set(ids)) == len(ids) == 4
    assert ids[0] == "orca"
    assert ids[2] == "orca-2"
