"""Names that keep coming beside watched ones, and are not watched yet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from pipeline.model.profile import ARTICLE, Alias, Entity, EntityType, Grade, Profile, Status
from pipeline.profile.aliases.hangul import attach_hangul
from pipeline.profile.aliases.placealiases import country_words
from pipeline.profile.entities.grading import stands_alone
from pipeline.profile.entities.grouping import Group
from pipeline.profile.entities.joining import group_mentions
from pipeline.profile.entities.origins import borrow_owners
from pipeline.profile.entities.owners import resolve_owners
from pipeline.profile.file.plaindata import tight
from pipeline.profile.names.acronyms import bracket_pairs, common_nouns, is_acronym
from pipeline.profile.names.korean import korean_reader
from pipeline.profile.names.mentions import Mention
from pipeline.profile.names.reading import find_mentions
from pipeline.profile.suggesting.caution import cautious, telling_words
from pipeline.profile.suggesting.known import Known
from pipeline.profile.suggesting.suggestion import Sighting, Suggestion
from pipeline.profile.suggesting.texts import Reading
from pipeline.profile.suggesting.worth import (
    Press,
    fullness,
    is_known,
    is_torn,
    is_written_by,
    kind_worth,
    usable_forms,
)
from pipeline.profile.tokens import Sentence, key_of

_STORIES, _HITS, _OUTLETS = 3, 2, 2  # that must name it beside a watched name: one story is no habit
_CLEAR = 2 / 3  # of what is said of its country
_CONFIDENCE = 0.9
_MOST_FORMS = 8
_MOST_TIMES = 20  # that one name is looked at in an article; a text that repeats it more often is a table or a trap

_Read = list[tuple[Sentence, list[Mention]]]


def new_names(
    readings: Sequence[Reading], known: Known, forms: Iterable[Suggestion] = (), step: Callable[[str], object] = str
) -> tuple[Suggestion, ...]:
    """Entities to watch, those first that most stories name; each proposed, with its kind, country and side.

    None of them has one of the ``forms`` that are suggested for others, nor one that another of them has.
    """
    press, pillars = Press(readings), _pillars(known.profile)
    read = _read(readings, step)
    resolve_owners(read, tuple(pillars))
    groups = _groups(read)
    borrow_owners(groups, read, "")
    by_id = {reading.seed.id: reading for reading in readings}
    shown = [
        (group, kind, seen)
        for group in groups
        if (kind := kind_worth(group)) and (seen := _beside(group, by_id, known, press))
        if not is_known(group, known) and not any(map(press.wrote, group.forms))
    ]
    shown.sort(key=lambda each: (-len(each[2]), each[0].key))
    taken = _Taken(set(known.ids), {tight(each.form) for each in forms})
    found = ((_entity(group, kind, seen, pillars, taken), seen) for group, kind, seen in shown)
    return tuple(Suggestion(entity=entity, seen=seen) for entity, seen in found if entity)


@dataclass(frozen=True, slots=True)
class _Taken:
    """What others have: an id or a form, once given, is no other's."""

    ids: set[str]
    forms: set[str]


def _pillars(profile: Profile) -> dict[str, str]:
    """Country -> entity that stands for it on one side of a pair."""
    ends = {end for pair in profile.pairs for end in (pair.left, pair.right)}
    return {
        entity.country: entity.id
        for entity in profile.entities
        if entity.id in ends and entity.type is EntityType.PLACE and entity.country
    }


def _read(readings: Iterable[Reading], step: Callable[[str], object]) -> _Read:
    sentences = {reading: reading.sentences for reading in readings}
    read_korean = korean_reader([sentence for own in sentences.values() for sentence in own])
    read: _Read = []
    for reading, own in sentences.items():
        step(reading.found.article.outlet)
        times = Counter[str]()
        for sentence in own:
            found = read_korean(sentence) if sentence.language == "ko" else find_mentions(sentence)
            times.update(mention.key for mention in found)
            read.append((sentence, [mention for mention in found if times[mention.key] <= _MOST_TIMES]))
    return read


def _groups(read: _Read) -> list[Group]:
    pairs = [pair for _, mentions in read for pair in bracket_pairs(mentions)]
    concepts = {key for sentence, _ in read for key in common_nouns(sentence.text)} - {pair.short.key for pair in pairs}
    named = (mention for _, mentions in read for mention in mentions if mention.key not in concepts)
    groups = group_mentions(named, pairs)
    attach_hangul(groups, [sentence for sentence, _ in read if sentence.language == "ko"])
    return [group for group in groups if group.mentions]


def _beside(group: Group, readings: dict[str, Reading], known: Known, press: Press) -> tuple[Sighting, ...]:
    """A sentence of each story that names it beside a watched name; none when these are too few or all bylines."""
    if any(map(is_written_by, group.mentions)) or is_torn(group):
        return ()
    spelt = {mention.seed for mention in group.mentions if not is_acronym(mention.form)}
    sightings: dict[str, Sighting] = {}
    for mention in sorted(group.mentions, key=lambda one: (one.seed, one.sentence.number, one.start)):
        reading, is_told = readings[mention.seed], mention.seed in spelt or not spelt
        if mention.seed in sightings or not is_told or press.repeats(mention):
            continue  # who is not spelt out, CDC, may be somebody else
        if _is_beside(mention, reading, known):
            sightings[mention.seed] = reading.sighting(mention.sentence.number, mention.start, mention.end)
    hits = sum(seen.is_hit for seen in sightings.values())
    outlets = {seen.outlet for seen in sightings.values()}
    if len(sightings) < _STORIES or hits < _HITS or len(outlets) < _OUTLETS:
        return ()
    return tuple(sorted(sightings.values(), key=lambda seen: not seen.is_hit))


def _is_beside(mention: Mention, reading: Reading, known: Known) -> bool:
    """Whether its paragraph names something of the core; a country alone is enough in no near miss."""
    named = {other.entity_id for other in reading.lines[mention.sentence.number].mentions}
    if any(map(known.is_core, named)):
        return True
    return reading.found.judgement.is_hit and any(
        (entity := known.entity(identity)) and entity.grade is Grade.CORE for identity in named
    )


def _entity(
    group: Group, kind: EntityType, seen: Sequence[Sighting], pillars: dict[str, str], taken: _Taken
) -> Entity | None:
    """The entity; None when no form of it is left that would find it and nothing else."""
    owner = _clear_owner(group)
    forms = _forms(group, {one.article_id for one in seen})
    aliases = [alias for alias in _aliases(group, forms, kind, owner) if tight(alias.form) not in taken.forms]
    if not aliases:
        return None
    name = aliases[0].form
    taken.forms.update(tight(alias.form) for alias in aliases)
    side = pillars.get(owner, "")
    return Entity(
        id=_id(name, taken.ids),
        name=name,
        type=kind,
        grade=Grade.SECONDARY,
        status=Status.PROPOSED,
        country=owner,
        side=side,
        stands_alone=bool(side) and stands_alone(group, kind, Grade.SECONDARY),
        aliases=tuple(aliases),
    )


def _forms(group: Group, articles: set[int]) -> Counter[str]:
    """How often each form stands in these articles: elsewhere the same letters may be somebody else's."""
    seeds = {f"{ARTICLE}{number}" for number in articles}
    return Counter(mention.form for mention in group.mentions if mention.seed in seeds)


def _clear_owner(group: Group) -> str:
    """Its country, when most of what is said of it agrees."""
    votes = Counter(mention.owner for mention in group.mentions if mention.owner)
    if not votes:
        return group.fallback_owner
    owner = group.owner
    return owner if votes[owner] >= _CLEAR * votes.total() else ""


def _aliases(group: Group, forms: Counter[str], kind: EntityType, owner: str) -> Iterator[Alias]:
    """What it is called in the articles, the fullest form that is met again first."""
    languages = {mention.form: mention.language for mention in group.mentions}
    ordered = sorted(forms, key=lambda form: (forms[form] > 1, *fullness(form), forms[form], form), reverse=True)
    context = (*country_words(owner), *telling_words(ordered[0]))
    for form in usable_forms(ordered)[:_MOST_FORMS]:
        alias = cautious(form, kind, languages.get(form, "und"), context, confidence=_CONFIDENCE)
        if alias:
            yield alias


def _id(name: str, taken: set[str]) -> str:
    slug = re.sub(r"[^0-9a-z가-힣]+", "-", key_of(name)).strip("-")[:60].strip("-") or "entity"
    free = next(form for number in count(1) if (form := slug if number == 1 else f"{slug}-{number}") not in taken)
    taken.add(free)
    return free
