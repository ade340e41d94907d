"""Other forms of watched names, as articles write them: in brackets beside them, or a little longer.

``육군조병창(FAME)``, ``Hyundai Rotem (현대로템)``, ``Fábrica de Armas (FAME, por sus siglas)``, ``SIMA Perú``. One half
must be a mention that the judgement has, so that FAME is the factory here; the other must be no known form.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from pipeline.model.hit import Mention
from pipeline.model.profile import Entity, EntityType, Status
from pipeline.profile.aliases.placealiases import country_words, local_names
from pipeline.profile.file.plaindata import tight
from pipeline.profile.names.koreanwords import known_place
from pipeline.profile.names.reading import find_mentions
from pipeline.profile.places import country
from pipeline.profile.suggesting.bonds import Bond, bond, is_name
from pipeline.profile.suggesting.caution import cautious, is_of_a_force, telling_words
from pipeline.profile.suggesting.known import Known
from pipeline.profile.suggesting.suggestion import Sighting, Suggestion
from pipeline.profile.suggesting.texts import HANGUL, Line, Reading

_BRACKET = re.compile(r"\((?P<inside>[^()\n]{2,120})\)")
_PART = re.compile(r"[^,;/|]+")
# "FAME, por sus siglas en español"; "in Spanish: ..."; 이하 'KAI'.
_LEAD = re.compile(
    r"(?:in (?:spanish|korean|english)|en (?:español|inglés|coreano)|por sus siglas(?: en \w+)?|hereinafter|"
    r"en adelante|"
    r"(?:formerly|previously)(?: known as)?|(?:also |better |locally )?known as|antes(?: llamad[oa])?|"
    r"conocid[oa] como|이하|약칭|일명|영문명|옛)(?::|,)? ?",
    re.IGNORECASE,
)
_MARKS = " '\"‘’“”"
_LEGAL = re.compile(
    r",? (?:Company|Corporation|Corp\.?|Inc\.?|Co\.,? Ltd\.?|Co\.|Ltd\.?|Limited|LLC|PLC|plc|S\.A\.C\.|S\.A\.A\.|"
    r"S\.A\.|S\.A\.C|SAC|SAA|SpA|AG|GmbH|N\.V\.|ASA)(?![\w&])"
)
_KOREAN_WORDS = re.compile(r"(?:[가-힣A-Za-z0-9·&]{1,20} ){0,2}[가-힣A-Za-z0-9·&]{0,19}[가-힣]$")
_CAPITAL_NEXT = re.compile(r"[ \-][A-ZÁÉÍÓÚÑ\d]")
_MOST_BRACKETS = 50  # of a line; one that has more is code or a list
_DECIDES = 0.5  # confidence from which a form counts in full
_STORIES, _OUTLETS = 2, 2  # that must show a form which only may be the same name
_CONFIDENCE = {Bond.ADDED: 0.9, Bond.LOOSE: 0.6, Bond.FIRM: 0.8, Bond.SURE: 0.9}


@dataclass(frozen=True, slots=True)
class _Seen:
    """A form beside a watched name, at [start, end) of a line."""

    entity: Entity
    form: str
    bond: Bond
    line: int
    start: int
    end: int


@dataclass(slots=True)
class _Collected:
    """All that shows one form of one entity."""

    surest: _Seen
    language: str  # of the article that has it
    sightings: list[Sighting]  # one for each story


def new_forms(readings: Sequence[Reading], known: Known, step: Callable[[str], object] = str) -> tuple[Suggestion, ...]:
    """Forms that are none yet, the surest first; a form that two entities would have is nobody's."""
    collected: dict[tuple[str, str], _Collected] = {}
    for reading in readings:
        _collect(reading, known, collected)
        step(reading.found.article.outlet)
    owners = Counter(form for _, form in collected)
    found = [
        (each.surest.bond, suggestion)
        for (_, form), each in collected.items()
        if owners[form] == 1 and _is_shown(each.surest.bond, each.sightings) and (suggestion := _suggestion(each))
    ]
    ordered = sorted(found, key=lambda each: (-each[0], -len(each[1].seen), each[1].key))
    return tuple(suggestion for _, suggestion in ordered)


def _collect(reading: Reading, known: Known, collected: dict[tuple[str, str], _Collected]) -> None:
    article = reading.found.article
    for seen in _forms_in(reading, known):
        key = seen.entity.id, tight(seen.form)
        each = collected.setdefault(key, _Collected(seen, article.language, []))
        if seen.bond > each.surest.bond:
            each.surest, each.language = seen, article.language
        if all(one.article_id != article.id for one in each.sightings):
            each.sightings.append(reading.sighting(seen.line, seen.start, seen.end))


def _is_shown(found: Bond, seen: Sequence[Sighting]) -> bool:
    """What is spelt out needs one article; else a hit must show it, and what only may be the same name several."""
    hits = sum(one.is_hit for one in seen)
    if found is Bond.SURE:
        return True
    if found is Bond.FIRM:
        return hits > 0 or len(seen) >= _STORIES
    if found is Bond.ADDED:
        return len(seen) >= _STORIES
    return hits > 0 and len(seen) >= _STORIES and len({one.outlet for one in seen}) >= _OUTLETS


def _suggestion(each: _Collected) -> Suggestion | None:
    entity, form, found = each.surest.entity, each.surest.form, each.surest.bond
    alias = cautious(
        form, entity.type, each.language, _context(entity), confidence=_CONFIDENCE[found], status=Status.PROPOSED
    )
    if alias is None:
        return None
    return Suggestion(entity=entity, alias=alias, seen=tuple(sorted(each.sightings, key=lambda one: not one.is_hit)))


def _context(entity: Entity) -> tuple[str, ...]:
    """Words of its country; where nobody knows it, those that other short forms of it need, else its name's."""
    words = (word for alias in entity.aliases if alias.status.is_used for word in alias.require_context)
    return country_words(entity.country) or tuple(dict.fromkeys(words)) or telling_words(entity.name)


def _forms_in(reading: Reading, known: Known) -> Iterator[_Seen]:
    for number, line in enumerate(reading.lines):
        if not line.mentions or (line.text.isupper() and not HANGUL.search(line.text)):
            continue
        for entity, form, start, end, is_plain in _longer(line, known):
            if not known.has(form):
                yield _Seen(entity, form, Bond.ADDED if is_plain else Bond.FIRM, number, start, end)
        for match in islice(_BRACKET.finditer(line.text), _MOST_BRACKETS):
            yield from _in_bracket(reading, number, match, known)


def _in_bracket(reading: Reading, number: int, match: re.Match[str], known: Known) -> Iterator[_Seen]:
    line = reading.lines[number]
    parts = tuple(_parts(match))
    before = [mention for mention in line.mentions if _ends_at(line, mention, match.start())]
    inside = [mention for mention in line.mentions if match.start() < line.place(mention)[0] < match.end()]
    for mention in before:
        for form, _start, _end in parts:
            yield from _bound(mention, form, number, line.place(mention)[0], match.end(), known, explains=False)
    if before:
        return
    for mention in inside:
        if any(line.place(mention) == (start, end) for _form, start, end in parts):
            for form in _names_before(reading, number, match.start()):
                start = match.start() - len(form)
                yield from _bound(mention, form, number, start, match.end(), known, explains=True)


def _bound(
    mention: Mention, form: str, number: int, start: int, end: int, known: Known, *, explains: bool
) -> Iterator[_Seen]:
    entity = known.entity(mention.entity_id)
    if entity is None or known.has(form) or known.named_in(form) - {entity.id} or known_place(form):
        return
    found = bond(entity, form, beside=mention.surface, explains=explains)
    if found:
        yield _Seen(entity, form, found, number, start, end)


def _parts(match: re.Match[str]) -> Iterator[tuple[str, int, int]]:
    """What a bracket holds, parted at its commas, without what leads up to a name; with its place in the line."""
    for part in _PART.finditer(match.group("inside")):
        text, start = part.group(), match.start("inside") + part.start()
        lead = _LEAD.match(text.lstrip())
        kept = text.lstrip()[lead.end() :] if lead else text
        form = kept.strip(_MARKS)
        place = start + text.rfind(form) if form else start
        if form:
            yield form, place, place + len(form)


def _ends_at(line: Line, mention: Mention, place: int) -> bool:
    """Whether a mention stands right before a place, at most with what the law adds between: "Rotem Co. (...)"."""
    _start, end = line.place(mention)
    between = line.text[end:place] if end <= place else "x"
    return len(between) < 24 and (not between.strip() or bool(_LEGAL.fullmatch(between.rstrip())))


def _names_before(reading: Reading, number: int, place: int) -> Iterator[str]:
    """The names that end right before a bracket: as the finder of names reads them, and of Korean words the last."""
    text = reading.lines[number].text
    end = len(text[:place].rstrip())
    if HANGUL.match(text[end - 1 : end]):
        yield from _korean_before(text, end)
        return
    sentence = reading.sentence_at(number, max(0, end - 1))
    for mention in find_mentions(sentence) if sentence else ():
        if mention.end == end and text[mention.start : end] == mention.form:
            yield mention.form


def _korean_before(text: str, end: int) -> Iterator[str]:
    """``조병창`` and, where an army stands before it, "육군 조병창"; a country in front is no part of it."""
    match = _KOREAN_WORDS.search(text, max(0, end - 48), end)
    words = match.group().split() if match else []
    if len(words) > 1 and is_of_a_force(words[-2]) and not known_place(words[-1]):
        yield " ".join(words[-2:])
    elif words:
        yield words[-1]


def _longer(line: Line, known: Known) -> Iterator[tuple[Entity, str, int, int, bool]]:
    """``FAME S.A.C.``, ``Hyundai Rotem Company``, ``SIMA Perú``: what the law or the country adds to a company's."""
    for mention in line.mentions:
        entity = known.entity(mention.entity_id)
        if entity is None or entity.type not in {EntityType.COMPANY, EntityType.ORGANISATION}:
            continue
        start, end = line.place(mention)
        if HANGUL.search(mention.surface) or mention.surface.islower() or not is_name(mention.surface):
            continue
        added = _LEGAL.match(line.text, end)
        last = added.end() if added else _home_end(line.text, end, entity)
        if last:
            yield entity, line.text[start:last], start, last, _is_plain(entity, mention)


def _is_plain(entity: Entity, mention: Mention) -> bool:
    """Whether the short form counts wherever it stands, so that the longer one finds no more."""
    forms = (alias for alias in entity.aliases if alias.form == mention.alias)
    return any(not alias.require_context and alias.confidence >= _DECIDES for alias in forms)


def _home_end(text: str, end: int, entity: Entity) -> int:
    """Where the name of its own country behind it ends, 0 when none stands there or the name goes on."""
    home = country(entity.country)
    names = (form for form, _ in home.names) if home else ()
    for name in (*names, *(local_names(home, "")[0] if home else ())):
        last = end + 1 + len(name)
        whole = text[end:last] == f" {name}" and not text[last : last + 1].isalnum()
        if whole and not _CAPITAL_NEXT.match(text, last):
            return last
    return 0
