"""A seed document, read and cleaned."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ParagraphKind(StrEnum):
    """What a paragraph is good for when a watch is learnt."""

    BODY = "body"  # sentences: names and terms are taken from here
    HEADING = "heading"  # title case: names known from elsewhere are looked up, none are found here
    TABLE = "table"  # a cell of a table remain: used only when it holds an organisation's head word
    CHROME = "chrome"  # menus, labels, skip links: never used
    FILLER = "filler"  # a preface without a name or a number of its own: gives no topic terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One cleaned paragraph. ``offsets[i]`` is the place in the raw text of character ``i`` of ``text``.

    ``offsets`` has one place more than ``text`` has characters, so that a span ``[a, b)`` of ``text`` is
    ``raw[offsets[a] : offsets[b - 1] + 1]`` at least, and the paragraph ends before ``offsets[-1]``.
    """

    text: str
    language: str  # ISO 639-1, "und" when nobody can tell
    kind: ParagraphKind
    offsets: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedText:
    """A seed document. ``raw`` is its text before repair, so that every quote can be shown as it stands there."""

    id: str  # the file's stem
    file: str  # the file's name
    sha256: str  # of the file's bytes
    language: str  # of most of its body
    title: str  # its first heading, or ""
    raw: str
    paragraphs: tuple[Paragraph, ...]
