"""Addresses that lead through somebody else's counter and carry the real one. Nobody is asked."""

from __future__ import annotations

import base64
import re
from urllib.parse import SplitResult, unquote, urlsplit

_MAX_LENGTH = 4_000
_MAX_WRAPPERS = 2  # a network's link to a search engine's link; more is a game

_GOOGLE = r"(?:[a-z]+\.)?google\.(?:com?\.)?[a-z]{2,3}"
# Host (without www.), path, and the parameter that holds the address, as the services write their own links.
_PARAMETERS = tuple(
    (re.compile(host), re.compile(path, re.IGNORECASE), names.split())
    for host, path, names in (
        (r"(?:[a-z]+\.)?bing\.com", r"/news/apiclick\.aspx", "url"),
        (_GOOGLE, "/url", "url q"),
        (r"translate\.google\.[a-z.]+", "/(?:website|translate)", "u"),
        (r"(?:lm?\.)?facebook\.com|l\.instagram\.com|l\.threads\.(?:net|com)", r"/(?:l\.php)?", "u"),
        (r"t\.umblr\.com", "/redirect", "z"),
        (r"getpocket\.com", "/(?:redirect|save|edit)", "url"),
        (r"youtube\.com", "/redirect", "q"),
        (r"linkedin\.com", "/(?:redir/redirect|safety/go)/?", "url"),
        (r"out\.reddit\.com", "/.*", "url"),
        (r"(?:m\.)?vk\.com", r"/away\.php", "to"),
        (r"duckduckgo\.com", "/l/?", "uddg"),
        (r"[a-z0-9]+\.safelinks\.protection\.outlook\.com", "/.*", "url"),
        (r"link\.naver\.com", "/bridge", "url"),
    )
)
# Google's viewer of AMP pages and its cache: an "s" tells of https, and the query is the page's own.
_AMP_HOST = re.compile(rf"{_GOOGLE}|(?:[a-z0-9-]+\.)?cdn\.ampproject\.org")
_SOME_HOST = re.compile(
    "|".join([*(host.pattern for host, *_ in _PARAMETERS), _AMP_HOST.pattern, r"r\.search\.yahoo\.com"])
)
_AMP_PATH = re.compile(r"/(?:amp|[cv]|wp)/(s/)?((?:[\w-]+\.)+[a-z]{2,}(?:/.*)?)", re.IGNORECASE)
_YAHOO_PATH = re.compile(r"/.{0,200}?/RU=([^/]+)/.*")
_GOOGLE_NEWS_PATH = re.compile(r"/(?:__i/)?(?:rss/)?(?:rd/)?(?:articles|read)/(CBM[\w-]{10,2000})")
_GOOGLE_NEWS_START = b'\x08\x13"'


def unwrap_url(url: str) -> str:
    """The web address that ``url`` carries in the open, or ``url`` itself when it carries none; never raises.

    Links of Google News hold the address until about 2024; what they hold since only Google can tell, and they stay.
    """
    for _ in range(_MAX_WRAPPERS):
        inner = _carried(url) if len(url) <= _MAX_LENGTH else ""
        if not inner:
            break
        url = inner
    return url


def _carried(url: str) -> str:
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    if not _SOME_HOST.fullmatch(host):
        return ""
    for of_host, of_path, names in _PARAMETERS:
        if of_host.fullmatch(host) and of_path.fullmatch(parts.path):
            return _from_query(parts.query, names)
    return _from_path(host, parts)


def _from_query(query: str, names: list[str]) -> str:
    given = dict(reversed([pair.partition("=")[::2] for pair in query.split("&")]))  # the first of a name counts
    return next(filter(None, (_web_address(given.get(name, "")) for name in names)), "")


def _from_path(host: str, parts: SplitResult) -> str:
    if host == "news.google.com":
        match = _GOOGLE_NEWS_PATH.fullmatch(parts.path)
        return _from_google_news(match[1]) if match else ""
    if host == "r.search.yahoo.com":
        match = _YAHOO_PATH.fullmatch(parts.path)
        return _web_address(match[1]) if match else ""
    match = _AMP_PATH.fullmatch(parts.path) if _AMP_HOST.fullmatch(host) else None
    if not match:
        return ""
    return f"http{'s' if match[1] else ''}://{match[2]}{'?' if parts.query else ''}{parts.query}"


def _from_google_news(code: str) -> str:
    """The address in a message in Protocol Buffers' form: field 1 is 19, field 4 a length and the address.

    Another field may follow, the address of the AMP copy; the length keeps them apart.
    """
    message = base64.urlsafe_b64decode(code + "=" * (-len(code) % 4)) if len(code) % 4 != 1 else b""
    if not message.startswith(_GOOGLE_NEWS_START):
        return ""
    size, start = message[3], 4
    if size >= 0x80:  # seven bits a byte, the lowest first
        size, start = size - 0x80 + (message[4] << 7), 5
    return _web_address(message[start : start + size].decode("ascii", "ignore"))


def _web_address(written: str) -> str:
    """The value of a parameter as a web address, "" when it is none."""
    address = written if "://" in written and "%3f" not in written.lower() else unquote(written)
    try:
        parts = urlsplit(address)
        fine = parts.scheme.lower() in {"http", "https"} and "." in (parts.hostname or "")
    except ValueError:
        return ""
    return address if fine and not any(map(str.isspace, address)) else ""
