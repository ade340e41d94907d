"""Inputs gone wrong: documents bent, spliced, cut, blown up, or made up of the words their readers look for.

Everything follows from a number: the same seed makes the same inputs, on every machine.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Callable, Sequence
from random import Random

LARGEST = 3_000_000  # bytes of an input that is blown up
_USUAL = 300_000

_TAGS = (
    "rss channel item title link guid pubDate description content:encoded dc:date author feed entry id updated summary "
    "content rdf:RDF urlset url loc lastmod news:news news:title news:publication_date sitemapindex sitemap opml "
    "outline html head body article section div p a h1 h2 ul li time meta script style table tr td span img base br "
    "svg math textarea noscript template iframe x:y item:item"
).split()
_ATTRIBUTES = (
    *('href="/news/2026/11/02/a-{n}"', 'href="http://[::1"', 'href="//host.example/{n}"', 'href="javascript:run({n})"'),
    *('rel="alternate"', 'rel="canonical"', 'type="application/rss+xml"', 'type="application/ld+json"', 'type="xhtml"'),
    *('xmlns="http://www.w3.org/2005/Atom"', 'xmlns:news="urn:n"', 'xml:base="http://b/"', 'xml:lang="ko"'),
    *('isPermaLink="false"', 'datetime="2026-13-45T99:99:99+99:99"', 'class="item-{n}"', 'property="og:title"'),
    *('property="article:published_time"', 'content="{n}"', 'mode="base64"', 'version="2.0"', "text='t'", 'id="{n}"'),
    *("xmlUrl='feed:http://f.example/{n}'", 'style="display:none"', "src=x", 'charset="utf-16"', 'name="description"'),
)
_DATES = (
    "Mon, 02 Nov 2026 10:00:00 GMT",
    "Mon, 32 Foo 99999 99:99:99 +9999",
    "0000-00-00T00:00:00Z",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00",
    "2026년 11월 2일 오후 13시",
    "hace -3 días",
    "2 de noviembre de 2026",
    "١٢٣٤-٠١-٠١",
    "-1",
    "1e999",
    "９９９９９９９９９９",
)
_ADDRESSES = (
    "http://[::1",
    "http://[::ffff:127.0.0.1]:99999/",
    "https://exa mple.org/\t",
    "http://İ.example/ß?q=%%%zz&utm_source=x",
    "http://" + "a." * 150 + "example/",
    "http://xn--a/",
    "http://user:pass@host.example:80/../..//./%2e%2e/?#",
    "//host.example",
    "HTTP:////x",
    "http://0x7f.1/",
    "http://host.example:٣/",
    "http://ÿ¯.example/",
    "https://news.google.com/rss/articles/CBMi" + "A" * 40,
    "https://www.google.com/url?q=https%3A%2F%2Fwww.google.com%2Furl%3Fq%3Dhttp%253A%252F%252F[",
    "https://www.bing.com/news/apiclick.aspx?url=http%3a%2f%2f%00",
    "data:text/html,x",
)
_PIECES = (
    *("\0", "\ufeff", "\u202e", "\u2028", "\x85", "\x0b", "\ufffe", "e" + "\u0301" * 30, "\U000e0041", "가", "ﷺ"),
    *("&lol;", "&#0;", "&#xD800;", "&#x110000;", "&#9999999999999;", "&amp;amp;lt;", "&", "&nbsp", "&#"),
    *(
        "]]>",
        "<![CDATA[",
        "<!--",
        "-->",
        "--!>",
        "<?",
        "?>",
        "<",
        ">",
        "</",
        "/>",
        "<a",
        "='\"",
        "<![",
        "<!DOCTYPE x [",
    ),
    '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>',
    *(r"\ud800", r"\u0000", "\\", '"', "{", "[", "}", "]", ",", ":", "null", "1e999", "-", "NaN", '{"items":'),
    *(
        "\r\n",
        "\n\n",
        "\n ",
        "From ",
        "--b\r\n",
        "=?utf-8?b?",
        "=?x?q?=?=",
        "Content-Type: ",
        "=\r\n",
        "=ZZ",
        "%00",
        "%",
    ),
    *("User-agent: *\n", "Disallow: /*" + "*" * 20 + "$\n", "Crawl-delay: 1e9\n", "Sitemap: //x\n", "Allow: %\n"),
    *("﻿", "ÿþ", "\x1b$B", "ß", "İ", "ǆ", "₩", "−", "’"),
)
_ENCODINGS = ("utf-8", "utf-16", "utf-16-be", "utf-32", "euc-kr", "iso-8859-1", "cp1252", "utf-7")
_NUMBER = re.compile(rb"\d+")
_VALUE = re.compile(rb"(?<=[>\"'])[^<>\"']{1,200}(?=[<\"'])")
_TAG = re.compile(rb"<[^<>]{1,300}>")


class Mutator:
    """Makes inputs; each call makes another one."""

    def __init__(self, seed: str, corpus: Sequence[bytes]) -> None:
        self._dice = Random(seed)
        self._corpus = corpus
        self._ways: tuple[Callable[[bytes], bytes], ...] = (
            *(self._flip, self._overwrite, self._cut_out, self._break_off, self._repeat, self._splice, self._shuffle),
            *(self._insert, self._insert, self._replace_value, self._replace_value, self._replace_tag, self._enlarge),
            *(self._encode, self._soup, self._nest),
        )

    def bend(self, body: bytes) -> bytes:
        """The input after one to eight steps in the wrong direction; one in fifty swells to megabytes."""
        for _ in range(self._dice.choice((1, 1, 2, 3, 5, 8))):
            body = self._dice.choice(self._ways)(body)[:_USUAL]
        return self._swell(body) if self._dice.random() < 0.02 else body

    def made_up(self) -> bytes:
        """A document made of the words that readers look for, well-formed for the most part."""
        tree = self._tree(self._dice.choice(_TAGS), self._dice.randint(1, 6))
        start = self._dice.choice(("", "<?xml version='1.0'?>", "<!doctype html>", '<rss version="2.0"><channel>'))
        return (start + tree).encode("utf-8", "surrogatepass")

    def pack(self, body: bytes) -> bytes:
        """The input packed, perhaps twice, perhaps not quite."""
        packed = self._dice.choice((_gzipped, zlib.compress, lambda raw: zlib.compress(raw)[2:-4]))(body)
        if self._dice.random() < 0.3:
            packed = _gzipped(packed)
        return self._dice.choice((packed, packed + packed, self._flip(packed), self._break_off(packed)))

    def word(self) -> str:
        """A date, an address or a piece of something, none of them sound."""
        return self._dice.choice(self._dice.choice((_DATES, _ADDRESSES, _PIECES)))

    def _place(self, body: bytes) -> int:
        return self._dice.randint(0, len(body))

    def _span(self, body: bytes, longest: int = 2_000) -> tuple[int, int]:
        start = self._place(body)
        return start, min(len(body), start + self._dice.randint(1, longest))

    def _flip(self, body: bytes) -> bytes:
        bent = bytearray(body)
        for _ in range(self._dice.randint(1, 20) if body else 0):
            bent[self._dice.randrange(len(bent))] ^= 1 << self._dice.randrange(8)
        return bytes(bent)

    def _overwrite(self, body: bytes) -> bytes:
        start, end = self._span(body, 40)
        return body[:start] + self._dice.randbytes(end - start) + body[end:]

    def _cut_out(self, body: bytes) -> bytes:
        start, end = self._span(body)
        return body[:start] + body[end:]

    def _break_off(self, body: bytes) -> bytes:
        return body[: self._place(body)]

    def _repeat(self, body: bytes) -> bytes:
        start, end = self._span(body, 300)
        times = self._dice.choice((2, 10, 100, 1_000))
        return body[:start] + body[start:end] * times + body[end:]

    def _splice(self, body: bytes) -> bytes:
        other = self._dice.choice(self._corpus)
        start, end = self._span(other, 20_000)
        at = self._place(body)
        return body[:at] + other[start:end] + body[at:]

    def _shuffle(self, body: bytes) -> bytes:
        parts = _TAG.findall(body[:50_000])
        self._dice.shuffle(parts)
        return b"".join(parts)

    def _insert(self, body: bytes) -> bytes:
        at = self._place(body)
        return body[:at] + self.word().encode("utf-8", "surrogatepass") * self._dice.choice((1, 1, 1, 50)) + body[at:]

    def _replace_value(self, body: bytes) -> bytes:
        return self._replace(_VALUE, body, self.word().encode("utf-8", "surrogatepass"))

    def _replace_tag(self, body: bytes) -> bytes:
        return self._replace(_TAG, body, self._tag(self._dice.choice(_TAGS)).encode())

    def _enlarge(self, body: bytes) -> bytes:
        return self._replace(_NUMBER, body, self._dice.choice((b"0", b"-1", b"9" * 30, b"1e400", b"2147483648", b"")))

    def _replace(self, pattern: re.Pattern[bytes], body: bytes, new: bytes) -> bytes:
        found = pattern.search(body, self._place(body)) or pattern.search(body)
        return body[: found.start()] + new + body[found.end() :] if found else body

    def _encode(self, body: bytes) -> bytes:
        text = body.decode("utf-8", "replace")
        return text.encode(self._dice.choice(_ENCODINGS), "replace")

    def _soup(self, body: bytes) -> bytes:
        at = self._place(body)
        soup = "".join(
            self._dice.choice((f"</{name}>", self._tag(name), self.word()))
            for name in self._dice.choices(_TAGS, k=self._dice.randint(1, 60))
        )
        return body[:at] + soup.encode("utf-8", "surrogatepass") + body[at:]

    def _nest(self, body: bytes) -> bytes:
        start, end = self._span(body)
        name, deep = self._dice.choice(_TAGS), self._dice.choice((20, 300, 5_000))
        closing = f"</{name}>" * self._dice.choice((deep, 0))
        return body[:start] + f"<{name}>".encode() * deep + body[start:end] + closing.encode() + body[end:]

    def _swell(self, body: bytes) -> bytes:
        """One piece over and over, for readers that look back at each."""
        piece = self._dice.choice(
            (
                self.word().encode("utf-8", "surrogatepass"),
                self._tag(self._dice.choice(_TAGS)).encode(),
                self._tree(self._dice.choice(_TAGS), 2).encode("utf-8", "surrogatepass"),
                body[slice(*self._span(body, 100))],
                self._dice.choice(
                    (b"<", b"&", b" ", b"a", b"\n", b"[", b'{"a":', b"http://a.b/ ", b"&lt;", b"=", b"--")
                ),
            )
        )
        at, size = self._place(body), self._dice.choice((LARGEST // 10, LARGEST))
        return (body[:at] + piece * (size // max(1, len(piece))) + body[at:])[:LARGEST]

    def _tag(self, name: str) -> str:
        given = self._dice.choices(_ATTRIBUTES, k=self._dice.choice((0, 0, 1, 3)))
        return f"<{' '.join([name, *given])}>".replace("{n}", str(self._dice.randint(0, 10**6)))

    def _tree(self, name: str, depth: int) -> str:
        if depth == 0 or self._dice.random() < 0.2:
            inner = self.word() if self._dice.random() < 0.5 else "The port of the north opened on Monday. " * 3
        else:
            names = self._dice.choices(_TAGS, k=self._dice.randint(1, 5))
            inner = "".join(self._tree(each, depth - 1) for each in names)
        return f"{self._tag(name)}{inner}</{name}>"


def _gzipped(raw: bytes) -> bytes:
    return gzip.compress(raw, mtime=0)  # the same at any time
