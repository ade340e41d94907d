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
    ("change", "words", "line"),
    [
        (
            Change(kind=ChangeKind.LIFT_CONTEXT, item="railco", form="Rail Co"),
            "without one of steel, track, engine, wagon, … beside it",
            'take require_context away from the alias "Rail Co"',
        ),
        (Change(kind=ChangeKind.MAKE_CORE, item="railco"), "Make Railco core; it is secondary.", "grade: core"),
        (Change(kind=ChangeKind.STAND_ALONE, item="railco"), "stand for sudavia", "stands_alone: true"),
        (
            Change(kind=ChangeKind.ADD_TERM, item="rail", form="철도", language="ko"),
            "Add “철도” to the topic Railways.",
            'terms: {ko: [..., "철도"]}',
        ),
        (Change(kind=ChangeKind.DROP_RULE, item="no-fairs"), "Take out the rule no-fairs", "rules, id no-fairs"),
    ],
)
def test_an_edit_says_what_to_write_and_where(change: Change, words: str, line: str) -> None:
    step = step_for(change)
    assert words in step.words
    assert step.command == "seedwatch profile edit"
    assert line in "\n".join(step.lines)


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


def test_a_way_of_two_steps_tells_both() -> None:
    shy = replace(WATCH.entities[2], status=Status.PROPOSED)
    profile = replace(WATCH, entities=(*WATCH.entities[:2], shy))
    changes = (Change(kind=ChangeKind.ACCEPT, item="railco"), Change(kind=ChangeKind.MAKE_CORE, item="railco"))
    advice = advise(WayIn(changes=changes, tier=Tier.DIRECT, score=0.7), profile, "desk")
    assert [step.command for step in advice.steps] == [
        "seedwatch profile accept railco --watch desk",
        "seedwatch profile edit --watch desk",
    ]
