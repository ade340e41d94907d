"""Which links of a web page lead to articles, when nobody has said so.

Links are grouped by the markup around them and the form of their addresses: what an editor lists, a program prints
alike. A group is one of articles when its links look like it on average: long titles, headings, dates beside them,
numbers or whole sentences in their addresses. Menus have none of these.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from statistics import mean
from urllib.parse import parse_qsl, unquote, urlsplit

from bs4 import BeautifulSoup, Tag

from pipeline.extract.lists.list_items import (
    LEAST_WEIGHT,
    ListItem,
    article_address,
    date_of,
    summary_of,
    title_of,
    weight_of,
)
from pipeline.extract.page_tree import base_of, same_owner
from pipeline.extract.pages.walls import is_front_page
from pipeline.extract.urls import normalise_url

MAX_ITEMS = 200
_MAX_LINKS = 3_000
_MAX_PIECES = 40  # of a paragraph
_LONG_TITLE, _LONGER_TITLE = 20, 35
_LEAST_POINTS, _LEAST_LINKS = 3.0, 3
_POINTS_OF_FEW = 5.0  # that one or two links need
_UNLISTED = frozenset({"nav", "footer", "dialog", "select"})
_UNLISTED_CLASS = re.compile(
    r"(?:(?:site|main|top|page|global|sub|bottom)[-_]?)?"
    r"(?:nav|navbar|navigation|menu|footer|gnb|lnb|snb|breadcrumbs?|pagination|paging|pager|sns|sitemap|tagcloud)",
    re.IGNORECASE,
)
# What holds a list as a whole, even if only one of its links is an article's.
_WHOLE_LISTS = frozenset({"[document]", "html", "body", "main", "table", "tbody", "ul", "ol", "dl"})
# Addresses of lists, people and services, by the last word of their path or the one before it.
_NO_ARTICLE = frozenset(
    (
        "tag tags etiqueta etiquetas tema temas topic topics category categories categoria categorias author authors "
        "autor autores perfil profile search buscar busqueda login signin signup register registro suscripcion "
        "suscribete subscribe newsletter newsletters contact contacto contactenos about nosotros privacy privacidad "
        "terms terminos sitemap rss feed page pagina cart share print reporter journalist"
    ).split()
)
_FILE = re.compile(r"\.(?:pdf|hwpx?|docx?|xlsx?|pptx?|zip|jpe?g|png|gif|svg|webp|mp[34]|ics|rss|xml|json|css|js)$")
_LONG_NUMBER = re.compile("[0-9]{4}")
_PAGE_NAMES = frozenset("page pageindex pagina pageno page_no cpage start offset".split())
_SCRIPT = re.compile(r"javascript:(?!\s*(?:void|;|$))", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleLinks:
    """What was found, in the order of the page; ``scripted`` are the links that only a program could follow."""

    items: tuple[ListItem, ...]
    scripted: tuple[str, ...] = ()


@dataclass(slots=True)
class _Link:
    url: str
    anchors: list[Tag] = field(default_factory=list)
    title: str = ""
    trust: int = 0
    box: list[Tag] = field(default_factory=list)
    written: str = ""

    @property
    def points(self) -> float:
        """How much it looks like an article's."""
        weight, form = weight_of(self.title), _form_of(self.url)
        long = (weight >= _LONG_TITLE) + (weight >= _LONGER_TITLE)
        return long + ("0" in form) + ("-" in form) + (self.trust == 4) + 2 * bool(self.written)

    @property
    def group(self) -> tuple[str, str]:
        return _place_of(self.anchors[0]), _form_of(self.url)


def find_article_links(soup: BeautifulSoup, url: str) -> ArticleLinks:
    """The articles that a page lists, on its own site or a sister's, none twice."""
    links = _gather(soup, url)
    told = [link for link in links if weight_of(link.title) >= LEAST_WEIGHT or link.trust == 4]
    _box_in(told)
    groups: defaultdict[tuple[str, str], list[_Link]] = defaultdict(list)
    for link in links:
        groups[link.group].append(link)
    chosen = {group for group, members in groups.items() if _lists_articles(members)}
    items = (
        ListItem(url=link.url, title=link.title, written=link.written, summary=summary_of(link.box, link.title))
        for link in links
        if link.group in chosen or _belongs(link, chosen)
    )
    return ArticleLinks(items=tuple(islice(items, MAX_ITEMS)), scripted=_scripted(soup))


def is_scripted(anchor: Tag) -> bool:
    """Whether a link runs a program in place of leading anywhere."""
    href = str(anchor.get("href") or "").strip()
    return bool(_SCRIPT.match(href)) or (href.startswith(("#", "javascript:")) and bool(anchor.get("onclick")))


def _lists_articles(members: list[_Link]) -> bool:
    points = mean(link.points for link in members)
    return points >= (_LEAST_POINTS if len(members) >= _LEAST_LINKS else _POINTS_OF_FEW)


def _belongs(link: _Link, chosen: set[tuple[str, str]]) -> bool:
    """Whether a link outside the groups is theirs: a leading story has other markup, a short title another address."""
    place, form = link.group
    if any(place == known for known, _ in chosen) and link.points >= _LEAST_POINTS:
        return True
    return "0" in form and weight_of(link.title) >= _LONG_TITLE and any(form == known for _, known in chosen)


def _gather(soup: BeautifulSoup, url: str) -> list[_Link]:
    """All links that may lead to articles, in the order of the page, those to one address made one."""
    base, own = base_of(soup, url), normalise_url(url)
    found: dict[str, _Link] = {}
    unlisted: dict[int, bool] = {}
    sentences: dict[int, str] = {}
    for anchor in soup.find_all("a", href=True, limit=_MAX_LINKS):
        address = article_address(base, str(anchor["href"]))
        if not address or address == own or not same_owner(address, url) or not _may_be_article(address):
            continue
        if anchor.find("a") or _is_unlisted(anchor, unlisted):  # one around others was never closed
            continue
        trust, title = title_of(anchor)
        if _is_in_sentence(anchor, title, sentences):
            continue
        link = found.setdefault(address, _Link(address))
        # A kicker may be a link of its own, before the title's.
        if title and (weight_of(title) >= LEAST_WEIGHT, trust) > (weight_of(link.title) >= LEAST_WEIGHT, link.trust):
            link.trust, link.title = trust, title
            link.anchors.insert(0, anchor)
        else:
            link.anchors.append(anchor)
    return [link for link in found.values() if weight_of(link.title) >= 2]


def _may_be_article(url: str) -> bool:
    if is_front_page(url):
        return False
    words = [word for word in urlsplit(url).path.lower().split("/") if word]
    return not _NO_ARTICLE.intersection(words[-2:]) and not (words and _FILE.search(words[-1]))


def _is_unlisted(anchor: Tag, known: dict[int, bool]) -> bool:
    """Whether a link stands in a menu or at the foot of the page; ``known`` keeps what was found of each tag."""
    path = []
    verdict = False
    for tag in anchor.parents:
        if id(tag) in known:
            verdict = known[id(tag)]
            break
        path.append(tag)
        if _is_menu(tag):
            verdict = True
            break
    known.update((id(tag), verdict) for tag in path)
    return verdict


def _is_in_sentence(anchor: Tag, title: str, known: dict[int, str]) -> bool:
    """Whether a link is some words of running text; ``known`` keeps how each paragraph begins."""
    paragraph = anchor.find_parent("p")
    if paragraph is None or not title:
        return False
    if id(paragraph) not in known:
        pieces = islice(paragraph.stripped_strings, _MAX_PIECES)
        known[id(paragraph)] = " ".join(" ".join(pieces).split())
    text = known[id(paragraph)]
    return len(text) > len(title) + _LONG_TITLE and not text.startswith(title)


def _is_menu(tag: Tag) -> bool:
    if tag.name in _UNLISTED or tag.get("role") in ("navigation", "contentinfo", "menu", "dialog"):
        return True
    if tag.name not in ("div", "ul", "ol", "section", "aside", "p"):
        return False
    return any(_UNLISTED_CLASS.fullmatch(name) for name in (*_classes(tag), str(tag.get("id") or "")))


def _box_in(links: list[_Link]) -> None:
    """Give each link the markup that is its own: the largest around its title without another article's link."""
    owners: dict[int, str] = {}  # the address a tag belongs to, "" when to several
    for link in links:
        for anchor in link.anchors:
            for tag in (anchor, *anchor.parents):
                owner = owners.setdefault(id(tag), link.url)
                if not owner:
                    break
                if owner != link.url:
                    owners[id(tag)] = ""
    for link in links:
        link.box = list(_box_of(link, owners))
        link.written = date_of(link.box, link.title)


def _box_of(link: _Link, owners: dict[int, str]) -> Iterator[Tag]:
    box = link.anchors[0]
    while box.parent is not None and owners.get(id(box.parent)) == link.url and box.parent.name not in _WHOLE_LISTS:
        box = box.parent
    yield box
    for beside in box.next_siblings:  # dates of <dl> and of flat lists follow the link
        if isinstance(beside, Tag):
            if id(beside) in owners or beside.name == box.name:
                break
            yield beside


def _place_of(anchor: Tag) -> str:
    """The markup around a link, with one class name: many systems write an article's topics and number into others."""
    parents = list(islice(anchor.parents, 4))
    nearest = next((name for name in _classes(parents[0]) if not re.search("[0-9]", name)), "") if parents else ""
    return ">".join(tag.name for tag in parents) + "." + nearest


def _form_of(url: str) -> str:
    """The form of an address: "0" for a long number in its path, "-" for a sentence at its end, numbered parameters.

    How deep the path is says nothing: sections have sections.
    """
    parts = urlsplit(url)
    words = [unquote(word) for word in parts.path.split("/") if word]
    form = ("0" if any(map(_LONG_NUMBER.search, words)) else "") + ("-" if any(map(_is_sentence, words[-2:])) else "")
    named = sorted(
        name
        for name, value in parse_qsl(parts.query)
        if (value.isdigit() and name.lower() not in _PAGE_NAMES) or _LONG_NUMBER.search(value)
    )
    return form + ("?0&" + "&".join(named) if named else "")


def _is_sentence(word: str) -> bool:
    return word.count("-") + word.count("_") >= 2 or weight_of(word) > 30


def _scripted(soup: BeautifulSoup) -> tuple[str, ...]:
    """What links with titles like articles' would run, each once; one or two only open a window."""
    found = dict.fromkeys(
        str(anchor.get("onclick") or anchor["href"])[:80]
        for anchor in soup.find_all("a", href=True, limit=_MAX_LINKS)
        if is_scripted(anchor) and not anchor.find("a") and weight_of(title_of(anchor)[1]) >= LEAST_WEIGHT
    )
    return tuple(found) if len(found) >= _LEAST_LINKS else ()


def _classes(tag: Tag) -> list[str]:
    value = tag.get("class")
    return value if isinstance(value, list) else []
