"""The running text of a page, by trafilatura, with what it loses and without what it lets pass."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from functools import cache, partial
from itertools import islice
from typing import Any

from lxml.html import HtmlElement, document_fromstring

from pipeline.extract.pages.clutter import is_only_links, only_leads_elsewhere, remove_clutter
from pipeline.extract.pages.elements import finder, letters_of, line_of
from pipeline.extract.pages.lead import find_lead
from pipeline.extract.pages.page_facts import PageFacts
from pipeline.extract.plain_text import text_of_markup, tidy_lines

_MAX_ELEMENTS = 30_000  # real pages stay below 20,000; trafilatura takes some 50 microseconds for each
_STATED_GAIN = 1.5  # how much longer a text in JSON-LD must be to be believed over the one on the page
_BEGINNING = 200  # characters; a text in JSON-LD that comes to them again is there twice
_TITLE_LINES = 4  # where a repeated headline may stand: behind its kicker, the section, the summary
_LEAD_WITHIN = 4_000  # characters of the text in which its lead is sought

# The marks by which trafilatura knows an article's text best (its first expression). It reads the first element that
# has one, while many sites cut a text in pieces, with advertising between, and mark each.
_TEXT_MARK = re.compile(
    r"post[-_]text|post-body|post-?entry|post[-_]?content|postContent|article-?text|articleText"
    r"|(?:entry|page|text|article|art)-content|article__content|article(?:-|__)?body|articleBody|body-text"
)
_MAYBE_MARKED = finder(
    "//*[self::div or self::section or self::article or self::main][@itemprop='articleBody' or @class='post'"
    " or contains(@class, 'ody') or contains(@class, 'ext') or contains(@class, 'ontent') or contains(@class, 'ntry')"
    " or contains(@id, 'ody') or contains(@id, 'ext') or contains(@id, 'ontent') or contains(@id, 'ntry')]"
)
_COMMENTS = re.compile(r"(?:^|\s)(?:comment(?!ary)|(?:article|post)-comments|disqus|dsq-)", re.IGNORECASE)
_MAX_MARKED = 200
_CERTAIN = 1_500  # characters of paragraphs; a shorter text is weighed against the rest of the page
_LEAST_PARAGRAPH = 40  # characters
_LEAST_PARAGRAPHS = 2  # of what others are joined to; a page of single ones is marked paragraph by paragraph


def find_body(tree: HtmlElement, facts: PageFacts, titles: list[str]) -> str:
    """The article's paragraphs, one a line, its lead first, "" when there are none. Changes the tree."""
    lead = find_lead(tree, facts)
    seen = _tidy(_extract(tree), {*map(letters_of, titles)} - {""})
    stated = text_of_markup(str(facts.linked.article().get("articleBody") or ""))
    if len(stated) > _STATED_GAIN * len(seen) and stated.find(stated[:_BEGINNING], 1) < 0:
        return stated
    return _with_lead(lead, seen, titles)


def _extract(tree: HtmlElement) -> str:
    if tree.xpath("count(//*)") > _MAX_ELEMENTS:
        return _paragraphs(tree)
    remove_clutter(tree)
    part = _main_part(tree)
    extract = _trafilatura()
    try:
        found = extract(part)
    except Exception:  # noqa: BLE001 - it trips in many ways over hostile trees; paragraphs are better than nothing
        return _paragraphs(part)
    return tidy_lines(str(getattr(found, "text", "") or ""))


@cache
def _trafilatura() -> Callable[[HtmlElement], Any]:
    # Imported here: it takes 25 MB, and who reads feeds alone has no use for it.
    from trafilatura import bare_extraction
    from trafilatura.settings import Extractor

    # It logs a line for each page it finds nothing in; we say so ourselves.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    # "fast" leaves out the fall-back extractors, which cost a third more time and bring nothing measurable.
    return partial(bare_extraction, options=Extractor(fast=True, comments=False, output_format="python"))


def _paragraphs(tree: HtmlElement) -> str:
    lines = ("".join(one.itertext()) for one in tree.iter("p"))
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))[:1_000_000]


def _main_part(tree: HtmlElement) -> HtmlElement:
    """The part of a page that is its text for certain, where one is, else all of it.

    trafilatura reads the first marked element and goes on only when that is short; the rest of the page costs it most
    of its time. Later pieces of the text are joined to the first before.
    """
    marked = list(islice(filter(_is_text, _MAYBE_MARKED(tree)), _MAX_MARKED))
    if not marked or len(marked) == _MAX_MARKED or _count_paragraphs(marked[0]) < _LEAST_PARAGRAPHS:
        return tree
    _join_pieces(marked)
    if sum(len(line_of(one)) for one in marked[0].iter("p")) < _CERTAIN:
        return tree
    alone = document_fromstring("<html><body></body></html>", parser=tree.getroottree().parser)
    body = alone.find("body")
    assert body is not None, "it was written into the markup"
    body.append(marked[0])
    return alone


def _join_pieces(marked: list[HtmlElement]) -> None:
    """Move what later pieces of a text hold to the end of the first.

    A piece has a mark and a class in common with the first, paragraphs of its own, and stands in the same ``article``.
    """
    first, outer = marked[0], set(marked)
    known = {line_of(paragraph) for paragraph in first.iter("p")} if len(marked) > 1 else set()
    for piece in marked[1:]:
        if outer.isdisjoint(piece.iterancestors()) and _continues(first, piece, known):
            first.extend(list(piece))


def _is_text(element: HtmlElement) -> bool:
    marks = element.get("class") or "", element.get("id") or ""
    marked = (
        marks[0] in ("post", "entry")
        or element.get("itemprop") == "articleBody"
        or any(mark and _TEXT_MARK.search(mark) for mark in marks)
    )
    return marked and not _is_comment(element)


def _is_comment(element: HtmlElement) -> bool:
    """Whether an element stands among readers' comments, which some sites mark like articles."""
    above = (element, *element.iterancestors("div", "section", "ol", "ul", "details"))
    return any(_COMMENTS.search(f"{one.get('class') or ''} {one.get('id') or ''}") for one in above)


def _continues(first: HtmlElement, piece: HtmlElement, known: set[str]) -> bool:
    same = piece.tag == first.tag and not _classes(first).isdisjoint(_classes(piece))
    if not same or next(first.iterancestors("article"), None) is not next(piece.iterancestors("article"), None):
        return False
    if next(piece.iter("h1", "article"), None) is not None or not _count_paragraphs(piece):
        return False
    return not all(line_of(one) in known for one in piece.iter("p"))


def _classes(element: HtmlElement) -> set[str]:
    return set((element.get("class") or "").split())


def _count_paragraphs(element: HtmlElement) -> int:
    texts = ((one, line_of(one, _LEAST_PARAGRAPH)) for one in element.iter("p"))
    real = (one for one, text in texts if len(text) >= _LEAST_PARAGRAPH and not is_only_links(one, text))
    return sum(1 for _ in islice(real, _LEAST_PARAGRAPHS))


def _tidy(text: str, titles: set[str]) -> str:
    """Without the headline above the text, and without what is left of links elsewhere."""
    lines = text.split("\n")
    head = [line for line in lines[:_TITLE_LINES] if letters_of(line) not in titles]
    return "\n".join(line for line in (*head, *lines[_TITLE_LINES:]) if not only_leads_elsewhere(line))


def _with_lead(lead: str, text: str, titles: list[str]) -> str:
    """Put the lead before a text that lacks it; its first line may be a part of it."""
    letters = letters_of(lead)
    if not text or not letters or letters in letters_of(text[:_LEAD_WITHIN]) or letters in map(letters_of, titles):
        return text
    first, _, rest = text.partition("\n")
    return f"{lead}\n{rest if letters_of(first) in letters else text}"
