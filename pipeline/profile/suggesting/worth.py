"""Which names of articles are worth a person's time: named for sure, of a kind that one watches, nobody's byline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.model.profile import EntityType
from pipeline.profile import lexicon
from pipeline.profile.entities.grading import is_media
from pipeline.profile.entities.grouping import Group
from pipeline.profile.entities.surroundings import kind_by_surroundings
from pipeline.profile.frequency import zipf_frequency
from pipeline.profile.koreannames import is_hangul_person
from pipeline.profile.names.acronyms import is_acronym
from pipeline.profile.names.koreanorgs import kind_of, looks_like_media
from pipeline.profile.names.koreanwords import is_everyday
from pipeline.profile.names.mentions import Mention
from pipeline.profile.names.shapes import owner_inside_words
from pipeline.profile.places import demonym_of, place_of
from pipeline.profile.suggesting.known import Known
from pipeline.profile.suggesting.texts import HANGUL, Reading
from pipeline.profile.tokens import key_of

_A_WORD = 3.2  # zipf from which a lone word is one of the language
_EVERYDAY = 4.0  # the same for words of which a name of several is made
_FULL = 6  # words; a longer form is seldom how one calls it
_SHOUTED = 3  # words in capitals from which they are a headline
_JOINED = re.compile(r"[A-ZÁÉÍÓÚÑ][\w\-]* (?:and|&|y|e|of|de|del) $")
_BYLINE = re.compile(
    r"(?:^|[.|·] ?)(?:by|por|reporting by|editing by|escrito por|texto:?|foto:?|photo:?) $", re.IGNORECASE
)
_REPORTER = re.compile(
    r"\s*(?:=\s*)?(?:기자|특파원|통신원|논설위원|인턴기자|선임기자)|,? (?:reporter|correspondent|staff writer|"
    r"periodista|corresponsal|redactora?)\b",
    re.IGNORECASE,
)


class Press:
    """Who writes the articles: outlets, agencies, authors; and sentences that come again, which are nobody's news."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        articles = [reading.found.article for reading in readings]
        self._names = {key_of(name) for article in articles for name in (article.outlet, *article.authors) if name}
        counts = Counter(line for reading in readings for line in {sentence.text for sentence in reading.sentences})
        self._again = {text for text, count in counts.items() if count > 1}

    def wrote(self, form: str) -> bool:
        """Whether it is the name of an author, an outlet or an agency."""
        return key_of(form) in self._names or is_media(form) or looks_like_media(form)

    def repeats(self, mention: Mention) -> bool:
        """Whether the whole sentence stands in another story too: a slogan, a footer, an old paragraph used again."""
        return mention.sentence.text in self._again


def kind_worth(group: Group) -> EntityType | None:
    """What kind of thing it is, if that is clear and one may watch it; places are all over the news."""
    kind = group.type or kind_by_surroundings(group)
    if group.place or kind in {None, EntityType.PLACE} or not _is_firm(group, kind):
        return None
    if group.generic and not (group.owner or group.fallback_owner):
        return None  # the Ministry of Defence of nobody knows whom
    return kind


def _is_firm(group: Group, kind: EntityType | None) -> bool:
    """Whether it surely is a name: several words, or one that is in no dictionary and told by what stands around it."""
    form = group.longest
    if HANGUL.search(form):
        return is_hangul_person(form) or bool(" " in form and kind is EntityType.PERSON) or _is_korean_body(form)
    words = form.split()
    if kind is EntityType.PERSON:
        return len(words) > 1 and not any(map(str.isupper, words))
    if form.isupper() and len(words) >= _SHOUTED:
        return False
    if len(words) > 1:
        return bool(group.acronyms or owner_inside_words(form)) or not _is_everyday(words)
    if kind is EntityType.PRODUCT and any(char.isdigit() for char in form):
        return True
    spelt = bool(group.acronyms) or any(HANGUL.search(other) for other in group.forms)
    told = kind_by_surroundings(group) is EntityType.COMPANY
    rare = max(zipf_frequency(form.lower(), language) for language in ("en", "es")) < _A_WORD
    return (spelt or told) and (rare or is_acronym(form))


def _is_everyday(words: Sequence[str]) -> bool:
    """``Board of Directors``, ``National Assembly``: every state and every company has one."""
    return all(max(zipf_frequency(word.lower(), language) for language in ("en", "es")) >= _EVERYDAY for word in words)


def _is_korean_body(form: str) -> bool:
    return kind_of(form) is not None or (len(form) > 2 and not is_everyday(form))


def is_written_by(mention: Mention) -> bool:
    """Whether the name stands as a byline: "By ...", "... 기자", "= ... 특파원"."""
    text = mention.sentence.paragraph.text
    before, after = text[max(0, mention.start - 20) : mention.start], text[mention.end : mention.end + 20]
    return bool(_BYLINE.search(before) or _REPORTER.match(after))


def is_torn(group: Group) -> bool:
    """``Immigration and [Customs Enforcement]``: mostly behind a capital and an "and", the second half of a name."""
    behind = sum(
        bool(_JOINED.search(mention.sentence.paragraph.text[max(0, mention.start - 40) : mention.start]))
        for mention in group.mentions
    )
    return group.type is not EntityType.PERSON and 2 * behind >= len(group.mentions)


def is_known(group: Group, known: Known) -> bool:
    """Whether any of its forms is known, is a part of one that is, or has a watched name in it."""
    return any(_is_known_form(form, known) for form in (*group.forms, *group.acronyms))


def _is_known_form(form: str, known: Known) -> bool:
    return known.has(form) or known.has_part(form) or bool(known.named_in(form))


def usable_forms(forms: Iterable[str]) -> list[str]:
    """Forms that name it and no place, people or month; of shouted and plain spellings the plain one."""
    kept: dict[str, str] = {}
    for form in forms:
        usable = not (place_of(form) or demonym_of(form)) and key_of(form) not in lexicon.CALENDAR | lexicon.ROLE_NOUNS
        shouted = form.isupper() and not is_acronym(form)
        if usable and (key_of(form) not in kept or (kept[key_of(form)].isupper() and not shouted)):
            kept[key_of(form)] = form
    return list(kept.values())


def fullness(form: str) -> tuple[bool, bool, int]:
    """How fully a form says its name: Latin letters before Hangul, words before capitals, then by their number."""
    return not HANGUL.search(form), not is_acronym(form), min(len(form.split()), _FULL)
