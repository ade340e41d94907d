"""Weights for a watch, proposed from what people said of its hits, with all that they would change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from pipeline.errors import SeedError
from pipeline.match import Matcher, compile_profile
from pipeline.match.tuning import FOR_EACH_MOVE, Fit, Label, Labelled, Tuned, WeightChange, tune
from pipeline.match.weights import weights_of
from pipeline.model.article import Article
from pipeline.model.hit import Found, Judgement, Tier
from pipeline.model.profile import Weight
from pipeline.model.weights import RANGES
from pipeline.profile import load_profile, set_weights
from pipeline.run.comparing import Effect, weigh_over_archive
from pipeline.run.leaving_out import as_article
from pipeline.run.ports import Progress, SeedReader, Store
from pipeline.run.reviewing import Desk, Difference
from pipeline.run.verdicts import is_outdated
from pipeline.stories import group_stories

__all__ = [
    "MOST_VERDICTS",
    "Fit",
    "Ground",
    "Label",
    "Proposal",
    "Said",
    "WeightChange",
    "apply_weights",
    "propose_weights",
    "reset_weights",
    "usable_verdicts",
]

MOST_VERDICTS = 400  # the latest: the search takes half a minute with them
_SHOWN = 20  # articles of the archive that are named of each kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A verdict or a seed, and how it is judged by the present weights and by those proposed."""

    article_id: int  # 0 for a seed
    title: str
    label: Label
    tier_before: Tier
    tier_after: Tier
    score_before: float
    score_after: float

    @property
    def was_right(self) -> bool:
        return _is_right(self.label, self.tier_before)

    @property
    def is_right(self) -> bool:
        return _is_right(self.label, self.tier_after)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What `tune` found. Without ``changes`` it proposes nothing, and ``lacking`` says why."""

    watch: str
    profile_version: str
    own: tuple[Weight, ...]  # weights that the watch sets itself at present
    good: int  # verdicts that were used ...
    bad: int
    copies: int  # ... that were not, for a copy of the same text counts already ...
    outdated: tuple[int, ...]  # ... and articles whose verdict was not, for their text has changed since
    seeds: int
    unread_seeds: tuple[str, ...]  # why each cannot stand guard
    lacking: str = ""
    changes: tuple[WeightChange, ...] = ()
    rejected: tuple[WeightChange, ...] = ()  # the best that was found, which chance may have brought about
    present: Fit | None = None
    tuned: Fit | None = None
    unseen: Fit | None = None  # each verdict judged by weights sought without it
    said: tuple[Said, ...] = ()  # verdicts and seeds
    since: datetime | None = None
    archive: Effect | None = None
    version_after: str = ""  # of the profile with these weights

    @property
    def values(self) -> dict[str, float | None]:
        """What is to be written; None for a weight that is the program's own again."""
        return {
            change.name: None if change.after == RANGES[change.name].usual else change.after for change in self.changes
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The verdicts that a proposal may rest upon."""

    labelled: tuple[Labelled, ...]
    copies: int  # further verdicts on copies of these
    outdated: tuple[int, ...]  # articles whose text has changed since the verdict


def _is_right(label: Label, tier: Tier) -> bool:
    if label is Label.SEED:
        return tier is Tier.DIRECT
    return (tier in {Tier.DIRECT, Tier.RELATED}) == (label is Label.GOOD)


def propose_weights(
    watch: str, desk: Desk, reader: SeedReader, store: Store, since: datetime, now: datetime, progress: Progress
) -> Proposal:
    """Seek better weights for a watch, and weigh them by its verdicts, its seeds and the archive since then.

    Nothing is written. Raises ``ProfileError`` for a faulty profile.
    """
    text, profile = desk.text, desk.profile
    matcher = compile_profile(profile)
    ground = usable_verdicts(watch, matcher, store)
    seeds, unread = _seeds(reader, now)
    asked = Proposal(
        watch=watch,
        profile_version=profile.version,
        own=profile.weights,
        good=sum(each.label is Label.GOOD for each in ground.labelled),
        bad=sum(each.label is Label.BAD for each in ground.labelled),
        copies=ground.copies,
        outdated=ground.outdated,
        seeds=len(seeds),
        unread_seeds=unread,
    )
    if lacking := _lacking(asked.good, asked.bad):
        return replace(asked, lacking=lacking)
    labelled = (*ground.labelled, *seeds)
    progress.stage("try other weights", None)
    tuned = tune(matcher, weights_of(profile), labelled, progress.step)
    found = replace(asked, present=tuned.present, tuned=tuned.tuned, unseen=tuned.unseen, said=_said(labelled, tuned))
    if not tuned.stands:
        return replace(found, lacking=_why_nothing(tuned), rejected=tuned.changes)
    found = replace(found, changes=tuned.changes)
    after = load_profile(set_weights(text, found.values), desk.name)
    archive = weigh_over_archive(profile, after, store, progress, since, None, shown=_SHOWN)
    return replace(found, since=since, archive=archive, version_after=after.version)


def usable_verdicts(watch: str, matcher: Matcher, store: Store) -> Ground:
    """The latest verdicts on texts as they are now, one for each story: ten outlets that print one text say it once."""
    verdicts = store.verdicts.verdicts(watch)[-MOST_VERDICTS:]
    articles = {article.id: article for article in store.articles.articles([each.article_id for each in verdicts])}
    known = [(each, articles[each.article_id]) for each in verdicts if each.article_id in articles]
    fresh = [(verdict.good, article) for verdict, article in known if not is_outdated(verdict, article)]
    leads = [
        Labelled(article, label)
        for label in (Label.GOOD, Label.BAD)
        for article in _leads([article for good, article in fresh if good == (label is Label.GOOD)], matcher)
    ]
    return Ground(
        labelled=tuple(leads),
        copies=len(fresh) - len(leads),
        outdated=tuple(article.id for verdict, article in known if is_outdated(verdict, article)),
    )


def _leads(articles: Sequence[Article], matcher: Matcher) -> tuple[Article, ...]:
    found = [Found(article=article, judgement=matcher.judge(article)) for article in articles]
    return tuple(story.lead.article for story in group_stories(found, ()).stories)


def _seeds(reader: SeedReader, now: datetime) -> tuple[tuple[Labelled, ...], tuple[str, ...]]:
    """The seeds, and why others cannot be read: a watch may have lost them and goes on all the same."""
    try:
        seeds, problems = reader.read()
    except SeedError as error:
        return (), (str(error),)
    ordered = sorted(seeds, key=lambda seed: seed.id)
    return tuple(Labelled(as_article(seed, now), Label.SEED) for seed in ordered), tuple(map(str, problems))


def _lacking(good: int, bad: int) -> str:
    if good >= FOR_EACH_MOVE and bad >= FOR_EACH_MOVE:
        return ""
    wanted = [
        f"{FOR_EACH_MOVE - number} more {kind}"
        for kind, number in (("good", good), ("bad", bad))
        if number < FOR_EACH_MOVE
    ]
    least = f"{FOR_EACH_MOVE} good and {FOR_EACH_MOVE} bad ones are needed to tell a wish from chance"
    return f"{least}, so {' and '.join(wanted)}"


def _why_nothing(tuned: Tuned) -> str:
    if tuned.changes:
        return "what was found does not hold for verdicts that took no part in the search, so it may be chance"
    if not tuned.present.errors:
        return "the present weights do justice to every verdict"
    return "no small change of the weights does the verdicts more justice; an alias, a term or a rule may"


def _said(labelled: Sequence[Labelled], tuned: Tuned) -> tuple[Said, ...]:
    rows = zip(labelled, tuned.before, tuned.after if tuned.stands else tuned.before, strict=True)
    return tuple(_compared(each, before, after) for each, before, after in rows)


def _compared(each: Labelled, before: Judgement, after: Judgement) -> Said:
    return Said(
        article_id=each.article.id,
        title=each.article.title or each.article.url,
        label=each.label,
        tier_before=before.tier,
        tier_after=after.tier,
        score_before=before.score,
        score_after=after.score,
    )


def apply_weights(desk: Desk, proposal: Proposal) -> Difference:
    """Write the proposed weights into the profile. Raises as ``Desk.decide`` does."""
    return desk.decide(lambda text: set_weights(text, proposal.values))


def reset_weights(desk: Desk) -> Difference:
    """Take all weights of its own out of the profile."""
    names = [weight.name for weight in desk.profile.weights]
    return desk.decide(lambda text: set_weights(text, dict.fromkeys(names)))
