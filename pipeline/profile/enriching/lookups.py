"""What was looked up, as a file: the same answers serve until they are old, and learning without a network."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from pipeline.errors import ProfileError
from pipeline.model.codec import from_plain, to_plain
from pipeline.model.times import check_times
from pipeline.profile.enriching.answers import ItemName, is_item_id
from pipeline.profile.enriching.choosing import Choice
from pipeline.profile.enriching.questions import Question

_GOOD_FOR = timedelta(days=30)
_LARGEST = 20_000_000  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """One question and its answer."""

    entity: str  # id
    question: str
    asked_at: datetime
    item: str = ""  # "" when none was chosen
    description: str = ""
    names: tuple[ItemName, ...] = ()
    reason: str = ""  # why none was chosen

    def __post_init__(self) -> None:
        check_times(self)

    @property
    def is_given(self) -> bool:
        """Whether a person named the item."""
        return bool(self.item) and self.item == self.question


def answered(question: Question, choice: Choice, now: datetime) -> Lookup:
    item = choice.item
    return Lookup(
        entity=question.entity,
        question=question.text,
        asked_at=now,
        # A merged item has another number than the person wrote: theirs stays, so that it is known for theirs.
        item=question.item or item.id if item else "",
        description=item.description if item else "",
        names=item.names if item else (),
        reason=choice.reason,
    )


def is_fresh(lookup: Lookup | None, question: Question, now: datetime) -> bool:
    """Whether the answer still serves: to the same question, given less than 30 days ago."""
    return lookup is not None and lookup.question == question.text and now - lookup.asked_at < _GOOD_FOR


def dump_lookups(lookups: Mapping[str, Lookup]) -> str:
    """The file's text: JSON, by entity, without the fields that say nothing."""
    plain = (to_plain(lookups[entity]) for entity in sorted(lookups))
    told = [{key: value for key, value in lookup.items() if value} for lookup in plain]
    return json.dumps({"schema": 1, "lookups": told}, ensure_ascii=False, indent=1) + "\n"


def load_lookups(text: str | None, name: str) -> dict[str, Lookup]:
    """Lookups by entity; none for a file that is not there. Raises ``ProfileError`` when it is damaged."""
    if text is None:
        return {}
    try:
        if len(text) > _LARGEST:
            raise ValueError("it is larger than 20 MB")
        data = json.loads(text)
        if data["schema"] != 1:
            raise ValueError("another version of the program wrote it")
        lookups = [from_plain(Lookup, plain) for plain in data["lookups"]]
        for lookup in lookups:
            _check(lookup)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ProfileError(
            name,
            "this is no file of answers from Wikidata",
            remedy="Remove it, and run `seedwatch learn --enrich` to ask anew.",
        ) from error
    return {lookup.entity: lookup for lookup in lookups}


def _check(lookup: Lookup) -> None:
    """Raise ``TypeError`` or ``ValueError`` for what a hand may have put there."""
    texts = [lookup.entity, lookup.question, lookup.item, lookup.description, lookup.reason]
    texts += [text for name in lookup.names for text in (name.form, name.language)]
    if not all(isinstance(text, str) for text in texts) or not isinstance(lookup.asked_at, datetime):
        raise TypeError("a value is no text")
    if lookup.item and not is_item_id(lookup.item):
        raise ValueError(f"{lookup.item!r} is no item")
