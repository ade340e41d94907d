"""How much an entity weighs, which side it is on, and whether it can stand for its side."""

from __future__ import annotations

from pipeline.model.profile import EntityType, Grade
from pipeline.profile import lexicon
from pipeline.profile.entities.grouping import Group
from pipeline.profile.names.koreanorgs import is_media_name
from pipeline.profile.tokens import key_of

_OFTEN = 0.4  # share of the seeds from which a name runs through them
_DWELT_ON = 2  # mentions a seed: a country named once in each stands in a list
_LEADERS = frozenset(
    "president presidente presidenta minister ministro ministra premier chancellor canciller ceo chairman chair".split()
)


def is_media(form: str) -> bool:
    """Whether it is a news agency or a paper: a source, nothing to watch."""
    return key_of(form) in lexicon.MEDIA or key_of(form) in lexicon.MEDIA_NAMES or is_media_name(form)


def grade(group: Group, kind: EntityType, owner: str, pillars: tuple[str, ...], seeds: int) -> Grade:
    """Core, secondary or background. ``pillars`` are ISO codes of the two countries of the watch, or ()."""
    if is_media(group.longest):
        return Grade.BACKGROUND
    if group.place or kind is EntityType.PLACE:
        return _grade_place(group, owner, pillars, seeds)
    if pillars:
        return _grade_between(group, kind, owner, pillars)
    return _grade_alone(group, kind, seeds)


def _grade_place(group: Group, owner: str, pillars: tuple[str, ...], seeds: int) -> Grade:
    if owner and owner in pillars:
        return Grade.CORE if group.place and group.place.kind == "country" else Grade.SECONDARY
    runs, known = _runs(group, seeds), not pillars and len(group.all) > 2
    if group.place and group.place.kind == "country":
        often = len(group.all) >= _DWELT_ON * len(group.seeds)
        return Grade.BACKGROUND if not often else Grade.CORE if runs else Grade.SECONDARY if known else Grade.BACKGROUND
    return Grade.SECONDARY if runs or known else Grade.BACKGROUND


def _runs(group: Group, seeds: int) -> bool:
    return len(group.seeds) >= max(2, _OFTEN * seeds) or (seeds == 1 and len(group.all) >= 4)


def _grade_between(group: Group, kind: EntityType, owner: str, pillars: tuple[str, ...]) -> Grade:
    """For a watch on two countries: what belongs to one of them, and what is made or built between them."""
    if owner and owner not in pillars:
        return Grade.SECONDARY if len(group.all) > 1 and kind is EntityType.PROJECT else Grade.BACKGROUND
    if kind in {EntityType.PRODUCT, EntityType.PROJECT, EntityType.COMPANY}:
        return Grade.CORE if kind is not EntityType.COMPANY or owner or len(group.all) > 1 else Grade.SECONDARY
    if kind is EntityType.PERSON:
        return Grade.CORE if owner and leads(group) else Grade.SECONDARY if owner else Grade.BACKGROUND
    if kind in {EntityType.EVENT, EntityType.AGREEMENT}:
        return Grade.BACKGROUND if kind is EntityType.EVENT else Grade.SECONDARY
    if owner:
        return Grade.CORE
    return Grade.SECONDARY if len(group.all) > 1 else Grade.BACKGROUND


def leads(group: Group) -> bool:
    """Whether a title of it is that of a head of state, a minister or the head of a company."""
    return any(set(key_of(mention.title).split()) & _LEADERS for mention in group.all)


def _grade_alone(group: Group, kind: EntityType, seeds: int) -> Grade:
    count = len(group.all)
    if _runs(group, seeds) or count >= 4:
        return Grade.CORE
    if count >= 2 or group.acronyms or kind not in {EntityType.ORGANISATION, EntityType.EVENT, EntityType.AGREEMENT}:
        return Grade.SECONDARY
    return Grade.BACKGROUND


def stands_alone(group: Group, kind: EntityType, level: Grade) -> bool:
    """Whether naming it is as good as naming its country: a factory or a minister is, a city or a tank is not."""
    return not group.place and speaks_for_country(group.longest, kind, level)


def speaks_for_country(name: str, kind: EntityType, level: Grade) -> bool:
    if kind in {EntityType.PLACE, EntityType.PRODUCT} or level is Grade.BACKGROUND:
        return False
    return kind is not EntityType.PERSON or " " in name
