"""What a digest is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from pipeline.model.digest import SourceTrouble
from pipeline.model.hit import Story, TextChange
from pipeline.model.profile import Profile
from pipeline.model.times import check_times


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestMaterial:
    """All that ``build_digest`` needs to know of one window of one watch."""

    watch: str
    title: str
    slot: str
    language: str  # of the labels: en, es or ko
    timezone: str  # IANA name; times are shown in it
    window_start: datetime | None  # None: since the beginning
    window_end: datetime
    profile: Profile
    max_items: int  # shown in full
    max_lines: int  # shown as one line each; what is beyond is counted
    max_age: timedelta  # before the window; what is older is counted, not shown
    stories: tuple[Story, ...] = ()  # in any order
    copies_of_shown: int = 0  # hits left out because they copy a story of an earlier digest
    changes: tuple[TextChange, ...] = ()
    sources: int = 0  # in the catalogue
    reached: int = 0
    troubles: tuple[SourceTrouble, ...] = ()
    articles: int = 0  # new in the window
    near_misses: int = 0
    notices: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check_times(self)
