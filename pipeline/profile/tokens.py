"""Sentences of the seeds, cut into tokens, each with its place in its paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.model.seed import Paragraph, ParagraphKind, SeedText
from pipeline.text.fold import fold_key
from pipeline.text.sentences import sentence_spans

_TOKEN = re.compile(
    r"(?P<abbr>(?:[^\W\d_a-z]\.){2,}[A-Z]?\.?(?:-[^\W\d_]\w*)?|S\.A(?![A-Za-z.])|(?:Mr|Mrs|Ms|Dr|Sr|Sra|Gen|Sen|Gov|Lt|Col|Capt|Rep|Prof)\.)"
    r"|(?P<number>\d+(?:[.,]\d+)*(?![^\W\d_]))"
    r"|(?P<word>(?:[ODL]['’](?=[A-ZÀ-Þ]))?[^\W_]+(?:[-&][^\W_]+)*)"
    r"|(?P<mark>\S)"
)
_POSSESSIVE = re.compile(r"['’]s\b")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark. ``tight`` when no white space parts it from the token before."""

    text: str
    key: str  # folded
    start: int
    end: int
    kind: str  # word, number, mark
    tight: bool
    owner: bool = False  # "Peru's": the name ends here and owns what follows

    @property
    def capital(self) -> bool:
        return self.kind == "word" and (self.text[0].isupper() or any(char.isupper() for char in self.text[1:3]))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its tokens; ``start`` is its place in the paragraph, and offsets of tokens are too."""

    seed: SeedText
    paragraph: Paragraph
    number: int  # of the paragraph in its seed
    start: int
    end: int
    tokens: tuple[Token, ...]

    @property
    def language(self) -> str:
        return self.paragraph.language

    @property
    def text(self) -> str:
        return self.paragraph.text[self.start : self.end]


@lru_cache(maxsize=50_000)
def key_of(text: str) -> str:
    """``fold_key``, remembered: the same words come again and again."""
    return fold_key(text)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Fold and take a plural's ending off, the same way for English and Spanish: buques, buque -> buqu."""
    key = key_of(word)
    if len(key) > 3 and key.endswith("s") and not key.endswith("ss"):
        key = key[:-1]
    if key.endswith("y"):
        key = key[:-1] + "i"
    return key[:-1] if len(key) > 4 and key.endswith(("e", "ie")) else key


def sentences_of(seed: SeedText) -> Iterator[Sentence]:
    """All sentences of the paragraphs that names may be taken from or looked up in."""
    for number, paragraph in enumerate(seed.paragraphs):
        if paragraph.kind is ParagraphKind.CHROME:
            continue
        for start, end in sentence_spans(paragraph.text):
            tokens = tuple(tokenise(paragraph.text, start, end))
            if tokens:
                yield Sentence(seed, paragraph, number, start, end, tokens)


def tokenise(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """Tokens of ``text[start:end]``: words with inner hyphens, abbreviations with stops, numbers, single marks."""
    stop = len(text) if end is None else end
    place, before = start, -1
    while place < stop:
        found = _TOKEN.search(text, place, stop)
        if not found:
            return
        kind = "word" if found.lastgroup in {"word", "abbr"} else str(found.lastgroup)
        first, last = found.span()
        possessive = _POSSESSIVE.match(text, last, stop) if kind == "word" else None
        owner = bool(possessive)
        if kind == "word" and not owner and found.group().endswith("s") and text[last : last + 2] in {"’ ", "' "}:
            possessive = re.compile("['’]").match(text, last)  # "companies’ bids"
            owner = bool(possessive)
        word = found.group()
        yield Token(word, key_of(word), first, last, kind, first == before, owner)
        place = before = possessive.end() if possessive else last
