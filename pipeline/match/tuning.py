"""What weights would do more justice to what people said of articles: a search that would rather change nothing.

From the present weights one move after the other is sought that puts the most verdicts right: a bad article out of the
digest, a good one into it; a good one that is missed counts double, for nobody notices a miss. Among equals the
shortest way wins, then the order of the scores, then that of the table: same verdicts, same answer. A move must put
right ``LEAST_GAIN``, or order the scores markedly better; a seed that is direct must stay so.

Verdicts are few and weights are many, so something always fits by chance. Two guards:

* For each move there must be five verdicts of the rarer kind: from five to nine events for each variable an estimate
  can be trusted (Vittinghoff and McCulloch, Am J Epidemiol 2007;165:710, https://doi.org/10.1093/aje/kwk052).
* The whole search is done again without each verdict in turn, and the one left out is judged by what that finds; only
  what is worth while there, too, stands. To judge by verdicts that took part in the choice would flatter it (Varma and
  Simon, BMC Bioinformatics 2006;7:91, https://doi.org/10.1186/1471-2105-7-91). Of verdicts given by throwing dice, on
  10 to 40 leads of the test corpus, fewer than one set in thirty got weights past both guards.

Forms are compiled once, and each setting of the weights judges each article once, however many searches ask for it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline.match.matcher import Matcher
from pipeline.match.tunable import Setting, meaning_of, moves_from, takes_back, way_of, with_setting
from pipeline.match.weights import Weights
from pipeline.model.article import Article
from pipeline.model.hit import Judgement, Tier

FOR_EACH_MOVE = 5  # verdicts of the rarer kind
_MOST_MOVES = 3  # more nobody reads
LEAST_GAIN = 2  # errors that a move puts right; a good article that is missed is two
_MISSED = 2
_LEAST_ORDER = 0.1  # of the pairs of a good and a bad article, or so many come into their order


class Label(StrEnum):
    GOOD = "good"
    BAD = "bad"
    SEED = "seed"  # direct, if it is so at present


@dataclass(frozen=True, slots=True)
class Labelled:
    article: Article
    label: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How well weights do justice to the verdicts."""

    missed: int  # good articles that are no hits
    let_in: int  # bad articles that are hits
    disorder: float  # share of the pairs of a good and a bad article in which the bad one scores as high, or higher

    @property
    def errors(self) -> int:
        return _MISSED * self.missed + self.let_in

    def is_worth_leaving(self, other: Fit) -> bool:
        """Whether the other is so much better that a move to it is worth while."""
        if other.errors <= self.errors - LEAST_GAIN:
            return True
        return other.errors <= self.errors and other.disorder <= self.disorder - _LEAST_ORDER

    def is_worse_than(self, other: Fit) -> bool:
        return (self.errors, self.disorder) > (other.errors, other.disorder)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightChange:
    name: str
    before: float
    after: float
    meaning: str  # what the new value asks for, in words


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuned:
    """The best that was found. Without changes nothing better was; with ``stands`` false it was but chance."""

    changes: tuple[WeightChange, ...]
    weights: Weights
    present: Fit
    tuned: Fit
    unseen: Fit  # each verdict judged by what the search finds without it
    stands: bool
    before: tuple[Judgement, ...]  # of the labelled articles, in their order
    after: tuple[Judgement, ...]


def most_moves(good: int, bad: int) -> int:
    """How many moves so many verdicts of each kind can bear."""
    return min(good // FOR_EACH_MOVE, bad // FOR_EACH_MOVE, _MOST_MOVES)


def tune(
    matcher: Matcher, present: Weights, labelled: Sequence[Labelled], step: Callable[[str], object] = str
) -> Tuned:
    """Seek the smallest change of ``present`` that separates good from bad better; ``step`` is told each trial.

    Deterministic, whatever the order of the articles.
    """
    trials = _Trials(matcher, present, labelled, step)
    moves = most_moves(*(sum(each.label is label for each in labelled) for label in (Label.GOOD, Label.BAD)))
    setting = trials.search(moves)
    unseen = trials.fit_of_unseen(moves)
    while setting and moves > 1 and not trials.present.is_worth_leaving(unseen):
        moves -= 1
        setting, unseen = trials.search(moves), trials.fit_of_unseen(moves)
    return Tuned(
        changes=tuple(_change(present, name, value) for name, value in setting),
        weights=with_setting(present, setting),
        present=trials.present,
        tuned=trials.of(setting).fit(),
        unseen=unseen,
        stands=bool(setting) and trials.present.is_worth_leaving(unseen),
        before=trials.of(()).judgements,
        after=trials.of(setting).judgements,
    )


def _change(present: Weights, name: str, value: float) -> WeightChange:
    return WeightChange(name=name, before=getattr(present, name), after=value, meaning=meaning_of(name, value))


class _Trial:
    """What one setting of the weights makes of the articles. A fit without one of them costs no second look."""

    def __init__(self, labelled: Sequence[Labelled], judgements: tuple[Judgement, ...]) -> None:
        self.judgements = judgements
        rows = tuple(zip(labelled, judgements, strict=True))
        self._good = sorted(judgement.score for each, judgement in rows if each.label is Label.GOOD)
        self._bad = sorted(judgement.score for each, judgement in rows if each.label is Label.BAD)
        self._is_missed = [each.label is Label.GOOD and not judgement.is_hit for each, judgement in rows]
        self._is_let_in = [each.label is Label.BAD and judgement.is_hit for each, judgement in rows]
        self._disorder = [self._disorder_of(each.label, judgement.score) for each, judgement in rows]
        self._labels = [each.label for each in labelled]
        self._missed, self._let_in = sum(self._is_missed), sum(self._is_let_in)
        self._disordered = sum(
            number for number, each in zip(self._disorder, labelled, strict=True) if each.label is Label.GOOD
        )

    def _disorder_of(self, label: Label, score: float) -> int:
        """Articles of the other kind that stand on the wrong side of this one, or level with it."""
        if label is Label.GOOD:
            return len(self._bad) - bisect_left(self._bad, score)
        return bisect_right(self._good, score) if label is Label.BAD else 0

    def fit(self, left_out: int | None = None) -> Fit:
        """The fit to all verdicts, or to all but one."""
        good, bad = len(self._good), len(self._bad)
        missed, let_in, disordered = self._missed, self._let_in, self._disordered
        if left_out is not None:
            good -= self._labels[left_out] is Label.GOOD
            bad -= self._labels[left_out] is Label.BAD
            missed -= self._is_missed[left_out]
            let_in -= self._is_let_in[left_out]
            disordered -= self._disorder[left_out]
        return Fit(missed=missed, let_in=let_in, disorder=disordered / max(1, good * bad))

    def alone(self, place: int) -> tuple[bool, bool, int]:
        """Of one article: missed, let in, in how many pairs it stands wrong."""
        return self._is_missed[place], self._is_let_in[place], self._disorder[place]


class _Trials:
    """All settings that were tried, each once."""

    def __init__(
        self, matcher: Matcher, present: Weights, labelled: Sequence[Labelled], step: Callable[[str], object]
    ) -> None:
        self._matcher = matcher
        self._weights = present
        self._labelled = labelled
        self._step = step
        self._tried: dict[Setting, _Trial] = {}
        self._next: dict[Setting, tuple[Setting, ...]] = {}
        self._kept = frozenset(
            place
            for place, (each, judgement) in enumerate(zip(labelled, self.of(()).judgements, strict=True))
            if each.label is Label.SEED and judgement.tier is Tier.DIRECT
        )
        self.present = self.of(()).fit()

    def of(self, setting: Setting) -> _Trial:
        if setting not in self._tried:
            matcher = self._matcher.with_weights(with_setting(self._weights, setting))
            self._tried[setting] = _Trial(self._labelled, tuple(matcher.judge(each.article) for each in self._labelled))
            self._step(", ".join(f"{name} {value:g}" for name, value in setting))
        return self._tried[setting]

    def search(self, moves: int, left_out: int | None = None) -> Setting:
        """The setting that at most so many moves lead to, each worth while to all verdicts but the one left out."""
        setting: Setting = ()
        for _ in range(moves):
            fit = self.of(setting).fit(left_out)
            worthy = [each for each in self._moves(setting) if fit.is_worth_leaving(self.of(each).fit(left_out))]
            if not worthy:
                break
            setting = min(worthy, key=lambda each: self._rank(each, left_out))
        return self._pared(setting, left_out)

    def _rank(self, setting: Setting, left_out: int | None) -> tuple[int, float, float]:
        fit = self.of(setting).fit(left_out)
        return fit.errors, way_of(self._weights, setting), fit.disorder

    def _moves(self, setting: Setting) -> tuple[Setting, ...]:
        """The settings one move away that keep the seeds."""
        if setting not in self._next:
            moves = dict.fromkeys(moves_from(self._weights, setting))
            self._next[setting] = tuple(each for each in moves if self._keeps_seeds(each))
        return self._next[setting]

    def _keeps_seeds(self, setting: Setting) -> bool:
        judgements = self.of(setting).judgements
        return all(judgements[place].tier is Tier.DIRECT for place in self._kept)

    def _pared(self, setting: Setting, left_out: int | None) -> Setting:
        """The setting without changes that later ones made needless."""
        for less in takes_back(self._weights, setting):
            is_worse = self.of(less).fit(left_out).is_worse_than(self.of(setting).fit(left_out))
            if self._keeps_seeds(less) and not is_worse:
                return self._pared(less, left_out)
        return setting

    def fit_of_unseen(self, moves: int) -> Fit:
        """How well each verdict is done justice to by what a search finds without it."""
        places = [place for place, each in enumerate(self._labelled) if each.label is not Label.SEED]
        alone = [self.of(self.search(moves, place)).alone(place) for place in places]
        good = sum(self._labelled[place].label is Label.GOOD for place in places)
        pairs = 2 * max(1, good * (len(places) - good))  # each counts from both its ends
        return Fit(
            missed=sum(missed for missed, _, _ in alone),
            let_in=sum(let_in for _, let_in, _ in alone),
            disorder=sum(disorder for _, _, disorder in alone) / pairs,
        )
