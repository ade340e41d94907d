"""Learning again: the person's edits stay."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model.profile import Alias, Entity, EntityType, Grade, Profile, SeedRef, Status, Topic, TopicTerm
from pipeline.profile import MergedProfile, load_profile, merge_profile
from pipeline.profile.file.version import with_version


def made(*names: str, forms: tuple[str, ...] = (), grade: Grade = Grade.SECONDARY, terms: str = "ferry") -> Profile:
    entities = tuple(
        Entity(id=name.lower(), name=name, type=EntityType.COMPANY, grade=grade,
               aliases=tuple(Alias(form=form) for form in (name, *forms)))
        for name in names
    )  # fmt: skip
    topic = Topic(id="t", name="T", terms=tuple(TopicTerm(form=form, language="en") for form in terms.split()))
    seeds = (SeedRef(id=str(len(names)), file="f", sha256="0", language="en"),)
    return with_version(Profile(version="", seeds=seeds, entities=entities, topics=(topic,), pairs=()))


def again(before: MergedProfile, learnt: Profile, edited: str | None = None) -> MergedProfile:
    return merge_profile(before.profile_text if edited is None else edited, before.proposals_text, learnt)


def entity(merged: MergedProfile, identity: str) -> Entity:
    return next(item for item in load_profile(merged.profile_text, "p").entities if item.id == identity)


def ids(merged: MergedProfile) -> set[str]:
    return {item.id for item in load_profile(merged.profile_text, "p").entities}


def without_entity(text: str, name: str) -> str:
    head, rest = text.split(f"  - id: {name}\n")
    cut = min(place for place in (rest.find("  - id:"), rest.find("\ntopics:") + 1) if place > 0)
    return head + rest[cut:]


def test_the_first_learning_writes_what_was_learnt() -> None:
    first = merge_profile(None, None, made("Aco", "Bco"))
    assert load_profile(first.profile_text, "p") == made("Aco", "Bco")
    assert set(first.added) == {"aco", "bco", "t"}


def test_the_same_learning_twice_changes_no_byte() -> None:
    first = merge_profile(None, None, made("Aco", forms=("A1",)))
    second = again(first, made("Aco", forms=("A1",)))
    assert (second.profile_text, second.proposals_text) == (first.profile_text, first.proposals_text)
    assert second.added == second.updated == second.kept == second.removed == ()


def test_new_things_are_added_and_untouched_ones_follow() -> None:
    first = merge_profile(None, None, made("Aco"))
    second = again(first, made("Aco", "Bco", forms=("X",), grade=Grade.CORE))
    assert ids(second) == {"aco", "bco"}
    assert entity(second, "aco").grade is Grade.CORE
    assert (second.added, second.updated) == (("bco",), ("aco",))


def test_an_edited_field_an_own_alias_and_a_comment_stay() -> None:
    first = merge_profile(None, None, made("Aco"))
    edited = first.profile_text.replace("grade: secondary", "grade: background  # my own view")
    edited = edited.replace("      - Aco\n", "      - Aco\n      - {form: Mine, status: confirmed}\n")
    second = again(first, made("Aco", "Bco", grade=Grade.CORE), edited)
    assert entity(second, "aco").grade is Grade.BACKGROUND
    assert {alias.form for alias in entity(second, "aco").aliases} == {"Aco", "Mine"}
    assert "# my own view" in second.profile_text


def test_an_edit_survives_any_number_of_learnings() -> None:
    merged = merge_profile(None, None, made("Aco"))
    merged = again(merged, made("Aco"), merged.profile_text.replace("name: Aco", "name: Aco Holding"))
    for grade in (Grade.CORE, Grade.BACKGROUND, Grade.SECONDARY):
        merged = again(merged, made("Aco", grade=grade))
        assert entity(merged, "aco").name == "Aco Holding"
        assert entity(merged, "aco").grade is grade


def test_a_deleted_entity_is_never_proposed_again() -> None:
    first = merge_profile(None, None, made("Aco", "Bco"))
    second = again(first, made("Aco", "Bco"), without_entity(first.profile_text, "aco"))
    third = again(second, made("Bco"))
    fourth = again(third, made("Aco", "Bco", "Cco"))
    assert ids(second) == ids(third) == {"bco"}
    assert ids(fourth) == {"bco", "cco"}


def test_a_deleted_alias_is_never_proposed_again() -> None:
    first = merge_profile(None, None, made("Aco", forms=("bad",)))
    second = again(first, made("Aco", forms=("bad",)), first.profile_text.replace("      - bad\n", ""))
    third = again(second, made("Aco", forms=("new",)))
    fourth = again(third, made("Aco", forms=("new", "bad")))
    assert {alias.form for alias in entity(fourth, "aco").aliases} == {"Aco", "new"}


def test_a_deleted_term_stays_deleted_and_an_own_one_stays() -> None:
    first = merge_profile(None, None, made("Aco", terms="ferry quay"))
    edited = first.profile_text.replace("en: [ferry, quay]", "en: [ferry, harbour]")
    second = again(again(first, made("Aco", terms="ferry quay"), edited), made("Aco", terms="ferry quay ship"))
    (topic,) = load_profile(second.profile_text, "p").topics
    assert [term.form for term in topic.terms] == ["ferry", "harbour", "ship"]


def test_what_the_seeds_no_longer_show_goes_unless_it_was_touched() -> None:
    first = merge_profile(None, None, made("Aco", "Bco"))
    confirmed = first.profile_text.replace("    name: Bco\n", "    name: Bco\n    status: confirmed\n")
    second = again(first, made("Cco"), confirmed)
    assert ids(second) == {"bco", "cco"}
    assert second.removed == ("aco",)
    assert entity(second, "bco").status is Status.CONFIRMED


def test_what_the_program_took_out_may_come_back() -> None:
    first = merge_profile(None, None, made("Aco", "Bco"))
    assert ids(again(again(first, made("Bco")), made("Aco", "Bco"))) == {"aco", "bco"}


def test_a_rejected_entity_stays_rejected() -> None:
    first = merge_profile(None, None, made("Aco"))
    edited = first.profile_text.replace("    name: Aco\n", "    name: Aco\n    status: rejected\n")
    second = again(first, made("Aco", grade=Grade.CORE), edited)
    assert entity(second, "aco").status is Status.REJECTED


def test_a_lost_proposals_file_overwrites_nothing() -> None:
    first = merge_profile(None, None, made("Aco"))
    edited = first.profile_text.replace("grade: secondary", "grade: background")
    merged = merge_profile(edited, None, made("Aco", grade=Grade.CORE))
    assert entity(merged, "aco").grade is Grade.BACKGROUND


def test_a_fuller_name_keeps_the_id() -> None:
    first = merge_profile(None, None, made("Aco"))
    longer = made("Aco")
    fuller = replace(
        longer.entities[0], id="aco-steel", name="Aco Steel", aliases=(Alias(form="Aco Steel"), Alias(form="Aco"))
    )
    second = again(first, with_version(replace(longer, entities=(fuller,))))
    assert ids(second) == {"aco"}
    assert entity(second, "aco").name == "Aco Steel"
