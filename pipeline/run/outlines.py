"""The catalogue and OPML, the feed readers' own format for lists of feeds."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, count
from urllib.parse import urlsplit

from pipeline.extract import Outline, address_key, normalise_url, read_outlines, site_of, write_outlines
from pipeline.model.source import Source, SourceKind
from pipeline.run.probing import slug_of
from pipeline.text.fold import fold_key

_LONGEST_ADDRESS = 2_000  # readers of OPML cut what is much longer: a cut address is another one


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an OPML file brought: feeds for the catalogue, how many stood there already, how many cannot be asked."""

    added: tuple[Source, ...]
    known: int
    left_out: int = 0


class FreeIds:
    """Ids for new sources, none of them taken."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        # Of each stem, the numbers not tried yet: a list may have thousands of feeds called "News".
        self._numbers: defaultdict[str, Iterator[int]] = defaultdict(lambda: count(2))

    def take(self, wanted: str) -> str:
        """The id, with a number behind it if it is taken; from now on it is."""
        stem = wanted[:56]
        tries = chain([wanted], (f"{stem}-{number}" for number in self._numbers[stem]))
        found = next(one for one in tries if one not in self._taken)
        self._taken.add(found)
        return found


def import_outlines(name: str, body: bytes, catalogue: Sequence[Source]) -> Imported:
    """The feeds of an OPML file that the catalogue lacks. Raises ``ExtractError`` for a file that is none.

    A feed's folders become its topics; its id is made from its title. ``catalogue`` is all of it: a line that is
    disabled is known as well.
    """
    ids = FreeIds(source.id for source in catalogue)
    keys = {address_key(normalise_url(source.url)) for source in catalogue if source.url}
    added: list[Source] = []
    known = left_out = 0
    for outline in read_outlines(body, name):
        key = address_key(normalise_url(outline.url))
        if not can_be_asked(outline.url):
            left_out += 1
        elif key in keys:
            known += 1
        else:
            keys.add(key)
            added.append(source_of(outline, ids))
    return Imported(added=tuple(added), known=known, left_out=left_out)


def can_be_asked(url: str) -> bool:
    """Whether a web address is whole: not cut off, with a host and, if any, a port that there is."""
    try:
        port = urlsplit(url).port
    except ValueError:
        return False
    return len(url) <= _LONGEST_ADDRESS and site_of(url) != "" and port != 0


def source_of(outline: Outline, ids: FreeIds) -> Source:
    site = site_of(outline.url)
    name = " ".join((outline.title or site).split())[:120].strip()
    language = re.match(r"[a-z]{2,3}(?![a-z])", outline.language.lower())  # of es-PE, es_PE or "es, en"
    return Source(
        id=ids.take(slug_of(fold_key(name)) if fold_key(name).isascii() else slug_of(site)),
        name=name,
        url=outline.url,
        language=language[0] if language else "und",
        topics=tuple(dict.fromkeys(slug_of(fold_key(folder)) for folder in outline.folder)),
    )


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
