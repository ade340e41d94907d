"""Classes: what an item is decides which type of entity it may be."""

from __future__ import annotations

import pytest

from pipeline.model.profile import EntityType
from pipeline.profile.enriching import Item
from pipeline.profile.enriching.classes import is_of_type, missing_classes

PARENTS = {"Q901": ("Q902",), "Q902": ("Q903", "Q904"), "Q903": ("Q783794",), "Q904": (), "Q905": ("Q901",)}


def item(*classes: str) -> Item:
    return Item(id="Q1", classes=classes)


@pytest.mark.parametrize(
    ("classes", "kind", "fits"),
    [
        (("Q5",), EntityType.PERSON, True),
        (("Q5",), EntityType.COMPANY, False),
        (("Q783794",), EntityType.PERSON, False),
        (("Q783794",), EntityType.AGENCY, True),  # learning tells a company from an agency by the name alone
        (("Q901",), EntityType.COMPANY, True),  # three steps up
        (("Q905",), EntityType.COMPANY, False),  # four steps up
        (("Q5", "Q101352"), EntityType.PERSON, False),
        (("Q783794", "Q4167410"), EntityType.COMPANY, False),
        (("Q1248784",), EntityType.PROJECT, True),
        (("Q42889",), EntityType.PRODUCT, True),
        ((), EntityType.PRODUCT, False),
        (("Q43229",), EntityType.AGREEMENT, False),
    ],
)
def test_an_item_is_of_a_type_by_its_classes_or_those_above(
    classes: tuple[str, ...], kind: EntityType, fits: bool
) -> None:
    assert is_of_type(item(*classes), kind, PARENTS) is fits


def test_only_classes_that_may_tell_are_asked() -> None:
    assert missing_classes(item("Q901", "Q77"), EntityType.COMPANY, {}) == {"Q901", "Q77"}
    assert missing_classes(item("Q901"), EntityType.COMPANY, {"Q901": ("Q902",)}) == {"Q902"}
    assert missing_classes(item("Q783794", "Q77"), EntityType.COMPANY, {}) == frozenset()
    assert missing_classes(item("Q77"), EntityType.PERSON, {}) == frozenset()
    assert missing_classes(item("Q77", "Q4167410"), EntityType.COMPANY, {}) == frozenset()


def test_classes_in_a_circle_come_to_an_end() -> None:
    circle = {"Q1": ("Q2",), "Q2": ("Q1",)}
    assert not is_of_type(item("Q1"), EntityType.COMPANY, circle)
    assert missing_classes(item("Q1"), EntityType.COMPANY, circle) == frozenset()
