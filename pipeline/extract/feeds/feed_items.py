"""A feed's items, told apart without reading them, and which of them are known.

Reading costs feedparser a third of a millisecond an item, and of a feed that has changed most items have not. So the
document is cut at its items, and those whose markup was read before, under the same head, are left out of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise

from pipeline.extract.entries import MAX_ENTRIES
from pipeline.model.article import Entry
from pipeline.model.source import FeedMemory

# What begins or ends an item, and what may hold the look of it without being one. Prefixes count: whether their
# namespace is one of feeds shows when the entries are counted.
_TOKEN = re.compile(r"<(?:(!\[CDATA\[)|(!--)|(\?)|(/?)(?:[\w.-]+:)?(?:item|entry)(?=[\s/>]))", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_DECLARATION = re.compile(r"<!(?!--|\[CDATA\[)")  # of entities, say
_DECLARED = re.compile(r"""\bxmlns:([\w.-]+)\s*=\s*("[^"<]*"|'[^'<]*')""")
# Of the head: its kind, the attributes that hold for all below, the language that tells the zone of times without
# one, and the pictures and forms of the channel, in which feedparser files what an item says of its own. Lengths are
# bounded and none reaches beyond the next tag, or hostile heads would be read over and over.
_CONTEXT = re.compile(
    r"""<(?:[\w.-]+:)?(?:rss|feed|rdf|channel|title|image|textinput)\b"""
    r"""|\b(?:xmlns[\w.:-]{0,40}|xml:base|xml:lang|base|lang|version)\s{0,9}=\s{0,9}(?:"[^"<]{0,999}"|'[^'<]{0,999}')"""
    r"""|<(?:[\w.-]+:)?language\b[^<>]*>(?:<!\[CDATA\[)?[^<]{0,99}""",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Cut:
    """A document cut at its items; the white space and comments between them are dropped."""

    head: str
    items: tuple[str, ...]
    tail: str

    def only(self, items: Sequence[str]) -> str:
        """The document as if these were all its items."""
        return "".join((self.head, *items, self.tail))


@dataclass(frozen=True, slots=True)
class Recalled:
    """A cut document beside what is remembered of the one before."""

    cut: Cut
    head: str  # hash of what the items' meaning hangs on
    marks: tuple[str, ...]  # hashes of the items' markup
    known: dict[str, str]  # of those seen before: mark -> hash of the entry's id

    def unseen(self) -> list[str]:
        """The markup of the items that are new or have changed."""
        return [item for item, mark in zip(self.cut.items, self.marks, strict=True) if mark not in self.known]

    def memory_with(self, entries: Sequence[Entry]) -> FeedMemory | None:
        """What to remember, the unseen items having become these entries, in this order.

        None when that is not certain: another number of entries, or an id that two items share, for which of them keeps
        it is told only by looking at both.
        """
        unseen = [mark for mark in self.marks if mark not in self.known]
        if len(entries) != len(unseen):
            return None
        new = {mark: hash_16(entry.entry_id) for mark, entry in zip(unseen, entries, strict=True)}
        ids = self.known | new
        if len(set(ids.values())) != len(self.marks):
            return None
        return FeedMemory(head=self.head, items=tuple((mark, ids[mark]) for mark in self.marks))


def recall(text: str, url: str, memory: FeedMemory | None) -> Recalled | None:
    """Cut the feed of ``url`` and tell which items ``memory`` knows; None for one that cannot be cut safely."""
    cut = cut_items(text)
    if cut is None:
        return None
    marks = tuple(map(hash_16, cut.items))
    if len(set(marks)) != len(marks):
        return None
    # The address is what relative links stand on.
    head = hash_16("\x1f".join([url, *_CONTEXT.findall(cut.head), "", *_CONTEXT.findall(cut.tail)]))
    remembered = dict(memory.items) if memory is not None and memory.head == head else {}
    return Recalled(cut, head, marks, {mark: remembered[mark] for mark in marks if mark in remembered})


def cut_items(text: str) -> Cut | None:
    """Cut at the items, in one pass; None for a document whose items do not stand plainly side by side.

    Exact for well-formed documents. Of others it may be wrong, so what comes of a cut has to be checked.
    """
    spans = _find_items(text)
    if spans is None:
        return None
    if not spans:
        return Cut(text, (), "")
    head, tail = text[: spans[0][0]], text[spans[-1][1] :]
    items = tuple(text[start:end] for start, end in spans)
    gaps = (text[end:start] for (_, end), (start, _) in pairwise(spans))
    if any(_COMMENT.sub("", gap).strip() for gap in gaps if not gap.isspace()):
        return None
    if _DECLARATION.search(head) or not _agree_on_prefixes(head, items):
        return None
    return Cut(head, items, tail)


def hash_16(text: str) -> str:
    """16 hexadecimal digits."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _find_items(text: str) -> list[tuple[int, int]] | None:
    """Where items begin and end; None when they are nested, empty, unclosed, or more than are read."""
    spans: list[tuple[int, int]] = []
    start, at = -1, 0
    while match := _TOKEN.search(text, at):
        opaque = match.lastindex or 0
        if opaque < 4:
            at = text.find(("]]>", "-->", "?>")[opaque - 1], match.end()) + 1
        else:
            at = text.find(">", match.end()) + 1
            closing = bool(match[4])
            if closing is (start < 0) or text[at - 2] == "/":
                return None
            if closing:
                spans.append((start, at))
            start = -1 if closing else match.start()
        if not at or len(spans) > MAX_ENTRIES:
            return None
    return spans if start < 0 else None


def _agree_on_prefixes(head: str, items: Sequence[str]) -> bool:
    """Whether each prefix stands for one namespace throughout.

    feedparser takes what one item declares as said for all that follow.
    """
    declaring = [item for item in items if "xmlns:" in item]
    if not declaring:
        return True
    meanings = {found for part in (head, *declaring) for found in _DECLARED.findall(part)}
    return len({prefix for prefix, _ in meanings}) == len({(prefix, uri[1:-1]) for prefix, uri in meanings})
