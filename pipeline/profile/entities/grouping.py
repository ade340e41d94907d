"""Mentions -> groups, one for each thing named. Fixed order of rules; never by the distance of letters."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise

from pipeline.model.profile import EntityType
from pipeline.profile import lexicon
from pipeline.profile.aliases.glossary import bodies
from pipeline.profile.entities.owners import is_generic
from pipeline.profile.koreannames import is_korean_person, same_korean_person
from pipeline.profile.names.acronyms import AcronymPair, initials, is_acronym
from pipeline.profile.names.mentions import Mention
from pipeline.profile.places import Place
from pipeline.profile.tokens import key_of

_NUMBERS = re.compile(r"^(.*?)\b(\w+?)s (\d+)(?: (?:and|y) (\d+))$")
_HANGUL = re.compile("[가-힣]")
_ORGANISED = frozenset({EntityType.AGENCY, EntityType.COMPANY, EntityType.ORGANISATION, None})


@dataclass(eq=False)
class Group:
    """All mentions of one thing. ``weak`` ones (a surname, a contained word) prove it but give no alias."""

    key: str
    mentions: list[Mention] = field(default_factory=list)
    weak: list[Mention] = field(default_factory=list)
    acronyms: dict[str, float] = field(default_factory=dict)  # form -> confidence
    forms: Counter[str] = field(default_factory=Counter)
    place: Place | None = None
    generic: bool = False
    fallback_owner: str = ""  # ISO code, when no mention says it
    joint_forms: set[str] = field(default_factory=set)  # "Lima Metro Lines 3 and 4" of each line

    def add(self, mention: Mention) -> None:
        self.mentions.append(mention)
        self.forms[mention.form] += 1

    def take(self, other: Group) -> None:
        """Swallow another group."""
        self.mentions += other.mentions
        self.weak += other.weak
        self.forms += other.forms
        self.joint_forms |= other.joint_forms
        for form, confidence in other.acronyms.items():
            self.acronyms[form] = max(confidence, self.acronyms.get(form, 0.0))

    @property
    def all(self) -> list[Mention]:
        return [*self.mentions, *self.weak]

    @property
    def seeds(self) -> set[str]:
        return {mention.seed for mention in self.all}

    @property
    def type(self) -> EntityType | None:
        votes = Counter(mention.type for mention in self.mentions if mention.type)
        return max(sorted(votes), key=lambda kind: votes[kind]) if votes else None

    @property
    def owner(self) -> str:
        owners = Counter(mention.owner for mention in self.mentions if mention.owner)
        return max(sorted(owners), key=lambda code: owners[code]) if owners else ""

    @property
    def longest(self) -> str:
        """The fullest form; among equals the commonest, then by alphabet, so that no order of seeds matters."""
        return max(self.forms, key=lambda form: (*_fullness(form), self.forms[form], form))


def _fullness(form: str) -> tuple[bool, int, int]:
    """Latin before Hangul; by words, and in Hangul, which writes a name as one word, by syllables."""
    hangul = bool(_HANGUL.search(form))
    return not hangul, len(form.split()), len(form) if hangul else 0


def group_mentions(mentions: Iterable[Mention], pairs: Iterable[AcronymPair]) -> list[Group]:
    """Group by name, then by acronym, designator, surname, contained name and Korean syllables; ordered by key."""
    groups: dict[str, Group] = {}
    for mention in mentions:
        for single, joint in _expanded(mention):
            group = groups.setdefault(_group_key(single), Group(_group_key(single)))
            group.add(single)
            group.place = single.place
            group.generic = group.generic or is_generic(single)
            group.joint_forms |= joint
    _drop_unsure(groups)
    _join_unowned(groups)
    _join_acronyms(groups, list(pairs))
    _join_known_bodies(groups)
    _join_designators(groups)
    _join_korean_spellings(groups)
    _join_surnames(groups)
    _join_contained(groups)
    _mark_compounds(groups)
    return [groups[key] for key in sorted(groups)]


def _expanded(mention: Mention) -> list[tuple[Mention, set[str]]]:
    """``Lima Metro Lines 3 and 4`` are two projects."""
    match = _NUMBERS.match(mention.form)
    if not match or match.group(2).casefold() + "s" not in lexicon.NUMBERED_HEADS or not match.group(4):
        return [(mention, set())]
    front, head, *numbers = match.groups()
    return [(replace(mention, form=f"{front}{head} {number}"), {mention.form}) for number in numbers]


def _group_key(mention: Mention) -> str:
    if mention.place:
        return f"@{mention.place.id}"
    key = mention.key
    words = key.split()
    if mention.type is EntityType.PROJECT and words[-1] in lexicon.SMALL_PROJECT_HEADS:
        key = " ".join(word for word in words if word not in lexicon.SMALL_ADJECTIVES)
    return f"{key}@{mention.owner}" if is_generic(mention) else key


def _move(groups: dict[str, Group], source: str, target: str) -> None:
    groups[target].take(groups.pop(source))


def _drop_unsure(groups: dict[str, Group]) -> None:
    for key in [key for key, group in groups.items() if not any(mention.sure for mention in group.mentions)]:
        del groups[key]


def _join_acronyms(groups: dict[str, Group], pairs: list[AcronymPair]) -> None:
    """By brackets first, seed by seed; then an acronym that no bracket explains by the only fitting initials."""
    partners: dict[str, dict[str, float]] = defaultdict(dict)
    for pair in pairs:
        long = _group_key(pair.long)
        if long.endswith("@") and long not in groups:
            long = next((key for key in sorted(groups) if key.startswith(long)), long)
        if long in groups:
            best = max(pair.confidence, partners[pair.short.key].get(long, 0.0))
            partners[pair.short.key][long] = best
    for key in sorted(key for key in groups if _is_acronym_group(groups[key])):
        longs = {long: confidence for long, confidence in partners.get(key, {}).items() if long in groups}
        if not longs:
            longs = dict.fromkeys(_same_initials(groups, key), 0.8)
        if len(longs) > 1 and not any("@" in long for long in longs):
            longs = _one_in_two_languages(groups, longs)
        if len(longs) == 1:
            ((long, confidence),) = longs.items()
            groups[long].acronyms[groups[key].longest] = confidence
            _move(groups, key, long)


def _one_in_two_languages(groups: dict[str, Group], longs: dict[str, float]) -> dict[str, float]:
    """``National Electricity Administration (ANDE)`` and ``Administración Nacional de Electricidad (ANDE)``."""
    languages = [{mention.language for mention in groups[long].mentions} for long in sorted(longs)]
    if len(longs) != 2 or languages[0] & languages[1]:
        return longs
    keep, other = sorted(longs, key=lambda long: (longs[long], long), reverse=True)
    _move(groups, other, keep)
    return {keep: longs[keep]}


def _join_unowned(groups: dict[str, Group]) -> None:
    """A ministry whose country one seed does not show is the only one that the other seeds know."""
    owned: dict[str, list[str]] = defaultdict(list)
    for key, group in groups.items():
        if group.generic and not key.endswith("@") and "@" in key[1:]:
            owned[key.split("@")[0]].append(key)
    for base, keys in owned.items():
        if len(keys) == 1 and f"{base}@" in groups:
            _move(groups, f"{base}@", keys[0])


def _join_known_bodies(groups: dict[str, Group]) -> None:
    """The Inter-American Development Bank and the Banco Interamericano de Desarrollo."""
    for forms in bodies():
        present = sorted({key_of(form) for form, _ in forms} & groups.keys())
        for key in present[1:]:
            if not groups[key].place and not groups[present[0]].place:
                _move(groups, key, present[0])


def _is_acronym_group(group: Group) -> bool:
    return not group.place and all(is_acronym(form) for form in group.forms)


def _same_initials(groups: dict[str, Group], key: str) -> list[str]:
    found = [
        other
        for other, group in groups.items()
        if len(key) > 2 and " " in other and group.type in _ORGANISED and initials(group.longest) == key
    ]
    return found if len(found) == 1 else []


def _join_designators(groups: dict[str, Group]) -> None:
    """``K2`` and ``K2 Black Panther``: the designator alone names the thing."""
    products = sorted(key for key, group in groups.items() if group.type is EntityType.PRODUCT)
    for key in products:
        base = key.split()[0]
        if base != key:
            groups.setdefault(base, Group(base))
            _move(groups, key, base)


def _join_korean_spellings(groups: dict[str, Group]) -> None:
    """Lee Jae-myung and Yi Jae-myeong, when only one name of the set is meant."""
    people = sorted(key for key, group in groups.items() if is_korean_person(group.longest))
    for key in people:
        if key not in groups:
            continue
        same = [other for other in people if other > key and other in groups and _same_person(groups, key, other)]
        for other in same:
            _move(groups, other, key)


def _same_person(groups: dict[str, Group], first: str, second: str) -> bool:
    return same_korean_person(groups[first].longest, groups[second].longest)


def _full_names(groups: dict[str, Group]) -> dict[tuple[str, str], set[str]]:
    """(seed, word) -> people of that seed who may be meant by the word; seed "" for the whole set."""
    table: dict[tuple[str, str], set[str]] = defaultdict(set)
    for key, group in groups.items():
        words = key.split()
        if group.type is not EntityType.PERSON or len(words) < 2:
            continue
        surnames = {words[0]} if is_korean_person(group.longest) else set(words[1:])
        for word in surnames:
            for seed in (*group.seeds, ""):
                table[seed, word].add(key)
    return table


def _join_surnames(groups: dict[str, Group]) -> None:
    """``Boluarte`` is Dina Boluarte where she is the only one of the seed so called; else of the whole set."""
    people = _full_names(groups)
    for key in sorted(groups):
        group = groups[key]
        if " " in key or group.place or group.type not in {EntityType.PERSON, None} or key not in groups:
            continue
        for mention in list(group.mentions):
            owners = people.get((mention.seed, key)) or people.get(("", key), set())
            if len(owners) > 1:
                group.mentions.remove(mention)  # one of several Parks: the office may tell, else nobody's
                owners = {owner for owner in owners if _shares_title(groups[owner], mention)}
            if len(owners) == 1 and (full := next(iter(owners))) != key:
                groups[full].weak.append(mention)
                group.mentions = [other for other in group.mentions if other is not mention]
        if not group.mentions:
            del groups[key]


def _shares_title(group: Group, mention: Mention) -> bool:
    return bool(mention.title) and mention.title in {other.title for other in group.mentions}


def _mark_compounds(groups: dict[str, Group]) -> None:
    """``Codelco-SQM`` of two known names is what is between them."""
    firsts = {word for key in groups for word in (key, key.split()[0])}
    for key, group in groups.items():
        left, _, right = key.partition("-")
        if left in firsts and right in firsts and " " not in key and group.type is None:
            group.mentions = [replace(mention, type=EntityType.AGREEMENT) for mention in group.mentions]


def _join_contained(groups: dict[str, Group]) -> None:
    """``Hyundai`` in a seed with just one name that holds the word; a mention, but never an alias when several do."""
    holders: dict[tuple[str, str], set[str]] = defaultdict(set)
    for key, group in groups.items():
        if " " in key and not group.place and group.type is not EntityType.PERSON:
            words = key.split("@")[0].split()
            for part in {*words, *(f"{a} {b}" for a, b in pairwise(words))}:
                for seed in group.seeds:
                    holders[seed, part].add(key)
    for key in sorted(groups):
        group = groups[key]
        if group.place or len(key.split()) > 2 or group.type not in _ORGANISED or _is_acronym_group(group):
            continue
        homes = [holders.get((mention.seed, key), set()) - {key} for mention in group.mentions]
        if homes and all(len(home) == 1 for home in homes) and len(set.union(*homes)) == 1:
            home = next(iter(homes[0]))
            groups[home].weak += group.mentions
            del groups[key]
        elif any(len(home) > 1 for home in homes):
            del groups[key]  # bare "Hyundai" beside two companies of the name: nobody's
