"""Rules and weights that an analyst wrote into a profile: read, refused with line and remedy, kept byte for byte."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ProfileError
from pipeline.model.profile import (
    Entity,
    EntityType,
    Grade,
    ItemKind,
    Profile,
    Rule,
    RuleEffect,
    RuleItem,
    Status,
    Topic,
)
from pipeline.profile import dump_profile, load_profile, merge_entities, reject, version_of
from pipeline.profile.file.version import with_version

ITEMS = """\
entities:
  - {id: ship, name: The Ship, type: product, grade: core, aliases: [Ship]}
  - {id: yard, name: The Yard, type: company, grade: core, same_as: [dock]}
  - {id: maybe, name: Maybe, type: company, grade: core, status: proposed}
  - {id: never, name: Never, type: company, grade: core, status: rejected}
topics:
  - {id: ports, name: Ports}
  - {id: fish, name: Fish, status: rejected}
"""
SHIP = RuleItem(kind=ItemKind.ENTITY, what="ship")
YARD = RuleItem(kind=ItemKind.ENTITY, what="yard")
PORTS = RuleItem(kind=ItemKind.TOPIC, what="ports")


def rule_of(*lines: str) -> str:
    return "rules:\n  - id: r\n" + "".join(f"    {line}\n" for line in lines)


def told(head: str) -> list[str]:
    with pytest.raises(ProfileError) as caught:
        load_profile(head + ITEMS, "profile.yaml")
    return caught.value.reason.splitlines()


def test_a_rule_is_read_with_all_it_says() -> None:
    text = rule_of(
        "makes: related",
        "must: [{entity: ship}, {topic: ports}]",
        "any: [{phrase: technology transfer}, {entity: yard}]",
        "not:",
        "  - {phrase: 기자회견}",
        "fields: [title, summary]",
        "window: 300",
        "note: of the desk",
    )
    (rule,) = load_profile(text + ITEMS, "p").rules
    assert rule == Rule(
        id="r",
        makes=RuleEffect.RELATED,
        must=(SHIP, PORTS),
        any=(RuleItem(kind=ItemKind.PHRASE, what="technology transfer"), YARD),
        but_not=(RuleItem(kind=ItemKind.PHRASE, what="기자회견"),),
        fields=("title", "summary"),
        window=300,
        note="of the desk",
    )
    assert type(rule.fields[0]) is str


def test_a_rule_needs_little() -> None:
    (rule,) = load_profile(rule_of("any: [{entity: ship}]") + ITEMS, "p").rules
    assert rule == Rule(id="r", any=(SHIP,))
    assert load_profile("rules:\n" + ITEMS, "p").rules == ()


@pytest.mark.parametrize(
    ("lines", "line", "what"),
    [
        (("mus: [{entity: ship}]",), 3, "unknown key 'mus'; did you mean 'must'?"),
        (("must: [{entity: ship}]", "but_not: []"), 4, "unknown key 'but_not'; did you mean 'not'?"),
        (("must: [{entiti: ship}]",), 3, "unknown key 'entiti'; did you mean 'entity'?"),
        (("must:", "  - ship"), 4, "write it as {entity: its id}"),
        (("must: [{entity: ship, topic: ports}]",), 3, "each of these is one entity, topic or phrase"),
        (("must: [{}]",), 3, "each of these is one entity, topic or phrase"),
        (("must: [{phrase: 12}]",), 3, "put it in quotes"),
        (("must: ship",), 3, "must be a list"),
        (("makes: directly", "must: [{entity: ship}]"), 3, "one of direct, related, mention"),
        (("must: [{entity: ship}]", "fields: [titel]"), 4, "did you mean 'title'?"),
        (("must: [{entity: ship}]", "window: near"), 4, "it must be a whole number"),
        (("must: [{entity: ship}, {topic: ports}]", "window: -5"), 4, "a number of characters"),
        (("must: [{entity: sihp}]",), 3, "no entity has this id; did you mean 'ship'?"),
        (("any: [{topic: prots}]",), 3, "no topic has this id; did you mean 'ports'?"),
        (("must: [{entity: ports}]",), 3, "write {topic: ports}"),
        (("must: [{topic: ship}]",), 3, "write {entity: ship}"),
        (("must: [{entity: dock}]",), 3, "part of another one now: write {entity: yard}"),
        (("must: [{entity: xyz}]",), 3, "write {phrase: ...}"),
        (("must: [{entity: maybe}]",), 3, "which is proposed and so never found; make it confirmed"),
        (("must: [{entity: ship}]", "not: [{entity: never}]"), 4, "which is rejected and so never found"),
        (("any: [{topic: fish}]",), 3, "which is rejected"),
        (("must: [{phrase: ' '}]",), 3, "the phrase is empty"),
        (("must: [{phrase: 은}]",), 3, "too short"),
        (("must: [{phrase: '¿?'}]",), 3, "too short"),
        (("note: nothing",), 2, "asks for nothing; name something under must or any"),
        (("not: [{entity: ship}]",), 2, "would let in every article without these"),
        (("makes: mention", "not: [{entity: ship}]"), 2, "would keep out every article without these"),
        (("must: [{phrase: Press  Room}]", "not: [{phrase: press room}]"), 2, "asks for 'Press  Room' and forbids it"),
        (("any: [{entity: ship}, {entity: yard}]", "window: 50"), 4, "nothing to hold together"),
        (("must: [{entity: ship}, {entity: ship}]", "window: 50"), 4, "nothing to hold together"),
        (("must: [{phrase: soft loan}, {phrase: ship yard}]", "window: 15"), 4, "takes 16 characters"),
        (("must: [{entity: ship}]", "any: [{phrase: soft loan}, {phrase: credit}]", "window: 5"), 5, "takes 6"),
    ],
)  # fmt: skip
def test_a_rule_that_cannot_be_meant_is_told_with_line_and_remedy(lines: tuple[str, ...], line: int, what: str) -> None:
    (fault,) = told(rule_of(*lines))
    assert fault.startswith(f"line {line}: ")
    assert what in fault
    assert ";" in fault


@pytest.mark.parametrize(
    "lines",
    [
        ("must: [{phrase: soft loan}, {phrase: loan}]", "window: 10"),  # one within the other
        ("must: [{entity: ship}, {topic: ports}]", "window: 6"),
        ("must: [{entity: ship}]", "any: [{topic: ports}]", "window: 20"),
        ("must: [{phrase: K2}]",),
        ("makes: mention", "must: [{entity: ship}]", "not: [{entity: yard}]"),
    ],
)
def test_what_can_be_met_is_no_fault(lines: tuple[str, ...]) -> None:
    assert load_profile(rule_of(*lines) + ITEMS, "p").rules


def test_two_rules_of_one_id_are_told() -> None:
    (fault,) = told(rule_of("must: [{entity: ship}]") + "  - {id: r, must: [{entity: yard}]}\n")
    assert fault.startswith("line 4: the id 'r' is empty or used twice")


def test_what_a_rule_names_cannot_be_rejected_before_the_rule_lets_go() -> None:
    text = rule_of("must: [{entity: ship}]") + ITEMS
    with pytest.raises(ProfileError, match="line 3: the rule 'r' names 'ship', which is rejected"):
        reject(text, "ship")
    assert load_profile(reject(text, "yard"), "p").rules


def test_rules_follow_an_entity_into_the_one_it_is_part_of() -> None:
    text = rule_of("must: [{phrase: loan},   {entity: ship}]  # why", "any:", "  - entity: ship", "  - topic: ports")
    after = merge_entities(text + ITEMS, "yard", "ship")
    assert after.startswith(text.replace("ship", "yard"))
    both = rule_of("any: [{entity: yard}, {entity: ship}]")
    assert merge_entities(both + ITEMS, "yard", "ship").startswith(rule_of("any: [{entity: yard}]"))


def test_a_merging_that_leaves_a_rule_without_sense_is_refused() -> None:
    with pytest.raises(ProfileError, match="asks for 'yard' and forbids it"):
        merge_entities(rule_of("must: [{entity: ship}]", "not: [{entity: yard}]") + ITEMS, "yard", "ship")


def test_the_order_of_rules_tells_the_order_within_them_does_not() -> None:
    one, other = Rule(id="a", must=(SHIP, YARD)), Rule(id="b", must=(SHIP,))
    profile = with_version(replace(load_profile(ITEMS, "p"), rules=(one, other)))
    assert version_of(replace(profile, rules=(other, one))) != profile.version
    assert version_of(replace(profile, rules=(replace(one, must=(YARD, SHIP)), other))) == profile.version
    assert version_of(replace(profile, rules=())) == load_profile(ITEMS, "p").version


phrases = st.text(alphabet=st.sampled_from("aZé한 #:'\"-[]{},&*!|>%@`0\\~?"), min_size=2, max_size=12).filter(
    lambda text: sum(map(str.isalnum, text)) > 1
)
items = st.one_of(
    st.sampled_from((SHIP, YARD, PORTS)), phrases.map(lambda words: RuleItem(kind=ItemKind.PHRASE, what=words))
)


@st.composite
def written_rules(draw: st.DrawFn) -> Rule:
    must = tuple(draw(st.lists(items, max_size=3)))
    choice = tuple(draw(st.lists(items, min_size=0 if must else 1, max_size=3)))
    return Rule(
        id=draw(st.text(alphabet="ab-한", min_size=1)),
        makes=draw(st.sampled_from(RuleEffect)),
        must=must,
        any=choice,
        but_not=tuple(draw(st.sampled_from(((), (RuleItem(kind=ItemKind.PHRASE, what="xyzzy"),))))),
        fields=tuple(draw(st.lists(st.sampled_from(("title", "summary", "body")), unique=True))),
        window=draw(st.integers(1000, 9999)) if must and choice else 0,
        note=draw(st.text(alphabet=" a#:'한\n", max_size=9)),
    )


def holding(*rules: Rule) -> Profile:
    entities = tuple(
        Entity(id=name, name=name, type=EntityType.EVENT, grade=Grade.CORE, status=Status.CONFIRMED)
        for name in ("ship", "yard")
    )
    topics = (Topic(id="ports", name="Ports"),)
    return with_version(Profile(version="", seeds=(), entities=entities, topics=topics, pairs=(), rules=rules))


@given(st.lists(written_rules(), max_size=3, unique_by=lambda rule: rule.id))
def test_any_rule_survives_the_file(rules: list[Rule]) -> None:
    profile = holding(*rules)
    text = dump_profile(profile)
    assert load_profile(text, "p") == profile
    assert dump_profile(load_profile(text, "p")) == text
