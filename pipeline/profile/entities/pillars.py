"""The two things that run through the seeds together, so that an article is on the watch only when both are in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from pipeline.profile.names.mentions import Mention
from pipeline.profile.tokens import Sentence

Read = Sequence[tuple[Sentence, list[Mention]]]

_SHARE = 0.6  # of the seeds in which each of two countries must be named
_SHARE_OWNING = 0.75  # the same when a country is met through its companies too: they are met more often
_LEADS = 2  # times as often named as the next country
_FEWEST_LEADING = 3  # mentions
_SHARE_CENTRAL = 0.8  # of the seeds in which the one country must be met ...
_SHARE_NAMED = 0.4  # ... and named as such
_SHARE_OTHERS = 0.9  # the same for two names that are no countries
_FEWEST_SEEDS_OTHERS = 3
_SHARE_OPENING = 0.6  # of the seeds open with what they are about
_FEWEST_MENTIONS = 2  # a seed, on average
_TOGETHER = 0.5  # of the seeds have a paragraph that names both


def country_pillars(read: Read) -> tuple[str, ...]:
    """ISO codes of the two countries that run through the seeds together, or ()."""
    return _pair(read, _named_countries(read), _SHARE, fewest_seeds=1)


def owning_pillars(read: Read, countries: dict[int, str]) -> tuple[str, ...]:
    """The same, where a country is also met through what belongs to it; ``countries`` maps ``id(mention)`` to a code.

    A paper writes of KHNP and CEZ all along and of Korea and Czechia once.
    """
    return _pair(read, countries, _SHARE_OWNING, fewest_seeds=1)


def leading_country(read: Read) -> str:
    """ISO code of the one country that most seeds name and that no other comes near, or ""."""
    met = _met(read, _named_countries(read))
    seeds = {sentence.seed.id for sentence, _ in read}
    times = Counter({code: len(sentences) for code, sentences in met.items()})
    (code, most), (_, second) = (*times.most_common(2), ("", 0), ("", 0))[:2]
    clear = most >= max(_FEWEST_LEADING, _LEADS * second)
    return code if code and clear and len(_seeds_of(met[code])) >= _SHARE * len(seeds) else ""


def central_country(read: Read, countries: dict[int, str]) -> str:
    """ISO code of the one country in which nearly all seeds play and that no other comes near, or "".

    ``countries`` maps ``id(mention)`` to a code, as for ``owning_pillars``: the press of a country seldom names it.
    """
    met = _met(read, countries)
    seeds = {sentence.seed.id for sentence, _ in read}
    times = Counter({code: len(sentences) for code, sentences in met.items()})
    (code, most), (_, second) = (*times.most_common(2), ("", 0), ("", 0))[:2]
    named = _seeds_of(_met(read, _named_countries(read)).get(code, []))
    is_central = (
        len(seeds) >= _FEWEST_SEEDS_OTHERS
        and most >= max(_FEWEST_MENTIONS * len(seeds), _LEADS * second)
        and len(_seeds_of(met[code])) >= _SHARE_CENTRAL * len(seeds)
        and len(named) >= _SHARE_NAMED * len(seeds)
    )
    return code if is_central else ""


def central_name(read: Read, ids: dict[int, str]) -> str:
    """What the seeds are about, countries or no: in all of them, up front, more often than any country; or "".

    ``ids`` maps ``id(mention)`` to what its group goes by; places are not among them. The data breach of one firm may
    name two countries in every text and is yet no affair between them. Two such names are a pair themselves.
    """
    seeds = {sentence.seed.id for sentence, _ in read}
    first = {sentence.seed.id: sentence.number for sentence, _ in reversed(read)}
    countries = _met(read, _named_countries(read)).values()
    least = max(_FEWEST_MENTIONS * len(seeds), 1 + max(map(len, countries), default=0))
    central = [
        name
        for name, sentences in _met(read, ids).items()
        if len(seeds) >= _FEWEST_SEEDS_OTHERS
        and len(sentences) >= least
        and len(_seeds_of(sentences)) >= _SHARE_OTHERS * len(seeds)
        and len({one.seed.id for one in sentences if one.number == first[one.seed.id]}) >= _SHARE_OPENING * len(seeds)
    ]
    return central[0] if len(central) == 1 else ""


def _met(read: Read, names: dict[int, str]) -> dict[str, list[Sentence]]:
    """Name -> the sentence of each of its mentions."""
    met: dict[str, list[Sentence]] = defaultdict(list)
    for sentence, mentions in read:
        for mention in mentions:
            if name := names.get(id(mention)):
                met[name].append(sentence)
    return met


def _seeds_of(sentences: Iterable[Sentence]) -> set[str]:
    return {sentence.seed.id for sentence in sentences}


def _named_countries(read: Read) -> dict[int, str]:
    return {
        id(mention): mention.place.code
        for _, mentions in read
        for mention in mentions
        if mention.place and mention.place.kind == "country"
    }


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
