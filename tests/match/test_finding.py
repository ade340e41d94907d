"""Which forms count where: whole words by script, capitals, contexts, other places, surnames, the longest name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.match import Matcher, compile_profile
from pipeline.model.profile import Alias, EntityType, Grade, Pair, Status
from tests.match.watches import alias, article, entity, peru_korea, profile_of, topic

_WATCH = compile_profile(peru_korea())


def surfaces(text: str, matcher: Matcher = _WATCH, title: str = "") -> list[tuple[str, str]]:
    return [(mention.entity_id, mention.surface) for mention in matcher.judge(article(title, "", text)).mentions]


def named(text: str, matcher: Matcher = _WATCH, title: str = "") -> set[str]:
    return {entity_id for entity_id, _ in surfaces(text, matcher, title)}


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("페루에서 열린 회의", "페루"),
        ("현대로템이 밝혔다", "현대로템"),
        ("한국은 반대했다", "한국"),
        ("한국인 기술자", "한국"),
        ("페루산 구리", "페루"),
        ("주페루 대사", "페루"),
        ("페루정부가", "페루"),
        ("국산KF-21이", "KF-21"),
        ("KF-21전투기", "KF-21"),
        ("KF21 jets", "KF21"),
        ("the KF 21", "KF 21"),
        ("the KF‑21s", "KF‑21s"),
        ("in Peru's south", "Peru"),
        ("in Peru’s south", "Peru"),
        ("el Perú exporta", "Perú"),
        ("el Peru\u0301 exporta", "Peru\u0301"),
        ("PERÚ EXPORTA", "PERÚ"),
        ("Peruvians vote", "Peruvians"),
        ("los surcoreanos votan", "surcoreanos"),
        ("Perú–Corea", "Corea"),
        ("so\u00adSou\u00adth Korea", "Korea"),
        ("Defence Acquisition Programme Administration", "Defence Acquisition Programme Administration"),
        ("Lee Jae Myung said", "Lee Jae Myung"),
        ("Lee Jaemyung said", "Lee Jaemyung"),
    ],
)
def test_found(text: str, surface: str) -> None:
    assert surface in [found for _, found in surfaces(text)]


@pytest.mark.parametrize(
    "text",
    [
        "한국어 교재",
        "한국사 시험",
        "서울대 총장",
        "서울역 광장",
        "트리마란 대회",
        "리마인드 행사",
        "남한국",
        "Perugia and Peruggia",
        "Koreatown",
        "the planet K2-18b and its tank",
        "climb K2",
        "limas y limones",
        "una lima de acero",
        "Lima beans",
        "fire in Lima, Ohio",
        "Peru (Indiana)",
        "North Korea",
        "North Korean troops",
        "N. Korea",
        "Corea del Norte",
        "Democratic People's Republic of Korea",
        "República Popular Democrática de Corea",
        "북한",
        "the Korean Peninsula",
        "the Korean War",
        "New Mexico",
        "Nuevo México",
        "the New Lima estate",
        "fame and fortune of the army",
        "Fame, the army's mascot",
    ],
)
def test_not_found(text: str) -> None:
    assert surfaces(text) == []


def test_single_syllable_for_a_country_counts_before_a_dot_only() -> None:
    assert surfaces("한·페루 회담") == [("south-korea", "한"), ("peru", "페루")]
    assert surfaces("한-미 훈련") == [("south-korea", "한")]
    assert surfaces("한 사람과 한페이지") == []
    assert surfaces("또한·그리고") == []


def test_required_context_must_stand_in_the_article() -> None:
    assert named("FAME opened a hall") == set()
    assert named("FAME opened a hall", title="News of the army") == {"fame"}
    assert named("K2 sold well") == set()
    assert named("K2 tanks sold well") == {"k2"}


def test_capitals_say_nothing_in_a_line_of_capitals() -> None:
    matcher = compile_profile(
        profile_of(
            entity("fame", "FAME", EntityType.COMPANY, (alias("FAME", exact=True), alias("Army Weapons Factory"))),
            entity("rotem", "Hyundai Rotem", EntityType.COMPANY, "Hyundai Rotem"),
        )
    )
    assert named("FAME AND FORTUNE FOR EVERYBODY", matcher) == set()
    assert named("FAME AND FORTUNE FOR HYUNDAI ROTEM", matcher) == {"fame", "rotem"}
    assert named("FAME WINS CONTRACT\nThe Army Weapons Factory", matcher) == {"fame"}
    assert named("FAME won a contract", matcher) == {"fame"}
    assert named("FAME와 LG전자", matcher) == {"fame"}


def test_two_syllable_korean_names_need_their_side_or_another_form() -> None:
    matcher = compile_profile(
        profile_of(
            entity("peru", "Peru", EntityType.PLACE, "페루"),
            entity("sima", "SIMA", EntityType.COMPANY, "시마, SIMA", side="peru"),
        )
    )
    assert named("시마는 새로 문을 연다", matcher) == set()
    assert named("페루 시마는 새로 문을 연다", matcher) == {"peru", "sima"}
    assert surfaces("SIMA, 시마는", matcher) == [("sima", "SIMA"), ("sima", "시마")]


def test_surname_counts_where_the_full_name_stands() -> None:
    assert surfaces("Dina Boluarte spoke. Boluarte left.") == [("boluarte", "Dina Boluarte"), ("boluarte", "Boluarte")]
    assert surfaces("Then Dina Boluarte came.", title="Boluarte in Seúl")[0] == ("boluarte", "Boluarte")
    assert surfaces("Boluarte left.") == []
    assert surfaces("Dina Boluarte met her brother Nicanor Boluarte.") == [("boluarte", "Dina Boluarte")]
    assert surfaces("Dina Boluarte spoke. Then President Boluarte left.")[-1] == ("boluarte", "Boluarte")


def test_a_bare_korean_surname_never_counts() -> None:
    assert surfaces("Lee Jae-myung spoke. Lee left. Mr Lee smiled.") == [("lee", "Lee Jae-myung")]


def test_the_longest_name_wins() -> None:
    assert surfaces("the K2 Black Panther tank") == [("k2", "K2 Black Panther")]
    assert surfaces("the Lima Metro") == [("metro", "Lima Metro")]


def test_a_long_name_that_fails_at_its_border_does_not_hide_the_short_one() -> None:
    assert surfaces("Lima Metropolitan council") == [("lima", "Lima")]


def test_a_place_in_a_longer_name_still_counts_for_its_side() -> None:
    judgement = _WATCH.judge(article("The Peru-Korea Free Trade Agreement, and its tariffs"))
    assert judgement.tier == "direct"
    assert [mention.entity_id for mention in judgement.mentions] == ["fta"]


def test_one_name_of_two_entities_goes_to_the_nearer_side() -> None:
    text = (
        "Peru's Ministry of Economy and Finance agreed. Later, in Seoul, the Ministry of Economy and Finance declined."
    )
    assert [owner for owner, _ in surfaces(text)] == ["peru", "mef-peru", "seoul", "moef-korea"]
    assert surfaces("The Ministry of Economy and Finance declined.") == []


def test_one_name_of_two_entities_of_one_side_goes_to_the_first() -> None:
    lines = [
        entity(f"line-{number}", f"Line {number}", EntityType.PROJECT, "Lines 3 and 4", side="peru")
        for number in (4, 3)
    ]
    peru = entity("peru", "Peru", EntityType.PLACE, "Peru")
    for text in ("Lines 3 and 4", "Peru opens Lines 3 and 4"):
        assert ("line-3", "Lines 3 and 4") in surfaces(text, compile_profile(profile_of(*lines, peru)))


def test_rejected_and_doubtful_forms_never_fire() -> None:
    rejected = Alias(form="Rotem", status=Status.REJECTED)
    doubtful = Alias(form="Hyundae", confidence=0.2)
    confirmed = Alias(form="HR", confidence=0.1, status=Status.CONFIRMED)
    company = entity("rotem", "Rotem", EntityType.COMPANY, (rejected, doubtful, confirmed))
    assert named("Rotem, Hyundae", compile_profile(profile_of(company))) == set()
    assert named("an HR matter", compile_profile(profile_of(company))) == {"rotem"}
    assert named("HR", compile_profile(profile_of(replace(company, status=Status.REJECTED)))) == set()


def test_an_unsure_alias_is_shown_but_stands_for_no_side() -> None:
    peru = entity("peru", "Peru", EntityType.PLACE, (Alias(form="Piru", confidence=0.4),))
    korea = entity("korea", "Korea", EntityType.PLACE, "Korea")
    trade = topic("trade", "Trade", Grade.CORE, "tariff, exports", "", "")
    matcher = compile_profile(profile_of(peru, korea, topics=(trade,), pairs=(Pair(left="peru", right="korea"),)))
    judgement = matcher.judge(article("Piru and Korea lower tariffs on exports"))
    assert {mention.entity_id for mention in judgement.mentions} == {"peru", "korea"}
    assert judgement.tier != "direct"


def test_terms_are_found_in_singular_and_plural() -> None:
    found = {
        topic.topic_id: topic.terms
        for topic in _WATCH.judge(article("", "", "Un astillero y dos fragatas", "es")).topics
    }
    assert found["naval"] == ("astillero", "fragatas")
    found = {
        topic.topic_id: topic.terms
        for topic in _WATCH.judge(article("", "", "many public-private partnerships")).topics
    }
    assert found["infrastructure"] == ("public-private partnerships",)


def test_terms_of_the_other_latin_language_and_in_other_capitals_do_not_count() -> None:
    infrastructure = topic("infrastructure", "Infrastructure", Grade.CORE, "network", "red, APP", "")
    matcher = compile_profile(profile_of(topics=(infrastructure,)))
    assert matcher.judge(article("", "", "A red network of apps and an app")).topics[0].terms == ("network",)
    assert matcher.judge(article("", "", "Una red por APP y una app", "es")).topics[0].terms == ("red", "APP")


def test_visits_to_a_country_name_it_in_korean() -> None:
    assert surfaces("대통령이 방한했다") == [("south-korea", "방한")]
    assert surfaces("주한 대사") == [("south-korea", "주한")]
    assert surfaces("방한복과 방한용품") == []


def test_one_syllable_terms_are_not_used() -> None:
    assert _WATCH.judge(article("", "", "페루는 은 값이 올랐다")).topics == ()


_FACTORY = compile_profile(
    profile_of(
        entity("fame", "FAME", EntityType.COMPANY, (alias("FAME", context=("army",), exact=True),)),
        entity("rotem", "Hyundai Rotem", EntityType.COMPANY, "Hyundai Rotem"),
    )
)


@pytest.mark.parametrize(
    ("text", "is_there"),
    [
        ("The army veteran enters the HALL OF FAME on Sunday.", False),
        ("FAME AT LAST for a pitcher who served in the army.", False),
        ("The army's factory FAME opened a line.", True),
        ("The army let FAME SAC and Hyundai Rotem build it.", True),  # a firm name beside it bears it out
        ("The army paid FAME SAC. FAME then built it.", True),  # and so does a mention without the shouting
        ("페루 육군 army 조병창 FAME 공장", True),  # Hangul has no capitals to shout in
    ],
)
def test_a_name_among_other_words_in_capitals_says_nothing_by_its_capitals(text: str, is_there: bool) -> None:
    assert ("fame" in named(text, _FACTORY)) is is_there
