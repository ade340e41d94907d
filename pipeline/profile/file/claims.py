"""Which entity a written form belongs to, and when two claims to one form cannot both stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.model.profile import Alias, Entity
from pipeline.profile.file.faults import Path
from pipeline.profile.tokens import key_of

# "Lines 3 and 4" names both of them, and both claim it.
_SEVERAL = re.compile(r"\d\w*\s*(?:and|y|e|및|와|과|&|,|·|/)\s*\w*\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A form that is used for an entity, and on which condition."""

    form: str
    owner: str  # entity id
    is_exact: bool  # heeds capitals
    context: frozenset[str]  # folded words, one of which must be there; empty for no condition
    path: Path = ()

    @classmethod
    def of(cls, entity: Entity, alias: Alias, path: Path = ()) -> Claim:
        return cls.made(entity.id, alias.form, alias.case_sensitive, alias.require_context, path)

    @classmethod
    def made(cls, owner: str, form: str, is_exact: bool, context: Iterable[str], path: Path = ()) -> Claim:
        return cls(form=form, owner=owner, is_exact=is_exact, context=frozenset(map(key_of, context)), path=path)


def clash(one: Claim, other: Claim) -> bool:
    """Whether an article cannot tell which of two entities a form means; both forms fold to the same.

    Namesakes may share a form when something tells them apart: capitals that both heed, or a context that one of them
    requires and the other does not.
    """
    if one.owner == other.owner or (one.is_exact and other.is_exact and one.form != other.form):
        return False
    return one.context == other.context and not _SEVERAL.search(key_of(one.form))


def stands_in(word: str, form: str) -> bool:
    """Whether a word of the context is a word of the form itself: then it is there whenever the form is."""
    return bool(re.search(rf"(?<!\w){re.escape(key_of(word))}(?!\w)", key_of(form)))
