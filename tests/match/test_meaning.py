"""Which names are meant, and why: contexts near them, what else is named, namesakes elsewhere."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from pipeline.match import Matcher, compile_profile
from pipeline.match.korean import COUNTRY_SYLLABLES
from pipeline.match.weights import Weights
from pipeline.model.hit import Mention
from pipeline.model.profile import EntityType, Grade, Pair, Profile
from tests.match.watches import alias, article, entity, profile_of, topic

_FILLER = "Nothing of note was said on this day by anybody. " * 40


def watch() -> Profile:
    return profile_of(
        entity("peru", "Peru", EntityType.PLACE, "Peru, Perú, Peruvian, 페루", country="PE"),
        entity("korea", "South Korea", EntityType.PLACE, "South Korea, Korea, Korean, 한국", country="KR"),
        entity("lima", "Lima", EntityType.PLACE, (alias("Lima", context=("Peru",)),), side="peru", country="PE"),
        entity("seoul", "Seoul", EntityType.PLACE, "Seoul", side="korea", country="KR"),
        entity("rotem", "Hyundai Rotem", EntityType.COMPANY, "Hyundai Rotem", side="korea", alone=True),
        entity("fame", "FAME", EntityType.COMPANY, (alias("FAME", context=("army",)),), side="peru", alone=True),
        entity("kai", "KAI", EntityType.COMPANY, (alias("KAI", context=("South Korea",)),), side="korea"),
        entity("dina", "Dina Boluarte", EntityType.PERSON, "Dina Boluarte", side="peru"),
        topics=(topic("defence", "Defence", Grade.CORE, "tank, contract", "", ""),),
        pairs=(Pair(left="peru", right="korea"),),
    )


_WATCH = compile_profile(watch())


def reasons(text: str, title: str = "", matcher: Matcher = _WATCH) -> dict[str, str]:
    mentions: tuple[Mention, ...] = matcher.judge(article(title, "", text)).mentions
    return {mention.entity_id: mention.reason for mention in mentions}


@pytest.mark.parametrize(
    ("text", "owner", "reason"),
    [
        ("FAME told the army", "fame", "“army” stands near it"),
        ("FAME and Hyundai Rotem", "fame", "Hyundai Rotem is named as well"),
        ("KAI and FAME", "fame", "KAI is named as well"),
        ("Korean firm KAI", "kai", "South Korea is named as well"),
        ("KAI, a firm in Seoul", "kai", "South Korea is named as well"),
        ("Seoul courts Lima", "lima", "South Korea is named as well"),
        ("Dina Boluarte left. Boluarte is back.", "dina", "Dina Boluarte is named in full"),
        ("Peru buys", "peru", ""),
    ],
)
def test_names_count_for_a_reason(text: str, owner: str, reason: str) -> None:
    assert reasons(text)[owner] == reason


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("FAME at last", "fame"),
        ("FAME told Lima", "fame"),
        ("SEOUL: KAI AND FAME", "fame"),
        ("Boluarte is back", "dina"),
        ("A concert of KAI in Seoul: the singer met his fans", "kai"),
        ("Lima, Ohio, builds tanks; Seoul looks on", "lima"),
    ],
)
def test_and_do_not_without(text: str, owner: str) -> None:
    assert owner not in reasons(text)


def test_a_context_word_must_stand_near_or_in_the_title() -> None:
    far = f"FAME opened. {_FILLER} The army came."
    assert "fame" not in reasons(far)
    assert reasons(far, title="News of the army")["fame"]
    wide = compile_profile(watch(), Weights(context_window=10_000))
    assert reasons(far, matcher=wide)["fame"] == "“army” stands near it"


def test_what_is_a_namesake_once_is_one_throughout() -> None:
    assert reasons("PERU, Ind. — The circus came to Peru on Monday.") == {}
    assert "peru" in reasons("PERU, Ind. — The Peruvian consul came to Peru on Monday.")
    assert reasons("de la calle Perú al 700") == {}
    assert reasons("Peru Avenue is closed") == {}
    assert reasons("미 인디애나주 소도시 페루에 토네이도. 페루 주민들은") == {}


def test_words_that_are_no_names() -> None:
    assert reasons("페루자 경기장") == {}
    assert reasons("FC한국 팬") == {}
    assert set(reasons("페루서 온 배")) == {"peru"}
    assert set(reasons("PERU行 배")) == {"peru"}


def test_two_names_of_one_thing_that_run_into_each_other_are_one() -> None:
    matcher = compile_profile(
        profile_of(entity("yoon", "Yoon Suk Yeol", EntityType.PERSON, "President Yoon, Yoon Suk Yeol"))
    )
    mentions = matcher.judge(article("", "", "then President Yoon Suk Yeol spoke")).mentions
    assert [mention.surface for mention in mentions] == ["President Yoon Suk Yeol"]


def test_a_state_beside_a_country_takes_nothing_from_the_rest() -> None:
    told = (
        "Peru signs a contract for tanks from South Korea in California; Peru and South Korea, Texas universities said."
    )
    assert {"peru", "korea"} <= reasons(told, title="South Korea and Peru sign").keys()
    assert "korea" in reasons("앨라배마 한국 공장도 페루에 수출한다", title="한국·페루 계약")


@pytest.mark.parametrize(
    ("form", "text"), [("Foo (Bar)", "at Foo (Bar) today"), ("Foo Co., Ltd.", "Foo Co., Ltd. said")]
)
def test_the_marks_at_the_end_of_a_name_belong_to_it(form: str, text: str) -> None:
    matcher = compile_profile(profile_of(entity("foo", form, EntityType.COMPANY, (alias(form),))))
    assert [mention.surface for mention in matcher.judge(article("", "", text)).mentions] == [form]


@pytest.mark.parametrize("syllable", COUNTRY_SYLLABLES.values())
def test_a_text_may_end_with_the_syllable_of_a_country(syllable: str) -> None:
    for country, own in COUNTRY_SYLLABLES.items():
        pillar = entity("one", "One", EntityType.PLACE, "One", country=country)
        other = entity("two", "Two", EntityType.PLACE, "Two")
        matcher = compile_profile(profile_of(pillar, other, pairs=(Pair(left="one", right="two"),)))
        assert matcher.judge(article("", "", f"양국 {syllable}")).mentions == ()
        assert len(matcher.judge(article("", "", f"양국 {own}·")).mentions) == 1


def test_of_two_forms_the_printed_one_is_told_in_whatever_order_they_stand() -> None:
    for forms in ("Peru, Perú", "Perú, Peru"):
        matcher = compile_profile(profile_of(entity("peru", "Peru", EntityType.PLACE, forms)))
        mentions = matcher.judge(article("", "", "en el Perú y en Peru")).mentions
        assert [mention.alias for mention in mentions] == ["Perú", "Peru"]


def test_what_there_is_one_of_has_no_plural() -> None:
    assert "rotem" not in reasons("the Hyundai Rotems")
    assert "peru" in reasons("the Peruvians")


def test_a_name_that_counted_for_another_lacks_nothing() -> None:
    name = "Ministry of Finance"
    ministries = [
        entity(f"mef-{side}", name, EntityType.AGENCY, (alias(name, context=(word,)),), side=side)
        for side, word in (("peru", "Peru"), ("korea", "South Korea"))
    ]
    matcher = compile_profile(replace(watch(), entities=(*watch().entities, *ministries)))
    judgement = matcher.judge(article("Budget", "", "The Ministry of Finance of Peru spoke."))
    assert [mention.entity_id for mention in judgement.mentions] == ["mef-peru", "peru"]
    assert judgement.lacking == "South Korea is missing: neither its name nor one that stands for it is there."


def test_a_form_with_a_line_break_is_looked_for_with_a_blank_and_never_across_fields() -> None:
    matcher = compile_profile(profile_of(entity("zork", "Zork", EntityType.COMPANY, (alias("Zork\nKorea"),))))
    assert matcher.judge(article("in Zork", "Korea x", "")).mentions == ()
    assert [mention.surface for mention in matcher.judge(article("", "", "in Zork Korea")).mentions] == ["Zork Korea"]


def test_chains_of_overlapping_names_are_parted_like_any_others() -> None:
    matcher = compile_profile(
        profile_of(
            entity("a", "A", EntityType.COMPANY, "Peru-Korea"), entity("b", "B", EntityType.COMPANY, "Korea-Peru")
        )
    )
    mentions = matcher.judge(article("", "", "Peru-Korea-Peru-Korea-Peru")).mentions
    spans = [(mention.start, mention.end) for mention in mentions]
    assert len(spans) >= 2
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
