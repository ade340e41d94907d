from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model.article import Article, DateOrigin
from pipeline.model.hit import Found, Judgement, Tier
from pipeline.stories import group_stories

_START = datetime(2026, 3, 2, tzinfo=UTC)
_SENTENCES = (
    "The two governments signed the contract on Tuesday in a hall of the defence ministry.",
    "Fifty-four tanks will be built in the south and shipped to the port of Matarani.",
    "The first ten leave the plant next spring, the last ones three years later.",
    "A workshop near the capital will weld turrets and train a hundred mechanics.",
    "Officials would not tell the price, but newspapers put it above a billion dollars.",
    "The opposition asked for the papers and announced a hearing in parliament.",
    "The builder's shares rose by four percent in the morning and lost half of it by noon.",
)
_KOREAN = (
    "두 나라 정부는 화요일 국방부 청사에서 계약서에 서명했다. 전차 54대는 창원에서 만들어 마타라니 항구로 보낸다. "
    "첫 열 대는 내년 봄 공장을 떠나고 마지막 물량은 3년 뒤에 도착한다. "
    "수도 인근 정비창은 포탑을 용접하고 정비사 백 명을 키운다. "
    "당국자는 값을 밝히지 않았으나 언론은 십억 달러가 넘는다고 전했다. "
    "야당은 서류를 요구하고 국회 청문회를 예고했다. "
    "제작사 주가는 아침에 4퍼센트 올랐다가 정오에 절반을 돌려주었다. "
    "해군 정비사들도 빈자리가 있으면 교육을 받을 수 있다."
)
_TEXT = " ".join(_SENTENCES)


def found(
    number: int,
    body: str,
    *,
    title: str = "Contract for tanks signed",
    outlet: str = "",
    score: float = 0.5,
    language: str = "en",
    hours: int = 0,
) -> Found:
    published = _START + timedelta(hours=hours)
    article = Article(
        id=number,
        url=f"https://outlet.example/{number}",
        outlet=outlet or f"Outlet {number}",
        source_id="source",
        language=language,
        published_at=published,
        date_origin=DateOrigin.FEED,
        first_seen_at=published,
        title=title,
        body=body,
    )
    judgement = Judgement(article_id=number, text_version=1, profile_version="p", tier=Tier.DIRECT, score=score)
    return Found(article=article, judgement=judgement)


def ids(*items: Found) -> list[list[int]]:
    stories = group_stories(items, ()).stories
    return [[story.lead.article.id, *(copy.article.id for copy in story.copies)] for story in stories]


def test_one_agency_text_under_three_headlines_is_one_story() -> None:
    texts = (found(1, _TEXT), found(2, _TEXT, title="Army buys abroad"), found(3, _TEXT, title="Steel for the south"))
    assert ids(*texts) == [[1, 2, 3]]


def test_a_copy_cut_from_below_joins_the_whole_text() -> None:
    assert ids(found(1, _TEXT), found(2, " ".join(_SENTENCES[:6]), title="Tanks")) == [[1, 2]]
    assert ids(found(1, _TEXT * 3), found(2, _TEXT)) == [[1, 2]]


def test_an_edited_copy_joins_too() -> None:
    edited = _TEXT.replace("on Tuesday in a hall", "this Tuesday, in a hall").replace("papers", "documents")
    assert ids(found(1, _TEXT), found(2, f"Our correspondent reports. {edited}")) == [[1, 2]]


def test_korean_copies_with_other_particles_are_one_story() -> None:
    edited = _KOREAN.replace("계약서에", "합의서에").replace("정부는", "정부가").replace("당국자는", "당국자들은")
    assert ids(found(1, _KOREAN, language="ko"), found(2, edited, title="수출", language="ko")) == [[1, 2]]


def test_two_reports_of_one_event_in_own_words_stay_two() -> None:
    own = (
        "Lima has chosen its next tank. After months of talks the army's chief put his name under the papers, while "
        "his guests from the Far East looked on. How much it costs nobody says aloud. Workers will be hired near the "
        "capital, and spare parts are promised for thirty years, the general said over coffee with reporters, who "
        "wanted to know about bridges that may be too weak for so heavy a vehicle, and about roads and railway cars."
    )
    assert ids(found(1, _TEXT), found(2, own)) == [[1], [2]]


def test_other_languages_stay_apart() -> None:
    assert ids(found(1, _TEXT), found(2, _TEXT, language="es")) == [[1], [2]]


def test_template_texts_with_other_numbers_stay_apart() -> None:
    notice = "Works on Line {} of the metro start on Monday. Trains stop at ten and buses replace them until six."
    three, four = notice.format(3), notice.format(4)
    assert ids(found(1, three, title="Line 3"), found(2, four, title="Line 4")) == [[1], [2]]
    assert ids(found(1, three, title="Line 3"), found(2, three, title="Line 3")) == [[1, 2]]


def test_short_items_with_the_same_boilerplate_stay_apart() -> None:
    foot = "Read the whole report on our page. Follow us for more news of the day from home and abroad."
    one = found(1, foot, title="Minister visits shipyard in Callao")
    two = found(2, foot, title="Tariffs on fruit to fall next year")
    assert ids(one, two) == [[1], [2]]


def test_one_outlet_keeps_its_articles_apart_unless_they_are_all_but_the_same() -> None:
    edited = _TEXT.replace("signed the contract", "put their names under it").replace("newspapers", "the press")
    assert ids(found(1, _TEXT, outlet="A"), found(2, edited, outlet="A")) == [[1], [2]]
    assert ids(found(1, _TEXT, outlet="A"), found(2, _TEXT, outlet="A")) == [[1, 2]]
    assert ids(found(1, _TEXT, outlet="A"), found(2, _TEXT, outlet="A", title="Fruit sells well in spring")) == [
        [1],
        [2],
    ]


def test_one_outlet_does_not_meet_itself_by_way_of_another() -> None:
    edited = _TEXT.replace("signed the contract", "put their names under it").replace("newspapers", "the press")
    texts = (
        found(1, _TEXT, outlet="A", score=0.9),
        found(2, _TEXT, outlet="B"),
        found(3, edited, outlet="B"),
    )
    assert ids(*texts) == [[1, 2], [3]]


def test_the_lead_is_the_best_then_the_earliest_then_the_first() -> None:
    assert ids(found(1, _TEXT), found(2, _TEXT, score=0.9, hours=5)) == [[2, 1]]
    assert ids(found(1, _TEXT, hours=5), found(2, _TEXT)) == [[2, 1]]
    assert ids(found(2, _TEXT), found(1, _TEXT)) == [[1, 2]]


def test_a_copy_of_what_was_shown_is_set_apart() -> None:
    grouped = group_stories((found(2, _TEXT, title="Again"), found(3, _KOREAN, language="ko")), (found(1, _TEXT),))
    assert [copy.article.id for copy in grouped.copies_of_shown] == [2]
    assert [story.lead.article.id for story in grouped.stories] == [3]


def test_an_update_with_much_new_text_is_no_copy_of_what_was_shown() -> None:
    more = (
        "On Wednesday the parliament voted against the hearing, and the minister flew home with the signed papers. "
        "He said that the workshop would hire in April and that two more countries of the region had asked for offers. "
        "Mechanics from the navy may join the courses, if places are left, and the first simulator arrives by ship."
    )
    grouped = group_stories((found(2, f"{_TEXT} {more}"),), (found(1, _TEXT),))
    assert grouped.copies_of_shown == ()
    assert len(grouped.stories) == 1


def test_nothing_gives_nothing() -> None:
    assert group_stories((), ()).stories == ()
    assert ids(found(1, "", title=""), found(2, "", title="")) == [[1], [2]]


_CORPUS = tuple(
    found(
        number,
        " ".join(_SENTENCES[first:last]),
        outlet=f"Outlet {number % 4}",
        score=0.1 * (number % 3),
        hours=number % 5,
    )
    for number, (first, last) in enumerate(((0, 7), (0, 7), (0, 5), (2, 7), (1, 7), (0, 3), (3, 7), (0, 6), (5, 7)), 1)
)


@settings(max_examples=30)
@given(st.permutations(_CORPUS))
def test_the_order_of_the_input_does_not_matter(items: list[Found]) -> None:
    assert group_stories(items, ()) == group_stories(_CORPUS, ())


@given(st.lists(st.sampled_from(_CORPUS), unique_by=lambda item: item.article.id))
def test_no_article_is_lost_or_doubled(items: list[Found]) -> None:
    grouped = group_stories(items, ())
    told = [each.article.id for story in grouped.stories for each in (story.lead, *story.copies)]
    assert sorted(told) == sorted(item.article.id for item in items)


def test_thousands_of_texts_full_of_one_boilerplate_are_grouped() -> None:
    draw = random.Random(7)
    words = [f"word{number}" for number in range(3000)]
    texts = [" ".join(draw.choices(words, k=90)) + " " + _TEXT[:150] for _ in range(1500)]
    items = [found(number, text) for number, text in enumerate((*texts, *texts), 1)]
    stories = group_stories(items, ()).stories
    assert len(stories) == 1500
    assert {len(story.copies) for story in stories} == {1}
