"""Brackets and longer forms: another form of a watched name is found, and what else a bracket holds is not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.profile import Alias, Entity, EntityType, Status
from pipeline.profile.suggesting import Known, new_forms
from tests.profile.suggesting.watched import KNOWN, WATCH, article, entity, forms_in, near, read


@pytest.mark.parametrize(
    ("body", "language", "form", "owner"),
    [
        ("Los Astilleros del Norte Andino (ASNA), de Perú, crecen.", "es", "Astilleros del Norte Andino", "asna"),
        ("Peru's ASNA (Astilleros Navales, por sus siglas en español) grows.", "en", "Astilleros Navales", "asna"),
        ("National Port Authority of Peru (NPAP) said no.", "en", "NPAP", "port-office"),
        ("Taebaek Rotor (태백로터) of South Korea sells engines.", "en", "태백로터", "taebaek"),
        ("Taebaek Rotor Co., Ltd. (태백로터) sells engines.", "en", "태백로터", "taebaek"),
        ("태백로터(Taebaek Rotor)는 한국 기업이다.", "ko", "태백로터", "taebaek"),
        ("El barco de Rosa Vela (로사 벨라) zarpa.", "es", "로사 벨라", "vela"),
        ("페루 해군 수리창(ASNA)이 호위함을 맡는다.", "ko", "해군 수리창", "asna"),
        ("ASNA Perú entrega el casco.", "es", "ASNA Perú", "asna"),
        ("Peru expects that ASNA S.A.C. will deliver.", "en", "ASNA S.A.C.", "asna"),
    ],
)
def test_a_form_that_fits_by_letters_by_sound_or_by_what_the_law_adds(
    body: str, language: str, form: str, owner: str
) -> None:
    assert forms_in(body, language=language) == {form: owner}


@pytest.mark.parametrize(
    ("body", "language"),
    [
        ("Taebaek Rotor (KOSPI: 012340) rose.", "en"),
        ("Taebaek Rotor (KOSPI) rose.", "en"),
        ("Taebaek Rotor (Busan) rose.", "en"),
        ("Taebaek Rotor (Ferrosur Andino) rose.", "en"),
        ("Taebaek Rotor (the supplier, 2026) rose.", "en"),
        ("태백로터(대표 김서준)는 Taebaek Rotor 이다.", "ko"),
        ("Rosa Vela (54), Rosa Vela (PPR), Rosa Vela (Ministry of Defence) spoke.", "en"),
        ("South Korea (ROK) and Peru (PE) agree.", "en"),
        ("The Peru plant needs Fatty Acid Normal Assay (ASNA).", "en"),
        ("Perú compra a Astilleros Navales de Chile (ASNA).", "es"),
        ("Minister Rosa Vela (ASNA) spoke in Peru.", "en"),
        ("페루 발주처(ASNA)가 호위함을 기다린다.", "ko"),
        ("Taebaek Rotor USA (TRU) opened.", "en"),
        ("National Port Authority of Peru (NP) spoke.", "en"),
    ],
)
def test_a_bracket_holds_much_that_is_no_form(body: str, language: str) -> None:
    assert forms_in(body, language=language) == {}


def test_what_only_may_be_the_same_name_must_be_met_again_at_another_outlet() -> None:
    body = "National Port Authority of Peru (APNU) spoke of ship {}."
    assert forms_in(body.format(1)) == {}
    assert forms_in(body.format(1), body.format(2)) == {"APNU": "port-office"}
    same = [article(number, body.format(number), outlet="One") for number in (1, 2)]
    assert new_forms(read(same), KNOWN) == ()


def test_a_legal_form_adds_little_where_the_short_name_counts_anyhow_so_it_must_come_twice() -> None:
    body = "A yard of Ferrosur Andino S.A.C. opened in {}."
    assert forms_in(body.format("May")) == {}
    assert forms_in(body.format("May"), body.format("June")) == {"Ferrosur Andino S.A.C.": "ferrosur"}


def test_near_misses_teach_only_what_is_spelt_out() -> None:
    bodies = ("Taebaek Rotor (태백로터) sells.", "Peru: Astilleros del Norte Andino (ASNA) builds.")
    readings = [near(each) for each in read([article(n, body) for n, body in enumerate(bodies, 1)])]
    assert [each.form for each in new_forms(readings, KNOWN)] == ["Astilleros del Norte Andino"]
    again = near(read([article(3, "Taebaek Rotor (태백로터) buys.")])[0])
    assert "태백로터" in {each.form for each in new_forms([*readings, again], KNOWN)}


def test_a_form_of_two_entities_is_nobodys() -> None:
    twin = entity("ferronorte", "Ferro Norte Andino", EntityType.COMPANY, country="PE", side="peru")
    known = Known(replace(WATCH, entities=(*WATCH.entities, twin)), None)
    first, second = "Peru: Ferrosur Norte Andino (FENA) waits.", "Peru: Ferro Norte Andino (FENA) waits."
    assert forms_in(second, known=known) == {"FENA": "ferronorte"}
    other = replace(WATCH.entities[3], aliases=(Alias(form="Ferrosur Norte Andino"),))
    both = Known(replace(known.profile, entities=(*WATCH.entities[:3], other, *WATCH.entities[4:], twin)), None)
    assert forms_in(first, second, known=both) == {}


def test_an_alias_is_a_proposal_with_the_context_that_its_form_needs() -> None:
    [short] = new_forms(read([article(1, "페루 해군 수리창(ASNA)이 맡는다.", language="ko")]), KNOWN)
    [plain] = new_forms(read([article(1, "Taebaek Rotor (태백로터) sells.")]), KNOWN)
    assert short.alias
    assert plain.alias
    assert (short.alias.status, short.alias.origin, short.alias.language) == (Status.PROPOSED, "archive", "ko")
    assert "페루" in short.alias.require_context
    assert plain.alias.require_context == ()


def test_what_was_rejected_or_deleted_never_comes_again_in_any_spelling() -> None:
    body = "Taebaek Rotor (태백로터) sells."
    deleted = replace(
        WATCH, entities=(entity("taebaek", "Taebaek Rotor", EntityType.COMPANY, Alias(form="태백 로터")),)
    )
    turned_down = replace(WATCH, entities=tuple(_with_rejected(each, "태백-로터") for each in WATCH.entities))
    assert forms_in(body) == {"태백로터": "taebaek"}
    assert forms_in(body, known=Known(WATCH, deleted)) == {}
    assert forms_in(body, known=Known(turned_down, None)) == {}


def _with_rejected(each: Entity, form: str) -> Entity:
    rejected = Alias(form=form, status=Status.REJECTED)
    return replace(each, aliases=(*each.aliases, rejected)) if each.id == "taebaek" else each


TEXTS = st.text(alphabet="ASNA Taebaek Rotor(),.;로터태백Perú 1\n\u200f", max_size=120)


@given(TEXTS, TEXTS)
def test_whatever_the_text_every_quote_stands_in_it(before: str, behind: str) -> None:
    one = article(1, f"{before}Taebaek Rotor (태백로터){behind}")
    for each in new_forms(read([one]), KNOWN):
        for seen in each.seen:
            assert seen.quote == getattr(one, seen.field.value)[seen.start : seen.end]
            assert seen.quote.strip()
