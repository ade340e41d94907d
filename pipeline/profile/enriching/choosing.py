"""Which of the items that a search found is the entity."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.profile.enriching.answers import Item
from pipeline.profile.enriching.classes import is_of_type, missing_classes
from pipeline.profile.enriching.questions import Question
from pipeline.profile.tokens import key_of

_MOST_SHOWN = 3  # items that a reason names

Parents = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The item that is the entity, or why there is none."""

    item: Item | None = None
    reason: str = ""
    settled: bool = True  # further searches cannot change it


def choose(question: Question, items: Iterable[Item], parents: Parents, countries: Mapping[str, str]) -> Choice:
    """Choose the one item that agrees in name, class and (where it is known) country.

    ``parents`` tells what a class is a subclass of, ``countries`` the ISO code of a place. Two that agree are as good
    as none, for a wrong item brings a stranger's names.
    """
    found = sorted({item.id: item for item in items}.values(), key=lambda item: (len(item.id), item.id))
    if question.item:
        return Choice(item=found[0]) if found else Choice(reason=f"{question.item} is not there")
    named = [item for item in found if _is_called(item, question)]
    fitting = [item for item in named if is_of_type(item, question.type, parents)]
    agreeing = [item for item in fitting if _is_at_home(item, question, countries)]
    if len(agreeing) == 1:
        return Choice(item=agreeing[0])
    if agreeing:
        return Choice(reason=f"several agree: {_show(agreeing)}")
    if fitting:
        return Choice(reason=f"of that name, but not of that country: {_show(fitting)}", settled=False)
    if named:
        return Choice(reason=f"of that name, but no {question.type.value}: {_show(named)}", settled=False)
    return Choice(reason="no item is called so", settled=False)


def classes_to_ask(question: Question, items: Iterable[Item], parents: Parents) -> frozenset[str]:
    """The classes of which it must be known what they are subclasses of."""
    named = (item for item in items if _is_called(item, question))
    return frozenset(name for item in named for name in missing_classes(item, question.type, parents))


def places_to_ask(question: Question, items: Iterable[Item], parents: Parents) -> frozenset[str]:
    """The places of which it must be known in which country they are."""
    if not question.country:
        return frozenset()
    fitting = (item for item in items if _is_called(item, question) and is_of_type(item, question.type, parents))
    return frozenset(place for item in fitting for place in item.places)


def _is_called(item: Item, question: Question) -> bool:
    return any(key_of(name.form) in question.keys for name in item.names)


def _is_at_home(item: Item, question: Question, countries: Mapping[str, str]) -> bool:
    return not question.country or any(countries.get(place) == question.country for place in item.places)


def _show(items: list[Item]) -> str:
    shown = [f"{item.id} ({item.description})" if item.description else item.id for item in items[:_MOST_SHOWN]]
    more = len(items) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")
