"""The feeds a watch writes for search engines: what an analyst would type, in addresses every engine accepts."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import SettingsError
from pipeline.model.profile import Alias, Entity, EntityType, Evidence, Grade, Pair, Profile, Status, Topic, TopicTerm
from pipeline.model.source import Source, SourceKind
from pipeline.sources.queries import expand_queries

ENGINES = ("google-news", "bing-news", "gdelt")
MOST_WORDS = {"google-news": 32, "bing-news": 10, "gdelt": 40}


def source(engine: str = "google-news", language: str = "und", **settings: object) -> Source:
    line = Source(id="search", name="Search", url="", kind=SourceKind.QUERY, engine=engine, language=language)
    return replace(line, **settings)  # type: ignore[arg-type]  # the names are those of the record


def alias(form: str, language: str = "und", confidence: float = 1.0, **more: object) -> Alias:
    return replace(Alias(form=form, language=language, confidence=confidence), **more)  # type: ignore[arg-type]


def entity(id_: str, *aliases: Alias, side: str = "", seeds: int = 1, **more: object) -> Entity:
    quoted = tuple(Evidence(seed=f"seed{n}", start=0, end=1, quote="x", rule="chunk") for n in range(seeds))
    plain = Entity(id=id_, name=id_, type=EntityType.COMPANY, grade=Grade.CORE, side=side, stands_alone=True)
    return replace(plain, aliases=aliases, evidence=quoted, **more)  # type: ignore[arg-type]


NORWAY = entity(
    "norway",
    alias("Norway", "en"),
    alias("Kingdom of Norway", "en"),
    alias("Norwegian", "en", 0.6),
    alias("Norwegians", "en", 0.6),
    alias("Noruega", "es"),
    alias("noruego", "es", 0.6),
    alias("noruegos", "es", 0.6),
    alias("노르웨이", "ko"),
    country="NO",
    side="norway",
)
CHILE = entity(
    "chile",
    alias("Chile", "en"),
    alias("chileno", "es", 0.6),
    alias("칠레", "ko"),
    country="CL",
    side="chile",
)
FJORD = entity("fjord-line", alias("Fjord Line"), alias("피오르 라인", "ko"), side="norway", seeds=2)
SHIPYARD = entity("asmar", alias("ASMAR"), alias("CODELCO", require_context=("Chile",)), side="chile", seeds=3)


def profile(*entities: Entity, pairs: tuple[Pair, ...] = (Pair(left="norway", right="chile"),)) -> Profile:
    return Profile(version="1", seeds=(), entities=entities, topics=(), pairs=pairs)


WATCH = profile(NORWAY, CHILE, FJORD, SHIPYARD)


def asked(feed: Source) -> str:
    """What the address asks for, as one would type it."""
    parameters = parse_qs(urlsplit(feed.url).query)
    return (parameters.get("q") or parameters["query"])[0]


def all_asked(watch: Profile, engine: str = "google-news", language: str = "en") -> list[str]:
    return [asked(feed).removesuffix(" when:7d") for feed in expand_queries(source(engine, language), watch)]


def test_a_small_watch_asks_for_its_pair_and_then_for_each_of_its_names_with_the_other_side() -> None:
    assert [(feed.name, asked(feed)) for feed in expand_queries(source(), WATCH)] == [
        ("Search (en): Norway + Chile", "(Norway OR Norwegian) Chile when:7d"),
        ("Search (en): ASMAR + Norway", "ASMAR (Norway OR Norwegian) when:7d"),
        ("Search (en): Fjord Line + Chile", '"Fjord Line" Chile when:7d'),
        ("Search (es): Noruega + Chile", "(Noruega OR noruego) (Chile OR chileno) when:7d"),
        ("Search (es): ASMAR + Noruega", "ASMAR (Noruega OR noruego) when:7d"),
        ("Search (es): Fjord Line + Chile", '"Fjord Line" (Chile OR chileno) when:7d'),
        ("Search (ko): 노르웨이 + 칠레", "노르웨이 칠레 when:7d"),
        ("Search (ko): 피오르 라인 + 칠레", '"피오르 라인" 칠레 when:7d'),
    ]


def test_without_a_pair_the_centre_is_asked_for_and_else_the_core() -> None:
    president = entity("president", alias("Ana Lind"), type=EntityType.PERSON, stands_alone=False)
    rival = entity("rival", alias("Costa Norte"), stands_alone=False, seeds=2)
    shop = entity("shop", alias("Dungji"), alias("둥지", "ko"), country="GB", stands_alone=False, centre=True)
    assert all_asked(profile(president, rival, shop, pairs=())) == ["Dungji"]
    assert "gl=GB" in expand_queries(source(language="en"), profile(shop, pairs=()))[0].url
    assert all_asked(profile(president, rival, replace(shop, centre=False), pairs=())) == ['"Costa Norte"', "Dungji"]


def test_a_country_at_the_centre_is_asked_for_with_the_words_of_the_seeds_subject() -> None:
    quoted = tuple(
        Evidence(seed="s", start=0, end=1, quote=quote, rule="chunk")
        for quote in ("Chile mines lithium.", "Lithium brine is rich.", "리튬을 캐다")
    )
    chile = replace(CHILE, centre=True, type=EntityType.PLACE, evidence=quoted)
    mining = Topic(
        id="mining",
        name="Mining",
        grade=Grade.CORE,
        terms=tuple(
            TopicTerm(form=form, language=language)
            for language, forms in (
                ("en", ("copper", "brine", "lithium")),
                ("es", ("cobre",)),
                ("ko", ("구리", "리튬")),
            )
            for form in forms
        ),
    )
    watch = replace(profile(chile, pairs=()), topics=(mining,))
    assert all_asked(watch) == ["Chile (lithium OR brine)"]
    assert all_asked(watch, language="ko") == ["칠레 리튬"]
    assert all_asked(watch, language="es") == ["(Chile OR chileno) cobre"]  # no seed tells which
    assert all_asked(replace(watch, topics=())) == []


def test_google_is_asked_in_the_edition_of_a_country_of_the_watch() -> None:
    spanish = next(feed for feed in expand_queries(source(language="es"), WATCH))
    assert spanish.url == (
        "https://news.google.com/rss/search?q=%28Noruega%20OR%20noruego%29%20%28Chile%20OR%20chileno%29%20when%3A7d"
        "&hl=es-419&gl=CL&ceid=CL%3Aes-419"
    )
    assert spanish.language == "es"


@pytest.mark.parametrize(
    ("language", "country", "edition"),
    [
        ("en", "", "hl=en-US&gl=US&ceid=US%3Aen"),
        ("en", "GB", "hl=en-GB&gl=GB&ceid=GB%3Aen"),
        ("es", "ES", "hl=es&gl=ES&ceid=ES%3Aes"),
        ("es", "KR", "hl=es-419&gl=CL&ceid=CL%3Aes-419"),
        ("ko", "PE", "hl=ko&gl=KR&ceid=KR%3Ako"),
    ],
)
def test_the_countrys_edition_is_asked_where_the_language_is_spoken(language: str, country: str, edition: str) -> None:
    assert expand_queries(source(language=language, country=country), WATCH)[0].url.endswith(edition)


def test_bing_is_asked_by_date_and_with_a_country_behind_the_language() -> None:
    feed = expand_queries(source("bing-news", "es"), WATCH)[0]
    parameters = {key: value[0] for key, value in parse_qs(urlsplit(feed.url).query).items()}
    assert feed.url.startswith("https://www.bing.com/news/search?")
    assert parameters == {
        "q": "(Noruega OR noruego) (Chile OR chileno)",
        "format": "rss",
        "qft": 'sortbydate="1"',
        "setlang": "es-CL",
        "cc": "CL",
        "mkt": "es-CL",
    }


def test_gdelt_is_asked_in_english_whatever_the_language_of_the_articles() -> None:
    feed = expand_queries(source("gdelt", "ko"), WATCH)[0]
    parameters = {key: value[0] for key, value in parse_qs(urlsplit(feed.url).query).items()}
    assert feed.url.startswith("https://api.gdeltproject.org/api/v2/doc/doc?")
    assert parameters["query"] == "(Norway OR Norwegian) Chile sourcelang:korean"
    assert (parameters["format"], parameters["mode"], parameters["sort"]) == ("rss", "artlist", "datedesc")
    assert feed.language == "ko"


def test_gdelt_gets_no_accents_and_no_other_script() -> None:
    port = entity("port", alias("Puerto Edén"), alias("오슬로항"), side="chile")
    assert all_asked(profile(NORWAY, CHILE, port), "gdelt")[1:] == [
        '"Puerto Eden" (Norway OR Norwegian) sourcelang:english'
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_each_feed_keeps_the_settings_of_its_source(engine: str) -> None:
    line = source(engine, pages=False, topics=("wire",), every_s=7200.0)
    for feed in expand_queries(line, WATCH):
        assert (feed.kind, feed.engine) == (SourceKind.QUERY, engine)
        assert (feed.pages, feed.topics, feed.every_s) == (False, ("wire",), 7200.0)


def test_a_query_that_outlives_a_change_of_the_watch_keeps_its_id() -> None:
    before = {asked(feed): feed.id for feed in expand_queries(source(), WATCH)}
    grown = profile(CHILE, entity("new", alias("Tromso Shipping"), side="norway", seeds=9), SHIPYARD, NORWAY)
    after = {asked(feed): feed.id for feed in expand_queries(source(), grown)}
    staying = before.keys() & after.keys()
    assert len(staying) == 5
    assert {text: before[text] for text in staying} == {text: after[text] for text in staying}
    assert all(re.fullmatch("search-(en|es|ko)-[0-9a-f]{6}", id_) for id_ in after.values())


@pytest.mark.parametrize(
    "unfit",
    [
        alias("Aker", require_context=("ship",)),
        alias("NOK"),
        alias("Aker BP", confidence=0.4),
        alias("Aker BP", status=Status.REJECTED),
        alias('Aker" OR "x'),
        alias("Aker (Oslo)"),
        alias("site:aker.no"),
        alias("2026"),
        alias("Agreement on all that was ever agreed upon between these two kingdoms"),
        alias("아케르", "en"),
    ],
)
def test_names_a_search_engine_would_misunderstand_are_not_asked(unfit: Alias) -> None:
    assert all_asked(profile(NORWAY, CHILE, entity("aker", unfit, side="norway"))) == ["(Norway OR Norwegian) Chile"]


def test_what_an_analyst_confirmed_is_asked_however_unsure_the_program_was() -> None:
    confirmed = alias("Aker BP", confidence=0.2, status=Status.CONFIRMED)
    assert '"Aker BP" Chile' in all_asked(profile(NORWAY, CHILE, entity("aker", confirmed, side="norway")))


def test_a_name_with_its_pillar_in_it_is_left_to_the_pairs_query() -> None:
    navy = entity("navy", alias("Norwegian Navy"), alias("Royal Fleet of Oslo"), side="norway")
    assert all_asked(profile(NORWAY, CHILE, navy))[1:] == ['"Royal Fleet of Oslo" Chile']


def test_spellings_that_find_the_same_are_asked_once() -> None:
    person = entity("kim", alias("Kim Nam-joon"), alias("Kim Nam Joon"), alias("Nam-joon Kim"), side="norway")
    assert all_asked(profile(NORWAY, CHILE, person))[1:] == ['("Kim Nam-joon" OR "Nam-joon Kim") Chile']


def test_an_entity_without_a_side_is_asked_for_by_itself() -> None:
    assert all_asked(profile(FJORD, pairs=())) == ['"Fjord Line"']


def test_a_side_without_names_in_a_language_asks_nothing_in_it() -> None:
    nameless = replace(CHILE, aliases=(alias("Chile", "en"),))
    assert all_asked(profile(NORWAY, nameless, FJORD), language="ko") == []


def test_entities_that_do_not_stand_alone_and_background_are_not_asked() -> None:
    product = replace(FJORD, id="ferry", stands_alone=False)
    aside = replace(FJORD, id="aside", grade=Grade.BACKGROUND)
    rejected = replace(FJORD, id="rejected", status=Status.REJECTED)
    assert len(all_asked(profile(NORWAY, CHILE, product, aside, rejected))) == 1


def test_the_strongest_entities_are_asked_and_not_more_than_an_engine_bears() -> None:
    names = ["Alpha", "Bravo", "Delta", "Foxtrot", "Hotel", "India", "Juliet", "Kilo"]
    crowd = [
        entity(f"e{n}", alias(f"{names[n % 8]} {names[n // 8]} Works"), side="norway", seeds=n % 7) for n in range(60)
    ]
    weak = entity("weak", alias("Weakest Works"), side="norway", seeds=9, grade=Grade.SECONDARY)
    found = all_asked(profile(NORWAY, CHILE, weak, *crowd))
    assert len(found) == 21
    assert found[1] == '"Juliet Alpha Works" Chile', "the first of those with most seeds"
    assert not any("Weakest" in text for text in found)
    assert len(all_asked(profile(NORWAY, CHILE, weak, *crowd), "gdelt")) == 9


def test_a_query_longer_than_an_engine_takes_loses_its_longest_names_first() -> None:
    hall = entity("hall", alias("City Hall of the Old Harbour"), alias("Harbour City Hall"), side="norway")
    watch = profile(NORWAY, replace(CHILE, aliases=(alias("Chile", "en"), alias("Chilean", "en"))), hall)
    assert all_asked(watch, "google-news")[1] == (
        '("City Hall of the Old Harbour" OR "Harbour City Hall") (Chile OR Chilean)'
    )
    assert all_asked(watch, "bing-news")[1] == '"Harbour City Hall" (Chile OR Chilean)'


@pytest.mark.parametrize(("engine", "language"), [("altavista", "en"), ("", "en"), ("gdelt", "fr")])
def test_an_unknown_engine_or_language_is_told_with_what_to_write(engine: str, language: str) -> None:
    with pytest.raises(SettingsError) as told:
        expand_queries(source(engine, language), WATCH)
    assert told.value.subject == "search"
    assert "Write one of" in told.value.remedy


IDS = st.sampled_from(["norway", "chile", "a", "b", "c"])
FORMS = st.text(max_size=90) | st.text(alphabet="ab -OR\"():'페루로é", max_size=30) | st.sampled_from(["Peru", "Corea"])
ALIASES = st.builds(
    Alias,
    form=FORMS,
    language=st.sampled_from(["en", "es", "ko", "und", "fr"]),
    confidence=st.floats(0, 1),
    status=st.sampled_from(Status),
    require_context=st.sampled_from([(), ("x",)]),
)
ENTITIES = st.builds(
    Entity,
    id=IDS,
    name=st.text(max_size=5),
    type=st.sampled_from(EntityType),
    grade=st.sampled_from(Grade),
    status=st.sampled_from(Status),
    country=st.sampled_from(["", "PE", "KR", "XX"]),
    side=st.just("") | IDS,
    stands_alone=st.booleans(),
    aliases=st.lists(ALIASES, max_size=6).map(tuple),
)
PROFILES = st.builds(
    Profile,
    version=st.just("1"),
    seeds=st.just(()),
    entities=st.lists(ENTITIES, max_size=6, unique_by=lambda entity: entity.id).map(tuple),
    topics=st.just(()),
    pairs=st.lists(st.builds(Pair, left=IDS, right=IDS), max_size=3).map(tuple),
)


@given(PROFILES, st.sampled_from(ENGINES))
def test_any_profile_gives_sound_addresses_and_distinct_ids(watch: Profile, engine: str) -> None:
    feeds = expand_queries(source(engine), watch)
    assert len({feed.id for feed in feeds}) == len(feeds)
    assert len({feed.url for feed in feeds}) == len(feeds)
    for feed in feeds:
        assert len(feed.url) < 2_000
        assert re.fullmatch(r"https://[a-z.]+/[a-z0-9/]+\?[\w=&%.~-]+", feed.url, re.ASCII)
        text = asked(feed)
        assert len(re.findall(r"\w+", text.replace(" OR ", " "))) <= MOST_WORDS[engine]
        assert engine != "gdelt" or (text.isascii() and len(text) < 250)
        assert text.count('"') % 2 == 0
        assert text.count("(") == text.count(")")
        assert not re.search(r"\([^()]*\)", re.sub(r"\([^()]* OR [^()]*\)", "", text)), "brackets without OR"
