"""What somebody types to search the archive, and where a text answers it.

    peru tank           all of the words, anywhere in the article; tank also finds tanks
    peru OR 페루 tank   either of the two, and tank
    "joint venture"     these words side by side, none of them longer
    -ferry              not in the article, -"joint venture" neither
    FAP*                words that begin so; words of up to three letters, mostly acronyms, are else taken whole

A word stands for every word that begins with it; a number for itself; a piece of Hangul for every run that holds it.
Case, accents and punctuation do not count. Any text is a query; one without a word in it asks for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.model.search import IndexWord, Lookup
from pipeline.text.fold import fold
from pipeline.text.searchtokens import (
    LETTER,
    LONGEST_PART,
    LONGEST_WORD,
    TITLE_MARK,
    joined,
    pairs_of,
    runs_of,
)

WHOLE_UP_TO = 3  # letters: LIG, ADD and EU are meant by themselves, not as the begin of light, address and Europe

_PIECE = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<quoted>[^"]*)"?|(?P<word>[^\s"]+))')
_QUOTES = dict.fromkeys(map(ord, "“”„‟«»「」『』＂"), '"')
_NO_WORD = r"(?:[^\w\n]|_)"  # a phrase does not go on in the next paragraph
_MORE = {"letters": re.compile(f"{LETTER}++"), "digits": re.compile(r"\d++"), "dense": re.compile("(?!)")}
_JOINING = ("", " ", "-")  # between letters and digits of a designator


@dataclass(frozen=True, slots=True)
class Term:
    """A word, number, designator or phrase: what the index must hold of it, and how it reads in a folded text."""

    words: tuple[IndexWord, ...]
    is_exact: bool  # whether a text with these words has the term for certain
    pattern: re.Pattern[str]  # without its borders: with them it would take milliseconds to compile
    first: str  # kinds of its first and its last run: letters, digits or dense
    last: str
    goes_on: bool  # whether the last word may be longer

    def spans(self, folded: str) -> Iterator[tuple[int, int, bool]]:
        """Where it stands in a folded text: start and end of the words found, and whether they are whole ones."""
        found = self.pattern.search(folded)
        while found:
            start, end = found.span()
            more = _MORE[self.last].match(folded, end)
            fits = not (start and _MORE[self.first].match(folded, start - 1)) and (self.goes_on or not more)
            if fits:
                yield start, more.end() if more else end, not more
            found = self.pattern.search(folded, end if fits else start + 1)


@dataclass(frozen=True, slots=True)
class Query:
    """One of each of ``every``, and none of ``none``."""

    every: tuple[tuple[Term, ...], ...]
    none: tuple[Term, ...]

    def lookup(self, *, in_title: bool = False) -> Lookup:
        """What to ask the index for: all texts that answer the query, and perhaps some that do not."""
        ways = tuple(tuple(_marked(term.words) if in_title else term.words for term in terms) for terms in self.every)
        return Lookup(every=ways, none=tuple(term.words[0] for term in self.none if term.is_exact))


@dataclass(frozen=True, slots=True)
class _Atom:
    kind: str  # letters, digits or dense
    text: str
    before: str  # what stands between it and the atom before


def parse_query(text: str) -> Query:
    """Read a query; whatever it is, nothing is raised."""
    every: list[tuple[Term, ...]] = []
    none: list[Term] = []
    is_or = False
    for piece in _PIECE.finditer(text.translate(_QUOTES)):
        if piece["word"] == "OR" and not piece["minus"]:
            is_or = bool(every)
            continue
        term = _term(piece)
        if term is None:
            continue
        if piece["minus"]:
            none.append(term)
        elif is_or:
            every[-1] += (term,)
        else:
            every.append((term,))
        is_or = False
    return Query(tuple(every), tuple(none))


def find_spans(terms: Sequence[Term], folded: str) -> list[tuple[int, int, bool]]:
    """Where one of the terms stands in a folded text, in order, each place once: as ``Term.spans`` gives it."""
    return sorted({span for term in terms for span in term.spans(folded)})


def _term(piece: re.Match[str]) -> Term | None:
    word = piece["word"] or ""
    atoms = list(_atoms(fold(piece["quoted"] or word).text.replace("\n", " ")))
    if not atoms:
        return None
    last = atoms[-1]
    goes_on = last.kind == "letters" and bool(word) and (len(last.text) > WHOLE_UP_TO or word.endswith("*"))
    words = tuple(_index_words(atoms, goes_on=goes_on))
    return Term(words, _is_exact(atoms, words), _pattern(atoms), atoms[0].kind, last.kind, goes_on)


def _atoms(folded: str) -> Iterator[_Atom]:
    after = 0
    for kind, run, start, end in runs_of(folded):
        yield _Atom(kind, run, folded[after:start])
        after = end


def _pattern(atoms: Sequence[_Atom]) -> re.Pattern[str]:
    further = (_between(left, right) + right.text for left, right in pairwise(atoms))
    return re.compile("".join((atoms[0].text, *further)))


def _between(left: _Atom, right: _Atom) -> str:
    if left.kind == right.kind:
        return f"{_NO_WORD}++"
    return "[ -]?+" if right.before in _JOINING else f"{_NO_WORD}*+"


def _index_words(atoms: Sequence[_Atom], *, goes_on: bool) -> Iterator[IndexWord]:
    """All words that a text with these atoms has in the index. What a joined word says is not said again."""
    joins = [_are_joined(left, right) for left, right in pairwise(atoms)]
    for place, atom in enumerate(atoms):
        is_last = place == len(atoms) - 1
        begins = goes_on and is_last
        if place and joins[place - 1]:
            yield IndexWord(joined(atoms[place - 1].text, atom.text), begins)
        elif atom.kind == "dense":
            yield from _dense_words(atom.text)
        elif is_last or not joins[place]:
            yield IndexWord(atom.text[:LONGEST_WORD], begins)


def _are_joined(left: _Atom, right: _Atom) -> bool:
    return {left.kind, right.kind} == {"letters", "digits"} and right.before in _JOINING


def _dense_words(run: str) -> Iterator[IndexWord]:
    if len(run) == 1:
        yield IndexWord(run, begins=True)
    else:
        yield from (IndexWord(pair) for pair in pairs_of(run)[:-1])


def _is_exact(atoms: Sequence[_Atom], words: Sequence[IndexWord]) -> bool:
    longest = LONGEST_WORD if len(atoms) == 1 else LONGEST_PART
    return len(words) == 1 and all(len(atom.text) < longest for atom in atoms)


def _marked(words: Sequence[IndexWord]) -> tuple[IndexWord, ...]:
    return tuple(IndexWord(TITLE_MARK + word.text, word.begins) for word in words)
