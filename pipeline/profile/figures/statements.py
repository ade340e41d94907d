"""Seed -> what it states: figures with their subject, their quote and the words around them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from pipeline.model.profile import FigureKind
from pipeline.model.seed import Paragraph, SeedText
from pipeline.profile.figures.naming import Named, Namer, named_nearest
from pipeline.profile.figures.wording import PERSONS, act_near, told_by, words_near
from pipeline.profile.figures.worthwhile import is_prose, is_stamp, is_worthwhile
from pipeline.profile.tokens import key_of, stem
from pipeline.text.figures import FoundFigure, find_figures
from pipeline.text.sentences import sentence_spans

_LONGEST_QUOTE = 400  # characters; a longer sentence is quoted around the figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One figure in one sentence of a seed."""

    seed: str
    start: int  # of the quote in the raw text
    end: int
    quote: str
    place: tuple[int, int]  # number of the paragraph, start of the sentence in it: same sentence, same place
    sentence: str
    found: FoundFigure  # its span is within the sentence
    text: str
    subject: str  # id of an entity, or words
    counted: str  # what two figures must share to be about one thing: an entity's id, or the unit folded
    act: str
    places: frozenset[str]  # ids of the places that the sentence names
    names: frozenset[str]  # ... of the other entities
    words: frozenset[str]  # content words around the figure


def statements_of(seed: SeedText, namer: Namer) -> Iterator[Statement]:
    """All figures of a seed that are worth keeping, in order."""
    prose = [(number, paragraph) for number, paragraph in enumerate(seed.paragraphs) if is_prose(paragraph)]
    spans = {number: sentence_spans(paragraph.text) for number, paragraph in prose}
    names = {
        (number, start): namer.names_in(paragraph.text[start:end])
        for number, paragraph in prose
        for start, end in spans[number]
    }
    topic = _topic(names.values())
    for number, paragraph in prose:
        named = topic
        for start, end in spans[number]:
            here = names[number, start]
            yield from _of_sentence(seed, paragraph, here, named, number, start, end)
            named = next((name.id for name in reversed(here) if not name.place), named)


def _topic(sentences: Collection[Sequence[Named]]) -> str:
    """What a third of the sentences name, no place: a figure without a name beside it is said of that; else ""."""
    counts = Counter(identity for names in sentences for identity in {name.id for name in names if not name.place})
    identity, count = min(counts.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
    return identity if count >= 3 and 3 * count >= len(sentences) else ""


def _of_sentence(
    seed: SeedText, paragraph: Paragraph, names: Sequence[Named], before: str, number: int, start: int, end: int
) -> Iterator[Statement]:
    """``before`` is whom the paragraph named last, or what the seed is about: meant by "it" and "the company"."""
    sentence = paragraph.text[start:end]
    figures = () if is_stamp(sentence) else find_figures(sentence, paragraph.language)
    for found in figures:
        act = act_near(sentence, found.start, found.end) if found.kind is FigureKind.DATE else ""
        if not is_worthwhile(sentence, found, act) or _is_a_name(sentence, found, names):
            continue
        theirs = [name for name in names if name.place or not _is_counted(name, figures, found)]
        subject, inside = named_nearest(sentence, found.start, found.end, theirs)
        first, last = _quoted(paragraph, start, end, start + found.start, start + found.end)
        yield Statement(
            seed=seed.id,
            start=first,
            end=last,
            quote=seed.raw[first:last],
            place=(number, start),
            sentence=sentence,
            found=found,
            text=sentence[found.start : found.end],
            subject=subject or before or told_by(sentence, found.start, found.end),
            counted=subject if inside else _counted(found),
            act=act,
            places=frozenset(name.id for name in names if name.place),
            names=frozenset(name.id for name in names if not name.place),
            words=words_near(sentence, found.start, found.end),
        )


def _is_a_name(sentence: str, found: FoundFigure, names: Sequence[Named]) -> bool:
    """The 737 of "737 fuselages"."""
    own = (name for name in names if found.start <= name.start < name.end <= found.end)
    return any(sentence[name.start : name.end].isdigit() for name in own)


def _is_counted(name: Named, figures: Sequence[FoundFigure], own: FoundFigure) -> bool:
    """Whether another figure counts it: in "54 K2 tanks and 141 vehicles" the vehicles are not of the K2."""
    others = (figure for figure in figures if figure is not own)
    return any(figure.start <= name.start and name.end <= figure.end for figure in others)


def _quoted(paragraph: Paragraph, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    """The span of the quote in the raw text."""
    if end - start > _LONGEST_QUOTE:
        earliest, latest = first - _LONGEST_QUOTE // 2, max(last, first + _LONGEST_QUOTE // 2)
        if earliest > start:  # from one blank to another: no half words
            start = paragraph.text.find(" ", earliest, first) + 1 or earliest
        if latest < end:
            blank = paragraph.text.rfind(" ", last, latest)
            end = blank if blank > last else latest
    return paragraph.offsets[start], paragraph.offsets[end - 1] + 1


def _counted(found: FoundFigure) -> str:
    """The unit in a form that compares: ``K2 tanks`` and ``K2 tank`` are one, so are customers, users and people."""
    if found.kind is not FigureKind.COUNT:
        return found.unit
    words = [stem(word) for word in found.unit.split()]
    return "person" if words and key_of(found.unit.split()[-1]) in PERSONS else " ".join(words)
