"""What the store in memory keeps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from pipeline.model.article import Article, PageState
from pipeline.model.digest import DeliveryState
from pipeline.model.hit import Judgement, TextChange
from pipeline.model.profile import Profile
from pipeline.model.source import FeedMemory, Source, SourceState
from pipeline.model.storing import EntryToStore, StoredDelivery, StoredDigest, StoredRun

ARRIVED = {DeliveryState.SENT, DeliveryState.SENDING, DeliveryState.UNCERTAIN}


@dataclass
class Text:
    origin: str
    title: str
    summary: str
    body: str
    authors: tuple[str, ...]
    at: datetime

    @property
    def content(self) -> tuple[str, str, str]:
        return self.title, self.summary, self.body


@dataclass
class Kept:
    """An article with all its texts; ``texts[0]`` is version 1."""

    article: Article
    link: str
    page: PageState
    texts: list[Text]
    attempts: int = 0
    next_try_at: datetime | None = None
    page_address: str = ""  # what its page claims
    duplicate_of: int | None = None

    def at_version(self, version: int) -> Article:
        newest = self.texts[version - 1]
        feed = next(text for text in reversed(self.texts[:version]) if text.origin == "feed")
        return replace(
            self.article,
            title=newest.title or feed.title,
            summary=newest.summary or feed.summary,
            body=feed.body if len(feed.body) > 1.2 * len(newest.body) else newest.body,
            authors=newest.authors or feed.authors,
            text_version=version,
        )

    def newest(self) -> Article:
        return self.at_version(len(self.texts))

    def add(self, text: Text) -> None:
        if text.content != self.texts[-1].content:
            self.texts.append(text)


@dataclass
class Sighting:
    entry: EntryToStore
    article_id: int
    at: datetime


@dataclass
class Memory:
    """All that is stored."""

    states: dict[str, SourceState] = field(default_factory=dict)
    memories: dict[str, FeedMemory] = field(default_factory=dict)
    articles: dict[int, Kept] = field(default_factory=dict)
    addresses: dict[str, int] = field(default_factory=dict)
    sightings: dict[tuple[str, str], Sighting] = field(default_factory=dict)
    profiles: dict[tuple[str, str], Profile] = field(default_factory=dict)
    judgements: dict[tuple[str, int, int, str], Judgement] = field(default_factory=dict)
    judged_at: dict[tuple[str, int, int, str], datetime] = field(default_factory=dict)
    digests: list[StoredDigest] = field(default_factory=list)
    superseded: set[int] = field(default_factory=set)
    deliveries: list[StoredDelivery] = field(default_factory=list)
    runs: list[StoredRun] = field(default_factory=list)
    held: set[str] = field(default_factory=set)

    def main_at(self, address: str) -> int | None:
        claiming = (one for one in self.articles.values() if address and one.page_address == address)
        kept = self.articles.get(self.addresses.get(address, 0)) or next(claiming, None)
        return (kept.duplicate_of or kept.article.id) if kept else None

    def shown_by(self, source: Source) -> list[Sighting]:
        return [sighting for (source_id, _), sighting in self.sightings.items() if source_id == source.id]

    def shownable(self) -> Iterable[Kept]:
        return (kept for kept in self.articles.values() if kept.duplicate_of is None)

    def delivered(self, watch: str, since: datetime | None = None) -> list[StoredDigest]:
        arrived = {delivery.digest_id for delivery in self.deliveries if delivery.state in ARRIVED}
        return [
            stored
            for stored in self.digests
            if stored.watch == watch and stored.kind == "regular"
            if stored.id in arrived - self.superseded and (since is None or stored.built_at >= since)
        ]

    def prune(self, watch: str) -> None:
        """Forget judgements that are no hits, but those of the watch's newest two profile versions."""
        newest = [version for one, version in self.profiles if one == watch][-2:]
        self.judgements = {
            key: said
            for key, said in self.judgements.items()
            if key[0] != watch or said.is_hit or said.profile_version in newest
        }

    def add_deliveries(self, stored: StoredDigest, channels: Sequence[tuple[str, str, str]], now: datetime) -> None:
        there = {one.channel for one in self.deliveries if one.digest_id == stored.id}
        missing = [channel for channel in channels if channel[0] not in there]
        self.deliveries += [
            StoredDelivery(
                id=number,
                digest_id=stored.id,
                channel=channel,
                target=target,
                message_id=message_id,
                state=DeliveryState.PENDING,
                changed_at=now,
            )
            for number, (channel, target, message_id) in enumerate(missing, start=len(self.deliveries) + 1)
        ]


def has_page(source: Source, url: str, item: EntryToStore) -> bool:
    return source.pages and bool(item.entry.url) and "#entry=" not in url


def feed_text(item: EntryToStore, now: datetime) -> Text:
    entry = item.entry
    return Text("feed", entry.title, entry.summary, entry.content, entry.authors, now)


def text_change(kept: Kept, version: int) -> TextChange | None:
    before, after = kept.at_version(version), kept.newest()
    same_origin = kept.texts[version - 1].origin == kept.texts[-1].origin
    if not same_origin or (before.title, before.summary, before.body) == (after.title, after.summary, after.body):
        return None
    return TextChange(
        article=after,
        title_before=before.title,
        summary_before=before.summary,
        body_before=before.body,
        changed_at=kept.texts[-1].at,
    )


def between(time: datetime, since: datetime | None, until: datetime | None) -> bool:
    return (since is None or time >= since) and (until is None or time < until)
