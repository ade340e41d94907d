"""An article as one text, so that one pass sees it whole, and the way back to its fields."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.match.weights import Weights
from pipeline.model.article import Article
from pipeline.model.hit import TextField

# What is read of each field, in characters. No news is longer; a page of 10 MB is a file gone wrong.
_LONGEST = {TextField.TITLE: 2_000, TextField.SUMMARY: 20_000, TextField.BODY: 200_000}
# Korean says in one syllable what takes two Latin letters or more; so many characters tell the script.
_SAMPLE = 300
_HANGUL = re.compile("[가-힣]")


class Fronts(NamedTuple):
    """Offsets between which a report says what it is about."""

    summary: int  # before it: the title
    summary_lead: int  # its lead ends
    body: int
    body_lead: int
    counted: int  # from here on a name is one of the body; of the summary when there is no body


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Title, summary and body in one text, parted by line breaks; where each begins."""

    text: str
    summary_start: int
    body_start: int
    density: int  # how many Latin characters one of this text is worth

    @property
    def title_end(self) -> int:
        return self.summary_start - 1

    def locate(self, start: int) -> tuple[TextField, int]:
        """Return the field that holds this offset of the text, and where in the text the field begins."""
        if start < self.summary_start:
            return TextField.TITLE, 0
        if start < self.body_start:
            return TextField.SUMMARY, self.summary_start
        return TextField.BODY, self.body_start

    def fronts(self, weights: Weights) -> Fronts:
        """Where title, summary and body begin, and the leads of both end."""
        return Fronts(
            summary=self.summary_start,
            summary_lead=min(self.body_start, self.summary_start + -(-weights.summary_characters // self.density)),
            body=self.body_start,
            body_lead=self.body_start + -(-weights.lead_characters // self.density),
            counted=self.summary_start if self.is_bodiless else self.body_start,
        )

    def is_brief(self, weights: Weights) -> bool:
        return len(self.text) * self.density <= weights.brief_text

    def is_long(self, weights: Weights) -> bool:
        return len(self.text) * self.density > weights.long_text

    @property
    def is_bodiless(self) -> bool:
        return self.body_start == len(self.text)


def lay_out(article: Article) -> Layout:
    """Join the fields of an article, each cut at the longest length that is read."""
    title = article.title[: _LONGEST[TextField.TITLE]]
    summary = article.summary[: _LONGEST[TextField.SUMMARY]]
    body = article.body[: _LONGEST[TextField.BODY]]
    summary_start = len(title) + 1
    sample = (title + summary + body)[:_SAMPLE]
    korean = len(_HANGUL.findall(sample)) > len(sample) // 4
    return Layout(
        text=f"{title}\n{summary}\n{body}",
        summary_start=summary_start,
        body_start=summary_start + len(summary) + 1,
        density=2 if korean else 1,
    )
