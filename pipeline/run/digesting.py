"""Build the digests that are due, or one over a window of stored articles, and store them before anything is sent."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from pipeline.digest import DigestMaterial, Slot, build_digest, last_slot, message_id
from pipeline.model.digest import DeliveryState, Digest, SourceTrouble
from pipeline.model.hit import Found
from pipeline.model.source import SourceKind, SourceState
from pipeline.model.storing import StoredDelivery, StoredDigest
from pipeline.run.plan import Plan, WatchPlan
from pipeline.run.ports import Channel, Moment, Ports
from pipeline.sources import trouble
from pipeline.stories import group_stories

MEMORY = timedelta(days=14)  # how long a shown story is remembered: copies of it are folded, edits of it reported
TICK = timedelta(microseconds=1)  # the finest step of stored times


def slot_to_fill(watch: WatchPlan, ports: Ports, now: datetime, *, force: bool) -> Slot | None:
    """The slot a digest is due for: the newest one of the schedule if it is empty, or one of its own when forced.

    A slot that was due before the last digest was made counts as filled: after an edit of the times of day the same
    morning has another key.
    """
    slot = last_slot(watch.schedule, now)
    end = ports.store.digests.last_delivered_end(watch.name)
    told = slot is not None and end is not None and slot.due_at <= end <= now
    if slot and not told and ports.store.digests.digest(watch.name, slot.key) is None:
        return slot
    return Slot(key=f"manual:{now:%Y-%m-%dT%H:%M:%SZ}", due_at=now) if force else None


def make_digest(
    watch: WatchPlan, slot: Slot, plan: Plan, ports: Ports, moment: Moment, notices: Sequence[str] = ()
) -> StoredDigest:
    """Build and store the digest of everything new since the last delivered one.

    An empty digest that nobody wants is stored without deliveries: its slot is filled all the same, else an article
    that comes an hour later would bring a digest at an odd time.
    """
    digest = build_digest(new_material(watch, slot, plan, ports, moment, notices))
    wanted = watch.send_empty or digest.items or digest.updates
    channels = ports.channels[watch.name] if wanted else ()
    return ports.store.digests.save_digest(
        digest, watch.profile.version, "regular", addressed(channels, watch, slot.key), moment.stamp
    )


def new_material(
    watch: WatchPlan,
    slot: Slot,
    plan: Plan,
    ports: Ports,
    moment: Moment,
    notices: Sequence[str] = (),
    fresh: Sequence[Found] = (),
) -> DigestMaterial:
    """Gather what is new since the last delivered digest; ``fresh`` are hits that are not stored."""
    store, end = ports.store, moment.stamp
    start = store.digests.last_delivered_end(watch.name)
    after = start + TICK if start else None  # the window is open at its start: what came at that instant was shown
    shown_ids = store.digests.shown_ids(watch.name, end - 26 * MEMORY)
    hits = [*store.judgements.hits(watch.name, watch.profile.version, after, None), *fresh]
    grouped = group_stories(
        [hit for hit in hits if hit.article.id not in shown_ids], store.digests.shown(watch.name, end - MEMORY)
    )
    articles, near_misses = store.digests.window_counts(watch.name, watch.profile.version, after, end + TICK)
    states = store.sources.states()
    troubles = find_troubles(plan, states, moment.now)
    doubted = store.deliveries.doubtful(watch.name, start - TICK if start else None)
    return DigestMaterial(
        watch=watch.name,
        title=watch.title,
        slot=slot.key,
        language=watch.language,
        timezone=watch.schedule.timezone,
        window_start=min(start, moment.told) if start else None,
        window_end=moment.told,
        profile=watch.profile,
        stories=grouped.stories,
        copies_of_shown=len(grouped.copies_of_shown),
        changes=store.digests.changes_of_shown(watch.name, end - MEMORY),
        sources=len(plan.sources),
        reached=len(plan.sources) - len(troubles) - count_never_polled(plan, states),
        troubles=troubles,
        articles=articles,
        near_misses=near_misses,
        max_items=watch.max_items,
        max_lines=watch.max_lines,
        max_age=watch.max_age,
        notices=(*notices, *map(describe_doubt, doubted)),
    )


def describe_doubt(delivery: StoredDelivery) -> str:
    show = f"`seedwatch digest --show {delivery.digest_id}` shows it"
    if delivery.state is DeliveryState.FAILED:
        return f"Digest {delivery.digest_id} was not delivered by {delivery.channel}: {delivery.reason}; {show}."
    return f"Digest {delivery.digest_id} may not have arrived by {delivery.channel}: {delivery.reason}; {show}."


def remake_digest(
    watch: WatchPlan, ports: Ports, now: datetime, since: datetime, until: datetime, channels: Sequence[Channel]
) -> StoredDigest:
    """Build a digest over the stored articles of [since, until), shown before or not.

    Its slot holds a hash of its content: the same input gives the same digest, which is stored and sent once.
    """
    hits: Sequence[Found] = ports.store.judgements.hits(watch.name, watch.profile.version, since, until)
    articles, near_misses = ports.store.digests.window_counts(watch.name, watch.profile.version, since, until)
    digest = build_digest(
        DigestMaterial(
            watch=watch.name,
            title=watch.title,
            slot="rerun",
            language=watch.language,
            timezone=watch.schedule.timezone,
            window_start=since,
            window_end=until,
            profile=watch.profile,
            stories=group_stories(hits, ()).stories,
            copies_of_shown=0,
            changes=(),
            sources=0,
            reached=0,
            troubles=(),
            articles=articles,
            near_misses=near_misses,
            max_items=watch.max_items,
            max_lines=watch.max_lines,
            max_age=watch.max_age,
            notices=(),
        )
    )
    named = replace(digest, slot=f"rerun:{since:%Y%m%dT%H%M}-{until:%Y%m%dT%H%M}:{content_hash(digest)}")
    return ports.store.digests.save_digest(
        named, watch.profile.version, "rerun", addressed(channels, watch, named.slot), now
    )


def content_hash(digest: Digest) -> str:
    return hashlib.sha256(repr(digest).encode()).hexdigest()[:8]


def addressed(channels: Sequence[Channel], watch: WatchPlan, slot: str) -> list[tuple[str, str, str]]:
    return [(channel.name, channel.target, message_id(watch.name, slot, watch.mail_domain)) for channel in channels]


def find_troubles(plan: Plan, states: dict[str, SourceState], now: datetime) -> tuple[SourceTrouble, ...]:
    """The troubles of all sources, a line each; the queries of one search engine that share a trouble share a line."""
    lines: list[SourceTrouble] = []
    queries: dict[tuple[str, str], list[SourceTrouble]] = {}
    for source in plan.sources:
        if (line := trouble(states.get(source.id), source, now)) is None:
            continue
        if source.kind is SourceKind.QUERY:
            queries.setdefault((source.engine, line.reason), []).append(line)
        else:
            lines.append(line)
    return (*lines, *map(one_line, queries.values()))


def one_line(troubles: Sequence[SourceTrouble]) -> SourceTrouble:
    """The first of several alike, which tells of the others; since the earliest of them."""
    first = min(troubles, key=lambda line: line.since.timestamp() if line.since else math.inf)
    others = f" and {len(troubles) - 1} more queries" if len(troubles) > 1 else ""
    return replace(first, name=f"{first.name}{others}")


def count_never_polled(plan: Plan, states: dict[str, SourceState]) -> int:
    return sum(source.id not in states for source in plan.sources)
