"""Searching, over every kind of store: the same articles, in the same order, with the same points."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.app import NoProgress
from pipeline.errors import RunError
from pipeline.model.digest import Piece
from pipeline.model.search import Among
from pipeline.run.ports import Store
from pipeline.run.searching import FoundArticle, keep_index, search
from pipeline.text.searchquery import parse_query
from tests.contracts.storing import HOUR, NOW, article_at, entry, page, poll, save_page

ARTICLES = (
    ("port", "A port grows", "en", "The port of Callao grows. Peru will pay for it, and a ferry from Lima sails."),
    ("tank", "Peru buys K2 tanks", "en", "The K2 of Hyundai Rotem will be built in Peru.\nA joint venture is planned."),
    ("barco", "Perú firma con Corea", "es", "El Perú firmó un acuerdo con Hyundai Rotem. La venture joint no existe."),
    ("tanque", "Llegan los tanques", "es", "Los tanques K-2 llegan al Callao, no a Lima. " + "Otra cosa. " * 300),
    ("hangug", "현대로템, 페루에 수출", "ko", "현대로템이 K2전차를 페루에서 조립한다. 카야오항으로 간다."),
    ("jet", "KF-21 flies", "en", "The KF21 flies, and so do the KF 21 and the K21. Nothing of peruvian interest."),
    ("empty", "", "und", ""),
)

RETRACTED = "What stood here was wrong in every point, but for the ferry. The editors are sorry for it, all of them."


@pytest.fixture
def archive(store: Store) -> Store:
    for hour, (name, title, language, body) in enumerate(ARTICLES):
        item = entry(name, title or " ", body=body)
        item = replace(item, language=language, entry=replace(item.entry, title=title, summary=""))
        poll(store, item, now=NOW + hour * HOUR)
    return store


def ask(store: Store, query: str, among: Among | None = None, *, limit: int = 20, best: bool = False) -> list[str]:
    result = search(query, among or Among(), store, NoProgress(), limit=limit, best=best)
    return [each.url.rpartition("/")[2] for each in result.found]


def first(store: Store, query: str) -> FoundArticle:
    return search(query, Among(), store, NoProgress(), limit=1).found[0]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("페루", ["hangug"]),
        ("루에", ["hangug"]),
        ("카야오", ["hangug"]),
        ("Peru", ["jet", "barco", "tank", "port"]),
        ('"Peru"', ["barco", "tank", "port"]),
        ("perú OR 페루", ["jet", "hangug", "barco", "tank", "port"]),
        ("K2", ["hangug", "tanque", "tank"]),
        ("k-2", ["hangug", "tanque", "tank"]),
        ("K21", ["jet"]),
        ("KF21", ["jet"]),
        ("현대로템", ["hangug"]),
        ("hyundai rotem", ["barco", "tank"]),
        ("tank", ["tank"]),
        ("tanq", ["tanque"]),
        ('"joint venture"', ["tank"]),
        ("joint venture", ["barco", "tank"]),
        ("callao -lima", []),
        ("callao -ferry", ["tanque"]),
        ("peru OR 페루 K2 -joint", ["hangug"]),
        ("nowhere", []),
        ("port growing", []),
    ],
)
def test_the_newest_answers_come_first(archive: Store, query: str, names: list[str]) -> None:
    assert ask(archive, query) == names


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("Peru", ["tank", "barco", "port", "jet"]),
        ("K2", ["tank", "hangug", "tanque"]),
        ("callao", ["port", "tanque"]),
        ("rotem OR 로템", ["hangug", "tank", "barco"]),
        ("K2 -tank", ["hangug", "tanque"]),
        ("nowhere", []),
    ],
)
def test_the_best_answers_come_first(archive: Store, query: str, names: list[str]) -> None:
    assert ask(archive, query, best=True) == names


def test_points_are_the_same_whatever_the_database(archive: Store) -> None:
    found = search("peru K2", Among(), archive, NoProgress(), limit=9, best=True).found
    assert [round(each.score or 0, 6) for each in found] == [2.487495]


def test_an_article_is_told_with_the_sentence_that_answers(archive: Store) -> None:
    found = first(archive, "joint venture planned")
    assert found.title == (Piece(text="Peru buys K2 tanks"),)
    assert found.snippet == (
        Piece(text="A "), Piece(text="joint", marked=True), Piece(text=" "), Piece(text="venture", marked=True),
        Piece(text=" is "), Piece(text="planned", marked=True), Piece(text="."),
    )  # fmt: skip
    assert (found.language, found.published_at, found.score) == ("en", NOW, None)


def test_what_is_found_is_marked_with_the_whole_of_its_word(archive: Store) -> None:
    found = first(archive, "llega")
    assert [piece.text for piece in (*found.title, *found.snippet) if piece.marked] == ["Llegan", "llegan"]
    assert [piece.text for piece in first(archive, "로템").title] == ["현대", "로템", ", 페루에 수출"]


def test_no_more_than_asked_for_is_given_and_told_of(archive: Store) -> None:
    for best in (False, True):
        result = search("peru", Among(), archive, NoProgress(), limit=3, best=best)
        assert (len(result.found), result.more) == (3, True)
        assert not search("peru", Among(), archive, NoProgress(), limit=4, best=best).more
    assert search("peru", Among(), archive, NoProgress(), limit=1, best=True).ranked == 4


def test_only_some_articles_are_searched(archive: Store) -> None:
    assert ask(archive, "K2", Among(language="es")) == ["tanque"]
    assert ask(archive, "K2", Among(since=NOW + 2 * HOUR), best=True) == ["hangug", "tanque"]
    assert ask(archive, "K2", Among(until=NOW + 2 * HOUR)) == ["tank"]
    assert ask(archive, "K2", Among(source_id="other")) == []


def test_an_article_is_found_by_its_newest_text_alone(archive: Store) -> None:
    assert ask(archive, "joint venture")
    article = article_at(archive, "https://andes.example/tank")
    save_page(archive, article, page("Retracted", RETRACTED), now=NOW + 9 * HOUR)
    assert ask(archive, '"joint venture"') == []
    assert ask(archive, "ferry") == ["tank", "port"]
    assert ask(archive, "ferry", best=True) == ["port", "tank"]


def test_a_text_that_changes_during_a_search_is_read_as_it_is(archive: Store) -> None:
    """The index may still hold the older one: what is read decides."""
    keep_index(archive, NoProgress())
    article = article_at(archive, "https://andes.example/tank")
    save_page(archive, article, page("Retracted", RETRACTED), now=NOW + 9 * HOUR)
    archive = replace(archive, archive=Standstill(archive))
    assert ask(archive, "joint venture") == ["barco"]
    assert ask(archive, "K2", best=True) == ["hangug", "tanque"]


class Standstill:
    """An index that knows of nothing new."""

    def __init__(self, store: Store) -> None:
        self._index = store.archive
        self.hold, self.find, self.spread = self._index.hold, self._index.find, self._index.spread

    def behind(self) -> tuple[int, ...]:
        return ()


HOSTILE = (
    '" OR "', "NOT", "a AND b", "NEAR(a b, 2)", "col:tank", "^tank", "{tank}", "tank*", "'; DROP TABLE article; --",
    "tank)", "((((", "\\", "%", "_", "tank\x00", "\ud800tank", "\u202etank", "peru \\' | 'k2", ":*", "!tank & x", "<->",
    "a" * 1000, "a1" * 400, "가" * 1000, "a " * 500, "a OR " * 199 + "b", '"' * 1000, "tank -" + "a -" * 200 + "b",
)  # fmt: skip


@pytest.mark.parametrize("best", [False, True])
def test_no_query_can_break_a_database(archive: Store, best: bool) -> None:
    for query in HOSTILE:
        if parse_query(query).every:
            ask(archive, query, best=best)
            continue
        with pytest.raises(RunError, match="no word to look for"):
            ask(archive, query, best=best)
