"""What earlier versions of a profile found, where the present one has not judged yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pipeline.run.plan import WatchPlan
from pipeline.run.ports import Store

_VERSIONS = 20  # of the profile, that are looked through


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierHits:
    """How many articles were hits (or near misses) by this version of the profile."""

    version: str
    number: int


def earlier_hits(
    store: Store, watch: WatchPlan, since: datetime | None, until: datetime | None, *, near: bool = False
) -> EarlierHits | None:
    """Count what the last version that found anything in [since, until) found there, and the present has not judged.

    None when there is nothing of that kind. Of near misses only those of the last two versions are stored.
    """
    judgements, present = store.judgements, watch.profile.version
    if not judgements.unjudged(watch.name, present, since, until, 1):
        return None
    for version in judgements.profile_versions(watch.name)[:_VERSIONS]:
        found = () if version == present else judgements.hits(watch.name, version, since, until, near=near)
        number = sum(judgements.judgement(watch.name, each.article.id, present) is None for each in found)
        if number:
            return EarlierHits(version=version, number=number)
    return None
