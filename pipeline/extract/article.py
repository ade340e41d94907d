"""An article's page to its text and what is said about it."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from pipeline.errors import ExtractError
from pipeline.extract.authors import clean_authors
from pipeline.extract.body import find_body
from pipeline.extract.characters_of_bytes import decode_bytes
from pipeline.extract.linked_data import text_of
from pipeline.extract.page_dates import find_date
from pipeline.extract.page_facts import PageFacts, gather_facts
from pipeline.extract.plain_text import text_of_markup
from pipeline.extract.titles import choose_title
from pipeline.extract.urls import absolute_url
from pipeline.extract.walls import is_front_page, wall_reason
from pipeline.model.article import ArticleText
from pipeline.model.page import Page

_MAX_CHARACTERS = 6_000_000
_LANGUAGE = re.compile(r"^[a-zA-Z]{2,3}(?![a-zA-Z])")
_SEEN_PIECES = 2_000
_NO_PAGE = ("application/pdf", "image/", "video/", "audio/", "application/zip", "application/octet-stream")


def extract_article(page: Page, language: str = "und") -> ArticleText:
    """Read title, text, authors, time, canonical address and language of an article's page.

    ``language`` is what the source is known to write in, for a page that does not say. Raises ``ExtractError`` with
    the reason when there is no text to read.
    """
    if page.content_type.startswith(_NO_PAGE) or page.body.startswith(b"%PDF"):
        raise ExtractError(page.url, f"this is no web page but {page.content_type.partition(';')[0] or 'a PDF'}")
    if is_front_page(page.url):
        raise ExtractError(page.url, "this is the site's front page, not an article")
    tree = _parse(page)
    facts = gather_facts(tree)
    written_in = _language(facts) or language
    title = choose_title(facts, page.url)
    summary = text_of_markup(
        facts.meta("og:description", "description", "twitter:description")
        or text_of(facts.linked.article(), "description")
    )
    authors = _find_authors(facts)
    published = find_date(facts, page.url, written_in)
    body = find_body(tree, facts, page.url)
    _refuse_without_text(page.url, [title, facts.title, *facts.headings], body, tree)
    return ArticleText(
        title=title,
        summary=summary,
        body=body,
        authors=authors,
        language=written_in,
        published_at=published,
        canonical_url=absolute_url(page.url, facts.canonical or facts.meta("og:url")),
    )


def _parse(page: Page) -> HtmlElement:
    """The tree; libxml2 bounds its depth and takes any markup there is."""
    text, _ = decode_bytes(page.body[:_MAX_CHARACTERS], page.content_type)
    text = text.replace("\x00", "")  # ends the document for libxml2
    if "<" not in text:
        raise ExtractError(page.url, "the page is empty" if not text.strip() else "this is no web page")
    try:
        parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
        return document_fromstring(text.encode(), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise ExtractError(page.url, "the page's markup cannot be read") from error


def _language(facts: PageFacts) -> str:
    """What the page says it is written in, as ISO 639-1."""
    said = (
        facts.language or text_of(facts.linked.article(), "inLanguage") or facts.meta("content-language", "og:locale")
    )
    match = _LANGUAGE.match(said.replace("_", "-"))
    return match[0].lower() if match else ""


def _find_authors(facts: PageFacts) -> tuple[str, ...]:
    """The first that names somebody: JSON-LD, meta tags, the byline."""
    article = facts.linked.article()
    metas = ("article:author", "article:author_name", "author", "og:author", "parsely-author", "sailthru.author")
    claims = [facts.linked.names(article.get("author")), facts.linked.names(article.get("creator"))]
    claims += [
        facts.metas.get(name, []) for name in (*metas, "dc.creator", "cxenseparse:author", "dcsext.author", "byl")
    ]
    claims += [[byline] for byline in facts.bylines]
    return next(filter(None, map(clean_authors, claims)), ())


def _refuse_without_text(url: str, titles: list[str], body: str, tree: HtmlElement) -> None:
    """Raise ``ExtractError`` when the text is none; the reason is sought in all a reader would see."""
    seen = body or " ".join(tree.xpath("//text()[not(parent::script or parent::style)]")[:_SEEN_PIECES])
    reason = wall_reason(titles, body, seen)
    if reason:
        raise ExtractError(url, reason)
