"""What a site offers to be followed by: what its page names, what its robots.txt names, and where such things lie."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

from pipeline.errors import ExtractError
from pipeline.extract.feeds.feed import parse_feed
from pipeline.extract.lists.article_links import find_article_links
from pipeline.extract.lists.sitemap import parse_sitemap
from pipeline.extract.lists.sitemap_parts import names_news, names_no_articles
from pipeline.extract.page_tree import base_of, open_page, same_owner, words_of
from pipeline.extract.urls import absolute_url, address_key, normalise_url
from pipeline.model.page import Page
from pipeline.model.source import SourceKind

_MAX_LINKS = 5_000  # of a page, looked through
_MAX_CANDIDATES = 40
_MAX_LISTS = 5
_MAX_TITLE = 200
_FEED_TYPES = frozenset(
    "application/rss+xml application/atom+xml application/rdf+xml application/feed+json application/json+feed".split()
)
# Addresses of feeds: a word of their own in the path, or a parameter.
_FEED_ADDRESS = re.compile(
    r"(?:^|[/._-])(?:rss|atom|feeds?|rdf)(?:\d\d?)?(?:\.(?:xml|php|aspx?|jsp|do|json))?/?(?:$|\?)|\.(?:rss|atom|rdf)(?:$|\?)"
    r"|/(?:rss|feeds?|outboundfeeds)/.|[?&](?:feed|format|type)=(?:rss2?|atom|feed)\b",
    re.IGNORECASE,
)
_FEED_HOSTS = ("feeds.feedburner.com", "feeds2.feedburner.com", "rss.feedburner.com")
_NOT_FEEDS = re.compile(r"\.(?:html?|pdf|png|jpe?g|svg|gif|css|js)(?:$|\?)", re.IGNORECASE)
# Feeds of comments, in the words in which WordPress titles them, and of single authors.
_LATE = re.compile(r"comment|coment[aá]rio|kommentar|댓글|/replies|/aut(?:ho|o)r/", re.IGNORECASE)
_NO_NEWS = re.compile(r"search|buscar|busqueda|[?&](?:s|q|query)=|oembed|podcast|wp-json|검색", re.IGNORECASE)
# What sites call the page on which they publish, in the languages of the watch.
_NEWS_PAGE = re.compile(
    r"^(?:noticias|últimas noticias|notas? de prensa|sala de prensa|prensa|comunicados?(?: de prensa)?|actualidad|news"
    r"|latest news|press releases?|newsroom|news ?& ?(?:media|events)|press"
    r"|보도자료|보도·?해명자료|뉴스|최신\s?뉴스|전체\s?기사|소식|브리핑)$",
    re.IGNORECASE,
)
# Where the common systems put feeds and news sitemaps, from their manuals: WordPress, Arc XP, Drupal, Joomla, Blogger,
# Hugo and Jekyll, Ghost, Squarespace, and the press systems of Korea.
_FEED_PATHS = (
    *("/feed/", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feeds/posts/default"),
    *("/arc/outboundfeeds/rss/?outputType=xml", "/rss/allArticle.xml", "/rss/S1N1.xml", "/rss/clickTop.xml"),
    *(
        "/rss/all.xml",
        "/rss/news.xml",
        "/rss/index.xml",
        "/feeds/rss",
        "/?feed=rss2",
        "/index.php?format=feed&type=rss",
    ),
)
_SITEMAP_PATHS = (
    *("/arc/outboundfeeds/sitemap-news/?outputType=xml", "/arc/outboundfeeds/news-sitemap/?outputType=xml"),
    *("/sitemap-news.xml", "/news-sitemap.xml", "/sitemap_news.xml", "/sitemapnews.xml", "/googlenews.xml"),
    *("/sitemap/news.xml", "/sitemaps/news.xml", "/sitemap_index.xml", "/sitemap.xml"),
)
_ROBOTS_LINE = re.compile(r"^[ \t]*sitemap[ \t]*:[ \t]*(\S{1,2000})", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Something that may become a source."""

    url: str
    kind: SourceKind
    title: str = ""  # as the page names it
    found_by: str = ""  # "link tag", "anchor", "well-known path", "robots.txt", "the page itself"


def find_candidates(page: Page) -> tuple[Candidate, ...]:
    """What a page offers, best first and none twice.

    Itself, if it is a feed, a sitemap or a list of articles; the feeds and sitemaps it names; the pages on which its
    site says it publishes. Feeds of comments and of single authors come last, searches are left out.

    Raises ``ExtractError`` for what is neither a document of these kinds nor a web page.
    """
    itself = next((kind for kind, reads in _KINDS if _reads(reads, page)), None)
    if itself:
        return (Candidate(url=page.url, kind=itself, found_by="the page itself"),)
    soup = open_page(page)
    base = base_of(soup, page.url)
    found = [*_from_link_tags(soup, base), *_from_anchors(soup, base, page.url)]
    if find_article_links(soup, page.url).items:
        title = words_of(soup.title)[:_MAX_TITLE] if soup.title else ""
        found.append(Candidate(url=page.url, kind=SourceKind.LIST, title=title, found_by="the page itself"))
    found += _lists(soup, base, page.url)
    return _ordered(found, page.url)


def well_known(url: str) -> tuple[Candidate, ...]:
    """Where the common systems put feeds and news sitemaps, on the site of ``url`` and below its own path."""
    below = url.partition("?")[0].rstrip("/")
    paths = [(SourceKind.FEED, urljoin(url, path)) for path in _FEED_PATHS]
    if urlsplit(url).path.strip("/"):
        paths.insert(0, (SourceKind.FEED, f"{below}/feed/"))
    paths += [(SourceKind.SITEMAP, urljoin(url, path)) for path in _SITEMAP_PATHS]
    given = (Candidate(url=absolute_url(url, path), kind=kind, found_by="well-known path") for kind, path in paths)
    return _once(one for one in given if one.url)


def sitemaps_of_robots(text: str, base: str) -> tuple[Candidate, ...]:
    """The sitemaps that a robots.txt names (sitemaps.org, "Specifying the Sitemap location"), those of news first.

    Addresses of other owners are left out, for the file may be anybody's.
    """
    addresses = (absolute_url(base, match) for match in _ROBOTS_LINE.findall(text))
    own = (address for address in addresses if address and same_owner(address, base))
    found = [Candidate(url=one, kind=SourceKind.SITEMAP, found_by="robots.txt") for one in own]
    return _once(sorted(found, key=lambda one: (not names_news(one.url), names_no_articles(one.url))))


def _read_sitemap(page: Page) -> object:
    return parse_sitemap(page, None)


# A sitemap's reader takes feeds as well, so it comes second.
_KINDS: tuple[tuple[SourceKind, Callable[[Page], object]], ...] = (
    (SourceKind.FEED, parse_feed),
    (SourceKind.SITEMAP, _read_sitemap),
)


def _reads(read: Callable[[Page], object], page: Page) -> bool:
    try:
        read(page)
    except ExtractError:
        return False
    return True


def _from_link_tags(soup: BeautifulSoup, base: str) -> Iterator[Candidate]:
    for link in soup.find_all("link", href=True, limit=_MAX_LINKS):
        rel = " ".join(link.get_attribute_list("rel")).lower().split()
        kind = str(link.get("type") or "").partition(";")[0].strip().lower()
        if "sitemap" in rel:
            yield _candidate(link, base, SourceKind.SITEMAP, "link tag")
        elif kind in _FEED_TYPES or "feed" in rel:
            yield _candidate(link, base, SourceKind.FEED, "link tag")


def _from_anchors(soup: BeautifulSoup, base: str, own: str) -> Iterator[Candidate]:
    """Links whose addresses look like a feed's or a sitemap's, on the site's own hosts or those that serve feeds."""
    for anchor in soup.find_all("a", href=True, limit=_MAX_LINKS):
        address = absolute_url(base, str(anchor["href"]))
        host = urlsplit(address).hostname or ""
        if not address or not (same_owner(address, own) or host in _FEED_HOSTS) or _NOT_FEEDS.search(address):
            continue
        path = address.partition(host)[2]
        if "sitemap" in path.lower() and ".xml" in path.lower():
            yield _candidate(anchor, base, SourceKind.SITEMAP, "anchor")
        elif _FEED_ADDRESS.search(path) or host in _FEED_HOSTS:
            yield _candidate(anchor, base, SourceKind.FEED, "anchor")


def _lists(soup: BeautifulSoup, base: str, own: str) -> list[Candidate]:
    """Pages that the site's menus call its news."""
    found = []
    for anchor in soup.find_all("a", href=True, limit=_MAX_LINKS):
        address = absolute_url(base, str(anchor["href"]))
        if same_owner(address, own) and _NEWS_PAGE.match(words_of(anchor)[:_MAX_TITLE]):
            found.append(_candidate(anchor, base, SourceKind.LIST, "anchor"))
    return list(_once(found))[:_MAX_LISTS]


def _candidate(tag: Tag, base: str, kind: SourceKind, found_by: str) -> Candidate:
    title = str(tag.get("title") or "") or words_of(tag)
    address = absolute_url(base, str(tag["href"])).partition("#")[0]
    return Candidate(url=address, kind=kind, title=" ".join(title.split())[:_MAX_TITLE], found_by=found_by)


def _ordered(found: Iterable[Candidate], own: str) -> tuple[Candidate, ...]:
    """News before all else, feeds of comments last, no searches; the feed of this very part of the site first."""
    kept = [one for one in found if one.url and not _NO_NEWS.search(_shown(one.url))]
    path = urlsplit(own).path.strip("/")

    def rank(one: Candidate) -> tuple[bool, int, bool]:
        kinds = (SourceKind.FEED, SourceKind.SITEMAP, SourceKind.LIST)
        within = bool(path) and path in urlsplit(one.url).path
        # A plain sitemap says less than the page that lists the articles.
        plain = one.kind is SourceKind.SITEMAP and not names_news(one.url)
        late = bool(_LATE.search(f"{_shown(one.url)} {one.title}"))
        return late, len(kinds) if plain else kinds.index(one.kind), not within

    return _once(sorted(kept, key=rank))[:_MAX_CANDIDATES]


def _shown(url: str) -> str:
    parts = urlsplit(url)
    return unquote(f"{parts.path}?{parts.query}")


def _once(found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """The first of those with one address."""
    kept: dict[str, Candidate] = {}
    for one in found:
        kept.setdefault(address_key(normalise_url(one.url)), one)
    return tuple(kept.values())
