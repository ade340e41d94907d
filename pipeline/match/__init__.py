"""Match: an article against a watch. ``compile_profile(profile).judge(article)`` says how near it is, and why.

    forms, spellings, surnames   what to look for
    finding, names, nameindex    one pass over the words of a text; whole words, context, the longest name wins
    automaton                    the same where nothing could be compiled
    borders, korean, places      whether a find is a word of its own, and means what it says
    evidence                     sides, entities and topics found, and how prominently
    tiers, centre, score         the decision, with pairs or without, and its points; weights: every number behind them
    nearest, changes, excerpt    what would have let an article in, what a hit hangs on: tried on a part of the profile

Pure: no clock, no disk, no network. Deterministic. Nothing in it raises for the sake of an article's content.
"""

from __future__ import annotations

from pipeline.match.changes import Change, ChangeKind
from pipeline.match.matcher import Matcher, compile_profile
from pipeline.match.nearest import Support, WayIn, supports, ways_in

__all__ = ["Change", "ChangeKind", "Matcher", "Support", "WayIn", "compile_profile", "supports", "ways_in"]
