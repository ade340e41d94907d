"""A feed whose entries are all new at once: a rush of news, or old entries under new names."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from pipeline.model.article import Entry
from pipeline.model.source import SourceState
from pipeline.sources.rhythm import expected_by

_LEAST_ENTRIES = 5  # fewer may well be all new
_BEYOND_EXPECTED = 4.0  # times as many as the pace lets expect; bursts of three are common
_MOST = 0.5  # of the entries


@dataclass(frozen=True, slots=True, kw_only=True)
class Rush:
    """What to make of entries that are all new: some are old ones renamed, or none is to be believed yet."""

    repeated: tuple[int, ...] = ()  # positions of entries that were shown under another id and address
    hold: bool = False


def is_all_new(state: SourceState, entries: int, fresh: int) -> bool:
    """Whether a source that was read before shows nothing that it ever showed. Small feeds may."""
    return state.last_ok_at is not None and fresh >= max(entries, _LEAST_ENTRIES)


def judge_rush(state: SourceState, entries: Sequence[Entry], alike: Collection[int], held: bool, now: datetime) -> Rush:
    """Judge entries that are all new. ``alike`` are positions of those whose title the source has shown before.

    Entries dated after the last poll are believed. Of the others, known titles are old entries renamed, if they are
    many; and unknown ones in numbers far beyond the pace of the source wait for the next poll. If that is all new
    again, the source has really changed: ``held`` says that it waited already, and nothing waits twice.
    """
    undated = [at for at, entry in enumerate(entries) if not _is_dated_after(state.last_ok_at, entry)]
    repeated = tuple(at for at in undated if at in alike)
    if len(repeated) >= _MOST * len(entries):
        return Rush(repeated=repeated)
    beyond_belief = len(entries) > _BEYOND_EXPECTED * max(1.0, expected_by(state, now))
    return Rush(hold=not held and beyond_belief and len(undated) > _MOST * len(entries))


def _is_dated_after(since: datetime | None, entry: Entry) -> bool:
    return since is not None and entry.published_at is not None and entry.published_at > since
