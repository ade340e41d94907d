"""The store's ports in memory: what the real store promises, without a database.

``tests/contracts/test_*_store.py`` hold this fake and the real adapter to the same behaviour.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

from pipeline.errors import StoreError
from pipeline.model.article import Article, ArticleText, DateOrigin, PageState
from pipeline.model.digest import DeliveryState, Digest
from pipeline.model.hit import Found, Judgement, TextChange, Tier, Verdict
from pipeline.model.profile import Profile
from pipeline.model.storing import (
    PageWanted,
    StoredDelivery,
    StoredDigest,
    StoredRun,
)
from pipeline.run.ports import Store
from tests.fakes.archive import MemoryArchive
from tests.fakes.polled import MemorySources
from tests.fakes.stored import Memory, Text, between, text_change


def memory_store() -> Store:
    """An empty store."""
    memory = Memory()
    return Store(
        sources=MemorySources(memory),
        articles=MemoryArticles(memory),
        judgements=MemoryJudgements(memory),
        digests=MemoryDigests(memory),
        deliveries=MemoryDeliveries(memory),
        runs=MemoryRuns(memory),
        verdicts=MemoryVerdicts(),
        archive=MemoryArchive(memory),
    )


@dataclass
class MemoryArticles:
    memory: Memory

    def pages_wanted(self, now: datetime, limit: int) -> tuple[PageWanted, ...]:
        due = [
            PageWanted(
                article_id=kept.article.id, url=kept.link, source_id=kept.article.source_id, attempts=kept.attempts
            )
            for kept in self.memory.shownable()
            if kept.page is PageState.WANTED and (kept.next_try_at is None or kept.next_try_at <= now)
        ]
        return tuple(due[:limit])

    def save_page(self, article_id: int, text: ArticleText, canonical_url: str, address: str, now: datetime) -> None:
        kept = self.memory.articles.get(article_id)
        if kept is None:
            raise StoreError("memory", f"there is no article {article_id}")
        kept.page, kept.next_try_at = PageState.FETCHED, None
        kept.add(Text("page", text.title, text.summary, text.body, text.authors, now))
        article = kept.article
        if article.date_origin is DateOrigin.SEEN and text.published_at:
            kept.article = article = replace(article, published_at=text.published_at, date_origin=DateOrigin.PAGE)
        if article.language == "und":
            kept.article = replace(article, language=text.language)
        other = self.memory.main_at(address)
        if other is not None:
            self._unite(kept.duplicate_of or article_id, other)
        elif canonical_url:
            kept.page_address = address

    def _unite(self, one: int, other: int) -> None:
        older, newer = sorted((one, other))
        if older == newer:
            return
        for kept in self.memory.articles.values():
            if newer in {kept.article.id, kept.duplicate_of}:
                kept.duplicate_of = older
        for sighting in self.memory.sightings.values():
            sighting.article_id = older if sighting.article_id == newer else sighting.article_id

    def save_page_failure(self, article_id: int, reason: str, retry_at: datetime | None) -> None:
        if kept := self.memory.articles.get(article_id):
            kept.page = PageState.WANTED if retry_at else PageState.GIVEN_UP
            kept.attempts, kept.next_try_at = kept.attempts + 1, retry_at

    def put_off_pages(self, article_ids: Sequence[int], until: datetime) -> None:
        for kept in self.memory.articles.values():
            if kept.article.id in article_ids and kept.page is PageState.WANTED:
                kept.next_try_at = until

    def article(self, key: str) -> Article | None:
        if key.isascii() and key.isdigit():
            kept = self.memory.articles.get(int(key))
            return kept.newest() if kept else None
        given = (sighting.article_id for sighting in self.memory.sightings.values() if sighting.entry.address == key)
        found = self.memory.main_at(key) or min(given, default=None)
        return self.memory.articles[found].newest() if found else None

    def articles(self, ids: Sequence[int]) -> tuple[Article, ...]:
        return tuple(self.memory.articles[one].newest() for one in ids if one in self.memory.articles)

    def newest(self, limit: int) -> tuple[Article, ...]:
        latest = sorted(self.memory.shownable(), key=lambda kept: (kept.texts[-1].at, kept.article.id), reverse=True)
        return tuple(kept.newest() for kept in latest[:limit])


@dataclass
class MemoryJudgements:
    memory: Memory

    def save_profile(self, watch: str, profile: Profile, now: datetime) -> None:
        if (watch, profile.version) not in self.memory.profiles:
            self.memory.profiles[watch, profile.version] = profile
            self.memory.prune(watch)

    def profile_versions(self, watch: str) -> tuple[str, ...]:
        return tuple(version for one, version in reversed(self.memory.profiles) if one == watch)

    def profile(self, watch: str, version: str) -> Profile | None:
        return self.memory.profiles.get((watch, version))

    def unjudged(
        self, watch: str, profile_version: str, since: datetime | None, until: datetime | None, limit: int
    ) -> tuple[Article, ...]:
        articles = self.seen_between(since, until, 0, len(self.memory.articles))
        oldest = sorted(articles, key=lambda one: self.memory.articles[one.id].texts[-1].at)
        return tuple(one for one in oldest if self.judgement(watch, one.id, profile_version) is None)[:limit]

    def seen_between(
        self, since: datetime | None, until: datetime | None, after_id: int, limit: int
    ) -> tuple[Article, ...]:
        kept = (kept for kept in self.memory.shownable() if between(kept.texts[-1].at, since, until))
        return tuple(one.newest() for one in kept if one.article.id > after_id)[:limit]

    def save_judgements(self, watch: str, judgements: Sequence[Judgement], now: datetime) -> None:
        for said in judgements:
            key = watch, said.article_id, said.text_version, said.profile_version
            self.memory.judgements[key], self.memory.judged_at[key] = said, now

    def judgement(self, watch: str, article_id: int, profile_version: str) -> Judgement | None:
        kept = self.memory.articles.get(article_id)
        return self.memory.judgements.get((watch, article_id, len(kept.texts), profile_version)) if kept else None

    def hits(
        self,
        watch: str,
        profile_version: str,
        since: datetime | None,
        until: datetime | None,
        *,
        near: bool = False,
        judged_at: datetime | None = None,
        limit: int | None = None,
    ) -> tuple[Found, ...]:
        articles = self.seen_between(since, until, 0, len(self.memory.articles))
        judged = ((one, self.judgement(watch, one.id, profile_version)) for one in articles)
        found = (
            Found(article=one, judgement=said)
            for one, said in judged
            if said
            and (said.tier is Tier.MENTION if near else said.is_hit)
            and judged_at in {None, self._judged_at(watch, said)}
        )
        best = sorted(found, key=lambda one: (-one.judgement.tier.height, -one.judgement.score, one.article.id))
        return tuple(best[:limit])

    def _judged_at(self, watch: str, said: Judgement) -> datetime:
        return self.memory.judged_at[watch, said.article_id, said.text_version, said.profile_version]


@dataclass
class MemoryDigests:
    memory: Memory

    def last_delivered_end(self, watch: str) -> datetime | None:
        return max((stored.digest.window_end for stored in self.memory.delivered(watch)), default=None)

    def shown_ids(self, watch: str, since: datetime) -> frozenset[int]:
        ids: set[int] = set()
        for stored in self.memory.delivered(watch, since):
            ids |= {item.article_id for item in stored.digest.items}
            ids |= {copy.article_id for item in stored.digest.items for copy in item.copies}
            ids |= {update.article_id for update in stored.digest.updates}
        return frozenset(ids | {self.memory.articles[one].duplicate_of or one for one in ids})

    def shown(self, watch: str, since: datetime) -> tuple[Found, ...]:
        found: dict[int, Found] = {}
        for stored in self.memory.delivered(watch, since):
            for item in sorted(stored.digest.items, key=lambda item: item.article_id):
                key = (watch, item.article_id, item.text_version, stored.profile_version)
                if said := self.memory.judgements.get(key):
                    article = self.memory.articles[item.article_id].newest()
                    found[item.article_id] = Found(article=article, judgement=said)
        return tuple(found.values())

    def changes_of_shown(self, watch: str, since: datetime) -> tuple[TextChange, ...]:
        last: dict[int, int] = {}
        for stored in self.memory.delivered(watch, since):
            lines = [(item.article_id, item.text_version) for item in stored.digest.items]
            lines += [(update.article_id, update.text_version) for update in stored.digest.updates]
            for article_id, version in lines:
                last[article_id] = max(last.get(article_id, 0), version)
        changes = (text_change(self.memory.articles[one], version) for one, version in sorted(last.items()))
        return tuple(change for change in changes if change)

    def window_counts(
        self, watch: str, profile_version: str, since: datetime | None, until: datetime
    ) -> tuple[int, int]:
        ids = [kept.article.id for kept in self.memory.shownable() if between(kept.article.first_seen_at, since, until)]
        said = (MemoryJudgements(self.memory).judgement(watch, one, profile_version) for one in ids)
        return len(ids), sum(1 for one in said if one and one.tier is Tier.MENTION)

    def save_digest(
        self, digest: Digest, profile_version: str, kind: str, channels: Sequence[tuple[str, str, str]], now: datetime
    ) -> StoredDigest:
        stored = self.digest(digest.watch, digest.slot) or self._add(digest, profile_version, kind, now)
        if stored.id not in self.memory.superseded:
            self.memory.add_deliveries(stored, channels, now)
        return stored

    def _add(self, digest: Digest, profile_version: str, kind: str, now: datetime) -> StoredDigest:
        if kind == "regular":
            self._supersede(digest.watch, now)
        stored = StoredDigest(
            id=len(self.memory.digests) + 1,
            watch=digest.watch,
            slot=digest.slot,
            kind=kind,
            profile_version=profile_version,
            built_at=now,
            digest=digest,
        )
        self.memory.digests.append(stored)
        return stored

    def _supersede(self, watch: str, now: datetime) -> None:
        arrived = {stored.id for stored in self.memory.delivered(watch)}
        old = {one.id for one in self.memory.digests if one.watch == watch and one.kind == "regular"} - arrived
        self.memory.superseded |= old
        for place, delivery in enumerate(self.memory.deliveries):
            if delivery.digest_id in old and delivery.state is DeliveryState.PENDING:
                gone = replace(delivery, state=DeliveryState.SUPERSEDED, next_try_at=None, changed_at=now)
                self.memory.deliveries[place] = gone

    def digest(self, watch: str, slot: str) -> StoredDigest | None:
        return next((one for one in self.memory.digests if (one.watch, one.slot) == (watch, slot)), None)

    def digest_numbered(self, watch: str, number: int) -> StoredDigest | None:
        return next((one for one in self.memory.digests if (one.watch, one.id) == (watch, number)), None)

    def digests(self, watch: str, limit: int) -> tuple[StoredDigest, ...]:
        return tuple(one for one in reversed(self.memory.digests) if one.watch == watch)[:limit]


@dataclass
class MemoryDeliveries:
    memory: Memory

    def deliveries(self, digest_id: int) -> tuple[StoredDelivery, ...]:
        return tuple(one for one in self.memory.deliveries if one.digest_id == digest_id)

    def deliveries_due(self, watch: str, now: datetime) -> tuple[tuple[StoredDelivery, StoredDigest], ...]:
        pairs = ((one, self.memory.digests[one.digest_id - 1]) for one in self.memory.deliveries)
        return tuple(
            (one, stored)
            for one, stored in pairs
            if stored.watch == watch and one.state is DeliveryState.PENDING
            if one.next_try_at is None or one.next_try_at <= now
        )

    def mark_delivery(
        self,
        delivery_id: int,
        state: DeliveryState,
        now: datetime,
        *,
        reason: str = "",
        next_try_at: datetime | None = None,
    ) -> None:
        old = self.memory.deliveries[delivery_id - 1]
        failed = state is DeliveryState.PENDING and reason != "" and old.state is not DeliveryState.SENDING
        counted = failed or state is DeliveryState.SENDING
        self.memory.deliveries[delivery_id - 1] = replace(
            old,
            state=state,
            attempts=old.attempts + counted,
            reason=reason,
            next_try_at=next_try_at,
            changed_at=now,
        )

    def settle_interrupted(self, now: datetime) -> tuple[StoredDelivery, ...]:
        left = [one.id for one in self.memory.deliveries if one.state is DeliveryState.SENDING]
        for one in left:
            self.mark_delivery(
                one, DeliveryState.UNCERTAIN, now, reason="interrupted while sending: the other side may have it"
            )
        return tuple(self.memory.deliveries[one - 1] for one in left)

    def doubtful(self, watch: str, since: datetime | None) -> tuple[StoredDelivery, ...]:
        ids = {stored.id for stored in self.memory.digests if stored.watch == watch}
        states = {DeliveryState.UNCERTAIN, DeliveryState.FAILED}
        found = (one for one in self.memory.deliveries if one.digest_id in ids and one.state in states)
        became = [(one.changed_at, one) for one in found if one.changed_at]
        return tuple(one for at, one in sorted(became, key=lambda pair: pair[0]) if since is None or at > since)


@dataclass
class MemoryRuns:
    memory: Memory

    @contextmanager
    def exclusive(self, name: str) -> Iterator[bool]:
        mine = name not in self.memory.held
        self.memory.held.add(name)
        try:
            yield mine
        finally:
            if mine:
                self.memory.held.discard(name)

    def start_run(self, trigger: str, code_version: str, settings_hash: str, inputs: str, now: datetime) -> int:
        run_id = self.memory.runs[-1].id + 1 if self.memory.runs else 1
        kept = [run for run in self.memory.runs if run.summary or not run.finished_at]
        self.memory.runs = [
            *kept,
            StoredRun(
                id=run_id,
                trigger=trigger,
                started_at=now,
                finished_at=None,
                code_version=code_version,
                settings_hash=settings_hash,
                summary="",
            ),
        ]
        return run_id

    def finish_run(self, run_id: int, summary: str, now: datetime) -> None:
        self.memory.runs = [
            replace(run, finished_at=now, summary=summary) if run.id == run_id else run for run in self.memory.runs
        ]

    def runs(self, limit: int) -> tuple[StoredRun, ...]:
        return tuple(reversed(self.memory.runs))[:limit]


@dataclass
class MemoryVerdicts:
    kept: dict[tuple[str, int], Verdict] = field(default_factory=dict)

    def save_verdict(self, watch: str, verdict: Verdict) -> None:
        self.kept[watch, verdict.article_id] = verdict

    def drop_verdict(self, watch: str, article_id: int) -> bool:
        return self.kept.pop((watch, article_id), None) is not None

    def verdicts(self, watch: str) -> tuple[Verdict, ...]:
        mine = (verdict for (name, _), verdict in self.kept.items() if name == watch)
        return tuple(sorted(mine, key=lambda verdict: (verdict.at, verdict.article_id)))
