"""An analyst's decisions: what waits, what it would find, every decision written at once and taken back again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.errors import ProfileError, RunError
from pipeline.model.profile import Alias, Entity, EntityType, Figure, FigureKind, Grade, Profile, Status, Topic
from pipeline.profile import dump_profile, load_profile
from pipeline.run.reviewing import (
    Desk,
    Item,
    find_item,
    name_spans,
    older_profile,
    to_review,
)
from tests.contracts.storing import NOW
from tests.fakes.store import memory_store
from tests.fakes.watch import MemoryFiles
from tests.run.scenario import PROFILE


def company(id_: str, status: Status = Status.AUTO, grade: Grade = Grade.CORE, *aliases: Alias) -> Entity:
    return Entity(id=id_, name=id_.title(), type=EntityType.COMPANY, grade=grade, status=status,
                  aliases=(Alias(form=id_.title()), *aliases))  # fmt: skip


def figure(id_: str, **more: str | tuple[str, ...]) -> Figure:
    return replace(Figure(id=id_, kind=FigureKind.COUNT, text="54 engines"), **more)  # type: ignore[arg-type]


def with_items(*items: Item) -> Profile:
    return replace(
        PROFILE,
        entities=(*PROFILE.entities, *(item for item in items if isinstance(item, Entity))),
        topics=(*PROFILE.topics, *(item for item in items if isinstance(item, Topic))),
        figures=tuple(item for item in items if isinstance(item, Figure)),
    )


def desk_with(profile: Profile) -> tuple[Desk, MemoryFiles]:
    files = MemoryFiles()
    files.texts = [dump_profile(profile), "schema: 1\n"]
    return Desk(files, "profile.yaml"), files


PROPOSED = Alias(form="Tunnelwerke", status=Status.PROPOSED)
CANDIDATES = with_items(
    company("settled", Status.CONFIRMED),
    company("refused", Status.REJECTED, Grade.CORE, PROPOSED),
    company("small", Status.PROPOSED, Grade.BACKGROUND),
    company("great", Status.PROPOSED),
    company("renamed", Status.CONFIRMED, Grade.SECONDARY, PROPOSED),
    Topic(id="ports", name="Ports", grade=Grade.CORE, status=Status.PROPOSED),
    figure("plain"),
    figure("odd", doubt="a thousand times the others"),
    figure("denied", status=Status.CONFIRMED, conflicts=("odd",)),
)


def test_what_is_proposed_comes_first_and_the_core_first_in_each() -> None:
    ids = [item.id for item in to_review(CANDIDATES)]
    assert ids == ["great", "ports", "renamed", "small", "norland", "sudavia", "railco", "rail", "odd"]


def test_what_is_decided_does_not_wait_again() -> None:
    desk, _ = desk_with(CANDIDATES)
    desk.accept(["great", "ports", "renamed"])
    desk.reject(["small"])
    waiting = {item.id for item in to_review(desk.profile)}
    assert waiting == {"norland", "sudavia", "railco", "rail", "odd"}


def test_a_decision_is_written_and_told() -> None:
    desk, files = desk_with(CANDIDATES)
    told = desk.accept(["great"])
    assert files.texts[1] == "schema: 1\n"
    great = find_item(load_profile(files.texts[0] or "", "as written"), "great")
    assert great
    assert great.status is Status.CONFIRMED
    assert [line for line in told.lines if "Great" in line and "confirmed" in line]


def test_an_item_is_accepted_with_the_aliases_proposed_for_it() -> None:
    item = company("great", Status.PROPOSED, Grade.CORE, PROPOSED, Alias(form="GRT", status=Status.REJECTED))
    desk, files = desk_with(with_items(item))
    desk.accept(["great"])
    accepted = find_item(desk.profile, "great")
    assert isinstance(accepted, Entity)
    statuses = {alias.form: alias.status for alias in accepted.aliases}
    assert statuses["Tunnelwerke"] is Status.CONFIRMED
    assert statuses["GRT"] is Status.REJECTED
    assert files.writes == 1


def test_one_alias_alone_is_decided_on() -> None:
    desk, _ = desk_with(with_items(company("great", Status.AUTO, Grade.CORE, PROPOSED)))
    desk.reject(["great"], "Tunnelwerke", "another firm")
    great = find_item(desk.profile, "great")
    assert isinstance(great, Entity)
    assert [alias.status for alias in great.aliases] == [Status.AUTO, Status.REJECTED]
    assert great.status is Status.AUTO
    assert "another firm" in desk.text


def test_decisions_are_taken_back_in_turn_to_the_last_byte() -> None:
    desk, _ = desk_with(CANDIDATES)
    first = desk.text
    desk.accept(["great"])
    second = desk.text
    desk.set_fields("great", {"name": "Groß", "country": "KR"})
    assert desk.undo()
    assert desk.text == second
    assert desk.undo()
    assert desk.text == first
    assert not desk.undo()


def test_nothing_is_taken_back_over_the_edit_of_another() -> None:
    desk, files = desk_with(CANDIDATES)
    desk.accept(["great"])
    files.texts[0] = f"{files.texts[0]}# a remark\n"
    assert not desk.undo()
    assert desk.text.endswith("# a remark\n")


def test_of_several_decisions_all_are_written_or_none() -> None:
    desk, files = desk_with(CANDIDATES)
    with pytest.raises(ProfileError):
        desk.accept(["great", "nobody"])
    assert files.writes == 0
    with pytest.raises(ProfileError):
        desk.set_fields("great", {"grade": "enormous"})
    assert files.writes == 0


def test_a_faulty_file_can_be_replaced_by_a_sound_one_only() -> None:
    desk, files = desk_with(CANDIDATES)
    sound = desk.text
    files.texts[0] = "entities: [nonsense\n"
    assert desk.profile_if_valid is None
    with pytest.raises(ProfileError):
        desk.decide(lambda text: f"{text}more: nonsense\n")
    assert files.writes == 0
    assert desk.decide(lambda _: sound).diff is None
    assert desk.profile == load_profile(sound, "profile.yaml")


def test_a_missing_profile_says_what_to_do() -> None:
    with pytest.raises(ProfileError, match="seedwatch learn"):
        _ = Desk(MemoryFiles(), "profile.yaml").profile


@pytest.mark.parametrize(
    ("quote", "marked"),
    [
        ("Proinversion and PROINVERSIÓN's men", ["Proinversion", "PROINVERSIÓN"]),
        ("Proinversiónist no, Proinversión Norte yes", ["Proinversión Norte"]),
        ("현대로템은 전차를 만든다", ["현대로템"]),
        ("", []),
    ],
)
def test_a_name_is_marked_where_it_stands_as_a_word(quote: str, marked: list[str]) -> None:
    item = Entity(
        id="x",
        name="Proinversión",
        type=EntityType.AGENCY,
        grade=Grade.CORE,
        aliases=(Alias(form="Proinversión Norte"), Alias(form="현대로템")),
    )
    assert [quote[start:end] for start, end in name_spans(quote, item)] == marked


def test_the_older_profile_is_the_version_stored_before_or_the_one_named() -> None:
    store = memory_store()
    desk, files = desk_with(CANDIDATES)
    first = desk.profile
    name, learnt = older_profile(desk, "desk", "", store)
    assert (name, learnt.entities) == ("what was learnt last", ())
    store.judgements.save_profile("desk", first, NOW)
    desk.accept(["great"])
    store.judgements.save_profile("desk", desk.profile, NOW)
    assert older_profile(desk, "desk", "", store) == (f"version {first.version}", first)
    assert older_profile(desk, "desk", first.version[:6], store)[1] == first
    with pytest.raises(RunError, match=first.version):
        older_profile(desk, "desk", "nonsense", store)
    files.texts[1] = None
    with pytest.raises(RunError, match="no earlier profile"):
        older_profile(desk, "other", "", store)


class WrittenMeanwhile(MemoryFiles):
    """Somebody adds a remark whenever a decision is about to be saved; at most twice."""

    times = 2

    def save(self, profile: str, proposals: str | None, *, instead_of: tuple[str | None, str | None]) -> bool:
        if self.times:
            self.times -= 1
            self.texts[0] = f"{self.texts[0]}# theirs\n"
        return super().save(profile, proposals, instead_of=instead_of)


def test_a_decision_is_made_anew_in_what_others_wrote_meanwhile() -> None:
    files = WrittenMeanwhile()
    files.texts = [dump_profile(CANDIDATES), "schema: 1\n"]
    desk = Desk(files, "profile.yaml")
    desk.accept(["great"])
    assert desk.text.count("# theirs\n") == 2
    accepted = find_item(desk.profile, "great")
    assert accepted
    assert accepted.status is Status.CONFIRMED
