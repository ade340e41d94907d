"""Names of places as aliases, and as parts of other aliases."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.model.profile import Alias
from pipeline.profile.aliases.transcription import hangul_of_spanish
from pipeline.profile.places import Place, country
from pipeline.profile.tokens import key_of


def place_aliases(place: Place, seen: Iterable[str]) -> list[Alias]:
    """Names by CLDR and own tables, demonyms as weaker ones, and what the seeds wrote."""
    aliases = [
        Alias(form=form, language=language, origin="cldr", case_sensitive=_is_strict(form))
        for form, language in place.names
    ]
    aliases += [Alias(form=form, language=language, origin="cldr", confidence=0.6) for form, language in place.demonyms]
    context = _other_names(place)
    if place.kind == "city" and _is_ambiguous_city(place):
        aliases = [_with_context(alias, context) for alias in aliases]
    return unique_aliases([*aliases, *(Alias(form=form, case_sensitive=_is_strict(form)) for form in seen)])


def _is_strict(form: str) -> bool:
    return form.isascii() and form.isupper() and len(form) <= 4


def _is_ambiguous_city(place: Place) -> bool:
    """A name short enough to be a bean, a surname or another town: Lima, La Paz, Santiago."""
    return len(place.name) <= 4 or place.name in {"Santiago", "Cordoba", "San Juan", "Victoria", "Santo Domingo"}


def _other_names(place: Place) -> tuple[str, ...]:
    home = country(place.code)
    return country_words(home.code) if home else ()


def country_words(code: str) -> tuple[str, ...]:
    """The words that show a country: its names and main demonyms, one for each language."""
    home = country(code)
    if not home:
        return ()
    firsts: dict[str, str] = {}
    for form, language in (*home.names, *((form, f"{language} adjective") for form, language in home.demonyms)):
        if not (form.isupper() and len(form) < 4):
            firsts.setdefault(language, form)
    short = tuple(form for form, language in home.names if language == "ko" and form != firsts.get("ko"))[:1]
    return tuple(dict.fromkeys((*firsts.values(), *short)))


def _with_context(alias: Alias, context: tuple[str, ...]) -> Alias:
    return Alias(
        form=alias.form, language=alias.language, origin=alias.origin, confidence=alias.confidence,
        case_sensitive=alias.case_sensitive, require_context=context,
    )  # fmt: skip


def unique_aliases(aliases: Iterable[Alias]) -> list[Alias]:
    """The first of each form wins; forms of the seeds come first."""
    kept: dict[tuple[str, bool], Alias] = {}
    for alias in aliases:
        key = (key_of(alias.form), alias.case_sensitive)
        if alias.form and (key_of(alias.form), False) not in kept and (key_of(alias.form), True) not in kept:
            kept[key] = alias
    return list(kept.values())


def local_names(place: Place | None, fallback: str) -> tuple[list[str], list[str]]:
    """Spanish and Korean names of a place, or of a name that is none."""
    if place:
        spanish = [form for form, language in place.names if language == "es" and not form.isupper()]
        korean = [form for form, language in place.names if language == "ko" and not form.isascii()]
        return spanish[:2] or [place.name], sorted(korean, key=len)[:1]  # the short name is the usual one: 한국, 미국
    hangul = hangul_of_spanish(fallback)
    return [fallback], [hangul] if hangul else []


# el Perú, el Ecuador, el Brasil: "del" is usual beside "de".
_WITH_EL = frozenset({"PE", "EC", "BR", "JP", "PY", "UY", "GB", "LB", "SV", "SN"})


def takes_article(place: Place | None) -> bool:
    """Whether Spanish says "del Perú" beside "de Perú"."""
    return place is not None and place.code in _WITH_EL


def relation_aliases(left: Place, right: Place) -> list[Alias]:
    """``Peru–South Korea relations``."""
    spanish = [local_names(place, "")[0][-1] for place in (left, right)]
    korean = [local_names(place, "")[1][-1:] or [""] for place in (left, right)]
    short = [
        sorted((form for form, language in place.names if language == "en" and len(form) > 3), key=len)[0]
        for place in (left, right)
    ]
    english = {(left.name, right.name), (short[0], short[1])}
    forms = [(f"{a}–{b} relations", "en") for a, b in sorted(english | {(b, a) for a, b in english})]
    forms += [(f"relaciones {a}-{b}", "es") for a, b in (spanish, spanish[::-1])]
    forms += [(f"relaciones entre {a} y {b}", "es") for a, b in (spanish, spanish[::-1])]
    if all(name[0] for name in korean):
        forms += [(f"{a[0]}-{b[0]} 관계", "ko") for a, b in (korean, korean[::-1])]
        others = [name[0] for place, name in zip((left, right), korean, strict=True) if place.code != "KR"]
        if len(others) == 1:
            forms += [(f"한-{others[0]} 관계", "ko"), (f"한·{others[0]}", "ko")]
    return [Alias(form=form, language=language, origin="template", confidence=0.9) for form, language in forms]
