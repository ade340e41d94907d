"""The port ``SourceStore`` in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from pipeline.model.article import Article, PageState
from pipeline.model.source import FeedMemory, Source, SourceState
from pipeline.model.storing import EntryToStore, PollSaved, PollToStore, Recognised
from tests.fakes.stored import Kept, Memory, Sighting, feed_text, has_page


@dataclass
class MemorySources:
    kept: Memory

    def states(self) -> dict[str, SourceState]:
        return dict(self.kept.states)

    def memory(self, source_id: str) -> FeedMemory:
        return self.kept.memories.get(source_id, FeedMemory())

    def recognise(self, source: Source, entries: Sequence[EntryToStore]) -> Recognised:
        shown = self.kept.shown_by(source)
        ids = {sighting.entry.entry.entry_id for sighting in shown}
        addresses = {sighting.entry.address for sighting in shown}
        articles = {sighting.article_id for sighting in shown}
        titles = {sighting.entry.entry.title for sighting in shown} - {""}
        same = frozenset(
            place
            for place, item in enumerate(entries)
            if item.entry.entry_id in ids or item.address in addresses or self.kept.main_at(item.address) in articles
        )
        alike = frozenset(place for place, item in enumerate(entries) if item.entry.title in titles)
        return Recognised(same=same, alike=alike - same)

    def save_polls(self, polls: Sequence[PollToStore], now: datetime) -> tuple[PollSaved, ...]:
        return tuple(self._save(poll, now) for poll in polls)

    def _save(self, poll: PollToStore, now: datetime) -> PollSaved:
        source = poll.source
        self.kept.states[source.id] = poll.state
        if poll.memory is not None:
            self.kept.memories[source.id] = poll.memory
        first: dict[str, int] = {}
        for place, item in enumerate(poll.entries):
            first.setdefault(item.entry.entry_id, place)
        titled = self._last_titled(source)
        named = {
            place: titled.get(poll.entries[place].entry.title) for place in first.values() if place in poll.renamed
        }
        before = len(self.kept.articles)
        changed = sum(self._store(source, poll.entries[place], named.get(place), now) for place in first.values())
        new = len(self.kept.articles) - before
        return PollSaved(new=new, changed=changed, seen=len(poll.entries) - new - changed)

    def _last_titled(self, source: Source) -> dict[str, int]:
        shown = sorted(self.kept.shown_by(source), key=lambda sighting: (sighting.at, sighting.article_id))
        return {sighting.entry.entry.title: sighting.article_id for sighting in shown}

    def _store(self, source: Source, item: EntryToStore, named: int | None, now: datetime) -> bool:
        """Store an entry; tell whether it is a known one that has changed."""
        key = (source.id, item.entry.entry_id)
        sighting = self.kept.sightings.get(key)
        if sighting is None:
            home = self.kept.main_at(item.address)
            place = named if named and not home else self._place(source, item, home, now)
            self.kept.sightings[key] = Sighting(item, place, now)
            return False
        if sighting.entry.entry.fingerprint == item.entry.fingerprint:
            return False
        sighting.entry, sighting.at = item, now
        self._change(source, self.kept.articles[sighting.article_id], item, now)
        return True

    def _place(self, source: Source, item: EntryToStore, home: int | None, now: datetime) -> int:
        titles = {
            sighting.entry.entry.title
            for sighting in (self.kept.shown_by(source) if home else ())
            if sighting.article_id == home
        }
        split = ""
        if titles and item.entry.title not in titles:
            split = "#entry=" + sha256(f"{source.id} {item.entry.title}".encode(errors="replace")).hexdigest()[:8]
        return self.kept.main_at(item.address + split) or self._add(source, split, item, now)

    def _add(self, source: Source, split: str, item: EntryToStore, now: datetime) -> int:
        url = item.canonical_url + split
        article = Article(
            id=len(self.kept.articles) + 1,
            url=url,
            outlet=item.entry.outlet or source.name,
            country=source.country,
            source_id=source.id,
            language=item.language,
            published_at=item.published_at,
            date_origin=item.date_origin,
            first_seen_at=now,
            title=item.entry.title,
        )
        page = PageState.WANTED if has_page(source, url, item) else PageState.NOT_WANTED
        kept = Kept(article=article, link=item.entry.url, page=page, texts=[feed_text(item, now)])
        self.kept.articles[article.id] = kept
        self.kept.addresses[item.address + split] = article.id
        return article.id

    def _change(self, source: Source, kept: Kept, item: EntryToStore, now: datetime) -> None:
        own = kept.article.source_id == source.id
        if has_page(source, kept.article.url, item):
            kept.page, kept.attempts, kept.next_try_at = PageState.WANTED, 0, None
            kept.link = item.entry.url if own else kept.link
        if own and (kept.texts[-1].origin == "feed" or not source.pages):
            kept.add(feed_text(item, now))
