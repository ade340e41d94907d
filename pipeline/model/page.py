"""What is asked of the web, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pipeline.model.times import check_times


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRequest:
    """One page to fetch. ``key`` comes back with the answer, so that the asker knows which it is."""

    key: str
    url: str
    etag: str = ""  # validators of the last answer; "" asks for the whole page
    last_modified: str = ""
    accept: str = "*/*"
    apart_s: float = 0.0  # between two requests to this host, if it wishes more than all others
    by_robots: bool = False  # ask only what the host's robots.txt allows, as slowly as it wishes


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page as served, decompressed. A 304 has ``not_modified`` and no body."""

    url: str  # where it was found after redirects
    status: int
    body: bytes
    content_type: str = ""  # the header as sent, lower case
    etag: str = ""
    last_modified: str = ""
    not_modified: bool = False
    moved_to: str = ""  # end of an unbroken chain of 301 and 308, "" if there was none
    max_age_s: float | None = None  # Cache-Control max-age or Expires, seconds
    elapsed_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedFile:
    """A file of saved articles, as it lies in its folder."""

    name: str  # below the folder, with slashes
    size: int  # bytes
    modified_at: datetime

    def __post_init__(self) -> None:
        check_times(self)
