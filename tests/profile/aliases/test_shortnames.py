"""The one word by which news call a company or a project behind its full name."""

from __future__ import annotations

import pytest

from pipeline.model.profile import Alias, Entity, EntityType, Grade
from pipeline.profile.aliases.shortnames import with_short_names


def entity(name: str, *korean: str, kind: EntityType = EntityType.COMPANY) -> Entity:
    aliases = (Alias(form=name, language="en"), *(Alias(form=form, language="ko") for form in korean))
    return Entity(id=name, name=name, type=kind, grade=Grade.CORE, aliases=aliases)


def short(*entities: Entity) -> dict[str, list[Alias]]:
    named = with_short_names(entities)
    return {item.name: found for item in named if (found := [a for a in item.aliases if a.origin == "short"])}


def test_the_word_that_only_one_name_has_is_its_short_name() -> None:
    found = short(entity("Vostara Skelvin"), entity("Vostara Heavy Industries"), entity("Vostara Group"))
    assert {name: [alias.form for alias in aliases] for name, aliases in found.items()} == {
        "Vostara Skelvin": ["Skelvin"]
    }


def test_it_counts_beside_the_full_name_alone() -> None:
    (alias,) = short(entity("Skelvin Airport", kind=EntityType.PROJECT))["Skelvin Airport"]
    assert alias.require_context == ("Skelvin Airport",)
    assert 0.5 <= alias.confidence < 1


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Skelvin Vostara", EntityType.COMPANY),  # which of the two?
        ("Norwegian Energy", EntityType.COMPANY),
        ("Arequipa Cement", EntityType.COMPANY),  # a city
        ("Ramón Skelvin", EntityType.PERSON),
        ("Skelvin Office", EntityType.AGENCY),
        ("Skelvin", EntityType.COMPANY),
        ("Bank of Skelvin", EntityType.COMPANY),  # where it is
        ("Instituto Geofísico", EntityType.ORGANISATION),  # what it does
        ("Завод Малышева", EntityType.COMPANY),
        ("Skel Bank", EntityType.COMPANY),  # four letters
    ],
)
def test_no_other_word_is_a_short_name(name: str, kind: EntityType) -> None:
    assert short(entity(name, kind=kind)) == {}


def test_a_project_goes_by_the_place_behind_of() -> None:
    (alias,) = short(entity("Aeropuerto de Skelvin", kind=EntityType.PROJECT))["Aeropuerto de Skelvin"]
    assert alias.form == "Skelvin"


def test_a_word_of_another_s_alias_is_no_short_name() -> None:
    assert short(entity("Skelvin Airport", kind=EntityType.PROJECT), entity("Skelvin", kind=EntityType.PLACE)) == {}


@pytest.mark.parametrize(
    ("name", "korean", "word"),
    [("Hyundai Tobrin", "현대토브린", "토브린"), ("Chalimba airport", "찰림바 국제공항", "찰림바")],
)
def test_the_hangul_beside_the_known_part_is_short_too(name: str, korean: str, word: str) -> None:
    kind = EntityType.PROJECT if "airport" in name else EntityType.COMPANY
    found = short(entity(name, korean, kind=kind), entity("Hyundai Steel"))[name]
    assert [alias.form for alias in found if alias.language == "ko"] == [word]


def test_a_hangul_name_that_does_not_sound_so_is_left_whole() -> None:
    found = short(entity("Hyundai Tobrin", "국가철도공단"), entity("Hyundai Steel"))["Hyundai Tobrin"]
    assert [alias.form for alias in found] == ["Tobrin"]
