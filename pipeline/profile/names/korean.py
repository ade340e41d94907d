"""Names in Korean paragraphs, without an analyser or with one.

A word is a stretch between blanks. What is a name shows by its last syllables (개인정보보호위원회), by the title
behind it (이재명 대통령), by the brackets behind it (한국인터넷진흥원(KISA)), or by what stands around it elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.model.profile import EntityType
from pipeline.profile.names.koreananalyser import Analyser, installed_analyser
from pipeline.profile.names.koreanevidence import KoreanNames, gather_names, stem_of, words_of
from pipeline.profile.names.koreanorgs import headed_by, home_of_house, is_media_name, is_office, kind_of
from pipeline.profile.names.koreanpairs import name_pairs
from pipeline.profile.names.koreanpeople import Bearer, Word, bearer_of, is_person
from pipeline.profile.names.koreanwords import is_noun_like, known_place, strip_particles
from pipeline.profile.names.mentions import Mention
from pipeline.profile.names.shapes import is_person as is_latin_person
from pipeline.profile.tokens import Sentence, tokenise

__all__ = ["is_noun_like", "korean_reader", "strip_particles"]

_DESIGNATOR = re.compile(r"(?<![A-Za-z0-9])(?:[A-Z]{1,2}-)?[A-Z]{1,4}-?\d{1,4}[A-Z]{0,2}(?![A-Za-z0-9])")
_FORCES = frozenset("육군 해군 공군 해병대 군 의회 경찰 국방부 외교부".split())
_ONE_SYLLABLE = re.compile("(군)(?:은|이|을|의|에|과)?")  # too short for its particle to be told from it

Reader = Callable[[Sentence], list[Mention]]


def korean_reader(sentences: Sequence[Sentence], analyser: Analyser | None = None) -> Reader:
    """Read all Korean sentences of the seeds once; the function that comes out finds the names of one of them.

    ``analyser``: None takes the one that is installed, if any and if there is a Korean sentence.
    """
    korean = [sentence for sentence in sentences if sentence.language == "ko"]
    tool = analyser or (installed_analyser() if korean else None)
    proper = [noun for sentence in korean for noun in tool.proper_nouns(sentence.text)] if tool else []
    names = gather_names(korean, proper)
    return lambda sentence: _mentions(sentence, names)


def _mentions(sentence: Sentence, names: KoreanNames) -> list[Mention]:
    """Names of one sentence in order of place; of two that begin together the one found first."""
    words = words_of(sentence)
    found: dict[int, Mention] = {}
    taken: set[int] = set()
    for mention in (
        *_designators(sentence),
        *_paired(sentence),
        *_people(sentence, words, names),
        *_forces(sentence, words, names),
        *_by_shape(sentence, words, names),
    ):
        if taken.isdisjoint(places := range(mention.start, mention.end)):
            found[mention.start] = mention
            taken.update(places)
    return [found[start] for start in sorted(found)]


def _mention(
    sentence: Sentence,
    form: str,
    start: int,
    kind: EntityType | None,
    rule: str,
    *,
    language: str = "ko",
    title: str = "",
    owner: str = "",
) -> Mention:
    place = known_place(form) if kind is EntityType.PLACE else None
    owner = owner or (place.code if place else "")
    end = start + len(form)
    return Mention(form, start, end, sentence, kind, rule, title, owner, place, language=language)


def _designators(sentence: Sentence) -> Iterator[Mention]:
    for match in _DESIGNATOR.finditer(sentence.paragraph.text, sentence.start, sentence.end):
        yield _mention(sentence, match.group(), match.start(), EntityType.PRODUCT, "designator", language="und")


def _paired(sentence: Sentence) -> Iterator[Mention]:
    """Both forms that a bracket holds together."""
    for pair in name_pairs(sentence):
        kind = pair.kind or (EntityType.PERSON if _looks_personal(pair.short) else EntityType.COMPANY)
        mention = _mention(sentence, pair.long, pair.start, kind, "hangul bracket")
        yield replace(mention, owner=_owner(sentence, pair.long, pair.start, kind))
        yield _mention(sentence, pair.short, pair.inner, kind, "hangul bracket", language=_language(pair.short))


_INSIDE_PEOPLE = frozenset({"bin", "ibn", "bint", "von", "van"})


def _looks_personal(latin: str) -> bool:
    """``Omar bin Tariq Al Nasr``, ``Karel Novotny``: Latin letters that spell a person's name."""
    tokens = tuple(tokenise(latin))
    return is_latin_person(tokens) or not _INSIDE_PEOPLE.isdisjoint(token.text for token in tokens)


def _language(form: str) -> str:
    return "ko" if re.search("[가-힣]", form) else "und"


def _people(sentence: Sentence, words: list[Word], names: KoreanNames) -> Iterator[Mention]:
    """``박대준 쿠팡 대표``: person, company, title; ``현대로템 사장``: company and title; ``이재명 대통령``."""
    for word in words:
        plain = word.text[:3] if word.text[3:4] == "씨" else ""  # 이기훈씨가
        if plain and is_person(plain):
            yield _mention(sentence, plain, word.start, EntityType.PERSON, "hangul title", title="씨")
    known = names.paired | names.kinds.keys()
    for index in range(1, len(words)):
        bearer = bearer_of(words, index, known)
        if bearer and bearer.first <= bearer.last:
            form = _span(sentence, words, bearer)
            start = words[bearer.first].start
            yield _mention(sentence, form, start, EntityType.PERSON, "hangul title", title=bearer.title)


def _span(sentence: Sentence, words: list[Word], bearer: Bearer) -> str:
    return sentence.paragraph.text[words[bearer.first].start : words[bearer.last].end]


def _forces(sentence: Sentence, words: list[Word], names: KoreanNames) -> Iterator[Mention]:
    """``페루 해군``, ``페루 무역관광부``: the country before says whose it is, and is part of the name abroad."""
    for word in words:
        stem = stem_of(word.text, names.whole)
        home = known_place(stem[:-1]) if stem.endswith("군") and len(stem) > 2 else None
        if home and home.kind == "country":
            yield _mention(sentence, stem, word.start, EntityType.AGENCY, "hangul head", owner=home.code)  # 폴란드군
    for first, second in pairwise(words):
        place = known_place(first.text)
        if not (second.tied and place and place.kind == "country"):
            continue
        single = _ONE_SYLLABLE.fullmatch(second.text)
        stem = single.group(1) if single else stem_of(second.text, names.whole)
        ministry = stem.endswith("부") and kind_of(stem) is EntityType.AGENCY
        if stem in _FORCES or (place.code != "KR" and (ministry or is_office(stem))):
            yield _mention(sentence, first.text, first.start, EntityType.PLACE, "territory")
            form, start = f"{first.text} {stem}", second.start
            force = _mention(sentence, form, start, EntityType.AGENCY, "hangul head", owner=place.code)
            yield replace(force, end=start + len(stem))


def _by_shape(sentence: Sentence, words: list[Word], names: KoreanNames) -> Iterator[Mention]:
    for word in words:
        stem = stem_of(word.text, names.whole)
        place = known_place(stem) or known_place(word.text)
        if place:
            yield _mention(
                sentence, stem if known_place(stem) else word.text, word.start, EntityType.PLACE, "territory"
            )
        elif is_media_name(stem):
            yield _mention(sentence, stem, word.start, EntityType.COMPANY, "press", owner="KR")
        elif kind := kind_of(stem) or names.kinds.get(stem):
            rule = "hangul head" if kind_of(stem) else "hangul evidence"
            mention = _mention(sentence, stem, word.start, kind, rule, language=_language(stem))
            yield replace(mention, owner=_owner(sentence, stem, word.start, kind))
        elif body := headed_by(stem):
            mention = _mention(sentence, body, word.start, EntityType.AGENCY, "hangul head")
            yield replace(mention, owner=_owner(sentence, body, word.start, EntityType.AGENCY))


def _owner(sentence: Sentence, stem: str, start: int, kind: EntityType) -> str:
    """``체코전력공사`` says its country, "페루 외교부" the word before; other authorities are Korean."""
    sizes = range(min(len(stem) - 2, 8), 1, -1)
    if kind is EntityType.COMPANY and (home := home_of_house(stem)):
        return home
    inside = next((place for size in sizes if (place := known_place(stem[:size])) and place.code), None)
    words = sentence.paragraph.text[max(sentence.start, start - 30) : start].split()
    before = known_place(strip_particles(words[-1])) if words else None
    if inside or kind is not EntityType.AGENCY or not re.search("[가-힣]", stem):
        return inside.code if inside else ""
    return before.code if before else "KR"
