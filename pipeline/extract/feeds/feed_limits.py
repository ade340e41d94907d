"""What a feed may cost: bounds that real feeds stay far below, and that keep the reading of any other short.

All that follows takes time in proportion to tags, attributes and ampersands, some 20, 5 and 2 microseconds each. The
largest of 117 real feeds had 25,000 tags, 41,000 attributes, 142 of them in one tag, and 31,000 ampersands beyond
those of escaped tags.
"""

from __future__ import annotations

import re

from pipeline.errors import ExtractError

_MAX_TAGS = 100_000
_MAX_ATTRIBUTES = 300_000
_MAX_ATTRIBUTES_OF_A_TAG = 500
_MAX_AMPERSANDS = 500_000
_MAX_RUN = 400_000  # characters without a tag; the longest reports have 200,000

# Within fields, tags come escaped once more: as XML or, in JSON, as a character's number.
_ESCAPED_TAG = re.compile(r"&(?:lt|#0*60|#x0*3c);|\\u003c", re.IGNORECASE)
# A tag ends at a bracket that no quotes enclose; where a quote is left open, at the next one. None reaches beyond the
# next tag's beginning, and none gives back what it took, so that all are found in one pass.
_TAG = re.compile(r"""<(?=[^\W\d]|:)(?:[^<>"']++|"[^"<]*+"|'[^'<]*+'|["'][^<>]*+)*+""")
_QUOTED = re.compile(r""""[^"]*+"|'[^']*+'""")
# An attribute takes two characters at least, so only what is this long can have too many.
_LONG_RUN = re.compile(f"<(?=[^\\W\\d]|:)[^<]{{{2 * _MAX_ATTRIBUTES_OF_A_TAG}}}")
_OVERLONG_RUN = re.compile(f"(<[^<]{{{_MAX_RUN}}})[^<]+")


def refuse_costly(text: str, url: str) -> None:
    """Raise ``ExtractError`` for a feed, of whatever dialect, that would take many seconds to read."""
    tags, ampersands = text.count("<"), text.count("&")
    if tags + ampersands + text.count("\\") > _MAX_TAGS:  # else not all of them escape one
        tags += sum(1 for _ in _ESCAPED_TAG.finditer(text))
    _refuse_above(url, tags, _MAX_TAGS, "tags")
    _refuse_above(url, ampersands, _MAX_AMPERSANDS, "ampersands")
    for run in _LONG_RUN.finditer(text):
        tag = _TAG.match(text, run.start())
        _refuse_above(url, _attributes(tag[0]) if tag else 0, _MAX_ATTRIBUTES_OF_A_TAG, "attributes in one tag")
    if len(text) > 2 * _MAX_ATTRIBUTES:
        in_all = sum(_attributes(tag[0]) for tag in _TAG.finditer(text))
        _refuse_above(url, in_all, _MAX_ATTRIBUTES, "attributes")


def cut_overlong(text: str) -> str:
    """Cut what stands between two tags of XML to a length that no honest field has."""
    return _OVERLONG_RUN.sub(r"\1", text) if len(text) > _MAX_RUN else text


def _attributes(tag: str) -> int:
    return len(_QUOTED.sub(" ", tag).split()) - 1


def _refuse_above(url: str, count: int, most: int, what: str) -> None:
    if count > most:
        raise ExtractError(url, f"this feed has more than {most:,} {what}")
