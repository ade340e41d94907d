"""The seeds as regression tests: would the watch find the documents that it was learnt from?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from pipeline.errors import SeedError
from pipeline.match import Matcher, compile_profile
from pipeline.model.article import Article, DateOrigin
from pipeline.model.hit import Judgement, Tier
from pipeline.model.profile import Entity, Grade, Profile
from pipeline.model.seed import ParagraphKind, SeedText
from pipeline.profile.learn import learn_profile
from pipeline.run.ports import Progress, SeedReader

MOST_PARTS = 20  # times that the watch is learnt; with more seeds than this, several are left out at a time
_MOST_NAMES = 5  # entities told of one seed


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedVerdict:
    """What a profile says of a seed that is held against it as if it were an article."""

    tier: Tier
    score: float
    carried_by: tuple[str, ...]  # names of the entities found, the weightiest first
    rule: str = ""  # by which it is found
    lacking: str = ""  # why it is not

    @property
    def is_found(self) -> bool:
        return self.tier in {Tier.DIRECT, Tier.RELATED}


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedCheck:
    """One seed, held against the present profile and against what the other seeds teach."""

    seed: str
    file: str
    learnt: bool  # whether the present profile knows of it
    present: SeedVerdict
    left_out: SeedVerdict | None  # None when there are no other seeds


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileCheck:
    watch: str
    version: str
    seeds: tuple[SeedCheck, ...]
    problems: tuple[str, ...]  # of seeds that cannot be read

    @property
    def missed(self) -> tuple[SeedCheck, ...]:
        """The seeds that the present profile does not take for direct."""
        return tuple(check for check in self.seeds if check.present.tier is not Tier.DIRECT)

    @property
    def not_foreseen(self) -> tuple[SeedCheck, ...]:
        """The seeds that a watch learnt without them would not find."""
        return tuple(check for check in self.seeds if check.left_out and not check.left_out.is_found)


def check_profile(watch: str, profile: Profile, reader: SeedReader, now: datetime, progress: Progress) -> ProfileCheck:
    """Hold all seeds of a watch against its profile, and each against what the others teach.

    Raises ``SeedError`` when no seed can be read.
    """
    seeds, problems = reader.read()
    if not seeds:
        raise SeedError(watch, "no usable seed document to hold against the profile")
    checks = tuple(check_seeds(seeds, profile, now, progress))
    return ProfileCheck(watch=watch, version=profile.version, seeds=checks, problems=tuple(map(str, problems)))


def check_seeds(seeds: Sequence[SeedText], profile: Profile, now: datetime, progress: Progress) -> Iterator[SeedCheck]:
    """Hold each seed against the profile, and against one learnt without it; in the order of the seeds' ids."""
    ordered = sorted(seeds, key=lambda seed: seed.id)
    present = compile_profile(profile)
    known = {ref.id for ref in profile.seeds}
    unseen = dict(judge_left_out(ordered, profile, now, progress))
    names = {entity.id: entity for entity in profile.entities}
    for seed in ordered:
        judgement = present.judge(as_article(seed, now))
        yield SeedCheck(
            seed=seed.id,
            file=seed.file,
            learnt=seed.id in known,
            present=as_verdict(judgement, names),
            left_out=unseen.get(seed.id),
        )


def judge_left_out(
    ordered: Sequence[SeedText], profile: Profile, now: datetime, progress: Progress
) -> Iterator[tuple[str, SeedVerdict]]:
    """Learn from the other seeds and judge each by that and the profile's own rules and weights.

    A seed without others is passed over.
    """
    parts = min(len(ordered), MOST_PARTS)
    progress.stage("leave a seed out", parts)
    for part in range(parts):
        left_out = ordered[part::parts]
        others = [seed for number, seed in enumerate(ordered) if number % parts != part]
        if others:
            learnt = replace(learn_profile(others), rules=profile.rules, weights=profile.weights)
            yield from judge_seeds(left_out, compile_profile(learnt), learnt, now)
        progress.step(left_out[0].file)


def judge_seeds(
    seeds: Sequence[SeedText], matcher: Matcher, profile: Profile, now: datetime
) -> Iterator[tuple[str, SeedVerdict]]:
    names = {entity.id: entity for entity in profile.entities}
    for seed in seeds:
        yield seed.id, as_verdict(matcher.judge(as_article(seed, now)), names)


def as_verdict(judgement: Judgement, entities: dict[str, Entity]) -> SeedVerdict:
    return SeedVerdict(
        tier=judgement.tier,
        score=judgement.score,
        carried_by=tuple(weightiest(judgement, entities)),
        rule=judgement.rule,
        lacking=judgement.lacking,
    )


def weightiest(judgement: Judgement, entities: dict[str, Entity]) -> Iterator[str]:
    """Names of what was found and can decide: the core first, then what is named most."""
    times = Counter(mention.entity_id for mention in judgement.mentions)
    found = [entities[found] for found in times if entities[found].grade is not Grade.BACKGROUND]
    found.sort(key=lambda entity: (entity.grade is not Grade.CORE, -times[entity.id], entity.id))
    yield from (entity.name for entity in found[:_MOST_NAMES])


def as_article(seed: SeedText, now: datetime) -> Article:
    """The seed as a source would bring it: its title and its text, without the menus around it."""
    texts = [paragraph.text for paragraph in seed.paragraphs if paragraph.kind is not ParagraphKind.CHROME]
    body = texts[1:] if texts and texts[0] == seed.title else texts
    return Article(
        id=0,
        url=seed.file,
        outlet="",
        source_id="",
        language=seed.language,
        published_at=now,
        date_origin=DateOrigin.SEEN,
        first_seen_at=now,
        title=seed.title,
        body="\n".join(body),
    )
