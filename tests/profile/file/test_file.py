"""The file form of a profile."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ProfileError
from pipeline.model.profile import (
    Alias,
    Entity,
    EntityType,
    Evidence,
    Figure,
    FigureKind,
    Grade,
    Pair,
    Profile,
    SeedRef,
    Status,
    Topic,
    TopicTerm,
)
from pipeline.profile import dump_profile, load_profile, version_of
from pipeline.profile.file.dumping import HEADER
from pipeline.profile.file.version import with_version

words = st.text(alphabet=st.sampled_from("aZ é한#:'\"-[]{},&*!|>%@`0\\~?"), min_size=1, max_size=12).filter(str.strip)


def sample(**changes: object) -> Profile:
    alias = Alias(
        form="FAME", origin="acronym", confidence=0.7, case_sensitive=True, require_context=("Ejército", "육군")
    )
    quote = Evidence(seed="s", start=0, end=4, quote="Lima", rule="chunk")
    profile = Profile(
        version="",
        seeds=(SeedRef(id="s", file="s.txt", sha256="00", language="en"),),
        entities=(
            Entity(id="peru", name="Peru", type=EntityType.PLACE, grade=Grade.CORE, aliases=(Alias(form="Perú"),)),
            Entity(id="fame", name="Fábrica", type=EntityType.COMPANY, grade=Grade.CORE, side="peru", country="PE",
                   stands_alone=True, aliases=(alias,), evidence=(quote,), not_same_as=("peru",), note="n"),
        ),
        topics=(Topic(id="t", name="T", terms=(TopicTerm(form="구리", language="ko"),), seeds=("s",)),),
        pairs=(Pair(left="peru", right="fame"),),
    )  # fmt: skip
    return with_version(replace(profile, **changes))  # type: ignore[arg-type]


def test_a_profile_comes_back_as_it_was() -> None:
    assert load_profile(dump_profile(sample()), "p") == sample()


def test_the_file_explains_itself_and_shows_letters_as_they_are() -> None:
    text = dump_profile(sample())
    assert text.startswith("#")
    assert "Fábrica" in text
    assert "구리" in text
    assert "status: auto" not in text


@given(form=words, name=words, note=words, context=st.lists(words, max_size=3))
def test_any_text_survives_the_file(form: str, name: str, note: str, context: list[str]) -> None:
    alias = Alias(form=form, require_context=tuple(f"{word} elsewhere" for word in context))
    entity = Entity(id="x", name=name, type=EntityType.EVENT, grade=Grade.SECONDARY, aliases=(alias,), note=note)
    profile = with_version(Profile(version="", seeds=(), entities=(entity,), topics=(), pairs=()))
    assert load_profile(dump_profile(profile), "p") == profile


def test_the_file_form_of_a_file_is_the_same_bytes() -> None:
    figure = Figure(id="f", kind=FigureKind.AMOUNT, text="US$6 billion", value=6e9, unit="USD", subject="fame")
    topic = Topic(
        id="u", name="U", rejected=(TopicTerm(form="무역", language="ko"), TopicTerm(form="it", language="en"))
    )
    text = dump_profile(sample(figures=(figure,), topics=(*sample().topics, topic)))
    assert dump_profile(load_profile(text, "p")) == text


def test_the_shipped_profile_explains_itself_as_a_learnt_one_does() -> None:
    shipped = Path(__file__).parents[3] / "config" / "watches" / "peru-korea" / "profile.yaml"
    assert shipped.read_text(encoding="utf-8").startswith(HEADER)


def test_the_version_tells_the_content_not_its_order() -> None:
    profile = sample()
    turned = replace(profile, entities=profile.entities[::-1], version="x")
    assert version_of(turned) == version_of(profile) == profile.version
    assert len(profile.version) == 12
    changed = replace(profile, entities=(replace(profile.entities[0], status=Status.REJECTED), *profile.entities[1:]))
    assert version_of(changed) != profile.version


def test_a_hand_written_file_needs_little() -> None:
    text = "entities:\n  - id: x\n    name: X\n    type: event\n    grade: core\n"
    text += "    aliases: [X, {form: Y, confidence: 1}]\n"
    (entity,) = load_profile(text, "p").entities
    assert [alias.form for alias in entity.aliases] == ["X", "Y"]


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("a: [", 1, "not valid YAML"),
        ("- 1\n", 1, "mapping"),
        ("schema: 1\nentites: []\n", 2, "unknown key 'entites'"),
        ("entities:\n  - id: a\n    name: A\n    type: place\n    grade: hot\n", 5, "core, secondary, background"),
        ("entities:\n  - id: a\n    name: A\n    type: place\n", 2, "grade is missing"),
        ("entities:\n  - id: a\n    name: 12\n    type: place\n    grade: core\n", 3, "quotes"),
        ("topics:\n  - id: a\n    name: A\n    terms: [x]\n", 4, "language"),
        ("pairs:\n  - [a, b]\n", 2, "no entity has this id"),
        ("pairs:\n  - a\n", 2, "two entity ids"),
        ("schema: 7\n", 1, "another version"),
        ("entities: {}\n" * 2, 2, "not valid YAML"),
    ],
)
def test_a_wrong_file_is_told_with_its_line(text: str, line: int, told: str) -> None:
    with pytest.raises(ProfileError) as caught:
        load_profile(text, "profile.yaml")
    assert f"line {line}" in str(caught.value)
    assert told in str(caught.value)
    assert caught.value.remedy


def test_all_faults_are_told_at_once() -> None:
    text = "foo: 1\nentities:\n  - id: a\n    nam: A\n    type: x\n    grade: y\n"
    text += "    aliases: [{form: '', confidence: 3}]\n"
    with pytest.raises(ProfileError) as caught:
        load_profile(text, "p")
    for told in ("'foo'", "'nam'", "type is 'x'", "grade is 'y'", "confidence is 3", "name is missing"):
        assert told in str(caught.value)


@given(st.text(alphabet=st.sampled_from("ab:-[]{}\n \"'#&*!|>"), max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    with suppress(ProfileError):
        assert load_profile(text, "p").version
