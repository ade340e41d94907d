"""What a watch without pairs is about, marked on its entities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.model.profile import Entity, EntityType
from pipeline.profile.entities.grading import speaks_for_country
from pipeline.profile.entities.grouping import Group
from pipeline.profile.places import Place, country


def with_name_at_centre(entities: Sequence[Entity], groups: Sequence[Group], central: str) -> list[Entity]:
    """The entities, that of the central group marked as what the watch is about."""
    marked = [
        replace(entity, centre=not group.place and group.key == central)
        for entity, group in zip(entities, groups, strict=False)
    ]
    return [*marked, *entities[len(groups) :]]


def with_country_at_centre(entities: tuple[Entity, ...], home: str) -> tuple[Entity, ...]:
    """The entities of a watch on a subject in one country: that is the centre, and what belongs to it its side."""
    place = country(home)
    return tuple(_with_side(entity, place, home) if place else entity for entity in entities)


def _with_side(entity: Entity, place: Place, home: str) -> Entity:
    if entity.id == place.id:
        return replace(entity, centre=True)
    # A project that no seed places elsewhere is one of those that the watch is about.
    if entity.country == home or (entity.type is EntityType.PROJECT and not entity.country):
        speaks = speaks_for_country(entity.name, entity.type, entity.grade)
        return replace(entity, side=place.id, stands_alone=speaks)
    return entity
