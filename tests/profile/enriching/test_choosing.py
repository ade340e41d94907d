"""The one item that agrees, whatever order the items come in."""

from __future__ import annotations

from itertools import permutations

from pipeline.model.profile import EntityType
from pipeline.profile.enriching import Item, Question, choose, places_to_ask
from pipeline.profile.enriching.answers import ItemName

QUESTION = Question(entity="x", type=EntityType.COMPANY, country="PE", keys=frozenset({"minera sol", "sol"}))
COUNTRIES = {"Q419": "PE", "Q414": "AR", "Q30": ""}


def item(identity: str, *places: str, name: str = "Minera SOL", cls: str = "Q783794") -> Item:
    return Item(id=identity, names=(ItemName(name, "es", label=True),), classes=(cls,), places=places)


def test_name_class_and_country_must_all_agree() -> None:
    items = [
        item("Q10", "Q419"),
        item("Q11", "Q414"),
        item("Q12"),
        item("Q13", "Q419", cls="Q5"),
        item("Q14", "Q419", name="Sol y Mar"),
        item("Q15", "Q30"),
    ]
    for order in permutations(items):
        choice = choose(QUESTION, order, {}, COUNTRIES)
        assert choice.item == items[0]
        assert choice.settled


def test_where_the_country_is_unknown_class_and_name_are_enough_for_one() -> None:
    question = Question(entity="x", type=EntityType.COMPANY, country="", keys=QUESTION.keys)
    assert choose(question, [item("Q12")], {}, {}).item == item("Q12")
    assert choose(question, [item("Q12"), item("Q11")], {}, {}).reason == "several agree: Q11, Q12"
    assert places_to_ask(question, [item("Q12", "Q419")], {}) == frozenset()


def test_many_that_agree_are_not_all_listed() -> None:
    choice = choose(QUESTION, [item(f"Q{n}", "Q419") for n in range(10, 15)], {}, COUNTRIES)
    assert choice.reason == "several agree: Q10, Q11, Q12 and 2 more"
    assert choice.settled


def test_places_are_asked_only_of_items_that_agree_otherwise() -> None:
    items = [item("Q10", "Q419"), item("Q13", "Q414", cls="Q5"), item("Q14", "Q1", name="Luna")]
    assert places_to_ask(QUESTION, items, {}) == {"Q419"}
