"""What stands among an article's paragraphs and is none of them: taken out of the tree before the text is read."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement

from pipeline.extract.pages.elements import finder, line_of

# Never text of an article. Most are trafilatura's own list of what it removes first; to remove them in one pass saves
# it a third of its work, for it copies the tree four times before it begins.
_NEVER_TEXT = tuple(
    (
        "applet area aside audio blink button canvas datalist dialog embed fencedframe fieldset footer frame frameset "
        "head iframe img input label legend link map marquee menu menuitem nav noindex noscript object optgroup option "
        "output param picture progress rp rt rtc script select source style svg template textarea time track use video"
    ).split()
)
_SHORT = 300  # characters; longer paragraphs are text, whatever they begin with
_SHORTEST = 60  # characters of a line that says no more than "Read more"
_LINKED = 0.9  # share of a text that lies within links when it is nothing but links
_MAX_ITEMS = 60
# How lines begin that lead elsewhere, in the languages of the watch and of its neighbours.
_ELSEWHERE = (
    r"(?:read|see|watch|listen|learn|hear)\s+(?:more|also|next|now|here)|also\s+(?:read|see|on|watch)"
    r"|more\s+(?:on|from|about|stories|news|coverage)|related(?:\s+(?:articles?|stories|news|content|links?|topics?))?"
    r"|recommended(?:\s+for\s+you)?|you\s+(?:may|might)\s+also\s+(?:like|be\s+interested\s+in)|don['’]t\s+miss"
    r"|lee\s+(?:también|más|además)|lea\s+(?:también|además|más)|leer\s+(?:más|también)|mira\s+(?:también|además)"
    r"|también\s+(?:te\s+puede\s+interesar|lee|lea|puedes\s+leer)|(?:te|le)\s+(?:puede|podría)\s+interesar"
    r"|te\s+recomendamos|ver\s+(?:más|también)|más\s+(?:noticias|información|sobre)|(?:noticias\s+)?relacionad[oa]s?"
    r"|관련\s*(?:기사|뉴스)|더\s*보기|추천\s*기사|이어서\s*보기|lesen\s+sie\s+(?:auch|mehr)|mehr\s+zum\s+thema"
    r"|auch\s+interessant|weiterlesen|lire\s+(?:aussi|la\s+suite)|à\s+lire(?:\s+aussi)?|leggi\s+anche"
    r"|czytaj\s+(?:więcej|też|także)|leia\s+(?:também|mais)|läs\s+(?:också|mer)|les\s+også|lees\s+ook"
)
_LEADS_ELSEWHERE = re.compile(rf"^\W*(?:{_ELSEWHERE})\b", re.IGNORECASE)
_ONLY_LEADS_ELSEWHERE = re.compile(rf"\W*(?:{_ELSEWHERE})\W*", re.IGNORECASE)
_PARAGRAPHS = frozenset({"p", "h2", "h3", "h4", "h5", "h6"})
_MAX_PARTS = 3  # children of a division that is one line
_LINES_WITH_LINKS = finder(
    "//*[self::p or self::li or self::h2 or self::h3 or self::h4 or self::h5 or self::h6 or self::strong"
    f" or self::div[count(*) <= {_MAX_PARTS}][not(p)]][.//a or parent::a]"
)


def remove_clutter(tree: HtmlElement) -> None:
    """Remove what is no text, lists of links, and paragraphs that only lead elsewhere. Changes the tree."""
    etree.strip_elements(tree, *_NEVER_TEXT, with_tail=False)
    for element in list(tree.iter("ul", "ol")):
        if _lists_links(element):
            _drop(element)
    for element in _LINES_WITH_LINKS(tree):
        if _leads_elsewhere(element):
            _drop(element)


def only_leads_elsewhere(line: str) -> bool:
    """Whether a line is nothing but "Read more" or its like, which are left over when their links are gone."""
    return len(line) < _SHORTEST and bool(_ONLY_LEADS_ELSEWHERE.fullmatch(line))


def is_only_links(element: HtmlElement, text: str) -> bool:
    """Whether all of an element's ``text`` lies within links."""
    linked = sum(len(line_of(link, _SHORT)) for link in element.iter("a"))
    return bool(text) and linked >= _LINKED * len(text)


def _lists_links(element: HtmlElement) -> bool:
    count = 0
    for item in element.iter("li"):
        text = line_of(item, _SHORT)
        count += bool(text)
        if count > _MAX_ITEMS or (text and not is_only_links(item, text)):
            return False
    return count > 0


def _leads_elsewhere(element: HtmlElement) -> bool:
    """Whether a short line is one link, or begins like "Read more"."""
    beginning = line_of(element, _SHORTEST)
    leads = bool(_LEADS_ELSEWHERE.match(beginning))
    if not leads and (element.tag not in _PARAGRAPHS or len((element.text or "").strip()) > _SHORTEST):
        return False
    text = line_of(element, _SHORT)
    return 0 < len(text) < _SHORT and (leads or is_only_links(element, text))


def _drop(element: HtmlElement) -> None:
    """Take an element out and leave the text behind it; what hangs on no parent is out already."""
    if element.getparent() is not None:
        element.drop_tree()
