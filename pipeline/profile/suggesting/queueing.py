"""Suggestions into the file that a person edits: proposals with their evidence, and no other byte changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pipeline.model.profile import ARTICLE, Entity, Evidence, Profile, Status
from pipeline.profile.file.dumping import plain_profile
from pipeline.profile.file.items import FILE, ORDERS, edited, find_entity
from pipeline.profile.file.loading import load_profile
from pipeline.profile.file.splicing import Splice
from pipeline.profile.suggesting.caution import ORIGIN
from pipeline.profile.suggesting.known import Known
from pipeline.profile.suggesting.suggestion import Suggestion

_MOST_QUOTES = 2  # of an alias; a new entity has one more


def queue(text: str, suggestions: Sequence[Suggestion], told: Mapping[str, str]) -> str:
    """The profile file with the suggestions as proposals; what it has by now, however it stands there, is left out.

    ``told`` says of each, by its ``key``, what the archive knows of it, in words. Raises ``ProfileError`` when the file
    has a fault.
    """
    fresh = without_known(suggestions, Known(load_profile(text, FILE), None))
    if not fresh:
        return text
    return edited(text, lambda splice: _add(splice, fresh, told))


def without_known(suggestions: Iterable[Suggestion], known: Known) -> tuple[Suggestion, ...]:
    """Those that a profile still lacks; forms for entities that it no longer uses are left out."""
    return tuple(each for each in suggestions if _is_lacking(each, known))


def _is_lacking(suggestion: Suggestion, known: Known) -> bool:
    if suggestion.alias is None:
        forms = (suggestion.entity.name, *(alias.form for alias in suggestion.entity.aliases))
        return suggestion.entity.id not in known.ids and not any(map(known.has, forms))
    present = known.entity(suggestion.entity.id)
    return present is not None and present.status is not Status.REJECTED and not known.has(suggestion.alias.form)


def _add(splice: Splice, suggestions: Sequence[Suggestion], told: Mapping[str, str]) -> None:
    forms: defaultdict[str, list[Suggestion]] = defaultdict(list)
    for each in suggestions:
        if each.alias:
            forms[each.entity.id].append(each)
    for identity, own in forms.items():
        node = find_entity(splice, identity)
        added = _plain(_of_forms(own, told))
        for key in ("aliases", "evidence"):
            splice.change_list(node, key, add=added[key], order=ORDERS["entities"])
    new = [_plain(_with_evidence(each, told)) for each in suggestions if each.alias is None]
    splice.change_list(splice.root, "entities", add=new)


def _of_forms(suggestions: Sequence[Suggestion], told: Mapping[str, str]) -> Entity:
    """An entity that has nothing but what is to be added."""
    return replace(
        suggestions[0].entity,
        aliases=tuple(each.alias for each in suggestions if each.alias),
        evidence=tuple(quote for each in suggestions for quote in _evidence(each, told, _MOST_QUOTES)),
    )


def _with_evidence(suggestion: Suggestion, told: Mapping[str, str]) -> Entity:
    note = told.get(suggestion.key, "")
    return replace(suggestion.entity, note=note, evidence=_evidence(suggestion, {}, _MOST_QUOTES + 1))


def _evidence(suggestion: Suggestion, told: Mapping[str, str], most: int) -> tuple[Evidence, ...]:
    facts = told.get(suggestion.key, "")
    return tuple(
        Evidence(
            seed=f"{ARTICLE}{seen.article_id}",
            start=seen.start,
            end=seen.end,
            quote=seen.quote,
            rule=f"{ORIGIN}: {suggestion.form}{f'; {facts}' if facts else ''}",
        )
        for seen in suggestion.seen[:most]
    )


def _plain(entity: Entity) -> dict[str, Any]:
    profile = Profile(version="", seeds=(), entities=(entity,), topics=(), pairs=())
    plain: dict[str, Any] = plain_profile(profile)["entities"][0]
    return plain
