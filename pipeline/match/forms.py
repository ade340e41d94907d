"""The forms a watch looks for, and what each stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import Enum, IntEnum, auto
from functools import cache

from pipeline.match.asides import asides
from pipeline.match.korean import COUNTRY_SYLLABLES, is_hangul
from pipeline.match.spellings import inflections, spellings
from pipeline.match.surnames import surnames
from pipeline.model.profile import LONGEST_FORM, Alias, Entity, EntityType, ItemKind, Profile, Status, Topic
from pipeline.text.fold import fold_key
from pipeline.text.wordfold import words_key

# An alias that is more likely wrong than right would mostly add noise; it stays in the profile for a person to confirm.
LEAST_CONFIDENCE = 0.3
# K2 and K-2 are the tank, but "vitamin K 2" is none: a single letter and its number keep together.
_TIGHT = re.compile(r"(?<![^\W_])[^\W\d_]-?\d")
_MARKS = ".)]!?"  # that may be the end of a name
_SHORT_NAME = 5  # letters; capital acronyms and names this short are often words too: FAME, Lima


class Kind(IntEnum):
    NAME = auto()  # an alias of an entity
    SURNAME = auto()  # counts only where the full name stands in the same article
    TERM = auto()  # a word of a topic
    CONTEXT = auto()  # a word that some alias requires
    PHRASE = auto()  # words that a rule asks for
    ASIDE = auto()  # a word of sport, stage or kitchen


class Case(Enum):
    ANY = auto()
    CAPITAL = auto()  # must begin with a capital: Lima, not lima
    EXACT = auto()  # the profile's own capitals: FAME, not Fame


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One form to look for; its spellings share it."""

    kind: Kind
    text: str  # as the profile writes it
    # What every candidate is asked first, told once: a watch's forms meet thousands of them a second, and what is told
    # in one place is read at once.
    plain: bool = field(init=False)  # printed as the profile writes it, and a whole word, there is no more to look at
    capital: bool = field(init=False)  # begins with one, or it is not this
    simple: bool = field(init=False)  # printed as the profile writes it, no letter more needs a look
    place: bool = field(init=False)
    exact: bool = field(init=False)
    tail: str = field(init=False)  # marks at its end, which are no words: of "Ltd." and "Foo (Bar)"
    owner: str  # entity id, topic id, the folded context word, or the aside itself
    language: str = "und"
    type: EntityType | None = None
    country: str = ""
    case: Case = Case.ANY
    context: tuple[str, ...] = ()  # folded; one of them must be found
    confidence: float = 1.0
    width: int | None = None  # characters that name the owner, when the rest is only there to tell (한 in 한·미)
    sure: bool = False  # a person's word, or what the watch is about: two syllables are enough (쿠팡)
    tight: bool = False  # no blank where the form has none: K2, K-2, but not K 2

    def __post_init__(self) -> None:
        exact = self.case is Case.EXACT
        borders = self.text[:1] + self.text[-1:]
        capital = self.case is Case.CAPITAL or (exact and self.text[:1].isupper())
        place = self.type is EntityType.PLACE
        simple = self.width is None and not any(map(str.isdigit, borders))
        tail = self.text[len(self.text.rstrip(_MARKS)) :]
        told = {
            "capital": capital,
            "exact": exact,
            "simple": simple,
            "plain": simple and not (place or tail) and (not capital or self.text[:1].isupper()),
            "place": place,
            "tail": tail,
        }
        for name, value in told.items():
            object.__setattr__(self, name, value)


def collect_forms(profile: Profile) -> dict[str, tuple[Form, ...]]:
    """Return the words of every spelling that the profile's entities, topics and contexts give, with its forms.

    Rejected items and aliases below ``LEAST_CONFIDENCE`` give none.
    """
    forms: dict[str, dict[Form, None]] = {}
    for key, form in _all_forms(profile):
        if len(key) > 1:
            forms.setdefault(key, {})[form] = None
    own = {key for key, found in forms.items() if any(form.kind not in {Kind.CONTEXT, Kind.PHRASE} for form in found)}
    for key, form in _aside_forms():
        if key not in own:  # a watch of its own on music or football has these words among its terms
            forms.setdefault(key, {})[form] = None
    return {key: tuple(sorted(found, key=_by_owner)) for key, found in forms.items()}


@cache
def _aside_forms() -> tuple[tuple[str, Form], ...]:
    """They are the same for every watch."""
    forms = (Form(kind=Kind.ASIDE, owner=word, text=word) for word in asides())
    return tuple((key, form) for form in forms for key in spellings(form.text))


def _by_owner(form: Form) -> tuple[int, str, float, str]:
    """The order of an entity's aliases in its profile means nothing."""
    return form.kind, form.owner, -form.confidence, form.text


def usable_entities(profile: Profile) -> Iterator[Entity]:
    return (entity for entity in profile.entities if entity.status.is_used)


def usable_topics(profile: Profile) -> Iterator[Topic]:
    return (topic for topic in profile.topics if topic.status.is_used)


def _all_forms(profile: Profile) -> Iterator[tuple[str, Form]]:
    pillars = {pillar for pair in profile.pairs for pillar in (pair.left, pair.right)}
    for entity in usable_entities(profile):
        yield from _entity_forms(entity)
        if entity.id in pillars:
            yield from _syllable_forms(entity)
    for topic in usable_topics(profile):
        yield from _topic_forms(topic)
    for rule in profile.rules:
        for item in (*rule.must, *rule.any, *rule.but_not):
            if item.kind is ItemKind.PHRASE:
                for key in spellings(fold_key(item.what)):
                    yield key, Form(kind=Kind.PHRASE, owner=item.what, text=" ".join(item.what.split()))


def _entity_forms(entity: Entity) -> Iterator[tuple[str, Form]]:
    aliases = tuple(_usable_aliases(entity))
    for alias in aliases:
        form = _name_form(entity, alias)
        for key in spellings(fold_key(alias.form)):
            yield key, form
        for word in form.context:
            for key in spellings(word):
                yield key, Form(kind=Kind.CONTEXT, owner=word, text=word)
    if entity.type is EntityType.PERSON:
        for surname in surnames(alias.form for alias in aliases):
            form = Form(kind=Kind.SURNAME, owner=entity.id, text=surname, type=entity.type, case=Case.CAPITAL)
            yield words_key(surname), form


def _usable_aliases(entity: Entity) -> Iterable[Alias]:
    for alias in entity.aliases:
        if not alias.status.is_used or len(alias.form) > LONGEST_FORM:
            continue
        if alias.status is Status.CONFIRMED or alias.confidence >= LEAST_CONFIDENCE:
            yield alias


def _name_form(entity: Entity, alias: Alias) -> Form:
    return Form(
        kind=Kind.NAME,
        owner=entity.id,
        text=" ".join(alias.form.split()),
        language=alias.language,
        type=entity.type,
        country=entity.country,
        case=_name_case(entity, alias),
        context=tuple(key for word in alias.require_context if (key := fold_key(word))),
        confidence=1.0 if alias.status is Status.CONFIRMED else alias.confidence,
        sure=entity.centre or alias.status is Status.CONFIRMED,
        tight=_TIGHT.search(alias.form) is not None,
    )


def _name_case(entity: Entity, alias: Alias) -> Case:
    case = _case(alias.form, exact=alias.case_sensitive)
    if case is Case.ANY and entity.type is EntityType.PLACE and alias.form[:1].isupper():
        return Case.CAPITAL  # honduras are depths, a panama is a hat
    return case


def _case(form: str, *, exact: bool = False) -> Case:
    short = len(form) <= _SHORT_NAME and form.isalpha()
    if exact or (short and form.isupper()):
        return Case.EXACT
    return Case.CAPITAL if short and form[:1].isupper() else Case.ANY


def _syllable_forms(entity: Entity) -> Iterator[tuple[str, Form]]:
    """한·페루, 한-미 (only the first of the two is found so), 방한 (visiting Korea), 주한 (posted there)."""
    syllable = COUNTRY_SYLLABLES.get(entity.country)
    if syllable and entity.type is EntityType.PLACE:
        form = Form(kind=Kind.NAME, owner=entity.id, text=syllable, language="ko", type=entity.type, width=1)
        yield f"{syllable} ", form  # as ``fold_words`` leaves 한· and 한-
        for stance in ("방", "주", "재"):
            yield f"{stance}{syllable}", replace(form, text=f"{stance}{syllable}", width=None)


def _topic_forms(topic: Topic) -> Iterator[tuple[str, Form]]:
    for term in topic.terms:
        key = fold_key(term.form)
        if len(key) == 1 and is_hangul(key):
            continue  # 은 is silver, and the commonest particle
        # APP is a scheme of financing in Spanish, an app is none.
        case = Case.EXACT if _case(term.form) is Case.EXACT else Case.ANY
        text = " ".join(term.form.split())
        form = Form(kind=Kind.TERM, owner=topic.id, text=text, language=term.language, case=case)
        for inflected in inflections(key, term.language):
            for spelling in spellings(inflected):
                yield spelling, form
