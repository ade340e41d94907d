"""What the matching benchmark reads: texts in three languages and a watch with as many names as are asked for.

Words come from the frequency lists of wordfreq, drawn by their frequency, so that letters, accents and word lengths are
those of the languages. Names are made of rarer words and of syllables, as people, companies and agencies have them.
Everything follows from fixed seeds: two runs read the same.
"""

from __future__ import annotations

import bisect
import itertools
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from wordfreq import get_frequency_dict

from pipeline.model.article import Article, DateOrigin
from pipeline.model.profile import Alias, Entity, EntityType, Grade, Profile

ARTICLES = 2_000
ARTICLE_BYTES = 4_000  # UTF-8
LANGUAGES = (("en", 60), ("es", 25), ("ko", 15))  # per cent
PLANTED = 8  # names of the largest watch in an article, on average
ON_SUBJECT = 0.1  # of the articles name what the learnt watch is about
_NOW = datetime(2026, 1, 1, tzinfo=UTC)

_SYLLABLES = "ka ro li men ta vor es qui san del mar ti hu ana bel cor da ne po ru sol wen yar zu fi gra bri ol".split()
_HANGUL = (
    "가강건경고광구국금기김나남대도동로명무문미박방배백병보상서석선성세소수승신아안영오용우원유윤은이인일"
    "자재정조주준지진천철태하한해현형호홍화희"
)
_PRESIDES = {"en": ("Holdings", "Group", "Agency", "Institute"), "es": ("Grupo", "Agencia", "Instituto", "Consorcio")}


Names = dict[str, list[str]]  # by language


def names_of(profile: Profile) -> Names:
    """The aliases of a profile, those of any language in each."""
    aliases = [alias for entity in profile.entities for alias in entity.aliases]
    return {
        language: [alias.form for alias in aliases if alias.language in {language, "und"}] for language, _ in LANGUAGES
    }


def subject_of(profile: Profile) -> Names:
    """What its articles are about: names of the core, and the terms of its topics."""
    core = replace(profile, entities=tuple(entity for entity in profile.entities if entity.grade is Grade.CORE))
    terms = [term for topic in profile.topics for term in topic.terms]
    return {
        language: [*names, *(term.form for term in terms if term.language == language)]
        for language, names in names_of(core).items()
    }


class Words:
    """Words of a language, drawn as often as people use them."""

    def __init__(self, language: str, dice: random.Random) -> None:
        listed = get_frequency_dict(language, wordlist="small")
        self._words = [word for word in listed if word.isalpha()]
        self._upto = list(itertools.accumulate(listed[word] for word in self._words))
        self._dice = dice

    def word(self) -> str:
        return self._words[bisect.bisect(self._upto, self._dice.random() * self._upto[-1])]

    def rare(self) -> str:
        return self._words[self._dice.randrange(2_000, len(self._words))]


def texts(names: Names, subject: Names, amount: int = ARTICLES) -> list[Article]:
    """Articles of ``ARTICLE_BYTES`` each, in which names of their language stand; some are about the subject."""
    dice = random.Random(1)
    words = {language: Words(language, dice) for language, _ in LANGUAGES}
    languages = [language for language, share in LANGUAGES for _ in range(share)]
    return [_article(number, languages[number % 100], words, names, subject, dice) for number in range(amount)]


def _article(
    number: int, language: str, words: dict[str, Words], names: Names, subject: Names, dice: random.Random
) -> Article:
    about = dice.random() < ON_SUBJECT
    planted = [dice.choice(names[language]) for _ in range(dice.randrange(2 * PLANTED + 1))]
    planted += [dice.choice(subject[language]) for _ in range(8 if about else dice.randrange(2))]
    dice.shuffle(planted)
    text = _prose(words[language], planted, language, dice)
    title, _, body = text.partition(". ")
    return Article(
        id=number + 1, url=f"https://news.example/{number}", outlet="News", source_id="news", language=language,
        published_at=_NOW, date_origin=DateOrigin.FEED, first_seen_at=_NOW, title=title[:120], body=body,
    )  # fmt: skip


def _prose(words: Words, planted: list[str], language: str, dice: random.Random) -> str:
    sentences: list[str] = []
    size = 0
    while size < ARTICLE_BYTES:
        parts = [words.word() for _ in range(dice.randrange(8, 22))]
        if planted:
            parts[dice.randrange(len(parts))] = planted.pop() + (dice.choice("은이을에의") if language == "ko" else "")
        sentence = " ".join(parts)
        mark = dice.random()
        if mark < 0.08:
            sentence = f"“{sentence}”"
        elif mark < 0.12:
            sentence = sentence.replace(" ", " — ", 1)
        elif mark < 0.15:
            sentence += "…"
        sentences.append(sentence[:1].upper() + sentence[1:])
        size += len(sentence.encode()) + 2
    ends = [". " if dice.random() < 0.8 else ".\n" for _ in sentences]
    return "".join(map("".join, zip(sentences, ends, strict=True)))


def grown(profile: Profile, aliases: int) -> Profile:
    """The profile with so many entities more that it has this many aliases in all."""
    known = sum(len(entity.aliases) for entity in profile.entities)
    named = itertools.islice(_entities(), max(0, aliases - known))
    version = f"{profile.version}-{aliases}"
    return replace(profile, version=version, entities=(*profile.entities, *named))


def _entities() -> Iterator[Entity]:
    dice = random.Random(2)
    words = {language: Words(language, dice) for language, _ in LANGUAGES}
    seen: set[str] = set()
    kinds = tuple(EntityType)
    for number in itertools.count():
        language = ("en", "es", "ko")[number % 3]
        kind = kinds[number % len(kinds)]
        name = _name(language, kind, words[language], dice)
        if name in seen:
            continue
        seen.add(name)
        yield Entity(
            id=f"made-{number}", name=name, type=kind, grade=Grade.SECONDARY,
            aliases=(Alias(form=name, language=language),),
        )  # fmt: skip


def _name(language: str, kind: EntityType, words: Words, dice: random.Random) -> str:
    made = dice.random()
    if kind is EntityType.PERSON and language != "ko":  # a surname is looked for by itself, and is seldom a word
        return f"{_syllables(dice)} {_syllables(dice)}"
    if language == "ko":
        syllables = "".join(dice.choice(_HANGUL) for _ in range(dice.choice((3, 3, 4, 5))))
        return syllables if made < 0.7 else f"{syllables} {words.rare()}"
    if made < 0.15:  # designators: KF-21
        return f"{''.join(dice.choice('ABCDEFGHKLMNPRSTVX') for _ in range(3))}-{dice.randrange(2, 999)}"
    first = _syllables(dice)
    if made < 0.6:
        return f"{first} {words.rare().capitalize()}"
    return f"{first} {words.rare().capitalize()} {dice.choice(_PRESIDES[language])}"


def _syllables(dice: random.Random) -> str:
    return "".join(dice.choice(_SYLLABLES) for _ in range(dice.choice((3, 3, 4)))).capitalize()
