"""The two things that run through the seeds together, so that an article is on the watch only when both are in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from pipeline.profile.mentions import Mention
from pipeline.profile.tokens import Sentence

Read = Sequence[tuple[Sentence, list[Mention]]]

_SHARE = 0.6  # of the seeds in which each of two countries must be named
_SHARE_OTHERS = 0.9  # the same for two names that are no countries
_FEWEST_SEEDS_OTHERS = 3
_FEWEST_MENTIONS = 2  # a seed, on average
_TOGETHER = 0.5  # of the seeds have a paragraph that names both


def country_pillars(read: Read) -> tuple[str, ...]:
    """ISO codes of the two countries that run through the seeds together, or ()."""
    names = {
        id(mention): mention.place.code
        for _, mentions in read
        for mention in mentions
        if mention.place and mention.place.kind == "country"
    }
    return _pair(read, names, _SHARE, fewest_seeds=1)


def named_pillars(read: Read, ids: dict[int, str]) -> tuple[str, ...]:
    """The same for groups that are no countries; ``ids`` maps ``id(mention)`` to the id of its entity."""
    return _pair(read, ids, _SHARE_OTHERS, fewest_seeds=_FEWEST_SEEDS_OTHERS)


def _pair(read: Read, names: dict[int, str], share: float, fewest_seeds: int) -> tuple[str, ...]:
    seeds = {sentence.seed.id for sentence, _ in read}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    together: dict[tuple[str, int], set[str]] = defaultdict(set)
    for sentence, mentions in read:
        for mention in mentions:
            name = names.get(id(mention))
            if name:
                counts[name][sentence.seed.id] += 1
                together[sentence.seed.id, sentence.number].add(name)
    if len(seeds) < fewest_seeds:
        return ()
    ranked = sorted(counts, key=lambda name: (-len(counts[name]), -counts[name].total(), name))
    running = [
        name
        for name in ranked
        if len(counts[name]) >= share * len(seeds) and counts[name].total() >= _FEWEST_MENTIONS * len(counts[name])
    ]
    if len(running) < 2 or _is_crowd(running, counts):
        return ()
    left, right = sorted(running[:2])
    met = {seed for (seed, _), present in together.items() if {left, right} <= present}
    return (left, right) if len(met) >= _TOGETHER * len(seeds) else ()


def _is_crowd(running: list[str], counts: dict[str, Counter[str]]) -> bool:
    """A third that is named nearly as often as the second: then no two of them are what the seeds are about."""
    if len(running) < 3:
        return False
    second, third = counts[running[1]], counts[running[2]]
    return third.total() > 0.6 * second.total() and len(third) >= len(second)
