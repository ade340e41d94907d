"""The catalogue's sources: which are due, what to ask of each, and how each is doing. Pure decisions.

asking   which sources are due, and with what request
polling  what a poll teaches: health, pauses, validators
rhythm   how often a source brings something new, and how often to ask
churn    a feed whose entries are all new at once
queries  the questions that a watch puts to search engines
trouble  what a reader must know about a source
"""

from __future__ import annotations

from pipeline.sources.asking import current_state, due, request_for
from pipeline.sources.churn import Rush, is_all_new, judge_rush
from pipeline.sources.polling import (
    FeedRead,
    Held,
    NotChanged,
    PollFailed,
    PollOutcome,
    after_poll,
    hash_of_body,
    is_same_body,
)
from pipeline.sources.queries import expand_queries
from pipeline.sources.rhythm import Rhythm
from pipeline.sources.trouble import trouble

__all__ = [
    "FeedRead",
    "Held",
    "NotChanged",
    "PollFailed",
    "PollOutcome",
    "Rhythm",
    "Rush",
    "after_poll",
    "current_state",
    "due",
    "expand_queries",
    "hash_of_body",
    "is_all_new",
    "is_same_body",
    "judge_rush",
    "request_for",
    "trouble",
]
