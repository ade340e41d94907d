"""XML as it is found, told tag by tag: whatever is wrong with it, nothing is expanded, fetched or held in memory."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Protocol

from lxml import etree

from pipeline.errors import ExtractError
from pipeline.extract.xml_characters import drop_refused

_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
# Ampersands of plain addresses, and entities of HTML or of the document's own making, which may swell a thousandfold.
_BARE_AMPERSAND = re.compile("&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});)")
_MAX_SIGNS = 2_000_000  # tags and ampersands; a sitemap of 50,000 addresses with two pictures each has 900,000


class TagReader(Protocol):
    """What is told of the document. Names come without namespace and prefix, in lower case."""

    def begin(self, name: str, attributes: dict[str, str]) -> None: ...

    def end(self, name: str) -> None: ...

    def text(self, piece: str) -> None: ...


def read_tags(document: str, reader: TagReader, subject: str) -> str:
    """Tell ``reader`` the document; return the first fault that had to be forgiven ("line 3: ..."), "" if none.

    Deeper than 256 tags nothing is told. Raises ``ExtractError`` for a document that would take many seconds.
    """
    if document.count("<") + document.count("&") > _MAX_SIGNS:
        raise ExtractError(subject, f"this document has more than {_MAX_SIGNS:,} tags and ampersands")
    teller: Any = _Teller(reader)
    parser = etree.XMLParser(
        target=teller,
        encoding="utf-8",
        recover=True,
        # Only those of XML itself are left.
        resolve_entities="internal",  # type: ignore[arg-type]  # the stubs do not know the word yet
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    mended = _BARE_AMPERSAND.sub("&amp;", drop_refused(_DECLARATION.sub("", document)))
    try:
        etree.fromstring(mended.encode(), parser)
    except etree.LxmlError as error:  # documents without any tag
        return f"line 1: {error}"
    faults = [fault for fault in parser.error_log if "amespace" not in fault.message]
    return f"line {faults[0].line}: {faults[0].message}" if faults else ""


class _Teller:
    """lxml's side of a ``TagReader``."""

    def __init__(self, reader: TagReader) -> None:
        self._reader = reader
        self.data = reader.text

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        named = {_local(name): value for name, value in attributes.items()} if attributes else {}
        self._reader.begin(_local(tag), named)

    def end(self, tag: str) -> None:
        self._reader.end(_local(tag))

    def close(self) -> None:
        """lxml asks for it; there is nothing to finish."""


@lru_cache(maxsize=512)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2].rpartition(":")[2].lower()
