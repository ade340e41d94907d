"""An article's page to its text and what is said about it."""

from __future__ import annotations

import re
from itertools import dropwhile

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from pipeline.errors import ExtractError
from pipeline.extract.characters_of_bytes import decode_bytes
from pipeline.extract.pages.body import find_body
from pipeline.extract.pages.elements import finder
from pipeline.extract.pages.linked_data import text_of
from pipeline.extract.pages.page_authors import find_authors
from pipeline.extract.pages.page_dates import find_date
from pipeline.extract.pages.page_facts import PageFacts, gather_facts
from pipeline.extract.pages.page_place import find_image, find_section
from pipeline.extract.pages.titles import choose_title
from pipeline.extract.pages.walls import is_front_page, is_list_page, wall_reason
from pipeline.extract.plain_text import text_of_markup
from pipeline.extract.urls import absolute_url
from pipeline.model.article import ArticleText
from pipeline.model.page import Page

_MAX_CHARACTERS = 6_000_000
# All elements are of one class: lxml.html asks a Python function for each, which costs a page a tenth of its time.
_ELEMENTS = etree.ElementDefaultClassLookup(element=HtmlElement)
_LARGE = 500_000  # characters; few pages are as large
# Names are sought through with dozens of patterns; one of megabytes would take seconds.
_OVERNAMED = finder("//*[string-length(@class) > 5000 or string-length(@id) > 5000 or string-length(@style) > 5000]")
_HEAD = frozenset({"title", "meta", "link", "script", "style", "base", "noscript", "template"})
_LANGUAGE = re.compile(r"^[a-zA-Z]{2,3}(?![a-zA-Z])")
_SEEN_PIECES = 2_000
_NO_PAGE = ("application/pdf", "image/", "video/", "audio/", "application/zip", "application/octet-stream")


def extract_article(page: Page, language: str = "und") -> ArticleText:
    """Read all that an article's page says: title, text, authors, time, canonical address, language, section, image.

    ``language`` is what the source is known to write in, for a page that does not say. Raises ``ExtractError`` with
    the reason when there is no text to read.
    """
    if page.content_type.startswith(_NO_PAGE) or page.body.startswith(b"%PDF"):
        raise ExtractError(page.url, f"this is no web page but {page.content_type.partition(';')[0] or 'a PDF'}")
    if is_front_page(page.url):
        raise ExtractError(page.url, "this is the site's front page, not an article")
    tree = _parse(page)
    facts = gather_facts(tree)
    if is_list_page(facts, tree):
        raise ExtractError(page.url, "this page lists articles and is none")
    written_in = _language(facts) or language
    title = choose_title(facts, page.url)
    authors = find_authors(facts, tree, page.url)
    published = find_date(facts, tree, page.url, written_in)
    return ArticleText(
        title=title,
        summary=_summary(facts),
        body=_read_body(page, tree, facts, title),  # last of those that read the tree, for it takes it apart
        authors=authors,
        language=written_in,
        published_at=published,
        canonical_url=absolute_url(page.url, facts.canonical or facts.meta("og:url")),
        section=find_section(facts, title),
        image=find_image(facts, page.url),
    )


def _parse(page: Page) -> HtmlElement:
    """The tree; libxml2 bounds its depth and takes any markup there is."""
    text, _ = decode_bytes(page.body[:_MAX_CHARACTERS], page.content_type)
    text = text.replace("\x00", "")  # ends the document for libxml2
    if "<" not in text:
        raise ExtractError(page.url, "the page is empty" if not text.strip() else "this is no web page")
    try:
        parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
        parser.set_element_class_lookup(_ELEMENTS)
        tree = document_fromstring(text.encode(), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise ExtractError(page.url, "the page's markup cannot be read") from error
    _close_head(tree)
    for element in _OVERNAMED(tree) if len(text) > _LARGE else ():
        element.attrib.clear()
    return tree


def _close_head(tree: HtmlElement) -> None:
    """Move to the body what libxml2 took for a part of the head.

    The tags of head and body may be left out. libxml2 is older than HTML 5, does not know that ``article``, ``main``
    and their kin end a head, and puts the whole page into it.
    """
    head = tree.find("head")
    strays = [] if head is None else list(dropwhile(lambda child: child.tag in _HEAD, head))
    if strays:
        body = tree.find("body")
        body = etree.SubElement(tree, "body") if body is None else body
        body[:0] = strays


def _language(facts: PageFacts) -> str:
    """What the page says it is written in, as ISO 639-1."""
    said = (
        facts.language or text_of(facts.linked.article(), "inLanguage") or facts.meta("content-language", "og:locale")
    )
    match = _LANGUAGE.match(said.replace("_", "-"))
    return match[0].lower() if match else ""


def _summary(facts: PageFacts) -> str:
    told = facts.meta("og:description", "description", "twitter:description")
    return text_of_markup(told or text_of(facts.linked.article(), "description"))


def _read_body(page: Page, tree: HtmlElement, facts: PageFacts, title: str) -> str:
    """The running text. Raises ``ExtractError`` when there is none."""
    titles = [title, facts.title, facts.meta("og:title"), *facts.headings]
    body = find_body(tree, facts, titles)
    reason = wall_reason(titles, body, body or _seen(page), free=not facts.linked.is_walled())
    if reason:
        raise ExtractError(page.url, reason)
    return body


def _seen(page: Page) -> str:
    """All that a reader would see, of a page whose tree has been taken apart."""
    return " ".join(_parse(page).xpath("//text()[not(parent::script or parent::style)]")[:_SEEN_PIECES])
