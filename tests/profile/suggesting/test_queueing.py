"""Suggestions in the file: proposals with evidence, no other byte changed, and learning leaves them alone."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.hit import TextField
from pipeline.model.profile import Alias, EntityType, Evidence, Grade, SeedRef, Status
from pipeline.profile import accept, dump_profile, load_profile, merge_profile, reject
from pipeline.profile.suggesting import Known, Sighting, Suggestion, queue, without_known
from tests.profile.suggesting.watched import WATCH, entity

SEEN = Sighting(
    article_id=7, outlet="One", field=TextField.BODY, start=3, end=40, quote="Taebaek Rotor (태백로터) sells: “yes”.",
    is_hit=True,
)  # fmt: skip
LEARNT = replace(
    WATCH,
    seeds=(SeedRef(id="a", file="a.txt", sha256="0", language="en"),),
    entities=tuple(
        replace(each, evidence=(Evidence(seed="a", start=0, end=9, quote="A sentence.", rule="chunk"),))
        for each in WATCH.entities
        if each.status is Status.AUTO
    ),
)
ROTOR = next(each for each in LEARNT.entities if each.id == "taebaek")
FORM = Suggestion(
    entity=ROTOR, alias=Alias(form="태백로터", language="ko", origin="archive", status=Status.PROPOSED), seen=(SEEN,)
)
NAME = Suggestion(
    entity=replace(
        entity("hanseong", "Hanseong Turbines", EntityType.COMPANY, status=Status.PROPOSED),
        grade=Grade.SECONDARY,
        aliases=(Alias(form="Hanseong Turbines", origin="archive"),),
    ),
    seen=(SEEN,),
)
TOLD = {FORM.key: "4 articles of 2 outlets; 1 more hit if accepted", NAME.key: "5 articles; 2 more hits if accepted"}


def queued(text: str) -> str:
    return queue(text, [FORM, NAME], TOLD)


def test_both_kinds_wait_in_the_file_with_their_evidence() -> None:
    profile = load_profile(queued(dump_profile(LEARNT)), "profile")
    rotor = next(each for each in profile.entities if each.id == "taebaek")
    made = profile.entities[-1]
    assert rotor.aliases[-1] == FORM.alias
    assert [quote.seed for quote in rotor.evidence] == ["a", "article:7"]
    assert rotor.evidence[-1].quote == SEEN.quote
    assert "1 more hit" in rotor.evidence[-1].rule
    assert (made.id, made.status, made.note) == ("hanseong", Status.PROPOSED, TOLD[NAME.key])
    assert made.evidence[0].seed == "article:7"


def test_twice_is_as_good_as_once() -> None:
    once = queued(dump_profile(LEARNT))
    assert queued(once) == once
    turned_down = reject(reject(once, "hanseong"), "taebaek", "태백로터")
    assert queued(turned_down) == turned_down


def test_what_a_person_has_added_or_rejected_meanwhile_is_left_out() -> None:
    gone = replace(LEARNT, entities=tuple(each for each in LEARNT.entities if each.id != "taebaek"))
    assert without_known([FORM], Known(gone, None)) == ()
    refused = replace(LEARNT, entities=(replace(ROTOR, status=Status.REJECTED),))
    assert without_known([FORM], Known(refused, None)) == ()
    other = replace(ROTOR, aliases=(*ROTOR.aliases, Alias(form="태백 로터")))
    assert without_known([FORM], Known(replace(LEARNT, entities=(other,)), None)) == ()


@given(st.integers(0, 60), st.sampled_from(["# mine, ñ 한 [x\n", "\n"]), st.booleans())
def test_every_other_byte_stays(line: int, remark: str, windows: bool) -> None:
    lines = dump_profile(LEARNT).splitlines(keepends=True)
    text = "".join([*lines[:line], remark, *lines[line:]])
    text = text.replace("\n", "\r\n") if windows else text
    after = queued(text).splitlines(keepends=True)
    rest = iter(after)
    assert all(any(old == new for new in rest) for old in text.splitlines(keepends=True))
    added = [each for each in after if "article:7" in each or "태백로터, " in each]
    assert len(added) == 3


def test_learning_again_neither_drops_nor_accepts_them_and_still_renews_the_seeds_quotes() -> None:
    first = merge_profile(None, None, LEARNT)
    mine = queued(first.profile_text)
    again = merge_profile(mine, first.proposals_text, LEARNT)
    assert again.profile_text == mine
    renewed = (Evidence(seed="a", start=1, end=12, quote="Another one.", rule="chunk"),)
    newer = replace(LEARNT, entities=tuple(replace(each, evidence=renewed) for each in LEARNT.entities))
    later = load_profile(merge_profile(mine, again.proposals_text, newer).profile_text, "profile")
    rotor = next(each for each in later.entities if each.id == "taebaek")
    assert [quote.quote for quote in rotor.evidence] == ["Another one.", SEEN.quote]
    assert rotor.aliases[-1] == FORM.alias
    assert later.entities[-1].status is Status.PROPOSED


def test_what_is_accepted_stays_when_the_seeds_change() -> None:
    first = merge_profile(None, None, LEARNT)
    mine = accept(accept(queued(first.profile_text), "hanseong"), "taebaek", "태백로터")
    none_left = replace(LEARNT, entities=tuple(each for each in LEARNT.entities if each.id != "taebaek"))
    later = load_profile(merge_profile(mine, first.proposals_text, none_left).profile_text, "profile")
    rotor = next(each for each in later.entities if each.id == "taebaek")
    assert rotor.aliases[-1].status is Status.CONFIRMED
    assert later.entities[-1].status is Status.CONFIRMED
    without_seed = replace(none_left, seeds=())
    last = load_profile(merge_profile(mine, first.proposals_text, without_seed).profile_text, "profile")
    kept = next(each for each in last.entities if each.id == "taebaek")
    assert [quote.seed for quote in kept.evidence] == ["article:7"]
