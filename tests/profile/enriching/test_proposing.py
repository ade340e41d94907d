"""Proposals: what an item is called beside what is known, with the caution each form needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from pipeline.model.profile import Alias, Entity, EntityType, Grade, Profile, Status
from pipeline.profile.enriching import Lookup, propose
from pipeline.profile.enriching.answers import ItemName

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
BANK = Entity(
    id="bank", name="Golondrina Bank", type=EntityType.COMPANY, grade=Grade.CORE, country="PE",
    aliases=(Alias(form="Golondrina Bank", language="en"), Alias(form="Banco Golondrina", language="es")),
)  # fmt: skip


def profile(*entities: Entity) -> Profile:
    return Profile(version="", seeds=(), entities=entities, topics=(), pairs=())


def lookup(entity: str, *names: tuple[str, str], item: str = "Q10", question: str = "en: x") -> Lookup:
    told = tuple(ItemName(form, language, label=True) for form, language in names)
    return Lookup(entity=entity, question=question, asked_at=NOW, item=item, names=told)


def proposed(entity: Entity, *names: tuple[str, str], others: tuple[Entity, ...] = ()) -> list[Alias]:
    learnt = propose(profile(entity, *others), {entity.id: lookup(entity.id, *names)}, None)
    return [alias for alias in learnt.entities[0].aliases if alias not in entity.aliases]


def test_names_that_are_not_known_are_proposed_and_no_more() -> None:
    answer = replace(
        lookup("bank", ("GOLONDRINA bank", "en"), ("골론드리나 은행", "ko")),
        names=(
            ItemName("Golondrina Bank Corporation", "en"),
            ItemName("GOLONDRINA bank", "en", label=True),
            ItemName("골론드리나 은행", "ko", label=True),
        ),
    )
    learnt = propose(profile(BANK), {"bank": answer}, None)
    (bank,) = learnt.entities
    assert bank.wikidata == "Q10"
    assert bank.aliases[:2] == BANK.aliases
    assert bank.aliases[2:] == (
        Alias(form="골론드리나 은행", language="ko", origin="wikidata", confidence=0.8, status=Status.PROPOSED),
        Alias(
            form="Golondrina Bank Corporation", language="en", origin="wikidata", confidence=0.6,
            status=Status.PROPOSED,
        ),
    )  # fmt: skip
    assert learnt.version
    assert learnt == propose(profile(BANK), {"bank": answer}, None)


def test_without_an_answer_nothing_changes_but_the_version_is_that_of_the_content() -> None:
    nothing = Lookup(entity="bank", question="x", asked_at=NOW, reason="no item is called so")
    assert propose(profile(BANK), {"bank": nothing}, None).entities == (BANK,)
    assert propose(profile(BANK), {"gone": lookup("gone", ("Nido", "es"))}, None).entities == (BANK,)


def test_a_name_of_another_entity_is_left_out() -> None:
    other = replace(BANK, id="nest", name="Nido Bank", aliases=(Alias(form="Nido", status=Status.REJECTED),))
    assert proposed(BANK, ("nido", "es"), ("Nido bank", "en"), others=(other,)) == []
    mine = profile(BANK, replace(other, aliases=(Alias(form="Casa de Ahorro", origin="analyst"),)))
    learnt = propose(profile(BANK), {"bank": lookup("bank", ("Casa de ahorro", "es"))}, mine)
    assert learnt.entities == (replace(BANK, wikidata="Q10"),)


def test_a_name_that_two_items_share_is_proposed_to_neither() -> None:
    other = replace(BANK, id="nest", name="Nido Bank", aliases=())
    answers = {
        "bank": lookup("bank", ("Casa de Ahorro", "es"), ("Banco del Ave", "es")),
        "nest": lookup("nest", ("casa de ahorro", "es"), item="Q11"),
    }
    first, second = propose(profile(BANK, other), answers, None).entities
    assert [alias.form for alias in first.aliases[2:]] == ["Banco del Ave"]
    assert second.aliases == ()


def test_an_item_that_two_entities_chose_is_neither_s() -> None:
    other = replace(BANK, id="nest", name="Nido Bank", aliases=())
    answers = {"bank": lookup("bank", ("Nueva Casa", "es")), "nest": lookup("nest", ("Nueva Casa", "es"))}
    assert propose(profile(BANK, other), answers, None).entities == (BANK, other)


def test_an_entity_merged_into_another_claims_nothing() -> None:
    other = replace(BANK, id="nest", name="Nido Bank", aliases=(Alias(form="Nido Bank"),))
    keeper = replace(BANK, same_as=("nest",))
    answers = {"bank": lookup("bank", ("Nueva Casa", "es")), "nest": lookup("nest", ("Nueva Casa", "es"))}
    first, second = propose(profile(BANK, other), answers, profile(keeper)).entities
    assert [alias.form for alias in first.aliases[2:]] == ["Nueva Casa"]
    assert second == other


def test_an_item_that_a_person_wrote_is_not_proposed_back_but_its_names_are() -> None:
    answer = lookup("bank", ("Nueva Casa", "es"), question="Q10")
    (bank,) = propose(profile(BANK), {"bank": answer}, None).entities
    assert bank.wikidata == ""
    assert [alias.form for alias in bank.aliases[2:]] == ["Nueva Casa"]


@pytest.mark.parametrize("form", ["Peru", "페루", "peruano", "Corea del Sur"])
def test_a_country_is_no_name_of_something_else(form: str) -> None:
    assert proposed(BANK, (form, "es")) == []


def test_a_short_or_common_form_needs_a_word_beside_it() -> None:
    acronym, word, korean = proposed(BANK, ("GB", "en"), ("Swallow", "en"), ("금은", "ko"))
    assert (acronym.case_sensitive, word.case_sensitive, korean.case_sensitive) == (True, False, False)
    for alias in (acronym, word, korean):
        assert "Peru" in alias.require_context
    (long,) = proposed(BANK, ("골론드리나은행", "ko"))
    assert long.require_context == ()


def test_without_a_word_to_stand_beside_it_such_a_form_is_left_out() -> None:
    homeless = replace(BANK, country="")
    assert proposed(homeless, ("GB", "en"), ("Swallow", "en"), ("금은", "ko")) == []


def test_the_words_that_other_short_forms_need_serve_again() -> None:
    careful = replace(BANK, aliases=(*BANK.aliases, Alias(form="BG", require_context=("bank", "Lima"))))
    (alias,) = proposed(careful, ("GBK", "en"))
    assert alias.require_context == ("bank", "Lima")


def test_a_bare_surname_stands_only_beside_the_given_name_or_the_country() -> None:
    person = Entity(
        id="p", name="Marta Quispe Rojo", type=EntityType.PERSON, grade=Grade.CORE, country="PE",
        aliases=(Alias(form="Marta Quispe Rojo"),),
    )  # fmt: skip
    (alias,) = proposed(person, ("Quispe", "es"))
    assert alias.require_context[:2] == ("Marta", "Rojo")
    assert "Quispe" not in alias.require_context
    assert "Peru" in alias.require_context


def test_a_designator_minds_its_capitals() -> None:
    engine = replace(BANK, name="XJ-40 engine", type=EntityType.PRODUCT, country="", aliases=(Alias(form="XJ-40"),))
    (alias,) = proposed(engine, ("XJ-40B", "en"), ("X4", "en"))
    assert (alias.form, alias.case_sensitive, alias.require_context) == ("XJ-40B", True, ())


def test_latin_letters_are_not_korean() -> None:
    (alias,) = proposed(BANK, ("Golondrina Holdings", "ko"))
    assert alias.language == "und"


def test_forms_that_no_article_writes_are_left_out_also_when_a_hand_put_them_there() -> None:
    assert (
        proposed(BANK, ("<b>Nueva Casa</b>", "es"), ("Casa (banco)", "es"), ("x" * 200, "es"), ("燕銀行", "ko")) == []
    )


def test_one_entity_gets_a_dozen_at_most() -> None:
    assert len(proposed(BANK, *((f"Nueva Casa {word}ita", "es") for word in "abcdefghijklmnopq"))) == 12
