"""The catalogue and OPML, the feed readers' own format for lists of feeds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from pipeline.extract import Outline, address_key, normalise_url, read_outlines, site_of, write_outlines
from pipeline.model.source import Source, SourceKind
from pipeline.run.probing import slug_of
from pipeline.text.fold import fold_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an OPML file brought: feeds for the catalogue, and how many stood there already."""

    added: tuple[Source, ...]
    known: int


def import_outlines(name: str, body: bytes, sources: Sequence[Source]) -> Imported:
    """The feeds of an OPML file that the catalogue lacks. Raises ``ExtractError`` for a file that is none.

    A feed's folders become its topics; its id is made from its title.
    """
    ids = {source.id for source in sources}
    keys = {address_key(normalise_url(source.url)) for source in sources if source.url}
    added: list[Source] = []
    outlines = read_outlines(body, name)
    for outline in outlines:
        key = address_key(normalise_url(outline.url))
        if key not in keys:
            added.append(source_of(outline, ids))
            keys.add(key)
            ids.add(added[-1].id)
    return Imported(added=tuple(added), known=len(outlines) - len(added))


def source_of(outline: Outline, ids: Iterable[str]) -> Source:
    site = site_of(outline.url)
    name = " ".join((outline.title or site).split())[:120]
    return Source(
        id=free_id(slug_of(fold_key(name)) if fold_key(name).isascii() else slug_of(site), ids),
        name=name,
        url=outline.url,
        language=outline.language or "und",
        topics=tuple(dict.fromkeys(slug_of(fold_key(folder)) for folder in outline.folder)),
    )


def free_id(wanted: str, taken: Iterable[str]) -> str:
    """The id, with a number behind it if it is taken."""
    known = set(taken)
    tries = (wanted, *(f"{wanted[:56]}-{number}" for number in range(2, len(known) + 3)))
    return next(one for one in tries if one not in known)


def export_outlines(sources: Sequence[Source], now: datetime) -> str:
    """The catalogue's feeds as OPML, in folders by their first topic. Other kinds of source mean nothing elsewhere."""
    feeds = [source for source in sources if source.kind is SourceKind.FEED]
    outlines = [
        Outline(
            title=source.name,
            url=source.url,
            page="",
            folder=source.topics[:1],
            language="" if source.language == "und" else source.language,
        )
        for source in feeds
    ]
    return write_outlines("seedwatch", outlines, now)
