"""What of a profile an article can have anything to do with: small enough to be compiled over and over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.match.spellings import inflections, spellings
from pipeline.model.article import Article
from pipeline.model.profile import Alias, ItemKind, Profile, Topic, TopicTerm
from pipeline.text.fold import fold, fold_key

_DEPTH = 200_000  # characters of a field: as many as are ever judged
_BEGINNING = 4  # letters by which British and American twins do not differ yet: defense, defence
_NO_LETTER = re.compile(r"[\W_]+")


class TextLookup:
    """Tells whether forms of a profile stand in an article at all, as words of their own or not.

    Letters and digits alone are compared, so that KF-21, KF21 and KF 21 are one.
    """

    def __init__(self, article: Article) -> None:
        fields = (article.title, article.summary, article.body)
        self._text = _letters(fold("\n".join(field[:_DEPTH] for field in fields)).text)

    def has_alias(self, alias: Alias) -> bool:
        key = fold_key(alias.form)
        return _letters(key)[:_BEGINNING] in self._text and self._has_any(key)

    def has_term(self, term: TopicTerm) -> bool:
        return any(self._has_any(inflected) for inflected in inflections(fold_key(term.form), term.language))

    def _has_any(self, key: str) -> bool:
        return any(_letters(spelling) in self._text for spelling in spellings(key))


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", text)


def cut_profile(profile: Profile, lookup: TextLookup) -> Profile:
    """Return the profile without what does not occur in the article: it judges that article alike.

    Items nobody uses (proposed, rejected) stay if they occur. The pillars and the centre stay, and what the analyst's
    rules name; the topics stay with the terms that occur.
    """
    kept = frozenset(_always_kept(profile))
    entities = tuple(one for one in profile.entities if one.id in kept or any(map(lookup.has_alias, one.aliases)))
    topics = tuple(_cut_topic(topic, lookup) for topic in profile.topics)
    return replace(profile, entities=entities, topics=topics, figures=())


def _always_kept(profile: Profile) -> Iterator[str]:
    for pair in profile.pairs:
        yield from (pair.left, pair.right)
    yield from (entity.id for entity in profile.entities if entity.centre)
    for rule in profile.rules:
        items = (*rule.must, *rule.any, *rule.but_not)
        yield from (item.what for item in items if item.kind is not ItemKind.PHRASE)


def _cut_topic(topic: Topic, lookup: TextLookup) -> Topic:
    return replace(
        topic,
        terms=tuple(filter(lookup.has_term, topic.terms)),
        rejected=tuple(filter(lookup.has_term, topic.rejected)),
    )
