"""The questions to Wikidata's API, as addresses.

Parameters by https://www.wikidata.org/w/api.php?action=help&modules=wbsearchentities and ...modules=wbgetentities;
manners by https://www.mediawiki.org/wiki/API:Etiquette: several items in one request, and ``maxlag``, by which a
server that is behind with its work may send us away.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from pipeline.profile.places import place_of

# "mul" is the name in all languages: an item that has it need not repeat it in each.
LANGUAGES = ("en", "es", "ko", "mul")
_CANDIDATES = 10
_SECONDS_BEHIND = 5


def search_address(api: str, form: str, language: str) -> str:
    """Ask which items are called so, or begin so, in this language or in one it falls back to."""
    return _address(
        api, action="wbsearchentities", search=form, language=language, uselang="en", type="item", limit=_CANDIDATES
    )


def items_address(api: str, ids: Iterable[str]) -> str:
    """Ask for names and statements of items; at most 50, and an item may weigh a megabyte."""
    return _entities(api, ids, "labels|aliases|descriptions|claims")


def names_address(api: str, ids: Iterable[str]) -> str:
    """Ask for the names of items alone; at most 50."""
    return _entities(api, ids, "labels")


def country_of(names: Iterable[str]) -> str:
    """The country that a place of these names is, or lies in: ISO 3166-1 alpha-2, "" when CLDR does not know."""
    places = [place for name in names if (place := place_of(name))]
    return next((place.code for place in places if place.code), "")


def _entities(api: str, ids: Iterable[str], props: str) -> str:
    return _address(api, action="wbgetentities", ids="|".join(ids), props=props, languages="|".join(LANGUAGES))


def _address(api: str, **parameters: str | int) -> str:
    return f"{api}?{urlencode({**parameters, 'maxlag': _SECONDS_BEHIND, 'format': 'json'})}"
