"""How else an entity may be written, in three languages; each form with its origin and how sure it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from pipeline.model.profile import Alias, EntityType
from pipeline.profile import lexicon
from pipeline.profile.aliases.glossary import CLASSES, TEMPLATES, bodies, ministry_fields, ministry_fields_spanish
from pipeline.profile.aliases.placealiases import country_words, local_names, unique_aliases
from pipeline.profile.aliases.transcription import hangul_of_spanish
from pipeline.profile.entities.grading import is_media
from pipeline.profile.entities.grouping import Group
from pipeline.profile.entities.owners import looks_spanish
from pipeline.profile.frequency import zipf_frequency
from pipeline.profile.koreannames import hangul_sets, is_korean_person, writes
from pipeline.profile.names.acronyms import initials, is_acronym
from pipeline.profile.places import Place, country, demonym_of, place_of
from pipeline.profile.territories import KOREAN_SPEAKING, SPANISH_SPEAKING
from pipeline.profile.tokens import key_of

_WORD_OF_LANGUAGE = 2.8  # zipf from which an acronym's small letters are a word readers know: fame, sima is none
_MOST = 24  # aliases of one entity: more would drown the reader
# Syllables that Korean given names are made of; others make no likely name (own observation).
_GIVEN = frozenset(
    "가건결경계고관광교국군권규균근금기길나남노다단달대덕도동두라란래량려련령로록룡루린림만명모목무묵문미민박배백범별병보복봉부비빈"
    "사산삼상새서석선설섭성세소손솔송수숙순술슬승시식신아안애양언엄연열엽영예오옥온완왕외요용우욱운웅원월위유윤율은을음의이인일임"
    "자장재전정제조종주준중지진집찬창채천철청초춘충치태택평표필하학한해향헌혁현형혜호홍화환활황회효후훈휘흠흥희"
)


def group_aliases(group: Group, name: str, kind: EntityType, owner: str, context: tuple[str, ...]) -> list[Alias]:
    """All aliases of a group that is no place. ``context`` are words of its surroundings, for ambiguous forms."""
    near = country_words(owner) if group.generic else tuple(dict.fromkeys((*country_words(owner), *context)))
    found = [*_seen(group, kind, near), *_initials(group, kind, owner, near)]
    if kind is EntityType.PERSON:
        found += [*_person(group, name, owner, near), *_titled(group)]
    elif kind is EntityType.PRODUCT:
        found = [alias for alias in found if len(alias.form) <= len(name)] + list(_product(group))
    else:
        found += [*_known_body(group), *_from_templates(group.longest, owner), *_ministry(group.longest, owner)]
        found += _heard(group, owner, near)
    found += _repaired(group)
    return unique_aliases(found)[:_MOST]


def _seen(group: Group, kind: EntityType, near: tuple[str, ...]) -> Iterator[Alias]:
    for form in sorted({*group.forms, *group.joint_forms}, key=lambda form: (-len(form), form)):
        if form in group.acronyms:
            continue
        if _is_bare_word(form, kind):
            if near:
                yield Alias(form=form, confidence=0.5, case_sensitive=form.isupper(), require_context=near[:8])
            elif _is_household_word(group, form, kind):
                yield Alias(form=form, confidence=0.7, case_sensitive=True)
            continue
        language = next((mention.language for mention in group.mentions if mention.form == form), "und")
        needed = near[:8] if group.generic else ()
        upper = is_acronym(form) and kind is not EntityType.PRODUCT
        if upper and (_needs_context(form) or not group.acronyms):
            needed = near[:8]
        if kind is EntityType.PRODUCT and " " not in form:
            upper, needed = True, near[:8] if len(form.replace("-", "")) <= 3 else ()
        yield Alias(form=form, language=language, case_sensitive=upper, require_context=needed)
    for form, confidence in sorted(group.acronyms.items()):
        needed = near[:8] if _needs_context(form) else ()
        yield Alias(form=form, origin="acronym", confidence=confidence, case_sensitive=True, require_context=needed)
    for form in sorted({mention.form for mention in group.weak if " " in mention.form}):
        yield Alias(form=form, confidence=0.7)


def _is_household_word(group: Group, form: str, kind: EntityType) -> bool:
    """``Netflix``: so well known that it counts as a word; named often, it stands with its capital."""
    often = group.forms[form] >= 3 or len(group.seeds) > 1
    return often and kind is not EntityType.PERSON and not is_media(form) and form[:1].isupper()


def _is_bare_word(form: str, kind: EntityType) -> bool:
    """One word that names many: a surname, or a word of the language."""
    if " " in form or (not form.isascii() and not looks_spanish(form)):
        return False
    if kind is EntityType.PERSON:
        return True
    if any(char.isdigit() for char in form) or re.fullmatch(r"[A-Z]\w+-[A-Z]\w+", form):
        return False
    return not is_acronym(form) and kind is not EntityType.PRODUCT and zipf_frequency(form.lower(), "en") >= 3.6


def _needs_context(form: str) -> bool:
    word = form.lower()
    return len(form) <= 4 or zipf_frequency(word, "en") >= _WORD_OF_LANGUAGE or zipf_frequency(word, "es") >= 3


def _initials(group: Group, kind: EntityType, owner: str, near: tuple[str, ...]) -> Iterator[Alias]:
    """D-A-P-A: agencies are called by their initials even where the seeds do not say so."""
    name = group.longest
    if kind is not EntityType.AGENCY or group.acronyms or group.generic or is_acronym(name) or not owner:
        return
    letters = initials(name).upper()
    if 4 <= len(letters) <= 6 and not place_of(name.split()[-1]) and near and letters.isalpha() and letters.isascii():
        yield Alias(form=letters, origin="acronym", confidence=0.4, case_sensitive=True, require_context=near[:8])


def _person(group: Group, name: str, owner: str, near: tuple[str, ...]) -> Iterator[Alias]:
    surname = name.split()[-1]
    if is_korean_person(name):
        yield from _korean_person(group, name, near)
    elif " " in name:
        hangul = hangul_of_spanish(_repair(name) or name) if _sounds_spanish(group, name, owner) else ""
        if hangul:
            yield Alias(form=hangul, language="ko", origin="hangul", confidence=0.4)
        if any(mention.form == surname for mention in group.weak):
            yield Alias(form=surname, confidence=0.5, require_context=_context_of(group, name, near))
        if hangul and " " in hangul and any(mention.title for mention in group.mentions):
            last = hangul.split()[-1]
            if len(last) >= 3:
                yield Alias(form=last, language="ko", origin="hangul", confidence=0.3, require_context=near[:8])


# Letters and endings that Spanish names have not: Williams, Matthei, Trump, Ted.
_FOREIGN = re.compile(r"w|k|th|sh|ph|[bcdfgjmpqtv]{2}|[bcfgjkmpqtv]\b|([^lrn\W])\1")


def _sounds_spanish(group: Group, name: str, owner: str) -> bool:
    """Whether a Korean paper would spell the name by the rules for Spanish."""
    if owner and owner not in SPANISH_SPEAKING:
        return False
    spoken = bool(owner) or any(mention.sentence.language == "es" for mention in group.mentions)
    return looks_spanish(_repair(name) or name) or (spoken and not _FOREIGN.search(name.lower()))


def _context_of(group: Group, name: str, near: tuple[str, ...]) -> tuple[str, ...]:
    titles = [mention.title for mention in group.all if mention.title]
    words = [word for word in name.split()[:-1] if len(word) > 2]
    return tuple(dict.fromkeys((*words, *near)))[:7] + tuple(dict.fromkeys(title.split()[-1] for title in titles))[:1]


def _korean_person(group: Group, name: str, near: tuple[str, ...]) -> Iterator[Alias]:
    words = re.findall(r"[A-Za-z]+", name)
    surname, given = (words[0], words[1:]) if "-" not in name.split()[0] else (words[-1], words[:-1])
    if len(given) == 2:
        first, second = given
        for form in (
            f"{surname} {first}-{second.lower()}",
            f"{surname} {first} {second.capitalize()}",
            f"{first}-{second.lower()} {surname}",
        ):
            yield Alias(form=form, origin="romanisation", confidence=0.9)
    if any(writes(form, name) for form in group.forms):
        return  # the seeds say how it is written
    sets = [sorted(options) for options in hangul_sets(name)]
    sets = [sets[0], *([char for char in options if char in _GIVEN] for options in sets[1:])] if sets else []
    sets = [_likeliest(options, index) for index, options in enumerate(sets)]
    for syllables in list(product(*sets))[:4] if all(sets) else []:
        yield Alias(form="".join(syllables), language="ko", origin="hangul", confidence=0.3, require_context=near[:8])


# The commonest syllables first (surname, then given names): of two candidates the one more people bear.
_ORDER = (
    "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하재명용철석열종"
    "욱건원영성준현민지수진호경상동승태희미정은선혜우기"
)


def _likeliest(options: list[str], index: int) -> list[str]:
    ranked = sorted(options, key=lambda char: (_ORDER.find(char) if char in _ORDER else 999, char))
    return ranked[: 1 if index == 0 else 2]


def _titled(group: Group) -> Iterator[Alias]:
    """``President Yoon``: an office and a surname are enough together, "Mr." and a surname are not."""
    for mention in [*group.mentions, *group.weak]:
        office = mention.title.split()[-1] if mention.title else ""
        if office and key_of(office) in lexicon.OFFICES and len(mention.form.split()) == 1:
            yield Alias(form=f"{mention.title} {mention.form}", language=mention.sentence.language, confidence=0.6)
        if key_of(office) in {"president", "presidente", "presidenta"} and not is_korean_person(group.longest):
            surname = (_repair(group.longest) or group.longest).split()[-1]
            for title in _presidents(group.longest):
                yield Alias(form=f"{title} {surname}", language="es", origin="template", confidence=0.5)


def _presidents(name: str) -> tuple[str, ...]:
    """The Spanish title in the gender that the first name shows, else in both."""
    first = key_of(name.split()[0])
    if " " in name and first in lexicon.GIVEN_NAMES:
        return ("presidenta", "presidente") if first.endswith("a") else ("presidente",)
    return "presidente", "presidenta"


def _product(group: Group) -> Iterator[Alias]:
    """The designator with the class of the thing in three languages, and with or without its hyphen."""
    base = group.key.split()[0].upper()
    for form in sorted(group.forms):
        base = form.split()[0] if form.split()[0].upper() == base else base
    classes = product_classes(group)
    for english, spanish, korean in classes:
        yield Alias(form=f"{base} {english}", language="en", origin="designator")
        yield Alias(form=f"{spanish} {base}", language="es", origin="designator")
        yield Alias(form=f"{base} {korean}", language="ko", origin="designator")
    other = base.replace("-", "") if "-" in base else re.sub(r"^([A-Z]+)(\d)", r"\1-\2", base)
    context = tuple(word for row in classes for word in row) if len(other.replace("-", "")) <= 3 else ()
    if len(other.replace("-", "")) > 3 or context:
        yield Alias(form=other, origin="designator", confidence=0.8, case_sensitive=True, require_context=context)


def product_classes(group: Group) -> list[tuple[str, str, str]]:
    """Classes that the seeds name right behind the designator: "K2 Black Panther main battle tanks"."""
    found = []
    for row in CLASSES:
        pattern = re.compile(rf"\b{row[0]}s?\b", re.IGNORECASE)
        for mention in group.mentions:
            text = mention.sentence.paragraph.text
            behind = re.split(r"[.,;:()]", text[mention.end : mention.end + 45])[0]
            if pattern.search(behind) and " and " not in behind[: (m.start() if (m := pattern.search(behind)) else 0)]:
                found.append(row)
                break
    return found


def _known_body(group: Group) -> Iterator[Alias]:
    keys = {key_of(form) for form in group.forms}
    for forms in bodies():
        if keys & {key_of(form) for form, _ in forms}:
            for form, language in forms:
                yield Alias(
                    form=form, language=language, origin="template",
                    case_sensitive=form.isupper() and form.isascii() and len(form) < 6,
                )  # fmt: skip


def _from_templates(name: str, owner: str) -> Iterator[Alias]:
    plain = re.sub(r"\s+", " ", name)
    for pattern, spanish, korean in TEMPLATES:
        match = re.fullmatch(pattern, plain, re.IGNORECASE)
        if not match:
            continue
        slots = {slot: value for slot, value in match.groupdict().items() if value}
        subject = slots.get("p") or slots.get("q") or ""
        number = slots.get("n") or slots.get("m") or ""
        place = place_of(subject) or demonym_of(subject) or (None if subject else country(owner))
        places = local_names(place, subject)
        adjective = next((form for form, language in place.demonyms if language == "es"), "") if place else ""
        for templates, names, language in ((spanish, places[0], "es"), (korean, places[1], "ko")):
            for template, filled in product(
                templates, names or ([""] if "{p}" not in template_text(templates) else [])
            ):
                if ("{d}" in template and not adjective) or ("del {p}" in template and not _takes_article(place)):
                    continue
                form = template.format(p=filled, n=number, d=adjective)
                yield Alias(form=form, language=language, origin="template", confidence=0.8)
        return
    yield from _embassy(plain)


def template_text(templates: tuple[str, ...]) -> str:
    return " ".join(templates)


def _embassy(name: str) -> Iterator[Alias]:
    match = re.fullmatch(r"embassy of ([^,]+)(?:, (.+))?", name, re.IGNORECASE)
    sender = place_of(match.group(1)) if match else None
    if not match or not sender:
        return
    post = place_of(match.group(2) or "")
    spanish, korean = local_names(sender, "")
    host = country(post.code) if post else None
    suffixes = [f" en {name}" for name in local_names(host, "")[0]] if host else [""]
    yield Alias(form=match.group(0).split(",")[0], language="en", require_context=_city_words(post))
    for form in _spanish_embassies(sender, spanish):
        for suffix in suffixes:
            yield Alias(form=form + suffix, language="es", origin="template", confidence=0.8)
        yield Alias(form=form, language="es", origin="template", confidence=0.6, require_context=_city_words(post))
    if host:
        there = "한" if host.code == "KR" else local_names(host, "")[1][-1]
        who = "" if sender.code == "KR" else f"{korean[-1]} "
        yield Alias(form=f"주{there} {who}대사관", language="ko", origin="template", confidence=0.8)
        if sender.code == "KR":
            yield Alias(form=f"주{there}대사관", language="ko", origin="template", confidence=0.8)


def _takes_article(place: Place | None) -> bool:
    """el Perú, el Ecuador, el Brasil: "del" is usual beside "de"."""
    return place is not None and place.code in {"PE", "EC", "BR", "JP", "PY", "UY", "GB", "LB", "SV", "SN"}


def _spanish_embassies(sender: Place, names: list[str]) -> list[str]:
    articles = ("de", "del") if _takes_article(sender) else ("de",)
    return [f"Embajada {article} {name}" for article in articles for name in names]


def _city_words(post: Place | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form for form, _ in post.names)) if post else ()


def _ministry(name: str, owner: str) -> Iterator[Alias]:
    english = re.fullmatch(r"ministry of (?:the )?(.+)", key_of(name))
    spanish = re.fullmatch(r"ministerio de (?:la |los |las )?(.+)|ministerio del (.+)", name.lower())
    context = country_words(owner)
    if english and (fields := ministry_fields().get(english.group(1))):
        yield Alias(
            form=f"Ministerio de {fields[0]}", language="es", origin="template", confidence=0.9, require_context=context
        )
        yield from _korean_ministry(fields[1], owner)
    elif spanish and (fields := ministry_fields_spanish().get(spanish.group(1) or spanish.group(2))):
        title = " ".join(word if word in {"and", "of"} else word.capitalize() for word in fields[0].split())
        yield Alias(
            form=f"Ministry of {title}", language="en", origin="template", confidence=0.9, require_context=context
        )
        yield from _korean_ministry(fields[1], owner)


def _korean_ministry(field: str, owner: str) -> Iterator[Alias]:
    home = country(owner)
    field = (
        {"경제재정": "기획재정", "농업": "농림축산식품", "문화": "문화체육관광", "보건": "보건복지"}.get(field, field)
        if owner == "KR"
        else field
    )
    if owner in KOREAN_SPEAKING:
        yield Alias(form=f"{field}부", language="ko", origin="template", confidence=0.7)
    elif home:
        for name in local_names(home, "")[1][-1:]:
            yield Alias(form=f"{name} {field}부", language="ko", origin="template", confidence=0.8)


def _heard(group: Group, owner: str, near: tuple[str, ...]) -> Iterator[Alias]:
    """A one-word name of a Spanish-speaking country as a Korean paper would spell it: SEMAN -> 세만."""
    name = group.longest
    vowels = sum(char in "aeiouáéíóú" for char in name.lower())
    if owner not in SPANISH_SPEAKING or " " in name or len(name) < 4 or not 0.3 <= vowels / len(name) <= 0.65:
        return
    hangul = hangul_of_spanish(name)
    land = local_names(country(owner), "")[1]
    if hangul and len(hangul) > 1:
        yield Alias(form=hangul, language="ko", origin="hangul", confidence=0.3, require_context=near[:8])
        yield from (Alias(form=f"{word} {hangul}", language="ko", origin="hangul", confidence=0.4) for word in land)


def _repaired(group: Group) -> Iterator[Alias]:
    """``Jerà``: the second byte of í is an invisible soft hyphen, and with it lost the word ends in à."""
    for form in sorted(group.forms):
        mended = _repair(form)
        if mended:
            yield Alias(form=mended, origin="repair", confidence=0.5)


def _repair(form: str) -> str:
    return re.sub(r"à(?=\s|$)", "í", form) if re.search(r"à(?:\s|$)", form) else ""
