"""How else an embassy is written: by its country and the one it stands in, in three languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from pipeline.model.profile import Alias
from pipeline.profile.aliases.placealiases import country_words, takes_article
from pipeline.profile.places import Place, country, demonym_of, place_of

_NAMES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"embassy of (?:the )?(?P<sender>[^,]+?)(?:(?:,| in) (?:the )?(?P<post>[^,]+))?",
        r"(?P<sender>[^,]+?) embassy(?:,| in) (?:the )?(?P<post>[^,]+)",
        r"embajada (?:del|de(?: la| los)?) (?P<sender>[^,]+?)(?:(?:,| en)(?: el| la| los)? (?P<post>[^,]+))?",
    )
)
_WITH_THE = re.compile(r"\b(?:Republic|Kingdom|States|Emirates|Netherlands|Philippines|Union)\b")
_MOST_NAMES = 3  # of a country


def embassy_aliases(name: str) -> Iterator[Alias]:
    """Of an embassy, by the country that sends it and the one it is in; the likeliest first, nothing for other names.

    Forms that leave the host out ask for it or its city: "Embassy of Korea" stands in each capital. The city is no part
    of a form, since it is a name of its own: "Embassy of Peru in Seoul" names two.
    """
    match = next((found for pattern in _NAMES if (found := pattern.fullmatch(name))), None)
    sender = _country_called(match.group("sender")) if match else None
    if match is None or sender is None:
        return
    post = place_of(match.group("post") or "")
    host = country(post.code) if post else None
    city = post if post and post.kind == "city" else None
    if host:
        yield from _forms(_english(sender, host), "en", 0.8)
        yield from _forms(_spanish(sender, host), "es", 0.8)
        yield from _forms(_korean(sender, host), "ko", 0.8)
    near = _near(host, city) if host else ()
    yield from _forms((f"Embassy of {form}" for form in _english_names(sender)), "en", 0.6, near)
    yield from _forms(_spanish_bare(sender), "es", 0.6, near)
    if host:
        yield from _forms((f"{form} Embassy" for form in _adjectives(sender)), "en", 0.6, near)
        yield from _forms((f"{form} 대사관" for form in _korean_names(sender)[:1]), "ko", 0.5, near)


def _near(host: Place, city: Place | None) -> tuple[str, ...]:
    capital = (form for form, _ in city.names) if city else ()
    return tuple(dict.fromkeys((*capital, *country_words(host.code))))


def _forms(forms: Iterator[str], language: str, confidence: float, near: tuple[str, ...] = ()) -> Iterator[Alias]:
    for form in forms:
        yield Alias(form=form, language=language, origin="template", confidence=confidence, require_context=near)


def _country_called(form: str) -> Place | None:
    place = place_of(form) or demonym_of(form)
    return place if place and place.kind == "country" else None


def _english_names(place: Place) -> list[str]:
    names = [form for form, language in place.names if language == "en" and "." not in form and not form.isupper()]
    return [f"the {form}" if _WITH_THE.search(form) else form for form in names[:_MOST_NAMES]]


def _spanish_names(place: Place) -> list[str]:
    names = [form for form, language in place.names if language == "es" and "." not in form and not form.isupper()]
    return [f"la {form}" if form.startswith("República") else form for form in names[:_MOST_NAMES]]


def _korean_names(place: Place) -> list[str]:
    return sorted((form for form, language in place.names if language == "ko"), key=len)[:1]


def _adjectives(place: Place) -> list[str]:
    return [form for form, language in place.demonyms if language == "en"][:2]


def _english(sender: Place, host: Place) -> Iterator[str]:
    for post in _english_names(host)[:2]:
        yield from (f"Embassy of {form} in {post}" for form in _english_names(sender))
        yield from (f"{form} Embassy in {post}" for form in _adjectives(sender))


def _spanish_bare(sender: Place) -> Iterator[str]:
    for form in _spanish_names(sender):
        yield f"Embajada de {form}"
        if takes_article(sender):
            yield f"Embajada del {form}"


def _spanish(sender: Place, host: Place) -> Iterator[str]:
    hosts = _spanish_names(host)
    if takes_article(host):
        hosts = list(chain.from_iterable((form, f"el {form}") for form in hosts[:1]))
    for post in hosts:
        yield from (f"{form} en {post}" for form in _spanish_bare(sender))


def _korean(sender: Place, host: Place) -> Iterator[str]:
    """``주한 페루 대사관``; of Korea's own the sender may be left out: ``주페루 대사관``."""
    there = "한" if host.code == "KR" else next(iter(_korean_names(host)), "")
    who = next(iter(_korean_names(sender)), "")
    if there and who:
        yield f"주{there} {who} 대사관"
        if sender.code == "KR":
            yield f"주{there} 대사관"
