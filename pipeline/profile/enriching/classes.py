"""Which classes of items may be which type of entity.

A small table of classes near the top; an item belongs to one when it can be reached over a few steps of "subclass of".
Numbers are Wikidata's (its data are in the public domain, CC0).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.model.profile import EntityType
from pipeline.profile.enriching.answers import Item

_STEPS = 3  # of "subclass of": above that, classes are too general to tell anything
_NAMES_AND_LISTS = frozenset(
    # Disambiguation page, family name, given names (any, male, female, both), list, category, other inner pages.
    "Q4167410 Q101352 Q202444 Q12308941 Q11879590 Q3409032 Q13406463 Q4167836 Q17442446".split()
)
_HUMAN = frozenset({"Q5"})
# Organisation, business, enterprise, company, corporation, public company, state enterprise, association, nonprofit,
# government agency, government organisation, ministry, ministry of a country, international and intergovernmental
# organisation, political organisation, party, research institute, university, embassy, armed forces, army, navy,
# military unit.
_BODIES = frozenset(
    "Q43229 Q4830453 Q6881511 Q783794 Q167037 Q891723 Q270791 Q15911314 Q163740 Q327333 Q2659904 Q192350 Q1770945 "
    "Q484652 Q245065 Q7210356 Q7278 Q31855 Q3918 Q3917681 Q772547 Q37726 Q4508 Q176799".split()
)
# Facility, structure, infrastructure, airport, international airport, railway line, rapid transit line, station, road,
# bridge, port, dam, power station.
_BUILT = frozenset(
    "Q13226383 Q811979 Q121359 Q1248784 Q644371 Q728937 Q15079663 Q928830 Q34442 Q12280 Q44782 Q12323 Q159719".split()
)
_PROJECTS = frozenset({"Q170584"})
# City, settlement, administrative unit, region, geographic feature, geographic place, archaeological site.
_SITES = frozenset("Q515 Q486972 Q56061 Q82794 Q618123 Q2221906 Q839954".split())
# Product, brand, weapon, weapon model, weapon family, military equipment, vehicle, vehicle model, aircraft, aircraft
# family, aircraft model, ship, spacecraft, software, computer hardware, device, tool, medicine.
_MADE = frozenset(
    "Q2424752 Q431289 Q728 Q15142894 Q15142889 Q18643213 Q42889 Q29048322 Q11436 Q15056993 Q15056995 Q11446 Q40218 "
    "Q7397 Q3966 Q1183543 Q39546 Q12140".split()
)
# Learning tells bodies from one another by their names alone, so any body will do for any of the three.
_FITTING: dict[EntityType, frozenset[str]] = {
    EntityType.PERSON: _HUMAN,
    EntityType.ORGANISATION: _BODIES,
    EntityType.COMPANY: _BODIES,
    EntityType.AGENCY: _BODIES,
    EntityType.PLACE: _SITES | _BUILT,
    EntityType.PRODUCT: _MADE,
    EntityType.PROJECT: _PROJECTS | _BUILT | _MADE,
}


def is_of_type(item: Item, kind: EntityType, parents: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether the item may be an entity of this type; ``parents`` tells what a class is a subclass of."""
    if _NAMES_AND_LISTS & set(item.classes):
        return False
    return any(_FITTING.get(kind, frozenset()) & level for level in _levels(item, parents))


def missing_classes(item: Item, kind: EntityType, parents: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """The classes whose parents must be known to tell; none when it is told already."""
    if _NAMES_AND_LISTS & set(item.classes) or kind is EntityType.PERSON or is_of_type(item, kind, parents):
        return frozenset()
    levels = list(_levels(item, parents))[:_STEPS]
    return frozenset(name for level in levels for name in level if name not in parents)


def _levels(item: Item, parents: Mapping[str, tuple[str, ...]]) -> Iterator[frozenset[str]]:
    """The item's classes, then theirs, and so on."""
    level = frozenset(item.classes)
    for _ in range(_STEPS + 1):
        yield level
        level = frozenset(parent for name in level for parent in parents.get(name, ()))
