"""The paragraph below the headline that sums an article up, which often stands outside of its text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from pipeline.extract.pages.elements import letters_of, line_of
from pipeline.extract.pages.linked_data import text_of
from pipeline.extract.pages.page_facts import PageFacts
from pipeline.extract.plain_text import line_of_markup

_LEAST = 25  # letters of a summary worth looking for
_MOST = 1_200  # characters of a lead
_SAME = 40  # letters by which a summary that was cut short is known again
_CUT = 8  # letters at the end of a summary that may be an ellipsis and half a word
_GROWTH = 2.5  # how much longer than the summary the lead may be
_MAX_PARTS = 12  # children of a paragraph
_MAX_LIKELY = 50
_IN_LINE = frozenset({"b", "strong", "em", "i", "a", "span", "font"})


def find_lead(tree: HtmlElement, facts: PageFacts) -> str:
    """What the page shows of its own summary as one paragraph, "" when it shows none.

    Only what stands on the page counts: summaries are written for search engines as well, and no reader sees those.
    """
    summaries = [letters for letters in map(letters_of, _summaries(facts)) if len(letters) >= _LEAST]
    if not summaries:
        return ""
    starts = tuple({letters[:_LEAST] for letters in summaries})
    firsts = {start[0] for start in starts}
    paragraphs = (one for one in tree.iter("p", "div", "h2", "h3", "span") if len(one) <= _MAX_PARTS)
    likely = (one for one in paragraphs if _begins(_first_words(one), starts, firsts))
    for element in islice(likely, _MAX_LIKELY):
        text = line_of(element, _MOST, glue="")
        letters = letters_of(text)
        if len(text) <= _MOST and any(_is_same(summary, letters) for summary in summaries):
            return text
    return ""


def _summaries(facts: PageFacts) -> Iterator[str]:
    article = facts.linked.article()
    for name in ("og:description", "description", "twitter:description"):
        yield line_of_markup(facts.meta(name))
    for name in ("description", "alternativeHeadline"):
        yield line_of_markup(text_of(article, name))


def _first_words(element: HtmlElement) -> str:
    """An element's own first words, or those of what stands in its line; none for what only wraps other blocks."""
    while not (words := (element.text or "").strip()) and len(element) and element[0].tag in _IN_LINE:
        element = element[0]
    return words[: 2 * _LEAST]


def _begins(words: str, starts: tuple[str, ...], firsts: set[str]) -> bool:
    """Whether words are the first of a summary; spares reading all that follows them."""
    if not words or (words[0].isalnum() and words[0].isascii() and words[0].lower() not in firsts):
        return False
    letters = letters_of(words)[:_LEAST]
    return bool(letters) and any(start.startswith(letters) for start in starts)


def _is_same(summary: str, found: str) -> bool:
    if summary == found:
        return True
    begins = found.startswith(summary[:-_CUT]) or summary.startswith(found)
    return begins and summary[:_SAME] == found[:_SAME] and len(found) < _GROWTH * len(summary)
