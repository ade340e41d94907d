"""What the entries of all feeds share: ids, fingerprints, titles for the untitled, doubles."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from pipeline.extract.authors import clean_authors
from pipeline.extract.plain_text import line_of_markup, text_of_markup
from pipeline.extract.wrapped_urls import unwrap_url
from pipeline.model.article import Entry

#: Entries read of one feed; real ones stay below 1,000.
MAX_ENTRIES = 2_000

_TITLE_LENGTH = 100  # of one made from the text
_MAX_OUTLET_LENGTH = 200
_MAX_ID_LENGTH = 500  # longer ones are hashed: they are keys in the database


def make_entry(
    *,
    own_id: str,
    url: str,
    title: str,
    summary: str,
    content: str,
    authors: Iterable[str],
    published: datetime | None,
    updated: datetime | None,
    outlet: str = "",
    language: str = "",
) -> Entry:
    """Build an entry from what the feed says, markup and all."""
    same = content == summary  # feedparser gives a lone content for a summary as well
    summary = text_of_markup(summary)
    content = summary if same else text_of_markup(content)
    url = unwrap_url(url)
    title = line_of_markup(title) or _title_from(content or summary) or url
    outlet = _settle_outlet(outlet)
    return Entry(
        entry_id=_entry_id(own_id, url, title, published),
        url=url,
        title=(outlet and title.removesuffix(f" - {outlet}")) or title,
        summary=summary,
        content=content if content != summary else "",
        authors=clean_authors(authors),
        published_at=published,
        updated_at=updated,
        # Times are left out: many feeds touch them at every request.
        fingerprint=hash_of(title, summary, content),
        outlet=outlet,
        language=settle_language(language),
    )


def drop_doubles(entries: Sequence[Entry]) -> tuple[tuple[Entry, ...], bool]:
    """Drop repeated entries; tell whether ids had to be told apart.

    One id for entries with unlike titles and links is a broken id (some systems give all entries the channel's);
    each such entry is known by its link or title instead.
    """
    faces: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for entry in entries:
        faces[entry.entry_id].add((entry.title, entry.url))
    unlike = {one for one, found in faces.items() if _all_differ(found)}
    kept: dict[str, Entry] = {}
    for entry in entries:
        one = replace(entry, entry_id=_split_id(entry)) if entry.entry_id in unlike else entry
        kept.setdefault(one.entry_id, one)
    return tuple(kept.values()), bool(unlike)


def hash_of(*parts: str) -> str:
    """A hash that does not confuse ("ab", "c") with ("a", "bc")."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def _settle_outlet(named: str) -> str:
    """A name, or "": some give an address, or the mail of their webmaster."""
    name = line_of_markup(named[:_MAX_OUTLET_LENGTH])
    return "" if "@" in name or "://" in name else name


def settle_language(tag: str) -> str:
    """The ISO 639-1 code at the head of a language tag, "und" for all else."""
    code = tag.replace("_", "-").partition("-")[0].strip().lower()
    if code == "kr":  # the country's, which Korean feeds write for the language's
        return "ko"
    return code if len(code) == 2 and code.isascii() and code.isalpha() else "und"


def _entry_id(own_id: str, url: str, title: str, published: datetime | None) -> str:
    own_id = " ".join(own_id.split()) or url
    if not own_id:
        return hash_of(title, published.isoformat() if published else "")
    return own_id if len(own_id) <= _MAX_ID_LENGTH else hash_of(own_id)


def _all_differ(faces: set[tuple[str, str]]) -> bool:
    """Whether several entries share an id though they differ in title, and in link where they have one."""
    titles, links = {title for title, _ in faces}, {link for _, link in faces}
    return len(titles) == len(faces) > 1 and (len(links) == len(faces) or links == {""})


def _split_id(entry: Entry) -> str:
    return entry.url[:_MAX_ID_LENGTH] if entry.url and entry.url != entry.entry_id else hash_of(entry.title)


def _title_from(text: str) -> str:
    """The first line of a text as the title of an untitled entry, cut between words."""
    line = text.partition("\n")[0]
    if len(line) <= _TITLE_LENGTH:
        return line
    return line[:_TITLE_LENGTH].rpartition(" ")[0].rstrip(" ,;:") + "…"
