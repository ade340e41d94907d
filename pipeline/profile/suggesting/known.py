"""What a profile has, had, or was told never to propose again."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from pipeline.model.profile import Entity, EntityType, Grade, Profile
from pipeline.profile.file.plaindata import tight
from pipeline.profile.suggesting.texts import HANGUL
from pipeline.profile.tokens import key_of

_SHORTEST_INSIDE = 3  # syllables of a Korean name that tells a longer word, which has no blanks, from others
_WORD = re.compile(r"\w+")


class Known:
    """Forms of all entities of the profile, whatever their status, and of what was learnt or deleted before."""

    def __init__(self, profile: Profile, proposals: Profile | None) -> None:
        self.profile = profile
        self._by_id = {entity.id: entity for entity in profile.entities}
        every = (*profile.entities, *(proposals.entities if proposals else ()))
        self._forms = {tight(form) for entity in every for form in forms_of(entity)}
        self.ids = frozenset(entity.id for entity in every)
        self._parts = {part for entity in every for form in forms_of(entity) for part in _parts(form)}
        self._names: defaultdict[str, set[str]] = defaultdict(set)
        for entity in profile.entities:
            if entity.type is not EntityType.PLACE and entity.grade is not Grade.BACKGROUND:
                for form in forms_of(entity):
                    self._names[" ".join(_words(form))].add(entity.id)

    def entity(self, identity: str) -> Entity | None:
        return self._by_id.get(identity)

    def has(self, form: str) -> bool:
        """Whether it is a form already, or was turned down or deleted; 육군 조병창 and 육군조병창 are one."""
        return tight(form) in self._forms

    def has_part(self, form: str) -> bool:
        """Whether a form has these words in it: "Rotem", "Jong Kun"."""
        return " ".join(_words(form)) in self._parts

    def named_in(self, form: str) -> frozenset[str]:
        """Ids of the watched entities, places apart, that a longer name has in it: "Hyundai Rotem USA"."""
        found = {owner for part in _parts(form) for owner in self._names.get(part, ())}
        if HANGUL.search(form):
            inside = (name for name in self._names if len(name) >= _SHORTEST_INSIDE and HANGUL.search(name))
            found |= {owner for name in inside if name in form for owner in self._names[name]}
        return frozenset(found)

    def is_core(self, identity: str) -> bool:
        """Whether it is one that the watch is about, places apart."""
        entity = self.entity(identity)
        return entity is not None and entity.grade is Grade.CORE and entity.type is not EntityType.PLACE


def forms_of(entity: Entity) -> Iterable[str]:
    return (entity.name, *(alias.form for alias in entity.aliases))


def used_forms(entity: Entity) -> tuple[str, ...]:
    """What an entity is called, without what is proposed or rejected."""
    return (entity.name, *(alias.form for alias in entity.aliases if alias.status.is_used))


def _words(form: str) -> list[str]:
    return _WORD.findall(key_of(form))


def _parts(form: str) -> Iterator[str]:
    words = _words(form)[:12]
    for first in range(len(words)):
        for last in range(first + 1, len(words) + 1):
            yield " ".join(words[first:last])
