"""Words of an article that may be terms of a topic: what its title and its body dwell on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.model.article import Article
from pipeline.model.hit import Judgement
from pipeline.model.profile import TopicTerm
from pipeline.profile.frequency import korean_frequency
from pipeline.profile.topics.phrases import phrases_of, zipf
from pipeline.text.fold import fold_key

_MOST = 6
_READ = 4000  # characters of the body: what comes later is no main matter
_IN_TITLE = 3  # a word of the title is worth as many in the body ...
_TIMES = 3  # ... and more of them only show that a text is long
_RARITY = 7.2  # zipf of the commonest words there are
_EVERYDAY = {"en": 4.2, "es": 4.2, "ko": 4.6}  # zipf from which a lone word tells of no matter: beats, gana, 승리
_LANGUAGES = frozenset({"en", "es", "ko"})
_INSIDE = re.compile(r"(?<=[\w,;] )\w+")
_WORD = re.compile(r"[^\W_]+")


def telling_words(article: Article, said: Judgement) -> tuple[TopicTerm, ...]:
    """Return some words and phrases of the article, the most telling first; none in a language that is not read.

    Left out are names and words of everyday use.
    """
    if article.language not in _LANGUAGES:
        return ()
    body = f"{article.summary}\n{article.body[:_READ]}"
    all_capitals = article.language == "en"  # in headlines, where they tell nothing
    named = _named(body if all_capitals else f"{article.title}\n{body}")
    named += [mention.surface for mention in said.mentions]
    names = frozenset(_WORD.findall(fold_key(" ".join(named))))
    weights: Counter[str] = Counter()
    for form in dict.fromkeys(_phrases(article.title, article.language, names, capitals=all_capitals)):
        weights[form] += _IN_TITLE
    for form, times in Counter(_phrases(body, article.language, names, capitals=False)).items():
        weights[form] += min(times, _TIMES)
    known = {fold_key(term) for topic in said.topics for term in topic.terms}
    fresh = [form for form in weights if fold_key(form) not in known and not _is_everyday(form, article.language)]
    fresh.sort(key=lambda form: (-weights[form] * _rarity(form, article.language), form))
    return tuple(TopicTerm(form=form, language=article.language) for form in fresh[:_MOST])


def _named(text: str) -> list[str]:
    """The words with a capital inside a sentence."""
    return [word for word in _INSIDE.findall(text) if word[0].isupper()]


def _phrases(text: str, language: str, names: frozenset[str], *, capitals: bool) -> Iterator[str]:
    """Phrases of the text as they are written; those with capitals are names, unless all have them."""
    for line in text.splitlines():
        for _, form, is_capital in phrases_of(line, language, names):
            if capitals or not is_capital:
                yield form


def _is_everyday(form: str, language: str) -> bool:
    return " " not in form and _frequency(form, language) >= _EVERYDAY[language]


def _rarity(form: str, language: str) -> float:
    words = form.split()
    return _RARITY - sum(_frequency(word, language) for word in words) / len(words)


def _frequency(word: str, language: str) -> float:
    return korean_frequency(word) if language == "ko" else zipf(word, language)
