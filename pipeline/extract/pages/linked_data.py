"""What a page says of itself in JSON-LD (schema.org)."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

_MAX_SCRIPTS = 40
_MAX_LENGTH = 2_000_000  # characters of one script
_MAX_NODES = 3_000
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|;)\s*$"
)
_ARTICLES = re.compile(r"(?:Article|Posting|Report|Review)$")
_LISTS = frozenset({"CollectionPage", "SearchResultsPage", "ItemList"})

Node = dict[str, Any]


class LinkedData:
    """The nodes of all scripts of a page, and the one that is its article."""

    def __init__(self, scripts: list[str]) -> None:
        self.nodes = tuple(_walk([_parse(script) for script in scripts[:_MAX_SCRIPTS]]))
        self._by_id = {
            node["@id"]: node for node in reversed(self.nodes) if isinstance(node.get("@id"), str) and len(node) > 1
        }
        self._article = self._find_article()

    def article(self) -> Node:
        """The node of the article, an empty one if there is none; the first with a headline leads."""
        return self._article

    def is_walled(self) -> bool:
        """Whether the article says that not everybody may read it."""
        return str(self._article.get("isAccessibleForFree", "")).lower() in ("false", "no", "0")

    def of_type(self, kind: str) -> Iterator[Node]:
        """The nodes of one type."""
        return (node for node in self.nodes if node_type(node) == kind)

    def _find_article(self) -> Node:
        listed = {id(node) for one in self.nodes if node_type(one) in _LISTS for node in _listed_in(one)}
        articles = [node for node in self.nodes if _is_article(node) and id(node) not in listed]
        return next((node for node in articles if node.get("headline")), articles[0] if articles else {})

    def page(self) -> Node:
        """The node of the page itself, where some systems put what belongs to the article."""
        return next((node for node in self.nodes if node_type(node).endswith("Page")), {})

    def names(self, value: Any) -> list[str]:
        """Names of people or firms that a property holds, looked up where it only refers to them."""
        found: list[str] = []
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, str):
                found.append(one)
            elif isinstance(one, dict):
                known = one if one.get("name") else self._by_id.get(one.get("@id", ""), {})
                name = known.get("name")
                found += [each for each in (name if isinstance(name, list) else [name]) if isinstance(each, str)]
        return [html.unescape(name) for name in found[:50]]


def text_of(node: Node, name: str) -> str:
    """A property as text, "" when it is none; many systems escape it as if it were HTML."""
    value = node.get(name)
    value = value[0] if isinstance(value, list) and value else value
    value = (value.get("url") or value.get("@id") or value.get("name")) if isinstance(value, dict) else value
    return html.unescape(value).strip() if isinstance(value, str) else ""


def node_type(node: Node) -> str:
    kind = node.get("@type")
    kind = kind[0] if isinstance(kind, list) and kind else kind
    return kind if isinstance(kind, str) else ""


def _is_article(node: Node) -> bool:
    return bool(_ARTICLES.search(node_type(node)))


def _listed_in(node: Node) -> list[Node]:
    """The articles that a list holds, if it is one: a page may call its only article its main part."""
    articles = [inner for inner in _walk([node]) if _is_article(inner)]
    return articles if len(articles) > 1 else []


def _walk(level: list[Any]) -> Iterator[Node]:
    """All nodes, outer before inner."""
    count = 0
    while level and count < _MAX_NODES:
        inner: list[Any] = []
        for value in level:
            if isinstance(value, dict):
                count += 1
                yield value
                inner += value.values()
            elif isinstance(value, list):
                inner += value
        level = [value for value in inner if isinstance(value, dict | list)]


def _parse(script: str) -> Any:
    if len(script) > _MAX_LENGTH:
        return None
    bare = _WRAPPING.sub("", _WRAPPING.sub("", script.strip()))
    try:
        return json.loads(bare, strict=False)  # raw line breaks in strings are everywhere
    except (ValueError, RecursionError):
        return None
