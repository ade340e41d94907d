"""Raw text -> cleaned paragraphs, each character with its place in the raw text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from statistics import median

from pipeline.model.seed import Paragraph, ParagraphKind, SeedText
from pipeline.seeds.kinds import is_chrome, is_filler, is_heading
from pipeline.text.language import detect_language
from pipeline.text.repair import repair_line

_LINE = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f\x7f]")
_SPACES = re.compile(r"[\s\u00a0]+")
_ENDS = (".", "!", "?", "…", "。", ":", ";", "”", '"', "다")
# What crawlers, word processors and press offices put before a paragraph. Each is cut off, and then the next is tried.
_PREFIX = re.compile(
    r"\s*(?:date\s+\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?)?(?=\s)"  # crawler: " date 2024-11-18 President ..."
    r"|[°•·▪■□◆◇●○▲△▶►※◎–—*\-](?=\s)"
    r"|\(?\d{1,2}[.)](?=\s)"
    r"|[가-하]\.(?=\s)|[①-⑳])"
)
_FOOTNOTE = re.compile(r"\[(?:\d{1,3}|nota? \d{1,3}|note \d{1,3}|citation needed|cita requerida)\]")
_ALONE = 60  # characters from which a line tells its language by itself
_TABLE_RULE = re.compile(r"[|\s:\-+=_]+")


@dataclass(frozen=True, slots=True)
class _Line:
    """A stretch of text with the raw place of each character and of its end."""

    text: str
    offsets: tuple[int, ...]
    cell: bool = False

    def cut(self, start: int, end: int) -> _Line:
        return _Line(self.text[start:end], self.offsets[start : end + 1], self.cell)


def read_text(raw: str, *, file: str, sha256: str) -> SeedText:
    """Clean a raw text. ``file`` is the name it came under; its stem becomes the seed's id."""
    lines = [line for line in _lines(raw) if line.text]
    language = _main_language(lines)
    title = next((line.text for line in _top(lines, language) if _may_be_title(line.text)), "")
    paragraphs = tuple(_paragraph(line, language) for line in lines)
    stem = file.rsplit(".", 1)[0]
    return SeedText(
        id=stem, file=file, sha256=sha256, language=language, title=title, raw=raw, paragraphs=_with_fillers(paragraphs)
    )


def _lines(raw: str) -> Iterator[_Line]:
    for start, end in _joined(raw):
        mended = repair_line(raw[start:end])
        line = _Line(mended.text, tuple(start + place for place in mended.offsets))
        for part in _cells(line):
            yield _without_marks(part)


def _joined(raw: str) -> list[tuple[int, int]]:
    """Spans of paragraphs: the lines, but lines that were broken at a fixed width are put together again."""
    spans = [match.span() for match in _LINE.finditer(raw) if match.group().strip()]
    lengths = [end - start for start, end in spans]
    if len(spans) < 8 or not 40 <= median(lengths) <= 110 or sorted(lengths)[-len(lengths) // 20] > 130:
        return spans
    width = median(lengths)
    joined = [spans[0]]
    for start, end in spans[1:]:
        before = joined[-1]
        gap = raw[before[1] : start]
        last_line = raw[max(before[0], raw.rfind("\n", 0, before[1]) + 1) : before[1]].rstrip()
        if gap.count("\n") + gap.count("\r") <= 1 and len(last_line) > 0.6 * width and not last_line.endswith(_ENDS):
            joined[-1] = (before[0], end)
        else:
            joined.append((start, end))
    return joined


def _cells(line: _Line) -> Iterator[_Line]:
    """Split the remains of a table: ``| Embassy of Peru | Embassy of Chile |``."""
    if line.text.count("|") < 1 or (line.text.count("|") == 1 and not line.text.rstrip().endswith("|")):
        yield line
        return
    start = 0
    for piece in line.text.split("|"):
        if not _TABLE_RULE.fullmatch(piece or "|"):
            yield replace(line.cut(start, start + len(piece)), cell=True)
        start += len(piece) + 1


def _without_marks(line: _Line) -> _Line:
    line = _squeezed(line)
    start = 0
    while prefix := _PREFIX.match(line.text, start):
        start = prefix.end()
    return _squeezed(_dropped(line.cut(start, len(line.text)), _FOOTNOTE))


def _dropped(line: _Line, pattern: re.Pattern[str]) -> _Line:
    """Take the matches out."""
    if not pattern.search(line.text):
        return line
    keep = [True] * len(line.text)
    for match in pattern.finditer(line.text):
        keep[match.start() : match.end()] = [False] * len(match.group())
    kept = [index for index, wanted in enumerate(keep) if wanted]
    return _Line(
        "".join(line.text[index] for index in kept), (*(line.offsets[i] for i in kept), line.offsets[-1]), line.cell
    )


def _squeezed(line: _Line) -> _Line:
    """Drop what nobody sees, make each run of white space one space, trim."""
    line = _dropped(line, _INVISIBLE)
    chars: list[str] = []
    offsets: list[int] = []
    for index, char in enumerate(line.text):
        space = char.isspace()
        if not space or (chars and chars[-1] != " "):
            chars.append(" " if space else char)
            offsets.append(line.offsets[index])
    end = line.offsets[-1]
    if chars and chars[-1] == " ":
        chars.pop()
        end = offsets.pop()
    return _Line("".join(chars), (*offsets, end), line.cell)


def _main_language(lines: list[_Line]) -> str:
    """The language of most characters; what the longest line is written in is likely for the others."""
    longest = max((line.text for line in lines), key=len, default="")
    likely = detect_language(longest)
    weights: Counter[str] = Counter()
    for line in lines:
        weights[_language_of(line.text, "und", likely)] += len(line.text)
    del weights["und"]
    return max(sorted(weights), key=lambda code: weights[code]) if weights else "und"


# Very common words of the two languages that their neighbours have not: hardly a sentence is without one of them.
_COMMONEST = {
    "en": frozenset("the of and to that with from".split()),
    "es": frozenset("el los las del y una según".split()),
}


def _language_of(text: str, default: str, likely: str) -> str:
    """Ask without statistics where few words are enough; a long line with no word of the likely language needs them."""
    plain = len(text) < _ALONE or not _COMMONEST.get(likely, frozenset()).isdisjoint(text.casefold().split())
    return detect_language(text, default=default, likely=likely if plain else "")


def _top(lines: list[_Line], language: str) -> list[_Line]:
    """The first two lines that belong to the text: a title stands there or nowhere."""
    return [line for line in lines if not is_chrome(line.text, language)][:2]


def _may_be_title(text: str) -> bool:
    return not text.endswith(_ENDS) and "|" not in text and 3 <= len(text.split()) <= 40


def _paragraph(line: _Line, language: str) -> Paragraph:
    kind = ParagraphKind.BODY
    if line.cell:
        kind = ParagraphKind.TABLE
    elif is_chrome(line.text, language):
        kind = ParagraphKind.CHROME
    elif is_heading(line.text):
        kind = ParagraphKind.HEADING
    # Short lines inherit: headings are unreliable ground for telling a language.
    hangul = any("\uac00" <= char <= "\ud7a3" for char in line.text)
    told = hangul or len(line.text) >= _ALONE or language == "und"
    own = _language_of(line.text, language, language) if told else language
    return Paragraph(text=line.text, language=own, kind=kind, offsets=line.offsets)


def _with_fillers(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    return tuple(
        replace(paragraph, kind=ParagraphKind.FILLER)
        if paragraph.kind is ParagraphKind.BODY and is_filler(paragraph.text)
        else paragraph
        for paragraph in paragraphs
    )
