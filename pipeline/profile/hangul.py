"""Bringing together what the seeds write in Hangul and in Latin letters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.model.profile import EntityType
from pipeline.profile.grouping import Group
from pipeline.profile.korean import bracket_aliases, frequent_names
from pipeline.profile.koreannames import writes
from pipeline.profile.tokens import Sentence, key_of


def attach_hangul(groups: list[Group], sentences: Sequence[Sentence]) -> None:
    """Merge Hangul groups into the Latin ones that they name: by brackets, syllables, sound. Changes ``groups``."""
    by_key = {group.key: group for group in groups}
    by_key |= {key_of(form): group for group in groups for form in group.acronyms if key_of(form) not in by_key}
    for long, short in (pair for sentence in sentences for pair in bracket_aliases(sentence)):
        _join_bracket(groups, by_key, key_of(long), short)
    people = [group for group in groups if group.type is EntityType.PERSON and group.key.isascii()]
    for group in [group for group in groups if re.fullmatch("[가-힣]{2,4}", group.key)]:
        same = [person for person in people if writes(group.longest, person.longest)]
        if len(same) == 1:
            _join(groups, by_key, group.key, same[0].key)
    known = frozenset(key for key, group in by_key.items() if key.isascii() and " " not in key and len(key) > 4)
    for word, latin in frequent_names(sentences, known).items():
        if latin in by_key:
            by_key[latin].forms[word] += 1
            _join(groups, by_key, word, latin)


def _join_bracket(groups: list[Group], by_key: dict[str, Group], long: str, short: str) -> None:
    """``건강보험심사평가원(HIRA)``: the Hangul group goes to the Latin one, or takes the acronym when there is none."""
    if long in by_key and key_of(short) in by_key:
        _join(groups, by_key, long, key_of(short))
    elif long in by_key and short.isupper() and short.isascii():
        by_key[long].acronyms[short] = 1.0
        by_key[long].forms[short] += 1


def _join(groups: list[Group], by_key: dict[str, Group], source: str, target: str) -> None:
    if source in by_key and target in by_key and source != target and not by_key[source].place:
        group = by_key.pop(source)
        by_key[target].take(group)
        groups.remove(group)
