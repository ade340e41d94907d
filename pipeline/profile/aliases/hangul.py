"""Bringing together what the seeds write in Hangul and in Latin letters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.model.profile import EntityType
from pipeline.profile.aliases.glossary import ministry_fields
from pipeline.profile.entities.grouping import Group
from pipeline.profile.koreannames import writes
from pipeline.profile.names.acronyms import initials
from pipeline.profile.names.korean import bracket_aliases, frequent_names, sound_of_hangul, sound_of_latin
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
    _join_foreigners(groups, by_key)
    _join_ministries(groups, by_key)
    _join_shortened(groups, by_key)
    known = frozenset(key for key, group in by_key.items() if key.isascii() and " " not in key and len(key) > 4)
    for word, latin in frequent_names(sentences, known).items():
        if latin in by_key:
            by_key[latin].forms[word] += 1
            _join(groups, by_key, word, latin)


def _join_foreigners(groups: list[Group], by_key: dict[str, Group]) -> None:
    """``페트르 피알라`` is Petr Fiala: word by word the same consonants, and nobody else sounds so."""
    people = [group for group in groups if group.type is EntityType.PERSON and " " in group.key]
    latin = [group for group in people if group.key.isascii()]
    for group in [group for group in people if re.fullmatch("[가-힣 ]+", group.key)]:
        sounds = [sound_of_hangul(word) for word in group.key.split()]
        same = [other for other in latin if [sound_of_latin(word) for word in other.key.split()] == sounds]
        if len(same) == 1:
            _join(groups, by_key, group.key, same[0].key)


def _join_ministries(groups: list[Group], by_key: dict[str, Group]) -> None:
    """``Ministry of Science and ICT`` of South Korea is 과학기술정보통신부, by the glossary."""
    for group in [group for group in groups if group.key.startswith("ministry of ")]:
        fields = ministry_fields().get(group.key.split("@")[0].removeprefix("ministry of "))
        hangul = by_key.get(f"{fields[1]}부") if fields else None
        if hangul and group.owner in {"", "KR"} and hangul.owner == "KR":
            _join(groups, by_key, hangul.key, group.key)


def _join_shortened(groups: list[Group], by_key: dict[str, Group]) -> None:
    """``합동조사단`` is the only longer name that ends so: 민관합동조사단."""
    hangul = [group for group in groups if re.fullmatch("[가-힣]{5,}", group.key)]
    for group in hangul:
        longer = [other for other in hangul if other is not group and other.key.endswith(group.key)]
        if len(longer) == 1 and group.type is longer[0].type:
            _join(groups, by_key, group.key, longer[0].key)


def _join_bracket(groups: list[Group], by_key: dict[str, Group], long: str, short: str) -> None:
    """``건강보험심사평가원(HIRA)``: the Hangul group goes to the Latin one, or takes the acronym when there is none."""
    if long in by_key and key_of(short) in by_key:
        _join(groups, by_key, long, key_of(short))
    elif long in by_key and short.isupper() and short.isascii():
        by_key[long].acronyms[short] = 1.0
        by_key[long].forms[short] += 1
        spelt = [group for group in groups if _may_be_called(group, short)]
        if len(spelt) == 1:
            _join(groups, by_key, long, spelt[0].key)


def _may_be_called(group: Group, short: str) -> bool:
    """An organisation whose initials are the acronym: Korea Internet & Security Agency beside 인터넷진흥원(KISA)."""
    spelt = " " in group.key and group.key.isascii() and not group.place and group.type is not EntityType.PERSON
    return spelt and len(short) > 2 and initials(group.longest) == key_of(short)


def _join(groups: list[Group], by_key: dict[str, Group], source: str, target: str) -> None:
    if source in by_key and target in by_key and source != target and not by_key[source].place:
        group = by_key.pop(source)
        by_key[target].take(group)
        groups.remove(group)
