"""A way in is told in words, with the command, and with lines that the profile's own reader takes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.match import Change, ChangeKind, WayIn
from pipeline.model.hit import Tier
from pipeline.model.profile import Alias, Grade, ItemKind, Profile, Rule, RuleEffect, RuleItem, Status
from pipeline.profile import dump_profile, load_profile
from pipeline.run.advising import Step, advise
from tests.run.scenario import PROFILE

DOUBTFUL = Alias(form="Rail Co", confidence=0.25, require_context=("steel", "track", "engine", "wagon", "bridge"))
WATCH = replace(
    PROFILE, entities=(*PROFILE.entities[:2], replace(PROFILE.entities[2], aliases=(DOUBTFUL,), grade=Grade.SECONDARY))
)


def step_for(change: Change, profile: Profile = WATCH) -> Step:
    advice = advise(WayIn(changes=(change,), tier=Tier.RELATED, score=0.5), profile)
    assert (advice.tier, advice.score, len(advice.steps)) == (Tier.RELATED, 0.5, 1)
    return advice.steps[0]


@pytest.mark.parametrize(
    ("change", "words", "command"),
    [
        (Change(kind=ChangeKind.ACCEPT, item="railco"), "Use Railco: it is proposed.", "accept railco"),
        (
            Change(kind=ChangeKind.ACCEPT, item="railco", form="Rail Co"),
            "Use “Rail Co” for Railco: it is proposed.",
            "accept railco --alias 'Rail Co'",
        ),
        (Change(kind=ChangeKind.TRUST, item="railco", form="Rail Co"), "sure by only 25%", "--alias 'Rail Co'"),
        (
            Change(kind=ChangeKind.TAKE_BACK, item="rail", form="tram"),
            "A person decided so",
            "accept rail --alias tram",
        ),
    ],
)
def test_a_decision_is_a_command(change: Change, words: str, command: str) -> None:
    step = step_for(change)
    assert words in step.words
    assert step.command.startswith("seedwatch profile accept ")
    assert command in step.command
    assert step.lines == ()


@pytest.mark.parametrize(
    ("change", "words", "where", "lines"),
    [
        (
            Change(kind=ChangeKind.LIFT_CONTEXT, item="railco", form="Rail Co"),
            "without one of steel, track, engine, wagon, … beside it",
            'under entities, id railco, take require_context away from the alias "Rail Co"',
            (),
        ),
        (
            Change(kind=ChangeKind.MAKE_CORE, item="railco"),
            "Make Railco core; it is secondary.",
            "under entities, id railco, in place of its grade",
            ("    grade: core",),
        ),
        (
            Change(kind=ChangeKind.STAND_ALONE, item="railco"),
            "stand for Sudavia by itself",
            "under entities, id railco, below its id",
            ("    stands_alone: true",),
        ),
        (
            Change(kind=ChangeKind.GIVE_SIDE, item="railco", side="sudavia"),
            "Railco is watched but belongs to no side: let it stand for Sudavia, if it is from there.",
            "under entities, id railco, below its id",
            ("    side: sudavia", "    stands_alone: true"),
        ),
        (
            Change(kind=ChangeKind.ADD_TERM, item="rail", form="철도", language="ko"),
            "Add “철도” to the topic Railways.",
            "under topics, id rail, below terms",
            ('      ko: ["철도"]',),
        ),
        (
            Change(kind=ChangeKind.ADD_TERM, item="rail", form="night train", language="en"),
            "Add “night train” to the topic Railways.",
            'under topics, id rail, put "night train" into the list en: of its terms',
            (),
        ),
        (
            Change(kind=ChangeKind.DROP_RULE, item="no-fairs"),
            "Take out the rule no-fairs",
            "under rules: delete the one with id: no-fairs",
            (),
        ),
    ],
)
def test_an_edit_says_what_to_write_and_where(change: Change, words: str, where: str, lines: tuple[str, ...]) -> None:
    step = step_for(change)
    assert words in step.words
    assert step.command == "seedwatch profile edit"
    assert (step.where, step.lines) == (where, lines)


@pytest.mark.parametrize(
    ("change", "above"),
    [
        (Change(kind=ChangeKind.ADD_TERM, item="rail", form="철도", language="ko"), "    terms:\n"),
        (Change(kind=ChangeKind.STAND_ALONE, item="norland"), "  - id: norland\n"),
    ],
)
def test_what_is_to_be_written_can_be_pasted_where_it_belongs(change: Change, above: str) -> None:
    before, found, behind = dump_profile(WATCH).partition(above)
    pasted = before + found + "".join(f"{line}\n" for line in step_for(change).lines) + behind
    after = load_profile(pasted, "profile.yaml")
    assert (after.topics, after.entities) != (WATCH.topics, WATCH.entities)


@pytest.mark.parametrize("phrase", ["tender", "no", "a: b", "철도 # 1", '"quoted"'])
def test_the_lines_of_a_rule_can_be_written_as_they_are(phrase: str) -> None:
    must = (
        RuleItem(kind=ItemKind.ENTITY, what="railco"),
        RuleItem(kind=ItemKind.TOPIC, what="rail"),
        RuleItem(kind=ItemKind.PHRASE, what=phrase),
    )
    rule = Rule(id="railco-and-rail", makes=RuleEffect.RELATED, must=must)
    step = step_for(Change(kind=ChangeKind.ADD_RULE, item=rule.id, rule=rule))
    assert step.words.startswith("Write a rule for Railco, Railways and “")
    written = dump_profile(WATCH).rstrip() + "\n" + "\n".join(step.lines) + "\n"
    assert load_profile(written, "profile.yaml").rules == (rule,)


def test_a_rule_for_a_profile_that_has_some_is_only_an_item_of_its_list() -> None:
    first = Rule(id="railco-and-rail", makes=RuleEffect.DIRECT, must=(RuleItem(kind=ItemKind.PHRASE, what="tender"),))
    new = replace(first, id="railco-and-night-trains", makes=RuleEffect.RELATED)
    watch = replace(WATCH, rules=(first,))
    step = step_for(Change(kind=ChangeKind.ADD_RULE, item=new.id, rule=new), watch)
    assert (step.where, step.lines[0]) == ("under rules", "  - id: railco-and-night-trains")
    before, found, behind = dump_profile(watch).partition("\nrules:\n")
    pasted = before + found + "".join(f"{line}\n" for line in step.lines) + behind
    assert load_profile(pasted, "profile.yaml").rules == (new, first)


def test_a_long_id_of_a_rule_is_cut_behind_a_word_and_stays_its_own() -> None:
    long = "-and-".join(("empresa-nacional-de-puertos", "infrastructure-and-transport", "railco"))
    rule = Rule(id=long, makes=RuleEffect.RELATED, must=(RuleItem(kind=ItemKind.PHRASE, what="tender"),))
    change = Change(kind=ChangeKind.ADD_RULE, item=long, rule=rule)
    assert step_for(change).lines[1] == "  - id: empresa-nacional-de-puertos"
    taken = replace(WATCH, rules=(replace(rule, id="empresa-nacional-de-puertos"),))
    assert step_for(change, taken).lines[0] == "  - id: empresa-nacional-de-puertos-2"


def test_a_way_of_two_steps_tells_both() -> None:
    shy = replace(WATCH.entities[2], status=Status.PROPOSED)
    profile = replace(WATCH, entities=(*WATCH.entities[:2], shy))
    changes = (Change(kind=ChangeKind.ACCEPT, item="railco"), Change(kind=ChangeKind.MAKE_CORE, item="railco"))
    advice = advise(WayIn(changes=changes, tier=Tier.DIRECT, score=0.7), profile, "desk")
    assert [step.command for step in advice.steps] == [
        "seedwatch profile accept railco --watch desk",
        "seedwatch profile edit --watch desk",
    ]


def test_what_sport_outweighs_is_said_to_be_left_out_by_right() -> None:
    changes = (Change(kind=ChangeKind.ACCEPT, item="railco"), Change(kind=ChangeKind.MAKE_CORE, item="railco"))
    first, second = advise(WayIn(changes=changes, tier=Tier.RELATED, score=0.3, outweighed=True), WATCH).steps
    assert first.words.startswith("Rightly left out, unless the watch is to follow such articles; if it is: Use ")
    assert second.words.startswith("Make Railco core")
