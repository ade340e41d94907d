"""What the archive is asked for, and what its index holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pipeline.model.times import check_times


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedText:
    """The words by which one version of an article's text is found."""

    article_id: int
    text_version: int
    words: tuple[str, ...]  # each once, free of blanks


@dataclass(frozen=True, slots=True)
class IndexWord:
    """A word of the index, or with ``begins`` every word that begins so."""

    text: str
    begins: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """The texts that have, of each of ``every``, one alternative with all its words, and none of the words ``none``."""

    every: tuple[tuple[tuple[IndexWord, ...], ...], ...]
    none: tuple[IndexWord, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Among:
    """Which articles are searched; by default all but duplicates."""

    since: datetime | None = None  # ... whose newest text was stored then or later
    until: datetime | None = None  # ... and before
    language: str = ""  # ISO 639-1
    source_id: str = ""
    hits_of: tuple[str, str] | None = None  # only what this watch shows by this version of its profile

    def __post_init__(self) -> None:
        check_times(self)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that may hold what is looked for. A text that was stored later has a higher number."""

    number: int
    article_id: int
