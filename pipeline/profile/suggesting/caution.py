"""A form as an alias, with the caution that it needs."""

from __future__ import annotations

from pipeline.model.profile import Alias, EntityType, Status
from pipeline.profile import lexicon
from pipeline.profile.aliases.aliases import is_bare_word, needs_context
from pipeline.profile.names.acronyms import is_acronym
from pipeline.profile.names.koreanorgs import kind_of
from pipeline.profile.names.koreanwords import is_everyday
from pipeline.profile.suggesting.texts import HANGUL
from pipeline.profile.tokens import key_of

ORIGIN = "archive"
_MOST_CONTEXT = 8
_SPANISH = frozenset({"de", "del", "la", "las", "los", "y"})


def cautious(
    form: str,
    kind: EntityType,
    language: str,
    context: tuple[str, ...],
    *,
    confidence: float,
    status: Status = Status.AUTO,
) -> Alias | None:
    """The alias; None for a form that would find too much, where no context is known to tell."""
    ambiguous = is_ambiguous(form, kind)
    words = tuple(word for word in dict.fromkeys(context) if word not in form)[:_MOST_CONTEXT]
    if ambiguous and not words:
        return None
    return Alias(
        form=form,
        language=_language(form, language),
        origin=ORIGIN,
        confidence=confidence,
        status=status,
        case_sensitive=is_acronym(form) or _is_designator(form, kind),
        require_context=words if ambiguous else (),
    )


def telling_words(name: str) -> tuple[str, ...]:
    """The words of a name that say whose it is."""
    return tuple(word for word in name.split() if len(word) > 3 and key_of(word) not in lexicon.FUNCTION_WORDS)


def is_ambiguous(form: str, kind: EntityType) -> bool:
    """Whether it may mean something else: a short name, a word of the language, what other armies have as well."""
    if HANGUL.search(form):
        return len(form) <= 2 or (kind is not EntityType.PERSON and not _tells_itself(form))
    if " " in form:
        return False
    if _is_designator(form, kind):
        return len(form.replace("-", "")) <= 3
    return is_bare_word(form, kind) or needs_context(form)


def _tells_itself(form: str) -> bool:
    """Whether one word of it is nobody else's: 현대로템, but not 육군 조병창 nor 공군 정비창."""
    telling = (len(word) > 2 and bool(kind_of(word) or not is_everyday(word)) for word in form.split())
    return any(telling) and not is_of_a_force(form)


def is_of_a_force(form: str) -> bool:
    """``육군조병창``: every army may have one."""
    return form.startswith(("육군", "해군", "공군", "해병대", "국방부", "국영", "국립"))


def _is_designator(form: str, kind: EntityType) -> bool:
    return kind is EntityType.PRODUCT and " " not in form and any(char.isdigit() for char in form)


def _language(form: str, language: str) -> str:
    if HANGUL.search(form):
        return "ko"
    if " " not in form or language == "ko":
        return "und"
    return "es" if _SPANISH.intersection(form.split()) else language
