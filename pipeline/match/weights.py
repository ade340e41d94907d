"""Every number that decides: thresholds of the tiers and points of the score, each with its reason.

The four maxima of the score sum up to 1, so a score needs no cap and its parts are its whole explanation.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.model.profile import Grade


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    # --- the score: at most 0.35 + 0.25 + 0.25 + 0.15 = 1
    both_sides: float = 0.35  # the heart of a watch, so more than anything else
    one_side_passing: float = 0.20  # both there, one of them only in passing
    one_side: float = 0.12
    side_in_passing: float = 0.04
    topics_most: float = 0.25
    topic_terms_full: float = 4.0  # weighted distinct terms that fill the part; more only show that a text is long
    entities_most: float = 0.25
    not_in_front: float = 0.7  # an entity outside title and lead is worth this much of one in them
    title_side: float = 0.05  # for each side in the title: editors put there what a text is about
    title_subject: float = 0.05  # for a subject in the title
    aside_loss: float = 0.5  # share lost when sport, stage or kitchen outweigh the subject

    entity: dict[Grade, float] = field(
        default_factory=lambda: {Grade.CORE: 0.10, Grade.SECONDARY: 0.06, Grade.BACKGROUND: 0.01}
    )
    term: dict[Grade, float] = field(
        default_factory=lambda: {Grade.CORE: 1.0, Grade.SECONDARY: 0.8, Grade.BACKGROUND: 0.2}
    )

    # --- the tiers
    firm_confidence: float = 0.5  # an alias less sure than this is shown, but decides nothing
    lead_characters: int = 400  # of the body: two or three sentences, where a report says what it is about
    summary_characters: int = 600  # some feeds put the whole article in the summary
    named_often: int = 2  # mentions in the body alone that make more than a passing one ...
    named_often_long: int = 3  # ... and in a long text, where a roundup comes back to each country twice
    named_at_home: int = 1  # an outlet of the side's own country need not say where it is
    long_text: int = 3000  # characters; a news report is 1,500-3,000
    subject_entity: int = 2  # a watched company or product is a subject by itself
    subject_person: int = 1  # a president is in all the news of a country, so half of one
    subject_term: int = 1
    subject_title: int = 1  # more, when a term or entity of the subject is in the title
    subject_least: int = 2
    subject_least_long: int = 3
    subject_least_brief: int = 1  # a feed's two sentences have room for one term
    brief_text: int = 450  # characters
    strong_topic: int = 3  # distinct terms of one core topic that let in an article with one side only
    aside_title: int = 2  # a title about a match or a concert outweighs one term


WEIGHTS = Weights()
