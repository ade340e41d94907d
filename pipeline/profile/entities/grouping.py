"""Mentions -> groups by name, one for each name; joining.py then puts together those that mean the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from pipeline.model.profile import EntityType
from pipeline.profile import lexicon
from pipeline.profile.entities.owners import is_generic
from pipeline.profile.names.acronyms import is_acronym
from pipeline.profile.names.mentions import Mention
from pipeline.profile.places import Place

Groups = dict[str, "Group"]  # by key

_NUMBERS = re.compile(r"^(.*?)\b(\w+?)s (\d+)(?: (?:and|y) (\d+))$")
_MODEL = re.compile(r"(?<![\w.,])\d{3} [a-z]\w*")
_HANGUL = re.compile("[가-힣]")
ORGANISED = frozenset({EntityType.AGENCY, EntityType.COMPANY, EntityType.ORGANISATION, None})


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


def groups_by_name(mentions: Iterable[Mention]) -> Groups:
    """A group for each name, without those that only a sentence's beginning gives a capital."""
    groups: Groups = {}
    for mention in mentions:
        for single, joint in _expanded(mention):
            group = groups.setdefault(group_key(single), Group(group_key(single)))
            group.add(single)
            group.place = single.place
            group.generic = group.generic or is_generic(single)
            group.joint_forms |= joint
    return {key: group for key, group in groups.items() if any(mention.sure for mention in group.mentions)}


def _expanded(mention: Mention) -> list[tuple[Mention, set[str]]]:
    """``Lima Metro Lines 3 and 4`` are two projects."""
    match = _NUMBERS.match(mention.form)
    if not match or match.group(2).casefold() + "s" not in lexicon.NUMBERED_HEADS or not match.group(4):
        return [(mention, set())]
    front, head, *numbers = match.groups()
    return [(replace(mention, form=f"{front}{head} {number}"), {mention.form}) for number in numbers]


def group_key(mention: Mention) -> str:
    if mention.place:
        return f"@{mention.place.id}"
    key = mention.key
    if model := _MODEL.search(key):
        return model.group()  # "Boeing 737 Max 9" is a 737 Max with its maker's name
    words = key.split()
    if mention.type is EntityType.PROJECT and words[-1] in lexicon.SMALL_PROJECT_HEADS:
        key = " ".join(word for word in words if word not in lexicon.SMALL_ADJECTIVES)
    return f"{key}@{mention.owner}" if is_generic(mention) else key


def move(groups: Groups, source: str, target: str) -> None:
    """Put the group of one key into that of another."""
    groups[target].take(groups.pop(source))


def is_acronym_group(group: Group) -> bool:
    """Whether all its forms are capitals like KAI."""
    return not group.place and all(is_acronym(form) for form in group.forms)
