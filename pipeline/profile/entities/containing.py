"""Names inside longer names: the parent, the short form, or nobody's."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from pipeline.model.profile import EntityType
from pipeline.model.seed import ParagraphKind
from pipeline.profile.entities.grouping import ORGANISED, Group, Groups, is_acronym_group
from pipeline.profile.entities.surroundings import kind_by_surroundings
from pipeline.profile.names.mentions import Mention
from pipeline.profile.places import place_of
from pipeline.profile.tokens import key_of

_LOCATIVE = frozenset("in at near from of to over across outside off en de desde a hacia por".split())


def join_contained(groups: Groups) -> None:
    """``Hyundai`` in a seed with just one name that holds the word; a mention, but never an alias when several do."""
    holders = _holders(groups)
    for key in sorted(groups):
        group = groups[key]
        if group.place or len(key.split()) > 2 or group.type not in ORGANISED or is_acronym_group(group):
            continue
        homes = [_homes(groups, group, holders.get((mention.seed, key), set())) for mention in group.mentions]
        every = sorted(set().union(*homes))
        if _is_parent(group, [groups[home] for home in every]) or kind_by_surroundings(group) is EntityType.PLACE:
            continue  # "in Skelby" is the town, however many bodies are named after it
        if len(every) == 1 and all(homes):
            groups[every[0]].weak += group.mentions
            del groups[key]
        elif any(len(home) > 1 for home in homes):
            del groups[key]  # bare "Hyundai" beside two companies of the name: nobody's


def _homes(groups: Groups, group: Group, holders: set[str]) -> set[str]:
    return {key for key in holders - {group.key} if key in groups and not _is_anothers(group, groups[key])}


def _is_anothers(group: Group, other: Group) -> bool:
    """``Seoul's Defense Ministry`` beside the Saudi Arabian one: two countries, two ministries."""
    return bool(group.owner and other.owner) and group.owner != other.owner


def _holders(groups: Groups) -> dict[tuple[str, str], set[str]]:
    """(seed, part of a name) -> the keys of the names that hold it there."""
    table: dict[tuple[str, str], set[str]] = defaultdict(set)
    for key, group in groups.items():
        if not group.place and group.type is not EntityType.PERSON:
            for seed in group.seeds:
                for part in _parts(group):
                    table[seed, part].add(key)
    return table


def _parts(group: Group) -> set[str]:
    """Single words and pairs of words of a name; of a product, whose key is its designator, of all its forms."""
    product = group.type is EntityType.PRODUCT
    names = {key_of(form) for form in group.forms} if product else {group.key.split("@")[0]}
    rows = [name.split() for name in names if " " in name]
    return {part for words in rows for part in (*words, *(f"{a} {b}" for a, b in pairwise(words)))}


def _is_parent(group: Group, longer: list[Group]) -> bool:
    """``Airbus`` of Airbus Belfast and Airbus Atlantic: a seed names it before any of those that begin with it.

    Who is named in short is named in full before, so that bare "Hyundai" behind "Hyundai Rotem" is no such name. A
    local branch ("Equinor South Korea") leaves its name to the parent in any case.
    """
    if not longer or any(not other.key.startswith(f"{group.key} ") for other in longer):
        return False
    if all(place_of(other.key.removeprefix(f"{group.key} ")) for other in longer):
        return len(group.mentions) > 1
    others = [mention for other in longer for mention in other.mentions]
    return all(_introduces(group, others, seed) for seed in {mention.seed for mention in group.mentions})


def _introduces(group: Group, others: list[Mention], seed: str) -> bool:
    own = [_position(mention) for mention in group.mentions if mention.seed == seed and _in_text(mention)]
    theirs = [_position(mention) for mention in others if mention.seed == seed and _in_text(mention)]
    return bool(own) and (not theirs or min(own) < min(theirs))


def _in_text(mention: Mention) -> bool:
    return mention.sentence.paragraph.kind is ParagraphKind.BODY  # headings shorten


def _position(mention: Mention) -> tuple[int, int]:
    return mention.sentence.number, mention.start


def drop_borrowed_places(groups: Groups) -> None:
    """``Alaska crews`` of Alaska Airlines: a place that nothing happens in, beside a company that begins with it."""
    firms = {key.split()[0] for key, group in groups.items() if " " in key and group.type is EntityType.COMPANY}
    for key, group in list(groups.items()):
        local = group.place is not None and group.place.kind in {"city", "province"}
        if local and group.mentions[0].key in firms and not any(map(_is_located, group.mentions)):
            del groups[key]


def _is_located(mention: Mention) -> bool:
    """``in Alaska``, ``Juneau, Alaska``, ``Alaska, ...``, or a language that marks places behind them."""
    text = mention.sentence.paragraph.text
    before = text[max(0, mention.start - 12) : mention.start]
    word = before.split()[-1].lower() if before.strip() else ""
    listed = before.endswith((", ", "; ", "(")) or text[mention.end : mention.end + 1] in {",", ";", ")"}
    return word in _LOCATIVE or listed or mention.sentence.language == "ko"
