"""An article as lines, and as a text that names are found in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from pipeline.model.hit import Found, Mention, Story, TextField
from pipeline.model.profile import ARTICLE
from pipeline.model.seed import Paragraph, ParagraphKind, SeedText
from pipeline.profile.suggesting.suggestion import Sighting
from pipeline.profile.tokens import Sentence, sentences_of

HANGUL = re.compile("[가-힣]")
_MOST_READ = 40_000  # characters of an article: a long report; what is longer is a list or a trap
_LONGEST_QUOTE = 400  # characters; a longer sentence is quoted around what it shows
_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_READ = frozenset({"en", "es", "ko", "und"})  # languages whose names one knows how to find, and what nobody can tell


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of ``article.<field>`` without surrounding white space, from ``start`` on; the watch's names in it."""

    field: TextField
    start: int
    text: str
    mentions: tuple[Mention, ...]  # as the judgement has them: their places are the field's

    def place(self, mention: Mention) -> tuple[int, int]:
        """Where a mention begins and ends in the line."""
        return mention.start - self.start, mention.end - self.start


@dataclass(frozen=True, eq=False)
class Reading:
    """The lead of a story. Paragraph ``n`` of ``seed`` is ``lines[n]``."""

    found: Found

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        return tuple(_lines(self.found))

    @cached_property
    def seed(self) -> SeedText:
        article = self.found.article
        return SeedText(
            id=f"{ARTICLE}{article.id}",
            file=article.url,
            sha256="",
            language=article.language,
            title=article.title,
            raw="\n".join(line.text for line in self.lines),
            paragraphs=tuple(_paragraph(line, article.language) for line in self.lines),
        )

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(sentences_of(self.seed))

    def sentence_at(self, number: int, place: int) -> Sentence | None:
        """The sentence of a line that holds a place of it."""
        own = (sentence for sentence in self.sentences if sentence.number == number)
        return next((sentence for sentence in own if sentence.start <= place < sentence.end), None)

    def sighting(self, number: int, start: int, end: int) -> Sighting:
        """The sentence around a place of a line, or as much of it as one reads."""
        line, sentence = self.lines[number], self.sentence_at(number, start)
        first, last = (sentence.start, max(sentence.end, end)) if sentence else (0, len(line.text))
        if last - first > _LONGEST_QUOTE:
            first, last = max(first, start - _LONGEST_QUOTE // 2), min(last, end + _LONGEST_QUOTE // 2)
        article = self.found.article
        return Sighting(
            article_id=article.id,
            outlet=article.outlet,
            field=line.field,
            start=line.start + first,
            end=line.start + last,
            quote=line.text[first:last],
            is_hit=self.found.judgement.is_hit,
        )


def readings_of(stories: Iterable[Story]) -> tuple[Reading, ...]:
    """The leads alone: a copy shows nothing that its lead does not."""
    return tuple(Reading(story.lead) for story in stories if story.lead.article.language in _READ)


def _lines(found: Found) -> Iterable[Line]:
    left = _MOST_READ
    for field in TextField:
        text = getattr(found.article, field.value)[:left]
        left -= len(text)
        own = [mention for mention in found.judgement.mentions if mention.field is field]
        for match in _LINE.finditer(text):
            inside = (mention for mention in own if match.start() <= mention.start and mention.end <= match.end())
            yield Line(field, match.start(), match.group(), tuple(inside))


def _paragraph(line: Line, language: str) -> Paragraph:
    """Quotes are taken from the article itself, so no place of a character is kept."""
    kind = ParagraphKind.HEADING if line.field is TextField.TITLE else ParagraphKind.BODY
    own = "ko" if HANGUL.search(line.text) else "en" if language == "ko" else language
    return Paragraph(text=line.text, language=own, kind=kind, offsets=())
