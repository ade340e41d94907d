"""The catalogue's sources: which are due, what to ask of each, and how each is doing. Pure decisions.

asking   which sources are due, and with what request
polling  what a poll teaches: health, pauses, validators
trouble  what a reader must know about a source
"""

from __future__ import annotations

from pipeline.sources.asking import due, request_for
from pipeline.sources.polling import (
    FeedRead,
    NotChanged,
    PollFailed,
    PollOutcome,
    after_poll,
    hash_of_body,
    is_same_body,
)
from pipeline.sources.trouble import trouble

__all__ = [
    "FeedRead",
    "NotChanged",
    "PollFailed",
    "PollOutcome",
    "after_poll",
    "due",
    "hash_of_body",
    "is_same_body",
    "request_for",
    "trouble",
]
