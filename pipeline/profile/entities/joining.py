"""Groups that mean the same put together, in a fixed order of rules; never by the distance of letters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from pipeline.model.profile import EntityType
from pipeline.profile import lexicon
from pipeline.profile.aliases.glossary import bodies
from pipeline.profile.entities.containing import drop_borrowed_places, join_contained
from pipeline.profile.entities.grouping import (
    ORGANISED,
    Group,
    Groups,
    group_key,
    groups_by_name,
    is_acronym_group,
    move,
)
from pipeline.profile.entities.people import join_people
from pipeline.profile.names.acronyms import AcronymPair, initials
from pipeline.profile.names.mentions import Mention
from pipeline.profile.places import demonym_of, place_of
from pipeline.profile.tokens import key_of

# What the law or custom adds to a company's name: "POSCO Group", "Boeing Company", "Codelco S.A.".
_ADDED = lexicon.word_set(
    "company group corporation corp corp. inc inc. co co. ltd ltd. limited llc plc holding holdings sa s.a s.a. s.a.c. "
    "s.a.a. spa ag gmbh nv se asa ab grupo"
)
_PLAIN_KINDS = frozenset({EntityType.COMPANY, EntityType.ORGANISATION, None})


def group_mentions(mentions: Iterable[Mention], pairs: Iterable[AcronymPair]) -> list[Group]:
    """Group by name, then by acronym, designator, person, added words and contained name; ordered by key."""
    groups = groups_by_name(mentions)
    _join_unowned(groups)
    _join_acronyms(groups, list(pairs))
    _join_known_bodies(groups)
    _join_designators(groups)
    join_people(groups)
    _join_added_words(groups)
    _join_unprefixed(groups)
    join_contained(groups)
    drop_borrowed_places(groups)
    _mark_compounds(groups)
    return [groups[key] for key in sorted(groups)]


def _join_unowned(groups: Groups) -> None:
    """A ministry whose country one seed does not show is the only one that the other seeds know."""
    owned: dict[str, list[str]] = defaultdict(list)
    for key, group in groups.items():
        if group.generic and not key.endswith("@") and "@" in key[1:]:
            owned[key.split("@")[0]].append(key)
    for base, keys in owned.items():
        if len(keys) == 1 and f"{base}@" in groups:
            move(groups, f"{base}@", keys[0])


def _join_acronyms(groups: Groups, pairs: list[AcronymPair]) -> None:
    """By brackets first, seed by seed; then an acronym that no bracket explains by the only fitting initials."""
    partners: dict[str, dict[str, float]] = defaultdict(dict)
    for pair in pairs:
        long = group_key(pair.long)
        if long.endswith("@") and long not in groups:
            long = next((key for key in sorted(groups) if key.startswith(long)), long)
        if long in groups:
            best = max(pair.confidence, partners[pair.short.key].get(long, 0.0))
            partners[pair.short.key][long] = best
    fitting = _only_fitting(groups)
    for key in sorted(key for key in groups if key in partners or is_acronym_group(groups[key])):
        if key not in groups:
            continue
        longs = {long: confidence for long, confidence in partners.get(key, {}).items() if long in groups}
        if not longs and fitting.get(key) in groups:
            longs = {fitting[key]: 0.8}
        if len(longs) > 1 and not any("@" in long for long in longs):
            longs = _one_in_two_languages(groups, longs)
        if len(longs) == 1:
            ((long, confidence),) = longs.items()
            groups[long].acronyms[groups[key].longest] = confidence
            move(groups, key, long)


def _only_fitting(groups: Groups) -> dict[str, str]:
    """Initials of three letters and more -> the organisation that alone in the set has them."""
    table: dict[str, list[str]] = defaultdict(list)
    for key, group in groups.items():
        if " " in key and group.type in ORGANISED:
            table[initials(group.longest)].append(key)
    return {letters: keys[0] for letters, keys in table.items() if len(letters) > 2 and len(keys) == 1}


def _one_in_two_languages(groups: Groups, longs: dict[str, float]) -> dict[str, float]:
    """``National Electricity Administration (ANDE)`` and ``Administración Nacional de Electricidad (ANDE)``."""
    languages = [{mention.language for mention in groups[long].mentions} for long in sorted(longs)]
    if len(longs) != 2 or languages[0] & languages[1]:
        return longs
    keep, other = sorted(longs, key=lambda long: (longs[long], long), reverse=True)
    move(groups, other, keep)
    return {keep: longs[keep]}


def _join_known_bodies(groups: Groups) -> None:
    """The Inter-American Development Bank and the Banco Interamericano de Desarrollo."""
    for forms in bodies():
        present = sorted({key_of(form) for form, _ in forms} & groups.keys())
        for key in present[1:]:
            if not groups[key].place and not groups[present[0]].place:
                move(groups, key, present[0])


def _join_designators(groups: Groups) -> None:
    """``K2`` and ``K2 Black Panther``: the designator alone names the thing."""
    products = sorted(key for key, group in groups.items() if group.type is EntityType.PRODUCT)
    for key in products:
        base = key.split()[0]
        if base != key:
            groups.setdefault(base, Group(base))
            move(groups, key, base)


def _join_added_words(groups: Groups) -> None:
    """``POSCO Group`` and POSCO, each in use by itself: the plain name says it."""
    for key in sorted(groups):
        words = key.split()
        while len(words) > 1 and words[-1] in _ADDED:
            words = words[:-1]
        plain = " ".join(words)
        if plain != key and plain in groups and groups[plain].type in _PLAIN_KINDS:
            groups[plain].weak += groups.pop(key).all


def _join_unprefixed(groups: Groups) -> None:
    """``Customs and Border Protection`` and the U.S. one, when the set knows only one country's."""
    fuller: dict[str, list[str]] = defaultdict(list)
    for key, group in groups.items():
        words = key.split()
        size = next((size for size in (2, 1) if demonym_of(" ".join(words[:size])) or _is_state(words[:size])), 0)
        if size and len(words) - size > 1 and group.type in ORGANISED - {None}:
            fuller[" ".join(words[size:])].append(key)
        initials_ = next((index for index, word in enumerate(words) if len(word.strip(".")) > 1), 0)
        if initials_ and len(words) - initials_ > 1:
            fuller[" ".join(words[initials_:])].append(key)  # "W. M. Keck Observatory"
        if len(words) > 3 and words[-2] in {"de", "del", "of", "in"} and place_of(words[-1]) and not group.generic:
            fuller[" ".join(words[:-2])].append(key)  # "Hospital Virgen del Rocío de Sevilla"
    for plain, keys in fuller.items():
        if len(keys) != 1 or plain not in groups or keys[0] not in groups or groups[plain].type not in ORGANISED:
            continue
        owners = {groups[plain].owner, groups[keys[0]].owner} - {""}
        if len(owners) < 2:  # "Seoul's Defense Ministry" is not the Saudi Arabian one
            move(groups, plain, keys[0])


def _is_state(words: list[str]) -> bool:
    place = place_of(" ".join(words))
    return place is not None and place.kind == "country"


def _mark_compounds(groups: Groups) -> None:
    """``Codelco-SQM`` of two known names is what is between them."""
    firsts = {word for key in groups for word in (key, key.split()[0])}
    for key, group in groups.items():
        left, _, right = key.partition("-")
        if left in firsts and right in firsts and " " not in key and group.type is None:
            group.mentions = [replace(mention, type=EntityType.AGREEMENT) for mention in group.mentions]
