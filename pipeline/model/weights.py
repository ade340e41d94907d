"""Every number that decides: thresholds of the tiers and points of the score, each with its reason and its range.

The maxima of the score (``MAXIMA``) sum up to 1 and no more is lost than there is, so its parts are its whole
explanation. A watch may set other values in its profile; the ranges are those in which a judgement stays what its
words say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import Field, dataclass, field, fields, replace
from typing import Any

from pipeline.model.profile import Grade


def _set(usual: float, least: float, most: float) -> Any:
    """A field of the table: the usual value and the range; whole numbers for what is counted."""
    return field(default=usual, metadata={"range": (least, most)})


def _entity() -> dict[Grade, float]:
    return {Grade.CORE: 0.10, Grade.SECONDARY: 0.06, Grade.BACKGROUND: 0.01}


def _term() -> dict[Grade, float]:
    return {Grade.CORE: 1.0, Grade.SECONDARY: 0.8, Grade.BACKGROUND: 0.2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    # --- the score: at most 0.35 + 0.25 + 0.25 + 0.15 = 1
    both_sides: float = _set(0.35, 0.0, 1.0)  # the heart of a watch, so more than anything else
    one_side_passing: float = _set(0.20, 0.0, 1.0)  # both there, one of them only in passing
    one_side: float = _set(0.12, 0.0, 1.0)
    side_in_passing: float = _set(0.04, 0.0, 0.5)
    topics_most: float = _set(0.25, 0.0, 1.0)
    topic_terms_full: float = _set(4.0, 1.0, 50.0)  # weighted distinct terms that fill the part; more: a long text
    entities_most: float = _set(0.25, 0.0, 1.0)
    not_in_front: float = _set(0.7, 0.0, 1.0)  # an entity outside title and lead is worth this much of one in them
    title_side: float = _set(0.05, 0.0, 0.5)  # for each side in the title: editors put there what a text is about
    title_subject: float = _set(0.05, 0.0, 1.0)  # for a subject in the title
    apart_loss: float = _set(0.10, 0.0, 1.0)  # when both sides are there, but never within one sentence
    passing_loss: float = _set(0.35, 0.0, 1.0)  # share lost of all but the sides when not both are more than passing
    affairs: float = _set(0.05, 0.0, 0.25)  # for words of state and business, where no topic is recognised
    aside_loss: float = _set(0.5, 0.0, 1.0)  # share lost when sport, stage or kitchen outweigh the subject

    entity: dict[Grade, float] = field(default_factory=_entity, metadata={"range": (0.0, 1.0)})
    term: dict[Grade, float] = field(default_factory=_term, metadata={"range": (0.0, 10.0)})

    # --- the tiers
    firm_confidence: float = _set(0.5, 0.0, 1.0)  # an alias less sure than this is shown, but decides nothing
    context_window: int = _set(1000, 0, 200_000)  # characters either way in which a context word stands
    lead_characters: int = _set(400, 0, 10_000)  # of the body: two or three sentences, where a report says its matter
    summary_characters: int = _set(600, 0, 20_000)  # some feeds put the whole article in the summary
    named_often: int = _set(2, 1, 50)  # mentions in the body alone that make more than a passing one ...
    named_often_long: int = _set(3, 1, 50)  # ... and in a long text, where a roundup comes back to each country twice
    named_at_home: int = _set(1, 1, 50)  # an outlet of the side's own country need not say where it is
    long_text: int = _set(3000, 100, 200_000)  # characters; a news report is 1,500-3,000
    subject_entity: int = _set(2, 0, 20)  # a watched company or product is a subject by itself
    subject_person: int = _set(1, 0, 20)  # presidents and ministries are in all the news; and what is not of the core
    subject_term: int = _set(1, 0, 20)
    subject_title: int = _set(1, 0, 20)  # more, when a term or entity of the subject is in the title
    subject_least: int = _set(2, 1, 50)
    subject_least_long: int = _set(3, 1, 50)
    subject_least_brief: int = _set(1, 1, 50)  # a feed's two sentences have room for one term
    brief_text: int = _set(450, 0, 20_000)  # characters
    strong_topic: int = _set(3, 1, 50)  # distinct terms of one core topic that let in an article with one side only
    together_within: int = _set(200, 0, 10_000)  # characters between two sides that a sentence may hold
    affairs_least: int = _set(3, 1, 50)  # words of state and business that make up for a subject ...
    affairs_least_brief: int = _set(2, 1, 50)  # ... and in a feed's two sentences
    aside_title: int = _set(2, 0, 20)  # a title about a match or a concert outweighs one term

    @property
    def most(self) -> float:
        """The score of an article that has everything: 1, unless a watch's own values are at fault."""
        return float(sum(getattr(self, name) * times for name, times in MAXIMA.items()))


# What the score is made of, and how often each counts in it.
MAXIMA = {"both_sides": 1, "topics_most": 1, "entities_most": 1, "title_side": 2, "title_subject": 1}
# What stands in the place of both sides when less is there, and how often: none of it may be worth more than they are.
INSTEAD_OF_BOTH = {"one_side_passing": 1, "one_side": 1, "side_in_passing": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightRange:
    """What one weight is, and may be."""

    name: str  # as a profile names it; one of a grade with a dot: "term.core"
    usual: float
    least: float
    most: float
    is_whole: bool  # a count: no fractions


def _ranges() -> Iterator[WeightRange]:
    for row in fields(Weights):
        yield from _ranges_of(row, getattr(WEIGHTS, row.name))


def _ranges_of(row: Field[Any], usual: Any) -> Iterator[WeightRange]:
    least, most = row.metadata["range"]
    values = (
        {f"{row.name}.{grade.value}": value for grade, value in usual.items()}
        if isinstance(usual, dict)
        else {row.name: usual}
    )
    for name, value in values.items():
        yield WeightRange(name=name, usual=value, least=least, most=most, is_whole=isinstance(value, int))


WEIGHTS = Weights()
RANGES = {each.name: each for each in _ranges()}


def weights_with(values: Mapping[str, float]) -> Weights:
    """The table with other values for these names; a name that it does not have changes nothing."""
    known = {name: int(value) if RANGES[name].is_whole else value for name, value in values.items() if name in RANGES}
    changes: dict[str, Any] = {name: value for name, value in known.items() if "." not in name}
    for name in ("entity", "term"):
        usual: dict[Grade, float] = getattr(WEIGHTS, name)
        changes[name] = {grade: known.get(f"{name}.{grade.value}", value) for grade, value in usual.items()}
    return replace(WEIGHTS, **changes)
