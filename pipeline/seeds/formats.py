"""One reader a file format: bytes -> raw text, a paragraph a line."""

from __future__ import annotations

import io
import logging
import re
import warnings
from collections.abc import Callable

from bs4 import BeautifulSoup

from pipeline.errors import SeedError
from pipeline.seeds.decoding import decode

_MOST_PDF_PAGES = 400
_MOST_UNPACKED = 100_000_000  # bytes of a .docx when unpacked: beyond it is a decompression bomb
_BLOCKS = ["p", "h1", "h2", "h3", "h4", "li", "blockquote", "figcaption", "td"]
_NOT_TEXT = ["script", "style", "noscript", "nav", "header", "footer", "aside", "form", "button", "svg", "template"]
_MARKDOWN = (
    (re.compile(r"!\[([^\]\n]{0,300})\]\([^)\n]{0,2000}\)"), r"\1"),
    (re.compile(r"\[([^\]\n]{1,300})\]\([^)\n]{0,2000}\)"), r"\1"),
    (re.compile(r"^#{1,6}[ \t]+", re.MULTILINE), ""),
    (re.compile(r"^>[ \t]?", re.MULTILINE), ""),
    (re.compile(r"(\*\*|__|\*|`)(?=\S)([^\n*_`]{1,300}?)(?<=\S)\1"), r"\2"),
)


def raw_text(data: bytes, name: str, suffix: str) -> str:
    """Return the text of a file of this suffix (lower case, with the dot). Raises ``SeedError``."""
    return READERS[suffix](data, name)


def _plain(data: bytes, name: str) -> str:
    return decode(data, name)


def _markdown(data: bytes, name: str) -> str:
    text = decode(data, name)
    for pattern, replacement in _MARKDOWN:
        text = pattern.sub(replacement, text)
    return text


def _html(data: bytes, name: str) -> str:
    """The main text; where no main text can be told from the rest, all blocks outside menus and footers."""
    import trafilatura  # slow to import, and most seeds are plain text

    markup = decode(data, name, markup=True)
    main = trafilatura.extract(markup, include_comments=False, include_tables=True, favor_recall=True)
    return main if main and len(main) > 200 else max(main or "", _all_blocks(markup), key=len)


def _all_blocks(markup: str) -> str:
    with warnings.catch_warnings():  # it warns of XHTML, and of pages that are short enough for an address
        warnings.simplefilter("ignore")
        soup = BeautifulSoup(markup, "lxml")
    for unwanted in soup(_NOT_TEXT):
        unwanted.decompose()
    blocks = [block for block in soup(_BLOCKS) if not block.find(_BLOCKS)]
    lines = [block.get_text(" ", strip=True) for block in blocks]
    return "\n".join(line for line in lines if line) or soup.get_text("\n", strip=True)


def _pdf(data: bytes, name: str) -> str:
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it logs each oddity of each file
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise SeedError(name, "it is protected by a password", remedy="Save a copy without the password.")
        pages = [page.extract_text() for page in reader.pages[:_MOST_PDF_PAGES]]
    except SeedError:
        raise
    except Exception as error:  # broken PDFs make pypdf raise errors of every kind, AttributeError too
        raise SeedError(name, f"it is not a readable PDF ({error})", remedy="Save its text as .txt.") from error
    return "\n\n".join(pages)


def _docx(data: bytes, name: str) -> str:
    import zipfile

    from docx import Document

    try:
        unpacked = sum(item.file_size for item in zipfile.ZipFile(io.BytesIO(data)).infolist())
        if unpacked > _MOST_UNPACKED:
            raise SeedError(name, "it unpacks to more than 100 MB", remedy="Save its text as .txt.")
        document = Document(io.BytesIO(data))
        lines = [paragraph.text for paragraph in document.paragraphs]
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    except SeedError:
        raise
    except Exception as error:  # bad zips, bad XML and missing parts each raise errors of their own
        hint = "Save it again as .docx without a password, or its text as .txt."
        raise SeedError(name, f"it is not a readable Word document ({error})", remedy=hint) from error
    return "\n".join([*lines, *(f"| {cell} |" for cell in cells if cell.strip())])


READERS: dict[str, Callable[[bytes, str], str]] = {
    ".txt": _plain,
    ".md": _markdown,
    ".html": _html,
    ".htm": _html,
    ".pdf": _pdf,
    ".docx": _docx,
}
