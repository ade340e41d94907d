"""The entries of some polls: which stand for new articles, which for known ones, and which have changed.

First is asked what the database knows of all of them, then each is settled in memory, in its turn, and in the end all
that follows is written at once. One writer works at a time, so nothing changes in between.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa

from pipeline.model.source import Source
from pipeline.model.storing import EntryToStore, PollSaved, PollToStore
from pipeline.store.addresses import articles_at
from pipeline.store.arrivals import SPLIT, Arrivals, has_page
from pipeline.store.bulk import next_id
from pipeline.store.columns import hash_of, storable
from pipeline.store.known import (
    Incoming,
    Sighted,
    SightingKey,
    articles_standing,
    find_sightings,
    incoming,
    last_titled,
    titles_of,
)
from pipeline.store.tables import ARTICLE, TextOrigin


def store_entries(connection: sa.Connection, polls: Sequence[PollToStore], now: datetime) -> tuple[PollSaved, ...]:
    """Store entries and what follows from them; of several with one id in one poll the first counts."""
    told = [(poll, _places_by_id(poll.entries)) for poll in polls if poll.entries]
    if not told:
        return (PollSaved(),) * len(polls)
    known = find_sightings(connection, [(poll.source.id, key) for poll, places in told for key in places])
    coming = {poll.source.id: list(_new_or_changed(poll, places, known)) for poll, places in told}
    settling = _Settling(connection, coming, now)
    saved = tuple(settling.settle(poll, coming.get(poll.source.id, ())) for poll in polls)
    settling.arrivals.write(connection)
    return saved


def _places_by_id(items: Sequence[EntryToStore]) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, item in enumerate(items):
        places.setdefault(hash_of(item.entry.entry_id), place)
    return places


def _new_or_changed(
    poll: PollToStore, places: Mapping[str, int], known: Mapping[SightingKey, Sighted]
) -> Iterator[Incoming]:
    for entry_hash, place in places.items():
        item, sighted = poll.entries[place], known.get((poll.source.id, entry_hash))
        if sighted is None or sighted.fingerprint != storable(item.entry.fingerprint):
            yield incoming(item, entry_hash, sighted, renamed=place in poll.renamed)


class _Settling:
    """Entries settled one after another, by what was known and what those before them have changed."""

    def __init__(self, connection: sa.Connection, coming: Mapping[str, Sequence[Incoming]], now: datetime) -> None:
        self.arrivals = Arrivals(now)
        unknown = [(source, entry) for source, entries in coming.items() for entry in entries if not entry.sighted]
        taken = Counter(entry.url_hash for _, entry in unknown)
        self._homes = articles_at(connection, taken)
        shared = self._homes.keys() | {url_hash for url_hash, count in taken.items() if count > 1}
        splits = {_split(source, entry)[1] for source, entry in unknown if entry.url_hash in shared}
        renamed = [(source, entry) for source, entry in unknown if entry.renamed and entry.url_hash not in self._homes]
        self._titled = last_titled(connection, {(source, entry.title_hash) for source, entry in renamed})
        self._homes |= articles_at(connection, splits)
        self._titles = titles_of(connection, set(self._homes.values()))
        changed = {entry.sighted.article_id for entries in coming.values() for entry in entries if entry.sighted}
        self._standing = articles_standing(connection, changed)
        self._next_id = next_id(connection, ARTICLE)

    def settle(self, poll: PollToStore, entries: Sequence[Incoming]) -> PollSaved:
        before = len(self.arrivals.articles)
        for entry in entries:
            if entry.sighted:
                self._change(poll.source, entry, entry.sighted)
            else:
                self._arrive(poll.source, entry)
        new = len(self.arrivals.articles) - before
        changed = sum(1 for entry in entries if entry.sighted)
        return PollSaved(new=new, changed=changed, seen=len(poll.entries) - new - changed)

    def _arrive(self, source: Source, entry: Incoming) -> None:
        """Bring an entry to the article at its address, a renamed one else to that of its title, or to a new one."""
        home = self._titled.get((source.id, entry.title_hash)) if entry.renamed else None
        if home is None or entry.url_hash in self._homes:
            home = self._find_home(source, entry)
        self._show(home, source, entry)
        self.arrivals.add_sighting(source, entry, home)

    def _find_home(self, source: Source, entry: Incoming) -> int:
        """The article at an entry's address; where its source uses that for another title, a split one.

        That is made from the title, not from the entry's id: feeds that give new ids on every poll would else bring
        the same articles again and again.
        """
        split, url_hash = "", entry.url_hash
        titles = self._titles.get((self._homes.get(url_hash, 0), source.id), {})
        if any(titles.values()) and not titles.get(entry.title_hash):
            split, url_hash = _split(source.id, entry)
        if url_hash not in self._homes:
            self._homes[url_hash] = self._add_article(source, entry, split, url_hash)
        return self._homes[url_hash]

    def _add_article(self, source: Source, entry: Incoming, split: str, url_hash: str) -> int:
        article_id = self._next_id
        self._next_id += 1
        self.arrivals.add_article(article_id, source, entry, split, url_hash)
        return article_id

    def _show(self, article_id: int, source: Source, entry: Incoming, before: Sighted | None = None) -> None:
        """Note the title under which the source shows the article, and drop the one before."""
        titles = self._titles.setdefault((article_id, source.id), {})
        titles[entry.title_hash] = titles.get(entry.title_hash, 0) + 1
        if before and titles.get(before.title_hash):
            titles[before.title_hash] -= 1

    def _change(self, source: Source, entry: Incoming, before: Sighted) -> None:
        """Want the page of a changed entry again; where the feed's words are what stands, take its new ones.

        Only the source of first sight speaks for the text: an aggregator's headline is no edit of the outlet's.
        """
        article_id, item = before.article_id, entry.item
        article = self._standing[article_id]
        own = article.source_id == source.id
        if has_page(source, article.url, item):
            article.link = item.entry.url if own else article.link
            self.arrivals.wanted[article_id] = article.link
        if own and (article.origin == TextOrigin.FEED or not source.pages):
            self.arrivals.change_text(article_id, article, item)
        self._show(article_id, source, entry, before)
        self.arrivals.add_sighting(source, entry, article_id)


def _split(source_id: str, entry: Incoming) -> tuple[str, str]:
    """What parts an entry's address from that of others who share it, and the hash of the parted address."""
    split = SPLIT + hash_of(source_id, entry.title_hash)
    return split, hash_of(entry.item.address + split)
