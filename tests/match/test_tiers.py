"""What lets an article in, and the sentence that says what was lacking."""

from __future__ import annotations

import pytest

from pipeline.match import compile_profile
from pipeline.model.hit import Tier
from pipeline.model.profile import EntityType, Grade, Pair, Status
from tests.match.watches import alias, article, entity, peru_korea, profile_of, topic

_WATCH = compile_profile(peru_korea())
_FILLER = "The committee met again on Tuesday and weighed what an older report had left open. " * 12


def test_both_sides_and_a_subject_are_direct_and_say_so_with_names() -> None:
    judgement = _WATCH.judge(article("Army factory FAME and South Korea sign", "", "A contract for armored vehicles."))
    assert judgement.tier is Tier.DIRECT
    assert judgement.rule == "Peru (through FAME) and South Korea together; subject: Defence exports and FAME"
    assert judgement.lacking == ""


def test_a_country_named_once_deep_in_the_body_is_no_side() -> None:
    body = f"South Korea and Chile lowered tariffs on exports. {_FILLER} A similar treaty binds Peru."
    judgement = _WATCH.judge(article("Korea and Chile sign", "", body))
    assert judgement.tier is Tier.MENTION
    assert judgement.lacking == "Peru is named only in passing; once in the title or the lead would do."


def test_a_country_named_again_is_a_side() -> None:
    body = f"South Korea lowered tariffs on exports. {_FILLER} Peru will follow. In Peru, ministers are glad."
    assert _WATCH.judge(article("Korea lowers tariffs", "", body)).tier is Tier.DIRECT


def test_a_long_text_asks_for_more_than_a_roundup_gives() -> None:
    body = f"South Korea lowered tariffs on exports. {_FILLER * 4} Peru will follow. In Peru, ministers are glad."
    assert _WATCH.judge(article("Korea lowers tariffs", "", body)).tier is Tier.MENTION


def test_a_company_named_once_stands_more_firmly_than_a_country() -> None:
    body = f"South Korea sells armored vehicles and tanks. {_FILLER} The Army Weapons and Ammunition Factory waits."
    judgement = _WATCH.judge(article("Korea sells tanks", "", body))
    assert judgement.tier is Tier.RELATED
    assert "only in passing" in judgement.rule


def test_sport_and_stage_outweigh_a_thin_subject() -> None:
    judgement = _WATCH.judge(article("Peru and Korea meet in football friendly match", "", "The ambassador watched."))
    assert judgement.tier is Tier.MENTION
    assert judgement.lacking.startswith("Words of another page (“football”")


def test_a_full_subject_outweighs_an_aside() -> None:
    body = "Peru and South Korea signed on submarines, frigates and tanks at the summit, before a concert."
    assert _WATCH.judge(article("Peru and Korea sign", "", body)).tier is Tier.DIRECT


def test_words_of_the_watch_are_no_asides() -> None:
    football = topic("football", "Football", Grade.CORE, "football, stadium, goalkeeper", "", "")
    club = entity("club", "Alianza", EntityType.ORGANISATION, "Alianza")
    judgement = compile_profile(profile_of(club, topics=(football,))).judge(
        article("Alianza keeps its goalkeeper", "", "The football club fills its stadium.")
    )
    assert judgement.tier is Tier.DIRECT


def test_the_missing_side_is_named() -> None:
    judgement = _WATCH.judge(article("Peru debates pensions"))
    assert (judgement.tier, judgement.rule) == (Tier.MENTION, "")
    assert judgement.lacking == "South Korea is missing: neither its name nor one that stands for it is there."


def test_a_missing_context_word_is_named() -> None:
    judgement = _WATCH.judge(article("FAME opens a hall"))
    assert judgement.tier is Tier.NONE
    assert judgement.lacking.startswith("“FAME” counts as FAME only beside one of: army, ejercito")


def test_of_names_without_their_context_the_one_that_matters_most_is_told_in_full() -> None:
    beside = alias("Ministry", context=("Honduras",)), alias("Ministry", context=("Peru", "Perú"))
    line = entity("line", "Line", EntityType.PROJECT, (alias("Line 3", context=("Lima",)),), grade=Grade.SECONDARY)
    watch = profile_of(
        entity("a", "Abroad", EntityType.AGENCY, beside[:1], grade=Grade.BACKGROUND),
        line,
        entity("m", "Own", EntityType.AGENCY, (beside[1], alias("Ministry of Rail", context=("Peru", "Perú")))),
    )
    lacking = compile_profile(watch).judge(article("Line 3 and the Ministry of Rail")).lacking
    assert lacking == "“Ministry of Rail” counts as Own only beside one of: peru."


def test_a_product_of_one_side_is_related_even_where_its_country_is_not_named() -> None:
    judgement = _WATCH.judge(article("Poland takes first K2 tank", "", "The army is glad."))
    assert (judgement.tier, judgement.rule) == (Tier.RELATED, "South Korea only, with K2 Black Panther")


def test_an_agreement_of_no_side_is_not_enough_by_itself() -> None:
    agreement = entity("pact", "Framework pact", EntityType.AGREEMENT, "framework pact")
    sides = [entity(name.casefold(), name, EntityType.PLACE, name) for name in ("Peru", "Korea")]
    watch = compile_profile(profile_of(agreement, *sides, pairs=(Pair(left="peru", right="korea"),)))
    assert watch.judge(article("Norway signs framework pact")).tier is Tier.MENTION


def test_both_sides_without_a_subject_are_related_only_in_the_title() -> None:
    assert _WATCH.judge(article("Peru and South Korea swap driving licences")).tier is Tier.RELATED
    judgement = _WATCH.judge(article("Quake in Peru", "", "South Korea sent condolences to Peru."))
    assert judgement.tier is Tier.MENTION
    assert judgement.lacking.startswith("No subject of the watch")


def test_persons_alone_do_not_make_an_article_related() -> None:
    assert (
        _WATCH.judge(article("Lee Jae-myung visits a school", "", "Lee Jae-myung read to pupils.")).tier is Tier.MENTION
    )


def test_a_third_country_of_the_background_is_nothing() -> None:
    assert _WATCH.judge(article("Mexico votes")).tier is Tier.NONE


def test_a_rejected_pillar_does_not_turn_the_watch_into_one_without_sides() -> None:
    peru = entity("peru", "Peru", EntityType.PLACE, "Peru", status=Status.REJECTED)
    korea = entity("korea", "Korea", EntityType.PLACE, "Korea")
    rotem = entity("rotem", "Rotem", EntityType.COMPANY, "Rotem", side="korea", alone=True)
    matcher = compile_profile(profile_of(peru, korea, rotem, pairs=(Pair(left="peru", right="korea"),)))
    judgement = matcher.judge(article("Peru and Korea: Rotem signs"))
    assert judgement.tier is Tier.RELATED
    assert matcher.judge(article("Korea votes")).lacking.startswith("Peru is missing")


@pytest.mark.parametrize(
    ("title", "body", "tier"),
    [
        ("Codelco and SQM sign", "The lithium venture starts.", Tier.DIRECT),
        ("Codelco raises wages", "", Tier.RELATED),
        ("Ministers meet", "Nothing. " * 60 + "Codelco may produce lithium with brine from a salt flat.", Tier.RELATED),
        ("Banks merge", "Nothing of note.", Tier.NONE),
        ("Chile votes", "", Tier.MENTION),
    ],
)
def test_a_watch_without_pairs_goes_by_its_core_names(title: str, body: str, tier: Tier) -> None:
    matcher = compile_profile(
        profile_of(
            entity("codelco", "Codelco", EntityType.COMPANY, "Codelco"),
            entity("sqm", "SQM", EntityType.COMPANY, "SQM"),
            entity("chile", "Chile", EntityType.PLACE, "Chile"),
            topics=(topic("lithium", "Lithium", Grade.CORE, "lithium, brine, salt flat", "", ""),),
        )
    )
    assert matcher.judge(article(title, "", body)).tier is tier


def test_an_empty_watch_finds_nothing() -> None:
    judgement = compile_profile(profile_of()).judge(article("Peru and Korea"))
    assert (judgement.tier, judgement.score, judgement.parts) == (Tier.NONE, 0.0, ())


def test_the_order_of_the_pairs_means_nothing() -> None:
    countries = [entity(name, name.title(), EntityType.PLACE, name.title()) for name in ("chile", "korea", "peru")]
    pairs = (Pair(left="chile", right="korea"), Pair(left="peru", right="korea"))
    deal = "Korea handed Peru a hospital; a consul of Peru and Korea signed a protocol."
    told = article("Clinic", "", f"{'Chile votes. ' * 3}{deal}")
    judgements = {
        compile_profile(profile_of(*countries, pairs=order)).judge(told) for order in (pairs, tuple(reversed(pairs)))
    }
    assert [judgement.tier for judgement in judgements] == [Tier.DIRECT]
