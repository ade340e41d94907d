"""Work that feedparser does for nothing, spared: a tenth of its time.

It copies the attributes of a text deeply, though they are strings; it joins every element's base address to itself; its
dictionary asks for each name twice, by way of an exception; and it looks for a mail address in every author's name, in
time that grows with the square of its length. What it gives stays the same, but for names longer than anybody's, which
``tests/extract/feeds/test_feedparser_thrift.py`` holds against the library as it comes. A version of it that has
another build is left as it is.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from feedparser import mixin, util

# Names for which its dictionary knows another one, or makes the value up.
_SPECIAL = {"category", "enclosures", "license", "updated", "updated_parsed"}

LONGEST_NAME = 1_000  # characters; a list of authors has a few hundred


def spare() -> None:
    """Put the thrifty ways in their places."""
    if not (hasattr(mixin, "copy") and hasattr(mixin, "_urljoin") and hasattr(util.FeedParserDict, "keymap")):
        return
    mixin.copy = SimpleNamespace(deepcopy=_copy_flat)
    mixin._urljoin = _join_unless_same(mixin._urljoin)  # noqa: SLF001 - there is no public place
    reader = mixin._FeedParserMixin  # noqa: SLF001 - the same
    reader._sync_author_detail = _settle_unless_long(reader._sync_author_detail)  # noqa: SLF001 - the same
    util.FeedParserDict.get = _get_at_once(util.FeedParserDict)


def _copy_flat(value: Any) -> Any:
    """A copy of a dictionary of strings; of anything else a deep one."""
    if isinstance(value, util.FeedParserDict) and all(isinstance(item, str) for item in dict.values(value)):
        return util.FeedParserDict(value)
    return copy.deepcopy(value)


def _join_unless_same(join: Callable[[str, str], str]) -> Callable[[str, str], str]:
    def joined(base: str, uri: str) -> str:
        return base if uri == base and not uri else join(base, uri)

    return joined


def _settle_unless_long(settle: Callable[[Any, str], None]) -> Callable[..., None]:
    def settled(self: Any, key: str = "author") -> None:
        name = self._get_context().get(key)
        if not isinstance(name, str) or len(name) <= LONGEST_NAME:
            settle(self, key)

    return settled


def _get_at_once(kind: Any) -> Callable[[Any, Any, Any], Any]:
    special, usual = {*kind.keymap, *_SPECIAL}, kind.get
    has, get = dict.__contains__, dict.__getitem__

    def found(self: Any, key: Any, default: Any = None) -> Any:
        if key in special:
            return usual(self, key, default)
        return get(self, key) if has(self, key) else default

    return found
