"""The running text of a page, by trafilatura."""

from __future__ import annotations

import logging

from lxml.html import HtmlElement
from trafilatura import bare_extraction

from pipeline.extract.page_facts import PageFacts
from pipeline.extract.plain_text import text_of_markup, tidy_lines

# It logs a line for each page it finds nothing in; we say so ourselves.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

_MAX_ELEMENTS = 60_000  # real pages stay below 20,000; its time grows faster than the page
_STATED_GAIN = 1.5  # how much longer a text in JSON-LD must be to be believed over the one on the page


def find_body(tree: HtmlElement, facts: PageFacts, url: str) -> str:
    """The article's paragraphs, one a line, "" when there are none. May change the tree."""
    stated = text_of_markup(str(facts.linked.article().get("articleBody") or ""))
    seen = _extract(tree, url)
    return stated if len(stated) > _STATED_GAIN * len(seen) else seen


def _extract(tree: HtmlElement, url: str) -> str:
    count = sum(1 for _ in tree.iter())
    if count > _MAX_ELEMENTS:
        return _paragraphs(tree)
    try:
        # "fast" leaves out the fall-back extractors, which cost a third more time and bring nothing measurable.
        found = bare_extraction(
            tree, url=url or None, fast=True, include_comments=False, with_metadata=False, deduplicate=False
        )
    except Exception:  # noqa: BLE001 - it trips in many ways over hostile trees; paragraphs are better than nothing
        return _paragraphs(tree)
    return tidy_lines(str(getattr(found, "text", "") or ""))


def _paragraphs(tree: HtmlElement) -> str:
    lines = ("".join(one.itertext()) for one in tree.iter("p"))
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))[:1_000_000]
