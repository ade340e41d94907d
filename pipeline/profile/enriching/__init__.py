"""Learnt entities in; what Wikidata calls them out, as proposals that wait for a person.

questions            who is looked up, and by which names; wikidata: the addresses that ask so
answers              its JSON -> ids and items
classes              which classes of items may be which type of entity
choosing             the one item that agrees, or why there is none
lookups              what was answered, as a file
proposing            answers -> aliases with the status "proposed"
"""

from __future__ import annotations

from pipeline.profile.enriching.answers import Item, read_found, read_items
from pipeline.profile.enriching.choosing import Choice, choose, classes_to_ask, places_to_ask
from pipeline.profile.enriching.lookups import Lookup, answered, dump_lookups, is_fresh, load_lookups
from pipeline.profile.enriching.proposing import propose
from pipeline.profile.enriching.questions import Question, questions_for
from pipeline.profile.enriching.wikidata import country_of, items_address, names_address, search_address

__all__ = [
    "Choice",
    "Item",
    "Lookup",
    "Question",
    "answered",
    "choose",
    "classes_to_ask",
    "country_of",
    "dump_lookups",
    "is_fresh",
    "items_address",
    "load_lookups",
    "names_address",
    "places_to_ask",
    "propose",
    "questions_for",
    "read_found",
    "read_items",
    "search_address",
]
