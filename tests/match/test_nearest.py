"""What would have let an article in, and what a hit hangs on; every answer is tried on the article itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.match import Change, ChangeKind, Support, compile_profile, supports, ways_in
from pipeline.match.changes import apply_change
from pipeline.match.excerpt import TextLookup, cut_profile
from pipeline.model.article import Article
from pipeline.model.hit import Tier
from pipeline.model.profile import (
    Alias,
    EntityType,
    Evidence,
    Grade,
    ItemKind,
    Pair,
    Profile,
    Rule,
    RuleEffect,
    RuleItem,
    Status,
    TopicTerm,
)
from tests.match.watches import alias, article, entity, peru_korea, profile_of, topic

NORLAND = entity("norland", "Norland", EntityType.PLACE, "Norland", side="norland")
SUDAVIA = entity("sudavia", "Sudavia", EntityType.PLACE, "Sudavia", side="sudavia")
RAILCO = entity("railco", "Railco", EntityType.COMPANY, "Railco", side="sudavia", alone=True)
RAIL = topic("rail", "Railways", Grade.CORE, "railway, locomotive, signalling", "ferrocarril", "철도")
PAIRS = (Pair(left="norland", right="sudavia"),)
WATCH = profile_of(NORLAND, SUDAVIA, RAILCO, topics=(RAIL,), pairs=PAIRS)
NEWS = article(
    "Norland opens a tender for its railway",
    body="The railway of Norland will be built by Railco. Norland pays for the locomotive, too, said Railco.",
)


def changes_of(watch: Profile, text: Article, words: tuple[TopicTerm, ...] = ()) -> list[tuple[Change, ...]]:
    ways = ways_in(watch, text, compile_profile(watch).judge(text), words)
    for way in ways:
        changed = watch
        for change in way.changes:
            changed = apply_change(change, changed)
        said = compile_profile(changed).judge(text)
        assert (said.tier, said.score) == (way.tier, way.score), "what is told is what the whole profile would say"
        assert said.is_hit
    return [way.changes for way in ways]


def first_kind(watch: Profile, text: Article = NEWS) -> ChangeKind:
    assert not compile_profile(watch).judge(text).is_hit
    return changes_of(watch, text)[0][0].kind


def with_railco(**fields: object) -> Profile:
    changed = replace(RAILCO, **fields)  # type: ignore[arg-type]
    return profile_of(NORLAND, SUDAVIA, changed, topics=(RAIL,), pairs=PAIRS)


def test_the_article_is_a_hit_of_the_whole_watch() -> None:
    assert compile_profile(WATCH).judge(NEWS).tier is Tier.DIRECT


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"status": Status.PROPOSED}, ChangeKind.ACCEPT),
        ({"aliases": (replace(alias("Railco"), status=Status.PROPOSED),)}, ChangeKind.ACCEPT),
        ({"aliases": (replace(alias("Railco"), confidence=0.2),)}, ChangeKind.TRUST),
        ({"aliases": (replace(alias("Railco"), confidence=0.4),)}, ChangeKind.TRUST),
        ({"aliases": (alias("Railco", context=("steel",)),)}, ChangeKind.LIFT_CONTEXT),
        ({"stands_alone": False, "grade": Grade.SECONDARY}, ChangeKind.MAKE_CORE),
        ({"status": Status.REJECTED}, ChangeKind.TAKE_BACK),
        ({"aliases": (replace(alias("Railco"), status=Status.REJECTED),)}, ChangeKind.TAKE_BACK),
    ],
)
def test_an_entity_that_is_not_used_to_the_full_is_the_way_in(fields: dict[str, object], kind: ChangeKind) -> None:
    text = replace(
        NEWS, title="A tender in Norland", body=NEWS.body.replace("railway", "line").replace("locomotive", "car")
    )
    watch = with_railco(**fields)
    if kind is ChangeKind.MAKE_CORE:
        text = NEWS if not compile_profile(watch).judge(NEWS).is_hit else replace(NEWS, title="Railco")
    assert first_kind(watch, text) is kind


def test_an_entity_may_stand_for_its_side() -> None:
    ministry = entity("ministry", "Rail Office", EntityType.AGENCY, "Rail Office", side="sudavia")
    text = article(
        "Norland's railway",
        body="Norland meets the Rail Office. The Rail Office plans a railway, says the Rail Office to Norland.",
    )
    watch = profile_of(NORLAND, SUDAVIA, ministry, topics=(replace(RAIL, grade=Grade.SECONDARY),), pairs=PAIRS)
    kinds = [changes[0].kind for changes in changes_of(watch, text)]
    assert ChangeKind.STAND_ALONE in kinds


def test_a_word_of_the_text_may_become_a_term_but_sport_may_not() -> None:
    text = article("Turbines for two", body="Norland and Sudavia agree on it. " + "There is no more to be said. " * 20)
    text = replace(text, body=f"{text.body}Norland and Sudavia.")
    (found, *_) = changes_of(WATCH, text, (TopicTerm(form="turbines", language="en"),))
    assert found == (Change(kind=ChangeKind.ADD_TERM, item="rail", form="turbines", language="en"),)
    sport = replace(text, title="Football for two")
    others = changes_of(WATCH, sport, (TopicTerm(form="football", language="en"),))
    assert ChangeKind.ADD_TERM not in {change.kind for changes in others for change in changes}


@pytest.mark.parametrize(
    ("title", "word"), [("A volleyball opener in Norland", "beats"), ("A night in Norland", "chef")]
)
def test_beside_sport_no_word_becomes_a_term_and_a_rule_names_the_sport(title: str, word: str) -> None:
    body = "Norland plays Sudavia at volleyball in a stadium; the striker of Norland is sure. " * 3
    text = article(title, body=f"{body} The chef cheers.")
    words = tuple(TopicTerm(form=form, language="en") for form in (word, "volleyball"))
    ways = ways_in(WATCH, text, compile_profile(WATCH).judge(text), words)
    changes = [change for way in ways for change in way.changes]
    assert ChangeKind.ADD_TERM not in {change.kind for change in changes}
    assert all(way.outweighed for way in ways)
    phrases = [item.what for one in changes if one.rule for item in one.rule.must if item.kind is ItemKind.PHRASE]
    assert phrases
    assert "beats" not in phrases


def quoted(quote: str) -> tuple[Evidence, ...]:
    return (Evidence(seed="a", start=0, end=len(quote), quote=quote, rule="chunk"),)


CELLCO = entity("cellco", "Cellco", EntityType.COMPANY, "Cellco")
LOCOMOTIVES = article("Railco sells Cellco locomotives", body="Railco will bring locomotives to Cellco by railway.")


def given(watch: Profile, text: Article) -> list[list[tuple[str, str]]]:
    ways = changes_of(watch, text)
    return [[(one.item, one.side) for one in way] for way in ways if way[0].kind is ChangeKind.GIVE_SIDE]


def test_two_firms_of_no_side_are_given_theirs_together() -> None:
    railco = replace(RAILCO, side="", stands_alone=False, evidence=quoted("Railco of Sudavia, which Norland knows."))
    watch = profile_of(NORLAND, SUDAVIA, railco, CELLCO, topics=(RAIL,), pairs=PAIRS)
    assert not compile_profile(watch).judge(LOCOMOTIVES).is_hit
    assert given(watch, LOCOMOTIVES) == [[("railco", "sudavia"), ("cellco", "norland")]]
    sides = {way.tier for way in ways_in(watch, LOCOMOTIVES, compile_profile(watch).judge(LOCOMOTIVES))}
    assert Tier.DIRECT in sides


def test_one_firm_is_given_the_side_that_lets_the_article_in() -> None:
    text = article("Railco in Norland", body="Railco opens a line in Norland with railway locomotives of Railco.")
    watch = with_railco(side="", stands_alone=False, grade=Grade.SECONDARY)
    assert [("railco", "sudavia")] in given(watch, text)


def test_a_firm_whose_country_is_known_is_given_to_no_other() -> None:
    sides = [replace(one, country=code) for one, code in ((NORLAND, "NO"), (SUDAVIA, "SU"))]
    for country, expected in (("SU", [[("railco", "sudavia")]]), ("XX", [])):
        railco = replace(RAILCO, side="", stands_alone=False, grade=Grade.SECONDARY, country=country)
        watch = profile_of(*sides, railco, topics=(RAIL,), pairs=PAIRS)
        text = article("Railco in Norland", body="Railco opens a line in Norland with railway locomotives of Railco.")
        assert given(watch, text) == expected


def test_two_changes_together_are_told_when_no_single_one_suffices() -> None:
    shy = replace(NORLAND, aliases=(replace(alias("Norland"), status=Status.PROPOSED),))
    other = replace(SUDAVIA, aliases=(replace(alias("Sudavia"), confidence=0.2),))
    text = article("A railway of Norland and Sudavia", body="Norland and Sudavia build a railway and a locomotive.")
    watch = profile_of(shy, other, topics=(RAIL,), pairs=PAIRS)
    (changes,) = changes_of(watch, text)
    assert {change.kind for change in changes} == {ChangeKind.ACCEPT, ChangeKind.TRUST}


def test_an_article_that_has_nothing_of_the_watch_is_let_in_by_nothing_small() -> None:
    assert changes_of(WATCH, article("Weather", body="It rains in the hills, and the harvest is late.")) == []
    assert changes_of(WATCH, article()) == []
    assert changes_of(profile_of(), NEWS) == []
    assert changes_of(profile_of(RAILCO, topics=(RAIL,), pairs=PAIRS), article("Weather")) == []


def test_a_rule_that_keeps_an_article_out_is_told() -> None:
    rule = Rule(id="no-tenders", makes=RuleEffect.MENTION, must=(RuleItem(kind=ItemKind.PHRASE, what="tender"),))
    watch = replace(WATCH, rules=(rule,))
    assert not compile_profile(watch).judge(NEWS).is_hit
    assert ChangeKind.DROP_RULE in {changes[0].kind for changes in changes_of(watch, NEWS)}


def supports_of(watch: Profile, text: Article) -> tuple[Support, ...]:
    return supports(watch, text, compile_profile(watch).judge(text))


def test_a_hit_hangs_on_what_it_cannot_miss() -> None:
    (support,) = supports_of(WATCH, NEWS)
    assert (support.kind, support.item, support.forms, support.times) == (ItemKind.ENTITY, "railco", ("Railco",), 2)
    assert support.tier is Tier.MENTION, "without it Sudavia is missing; without Norland it would still be related"


def test_a_hit_without_pairs_hangs_on_nothing_when_several_names_carry_it() -> None:
    others = [entity(name.lower(), name, EntityType.COMPANY, name) for name in ("Railco", "Tramco", "Busco")]
    watch = profile_of(*others)
    assert supports_of(watch, article("Railco, Tramco and Busco merge", body="Railco, Tramco and Busco.")) == ()
    (single,) = supports_of(watch, article("Railco grows", body="Railco grows."))
    assert single.item == "railco"


def test_a_hit_may_hang_on_a_topic() -> None:
    text = article(
        "Norland and its line", body="Norland gets a railway with a locomotive and signalling. Norland is glad."
    )
    found = {support.item: support for support in supports_of(WATCH, text)}
    assert set(found) == {"norland", "rail"}
    assert found["rail"].forms == ("railway", "locomotive", "signalling")


@pytest.mark.parametrize(
    "text",
    [
        NEWS,
        article("Perú y Corea firman", body="El acuerdo sobre tanques K2 y KF-21 con Hyundai Rotem.", language="es"),
        article("페루, K2전차 도입", body="현대로템이 한·페루 협력으로 육군조병창과 계약했다.", language="ko"),
        article("PERU AND KOREA SIGN", body="The MEF and FAME signed a defence contract for armoured vehicles."),
        article("Embassy of Peru", body="The Embassy of Peru in Seoul hosts a football match."),
    ],
)
def test_a_profile_cut_down_to_the_text_judges_alike(text: Article) -> None:
    for watch in (WATCH, peru_korea()):
        cut = cut_profile(watch, TextLookup(text))
        assert compile_profile(cut).judge(text) == compile_profile(watch).judge(text)
    assert len(cut.entities) < len(peru_korea().entities)


def test_hostile_articles_are_answered() -> None:
    for text in ("\ud800 Norland", "Norland " * 20_000, "a" * 300_000, "\u202eNorland\x00"):
        changes_of(WATCH, article(text[:2000], body=text))
        supports_of(WATCH, article(text[:2000], body=text))


def test_aliases_of_one_entity_are_told_apart() -> None:
    both = (Alias(form="Railco", confidence=0.2), Alias(form="Rail Company", confidence=0.2))
    text = article("Norland hires the Rail Company", body="Norland signs with the Rail Company. Norland is glad of it.")
    (change,) = changes_of(with_railco(aliases=both), text)[0]
    assert (change.kind, change.form) == (ChangeKind.TRUST, "Rail Company")
