"""The names feedparser knows elements and attributes by, of the names as expat tells them.

Read from feedparser 6.0's ``parsers/strict.py`` and ``mixin.py``: a namespace it knows has one prefix of its own, ""
for those of feeds themselves; of any other the document's prefix is taken, which may mislead it.
"""

from __future__ import annotations

from functools import lru_cache

from feedparser.mixin import _FeedParserMixin

XML = "http://www.w3.org/XML/1998/namespace"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XLINK = "http://www.w3.org/1999/xlink"  # a declaration of it counts as an attribute
_USERLAND = "backend.userland.com/rss"
_KNOWN: dict[str, str] = {uri.lower(): prefix.lower() for uri, prefix in _FeedParserMixin.namespaces.items()}
_PREFIXES = frozenset(filter(None, _KNOWN.values()))
_MAX_LENGTH = 300  # of a name and its namespace; what is remembered of one document outlives it
_VERSIONS = {"http://purl.org/rss/1.0/": "rss10", "http://www.w3.org/2005/atom": "atom10"}
_NETSCAPE = "http://my.netscape.com/rdf/simple/0.9/"
# Those that change what feedparser makes of an element, whichever it is.
_TELLING = frozenset("base lang lastmod href url uri rel type mode ispermalink version".split())


class DoubtError(Exception):
    """The document is not as plain as this way of reading it takes for granted."""


class Names(dict[str, str]):
    """expat's names of elements, "uri local" or "local", to feedparser's, such as "title" or "dc_creator"."""

    def __init__(self) -> None:
        super().__init__()
        self.version = ""  # what the namespaces tell of it
        self._declared: dict[str, str] = {}
        self._prefixes: dict[str, str] = {}

    def declare(self, prefix: str | None, uri: str | None) -> None:
        """Take note of a namespace, whose declaration feedparser takes as said for all that follows."""
        if not uri:
            return
        if uri.split() != [uri] or uri == _XLINK:
            raise DoubtError(uri)
        self.version = self.version or _version_of(prefix, uri.lower())
        if prefix and self._declared.get(prefix) != uri:
            self._declare_prefix(prefix, uri)

    def _declare_prefix(self, prefix: str, uri: str) -> None:
        known = _known_prefix(uri)
        if self._declared.setdefault(prefix.lower(), uri) != uri:
            raise DoubtError(prefix)
        if prefix.lower() in _PREFIXES and known not in (None, prefix.lower()):
            raise DoubtError(prefix)  # what has this prefix of feedparser's would get the other one
        self._declared[prefix] = uri
        if known is None:
            self._prefixes.setdefault(uri, prefix)
            self.clear()  # an element without a prefix may have been in it

    def __missing__(self, name: str) -> str:
        if len(name) > _MAX_LENGTH:
            raise DoubtError("a long name")
        uri, _, local = name.rpartition(" ")
        prefix = _known_prefix(uri) if uri else ""
        if prefix is None:
            prefix = self._prefixes.get(uri, "")
        found = self[name] = (f"{prefix}_{local}" if prefix else local).lower()
        return found


def telling_attributes(attributes: dict[str, str]) -> dict[str, str]:
    """Those attributes, by their names in lower case, that feedparser heeds."""
    telling: dict[str, str] = {}
    for name, value in attributes.items():
        known = _known_attribute(name) if len(name) <= _MAX_LENGTH else None
        if known is None or known in telling:
            raise DoubtError(name)
        if known:
            telling[known] = value
    return telling


@lru_cache(1_024)
def _known_attribute(name: str) -> str | None:
    """The name, "" for one that says nothing, None for one that may mislead."""
    uri, _, local = name.rpartition(" ")
    local = local.lower()
    if uri and local == "about":
        return "rdf:about" if uri == _RDF else None
    if local not in _TELLING:
        return ""
    if local in {"base", "lastmod"} or (uri and (uri, local) != (XML, "lang")):
        return None
    return local


def _known_prefix(uri: str) -> str | None:
    return "" if _USERLAND in uri.lower() else _KNOWN.get(uri.lower())


def _version_of(prefix: str | None, uri: str) -> str:
    if uri == _NETSCAPE and not prefix:
        return "rss090"
    return _VERSIONS.get(uri, "")
