"""What two profiles say otherwise, in lines for a person."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model.profile import (
    Alias,
    Entity,
    EntityType,
    Evidence,
    Figure,
    FigureKind,
    Grade,
    ItemKind,
    Pair,
    Profile,
    Rule,
    RuleEffect,
    RuleItem,
    SeedRef,
    Status,
    Topic,
    TopicTerm,
    Weight,
)
from pipeline.profile import ProfileDiff, compare, describe

PERU = Entity(id="peru", name="Peru", type=EntityType.PLACE, grade=Grade.CORE, aliases=(Alias(form="Perú"),))
FAME = Entity(id="fame", name="FAME", type=EntityType.COMPANY, grade=Grade.CORE, side="peru")
PORTS = Topic(id="t", name="Ports", terms=(TopicTerm(form="quay", language="en"),))
SUM = Figure(id="f", kind=FigureKind.AMOUNT, text="US$6 billion", value=6e9, unit="USD", subject="fame")
OLD = Profile(version="1", seeds=(), entities=(PERU, FAME), topics=(PORTS,), pairs=(), figures=(SUM,))


def lines(**changes: object) -> tuple[str, ...]:
    return describe(compare(OLD, replace(OLD, **changes)))  # type: ignore[arg-type]


def test_equal_profiles_differ_in_nothing_whatever_their_order() -> None:
    both = replace(PERU, aliases=(Alias(form="a"), Alias(form="b")))
    old, new = (replace(OLD, entities=row) for row in ((both, FAME), (FAME, replace(both, aliases=both.aliases[::-1]))))
    assert compare(old, new) == compare(OLD, replace(OLD, version="2"))
    assert compare(old, new).is_empty
    assert ProfileDiff().is_empty
    assert describe(compare(old, new)) == ()


def test_what_came_and_went_is_told_with_what_it_is() -> None:
    sima = Entity(id="sima", name="SIMA", type=EntityType.COMPANY, grade=Grade.SECONDARY, status=Status.PROPOSED)
    seed = SeedRef(id="s", file="s.txt", sha256="0", language="en")
    pair = Pair(left="peru", right="sima")
    assert lines(entities=(PERU, sima), topics=(), figures=(), pairs=(pair,), seeds=(seed,)) == (
        "+ seed  s.txt",
        "+ company  SIMA  (secondary, proposed)",
        "- company  FAME  (core, Peru)",
        "- topic  Ports  (secondary)",
        "- amount  US$6 billion  (FAME)",
        "+ pair  Peru and SIMA",
    )


def test_what_changed_is_told_field_by_field() -> None:
    quote = Evidence(seed="s", start=0, end=1, quote="x", rule="r")
    fame = replace(FAME, grade=Grade.SECONDARY, stands_alone=True, note="n", side="", evidence=(quote,))
    assert lines(entities=(PERU, fame)) == (
        "~ FAME: grade: core → secondary",
        "~ FAME: side taken away: peru",
        "~ FAME: stands alone: no → yes",
        "~ FAME: evidence: 0 quotes → 1 quote",
        "~ FAME: note: n",
    )


def test_aliases_and_terms_are_told_one_by_one() -> None:
    peru = replace(PERU, aliases=(Alias(form="페루", language="ko", status=Status.PROPOSED),))
    ports = replace(PORTS, terms=(TopicTerm(form="부두", language="ko"),))
    assert lines(entities=(peru, FAME), topics=(ports,)) == (
        "~ Peru: alias 페루 added (ko, proposed)",
        "~ Peru: alias Perú removed",
        "~ Ports: term 부두 added (ko)",
        "~ Ports: term quay removed (en)",
    )
    strict = replace(PERU, aliases=(Alias(form="Perú", require_context=("Lima", "Cusco"), confidence=0.5),))
    assert lines(entities=(strict, FAME)) == (
        "~ Peru: alias Perú changed: confidence: 1 → 0.5; require context: Lima, Cusco",
    )


def test_figures_are_told_with_their_numbers() -> None:
    assert lines(figures=(replace(SUM, value=6.5e9, status=Status.CONFIRMED),)) == (
        "~ US$6 billion: value: 6000000000 → 6500000000",
        "~ US$6 billion: status: auto → confirmed",
    )


def test_rules_are_told_in_words() -> None:
    fame, ports = RuleItem(kind=ItemKind.ENTITY, what="fame"), RuleItem(kind=ItemKind.TOPIC, what="t")
    fair = RuleItem(kind=ItemKind.PHRASE, what="boat fair")
    near = Rule(id="near", must=(fame,), any=(ports, fair), window=1500, fields=("title",), note="as asked")
    out = Rule(id="out", makes=RuleEffect.MENTION, must=(fair,), but_not=(fame,))
    old, wide = replace(OLD, rules=(near, out)), replace(near, window=0, fields=(), note="")
    assert lines(rules=(near, out)) == (
        "+ rule  near  (FAME, with Ports or “boat fair” within 1,500 characters, in the title: direct (as asked))",
        "+ rule  out  (“boat fair”, without FAME: kept out)",
    )
    assert describe(compare(old, replace(old, rules=(replace(wide, must=(fame, ports), any=()),))))[1:] == (
        "- rule  out  (“boat fair”, without FAME: kept out)",
    )
    assert describe(
        compare(replace(OLD, rules=(wide,)), replace(OLD, rules=(replace(wide, makes=RuleEffect.RELATED),)))
    ) == ("~ rule  near: FAME, with Ports or “boat fair”: direct → FAME, with Ports or “boat fair”: related",)
    turned = replace(near, any=near.any[::-1])
    assert describe(compare(old, replace(old, rules=(turned, out)))) == ()
    assert describe(compare(old, replace(old, rules=(out, near)))) == ("~ rules in another order: out, near",)


def test_weights_are_told_beside_the_usual_ones() -> None:
    often, core = Weight(name="named_often", value=3), Weight(name="term.core", value=1.2)
    assert lines(weights=(often, core)) == (
        "~ weight  named_often: 2 as usual → 3",
        "~ weight  term.core: 1 as usual → 1.2",
    )
    old = replace(OLD, weights=(often, core))
    assert describe(compare(old, replace(old, weights=(core, replace(often, value=4))))) == (
        "~ weight  named_often: 3 → 4",
    )
    assert describe(compare(old, replace(old, weights=(core,)))) == ("~ weight  named_often: 3 → 2 as usual",)
