"""Sound inputs of every kind that is read, from which unsound ones are bred."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

from bench.feedfarm import document

_FARM_FEEDS = 12
_PARAGRAPH = "<p>The harbour of the north was widened by two piers, and a rail link to the mines is being built. </p>"


def made_seeds() -> list[bytes]:
    """A document of each kind."""
    page = _article().encode()
    return [
        *(document(number).body[:60_000] for number in range(_FARM_FEEDS)),
        *(_short_feed(number).encode() for number in range(3)),
        *(_json_feed(), _sitemap().encode(), _index().encode(), _outlines().encode()),
        *(
            page,
            _article("euc-kr").encode("euc-kr"),
            _listing().encode(),
            _mail(),
            b"From a\n" + _mail() + b"\nFrom b\n",
        ),
        *(_archive(), _json_lines(), b"# Heading\n\nA text.\n" * 40, gzip.compress(page, mtime=0), _robots(), _head()),
    ]


def seeds_of(folder: Path) -> Iterator[bytes]:
    """The files of a folder and those below it, unpacked where they are packed."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            body = path.read_bytes()
            yield gzip.decompress(body) if path.suffix == ".gz" else body


def _short_feed(number: int) -> str:
    entry = "<{0}><title>Port {1}</title><link>https://n.example/{1}</link><{2}>{3}</{2}></{0}>"
    entries = "".join(
        entry.format("item", at, ("guid", "description", "pubDate")[number], ("g" * 9, "words", "2 Nov 2026")[number])
        for at in range(8)
    )
    return f'<rss version="2.0"><channel><title>N</title><ttl>30</ttl>{entries}</channel></rss>'


def _json_feed() -> bytes:
    items = [{"id": at, "url": f"/a/{at}", "title": "T", "content_html": "<p>x", "authors": [{}]} for at in range(5)]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": items}).encode()


def _sitemap() -> str:
    news = "<news:news><news:publication><news:name>N</news:name><news:language>es</news:language></news:publication>"
    news += "<news:publication_date>2026-11-02</news:publication_date><news:title>Puerto</news:title></news:news>"
    urls = "".join(
        f"<url><loc>https://n.example/n/{at}</loc><lastmod>2026-11-02</lastmod>{news}</url>" for at in "abcd"
    )
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="urn:news">{urls}</urlset>'


def _index() -> str:
    parts = "".join(f"<sitemap><loc>https://n.example/news-{at}.xml.gz</loc></sitemap>" for at in range(5))
    return f"<sitemapindex>{parts}</sitemapindex>"


def _outlines() -> str:
    one = '<outline text="N" type="rss" xmlUrl="https://n.example/rss" htmlUrl="https://n.example/"/>'
    return f'<opml version="2.0"><head/><body><outline text="Folder">{one * 3}</outline>{one}</body></opml>'


def _article(charset: str = "utf-8") -> str:
    linked = {
        "@type": "NewsArticle",
        "headline": "항구 개항",
        "datePublished": "2026-11-02T10:00:00+09:00",
        "author": [],
    }
    return (
        f'<!doctype html><html lang="ko"><head><meta charset="{charset}"><title>항구 개항 | N</title>'
        '<link rel="canonical" href="https://n.example/a/1">'
        '<link rel="alternate" type="application/rss+xml" href="/rss"><meta property="og:title" content="항구">'
        f'<script type="application/ld+json">{json.dumps(linked)}</script></head>'
        f"<body><nav><a href='/'>N</a></nav><article><h1>항구 개항</h1><time datetime='2026-11-02'>2일</time>"
        f"{_PARAGRAPH * 20}<ul><li>one<li>two</ul></article></body></html>"
    )


def _listing() -> str:
    row = "<li><a href='/news/2026/11/02/{0}-port'>The port number {0} opened on Monday</a><time>2 Nov 2026</time></li>"
    return f"<html><body><a href='/feed'>RSS</a><ul>{''.join(map(row.format, range(30)))}</ul></body></html>"


def _mail() -> bytes:
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["Date"] = "Puerto ñ", "N <n@n.example>", "Mon, 02 Nov 2026 10:00:00 +0000"
    mail["Message-ID"] = "<1@n.example>"
    mail.set_content("The port opened.\n" * 20)
    mail.add_alternative(_article(), subtype="html")
    return mail.as_bytes()


def _archive() -> bytes:
    head = b"Snapshot-Content-Location: https://n.example/a/1\r\nMIME-Version: 1.0\r\n"
    return (
        head
        + b'Content-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n'
        + (_article().encode() + b"\r\n--b--\r\n")
    )


def _json_lines() -> bytes:
    lines = [{"id": at, "title": "Port", "text": "It opened. " * 20, "date": "2026-11-02"} for at in range(9)]
    return b"".join(json.dumps(line).encode() + b"\n" for line in lines)


def _robots() -> bytes:
    rules = b"User-agent: *\nDisallow: /a*b$\nAllow: /\nCrawl-delay: 2\n\nUser-agent: seedwatch\nDisallow: /x\n"
    return rules + b"Sitemap: https://n.example/sitemap.xml\n"


def _head() -> bytes:
    return (
        b"HTTP/1.1 200 OK\r\nDate: Mon, 02 Nov 2026 10:00:00 GMT\r\nContent-Type: text/xml\r\nRetry-After: 120\r\n"
        b'Cache-Control: max-age="60", private\r\nExpires: 0\r\nETag: "a"\r\nContent-Encoding: gzip\r\n\r\n'
    )
