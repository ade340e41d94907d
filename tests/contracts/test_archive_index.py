"""``ArchiveIndex``: which texts it lacks, which it holds, and which it gives."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from pipeline.model.article import Article
from pipeline.model.hit import Tier
from pipeline.model.search import Among, IndexedText, IndexWord, Lookup
from pipeline.run.ports import Store
from tests.contracts.storing import HOUR, NOW, OTHER, article_at, entry, judged, page, poll, save_page, stored

ALL = Among()


def lookup(*every: str, none: str = "") -> Lookup:
    """Each of these, with alternatives parted by a stroke and words that go together by a plus; a star: begins so."""
    ways = tuple(tuple(tuple(map(word, way.split("+"))) for way in ways.split("|")) for ways in every)
    return Lookup(every=ways, none=tuple(map(word, none.split())))


def word(text: str) -> IndexWord:
    return IndexWord(text.rstrip("*"), begins=text.endswith("*"))


def hold(store: Store, *texts: tuple[Article, str]) -> None:
    store.archive.hold(
        [
            IndexedText(article_id=article.id, text_version=article.text_version, words=tuple(words.split()))
            for article, words in texts
        ]
    )


def found(store: Store, asked: Lookup, among: Among = ALL, *, before: int | None = None, limit: int = 99) -> list[int]:
    return [one.article_id for one in store.archive.find(asked, among, before=before, limit=limit)]


def test_an_archive_without_articles_gives_nothing(store: Store) -> None:
    assert store.archive.behind() == ()
    assert found(store, lookup("tank")) == []
    assert store.archive.spread([lookup("tank")]) == (0, (0,))


def test_new_articles_are_behind_until_they_are_held(store: Store) -> None:
    first, second = stored(store, "a", "b")
    assert store.archive.behind() == (first.id, second.id)
    hold(store, (first, "tank"))
    assert store.archive.behind() == (second.id,)
    assert found(store, lookup("tank")) == [first.id]


def test_the_older_texts_come_first_and_among_those_of_one_time_the_first_published(store: Store) -> None:
    late, early = entry("late"), replace(entry("early"), published_at=NOW - HOUR)
    poll(store, late, early, now=NOW + HOUR)
    poll(store, entry("older"), now=NOW)
    names = [store.articles.article(str(one)) for one in store.archive.behind()]
    assert [article.title for article in names if article] == ["Title of older", "Title of early", "Title of late"]


def test_an_article_with_a_new_text_is_behind_again_and_then_found_by_that_alone(store: Store) -> None:
    [article] = stored(store, "a")
    hold(store, (article, "tank"))
    save_page(store, article, page())
    assert store.archive.behind() == (article.id,)
    hold(store, (article_at(store, article.url), "ferry"))
    assert store.archive.behind() == ()
    assert found(store, lookup("tank")) == []
    assert found(store, lookup("ferry")) == [article.id]


def test_a_text_that_is_not_the_newest_or_of_no_article_or_held_already_is_left_out(store: Store) -> None:
    [article] = stored(store, "a")
    save_page(store, article, page())
    hold(store, (article, "old"), (replace(article, id=77), "strange"))
    newest = article_at(store, article.url)
    assert store.archive.behind() == (article.id,)
    hold(store, (newest, "new"))
    hold(store, (newest, "newer"))
    assert [found(store, lookup(one)) for one in ("old", "strange", "new", "newer")] == [[], [], [article.id], []]
    assert store.archive.spread([lookup("new*")]) == (1, (1,))


def test_a_text_given_twice_at_once_is_held_once(store: Store) -> None:
    [article] = stored(store, "a")
    hold(store, (article, "tank"), (article, "tank"))
    assert store.archive.spread([lookup("tank")]) == (1, (1,))


def test_duplicates_are_neither_behind_nor_found(store: Store) -> None:
    first, second, third = stored(store, "a", "b", "c")
    hold(store, (first, "tank"), (second, "tank"))
    save_page(store, second, page(), first.url)
    save_page(store, third, page(), first.url)
    assert found(store, lookup("tank")) == [first.id]
    assert store.archive.behind() == ()


@pytest.fixture
def trade(store: Store) -> list[Article]:
    articles = stored(store, "a", "b", "c", "d")
    held = ("k2 tank peru ^peru", "tanks peru lima", "전차 차가 가 페루", "o'")
    hold(store, *((article, words) for article, words in zip(articles[:3], held, strict=False)))
    return articles


@pytest.mark.parametrize(
    ("asked", "places"),
    [
        (lookup("tank"), [0]),
        (lookup("tank*"), [1, 0]),
        (lookup("peru"), [1, 0]),
        (lookup("^peru"), [0]),
        (lookup("^per*"), [0]),
        (lookup("peru", "tank"), [0]),
        (lookup("peru", "lima|tank"), [1, 0]),
        (lookup("peru|페루"), [2, 1, 0]),
        (lookup("peru+lima|전차+차가"), [2, 1]),
        (lookup("전*"), [2]),
        (lookup("가"), [2]),
        (lookup("차"), []),
        (lookup("peru", none="lima"), [0]),
        (lookup("peru", none="li* k2"), []),
        (lookup("k2"), [0]),
        (lookup("and|or|not|near"), []),
    ],
)
def test_words_are_looked_up_as_they_were_held(store: Store, trade: list[Article], asked: Lookup,
                                               places: list[int]) -> None:  # fmt: skip
    assert found(store, asked) == [trade[place].id for place in places]
    assert store.archive.spread([asked, lookup("nothing")]) == (3, (len(places), 0))


def test_a_lookup_of_nothing_gives_nothing(store: Store, trade: list[Article]) -> None:
    assert trade
    assert found(store, Lookup(every=())) == []
    assert found(store, Lookup(every=(), none=(IndexWord("tank"),))) == []


def test_case_accents_and_scripts_are_left_as_they_come(store: Store) -> None:
    first, second = stored(store, "a", "b")
    hold(store, (first, "perú ａ 𠀀𠀁 ⴰⵣⵓⵍ"), (second, "peru a"))
    asked = ("perú", "peru", "ａ", "a", "𠀀𠀁", "𠀀*", "ⴰⵣ*")
    assert [found(store, lookup(one)) for one in asked] == [
        [first.id], [second.id], [first.id], [second.id], [first.id], [first.id], [first.id]
    ]  # fmt: skip


def test_answers_come_in_portions_the_text_stored_last_first(store: Store) -> None:
    articles = stored(store, *(str(number) for number in range(7)))
    hold(store, *((article, "tank") for article in articles))
    save_page(store, articles[2], page(), now=NOW + HOUR)
    hold(store, (article_at(store, articles[2].url), "tank"))
    first = store.archive.find(lookup("tank"), ALL, before=None, limit=3)
    assert [one.article_id for one in first] == [articles[place].id for place in (2, 6, 5)]
    rest = store.archive.find(lookup("tank"), ALL, before=first[-1].number, limit=9)
    assert [one.article_id for one in rest] == [articles[place].id for place in (4, 3, 1, 0)]


def test_only_articles_of_a_time_language_or_source_are_given(store: Store) -> None:
    poll(store, replace(entry("a"), language="es"), now=NOW)
    poll(store, replace(entry("b"), language="ko"), source=OTHER, now=NOW + HOUR)
    articles = store.judgements.seen_between(None, None, 0, 9)
    hold(store, *((article, "tank") for article in articles))
    first, second = (article.id for article in articles)
    asked = {
        Among(since=NOW + HOUR): [second],
        Among(until=NOW + HOUR): [first],
        Among(since=NOW + timedelta(minutes=1), until=NOW + HOUR): [],
        Among(language="es"): [first],
        Among(source_id=OTHER.id): [second],
        Among(source_id=OTHER.id, language="es"): [],
    }
    assert {among: found(store, lookup("tank"), among) for among in asked} == asked


def test_only_what_a_watch_shows_is_given(store: Store) -> None:
    direct, related, near, other, unjudged = stored(store, "a", "b", "c", "d", "e")
    said = [judged(direct), judged(related, Tier.RELATED), judged(near, Tier.MENTION), judged(other, version="p0")]
    store.judgements.save_judgements("w", said, NOW)
    hold(store, *((article, "tank") for article in (direct, related, near, other, unjudged)))
    assert found(store, lookup("tank"), Among(hits_of=("w", "p1"))) == [related.id, direct.id]
    assert found(store, lookup("tank"), Among(hits_of=("v", "p1"))) == []


def test_hundreds_of_words_and_alternatives_can_be_asked_for(store: Store) -> None:
    [article] = stored(store, "a")
    words = [f"w{number}" for number in range(600)]
    hold(store, (article, " ".join(words)))
    assert found(store, lookup(*words)) == [article.id]
    assert found(store, lookup("+".join(words))) == [article.id]
    assert found(store, lookup("|".join(f"x{one}*" for one in words) + "|w1")) == [article.id]
    assert found(store, lookup("w1", none=" ".join(f"x{one}" for one in words))) == [article.id]


def test_a_text_of_very_many_words_can_be_held(store: Store) -> None:
    [article] = stored(store, "a")
    hold(store, (article, " ".join(f"word{number}" for number in range(70_000))))
    assert found(store, lookup("word69999")) == [article.id]
