"""People who are named in several ways: spellings, short first names, one surname or two, the surname alone."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

from pipeline.model.profile import EntityType
from pipeline.profile import lexicon
from pipeline.profile.entities.grouping import Group, Groups, move
from pipeline.profile.koreannames import hangul_sets, is_korean_person, same_korean_person
from pipeline.profile.names.mentions import Mention


def join_people(groups: Groups) -> None:
    """Join the groups of one person, by spelling, nickname, second surname and surname; in this order."""
    _join_korean_spellings(groups)
    _join_nicknames(groups)
    _join_second_surnames(groups)
    _join_surnames(groups)


def _join_korean_spellings(groups: Groups) -> None:
    """``Lee Jae-myung`` and Yi Jae-myeong, when only one name of the set is meant."""
    for key, others in _same_korean(groups).items():
        same = [other for other in others if other in groups]
        if key in groups and all(_is_same(groups, first, second) for first, second in combinations(same, 2)):
            for other in same:
                move(groups, other, key)


def _same_korean(groups: Groups) -> dict[str, list[str]]:
    """Each Korean person's key -> the later keys that may be written so; compared only under one surname."""
    namesakes: dict[str, list[str]] = defaultdict(list)
    for key in sorted(key for key, group in groups.items() if is_korean_person(group.longest)):
        for surname in sorted(hangul_sets(groups[key].longest)[0]):
            namesakes[surname].append(key)
    same: dict[str, list[str]] = defaultdict(list)
    for keys in namesakes.values():
        for first, second in combinations(keys, 2):
            if _is_same(groups, first, second) and second not in same[first]:
                same[first].append(second)
    return {key: sorted(same[key]) for key in sorted(same)}


def _is_same(groups: Groups, first: str, second: str) -> bool:
    return same_korean_person(groups[first].longest, groups[second].longest)


def _join_nicknames(groups: Groups) -> None:
    """``Dave Calhoun`` and David Calhoun, when nobody else of the set bears the surname."""
    bearers: dict[str, list[str]] = defaultdict(list)
    for key, group in groups.items():
        if group.type is EntityType.PERSON and len(key.split()) > 1:
            bearers[key.split()[-1]].append(key)
    for keys in bearers.values():
        if len(keys) == 2:
            keep, other = sorted(keys, key=lambda key: (-len(groups[key].mentions), key))
            if lexicon.is_nickname(keep.split()[0], other.split()[0]):
                move(groups, other, keep)


def _join_second_surnames(groups: Groups) -> None:
    """``Antonio Sanz`` and Antonio Sanz Cabello, who is called by one surname or by two."""
    people = sorted(key for key, group in groups.items() if group.type is EntityType.PERSON and " " in key)
    longer: dict[str, list[str]] = defaultdict(list)
    for key in people:
        words = key.split()
        for size in range(2, len(words)):
            longer[" ".join(words[:size])].append(key)
    for key in people:
        if len(longer.get(key, ())) == 1 and longer[key][0] in groups:
            move(groups, key, longer[key][0])


def _full_names(groups: Groups) -> dict[tuple[str, str], set[str]]:
    """(seed, word) -> people of that seed who may be meant by the word; seed "" for the whole set."""
    table: dict[tuple[str, str], set[str]] = defaultdict(set)
    for key, group in groups.items():
        words = key.split()
        if group.type is not EntityType.PERSON or len(words) < 2:
            continue
        surnames = {words[0]} if is_korean_person(group.longest) else set(words[1:])
        pair = {" ".join(words[-2:])} if len(words) > 2 else set()  # "Díaz Ayuso" is Isabel Díaz Ayuso
        for word in surnames | pair:
            for seed in (*group.seeds, ""):
                table[seed, word].add(key)
    return table


def _join_surnames(groups: Groups) -> None:
    """``Boluarte`` is Dina Boluarte where she is the only one of the seed so called; else of the whole set."""
    people = _full_names(groups)
    for key in sorted(groups):
        group = groups[key]
        if key.count(" ") > 1 or group.place or group.type not in {EntityType.PERSON, None} or key not in groups:
            continue
        kept = []
        for mention in group.mentions:
            owners = ((people.get((mention.seed, key)) or people.get(("", key), set())) - {key}) & groups.keys()
            several = len(owners) > 1  # one of several Parks: the office may tell, else nobody's
            if several:
                owners = {owner for owner in owners if _shares_title(groups[owner], mention)}
            if len(owners) == 1:
                groups[next(iter(owners))].weak.append(mention)
            elif not several:
                kept.append(mention)
        group.mentions = kept
        if not kept:
            del groups[key]


def _shares_title(group: Group, mention: Mention) -> bool:
    return bool(mention.title) and mention.title in {other.title for other in group.mentions}
