"""Stories: one text, however many outlets printed it. ``group_stories(found, shown)`` folds copies into one story.

    fingerprints   a text as a set of hashed shingles, with its numbers
    copies         whether two texts are one
    grouping       candidates by an inverted index, then stories

Pure and deterministic: the order of the input does not matter.
"""

from __future__ import annotations

from pipeline.stories.grouping import Grouped, group_stories

__all__ = ["Grouped", "group_stories"]
