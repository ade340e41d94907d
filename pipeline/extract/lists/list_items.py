"""One article of a list page: its title, date and summary, from the markup that stands around its link."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from urllib.parse import urlsplit, urlunsplit

from bs4 import NavigableString, Tag

from pipeline.extract.loose_dates import read_loose_date
from pipeline.extract.page_tree import words_of
from pipeline.extract.urls import absolute_url, normalise_url

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_TITLE_CLASS = re.compile(r"title|titul|headline|subject|(?:^|[-_])tit(?:[-_]|$)|제목", re.IGNORECASE)
_DATE_CLASS = re.compile(r"date|fecha|time|posted|publish|(?:^|[-_])day(?:[-_]|$)|날짜|일자", re.IGNORECASE)
_MORE = re.compile(
    r"^\W*(?:(?:read|see|learn|view|show|continue|find out)\b.{0,12}\b(?:more|reading|all)|more|leer|"
    r"(?:leer|ver|seguir|conocer|conoce|continuar) (?:la )?(?:más|mas|todo|leyendo|nota|detalle|noticia)|"
    r"더\s?보기|자세히.{0,4}|상세.{0,4}|바로가기)\W*(?:sobre\b|about\b|:|$)",
    re.IGNORECASE,
)
_SESSION_PATH = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
_SESSION_NAMES = frozenset({"jsessionid", "phpsessid", "aspsessionid", "sessionid"})
_WIDE = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_WIDE_WEIGHT = 2.2  # letters of a Latin script that say as much as one Korean syllable
_MAX_TITLE = 300
#: Of a title, in letters; names of sections and kickers are shorter.
LEAST_WEIGHT = 12
_LEAST_SUMMARY = 40
_MAX_PIECES = 60  # of an item's text, looked through for a date
_ANY_DAY = datetime(2020, 7, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListItem:
    """An article as a list shows it; ``written`` is its date as it stands there, "" when none does."""

    url: str
    title: str
    written: str = ""
    summary: str = ""


def article_address(base: str, href: str) -> str:
    """A link's address without what changes from visit to visit, "" when it leads to no web page."""
    url = normalise_url(absolute_url(base, href))
    if "sess" not in url.lower():
        return url
    parts = urlsplit(_SESSION_PATH.sub("", url))
    pairs = (pair for pair in parts.query.split("&") if pair.partition("=")[0].lower() not in _SESSION_NAMES)
    return urlunsplit(parts._replace(query="&".join(pairs)))


def title_of(anchor: Tag) -> tuple[int, str]:
    """What a link calls its article, and how much that is to be trusted.

    In order: a heading within or around it, what is marked as a title, its text, its title and label, a picture's.
    """
    heading = anchor.find(_HEADINGS)
    if isinstance(heading, Tag) and weight_of(words_of(heading)) >= LEAST_WEIGHT:
        return 4, words_of(heading)[:_MAX_TITLE]
    text = "" if _MORE.match(shown := _shown_text(anchor)) else shown
    attribute = _attribute(anchor, "title")
    if text.endswith(("…", "...")) and len(attribute) > len(text):  # boards cut long titles
        text = attribute
    if text:
        return (4 if heading or anchor.find_parent(_HEADINGS) else 3), text[:_MAX_TITLE]
    label = attribute or _attribute(anchor, "aria-label")
    if label:
        return 2, _MORE.sub("", label).strip()[:_MAX_TITLE]
    picture = anchor.find("img", alt=True)
    return 1, _attribute(picture, "alt")[:_MAX_TITLE] if isinstance(picture, Tag) else ""


def weight_of(title: str) -> float:
    """How many letters a title has, Korean syllables counted as the letters they stand for."""
    return sum(map(str.isalnum, title)) + (_WIDE_WEIGHT - 1) * len(_WIDE.findall(title))


def date_of(box: Iterable[Tag], title: str) -> str:
    """The first text within that is a date: of a ``time`` tag, of what is marked as a date, of anything short."""
    tags = list(box)
    return next((written for written in _dates_in(tags, title) if _is_date(written)), "")


def summary_of(box: Iterable[Tag], title: str) -> str:
    """The longest paragraph within, "" when there is none to speak of."""
    texts = (words_of(one) for tag in box for one in ([tag] if tag.name == "p" else tag.find_all("p", limit=10)))
    longest = max(texts, key=len, default="")
    return longest if len(longest) >= _LEAST_SUMMARY and not longest.startswith(title) else ""


def _dates_in(tags: list[Tag], title: str) -> Iterator[str]:
    for tag in tags:
        for time in [tag] if tag.name == "time" else tag.find_all("time", limit=3):
            yield from (_attribute(time, "datetime"), words_of(time))
    for tag in tags:
        yield from (words_of(one) for one in tag.find_all(class_=_DATE_CLASS, limit=5))
    for tag in tags:
        for piece in islice(tag.strings, _MAX_PIECES):
            text = " ".join(piece.split())
            if type(piece) is NavigableString and text not in title:
                yield text


def _is_date(written: str) -> bool:
    return read_loose_date(written, _ANY_DAY, UTC) is not None


def _shown_text(anchor: Tag) -> str:
    """The text of a link; of one that holds a whole card, what is marked as its title or comes first."""
    marked = [anchor.find(class_=_TITLE_CLASS)]
    if len(anchor.find_all(True, limit=3)) > 2:
        marked.append(anchor.find(["strong", "b", "dt"]))
    for one in marked:
        if isinstance(one, Tag) and weight_of(words_of(one)) >= LEAST_WEIGHT:
            return words_of(one)
    text = words_of(anchor)
    if len(text) <= _MAX_TITLE:
        return text
    return next((piece for piece in anchor.stripped_strings if weight_of(piece) >= LEAST_WEIGHT), text)


def _attribute(tag: Tag, name: str) -> str:
    return " ".join(str(tag.get(name) or "").split())
