"""OPML 2.0 (opml.org/spec2.opml), the list of feeds that readers exchange: in and out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from html import escape

from pipeline.errors import ExtractError
from pipeline.extract.characters_of_bytes import decode_bytes
from pipeline.extract.lenient_xml import read_tags
from pipeline.extract.urls import absolute_url
from pipeline.text.characters import clean_characters

_MAX_OUTLINES = 50_000
_MAX_LENGTH = 2_048  # of an attribute
_MAX_DEPTH = 50  # of folders written; readers bound what they take


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """One source of the list. ``folder`` is the path of folder titles it stands in, outermost first."""

    title: str
    url: str
    page: str = ""  # the web page the feed belongs to
    folder: tuple[str, ...] = ()
    language: str = ""  # as written


def read_outlines(body: bytes, name: str) -> tuple[Outline, ...]:
    """The sources of an OPML file, in its order; entries without a web address are left out.

    Takes nesting, titles missing or under either name, attributes in any case, and XML that is not well-formed. Raises
    ``ExtractError`` with the file's ``name`` and the line for what is no OPML.
    """
    text, _ = decode_bytes(body, "")
    text = text.strip("\ufeff\x00 ")
    if not text.strip():
        raise ExtractError(name, "line 1: the file is empty")
    reader = _Reader()
    fault = read_tags(text, reader, name)
    if reader.root != "opml":
        begins = f"it begins with <{reader.root[:40]}>" if reader.root else "it is no XML"
        raise ExtractError(name, f"line {_line_of_root(text)}: this is no OPML: {begins}")
    if fault and not reader.found:
        raise ExtractError(name, fault)
    return tuple(reader.found)


def write_outlines(title: str, outlines: Iterable[Outline], made_at: datetime) -> str:
    """The OPML document, grouped by folder in order of first appearance; ``made_at`` (aware) is its date.

    What ``read_outlines`` reads of it are the same outlines, but for the order of folders.
    """
    top = _Folder()
    for outline in outlines:
        folder = top
        for part in outline.folder[:_MAX_DEPTH]:
            folder = folder.folders.setdefault(_tidy(part), _Folder())
        folder.outlines.append(outline)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        "  <head>",
        f"    <title>{_quoted(title)[1:-1]}</title>",
        f"    <dateCreated>{format_datetime(made_at)}</dateCreated>",
        "  </head>",
        "  <body>",
        *_lines(top, "    "),
        "  </body>",
        "</opml>",
    ]
    return "\n".join(lines) + "\n"


@dataclass(slots=True)
class _Folder:
    outlines: list[Outline] = field(default_factory=list)
    folders: dict[str, _Folder] = field(default_factory=dict)


@dataclass(slots=True)
class _Reader:
    """Gathers sources while the tags go by."""

    root: str = ""
    found: list[Outline] = field(default_factory=list)
    _path: list[str] = field(default_factory=list)  # of the outlines around, "" for those that are no folder

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        self.root = self.root or name
        if name != "outline":
            return
        said = {key: _tidy(value)[:_MAX_LENGTH] for key, value in attributes.items()}
        kind = said.get("type", "").lower()
        # Some programs call the feed's address "url", as links have it.
        address = said.get("xmlurl") or (said.get("url", "") if kind in ("rss", "atom", "feed") else "")
        title = said.get("title") or said.get("text") or ""
        self._path.append("" if address else title)
        url = _web_address(address)
        if url and len(self.found) < _MAX_OUTLINES:
            self.found.append(
                Outline(
                    title=title or url,
                    url=url,
                    page=_web_address(said.get("htmlurl", "")),
                    folder=tuple(filter(None, self._path[:-1])),
                    language=said.get("language", ""),
                )
            )

    def text(self, piece: str) -> None:
        """Nothing is told between tags."""

    def end(self, name: str) -> None:
        if name == "outline" and self._path:
            self._path.pop()


def _lines(folder: _Folder, indent: str) -> Iterable[str]:
    for one in folder.outlines:
        named = _quoted(one.title or one.url)
        told = "".join(
            f" {name}={_quoted(value)}" for name, value in (("htmlUrl", one.page), ("language", one.language)) if value
        )
        yield f'{indent}<outline type="rss" text={named} title={named} xmlUrl={_quoted(one.url)}{told}/>'
    for title, inner in folder.folders.items():
        yield f"{indent}<outline text={_quoted(title)} title={_quoted(title)}>"
        yield from _lines(inner, indent + "  ")
        yield f"{indent}</outline>"


def _quoted(value: str) -> str:
    return '"' + escape(_tidy(value)) + '"'


def _tidy(value: str) -> str:
    return " ".join(clean_characters(value).split())


def _web_address(written: str) -> str:
    """An address, also where it is marked as a feed's: ``feed://host/rss``, ``feed:https://host/rss``."""
    if written.lower().startswith("feed:"):
        rest = written[5:]
        written = f"http:{rest}" if rest.startswith("//") else rest
    return absolute_url("", written)


def _line_of_root(text: str) -> int:
    """Where the first tag stands, past blank lines."""
    return text[: len(text) - len(text.lstrip())].count("\n") + 1
