"""What the test web's sources do wrong in what they say, rather than in how: feeds, sitemaps and list pages.

Importing this adds them to the scenarios of ``webserver``. Those that change from one request to the next count how
often their own path was asked for, so each test that asks them needs paths of its own: ``/churned-ids/7``.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from socketserver import ThreadingTCPServer

from tests.webserver import PAGE, Asked, Web, answer, scenario, serve

_XML = "application/xml; charset=utf-8"
_OTHERS = "http://169.254.169.254/latest/meta-data", "http://10.0.0.1/sitemap.xml", "http://elsewhere.example/a.xml"


@contextmanager
def serve_many() -> Iterator[Web]:
    """The server for many askers at once: with the usual queue of five, the sixth tries again after a second."""
    usual, ThreadingTCPServer.request_queue_size = ThreadingTCPServer.request_queue_size, 500
    try:
        with serve() as web:
            yield web
    finally:
        ThreadingTCPServer.request_queue_size = usual


def _times_asked(web: Web, asked: Asked) -> int:
    return sum(one.path == asked.path for one in web.asked)


def _item(asked: Asked, number: int, title: str = "", more: str = "") -> str:
    path = asked.path.strip("/")
    title = title or f"The harbour opened pier number {number}"
    return (
        f"<item><guid>{path}-{number}</guid><title>{title}</title><link>https://news.example/{path}/{number}</link>"
        f"{more}</item>"
    )


def _rss(items: Sequence[str], before: str = "") -> str:
    return f'{before}<rss version="2.0"><channel><title>Harbour</title>{"".join(items)}</channel></rss>'


def _feed(asked: Asked, first: int = 0, count: int = 10) -> bytes:
    return _rss([_item(asked, number) for number in range(first, first + count)]).encode()


def _say(body: bytes | str, content_type: str = _XML, **headers: str) -> bytes:
    return answer(body=body.encode() if isinstance(body, str) else body, content_type=content_type, **headers)


@scenario
def good(web: Web, asked: Asked) -> Iterator[bytes]:
    """A sound feed that says when it has not changed."""
    if asked.headers.get("if-none-match") == '"good"':
        yield answer("304 Not Modified", content_length="-")
    else:
        yield _say(_feed(asked), etag='"good"')


@scenario
def turns_into_a_page(web: Web, asked: Asked) -> Iterator[bytes]:
    yield _say(PAGE if _times_asked(web, asked) > 1 else _feed(asked), etag='"v1"')


@scenario
def unmodified_nonsense(web: Web, asked: Asked) -> Iterator[bytes]:
    """A feed, then a page instead of it, then "not modified", whatever was asked."""
    match _times_asked(web, asked):
        case 1:
            yield _say(_feed(asked))
        case 2:
            yield _say(PAGE, etag='"nonsense"')
        case _:
            yield answer("304 Not Modified", content_length="-", etag='"nonsense"')


@scenario
def moved_inside(web: Web, asked: Asked) -> Iterator[bytes]:
    """To a private address within an IPv6 one."""
    yield answer("302 Found", location="http://[::ffff:10.0.0.1]/")


@scenario
def empty_answer(web: Web, asked: Asked) -> Iterator[bytes]:
    yield _say(b"")


@scenario
def empty_feed(web: Web, asked: Asked) -> Iterator[bytes]:
    yield _say(_rss([]))


@scenario
def emptied_feed(web: Web, asked: Asked) -> Iterator[bytes]:
    yield _say(_feed(asked, count=0 if _times_asked(web, asked) > 1 else 10))


@scenario
def all_new_at_once(web: Web, asked: Asked) -> Iterator[bytes]:
    """Ten entries, then thirty others in their place, for good."""
    if _times_asked(web, asked) == 1:
        yield _say(_feed(asked))
    else:
        yield _say(_rss([_item(asked, number, f"A stranger says {number}") for number in range(100, 130)]))


@scenario
def churned_ids(web: Web, asked: Asked) -> Iterator[bytes]:
    """The same entries under new ids and addresses each time."""
    first = 1_000 * _times_asked(web, asked)
    yield _say(_rss([_item(asked, first + number, f"Pier {number} opened today") for number in range(10)]))


@scenario
def one_id_for_all(web: Web, asked: Asked) -> Iterator[bytes]:
    yield _say(_feed(asked).replace(b"<guid>" + asked.path.strip("/").encode(), b"<guid>same</guid><x>"))


@scenario
def endless_titles(web: Web, asked: Asked) -> Iterator[bytes]:
    yield _say(_rss([_item(asked, number, "harbour " * 20_000) for number in range(5)]))


@scenario
def odd_times(web: Web, asked: Asked) -> Iterator[bytes]:
    written = ("9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "Mon, 99 Foo 99999", "2999-01-01", "")
    yield _say(_rss([_item(asked, at, more=f"<pubDate>{time}</pubDate>") for at, time in enumerate(written)]))


@scenario
def odd_links(web: Web, asked: Asked) -> Iterator[bytes]:
    """Links that nobody should follow, and words that are programs."""
    links = ("javascript:steal()", "file:///etc/passwd", "data:text/html,x", "http://[::1", "http://169.254.169.254/x")
    items = (f"<item><title>Pier {at} &lt;script&gt;steal()&lt;/script&gt;</title><link>{link}</link></item>"
             for at, link in enumerate(links))  # fmt: skip
    yield _say(_rss([*items]))


@scenario
def entity_bomb(web: Web, asked: Asked) -> Iterator[bytes]:
    lines = "".join(f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "aaaaaaaaaa">{lines}]>'
    yield _say(_rss([_item(asked, 1, "The pier &a11;")], bomb))


@scenario
def entity_of_a_file(web: Web, asked: Asked) -> Iterator[bytes]:
    declared = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    yield _say(_rss([_item(asked, 1, "The pier &f;")], declared))


@scenario
def deep_nesting(web: Web, asked: Asked) -> Iterator[bytes]:
    yield _say(_rss(["<item>" * 5_000]))


@scenario
def tags_without_number(web: Web, asked: Asked) -> Iterator[bytes]:
    yield _say(_rss([_item(asked, 1, "<b/>" * 150_000)]))


@scenario
def attributes_without_number(web: Web, asked: Asked) -> Iterator[bytes]:
    attributes = " ".join(f"a{number}='1'" for number in range(5_000))
    yield _say(_rss([f"<item {attributes}/>"]))


@scenario
def line_of_a_megabyte(web: Web, asked: Asked) -> Iterator[bytes]:
    yield _say(
        _rss([_item(asked, number, more=f"<description>{'pier ' * 5_000}</description>") for number in range(40)])
    )


@scenario
def zeros_between(web: Web, asked: Asked) -> Iterator[bytes]:
    """Characters that databases refuse: NUL and half ones, in the open and as references."""
    yield _say(_feed(asked).replace(b"harbour", b"har\0bour &#0;&#xD800;\xed\xa0\x80"))


@scenario
def wrongly_labelled(web: Web, asked: Asked) -> Iterator[bytes]:
    """Korean of the old encoding, said to be UTF-8 twice."""
    text = _rss([_item(asked, number, f"항구 {number}번 부두 개장") for number in range(5)])
    yield _say(('<?xml version="1.0" encoding="utf-8"?>' + text).encode("euc-kr"))


@scenario
def wide_without_mark(web: Web, asked: Asked) -> Iterator[bytes]:
    yield _say(_feed(asked).decode().encode("utf-16-le"), content_type="text/xml; charset=us-ascii")


@scenario
def of_no_encoding(web: Web, asked: Asked) -> Iterator[bytes]:
    yield _say(_feed(asked).replace(b"harbour", b"harb\xff\xfe\xc3our"), content_type="text/xml; charset=klingon")


@scenario
def noise(web: Web, asked: Asked) -> Iterator[bytes]:
    yield _say(bytes(range(256)) * 50)


@scenario
def cut_short(web: Web, asked: Asked) -> Iterator[bytes]:
    body = _feed(asked)
    yield _say(body[: len(body) // 2])


@scenario
def half_characters(web: Web, asked: Asked) -> Iterator[bytes]:
    """JSON can name what nothing can write."""
    items = [
        {"id": f"{asked.path}{at}", "title": f"Pier \ud800{at}\0", "url": f"/{asked.path}/{at}\udc00"} for at in "abc"
    ]
    yield _say(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}), "application/feed+json")


@scenario
def json_without_ground(web: Web, asked: Asked) -> Iterator[bytes]:
    yield _say(b'{"items":' + b"[" * 200_000, "application/feed+json")


@scenario
def sitemap_of_news(web: Web, asked: Asked) -> Iterator[bytes]:
    yield _say(_sitemap(asked))


@scenario
def sitemap_packed(web: Web, asked: Asked) -> Iterator[bytes]:
    """A file that is packed, which no header tells."""
    yield _say(gzip.compress(_sitemap(asked)), "application/x-gzip")


@scenario
def sitemap_of_parts(web: Web, asked: Asked) -> Iterator[bytes]:
    """One part that is sound, and all that a part can be instead."""
    parts = ("sitemap-of-news", "status/500", "silent", "bomb", "page", "sitemap-of-itself", "hung-up")
    yield _say(_index([f"{web.url(part)}/in{asked.path}" for part in parts]))


@scenario
def sitemap_of_itself(web: Web, asked: Asked) -> Iterator[bytes]:
    yield _say(_index([web.base + asked.path]))


@scenario
def sitemap_in_a_ring(web: Web, asked: Asked) -> Iterator[bytes]:
    yield _say(_index([f"{web.base}{asked.path}/on"]))


@scenario
def sitemap_of_thousands(web: Web, asked: Asked) -> Iterator[bytes]:
    """Ten thousand parts, each an index again."""
    parts = 10_000 if asked.path.count("/") == 2 else 3
    yield _say(_index([f"{web.base}{asked.path}/{number}" for number in range(parts)]))


@scenario
def sitemap_of_others(web: Web, asked: Asked) -> Iterator[bytes]:
    yield _say(_index(_OTHERS))


def _sitemap(asked: Asked) -> bytes:
    places = "".join(
        f"<url><loc>https://news.example{asked.path}/{number}</loc><news:news><news:title>Pier {number}</news:title>"
        f"<news:publication_date>2026-11-02T09:00:00Z</news:publication_date></news:news></url>"
        for number in range(5)
    )
    return f'<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{places}</urlset>'.encode()


def _index(places: Sequence[str]) -> str:
    return f"<sitemapindex>{''.join(f'<sitemap><loc>{place}</loc></sitemap>' for place in places)}</sitemapindex>"


@scenario
def robots_closed(web: Web, asked: Asked) -> Iterator[bytes]:
    yield answer(body=b"User-agent: *\nDisallow: /\n")


@scenario
def list_of_news(web: Web, asked: Asked) -> Iterator[bytes]:
    """A page of a list that goes on and on, one page after the other."""
    rows = "".join(map(_row, range(20)))
    more = f"<a rel='next' href='{asked.path}?page=2'>The next page of all this</a>"
    yield _say(f"<html><body><ul>{rows}</ul>{more}</body></html>", "text/html")


@scenario
def list_without_end(web: Web, asked: Asked) -> Iterator[bytes]:
    yield answer(content_length="-", content_type="text/html") + b"<html><body><ul>"
    number = 0
    while not web.stop.is_set():
        yield "".join(map(_row, range(number, number + 500))).encode()
        number += 500


@scenario
def list_of_nothing(web: Web, asked: Asked) -> Iterator[bytes]:
    yield _say(b"<html><body><div id='app'></div><script src='/app.js'></script></body></html>", "text/html")


@scenario
def list_nested_deeply(web: Web, asked: Asked) -> Iterator[bytes]:
    yield _say(b"<html><body>" + b"<div><a href='/a/1'>" * 5_000, "text/html")


def _row(number: int) -> str:
    return f"<li><a href='/press/2026/11/02/{number}'>The ministry opens harbour number {number} today</a></li>"
