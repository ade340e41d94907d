"""A watch without pairs that is about one name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.match import compile_profile
from pipeline.match.excerpt import TextLookup, cut_profile
from pipeline.model.hit import Tier
from pipeline.model.profile import Alias, Entity, EntityType, Grade, Pair, Profile, Status
from tests.match.watches import article, entity, profile_of, topic

_SHOP = replace(
    entity("dungji", "Dungji", EntityType.COMPANY, (Alias(form="Dungji"), Alias(form="둥지", language="ko"))),
    centre=True,
)
_TELECOM = entity("hanul", "Hanul Telecom", EntityType.COMPANY, "Hanul Telecom")
_TERMS = "data breach, leaked data, customer accounts"
_BREACH = topic("breach", "Data breach", Grade.CORE, _TERMS, "filtración de datos", "개인정보 유출")
_SALES = topic("own-terms", "The seeds' own terms", Grade.SECONDARY, "revenue, parcels", "", "")


def watch(shop: Entity = _SHOP) -> Profile:
    return profile_of(shop, _TELECOM, topics=(_BREACH, _SALES))


@pytest.mark.parametrize(
    ("title", "body", "tier"),
    [
        ("Dungji fined for data breach", "", Tier.DIRECT),
        (
            "Regulator speaks",
            "Nothing new. " * 60 + "Dungji knew of the leaked data, and Dungji was silent.",
            Tier.DIRECT,
        ),
        ("Dungji revenue grows", "More parcels, more revenue.", Tier.RELATED),
        ("Data breach at Hanul Telecom", "Leaked data at Hanul Telecom: customer accounts.", Tier.RELATED),
        ("Hanul Telecom loses parcels", "Revenue falls, and Hanul Telecom with it.", Tier.MENTION),
        ("A year of data breach cases", "Airlines, banks. " * 60 + "Also Dungji.", Tier.MENTION),
        ("A year of data breach cases", "Hanul Telecom, Avia, Costa, Dungji and Marrow leaked data.", Tier.MENTION),
        ("Banks merge", "Nothing of note.", Tier.NONE),
    ],
)
def test_an_article_must_name_what_the_watch_is_about(title: str, body: str, tier: Tier) -> None:
    assert compile_profile(watch()).judge(article(title, "", body)).tier is tier


def test_what_is_lacking_names_the_centre() -> None:
    judgement = compile_profile(watch()).judge(article("Hanul Telecom loses parcels", "", "Hanul Telecom says so."))
    assert judgement.lacking.startswith("The watch is about Dungji")


def test_without_core_topics_the_seeds_own_terms_are_its_subject() -> None:
    matcher = compile_profile(profile_of(_SHOP, _TELECOM, topics=(_SALES,)))
    assert matcher.judge(article("Dungji revenue grows")).tier is Tier.DIRECT


def test_without_a_centre_two_names_and_a_term_will_do() -> None:
    judge = compile_profile(watch(replace(_SHOP, centre=False))).judge
    assert judge(article("Dungji and Hanul Telecom", "", "Nothing. " * 60 + "A data breach.")).tier is Tier.DIRECT
    assert judge(article("Dungji and Hanul Telecom merge")).tier is Tier.RELATED


def test_without_core_topics_either_two_names_will_do() -> None:
    judge = compile_profile(profile_of(replace(_SHOP, centre=False), _TELECOM)).judge
    assert judge(article("Dungji and Hanul Telecom merge")).tier is Tier.DIRECT


def test_with_a_pair_a_centre_says_nothing() -> None:
    peru, chile = (entity(name.lower(), name, EntityType.PLACE, name) for name in ("Peru", "Chile"))
    pairs = (Pair(left="peru", right="chile"),)
    matcher = compile_profile(profile_of(_SHOP, peru, chile, topics=(_BREACH,), pairs=pairs))
    assert matcher.judge(article("Peru and Chile sign", "", "Peru and Chile on leaked data, a data breach")).is_hit


@pytest.mark.parametrize(
    ("shop", "found"),
    [
        (_SHOP, True),
        (replace(_SHOP, centre=False), False),
        (replace(_SHOP, centre=False, aliases=(Alias(form="둥지", language="ko", status=Status.CONFIRMED),)), True),
    ],
)
def test_two_syllables_count_by_themselves_only_for_the_centre_or_by_a_persons_word(shop: Entity, found: bool) -> None:
    judgement = compile_profile(watch(shop)).judge(article("둥지, 개인정보 유출 사과", "", "둥지는 말했다.", "ko"))
    assert [mention.entity_id for mention in judgement.mentions] == ["dungji", "dungji"] * found


def test_a_rejected_centre_leaves_a_watch_without_one() -> None:
    judge = compile_profile(watch(replace(_SHOP, status=Status.REJECTED))).judge
    assert judge(article("Hanul Telecom and a data breach", "", "Leaked data at Hanul Telecom.")).tier is Tier.DIRECT


def test_a_person_may_put_a_place_at_the_centre() -> None:
    town = replace(entity("tarma", "Tarma", EntityType.PLACE, "Tarma", grade=Grade.BACKGROUND), centre=True)
    judge = compile_profile(profile_of(town, _TELECOM, topics=(_BREACH,))).judge
    judgement = judge(article("Data breach in Tarma"))
    assert judgement.tier is Tier.DIRECT
    assert "centre" in {part.name for part in judgement.parts}


def test_the_score_counts_the_centre_once() -> None:
    parts = compile_profile(watch()).judge(article("Dungji fined for data breach")).parts
    assert [part.name for part in parts if "Dungji" in part.why] == ["centre", "title"]


def test_what_is_cut_for_trying_changes_keeps_the_centre() -> None:
    lead = article("Data breach at Hanul Telecom", "", "Leaked data at Hanul Telecom.")
    assert [one.id for one in cut_profile(watch(), TextLookup(lead)).entities] == ["dungji", "hanul"]


_CHILE = replace(entity("chile", "Chile", EntityType.PLACE, "Chile, 칠레", country="CL"), centre=True)
_SALAR = entity("salar", "Salar Norte", EntityType.PLACE, "Salar Norte", country="CL", side="chile")
_MINER = entity("quor", "Quor Litio", EntityType.COMPANY, "Quor Litio", country="CL", side="chile", alone=True)
_JAPAN = entity("japan", "Japan", EntityType.PLACE, "Japan", country="JP", grade=Grade.BACKGROUND)
_LITHIUM = topic(
    "mining", "Mining", Grade.CORE, "lithium, brine, mine, ore", "litio, salmuera, mina", "리튬, 염호, 채굴"
)
_OWN = replace(topic("own-terms", "Own", Grade.BACKGROUND, "output, stake", "", ""), origin="seeds")
_LITHIUM_IN_CHILE = profile_of(_CHILE, _SALAR, _MINER, _JAPAN, topics=(_LITHIUM, _OWN))


@pytest.mark.parametrize(
    ("title", "body", "tier"),
    [
        ("Chile opens lithium tender", "Nothing more is known.", Tier.DIRECT),  # both in the title
        ("Tender opens", "Chile asks who will take the lithium from the brine by a mine.", Tier.DIRECT),
        ("Tender opens", "Chile wants more output of lithium, and a stake.", Tier.DIRECT),  # the seeds' own words
        ("Tender opens", "Quor Litio will take lithium from brine.", Tier.DIRECT),  # through a firm of the core
        ("Salar Norte lithium to be mined", "Nothing more is known.", Tier.DIRECT),  # what happens in its places
        ("Women win medal", "Chile won, and thanks a lithium firm.", Tier.RELATED),  # one word is not much
        ("Japan hopes for lithium", "Chile has brine, lithium and ore.", Tier.RELATED),  # another country's news
        ("Chile wants more output", "A stake, more output.", Tier.RELATED),  # no word of the subject
        ("Lithium, brine and ore", "In Australia a mine opens.", Tier.NONE),
    ],
)
def test_a_country_at_the_centre_needs_a_subject(title: str, body: str, tier: Tier) -> None:
    assert compile_profile(_LITHIUM_IN_CHILE).judge(article(title, "", body)).tier is tier


@pytest.mark.parametrize(
    ("country", "language", "text", "tier"),
    [
        ("CL", "es", "El litio y la salmuera. Quieren litio, salmuera y una mina.", Tier.DIRECT),
        ("PE", "es", "El litio y la salmuera. Quieren litio, salmuera y una mina.", Tier.NONE),
        ("CL", "es", "El litio sube.", Tier.NONE),
        ("CL", "es", "Japan. El litio y la salmuera. Quieren litio, salmuera y una mina.", Tier.NONE),
    ],
)
def test_the_press_of_the_country_need_not_name_it(country: str, language: str, text: str, tier: Tier) -> None:
    title, _, body = text.partition(". ")
    read = replace(article(title, "", body, language), country=country)
    assert compile_profile(_LITHIUM_IN_CHILE).judge(read).tier is tier


def test_korean_news_of_no_known_outlet_are_koreas_own() -> None:
    korea = replace(entity("korea", "South Korea", EntityType.PLACE, "Korea, 한국", country="KR"), centre=True)
    matcher = compile_profile(profile_of(korea, topics=(_LITHIUM,)))
    read = article("리튬 채굴 시작", "", "염호에서 리튬을 얻는다.", "ko")
    assert (matcher.judge(read).tier, matcher.judge(replace(read, country="US")).tier) == (Tier.DIRECT, Tier.NONE)
    assert "centre" in {part.name for part in matcher.judge(read).parts}
