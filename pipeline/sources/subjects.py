"""The words by which a search engine is asked for the subject of a watch."""

from __future__ import annotations

import re
from collections.abc import Collection

from pipeline.model.profile import Grade, Profile, Topic

MOST_TERMS = 6


def subject_terms(profile: Profile, language: str) -> list[str]:
    """Terms of the core topics in a language (ISO 639-1), first those that most of the seeds' quotes hold.

    Of a theme on energy, which the program brings along, seeds on wind power so ask for wind power. Where no term is in
    a quote, as in a language that no seed has, the first of each topic stand for it.
    """
    quotes = {quoted.quote for entity in profile.entities for quoted in entity.evidence}
    topics = [topic for topic in profile.topics if topic.grade is Grade.CORE and topic.status.is_used]
    counted = {term: _quoting(term, quotes) for topic in topics for term in _terms(topic, language)}
    if any(counted.values()):
        counted = {term: times for term, times in counted.items() if times}
    return sorted(counted, key=counted.__getitem__, reverse=True)[:MOST_TERMS]


def _terms(topic: Topic, language: str) -> list[str]:
    return [term.form for term in topic.terms if term.language == language]


def _quoting(term: str, quotes: Collection[str]) -> int:
    # Korean is glued to what follows, and a plural to its term.
    word = re.compile(rf"(?<!\w){re.escape(term)}", re.IGNORECASE)
    return sum(word.search(quote) is not None for quote in quotes)
